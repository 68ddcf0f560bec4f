"""``huiyin verify``: look whether the history in a database, or in an exported file, was rewritten."""

import argparse
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.chain import Verdict

WHY = {
    "link": "it is not what was written down, or one before it is missing",
    "who": "who did it was changed",
    "words": "what was said was changed",
    "codes": "it is not what was written down",
    "unbound": "it was put in beside the program",
    "erased": "its content was erased, and nothing in the history says so",
    "cut": "the end was cut off, or something was added",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, nargs="?", help="a database, or an exported .xlsx or -chain.csv")
    parser.add_argument("--head", default="", help="a fingerprint that a digest showed: it has to be in the history")


def run(options: argparse.Namespace) -> int:
    """0: everything fits; 1: something does not; 2: it could not be looked at."""
    from config import settings
    from config.errors import ConfigError

    try:
        config = settings.load()
        found = _look(options.file or config.database, options.head.lower(), "" if options.file else config.server)
    except (ConfigError, ValueError, sqlite3.Error, OSError, KeyError) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    for each in found:
        print(told(each))
    missing = bool(options.head) and not any(each.found for each in found)
    if missing:
        print(f"the fingerprint {options.head} is not in it")
    return 1 if missing or any(each.misfit for each in found) else 0


def _look(path: Path, head: str, server: str = "") -> "list[Verdict]":
    from bot.export import chained
    from storage import chain
    from storage.db import looking_once

    if not (server or path.is_file()):
        raise ValueError(f"there is no file {path}")
    if not server and path.suffix in (".xlsx", ".csv"):
        return [chained.verify(path, head)]
    with looking_once(path, server) as tx:
        return chain.verify(tx, head)


def told(verdict: "Verdict") -> str:
    """One community in a line."""
    name = verdict.community or "export"
    if wrong := verdict.misfit:
        report = f" (report {wrong.number})" if wrong.number else ""
        return f"{name}: event {wrong.event}{report} does not fit: {WHY[wrong.why]}"
    at = f"; the fingerprint was that of event {verdict.found}" if verdict.found else ""
    gone = f", {verdict.erased} of them erased as the history says" if verdict.erased else ""
    return f"{name}: {verdict.events} events fit{gone}; the head is {verdict.head or 'none'}{at}"
