"""A week's figures over a million reports of one community, as a page asks for them: median of nine."""

import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import aiosqlite

from domain.facts import Fact, ms
from storage import figures
from storage.db import open_database, reading
from storage.facts import COLUMNS

REPORTS = 1_000_000
WEEKS = 104
END = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = 3_600_000


async def measure() -> list[str]:
    """One line each: a week whole, by grid, and eight weeks."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "bench.db"
        async with open_database(path):
            pass
        _fill(path)
        async with reading(path) as reader:
            week = figures.Wanted(("ginkgo",), END - timedelta(weeks=1), END, END)
            found = await figures.of(reader, week)
            whole = [await _timed(figures.of(reader, week)) for _ in range(9)]
            trend = await _timed(figures.trend(reader, week))
            grids = [await _timed(_by_grid(reader, week)) for _ in range(3)]
    return [
        f"figures: a week of {found.reported:,} among {REPORTS:,} reports {median(whole):6.0f} ms  (aim: 100 ms)",
        f"figures: by grid {median(grids):6.0f} ms; eight weeks one after another {trend:6.0f} ms",
    ]


async def _by_grid(reader: aiosqlite.Connection, week: figures.Wanted) -> None:
    (await figures.read(reader, week)).by_grid()


async def _timed(asked: Awaitable[object]) -> float:
    start = time.perf_counter()
    await asked
    return (time.perf_counter() - start) * 1e3


def _fill(path: Path) -> None:
    chance = random.Random(1)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            f"INSERT INTO fact ({COLUMNS}) VALUES ({', '.join('?' * len(Fact._fields))})",
            (_fact(n, chance) for n in range(1, REPORTS + 1)),
        )
    connection.close()


def _fact(n: int, chance: random.Random) -> Fact:
    end = ms(END)
    at = end - WEEKS * 168 * HOUR * (REPORTS - n) // REPORTS
    respond_by, resolve_by = at + 24 * HOUR, at + 72 * HOUR
    answered = at + int(chance.expovariate(1 / 8) * HOUR)
    ended = at + int(chance.expovariate(1 / 30) * HOUR)
    fate = chance.random()
    over = ended <= end
    what = "refused" if fate < 0.03 else "withdrawn" if fate < 0.05 else "duplicate" if fate < 0.1 else "resolved"
    rated = over and what == "resolved" and fate > 0.8
    return Fact(
        n, "ginkgo", f"g{n % 12}", f"b{n % 300}", f"c{n % 40}", at, respond_by, resolve_by, 0, int(fate > 0.95), 0, 0,
        answered_at=answered if answered <= end else None, end=what if over else "", ended_at=ended if over else None,
        original=max(n - 50, 1) if over and what == "duplicate" else None, assignee=n % 30,
        cycle=1 + (fate > 0.98), handed=int(fate > 0.9), again=int(fate < 0.2),
        rated_at=ended + 5 * HOUR if rated else None, solved="yes" if rated else None, satisfied=2 if rated else None,
        contacted=1 if rated else None,
    )  # fmt: skip
