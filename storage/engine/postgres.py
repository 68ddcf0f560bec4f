"""PostgreSQL: several processes share one database, each function is a transaction of its own.

Each function sees the database as it was at one moment (REPEATABLE READ).  Of two that change the same row one is
undone and run again, so no change is lost; and since every move of a report binds its event to the last one of its
community (storage/chain.py), the moves of one community come one after the other.  What a commit woke is told to the
other processes (storage/engine/notices.py).
"""

import asyncio
import ctypes
import logging
import random
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from psycopg import errors

from storage.db import TOO_LONG, Conflict, CutOff, Database, Row, Tx, presentable
from storage.engine import dialect, postgres_schema, postgres_types
from storage.engine.notices import Notices
from storage.engine.postgres_tx import Connection, PostgresTx

log = logging.getLogger(__name__)

WRITERS = 1  # transaction of one process at a time, so that its lanes stay in order; more processes do more at a time
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ"
TRIES = 12  # of one function that gets in the way of others; one of them always gets through
REST, LONGEST = 0.002, 0.1  # s between them at most, doubled with every try, but never more than this
AGAIN = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation, Conflict)

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def plainly() -> Iterator[None]:
    """Errors of the driver as those of the standard library, which whoever calls knows."""
    try:
        yield
    except psycopg.Error as error:
        kind = next((each.__name__ for each in type(error).__mro__ if each.__module__ == "psycopg"), "Error")
        raise getattr(sqlite3, kind, sqlite3.OperationalError)(str(error).strip()) from error


def connect(server: str, **kwargs: Any) -> Connection:
    """A connection on which every statement stands for itself until a transaction is begun."""
    connection: Connection = psycopg.connect(server, autocommit=True, connect_timeout=10, **kwargs)
    connection.prepare_threshold, connection.prepared_max = 3, 600
    postgres_types.register(connection)
    return connection


class PostgresDatabase(Database):
    """A database on a server, as one of its processes has it."""

    at_once = WRITERS

    def __init__(self, path: Path, server: str, reader: "PostgresReader") -> None:
        super().__init__(path, reader)
        self.server = server
        self._loop = asyncio.get_running_loop()
        self._pool = ThreadPoolExecutor(WRITERS, "storage")
        self._here = threading.local()
        self._open: set[Connection] = set()
        self.again = 0  # how often something had to be run again
        self._closed = False
        self._guard = threading.Lock()
        self._running: dict[int, _Run] = {}  # by thread
        self._notices = Notices(server, lambda woken: self._loop.call_soon_threadsafe(self.wake, woken))

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``fn(tx, *args)`` in a thread, as often as it takes; its result once that is committed."""
        if self._closed:
            raise sqlite3.ProgrammingError("the database is closed")
        result, woken = await self._loop.run_in_executor(self._pool, self._settle, lambda tx: fn(tx, *args, **kwargs))
        self.wake(woken)
        return result  # type: ignore[no-any-return]

    def _settle(self, fn: Callable[[Tx], Any]) -> tuple[Any, set[str]]:
        """What came of it, and whom it woke.  Raises as ``write`` does."""
        try:
            with plainly():
                for tries in range(TRIES):
                    try:
                        result, woken = self._watched(fn)
                        self.failing = ""
                        self._notices.tell(woken)
                        return result, woken
                    except AGAIN as error:
                        self.again += 1
                        latest = error
                        time.sleep(random.uniform(0, min(REST * 2**tries, LONGEST)))
                # Not the function's fault, so that whoever asked tries again later.
                raise sqlite3.OperationalError(f"others were faster {TRIES} times: {latest}") from latest
        except BaseException as error:
            if isinstance(error, sqlite3.OperationalError):
                self.failing = str(error)
            if (shown := presentable(error)) is error:
                raise
            raise shown from error

    def _watched(self, fn: Callable[[Tx], Any]) -> tuple[Any, set[str]]:
        run = _Run(time.monotonic())
        thread = threading.get_ident()
        try:
            with self._guard:
                self._running[thread] = run
            try:
                found = self._once(fn, run)
            finally:
                with self._guard:
                    self._running.pop(thread, None)
            while run.cut:  # it finished just as it was cut off: the exception is on its way
                time.sleep(0.001)
            return found
        except BaseException as error:
            with self._guard:
                self._running.pop(thread, None)
            if run.cut and not isinstance(error, CutOff):
                with suppress(CutOff):
                    while True:
                        time.sleep(0.001)
                raise CutOff from error
            raise

    def _once(self, fn: Callable[[Tx], Any], run: "_Run") -> tuple[Any, set[str]]:
        connection = run.connection = self._begun()
        tx = PostgresTx(connection)
        try:
            result = fn(tx)
            connection.execute("COMMIT")
            return result, tx.woken
        except BaseException:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise

    def _begun(self) -> Connection:
        """This thread's connection with a transaction begun; a fresh one, when the old one broke meanwhile."""
        connection: Connection | None = getattr(self._here, "connection", None)
        if connection is not None and not connection.closed:
            try:
                connection.execute(BEGIN)
                return connection
            except psycopg.OperationalError:
                self._leave(connection)
        if connection is not None:
            self._leave(connection)
        connection = self._here.connection = connect(self.server)
        with self._guard:
            self._open.add(connection)
        connection.execute(BEGIN)
        return connection

    def _leave(self, connection: Connection) -> None:
        with self._guard:
            self._open.discard(connection)
        connection.close()

    async def watch(self, limit: float = TOO_LONG) -> None:
        """Cut off write functions that run longer than ``limit`` seconds, for ever."""
        while True:
            await asyncio.sleep(limit / 4)
            with self._guard:
                late = [
                    (thread, run)
                    for thread, run in self._running.items()
                    if not run.cut and time.monotonic() - run.since > limit
                ]
                for thread, run in late:
                    run.cut = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(CutOff))
                    if run.connection is not None:
                        run.connection.cancel()  # within the driver no Python exception is seen

    async def close(self) -> None:
        """Take no more writes, and finish what is queued."""
        self._closed = True
        await asyncio.to_thread(self._pool.shutdown)
        await asyncio.to_thread(self._notices.close)
        for connection in list(self._open):
            self._leave(connection)


