"""A week's figures over a million reports of one community, over two years and over one: median of nine."""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from domain.counting.facts import Fact, ms
from storage import figures
from storage.db import Tx
from storage.engine import schema
from storage.facts import COLUMNS

REPORTS = 1_000_000
END = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = 3_600_000


async def measure() -> list[str]:
    """One line: a week of two sizes, each whole and by grid."""
    sizes = [_measured(weeks) for weeks in (104, 52)]
    return [f"figures: a week among {REPORTS:,} reports: " + "; ".join(sizes) + " (aim: 100 ms)"]


def _measured(weeks: int) -> str:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "bench.db"
        connection = sqlite3.connect(path)
        schema.prepare(connection, path)
        _fill(connection, weeks)
        tx, week = Tx(connection), figures.Wanted("ginkgo", END - timedelta(weeks=1), END, END)
        whole = median([_timed(lambda: figures.of(tx, week)) for _ in range(9)])
        grids = median([_timed(lambda: figures.by_grid(tx, week)) for _ in range(9)])
        reported = figures.of(tx, week).reported
        connection.close()
    return f"{reported:,} of the week {whole:.0f} ms, by grid {grids:.0f} ms"


def _timed(asked: Callable[[], object]) -> float:
    start = time.process_time()
    asked()
    return (time.process_time() - start) * 1e3


def _fill(connection: sqlite3.Connection, weeks: int) -> None:
    chance = random.Random(1)
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        connection.executemany(
            f"INSERT INTO fact ({COLUMNS}) VALUES ({', '.join('?' * len(Fact._fields))})",
            (_fact(n, weeks, chance) for n in range(1, REPORTS + 1)),
        )


def _fact(n: int, weeks: int, chance: random.Random) -> Fact:
    end = ms(END)
    at = end - weeks * 168 * HOUR * (REPORTS - n) // REPORTS
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
