"""``huiyin export``: the reports of a period into files, beside the running program or without it."""

import argparse
import asyncio
import re
import sqlite3
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.export.job import Job

EXAMPLE = "huiyin export --from 2026-11-01 --to 2026-11-30 --format xlsx --out ."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BAR = 30  # characters of the bar


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--from", dest="since", type=_day, required=True, help="the first day: 2026-11-01")
    parser.add_argument("--to", dest="until", type=_day, required=True, help="the last day, which counts: 2026-11-30")
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx", help="xlsx (the default) or csv")
    parser.add_argument("--layout", choices=("own", "12345"), default="own", help="12345: as a hotline lists them")
    parser.add_argument("--community", help="its code, when there are several: ginkgo")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder for the files; the current one by default")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of headings and cells")
    parser.add_argument("--no-words", action="store_true", help="leave out what people wrote, and their exact places")


def _day(text: str) -> date:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; it should look like 2026-11-01") from None


def run(options: argparse.Namespace, lang: str) -> int:
    """0: the files are there; 1: one of them was there before; 2: it could not be done, and there are none."""
    from bot.export.job import Exists
    from bot.export.work import carry_out
    from config.errors import ConfigError

    try:
        job = _job(options, lang)
        with Bar() as bar:
            made = carry_out(job, bar)
        _note(job, made.reports, made.files)
    except Exists as error:
        print(f"huiyin: {error}. Name another folder with --out, or move that file away", file=sys.stderr)
        return 1
    except (ConfigError, ValueError) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    except TimeoutError:
        print("huiyin: nothing was exported: the running program does not answer", file=sys.stderr)
        return 2
    except (sqlite3.Error, OSError) as error:
        print(f"huiyin: nothing was exported: {error}", file=sys.stderr)
        return 2
    for path in made.files:
        print(path)
    print(f"{made.reports} reports, {made.events} events", file=sys.stderr)
    return 0


def _note(job: "Job", reports: int, files: Iterable[Path]) -> None:
    """Write down what was taken out; what cannot be written down is not taken out."""
    from bot.instance import AlreadyRunning
    from bot.request import ask
    from storage.engine.schema import WrongDatabase

    what = f"{job.since} {job.until} {job.format} {job.layout} {reports}"
    try:
        asyncio.run(ask(Path(job.database), {"do": "exported", "community": job.community, "what": what}, job.server))
    except BaseException as error:
        for path in files:
            path.unlink(missing_ok=True)
        if isinstance(error, WrongDatabase | AlreadyRunning):
            raise ValueError(f"nothing was exported: {error}") from error
        raise


def _job(options: argparse.Namespace, lang: str) -> "Job":
    """The job.  Raises ``ValueError`` or ``ConfigError`` with what to do instead."""
    from bot.export.job import Job, stem
    from config import community, settings

    if options.since > options.until:
        raise ValueError(f"--from {options.since} is after --to {options.until}; for example: {EXAMPLE}")
    config = settings.load()
    homes = community.load_all(config.community)
    code = options.community or (next(iter(homes)) if len(homes) == 1 else "")
    if code not in homes:
        what = f"no community is called {code!r}" if code else "there are several communities"
        raise ValueError(f"{what}; choose with --community: {', '.join(homes)}")
    if not config.there:
        raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
    if not options.out.is_dir():
        raise ValueError(f"--out {options.out} is no folder; make it first, or leave --out away")
    return Job(
        database=str(config.database),
        server=config.server,
        community_file=str(config.community),
        categories_file=str(config.categories),
        community=code,
        since=options.since.isoformat(),
        until=options.until.isoformat(),
        lang=lang,
        now=_now(config.database, config.server).isoformat(),
        folder=str(options.out),
        stem=stem(code, options.since.isoformat(), options.until.isoformat(), options.layout),
        format=options.format,
        layout=options.layout,
        words=not options.no_words,
    )


def _now(database: Path, server: str) -> datetime:
    """Desk time: a trial may have moved the clock of this database."""
    from bot.clock import stored_offset
    from storage.db import looking_once

    with looking_once(database, server) as tx:
        return datetime.now(UTC) + stored_offset(tx)


class Bar:
    """How far it is, on a terminal alone."""

    def __init__(self) -> None:
        self._shown = -1
        self._on = sys.stderr.isatty()

    def __enter__(self) -> "Bar":
        self(0)
        return self

    def __call__(self, percent: int) -> None:
        if self._on and percent != self._shown:
            self._shown = percent
            full = percent * BAR // 100
            print(f"\r[{'#' * full}{'.' * (BAR - full)}] {percent:3}%", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