class _Run:
    """What a thread is at, and since when (monotonic)."""

    __slots__ = ("connection", "cut", "since")

    def __init__(self, since: float) -> None:
        self.since, self.cut = since, False
        self.connection: Connection | None = None


class PostgresReader:
    """Reads beside the writes, each statement by itself."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._pool = ThreadPoolExecutor(1, "reader")
        self._connection: Connection | None = None

    async def execute_fetchall(self, sql: str, parameters: Any = ()) -> list[Row]:
        """All rows."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, sql, parameters)

    def _read(self, sql: str, parameters: Any) -> list[Row]:
        with plainly():
            if self._connection is None or self._connection.closed:
                self._connection = connect(self._server, options="-c default_transaction_read_only=on")
            try:
                return self._connection.execute(dialect.translated(sql), parameters).fetchall()
            except psycopg.OperationalError:
                if self._connection.broken:
                    self._connection.close()
                raise

    async def close(self) -> None:
        """Leave."""
        await asyncio.to_thread(self._pool.shutdown)
        if self._connection is not None:
            self._connection.close()


class Looker:
    """A connection of its own that cannot write, for one thread at a time."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._connection: Connection | None = None

    @contextmanager
    def look(self) -> Iterator[Tx]:
        """The database as it is at one moment."""
        with plainly():
            if self._connection is None or self._connection.closed:
                self._connection = connect(self._server)
            try:
                self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                yield PostgresTx(self._connection)
            finally:
                if self._connection.broken:
                    self._connection.close()
                elif self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Leave."""
        if self._connection is not None:
            self._connection.close()


@asynccontextmanager
async def reading(server: str) -> AsyncIterator[PostgresReader]:
    """Only look."""
    reader = PostgresReader(server)
    try:
        yield reader
    finally:
        await reader.close()


@asynccontextmanager
async def opened(path: Path, server: str) -> AsyncIterator[PostgresDatabase]:
    """Open the database, make its tables when it is empty, and leave it at the end.

    Raises ``schema.WrongDatabase`` when the server is away, or the database another program's or newer.
    """
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(postgres_schema.prepare, server)
        path.parent.mkdir(parents=True, exist_ok=True)
        reader = await stack.enter_async_context(reading(server))
        db = PostgresDatabase(path, server, reader)
        stack.push_async_callback(db.close)
        yield db
