"""An export of 100,000 reports with 400,000 events: seconds, memory of its process, and size of the file."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.export.job import Job
from config import settings
from domain.categories import Urgency
from domain.counting import facts
from domain.counting.facts import Fact
from domain.report import Report, Status
from domain.understanding.result import Place
from storage.db import Tx, open_database
from storage.report_rows import COLUMNS, to_row
from storage.times import to_ms

REPORTS = 100_000
KINDS = ("reported", "acknowledge", "add", "resolve")
LIMIT = 200  # MB
START = datetime(2026, 1, 1, tzinfo=UTC)


async def measure() -> list[str]:
    """One line a format."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        async with open_database(folder / "bench.db") as db:
            for first in range(0, REPORTS, 5_000):
                await db.write(_fill, first, 5_000)
        return [await _export(folder, format_) for format_ in ("xlsx", "csv")]


def _fill(tx: Tx, first: int, count: int) -> None:
    columns, marks = ", ".join(COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
    tx.many(f"INSERT INTO report ({columns}) VALUES ({marks})", [to_row(_report(first + n)) for n in range(count)])
    known, places = ", ".join(f'"{name}"' for name in Fact._fields), ", ".join("?" * len(Fact._fields))
    tx.many(
        f"INSERT INTO fact ({known}) VALUES ({places})",
        [facts.first(_report(first + n), by_crew=False) for n in range(count)],
    )
    tx.many(
        "INSERT INTO report_event (report, at, actor, kind, status, detail, text) VALUES (?, ?, ?, ?, ?, '', ?)",
        list(_events(first, count)),
    )


def _report(n: int) -> Report:
    at = START + timedelta(minutes=3 * n)
    building, unit = n % 6 + 1, n % 3 + 1
    return Report(
        id=n + 1,
        number=n + 1001,
        community="ginkgo",
        category=("light", "road", "charger")[n % 3],
        urgency=Urgency.NORMAL,
        place=Place(f"{building}号楼{unit}单元", f"b{building}", f"g{n % 4 + 1}"),
        text=f"{building}号楼{unit}单元楼道灯不亮，已经{n % 9 + 1}天了，老人上下楼很不方便，第{n}次说。",
        reporter=1,
        chat=1,
        message=None,
        reported_at=at,
        since=at,
        respond_by=at + timedelta(hours=24),
        resolve_by=at + timedelta(days=3),
        status=Status.CLOSED,
        resolved_at=at + timedelta(hours=30),
        note="换了新灯",
    )


def _events(first: int, count: int) -> Iterator[tuple[object, ...]]:
    for n in range(first, first + count):
        at = START + timedelta(minutes=3 * n)
        for step, kind in enumerate(KINDS):
            yield n + 1, to_ms(at + timedelta(hours=step)), step % 2 + 1, kind, "open", f"第{n}件，第{step}步"


async def _export(folder: Path, format_: str) -> str:
    config = settings.Settings(_env_file=None)
    job = Job(
        database=str(folder / "bench.db"),
        community_file=str(config.community),
        categories_file=str(config.categories),
        community="ginkgo",
        since="2026-01-01",
        until="2027-12-31",
        lang="zh-CN",
        now=START.isoformat(),
        folder=str(folder),
        stem="bench",
        format=format_,
        words=True,
    )
    return await asyncio.to_thread(_timed, folder, job)


def _timed(folder: Path, job: Job) -> str:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.export"], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    process.stdin.write(job.packed() + "\n")
    process.stdin.flush()
    said = process.stdout.read().splitlines()[-1]
    _, _, used = os.wait4(process.pid, 0)
    seconds, memory = time.perf_counter() - start, used.ru_maxrss / 1024
    if not said.startswith(f"done {REPORTS} "):
        raise RuntimeError(said)
    size = sum(path.stat().st_size for path in folder.glob(f"bench*.{job.format}")) / 1e6
    return (
        f"export .{job.format}: {REPORTS} reports and {REPORTS * len(KINDS)} events in {seconds:.1f} s "
        f"({used.ru_utime + used.ru_stime:.1f} s of them computing), "
        f"{memory:.0f} MB at most (limit: {LIMIT} MB), {size:.1f} MB on the disk"
    )


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
