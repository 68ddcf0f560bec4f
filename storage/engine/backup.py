"""The database's side of backups: a copy at one moment, whether a copy is sound, and how a restored one begins.

A copy is a SQLite file, also of a desk on a server (storage/engine/moving.py).  It is made on a connection that only
reads, beside the program that writes, and built anew, so that nothing that was erased lies in its free pages.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import backed_up, chain, forgotten, holding, meta
from storage.db import Tx, looking_once
from storage.engine import schema

LEAP = 1_000_000  # ids that a restored database skips: buttons out there may name those given after the backup


class Unsound(Exception):
    """A copy is damaged; the message says where."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a copy."""

    schema: int
    desk: str  # what tells this desk from others
    real: bool  # it serves residents, and is no trial
    counts: dict[str, int]  # rows of each table
    heads: dict[str, str]  # the head of each community's history
    files: dict[str, bool]  # photos and voice messages that it names; True: only the thumbnail is left


def copy(database: Path, target: Path, server: str = "") -> None:
    """Write a copy as the database is at this moment.

    Raises ``sqlite3.Error``, ``schema.WrongDatabase`` or ``Unsound``.
    """
    if server:
        _fetched(server, target)
        return
    schema.look(database)
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as source:
        source.execute("VACUUM INTO ?", (str(target),))


def _fetched(server: str, target: Path) -> None:
    from storage.engine import moving  # its driver is loaded only when it is used

    try:
        moving.fetch(server, target)
    except moving.NotTheSame as error:
        raise Unsound(str(error)) from error


def size(database: Path, server: str = "") -> int:
    """How many bytes a copy may take.  Raises ``sqlite3.Error`` or ``OSError``."""
    if not server:
        return database.stat().st_size
    with looking_once(database, server) as tx:
        return int(tx.all("SELECT pg_database_size(current_database())")[0][0])


def examine(path: Path) -> Contents:
    """Read a copy through.  Raises ``Unsound``, or ``schema.WrongDatabase`` when it is not ours or newer."""
    schema.look(path)
    try:
        with _opened(path) as tx:
            return _examined(tx)
    except sqlite3.DatabaseError as error:
        raise Unsound(f"{path.name}: {error}") from error


def named(database: Path, server: str = "") -> dict[str, bool]:
    """The photos and voice messages that a database names at this moment."""
    with looking_once(database, server) if server else _opened(database) as tx:
        return _files(tx)


def _examined(tx: Tx) -> Contents:
    if (found := tx.all("PRAGMA integrity_check(3)")) != [("ok",)]:
        raise Unsound("; ".join(str(row[0]) for row in found))
    if broken := tx.one("PRAGMA foreign_key_check"):
        raise Unsound(f"a row of {broken[0]} names one of {broken[2]} that is not there")
    verdicts = chain.verify(tx)
    for verdict in verdicts:
        if verdict.misfit:
            raise Unsound(f"the history of {verdict.community} does not fit at event {verdict.misfit.event}")
    version = tx.one("PRAGMA user_version")
    assert version is not None
    return Contents(
        int(version[0]),
        meta.get(tx, "started") or "",
        meta.get(tx, "real") is not None,
        {name: int(tx.all(f'SELECT count(*) FROM "{name}"')[0][0]) for name in _tables(tx)},
        {verdict.community: verdict.head for verdict in verdicts},
        _files(tx),
    )


def _tables(tx: Tx) -> list[str]:
    rows = tx.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [name for (name,) in rows]


def _files(tx: Tx) -> dict[str, bool]:
    rows = tx.all("SELECT stored, min(small) FROM media WHERE stored IS NOT NULL GROUP BY stored ORDER BY stored")
    return {stored: bool(small) for stored, small in rows}


def begin_anew(
    path: Path, gone: Mapping[int, int], numbers: int, made: datetime, now: datetime
) -> tuple[int, holding.Outlook]:
    """Make a copy the beginning of a restored desk; how many are erased anew, and what would go out.

    Everything is held; what was numbered after the backup had been made is never numbered so again.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.prepare(connection, path)  # one of an older version is carried forward first
        schema.copy_before(path, schema.VERSION).unlink(missing_ok=True)
        tx = Tx(connection)
        tx.run("BEGIN IMMEDIATE")
        holding.hold(tx, now)
        backed_up.made(tx, path.stat().st_size, made)  # what it is made of is its last backup
        _leap(tx, numbers)
        erased = forgotten.again(tx, gone, now)
        found = holding.outlook(tx, now)
        tx.run("COMMIT")
        return erased, found


def _leap(tx: Tx, numbers: int) -> None:
    tx.run(
        """
        INSERT INTO sqlite_sequence (name, seq)
        SELECT name, 0 FROM sqlite_schema
        WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)
        """
    )
    tx.run("UPDATE sqlite_sequence SET seq = seq + ?", (LEAP,))
    for counter in ("draft", "swap", "confided"):
        tx.run("UPDATE meta SET value = CAST(value AS INTEGER) + ? WHERE key = ?", (LEAP, counter))
    (last,) = tx.all("SELECT coalesce(max(id), 0) FROM report")[0]
    meta.put(tx, "report_floor", str(max(last, int(meta.get(tx, "report_floor") or 0)) + LEAP))
    for community, number in tx.all("SELECT community, max(number) FROM report GROUP BY community"):
        floor = max(number, int(meta.get(tx, f"number_floor:{community}") or 0)) + numbers
        meta.put(tx, f"number_floor:{community}", str(floor))


@contextmanager
def _opened(path: Path) -> Iterator[Tx]:
    """Only look, at one moment.  A copy has no files beside it, and gets none."""
    alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    address = f"{path.absolute().as_uri()}?mode=ro{alone}"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        yield Tx(connection)
