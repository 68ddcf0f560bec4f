"""Folders of backups: how one is named, written whole or not at all, and which are kept."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"huiyin-(\d{8}T\d{6})Z")
_PART = ".part"
FRESH = timedelta(days=1)
_LOCK = ".huiyin-backup.lock"


class Busy(Exception):
    """Another backup is being made into the same folder."""


def made_at(path: Path) -> datetime | None:
    """When a backup was made, by its name; None for anything else."""
    found = _NAME.fullmatch(path.name)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, the oldest first."""
    return sorted(path for path in folder.glob("huiyin-*") if made_at(path) and path.is_dir())


@contextmanager
def writing(folder: Path, now: datetime) -> Iterator[tuple[Path, Path]]:
    """(where to write, what it will be called): it has that name only when the block ends well.

    Raises ``Busy``.  What an earlier one left behind in the middle is cleared away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another backup is being made into {folder}") from None
        for left in folder.glob(f".huiyin-*{_PART}"):
            shutil.rmtree(left)
        final = folder / f"huiyin-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z"
        part = folder / f".{final.name}{_PART}"
        if final.exists():
            raise Busy(f"{final} is there already")
        part.mkdir(mode=0o700)
        try:
            yield part, final
            sync(part)
            part.rename(final)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync(folder)


def sync(path: Path) -> None:
    """Have a file or a folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(source: Path, target: Path, *earlier: Path) -> bool:
    """A file that never changes, in another place: the same one where the disk allows, else a copy; False: it is gone.

    ``earlier``: where the same may lie on that disk already.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for each in (source, *earlier):
        with suppress(OSError):
            os.link(each, target)
            return True
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    sync(target)
    return True


def spare(folder: Path, daily: int, weekly: int) -> list[Path]:
    """The backups that are not kept: all but the last of each of the last days, and of each of the last weeks.

    What was made within a day of the newest stays: the one from this morning is what a mistake of this noon needs.
    """
    found = backups(folder)
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    for path in found:
        at = made_at(path)
        assert at is not None
        days[at.date()] = path
        weeks[at.isocalendar()[:2]] = path
    fresh = [path for path in found if made_at(found[-1]) - made_at(path) < FRESH]  # type: ignore[operator]
    kept = {*fresh, *list(days.values())[-daily:], *(list(weeks.values())[-weekly:] if weekly else [])}
    return [path for path in found if path not in kept]


def thin_out(folder: Path, daily: int, weekly: int) -> int:
    """Delete those that are not kept; how many."""
    gone = spare(folder, daily, weekly)
    for path in gone:
        hidden = path.with_name(f".{path.name}{_PART}")  # one that is half deleted is no backup
        path.rename(hidden)
        shutil.rmtree(hidden)
    return len(gone)
