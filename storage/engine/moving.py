"""A desk goes from a SQLite file to a PostgreSQL server, and as a copy back into a file: every table, row by row.

To a server it is one transaction: when anything goes wrong, the server is as empty as before.  From there it is one
look: the file holds the desk as it was at one moment, so that a backup is the same file whichever engine it is of.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from storage.db import Row
from storage.engine import postgres_schema, postgres_types, schema
from storage.engine.postgres import plainly
from storage.engine.sqlite import address

SEARCH = "listing_text"  # rows of a full-text index on one side, of a table on the other
NUMBERS = ("draft", "swap", "confided")  # counters in meta on one side, sequences on the other
PAGE = 2_000

Progress = Callable[[int], None]


class NotTheSame(Exception):
    """What arrived is not what left; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is moved of one."""

    name: str
    columns: tuple[str, ...]
    rows: int


def move(path: Path, server: str, progress: Progress = lambda percent: None) -> list[Table]:
    """Copy everything, and look whether it arrived; what was moved.

    Raises ``schema.WrongDatabase`` when either side cannot be used or the server's holds something, ``NotTheSame``, or
    ``sqlite3.Error``.
    """
    schema.look(path)
    postgres_schema.prepare(server)
    with plainly(), closing(sqlite3.connect(address(path), uri=True, isolation_level=None)) as source:
        source.execute("BEGIN")
        tables = list(_tables(source))
        with psycopg.connect(server) as target:
            postgres_types.register(target)
            target.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            _refuse_unless_empty(target, (table.name for table in tables))
            done, all_ = 0, max(1, 2 * sum(table.rows for table in tables))
            for table in tables:
                copied = _copy(source, target, table)
                done += table.rows
                progress(done * 100 // all_)
                _compare(target, table, copied)
                done += table.rows
                progress(done * 100 // all_)
            _go_on_counting(source, target, tables)
    return tables


def fetch(server: str, path: Path) -> None:
    """Write what a server holds at this moment into a new SQLite file, and look whether it arrived.

    Raises ``schema.WrongDatabase`` when it is not ours or of another version, ``NotTheSame``, or ``sqlite3.Error``.
    """
    postgres_schema.look(server)
    with plainly(), closing(sqlite3.connect(path, isolation_level=None)) as target:
        schema.prepare(target, path)
        for pragma in ("journal_mode = DELETE", "synchronous = OFF", "foreign_keys = OFF"):
            target.execute(f"PRAGMA {pragma}")
        with psycopg.connect(server, connect_timeout=10) as source:
            postgres_types.register(source)
            source.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            target.execute("BEGIN")
            for table in _tables(target):
                _fetched(source, target, table)
            _count_from_there(source, target)
            target.execute("COMMIT")


def look_empty(server: str) -> None:
    """Only look whether a desk can move there.  Raises ``schema.WrongDatabase`` or ``sqlite3.Error``."""
    postgres_schema.prepare(server)
    with plainly(), psycopg.connect(server, connect_timeout=10) as target:
        rows = target.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        _refuse_unless_empty(target, sorted(name for (name,) in rows if name not in ("huiyin", "lease")))


def _refuse_unless_empty(target: "psycopg.Connection[Row]", tables: Iterable[str]) -> None:
    for name in tables:
        if target.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))).fetchone():
            raise schema.WrongDatabase(
                f"the database on the server is not empty (there is something in {name}). Nothing was changed. "
                "Make a new one there, and name that: createdb huiyin2"
            )


def _tables(source: sqlite3.Connection) -> Iterator[Table]:
    names = source.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND (name NOT LIKE 'listing_text_%') ORDER BY rowid"
    ).fetchall()
    for (name,) in names:
        columns = ["rowid"] if name == SEARCH else []
        columns += [row[1] for row in source.execute(f'PRAGMA table_info("{name}")')]
        ((rows,),) = source.execute(f'SELECT count(*) FROM "{name}"').fetchall()
        yield Table(name, tuple(columns), rows)


def _copy(source: sqlite3.Connection, target: "psycopg.Connection[Row]", table: Table) -> str:
    """Its digest, as it left."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    digest = _Digest()
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    with target.cursor() as cursor, cursor.copy(into) as copy:
        for row in source.execute(f'SELECT {names} FROM "{table.name}"'):
            clean = tuple(each.replace("\0", "") if isinstance(each, str) else each for each in row)
            digest.add(clean)
            copy.write_row(clean)
    return digest.text


