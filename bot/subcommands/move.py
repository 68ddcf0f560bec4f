"""``huiyin move``: a stopped desk moves from its SQLite file to a PostgreSQL server."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--to", required=True, metavar="ADDRESS", help="an empty database: postgresql://huiyin@127.0.0.1/huiyin"
    )
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of what is said")


def _photos(old: Path, new: Path) -> int:
    """Have photos and voice messages where processes of a server look for them, without taking them from here."""
    from bot.backup import folders

    files = [] if old == new else list(old.glob("??/*"))
    for each in files:
        target = new / each.parent.name / each.name
        if not target.exists():
            folders.put(each, target)
    return len(files)


def run(options: argparse.Namespace, lang: str) -> int:
    """0: everything is there; 2: it could not be moved, and the server's database is as empty as before."""
    from bot.check.files import words
    from bot.instance import AlreadyRunning, only_one
    from bot.program import media_folder
    from bot.subcommands.export import Bar
    from config import settings
    from config.errors import ConfigError
    from config.settings import SERVERS
    from storage.engine.schema import WrongDatabase

    try:
        config, say = settings.load(), words(lang)
        if config.server or not config.database.exists():
            raise ValueError(say("move-no-file", path=str(config.database)))
        if not options.to.startswith(SERVERS):
            raise ValueError(say("move-no-server"))
        from storage.engine import moving

        folder = config.folder if "folder" in config.model_fields_set else config.database.parent
        beside = folder / "huiyin.db"
        with only_one(config.database), Bar() as bar:
            photos = _photos(media_folder(config), beside.with_name("huiyin.db.media"))
            moved = moving.move(config.database, options.to, bar)
        rows = sum(table.rows for table in moved)
        print(say("move-done", tables=len(moved), rows=rows, path=str(config.database)))
        if photos:
            print(say("move-photos", count=photos, folder=f"{beside}.media"))
        if folder.absolute() != Path("var").absolute():
            print(f"HUIYIN_FOLDER={folder}")
        return 0
    except (ConfigError, WrongDatabase, AlreadyRunning, ValueError, OSError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
    except Exception as error:
        from storage.engine.moving import NotTheSame

        if not isinstance(error, NotTheSame):
            raise
        print(f"huiyin: {say('move-not-the-same', why=str(error))}", file=sys.stderr)
    return 2
