"""Making a backup while the desk runs: a folder with the database, the photos it names, and what it says of itself."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.backup import folders
from storage.engine import backup
from storage.media import thumbnail

MANIFEST = "backup.json"
DATABASE = "huiyin.db"
FORGOTTEN = "forgotten.json"  # beside the backups, and beside the database
SPARE = 50_000_000  # bytes of disk that stay free


@dataclass(frozen=True, slots=True)
class Job:
    """What to back up, and where to."""

    database: str
    media: str
    folder: str
    files: tuple[str, ...]  # the desk's own files: communities, categories
    daily: int = 0  # 0: nothing is thinned out
    weekly: int = 0
    server: str = ""  # the address of the database, where it is no file


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and looked through."""

    path: str
    at: str
    bytes: int  # of the database
    reports: int
    media: int
    media_bytes: int
    missing: tuple[str, ...]  # photos that were gone from the disk already although they are named
    thinned: int = 0


def make(job: Job, now: datetime) -> Made:
    """Make one and look it through.  Raises ``Busy``, ``Unsound``, ``sqlite3.Error`` or ``OSError``: there is none."""
    folder, database = Path(job.folder), Path(job.database)
    folder.mkdir(parents=True, exist_ok=True)
    _has_room(folder, backup.size(database, job.server))
    before = folders.backups(folder)[-1:]
    with folders.writing(folder, now) as (part, final):
        copy = part / DATABASE
        backup.copy(database, copy, job.server)
        copy.chmod(0o600)
        folders.sync(copy)
        found = backup.examine(copy)
        if job.daily and before and not _is_of(before[0] / MANIFEST, found.desk):
            raise backup.Unsound(f"{folder} holds backups of another desk; every desk needs a folder of its own")
        missing, count, size = _media(found.files, Path(job.media), part / "media", before)
        if missing:  # those that were deleted as they were to be meanwhile are not missing
            still = backup.named(database, job.server)
            missing = [name for name in missing if name in still]
        for each in job.files:
            _copy(Path(each), part / "files")
        (part / MANIFEST).write_text(_said(now, copy, found, count, size, missing), encoding="utf-8")
        folders.sync(part / MANIFEST)
        made = Made(
            str(final), now.isoformat(), copy.stat().st_size, found.counts["report"], count, size, tuple(missing)
        )
    return made


def _has_room(folder: Path, size: int) -> None:
    needed = size + SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OSError(f"{folder} has {free // 1_000_000} MB free, and a backup needs {needed // 1_000_000}")


def _media(named: dict[str, bool], shelf: Path, target: Path, before: list[Path]) -> tuple[list[str], int, int]:
    """Take every file that is named; (those that are not there, how many are, their bytes)."""
    missing, count, size = [], 0, 0
    for name, small in named.items():
        alone = small and name.endswith(".jpg")  # its thumbnail stands for it
        wanted = [thumbnail(name)] if alone else [name, thumbnail(name)] if name.endswith(".jpg") else [name]
        for each in wanted:
            place = Path(each[:2]) / each
            if folders.put(shelf / place, target / place, *(one / "media" / place for one in before)):
                count, size = count + 1, size + (target / place).stat().st_size
            elif each == wanted[0]:
                missing.append(name)
    return missing, count, size


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(file, folder / file.name)
    folders.sync(folder / file.name)


def _said(now: datetime, copy: Path, found: backup.Contents, count: int, size: int, missing: list[str]) -> str:
    about = {
        "made_at": now.astimezone(UTC).isoformat(),
        "database": {"bytes": copy.stat().st_size, "sha256": digest(copy)},
        "media": {"files": count, "bytes": size, "missing": missing},
        **{key: value for key, value in asdict(found).items() if key != "files"},
    }
    return json.dumps(about, ensure_ascii=False, indent=1)


def digest(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def note_forgotten(place: Path, desk: str, people: dict[int, int]) -> None:
    """Write the list of who was erased; whoever stood in it already stays, when it is of the same desk."""
    try:
        known = read_forgotten(place, desk)
        if place.exists() and not _is_of(place, desk):
            raise OSError(f"{place} is of another desk; every desk needs a folder of its own")
    except backup.Unsound:
        place.replace(place.with_name(f"{place.name}.broken"))
        known = {}
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.part")
    part.write_text(json.dumps({"desk": desk, "people": {**known, **people}}), encoding="utf-8")
    folders.sync(part)
    part.replace(place)
    folders.sync(place.parent)


def read_forgotten(place: Path, desk: str) -> dict[int, int]:
    """Who was erased from this desk; nobody where there is no list, or one of another desk.  Raises ``Unsound``."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        return {int(person): int(at) for person, at in found["people"].items()} if found["desk"] == desk else {}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise backup.Unsound(f"{place} is damaged: who was erased cannot be read") from error


def _is_of(said: Path, desk: str) -> bool:
    """Whether a list or a manifest is this desk's; a damaged one is nobody's."""
    try:
        return bool(json.loads(said.read_text(encoding="utf-8"))["desk"] == desk)
    except (OSError, ValueError, KeyError, TypeError):
        return False
