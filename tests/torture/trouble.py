"""Bad days: the platform refuses, breaks, repeats itself or is away; the disk is full, the database held by another.

The same street as in kill.py reports all the while, and nothing may be lost or done twice.  Every trouble ends; what
it kept from being handled is handled then, without a restart.
"""

import asyncio
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from tests.telegram import FakeTelegram
from tests.torture import kill
from tests.torture.process import WAIT, Process
from tests.torture.record import Round
from tests.torture.street import Street, judge, settle_in

TROUBLES = 25  # in one round
SMALL = 6 << 20  # bytes of the disk that fills up
Trouble = Callable[[Process, Street, random.Random], Awaitable[None]]
POISON: tuple[dict[str, Any], ...] = (
    {"message": {"message_id": "none"}},
    {"message": {"message_id": 1, "chat": 7, "date": "never", "text": ["x"]}},
    {"callback_query": {"id": 1, "from": None, "data": {"a": [1] * 50}}},
    {"message": {"message_id": 2, "date": 1, "chat": {"id": 1 << 80, "type": "private"}, "from": {"id": "nobody"}}},
    {"my_chat_member": {"chat": {}, "new_chat_member": {"status": 7}}},
    {"surprise": {"nested": [[[[[[]]]]]]}},
)


# --- the platform ------------------------------------------------------------------------------------


async def answers_wrong(process: Process, people: Street, chance: random.Random) -> None:
    """Some of the next calls are refused, broken off, or answered with nonsense; with luck they are carried out."""
    telegram = people.telegram
    for _ in range(chance.randint(1, 6)):
        after = chance.random() < 0.3
        where: dict[str, Any] = {"method": chance.choice([None, "sendMessage", "sendMessage"])}
        match chance.choice(["429", "500", "502", "garbage", "json", "drop"]):
            case "429":
                telegram.too_many(1, **where)
            case "garbage":
                telegram.garbage(after=after, **where)
            case "json":
                telegram.wrong_json(after=after, **where)
            case "drop":
                telegram.drop(after=after, **where)
            case code:
                telegram.server_error(int(code), after=after, **where)
    await _go_on(people, chance.uniform(0.2, 1))


async def repeats_itself(process: Process, people: Street, chance: random.Random) -> None:
    """Updates come twice, in the wrong order, long after, or because an answer was lost."""
    telegram = people.telegram
    telegram.duplicate(chance.randint(1, 5))
    telegram.reorder(chance.randint(0, 2))
    telegram.lose_answers(chance.randint(0, 3))
    for entry in chance.sample(telegram.updates.log, min(3, len(telegram.updates.log))):
        telegram.replay(entry)
    await _go_on(people, chance.uniform(0.2, 1))


async def is_away(process: Process, people: Street, chance: random.Random) -> None:
    """Nothing can be reached for a while, and people go on."""
    people.died()  # a call that was under way may have been carried out: its answer never came
    async with people.telegram.down():
        await asyncio.sleep(chance.uniform(0.1, 1.5))


async def sends_poison(process: Process, people: Street, chance: random.Random) -> None:
    """Updates that nobody can read, between those of everybody."""
    for body in chance.sample(POISON, 2):
        entry = people.telegram.raw(body)
        people.poison.add(str(entry.id))
    await _go_on(people, 0.3)


# --- the machine -------------------------------------------------------------------------------------


async def holds_the_database(process: Process, people: Street, chance: random.Random) -> None:
    """Another program writes to the database, and is slow about it; now and then for longer than we wait."""
    with closing(sqlite3.connect(process.database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        await _go_on(people, 6 if chance.random() < 0.15 else chance.uniform(0.1, 1))
        other.execute("ROLLBACK")


async def fills_the_disk(process: Process, people: Street, chance: random.Random) -> None:
    """Somebody else's file takes all the room there is, and goes again."""
    ballast = process.folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 14))
    await _go_on(people, chance.uniform(0.3, 2))
    ballast.unlink()


async def _go_on(people: Street, seconds: float) -> None:
    await people.telegram.until(partial(kill.passed, people, time.monotonic() + seconds), WAIT)


# --- rounds ------------------------------------------------------------------------------------------


async def platform(folder: Path, seed: str, troubles: int = TROUBLES) -> Round:
    """Telegram has bad days."""
    return await _days(folder, seed, troubles, (answers_wrong, repeats_itself, is_away, sends_poison))


async def locked(folder: Path, seed: str, troubles: int = TROUBLES) -> Round:
    """Another program holds the database."""
    return await _days(folder, seed, troubles, (holds_the_database,))


async def full(folder: Path, seed: str, troubles: int = TROUBLES) -> Round:
    """The disk fills up, on a small disk of its own (which takes root)."""
    with _small_disk(folder) as disk:
        if disk is None:
            return Round({"skipped": 1})
        return await _days(disk, seed, troubles, (fills_the_disk,))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


async def _days(folder: Path, seed: str, troubles: int, kinds: tuple[Trouble, ...]) -> Round:
    chance = random.Random(f"trouble {seed}")
    async with FakeTelegram(privacy=False) as telegram:
        process = Process(folder, telegram, chance.random() < 0.5, TORTURE_HASTY="1")
        try:
            await process.start()
            people = await settle_in(process, telegram)
            for _ in range(troubles):
                people.speak()
                await chance.choice(kinds)(process, people, chance)
                rest = partial(kill.busy, people, sys.maxsize, time.monotonic() + chance.uniform(0, kill.ENOUGH))
                await telegram.until(rest, WAIT)
            telegram.faults.clear()
            await kill.finish(process, people)
            memory = process.memory()
            code = await process.stop()
        finally:
            await process.close()
        verdict = judge(process, people)
    figures = kill.figures(process, people, verdict) | {"troubles": troubles, "memory_mb": round(memory)}
    return Round(figures, verdict.wrong() + ([f"it ended with {code}"] if code else []))
