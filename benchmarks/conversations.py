"""Reports of three messages (what, where, yes) by webhook, until the rows of every answer are committed.

Ours against the same bot written with python-telegram-bot's ``ConversationHandler`` and with aiogram 3; nobody sends.
All three commit what a message causes before they look at the next of that person, with synchronous = FULL; the second
time each flush takes 2 ms longer, as on a cheap rented machine.
"""

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

from benchmarks.contest import (
    PEERS,
    SECRET,
    Program,
    Ratio,
    Turn,
    committed,
    deliver,
    faster,
    leaner,
    load,
    middle,
    rounds,
    running,
    turn,
)
from benchmarks.slow_disk import slow_disk
from benchmarks.updates import SAID, reports

REPORTS, AIM = 120, 5.0
HANDLED = "SELECT count(*) FROM inbox WHERE state = 'done'"
SEEN = "SELECT count(*) FROM seen"


async def measure() -> list[str]:
    """Two lines: the disk as it is, and slower."""
    if not PEERS.exists():
        return ["conversations: skipped, the others are not installed (make bench installs them)"]
    with tempfile.TemporaryDirectory(dir=".") as name:
        lines = [await _contest(Path(name), {}, "")]
    async with slow_disk() as slow:
        if slow is None:
            return [*lines, "conversations, 2 ms more a flush: skipped, no C compiler here"]
        with tempfile.TemporaryDirectory(dir=".") as name:
            return [*lines, await _contest(Path(name), slow, ", 2 ms more a flush")]


async def _contest(folder: Path, env: Mapping[str, str], how: str) -> str:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(running("the null Bot API", "benchmarks.null_api"))
        at = f"http://127.0.0.1:{api.port}"
        ours = await stack.enter_async_context(running("ours", "benchmarks.desk", folder, at, "reader", env=env))
        players = {"ours": _player(ours, folder / "desk.db", HANDLED)}
        for who, module in (("python-telegram-bot", "ptb_bot"), ("aiogram", "aiogram_bot")):
            path = folder / f"{module}.db"
            peer = running(who, f"benchmarks.peers.{module}", path, SECRET, at, python=PEERS, env=env)
            players[who] = _player(await stack.enter_async_context(peer), path, SEEN)
        taken = await rounds(players, lambda taken: all(each.settled for each in _ratios(taken).values()))
    said = "; ".join(f"{name} {middle(turns)}" for name, turns in taken.items())
    against = "; ".join(
        f"against {name} {each}, {leaner(taken, 'ours', name)}" for name, each in _ratios(taken).items()
    )
    return f"conversations, reports of three messages{how}: {said}; {against}; {load()}"


def _ratios(taken: Mapping[str, list[Turn]]) -> dict[str, Ratio]:
    return {name: faster(taken, "ours", name, AIM) for name in taken if name != "ours"}


def _player(program: Program, path: Path, done: str) -> Callable[[], Awaitable[Turn]]:
    numbers = count(0, REPORTS)

    async def play() -> Turn:
        first = next(numbers)
        bodies = list(reports(first, REPORTS))

        async def all_of_it() -> None:
            await deliver(program.port, bodies)
            await committed(path, done, (first + REPORTS) * len(SAID))

        done_in = await turn(program, REPORTS, all_of_it)
        await committed(path, "SELECT count(*) FROM report", first + REPORTS)
        return done_in

    return play
