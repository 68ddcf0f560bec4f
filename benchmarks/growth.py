"""What a longer history costs: the same looks among 10,000, 100,000 and a million reports.

As many are reported in a week each time, so that only what is over grows.  Seconds of the processor; medians.
"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks import board as filled
from benchmarks.board import END, WORDS
from benchmarks.contest import load
from config import community
from config.settings import Settings
from domain.community import Community
from domain.understanding import bigrams
from storage import board, due, figures, reports
from storage.board import Wanted
from storage.db import Tx

SIZES = (10_000, 100_000, 1_000_000)
AIM = 1.5
LOOKS = 200
LONG = 9  # looks at what takes a hundred milliseconds


async def measure() -> list[str]:
    """One line a look."""
    home = community.load(Settings(_env_file=None).community)
    taken = [_measured(home, size) for size in SIZES]
    lines = []
    for name, least in taken[0].items():
        times = [each[name] for each in taken]
        growth = times[-1] / least
        said = ", ".join(f"{each * 1e3:.2f}" for each in times)
        lines.append(
            f"growth: {name:26} {said} ms: {growth:.2f}x (aim ≤ {AIM}x: {'met' if growth <= AIM else 'missed'})"
        )
    return [f"growth among {', '.join(f'{size:,}' for size in SIZES)} reports, by CPU; {load()}", *lines]


def _measured(home: Community, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "bench.db"
        filled.fill(path, home, size)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return {name: _median(look, often) for name, (look, often) in _looks(Tx(connection), home, size).items()}


def _looks(tx: Tx, home: Community, size: int) -> dict[str, tuple[Callable[[], object], int]]:
    chance, buildings = random.Random(3), list(home.buildings)
    report = reports.get(tx, size // 2)
    assert report is not None
    week = figures.Wanted(home.code, END - timedelta(weeks=1), END, END)

    def searched() -> object:
        match = bigrams.asked(chance.choice(WORDS)[:3], {}) or ""
        return board.page(tx, Wanted(home.code, match=match), END, 20)

    def doubled() -> object:
        where, since = chance.choice(buildings), END - timedelta(days=3)
        return reports.near(tx, home.code, where, "light", since, 0), reports.alike(tx, report)

    return {
        "a tick, nothing due": (lambda: due.take(tx, END), LOOKS),
        "a report's page": (lambda: board.whole(tx, home.code, 1000 + chance.randrange(1, size)), LOOKS),
        "the board's first page": (lambda: board.page(tx, Wanted(home.code), END, 20), LOOKS),
        "its hundredth page": (lambda: board.page(tx, Wanted(home.code), END, 20, before=1000 + size - 2000), LOOKS),
        "a search": (searched, LOOKS),
        "the same problem again?": (doubled, LOOKS),
        "/queue": (lambda: reports.live(tx, home.code), LONG),
        "/my": (lambda: reports.of_person(tx, chance.randrange(1, filled.PEOPLE), home.code), LOOKS),
        "a week's digest": (lambda: figures.of(tx, week), LONG),
    }


def _median(look: Callable[[], object], often: int) -> float:
    look()
    taken = []
    for _ in range(often):
        start = time.process_time()
        look()
        taken.append(time.process_time() - start)
    return median(taken)
