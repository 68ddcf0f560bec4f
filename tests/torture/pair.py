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

LEASE = "3"  # s; the right to poll and send passes on sooner than in earnest, so that it can be seen to often
HEIR, BACK, BESIDE = "its heir goes on", "back at once", "the other one"


def sends(process: Process) -> bool:
    """Whether it is this one that polls and sends."""
    ((holder,),) = process.rows("SELECT holder FROM lease")
    return bool(holder) and int(holder.split()[1]) == process.number


def fates(chance: random.Random, deaths: int) -> list[str]:
    """Who dies, and what comes then: each of the three as often as the others, in any order."""
    found = [(BACK, HEIR, BESIDE)[n % 3] for n in range(deaths)]
    chance.shuffle(found)
    return found


async def two(folder: Path, server: str, seed: str, deaths: int) -> Round:
    """So many deaths of one or the other, and what is there when all has come to its end."""
    chance, senders = random.Random(seed), 0
    async with FakeTelegram(privacy=False) as telegram:
        pair = [Process(folder, telegram, server=server, TORTURE_LEASE=LEASE) for _ in range(2)]
        first = pair[0]
        try:
            await asyncio.gather(*(each.start() for each in pair))
            people = await settle_in(first, telegram)
            for fate in fates(chance, deaths):
                people.speak()
                end = len(telegram.calls) + chance.randint(1, 2 * street.RESIDENTS)
                await telegram.until(partial(people.busy_until, end), WAIT)
                one, other = pair if sends(pair[0]) else reversed(pair)
                victim = other if fate == BESIDE else one
                senders += sends(victim)
                await victim.kill()
                people.died()
                if fate == HEIR:
                    await telegram.until(partial(sends, other), WAIT)
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
