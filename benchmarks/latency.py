"""How long somebody waits: from the moment an update is due until the commit of what answers it.

The desk handles, sends within Telegram's limits, and looks at the clock meanwhile.  Open loop: each update has its
moment, and waiting for the one before counts.  Beside it, by turns, with the board read a hundred times a second.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.contest import CONNECTIONS, PATIENCE, Program, load, post, ratio, running
from benchmarks.updates import reports

RATES = (20, 100, 300)
BESIDE = 100  # updates a second while the board is read
PAGES, READERS = 100, 20  # a second, from so many connections
SECONDS = 6.0
TURNS = 3
AIM = 50.0  # ms, p99 at a hundred a second
AT_ONCE = 20  # people who are in the middle of their three messages
Taken = tuple[float, float]  # p50, p99 in ms


def _reporting() -> Iterator[bytes]:
    """Updates of people who report, some at a time, for ever."""
    for first in count(0, AT_ONCE):
        yield from reports(first, AT_ONCE)


async def measure() -> list[str]:
    """A line for the rates, and one for the board beside."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder, stream = Path(name), _reporting()
        async with AsyncExitStack() as stack:
            api = await stack.enter_async_context(running("the null Bot API", "benchmarks.null_api"))
            parts = ("reader", "sender", "clock", "board")
            at = f"http://127.0.0.1:{api.port}"
            desk = await stack.enter_async_context(running("the desk", "benchmarks.desk", folder, at, *parts))
            await _play(desk, folder, stream, 20, 1.0)
            rates = [f"{rate}/s {_said(await _play(desk, folder, stream, rate))}" for rate in RATES]
            quiet, read = [], []
            for _ in range(TURNS):
                quiet.append(await _play(desk, folder, stream, BESIDE))
                async with _board_read(desk):
                    read.append(await _play(desk, folder, stream, BESIDE))
    both = ratio([each[1] for each in read], [each[1] for each in quiet], 2.0, below=True)
    return [
        f"reply latency p50/p99: {'; '.join(rates)} (aim: p99 {AIM:.0f} ms at 100/s); {load()}",
        f"reply latency at {BESIDE}/s: {_said(_middle(quiet))}, with the board read {PAGES} times a second "
        f"{_said(_middle(read))}; p99 {both}; {load()}",
    ]


async def _play(desk: Program, folder: Path, stream: Iterator[bytes], rate: int, seconds: float = SECONDS) -> Taken:
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


def _middle(taken: list[Taken]) -> Taken:
    return median(each[0] for each in taken), median(each[1] for each in taken)


def _said(taken: Taken) -> str:
    return f"{taken[0]:.1f}/{taken[1]:.1f} ms"


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
