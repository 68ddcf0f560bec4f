"""Updates by webhook until each is on the disk: ours, a bare server with shared commits, python-telegram-bot's own.

Kept with synchronous = FULL, over 40 connections; nothing is handled.  The second time each flush takes 2 ms longer,
as on a cheap rented machine.
"""

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

from benchmarks.ahead import ahead
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
from benchmarks.updates import chatter

MANY, FEW = 4_000, 600  # updates a turn, about a second each; few of the slow one
Player = Callable[[], Awaitable[Turn]]


async def measure() -> list[str]:
    """Two lines: the disk as it is, and slower."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        lines = [await _contest(Path(name), {}, "", 0.8)]
    async with slow_disk() as slow:
        if slow is None:
            return [*lines, "intake, 2 ms more a flush: skipped, no C compiler here"]
        with tempfile.TemporaryDirectory(dir=".") as name:
            return [*lines, await _contest(Path(name), slow, ", 2 ms more a flush", 0.9)]


async def _contest(folder: Path, env: Mapping[str, str], how: str, bare: float) -> str:
    async with AsyncExitStack() as stack:
        order = stack.enter_context(ahead())
        api = await stack.enter_async_context(running("the null Bot API", "benchmarks.null_api"))
        at = f"http://127.0.0.1:{api.port}"
        enter = stack.enter_async_context
        players = {
            "ours": _player(await enter(running("ours", "benchmarks.desk", folder, at, env=env)), folder / "desk.db"),
            "bare": _player(
                await enter(
                    running("bare", "benchmarks.peers.minimal", folder / "bare.db", SECRET, env=env)
                ),
                folder / "bare.db",
            ),
        }  # fmt: skip
        if PEERS.exists():
            ptb = running(
                "python-telegram-bot",
                "benchmarks.peers.ptb_intake",
                folder / "ptb.db",
                SECRET,
                at,
                python=PEERS,
                env=env,
            )
            players["ptb"] = _player(await enter(ptb), folder / "ptb.db", FEW)
        taken = await rounds(players, lambda taken: all(each.settled for each in _ratios(taken, bare).values()))
    said = "; ".join(f"{name} {middle(turns)}" for name, turns in taken.items())
    against = "; ".join(
        f"against {name} {each}, {leaner(taken, 'ours', name)}" for name, each in _ratios(taken, bare).items()
    )
    return f"intake{how}: {said}; {against}; {order}, {load()}"


def _ratios(taken: Mapping[str, list[Turn]], bare: float) -> dict[str, Ratio]:
    aims = {"bare": bare, "ptb": 6.0}
    return {name: faster(taken, "ours", name, aims[name]) for name in taken if name != "ours"}


def _player(program: Program, path: Path, updates: int = MANY) -> Player:
    numbers = count(1, updates)

    async def play() -> Turn:
        first = next(numbers)
        bodies = chatter(first, updates)

        async def all_of_it() -> None:
            await deliver(program.port, bodies)
            await committed(path, "SELECT max(id) FROM inbox", first + updates - 1)

        return await turn(program, updates, all_of_it)

    return play
