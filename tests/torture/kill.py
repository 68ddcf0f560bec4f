"""kill -9 at random, while a street reports: the real program, real sockets, one database through many deaths."""

import random
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from bot import instance
from tests.telegram import FakeTelegram
from tests.torture import street
from tests.torture.process import WAIT, Process
from tests.torture.record import Round
from tests.torture.street import Street, Verdict, filed, judge, settle_in

ENOUGH = 2.0  # s that a life lasts at most
LONGEST = 0.4  # s from the first words until the power goes


async def polling(folder: Path, seed: str, deaths: int) -> Round:
    """The desk asks Telegram for updates."""
    return await _ours(folder, seed, deaths, webhook=False)


async def webhook(folder: Path, seed: str, deaths: int) -> Round:
    """Telegram delivers updates to the desk."""
    return await _ours(folder, seed, deaths, webhook=True)


async def _ours(folder: Path, seed: str, deaths: int, webhook: bool) -> Round:
    async with FakeTelegram(privacy=False) as telegram:
        return await to_the_end(Process(folder, telegram, webhook), telegram, seed, deaths)


async def to_the_end(process: Process, telegram: FakeTelegram, seed: str, deaths: int) -> Round:
    """So many deaths, and what is there when all has come to its end."""
    try:
        await process.start()
        people = await settle_in(process, telegram)
        await live(process, people, random.Random(seed), deaths)
        await finish(process, people)
        memory = process.memory()
        code = await process.stop()
    finally:
        await process.close()
    verdict = judge(process, people)
    wrong = verdict.wrong() + ([f"it ended with {code}"] if code else [])
    return Round(figures(process, people, verdict) | {"memory_mb": round(memory)}, wrong)


async def live(process: Process, people: Street, chance: random.Random, deaths: int) -> None:
    """So many lives, each cut short: by the clock, by the number of calls, or while it still starts."""
    telegram = people.telegram
    for _ in range(deaths):
        people.speak()
        if chance.random() < 0.5:
            calls, end = len(telegram.calls) + chance.randint(1, 2 * street.RESIDENTS), time.monotonic() + ENOUGH
            await telegram.until(partial(busy, people, calls, end), WAIT)
        else:
            await telegram.until(partial(passed, people, time.monotonic() + chance.uniform(0, LONGEST)), WAIT)
        await process.kill()
        people.died()
        while chance.random() < 0.1:  # it may not even come to serve
            await process.start(serve=False)
            await telegram.until(partial(passed, people, time.monotonic() + chance.uniform(0, LONGEST)), WAIT)
            await process.kill()
            people.died()
        await process.start()


def busy(people: Street, calls: int, end: float) -> bool:
    """Go on pressing; whether the bot made so many calls or has nothing to do, or it is so late."""
    return people.busy_until(calls) or time.monotonic() >= end


def passed(people: Street, at: float) -> bool:
    """Go on pressing; whether it is so late."""
    people.press()
    return time.monotonic() >= at


async def finish(process: Process, people: Street) -> None:
    """Nobody cuts the power any more: let everything come to its end.

    A row that was in hand at three deaths in a row was parked: a person has it tried again.
    """
    await process.settled(people.telegram)
    for row in await instance.ask(process.database, {"do": "parked"}):
        if "times while handling it" in row["error"]:
            people.parked.add(row["id"])
            await instance.ask(process.database, {"do": "retry", "row": row["id"]})
            await process.settled(people.telegram)
    await people.telegram.until(people.press, WAIT)
    await process.settled(people.telegram)


def figures(process: Process, people: Street, verdict: Verdict) -> dict[str, float]:
    """What happened, in numbers."""
    return {
        "kills": process.kills,
        "updates": len(people.telegram.updates.log),
        "parked": len(people.parked),
        "lost": len(verdict.lost) + len(verdict.missing),
        "reports": len(people.said),
        "twice": len(verdict.twice),
        "disordered": len(verdict.disordered),
        "messages": sum(call.method == "sendMessage" and call.result is not None for call in people.telegram.calls),
        "repeated": verdict.repeated,
    }


async def usual(folder: Path, seed: str, deaths: int) -> Round:
    """The usual bot (peer.py) under the same driver: it must be seen to lose."""
    async with FakeTelegram(privacy=False) as telegram:
        process = Process(folder, telegram, TORTURE_PEER="1")
        try:
            await process.start()
            people = await _known(telegram)
            await live(process, people, random.Random(seed), deaths)
            await telegram.until(lambda: not telegram.updates.pending, WAIT)
            await process.stop()  # in good order, which empties its queue
        finally:
            await process.close()
        with closing(sqlite3.connect(process.database)) as connection:
            handled = {key for (key,) in connection.execute("SELECT key FROM handled")}
            there = filed(connection.execute("SELECT text FROM report"))
    updates = {entry.id for entry in telegram.updates.log}
    found: dict[str, float] = {
        "kills": process.kills,
        "updates": len(updates),
        "lost": len(updates - handled),
        "reports": len(people.said),
        "missing": sum(not there[tag] for tag in people.said),
        "twice": sum(count > 1 for count in there.values()),
    }
    return Round(found, [])


async def _known(telegram: FakeTelegram) -> Street:
    residents = [telegram.user(f"邻居{n}") for n in range(street.RESIDENTS)]
    group = telegram.supergroup("银杏里居民", residents)
    telegram.add_bot(residents[0], group, admin=True)
    for resident in residents[1:]:
        telegram.start(resident)
    await telegram.until(lambda: not telegram.updates.pending, WAIT)
    return Street(telegram, group, residents, patient=False)
