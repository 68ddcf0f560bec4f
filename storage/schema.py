"""Makes a database file ours: creates the tables, and refuses a file that is not, or is newer."""

import sqlite3
from contextlib import closing
from pathlib import Path

VERSION = 2
APPLICATION = 0x48554959  # "HUIY", in the header of the file


class WrongDatabase(Exception):
    """The file cannot be used; the message says why and what to do."""


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Set the pragmas and create or check the schema.  Never changes a file that is not ours."""
    fresh = _examined(connection, path)
    try:
        _set_up(connection, fresh)
    except sqlite3.OperationalError as error:
        raise WrongDatabase(unusable(path, error)) from error


def look(path: Path) -> None:
    """Only look whether the file is ours.  Raises ``WrongDatabase``; makes and changes nothing."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            _examined(connection, path)
    except sqlite3.OperationalError as error:
        raise WrongDatabase(unusable(path, error)) from error


def _examined(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether it is still empty.  Raises ``WrongDatabase`` when it is not ours or not of our version."""
    try:
        application, version = _stamp(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise WrongDatabase(
            f"{path}: this is not a readable database ({error}). Nothing was changed. "
            "Restore a backup there, or name another file in HUIYIN_DATABASE, e.g. var/huiyin.db"
        ) from error
    if tables and application != APPLICATION:
        raise WrongDatabase(
            f"{path}: this database belongs to another program. Nothing was changed. "
            "Name another file in HUIYIN_DATABASE, e.g. var/huiyin.db"
        )
    if version > VERSION:
        raise WrongDatabase(
            f"{path}: written by a newer Huiyin (schema {version}, this one knows {VERSION}). "
            "Start the newer version, or restore a backup of the older one."
        )
    if tables and version < VERSION:
        raise WrongDatabase(
            f"{path}: made by a version before the first release (schema {version}, this one is {VERSION}), which "
            "cannot be carried over. Nothing was changed. Name another file in HUIYIN_DATABASE, e.g. var/desk.db"
        )
    return not tables


def unusable(path: Path, error: Exception) -> str:
    """The sentence about a file that cannot be opened or written."""
    return (
        f"{path}: cannot be used as the database ({error}). Check the folder, its permissions and its free space, "
        "or name another file in HUIYIN_DATABASE, e.g. var/huiyin.db"
    )


def _set_up(connection: sqlite3.Connection, fresh: bool) -> None:
    connection.execute("PRAGMA busy_timeout = 5000")
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise sqlite3.OperationalError("its file system has no shared memory, which write-ahead logging needs")
    # FULL: with NORMAL a power cut loses commits that were already confirmed to the platform.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if fresh:
        script = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        connection.executescript(
            f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {script} COMMIT;"
        )


def _stamp(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(application), int(version)
