"""``huiyin backup``, ``restore``, ``release``: take the data away safely, bring it back, let the desk speak again."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.check.files import Say
    from config.settings import Settings

LATEST = "latest"


def arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What the three commands take."""
    making = commands.add_parser("backup", help="make a backup while the desk runs, and look it through")
    making.add_argument("folder", type=Path, nargs="?", help="where to (else HUIYIN_BACKUP_FOLDER)")
    making.add_argument(
        "--check", nargs="?", const=LATEST, metavar="BACKUP", help="make none; look this one (the last one) through"
    )
    bringing = commands.add_parser("restore", help="make a desk of a backup, with everything it would say held back")
    bringing.add_argument("backup", nargs="?", help="latest, its name, or its folder; without: which there are")
    bringing.add_argument("--aside", action="store_true", help="what is there already is put aside, not in the way")
    bringing.add_argument(
        "--skip-numbers", type=int, default=100, metavar="N", help="report numbers to leave out (at first 100)"
    )
    bringing.add_argument("--forgotten", type=Path, metavar="FILE", help="one more list of who was erased")
    letting = commands.add_parser("release", help="after a restore: show what would go out, and let it")
    which = letting.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="let everything go out")
    which.add_argument("--drop-older-than", type=float, metavar="HOURS", help="let it go out, but for what is older")
    for each in (making, bringing, letting):
        each.add_argument("--lang", choices=("zh", "en"), help="the language of what is said")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: done; 1: done, and something has to be looked at; 2: it could not be done."""
    from bot.backup.folders import Busy
    from bot.check.files import words
    from bot.instance import AlreadyRunning
    from config import settings
    from config.errors import ConfigError
    from storage.engine.backup import Unsound
    from storage.engine.schema import WrongDatabase

    try:
        config, say = settings.load(), words(lang)
        return {"backup": _backup, "restore": _restore, "release": _release}[options.command](options, config, say)
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
    except (ConfigError, WrongDatabase, AlreadyRunning, Busy, Unsound) as error:
        print(f"huiyin: {error}", file=sys.stderr)
    except PermissionError as error:
        print(f"huiyin: {say('backup-not-allowed', path=str(error.filename))}", file=sys.stderr)
    except (ConnectionError, ValueError, OSError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
    return 2


def _backup(options: argparse.Namespace, config: Settings, say: Say) -> int:
    from bot.backup import folders, making, restoring, schedule
    from bot.request import ask

    if options.check:
        path = _found(options.check, config, say)
        checked = restoring.check(path)
        reports = checked.found.counts["report"]
        print(say("backup-sound", path=str(path), made=checked.made_at[:16], reports=reports, media=checked.media))
        if checked.missing:
            print(say("backup-missing", count=len(checked.missing)))
        return 1 if checked.missing else 0
    if not config.there:
        raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
    job = schedule.job(config, str(options.folder.absolute()) if options.folder else "")
    made = making.make(job, datetime.now(UTC))
    if job.daily:
        folders.thin_out(Path(job.folder), job.daily, job.weekly)
    asyncio.run(ask(config.database, {"do": "backed-up", "bytes": made.bytes}, config.server))
    print(
        say(
            "backup-made", path=made.path, reports=made.reports, media=made.media, megabytes=-(-made.bytes // 1_000_000)
        )
    )
    if made.missing:
        print(say("backup-missing", count=len(made.missing)))
    return 1 if made.missing else 0


def _found(said: str, config: Settings, say: Say) -> Path:
    """The backup that is meant: the last one, one by its name, or a folder.  Raises ``ValueError``."""
    from bot.backup import folders

    there = folders.backups(config.backups) if config.backups.is_dir() else []
    if said == LATEST:
        if not there:
            raise ValueError(say("restore-none", folder=str(config.backups.absolute())))
        return there[-1].absolute()
    named = config.backups / said
    return (named if named in there else Path(said)).absolute()


def _list(config: Settings, say: Say) -> int:
    """Which backups there are, and how one is brought back."""
    from bot.backup import folders

    there = folders.backups(config.backups) if config.backups.is_dir() else []
    if not there:
        raise ValueError(say("restore-none", folder=str(config.backups.absolute())))
    print(say("restore-there", folder=str(config.backups.absolute())))
    for each in there:
        made = folders.made_at(each)
        assert made is not None
        print(f"  {each.name}  {made.astimezone():%Y-%m-%d %H:%M}")
    print(say("restore-how"))
    return 1


def _restore(options: argparse.Namespace, config: Settings, say: Say) -> int:
    from bot import instance
    from bot.backup import restoring
    from bot.program import media_folder

    if options.skip_numbers < 0:
        raise ValueError("--skip-numbers takes a number from 0 on")
    if not options.backup:
        return _list(config, say)
    path, now = _found(options.backup, config, say), datetime.now(UTC)
    if restoring.check(path).found.real is config.trial:
        raise ValueError(say("restore-trial" if config.trial else "restore-real"))
    place = config.database, media_folder(config)
    with instance.only_one(config.database, instance.COMMAND), ExitStack() as stack:
        taken = [str(each) for each in restoring.in_the_way(*place)]
        if taken and not options.aside:
            raise ValueError(say("restore-in-the-way", taken=", ".join(taken), name=path.name))
        put = stack.enter_context(restoring.aside(*place, now)) if taken else []
        done = restoring.restore(path, *place, now, options.skip_numbers, options.forgotten, config.server)
    for each in put:
        print(say("restore-aside", path=str(each)))
    print(say("restore-done", database=config.shown, reports=done.reports, media=done.media))
    if done.erased:
        print(say("restore-erased", count=done.erased))
    if (path / "files").is_dir():
        print(say("restore-files", folder=str(path / "files")))
    _show(done.outlook.plain, say)
    print(say("restore-next"))
    return 0


def _release(options: argparse.Namespace, config: Settings, say: Say) -> int:
    from bot.request import ask

    if not config.there:
        raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
    outlook = asyncio.run(ask(config.database, {"do": "outlook"}, config.server))
    if not outlook["since"]:
        print(say("release-nothing"))
        return 0
    if not options.all and options.drop_older_than is None:
        _show(outlook, say)
        print(say("release-how"))
        return 1
    hours = options.drop_older_than
    request = {"do": "release", "hours": None if options.all else hours}
    dropped = asyncio.run(ask(config.database, request, config.server))
    print(say("release-done", dropped=dropped))
    return 0


def _show(outlook: dict[str, Any], say: Say) -> None:
    for line in _lines(outlook, say):
        print(line)


def _lines(outlook: dict[str, Any], say: Say) -> Iterator[str]:
    count = sum(each["count"] for each in outlook["messages"])
    yield say("release-messages", count=count, edits=outlook["edits"])
    for each in outlook["messages"]:
        yield say("release-line", what=each["what"], count=each["count"], **_span(each))
    yield say("release-due", count=sum(each["count"] for each in outlook["due"]), arrived=outlook["arrived"])
    for each in outlook["due"]:
        yield say("release-line", what=each["what"], count=each["count"], **_span(each))


def _span(each: dict[str, Any]) -> dict[str, str]:
    return {key: f"{datetime.fromisoformat(each[key]).astimezone():%Y-%m-%d %H:%M}" for key in ("oldest", "newest")}
