"""The door to the database: ``await db.write(fn, *args)`` for writes, readers beside it.

A storage function is synchronous and takes a ``Tx``; everything it does is committed together or not at all.
Behind the door is one of two engines: a SQLite file (storage/engine/sqlite.py) or a PostgreSQL server that several
processes share (storage/engine/postgres.py).  SQL is written once, in what both understand (docs/postgresql.md).
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Error = sqlite3.Error  # what a database raises, whichever engine it is
OperationalError = sqlite3.OperationalError  # a full disk, a lock, a server that is away: nobody's fault

TOO_LONG = 5.0  # s; no write of ours takes more than milliseconds, so this one hangs

P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]
Params = dict[str, Any] | Sequence[Any]


class Tx:
    """An open transaction.  Every write happens inside one that the caller opened.

    This one is SQLite's; that of another engine takes the same statements.
    """

    __slots__ = ("_connection", "woken")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.woken: set[str] = set()  # who is to look again once this is committed: inbox, outbox, web

    def run(self, sql: str, params: Params = ()) -> int:
        """Run a statement; the number of rows it changed."""
        return self._connection.execute(sql, params).rowcount

    def insert(self, sql: str, params: Params = ()) -> int:
        """Run an INSERT into a table with an ``id``; that of the new row."""
        return self._connection.execute(sql, params).lastrowid or 0

    def many(self, sql: str, params: Iterable[Params]) -> int:
        """Run one statement for each set of parameters; the number of rows that changed in all."""
        return self._connection.executemany(sql, params).rowcount

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows."""
        return self._connection.execute(sql, params).fetchall()

    def each(self, sql: str, params: Params = ()) -> Iterator[Row]:
        """Row by row, read as they are asked for."""
        return self._connection.execute(sql, params)

    def number(self, what: str) -> int:
        """The next number of something that has no rows of its own to count: drafts, swaps.  Never given twice."""
        sql = """
            INSERT INTO meta (key, value) VALUES (?, '1')
            ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER)
        """
        return int(self.all(sql, (what,))[0][0])

    def next_report(self) -> int:
        """The id of the report that is put next."""
        return int(self.all("SELECT coalesce(max(id), 0) + 1 FROM report")[0][0])

    def matching(self, asked: str) -> tuple[str, str]:
        """How the search is asked: the condition on ``:match``, and that."""
        return "listing_text MATCH :match", asked

    def tables(self, sql: str) -> None:
        """Run statements that make or change tables, as ``schema.sql`` would say them."""
        for statement in filter(str.strip, sql.split(";")):
            self._connection.execute(statement)

    def takes(self, inbox: int) -> bool:
        """Take the head of a lane in hand: nobody else is there who could."""
        return True


def replacing(table: str, columns: Iterable[str], *key: str) -> str:
    """An INSERT of these columns that takes the place of the row with the same key."""
    names = [name.strip() for name in columns]
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {rest}"
    )


class Conflict(Exception):
    """Somebody else changed meanwhile what this was decided by: decide anew."""


class Reader(Protocol):
    """Reads beside the writes, for pages and looks at the clock."""

    def execute_fetchall(self, sql: str, parameters: Any = ..., /) -> Awaitable[Iterable[Any]]:
        """All rows."""


class Database(ABC):
    """A database that is open.  Use ``async with open_database(path) as db``."""

    at_once = 1_000  # functions that are worth handing in at a time: more only wait, and may be somebody else's

    def __init__(self, path: Path, reader: Reader) -> None:
        self.path = path  # of the file; or by what is named what the desk keeps beside a server
        self.server = ""  # the address of the server, when there is one
        self.reader = reader
        self.failing = ""  # why nothing can be written, since the last write that could
        self._listeners: dict[str, list[Callable[[], None]]] = {}

    @abstractmethod
    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``fn(tx, *args)``; its result once that is committed.

        ``fn`` changes nothing but the database: it may be run again when it got in another one's way.  Raises
        what ``fn`` raised (nothing of it is kept), ``TimeoutError`` when it hung and was cut off, or an ``Error``.
        """

    @abstractmethod
    async def watch(self, limit: float = TOO_LONG) -> None:
        """Cut off write functions that run longer than ``limit`` seconds, for ever."""

    @abstractmethod
    async def close(self) -> None:
        """Take no more writes, and finish what is queued."""

    @property
    def shared(self) -> bool:
        """Whether other processes may write, too."""
        return bool(self.server)

    def on(self, what: str, listener: Callable[[], None]) -> None:
        """Call ``listener`` in the event loop after a commit whose work woke ``what``."""
        self._listeners.setdefault(what, []).append(listener)

    def wake(self, woken: Iterable[str]) -> None:
        """Tell the listeners of these."""
        for what in woken:
            for listener in self._listeners.get(what, ()):
                listener()


class CutOff(BaseException):
    """Raised inside a write function that runs for too long.  Nothing it wrote is kept."""


def presentable(error: BaseException) -> Exception:
    """The error as a future can carry it: not one that ends loops and programs."""
    if isinstance(error, CutOff):
        return TimeoutError("a write function hung and was cut off")
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    wrapped = RuntimeError(f"a write function raised {error!r}")
    wrapped.__cause__ = error
    return wrapped


@asynccontextmanager
async def open_database(path: Path, server: str = "") -> AsyncIterator[Database]:
    """Open or create the database, bring its schema up to date, and close it at the end.

    Raises ``schema.WrongDatabase`` when it is not ours, newer than this program, or damaged.
    """
    if server:
        from storage.engine import postgres  # its driver is loaded only when it is used

        async with postgres.opened(path, server) as db:
            yield db
    else:
        from storage.engine import sqlite

        async with sqlite.opened(path) as db:
            yield db


@asynccontextmanager
async def reading(path: Path, server: str = "") -> AsyncIterator[Reader]:
    """Only look, beside a program that may be running."""
    if server:
        from storage.engine import postgres

        async with postgres.reading(server) as reader:
            yield reader
    else:
        from storage.engine import sqlite

        async with sqlite.reading(path) as reader:
            yield reader


class Looker(Protocol):
    """A connection of its own that cannot write, for one thread at a time."""

    def look(self) -> Any:
        """A context manager of a ``Tx`` that sees the database as it is at one moment."""

    def close(self) -> None:
        """Leave."""


def looker(path: Path, server: str = "") -> Looker:
    """Open one.  Raises ``Error``."""
    if server:
        from storage.engine import postgres

        return postgres.Looker(server)
    from storage.engine import sqlite

    return sqlite.Looker(path)


@contextmanager
def looking_once(path: Path, server: str = "") -> Iterator[Tx]:
    """Read the database as it stands now, and nothing else.  Raises ``Error``."""
    one = looker(path, server)
    try:
        with one.look() as tx:
            yield tx
    finally:
        one.close()