def _compare(target: "psycopg.Connection[Row]", table: Table, copied: str) -> None:
    digest = _Digest()
    found = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)), sql.Identifier(table.name)
    )
    with target.cursor(name="compared") as cursor:
        cursor.itersize = PAGE
        for row in cursor.execute(found):
            digest.add(row)
    if (digest.count, digest.text) != (table.rows, copied):
        raise NotTheSame(f"{table.name} did not arrive as it left ({digest.count} of {table.rows} rows)")


def _fetched(source: "psycopg.Connection[Row]", target: sqlite3.Connection, table: Table) -> None:
    left, arrived = _Digest(), _Digest()
    names = ", ".join(f'"{name}"' for name in table.columns)
    into = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(table.columns))})'
    wanted = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)), sql.Identifier(table.name)
    )
    with source.cursor(name="fetched") as cursor:
        cursor.itersize = PAGE
        target.executemany(into, left.passing(cursor.execute(wanted)))
    for row in target.execute(f'SELECT {names} FROM "{table.name}"'):
        arrived.add(row)
    if (arrived.count, arrived.text) != (left.count, left.text):
        raise NotTheSame(f"{table.name} did not arrive as it left ({arrived.count} of {left.count} rows)")


def _count_from_there(source: "psycopg.Connection[Row]", target: sqlite3.Connection) -> None:
    """What was given there is not given again by whoever goes on with the file."""
    counted = target.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    ).fetchall()
    for (name,) in counted:
        ((of,),) = source.execute("SELECT pg_get_serial_sequence(%s, 'id')", (f'"{name}"',)).fetchall()
        if last := _given(source, of):
            target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
    for name in NUMBERS:
        if last := _given(source, f"number_{name}"):
            target.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (name, str(last)))
    if last := _given(source, "report_id_seq"):
        floor = target.execute("SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE key = 'report_floor'")
        last = max(last + 1, *floor.fetchone())
        target.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('report_floor', ?)", (str(last),))


def _given(source: "psycopg.Connection[Row]", sequence: str) -> int:
    """The last number that a sequence gave; 0: none yet."""
    ((last, given),) = source.execute(f"SELECT last_value, is_called FROM {sequence}").fetchall()
    return int(last) if given else 0


class _Digest:
    """Of rows in any order: the sum of theirs."""

    def __init__(self) -> None:
        self.count, self._sum = 0, 0

    def add(self, row: tuple[Any, ...]) -> None:
        """One more."""
        self.count += 1
        self._sum += int.from_bytes(hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest(), "big")

    def passing(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Rows that go by, each counted."""
        for row in rows:
            self.add(row)
            yield row

    @property
    def text(self) -> str:
        """It, to be compared."""
        return f"{self._sum % (1 << 256):064x}"


def _go_on_counting(source: sqlite3.Connection, target: "psycopg.Connection[Row]", tables: Iterable[Table]) -> None:
    """No id is given again that was given before, nor a number."""
    given = dict(source.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for table in tables:
        key = next(
            (row[0] for row in target.execute(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_schema = current_schema() AND table_name = %s AND is_identity = 'YES'", (table.name,)
            )), None,
        )  # fmt: skip
        if key is None:
            continue
        ((last,),) = source.execute(f'SELECT coalesce(max("{key}"), 0) FROM "{table.name}"').fetchall()
        last = max(last, given.get(table.name, 0))
        if table.name == "report":  # a restored desk leaves out what was given after its backup
            floor = source.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'report_floor'").fetchone()
            last = max(last, floor[0] - 1 if floor else 0)
        if last > 0:
            target.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", (f'"{table.name}"', key, last))
    for name in NUMBERS:
        if row := source.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?", (name,)).fetchone():
            target.execute("SELECT setval(%s, %s)", (f"number_{name}", row[0]))
