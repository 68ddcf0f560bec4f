"""Makes a database file ours: creates the tables, carries an older one forward, refuses one that is not ours or newer.

Carrying forward happens in one transaction, after a copy was made beside the file.  Each step takes the tables from one
version to the next as they were then; ``schema.sql`` says how they are now.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from storage.db import Tx

VERSION = 2
OLDEST = 2  # the first that can be carried forward: those before it were never released
APPLICATION = 0x48554959  # "HUIY", in the header of the file
LOOK = 0.5  # s; of a file of 100 MB that is all


Step = Callable[[Tx], None]  # the same on both engines: ``tx.tables`` for tables, ``tx.run`` for rows


class WrongDatabase(Exception):
    """The file cannot be used; the message says why and what to do."""


class Taken(Exception):
    """The file was taken away under the running program; the message says what became of what it held."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Which versions of the tables a program knows."""

    newest: int = VERSION
    oldest: int = OLDEST
    steps: Mapping[int, Step] = field(default_factory=dict)  # from this version to the next


OURS = Versions()


def prepare(connection: sqlite3.Connection, path: Path, known: Versions = OURS) -> None:
    """Set the pragmas and create, carry forward or check the schema.  Never changes a file that is not ours."""
    version = _examined(connection, path, known)
    if version is not None:
        _sound(path)
    try:
        _set_up(connection, fresh=version is None)
    except sqlite3.OperationalError as error:
        raise WrongDatabase(unusable(path, error)) from error
    if version is not None and version < known.newest:
        _carry_forward(connection, path, version, known)


def copy_before(path: Path, newest: int) -> Path:
    """Where the copy lies that is made before a file is carried forward."""
    return path.with_name(f"{path.name}.before-{newest}")


def _carry_forward(connection: sqlite3.Connection, path: Path, version: int, known: Versions) -> None:
    copy = copy_before(path, known.newest)
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        copied(connection, copy)
        connection.execute("BEGIN IMMEDIATE")
        for each in range(version, known.newest):
            known.steps[each](Tx(connection))
            connection.execute(f"PRAGMA user_version = {each + 1}")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"a row of {broken[0]} would name one of {broken[2]} that is not there")
        connection.execute("COMMIT")
    except (sqlite3.Error, KeyError, OSError) as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise WrongDatabase(
            f"{path}: could not be carried forward from schema {version} to {known.newest} ({error}). It is as it was; "
            "go on with the version that wrote it, and tell us"
        ) from error
    connection.execute("PRAGMA foreign_keys = ON")


def copied(connection: sqlite3.Connection, copy: Path) -> None:
    """Write all that this connection sees into another file, for its owner alone."""
    copy.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def look(path: Path, known: Versions = OURS) -> None:
    """Only look whether the file is ours.  Raises ``WrongDatabase``; makes and changes nothing."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            _examined(connection, path, known)
    except sqlite3.OperationalError as error:
        raise WrongDatabase(unusable(path, error)) from error


def _examined(connection: sqlite3.Connection, path: Path, known: Versions) -> int | None:
    """Its version, None while it is empty.  Raises ``WrongDatabase`` when it is not ours or no version that we know."""
    try:
        application, version = _stamp(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    except sqlite3.OperationalError as error:  # another user's, or nothing can be written there
        raise WrongDatabase(unusable(path, error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # what SQLite says of a damaged table may be no text
        raise WrongDatabase(
            f"{path}: this is not a readable database ({error}). Nothing was changed. "
            "Bring back a backup: huiyin restore latest --aside; or name another file in HUIYIN_DATABASE"
        ) from error
    if tables and application != APPLICATION:
        raise WrongDatabase(
            f"{path}: this database belongs to another program. Nothing was changed. "
            "Name another file in HUIYIN_DATABASE, e.g. var/huiyin.db"
        )
    if version > known.newest:
        raise WrongDatabase(
            f"{path}: written by a newer Huiyin (schema {version}, this one knows {known.newest}). "
            "Start the newer version, or restore a backup of the older one."
        )
    if tables and version < known.oldest:
        raise WrongDatabase(
            f"{path}: made by a version before the first release (schema {version}, this one is {known.newest}), which "
            "cannot be carried over. Nothing was changed. Name another file in HUIYIN_DATABASE, e.g. var/desk.db"
        )
    return version if tables else None


def _sound(path: Path) -> None:
    """Walk through the pages, as far as half a second goes.  Raises ``WrongDatabase`` when they do not fit together.

    A desk on a damaged file would park what it cannot handle, and spoil what is left.  Read-only: closing the last
    connection that may write would write what a crash left beside the file.
    """
    until = time.monotonic() + LOOK
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > until, 10_000)
        try:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.OperationalError:  # half a second saw nothing wrong, or somebody holds the file
            return
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            found = str(error)
    if found != "ok":
        raise WrongDatabase(
            f"{path}: this database is damaged ({' '.join(found.split())}). Nothing was changed. "
            "Bring back a backup: huiyin restore latest --aside; or name another file in HUIYIN_DATABASE"
        )


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
    _writable(connection)
    if fresh:
        script = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        connection.executescript(
            f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {script} COMMIT;"
        )


def _writable(connection: sqlite3.Connection) -> None:
    """Raise at once when nothing can be written there; one who only writes just now is waited for later."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error):
            raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _stamp(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(application), int(version)
