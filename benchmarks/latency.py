"""How long somebody waits: from the moment an update is due until the commit of what answers it.

The desk handles, sends within Telegram's limits, and looks at the clock meanwhile.  Open loop: each update has its
moment, and waiting for the one before counts.  Beside it, by turns, with the board read a hundred times a second.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.ahead import ahead
from benchmarks.contest import CONNECTIONS, PATIENCE, Program, load, post, ratio, running
from benchmarks.updates import reports

RATES = (20, 100, 300)
AIMED = 100  # updates a second for which there is an aim; so many while the board is read, too
PAGES, READERS = 100, 20  # a second, from so many connections
SECONDS = 6.0
TURNS = 3
MEMORY = "/dev/shm" if Path("/dev/shm").exists() else "."
AIM = 50.0  # ms, p99
AT_ONCE = 20  # people who are in the middle of their three messages
Taken = tuple[float, float]  # p50, p99 in ms


def _reporting() -> Iterator[bytes]:
    """Updates of people who report, some at a time, for ever."""
    for first in count(0, AT_ONCE):
        yield from reports(first, AT_ONCE)


async def measure() -> list[str]:
    """A line for the rates, one without a disk, which neighbours may keep busy, and one for the board beside."""
    with ahead() as order:
        async with _at_work(".") as play:
            rates = {rate: [await play(rate) for _ in range(TURNS)] for rate in RATES}
            if not _settled(rates[AIMED]):
                rates[AIMED] += [await play(AIMED) for _ in range(2 * TURNS)]
            quiet, read = [], []
            for _ in range(TURNS):
                quiet.append(await play(AIMED))
                async with _board_read(play.desk):
                    read.append(await play(AIMED))
        async with _at_work(MEMORY) as play:
            light = [await play(AIMED) for _ in range(TURNS)]
    both = ratio([each[1] for each in read], [each[1] for each in quiet], 2.0, below=True)
    aim, beside = f"aim: p99 {AIM:.0f} ms at {AIMED}/s", f"{order}, {load()}"
    each = "; ".join(f"{rate}/s {_said(taken)}" for rate, taken in rates.items())
    return [
        f"reply latency p50/p99: {each} ({aim}: {_met(rates[AIMED])}); {beside}",
        f"reply latency, the database in memory: {AIMED}/s {_said(light)} ({aim}: {_met(light)}); {beside}",
        f"reply latency at {AIMED}/s: {_said(quiet)}, with the board read {PAGES} times a second "
        f"{_said(read)}; p99 {both}; {beside}",
    ]


@dataclass(frozen=True, slots=True)
class _Play:
    """Plays on a desk that is at work; what people wrote so far is not written again."""

    desk: Program
    folder: Path
    stream: Iterator[bytes]

    async def __call__(self, rate: int, seconds: float = SECONDS) -> Taken:
        return await _play(self.desk, self.folder, self.stream, rate, seconds)


@asynccontextmanager
async def _at_work(place: str) -> AsyncIterator[_Play]:
    """A desk with its database there, warm."""
    with tempfile.TemporaryDirectory(dir=place) as name:
        async with running("the null Bot API", "benchmarks.null_api") as api:
            work = (name, f"http://127.0.0.1:{api.port}", "reader", "sender", "clock", "board")
            async with running("the desk", "benchmarks.desk", *work) as desk:
                play = _Play(desk, Path(name), _reporting())
                await play(20, 1.0)
                yield play


async def _play(desk: Program, folder: Path, stream: Iterator[bytes], rate: int, seconds: float) -> Taken:
    """p50 and p99 in ms, at so many a second."""
    bodies = list(islice(stream, int(rate * seconds)))
    due: dict[str, float] = {}
    numbers = iter(range(len(bodies)))
    start = time.perf_counter() + 0.1

    async def some() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)
        for n in numbers:
            at = start + n / rate
            due[str(json.loads(bodies[n])["update_id"])] = at
            await asyncio.sleep(at - time.perf_counter())
            await post(reader, writer, bodies[n])
        writer.close()

    await asyncio.gather(*(some() for _ in range(CONNECTIONS)))
    done = await _handled(folder / "handled", due)
    cuts = quantiles([(done[key] - at) * 1e3 for key, at in due.items()], n=100)
    return cuts[49], cuts[98]


async def _handled(path: Path, due: dict[str, float]) -> dict[str, float]:
    """When each was committed, by the clock that all processes of a machine share."""
    until = time.monotonic() + PATIENCE
    while True:
        lines = (line.split() for line in path.read_text().splitlines())  # noqa: ASYNC240  (nothing else runs here)
        done = {line[0]: int(line[1]) / 1e9 for line in lines if len(line) == 2 and line[0] in due}
        if len(done) == len(due):
            return done
        if time.monotonic() > until:
            raise RuntimeError(f"{len(done)} of {len(due)} updates were handled")
        await asyncio.sleep(0.2)


@asynccontextmanager
async def _board_read(desk: Program) -> AsyncIterator[None]:
    """The board's first page, a hundred times a second."""

    async def one(n: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)
        at = time.perf_counter() + n / PAGES
        while True:
            await asyncio.sleep(at - time.perf_counter())
            writer.write(b"GET /board HTTP/1.1\r\nHost: localhost\r\n\r\n")
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            if not head.startswith("http/1.1 200"):
                raise RuntimeError(head)
            await reader.readexactly(int(head.partition("content-length:")[2].split("\r\n")[0]))
            at += READERS / PAGES

    reading = asyncio.gather(*(one(n) for n in range(READERS)))
    try:
        yield
        if reading.done():
            await reading
    finally:
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


def _settled(taken: list[Taken]) -> bool:
    """Whether all turns are on one side of the aim."""
    return len({p99 <= AIM for _, p99 in taken}) == 1


def _met(taken: list[Taken]) -> str:
    if not _settled(taken):
        return f"OPEN: {sum(p99 <= AIM for _, p99 in taken)} of {len(taken)} turns are under it"
    return "met" if taken[0][1] <= AIM else "missed"


def _said(taken: list[Taken]) -> str:
    """Medians of the turns, and between which the p99 lay."""
    late = [p99 for _, p99 in taken]
    return f"{median(p50 for p50, _ in taken):.1f}/{median(late):.1f} [{min(late):.1f}..{max(late):.1f}] ms"


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
