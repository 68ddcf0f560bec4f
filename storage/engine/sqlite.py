"""SQLite: one thread that writes, readers beside it.

The thread drains whatever is queued into one ``BEGIN IMMEDIATE … COMMIT``, each function in a savepoint of its
own, so that waiting work shares a flush and one failure does not undo its neighbours.  The future resolves
after the commit.
"""

import asyncio
import ctypes
import os
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from storage.db import TOO_LONG, CutOff, Database, Tx, presentable
from storage.engine import schema

BATCH = 256  # functions that share one commit at most

P = ParamSpec("P")
T = TypeVar("T")


class Lost(sqlite3.OperationalError):
    """The shared transaction ended under a neighbour (a full disk, a statement that was cut off)."""


class _Job:
    """A queued write function and who waits for it."""

    __slots__ = ("cut", "error", "fn", "future", "result")

    def __init__(self, fn: Callable[[Tx], Any], future: "asyncio.Future[Any]") -> None:
        self.fn, self.future = fn, future
        self.result: Any = None
        self.error: BaseException | None = None
        self.cut = False


class SqliteDatabase(Database):
    """One SQLite file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, reader: aiosqlite.Connection) -> None:
        super().__init__(path, reader)  # query_only: for pages, statistics, exports
        self._connection = connection
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._running: tuple[_Job, float] | None = None  # what the thread is at, and since when (monotonic)
        self._closed = False
        self._guard = threading.Lock()
        self._file = path.stat()
        self.gone = ""  # what became of the file, once it was taken away or replaced under us
        self._thread = threading.Thread(target=self._drain, name="storage", daemon=True)
        self._thread.start()

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``fn(tx, *args)`` in the writing thread; its result once that is committed."""
        if self._closed:
            raise sqlite3.ProgrammingError("the database is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Job(lambda tx: fn(tx, *args, **kwargs), future))
        return await future

    async def watch(self, limit: float = TOO_LONG) -> None:
        """Cut off write functions that run longer than ``limit`` seconds, for ever."""
        while True:
            await asyncio.sleep(limit / 4)
            if self.gone:
                raise schema.Taken(self.gone)
            with self._guard:
                if self._running and not self._running[0].cut and time.monotonic() - self._running[1] > limit:
                    self._running[0].cut = True
                    thread = ctypes.c_ulong(self._thread.ident or 0)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(CutOff))
                    self._connection.interrupt()  # within SQLite no Python exception is seen

    def _drain(self) -> None:
        more = True
        while more:
            batch = [self._jobs.get()]
            while batch[-1] is not None and len(batch) < BATCH:
                try:
                    batch.append(self._jobs.get_nowait())
                except Empty:
                    break
            more = batch[-1] is not None
            if jobs := [job for job in batch if job is not None]:
                woken = self._commit(jobs)
                self._loop.call_soon_threadsafe(self._deliver, jobs, woken)

    def _commit(self, jobs: list[_Job]) -> set[str]:
        tx, before = Tx(self._connection), self._connection.total_changes
        try:
            if self.gone:
                raise Lost(self.gone)
            tx.run("BEGIN IMMEDIATE")
            for job in jobs:
                self._attempt(tx, job)
            tx.run("COMMIT")
            if self._connection.total_changes > before:
                self.failing = ""
            self._look_for_file()
        except BaseException as error:
            if isinstance(error, sqlite3.OperationalError):
                self.failing = str(error)
            for job in jobs:
                job.error = job.error or error
            return set()
        finally:
            # A full disk rolls back by itself: ask before rolling back.  Should that fail too, the next
            # BEGIN fails with it, and this is tried again.
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    tx.run("ROLLBACK")
        return tx.woken

    def _look_for_file(self) -> None:
        """After a commit: is it in the file that is there?  Raises ``sqlite3.Error`` when it could not be saved either.

        Somebody may have deleted the file, or put another in its place, under the running desk.  What it holds is
        still to be had, by us alone: it is written anew, and the program ends, to be started again on that.
        """
        try:
            if os.path.samestat(self.path.stat(), self._file):
                return
            other = True
        except FileNotFoundError:
            other = False
        kept = self.path.with_name(f"{self.path.name}.rescued-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}")
        self.gone = f"{self.path} was {'replaced' if other else 'deleted'} while the desk ran on it. "
        self.path.parent.mkdir(parents=True, exist_ok=True)
        schema.copied(self._connection, kept)
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # it is no log of the file that is there now
        if other:
            self.gone += f"What the desk held is {kept}; what is there now was not touched"
        else:
            for end in ("-wal", "-shm"):  # of the file that is no more
                self.path.with_name(f"{self.path.name}{end}").unlink(missing_ok=True)
            kept.rename(self.path)
            self.gone += "It was written anew, with everything in it. To begin with nothing, stop the desk first"

    def _attempt(self, tx: Tx, job: _Job) -> None:
        woken = set(tx.woken)
        tx.run("SAVEPOINT job")
        try:
            with self._guard:
                self._running = (job, time.monotonic())
            try:
                job.result = job.fn(tx)
            except BaseException as error:
                job.error = error
            with self._guard:
                self._running = None
            while job.cut and not isinstance(job.error, CutOff):
                time.sleep(0.001)  # it finished just as it was cut off: the exception is on its way
        except CutOff as error:
            job.error, self._running = error, None
        if not self._connection.in_transaction:
            raise Lost(f"nothing of this commit was kept: {job.error!r}")
        if job.error is not None:
            tx.woken = woken
            tx.run("ROLLBACK TO job")
        tx.run("RELEASE job")

    def _deliver(self, jobs: list[_Job], woken: set[str]) -> None:
        for job in jobs:
            if job.future.done():
                continue
            if job.error is None:
                job.future.set_result(job.result)
            else:
                job.future.set_exception(presentable(job.error))
        self.wake(woken)

    async def close(self) -> None:
        """Take no more writes, and finish what is queued."""
        self._closed = True
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteDatabase]:
    """Open or create the file, bring its schema up to date, and close it at the end.

    Raises ``schema.WrongDatabase`` when the file is not ours, newer than this program, or damaged.
    """
    async with AsyncExitStack() as stack:
        connection = await asyncio.to_thread(_connect, path)
        stack.callback(connection.close)  # after the reader: the last one to leave checkpoints
        reader = await stack.enter_async_context(aiosqlite.connect(address(path), uri=True, isolation_level=None))
        await reader.execute("PRAGMA query_only = ON")
        db = SqliteDatabase(path, connection, reader)
        stack.push_async_callback(db.close)
        yield db


def address(path: Path) -> str:
    """The file for somebody who only looks."""
    return f"{path.absolute().as_uri()}?mode=ro"


@asynccontextmanager
async def reading(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """Only look, beside a program that may be running."""
    async with aiosqlite.connect(address(path), uri=True, isolation_level=None) as reader:
        await reader.execute("PRAGMA query_only = ON")
        yield reader


class Looker:
    """A connection of its own that cannot write, for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(address(path), uri=True, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA query_only = ON")
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._connection.execute("PRAGMA busy_timeout = 5000")

    @contextmanager
    def look(self) -> Iterator[Tx]:
        """The database as it is at one moment."""
        self._connection.execute("BEGIN")
        try:
            yield Tx(self._connection)
        finally:
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Leave."""
        self._connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # nobody else may read it, nor the WAL, which takes its mode
            os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    except (OSError, sqlite3.OperationalError) as error:
        raise schema.WrongDatabase(schema.unusable(path, error)) from error
    try:
        schema.prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection
