"""Carries out one export: reads row by row, writes row by row.

As ``python -m bot.export`` it is a process of its own beside the desk: the job comes as one line of JSON, and lines
go back: ``progress <percent>`` on the way, ``done <reports> <file>`` at the end, or ``failed <why>``.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.export import chained, columns
from bot.export.books import Book, Csv, Xlsx
from bot.export.columns import Reader, Teller
from bot.export.job import Exists, Job, unpacked
from config import categories, community, model, wording
from config.errors import ConfigError
from domain.context import Context
from domain.understanding.classification import Classifier
from storage import exported, figures
from storage.db import Error, Tx, looking_once
from storage.exported import Wanted

DESK = ".huiyin-export-"  # how the folder begins in which files lie until they are whole
EVERY = 500  # rows between two looks at how far it is


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    reports: int
    events: int
    files: tuple[Path, ...]


def targets(job: Job) -> dict[str, Path]:
    """Sheet -> the file it goes into; .xlsx has one file for all."""
    folder, names = Path(job.folder), ["reports", *(["events", "figures", "chain"] if job.history else [])]
    if job.format == "xlsx":
        return dict.fromkeys(names, folder / f"{job.stem}.xlsx")
    return {name: folder / f"{job.stem}{'' if name == 'reports' else f'-{name}'}.csv" for name in names}


def carry_out(job: Job, progress: Callable[[int], None] = lambda percent: None) -> Made:
    """Write the files.  Raises ``Exists``, ``ConfigError``, ``db.Error`` or ``OSError``; then there are none."""
    files = targets(job)
    for target in files.values():
        if target.exists():
            raise Exists(target)
    home = community.load_all(Path(job.community_file))[job.community]
    kinds = categories.adapted(categories.load(Path(job.categories_file)), home)
    context = Context(datetime.fromisoformat(job.now), home, kinds, Classifier(kinds, model.load()))
    since, until = job.days(home.zone)
    wanted = Wanted(home.code, since, until, json.dumps(job.grids) if job.grids else None)
    with (
        looking_once(Path(job.database), job.server) as tx,
        tempfile.TemporaryDirectory(prefix=DESK, dir=job.folder) as desk,
    ):
        reader = Reader(job.lang, job.words)
        teller = Teller(context, wording.load(kinds), reader, exported.posts(tx, home.code))
        book = _book(job, teller, Path(desk))
        try:
            return _write(job, tx, wanted, teller, book, progress)
        except BaseException:
            book.abandon()
            raise


def _write(
    job: Job,
    tx: Tx,
    wanted: Wanted,
    teller: Teller,
    book: Book,
    progress: Callable[[int], None],
) -> Made:
    reports, events = exported.counts(tx, wanted)
    all_rows = max(1, reports + (events if job.history else 0))
    shown = columns.of_reports(job.layout, job.words)
    book.sheet(teller.heading("reports"), [teller.heading(name) for name in shown], list(shown.values()))
    for n, told in enumerate(exported.reports(tx, wanted), start=1):
        cells = teller.report(told, n)
        book.row([cells[name]() for name in shown])
        if n % EVERY == 0:
            progress(n * 100 // all_rows)
    if job.history:
        shown = columns.of_events(job.words)
        book.sheet(teller.heading("events"), [teller.heading(name) for name in shown], list(shown.values()))
        for n, happened in enumerate(exported.events(tx, wanted), start=reports + 1):
            cells = teller.event(happened)
            book.row([cells[name]() for name in shown])
            if n % EVERY == 0:
                progress(n * 100 // all_rows)
        _figures(job, tx, wanted, teller, book)
        book.sheet(teller.heading("chain"), list(chained.COLUMNS), list(chained.COLUMNS.values()))
        for row in chained.rows(tx, wanted, job.words):
            book.row(row)
    return Made(reports, events, tuple(book.close()))


def _figures(job: Job, tx: Tx, wanted: Wanted, teller: Teller, book: Book) -> None:
    """The figures of the period: of all of it, by grid and by category; of some grids alone where only those count."""
    shown = columns.FIGURES
    book.sheet(teller.heading("figures"), [teller.heading(name) for name in shown], list(shown.values()))
    now = datetime.fromisoformat(job.now)
    period = figures.Wanted(wanted.community, wanted.since, wanted.until, now, teller.measure)
    if not job.grids:
        book.row(teller.figures("all", None, figures.of(tx, period)))
    for grid, counted in figures.by_grid(tx, period).items():
        if not job.grids or grid is None or grid in job.grids:
            book.row(teller.figures("grid", grid, counted))
    if not job.grids:
        for category, counted in figures.by_category(tx, period).items():
            book.row(teller.figures("category", category, counted))


def _book(job: Job, teller: Teller, desk: Path) -> Book:
    files = targets(job)
    if job.format == "xlsx":
        return Xlsx(desk, files["reports"])
    return Csv(desk, {teller.heading(name): path for name, path in files.items()})


def main() -> int:
    """One export in a process of its own.  Ends when whoever started it is gone: nobody takes the lines then."""
    os.nice(10)  # the desk comes first
    job = unpacked(sys.stdin.readline())
    last = -1

    def told(percent: int) -> None:
        nonlocal last
        if percent != last:
            last = percent
            print(f"progress {percent}", flush=True)

    try:
        made = carry_out(job, told)
        print(f"done {made.reports} {made.files[0]}", flush=True)
    except BrokenPipeError:
        return 1
    except (Exists, ConfigError, Error, OSError) as error:
        print(f"failed {type(error).__name__}: {error}".replace("\n", " "), flush=True)
        return 1
    return 0
