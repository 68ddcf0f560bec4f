"""``huiyin learn``: what the desk learned from corrections, in words; export it, or start anew."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings
    from domain.community import Community
    from domain.understanding.taught import Correction


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--report", action="store_true", help="say what was learned and what it changed (the default)")
    what.add_argument(
        "--export", type=Path, metavar="FILE", help="write the corrections into a new file, as JSON lines"
    )
    what.add_argument(
        "--reset", action="store_true", help="start anew: what was corrected until now teaches nothing more"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before --reset")
    parser.add_argument("--community", help="its code, when there are several: ginkgo")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of the report")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: done; 1: it was not wanted after all; 2: it could not be done."""
    from bot.instance import AlreadyRunning
    from bot.request import corrections
    from config import community, settings
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    try:
        config = settings.load()
        home = one(community.load_all(config.community), options.community)
        if not config.there:
            raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
        if options.reset:
            return _reset(config, home, lang, options.yes)
        kept = corrections(config.database, home.code, config.server)
        if options.export:
            return _export(options.export, kept)
        from bot.subcommands.learn_report import lines

        print("\n".join(lines(config, home, kept, lang)))
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
        return 2
    except (ConfigError, WrongDatabase, AlreadyRunning, ConnectionError, ValueError, OSError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    return 0


def one(homes: dict[str, Community], code: str | None) -> Community:
    """The community that was chosen, or the only one.  Raises ``ValueError``."""
    code = code or (next(iter(homes)) if len(homes) == 1 else "")
    if code not in homes:
        what = f"no community is called {code!r}" if code else "there are several communities"
        raise ValueError(f"{what}; choose with --community: {', '.join(homes)}")
    return homes[code]


def _export(path: Path, kept: list[tuple[Correction, str]]) -> int:
    """Nobody's name is in it, but what residents wrote: so nobody else may read the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        for each, _ in kept:
            row = {"at": each.at.isoformat(), "by": "crew" if each.crew else "resident", "what": each.what}
            row |= {"before": each.before, "after": each.after, "text": each.text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(path)
    return 0


def _reset(config: Settings, home: Community, lang: str, sure: bool) -> int:
    from bot.request import ask
    from config import categories, wording

    words = wording.load(categories.load(config.categories))
    if not sure and input(words.text(lang, "learn-sure", community=home.names[lang]) + " ").strip().lower() != "yes":
        print(words.text(lang, "learn-not-reset"))
        return 1
    count = asyncio.run(ask(config.database, {"do": "unlearn", "community": home.code}, config.server))
    print(words.text(lang, "learn-reset", count=count))
    return 0
