"""Several programs do the same, by turns: what the machine does meanwhile hits each of them.

A ratio is the median of those of the rounds, with the least and the greatest.  One whose spread crosses its bound is
not shown: it is played again, a few times at most, and said to be open if that does not settle it.
"""

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS, TRIES = 5, 2
CONNECTIONS = 40  # Telegram's default for a webhook
SECRET = "benchmark"
PATIENCE = 60.0  # s for what was sent to be committed
TICK = os.sysconf("SC_CLK_TCK")
PEERS = Path(os.environ.get("PEERS_PYTHON", ".venv-bench/bin/python"))  # what make bench installs them into


@dataclass(frozen=True, slots=True)
class Program:
    """One that takes part, as it runs."""

    name: str
    port: int
    pid: int
    said: asyncio.StreamReader  # what it prints after that it serves

    @property
    def cpu(self) -> float:
        """Seconds of the processor that it took so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


@asynccontextmanager
async def running(
    name: str, module: str, *args: object, python: Path | None = None, env: Mapping[str, str] | None = None
) -> AsyncIterator[Program]:
    """Start ``python -m module PORT args``, which prints a line once it serves; end it afterwards."""
    port = _free()
    process = await asyncio.create_subprocess_exec(
        str(python or sys.executable), "-m", module, str(port), *map(str, args),
        stdout=asyncio.subprocess.PIPE, env={**os.environ, **(env or {})},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            if not await process.stdout.readline():
                raise RuntimeError(f"{name} did not start")
        yield Program(name, port, process.pid, process.stdout)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _free() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


# --- load -----------------------------------------------------------------------------------------------------


async def deliver(port: int, bodies: Iterable[bytes], connections: int = CONNECTIONS) -> None:
    """POST these as a webhook delivers them, in order, over so many connections at once."""
    waiting = iter(bodies)

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for body in waiting:
            await post(reader, writer, body)
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))


async def post(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> None:
    """One delivery, until it is answered; a client that costs next to nothing."""
    writer.write(
        b"POST /telegram HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"X-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %d\r\n\r\n" % (SECRET.encode(), len(body)) + body
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(head)
    _, _, length = head.partition("content-length:")
    if length:
        await reader.readexactly(int(length.split("\r\n")[0]))


async def committed(path: Path, sql: str, wanted: int) -> None:
    """Wait until this query, asked of the committed rows, answers so much."""
    until = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as look:
        while (found := look.execute(sql).fetchone()[0] or 0) < wanted:
            if time.monotonic() > until:
                raise RuntimeError(f"{path.name}: {found} of {wanted} after {PATIENCE:.0f} s ({sql})")
            await asyncio.sleep(0.004)


# --- rounds ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """What one program did in one round."""

    rate: float  # a second
    cpu: float  # s of the processor for one


Rounds = Mapping[str, list[Turn]]


async def turn(program: Program, count: int, play: Callable[[], Awaitable[None]]) -> Turn:
    """Let one program play; ``count``: how many of what is counted."""
    start, used = time.perf_counter(), program.cpu
    await play()
    seconds = time.perf_counter() - start
    return Turn(count / seconds, (program.cpu - used) / count)


async def rounds(players: Mapping[str, Callable[[], Awaitable[Turn]]], settled: Callable[[Rounds], bool]) -> Rounds:
    """Play by turns, anew while what came of it is not settled; the first turn of each is not counted."""
    for play in players.values():
        await play()
    for again in range(TRIES):
        taken: dict[str, list[Turn]] = {name: [] for name in players}
        for n in range(ROUNDS + 2 * again):
            for name in list(players)[:: 1 if n % 2 else -1]:
                taken[name].append(await players[name]())
        if settled(taken):
            break
    return taken


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours to another's: the median of the rounds, the least, the greatest, and what is aimed at."""

    middle: float
    least: float
    most: float
    aim: float
    below: bool = False  # the aim is to stay under it

    @property
    def settled(self) -> bool:
        """Whether all rounds are on one side of the aim."""
        return self.least >= self.aim or self.most <= self.aim

    @property
    def met(self) -> bool:
        """Whether it is the right side."""
        return self.most <= self.aim if self.below else self.least >= self.aim

    def __str__(self) -> str:
        said = "met" if self.met else "missed" if self.settled else "OPEN: the spread crosses it"
        sign = "≤" if self.below else "≥"
        return f"{self.middle:.2f}x [{self.least:.2f}..{self.most:.2f}] (aim {sign} {self.aim:g}x: {said})"


def ratio(ours: Sequence[float], others: Sequence[float], aim: float, below: bool = False) -> Ratio:
    """Round by round."""
    each = [one / other for one, other in zip(ours, others, strict=True)]
    return Ratio(median(each), min(each), max(each), aim, below)


def faster(taken: Rounds, ours: str, other: str, aim: float) -> Ratio:
    """How many times as many a second."""
    return ratio([each.rate for each in taken[ours]], [each.rate for each in taken[other]], aim)


def leaner(taken: Rounds, ours: str, other: str) -> str:
    """The same by seconds of the processor, which neighbours on the machine do not stretch as much."""
    each = [theirs.cpu / mine.cpu for mine, theirs in zip(taken[ours], taken[other], strict=True)]
    return f"by CPU {median(each):.2f}x [{min(each):.2f}..{max(each):.2f}]"


def middle(turns: Sequence[Turn]) -> str:
    """How many a second, and what one costs the processor; medians."""
    rate, cpu = median(each.rate for each in turns), median(each.cpu for each in turns)
    return f"{rate:,.0f}/s ({cpu * 1e6:,.0f} µs of CPU)"


def load() -> str:
    """How busy the machine is with others."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
