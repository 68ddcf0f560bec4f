"""Two processes on one PostgreSQL database, and the power of one of them goes, again and again."""

import asyncio
import random
from functools import partial
from pathlib import Path

from tests.telegram import FakeTelegram
from tests.torture import street
from tests.torture.kill import figures
from tests.torture.process import WAIT, Process
from tests.torture.record import Round
from tests.torture.street import judge, settle_in

LEASE = "5"  # s; the right to poll and send passes on sooner than in earnest, so that it can be seen to often


def sends(process: Process) -> bool:
    """Whether it is this one that polls and sends."""
    ((holder,),) = process.rows("SELECT holder FROM lease")
    return bool(holder) and int(holder.split()[1]) == process.number


async def two(folder: Path, server: str, seed: str, deaths: int) -> Round:
    """So many deaths of one or the other, and what is there when all has come to its end."""
    chance, senders = random.Random(seed), 0
    async with FakeTelegram(privacy=False) as telegram:
        pair = [Process(folder, telegram, server=server, TORTURE_LEASE=LEASE) for _ in range(2)]
        first = pair[0]
        try:
            for each in pair:
                await each.start()
            people = await settle_in(first, telegram)
            for _ in range(deaths):
                people.speak()
                end = len(telegram.calls) + chance.randint(1, 2 * street.RESIDENTS)
                await telegram.until(partial(people.busy_until, end), WAIT)
                victim = chance.choice(pair)
                senders += sends(victim)
                await victim.kill()
                people.died()
                await asyncio.sleep(chance.choice((0.0, 0.0, 6.0)))  # back at once, or when the other has taken over
                await victim.start()
            await first.settled(telegram)
            await telegram.until(people.press, WAIT)
            await first.settled(telegram)
            codes = [await each.stop() for each in pair]
        finally:
            for each in pair:
                await each.close()
        verdict = judge(first, people)
        numbers = [number for (number,) in first.rows("SELECT number FROM report ORDER BY number")]
    wrong = verdict.wrong() + [f"it ended with {code}" for code in codes if code]
    wrong += [] if numbers == list(range(1001, 1001 + len(numbers))) else [f"numbers: {numbers}"]
    first.kills = sum(each.kills for each in pair)
    return Round(figures(first, people, verdict) | {"senders": senders}, wrong)
