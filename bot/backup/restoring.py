"""Bringing a backup back: never over anything that is there, and with everything held until somebody looked."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.backup import folders
from bot.backup.making import DATABASE, FORGOTTEN, MANIFEST, digest, read_forgotten
from storage.engine import backup
from storage.engine.backup import Contents, Unsound
from storage.holding import Outlook
from storage.media import SMALL

NUMBERS = 100  # that a restored desk skips: residents may have been given those after the backup


class InTheWay(Exception):
    """There is something already where the backup is to go: the message names it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was looked through."""

    made_at: str
    found: Contents
    media: int
    missing: tuple[str, ...]  # photos that it names and does not hold, beyond those it says itself


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    reports: int
    media: int
    erased: int  # people who are erased anew
    outlook: Outlook


def check(path: Path) -> Checked:
    """Look a backup through.  Raises ``Unsound``, or ``WrongDatabase`` when a newer program made it."""
    try:
        said = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        wanted = said["database"]["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise Unsound(f"{path} is no backup of ours ({error})") from error
    if digest(path / DATABASE) != wanted:
        raise Unsound(f"{path / DATABASE} is not as it was written")
    found = backup.examine(path / DATABASE)
    files = {each.name: each for each in (path / "media").glob("??/*")}
    for name, each in files.items():
        if not name.endswith(SMALL) and digest(each) != name.partition(".")[0]:
            raise Unsound(f"{each} is not as it was written")
    there = {name.removesuffix(SMALL) + ".jpg" if name.endswith(SMALL) else name for name in files}
    missing = tuple(sorted(found.files.keys() - there - set(said["media"]["missing"])))
    return Checked(said["made_at"], found, len(files), missing)


def restore(
    path: Path,
    database: Path,
    media: Path,
    now: datetime,
    numbers: int = NUMBERS,
    forgotten: Path | None = None,
    server: str = "",
) -> Restored:
    """Make a desk of it, on a server where one is named.

    Raises ``InTheWay``, ``Unsound``, ``WrongDatabase``, ``sqlite3.Error`` or ``OSError``: then nothing was made.
    """
    if taken := in_the_way(database, media):
        raise InTheWay(f"{taken[0]} is there already; nothing was changed")
    if server:
        _arrive(server)
    checked = check(path)
    desk = checked.found.desk
    gone: dict[int, int] = {}
    for place in (path.parent / FORGOTTEN, beside(database), *([forgotten] if forgotten else [])):
        gone |= read_forgotten(place, desk)
    database.parent.mkdir(parents=True, exist_ok=True)
    fresh, shelf = database.with_name(f"{database.name}.restoring"), media.with_name(f"{media.name}.restoring")
    for left in (fresh, shelf):
        _clear(left)
    try:
        shutil.copyfile(path / DATABASE, fresh)
        fresh.chmod(0o600)
        erased, outlook = backup.begin_anew(fresh, gone, numbers, datetime.fromisoformat(checked.made_at), now)
        for each in (path / "media").glob("??/*"):
            folders.put(each, shelf / each.parent.name / each.name)
        folders.sync(fresh)
        if shelf.exists():
            if media.exists():
                media.rmdir()
            shelf.rename(media)
        if server:
            _arrive(server, fresh)
            _clear(fresh)
        else:
            fresh.rename(database)  # last: with it there is a desk
    except BaseException:
        for left in (fresh, shelf):
            _clear(left)
        raise
    folders.sync(database.parent)
    return Restored(checked.found.counts["report"], checked.media, erased, outlook)


def in_the_way(database: Path, media: Path) -> list[Path]:
    """What lies where a desk is to go."""
    return [each for each in (database, media) if _holds(each)]


@contextmanager
def aside(database: Path, media: Path, now: datetime) -> Iterator[list[Path]]:
    """Put what is in the way under another name, kept beside it; back again when the block fails."""
    moved = []
    for each in in_the_way(database, media):
        beside_it = [each.with_name(f"{each.name}{end}") for end in ("-wal", "-shm")] if each == database else []
        for one in (each, *filter(Path.exists, beside_it)):
            end = one.name.removeprefix(each.name)  # what SQLite keeps beside a file is found by the file's name
            moved.append((one, each.with_name(f"{each.name}.before-{now:%Y%m%dT%H%M%S}Z{end}")))
    for one, kept in moved:
        one.rename(kept)
    try:
        yield [kept for _, kept in moved if not kept.name.endswith(("-wal", "-shm"))]
    except BaseException:
        for one, kept in moved:
            kept.rename(one)
        raise


def _arrive(server: str, fresh: Path | None = None) -> None:
    """Move a desk to the server; without one, only see that it is empty."""
    from storage.engine import moving  # its driver is loaded only when it is used

    try:
        if fresh:
            moving.move(fresh, server)
        else:
            moving.look_empty(server)
    except moving.NotTheSame as error:
        raise Unsound(str(error)) from error


def beside(database: Path) -> Path:
    """Where the list of who was erased lies beside a database."""
    return database.with_name(f"{database.name}.{FORGOTTEN}")


def _holds(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
