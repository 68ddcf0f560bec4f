"""Reads beside the writing thread, for pages: each look is one moment of the database."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from storage.db import Tx, address

P = ParamSpec("P")
T = TypeVar("T")


class Lookout:
    """Runs functions that only read: pages on one thread, long counts on another, so that no page waits for them."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._here = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._pages, self._counts = ThreadPoolExecutor(1, "page"), ThreadPoolExecutor(1, "count")

    async def look(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of ``fn(tx, *args)``, all of it read at one moment."""
        return await asyncio.get_running_loop().run_in_executor(self._pages, lambda: self._look(fn, args, kwargs))

    async def count(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what may take longer."""
        return await asyncio.get_running_loop().run_in_executor(self._counts, lambda: self._look(fn, args, kwargs))

    def close(self) -> None:
        """Finish what is being read."""
        for pool in (self._pages, self._counts):
            pool.shutdown(cancel_futures=True)
        for connection in self._open:
            connection.close()

    def _look(self, fn: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            return fn(Tx(connection), *args, **kwargs)
        finally:
            connection.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._here, "connection"):
            connection = sqlite3.connect(self._where, uri=True, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA busy_timeout = 5000")
            self._here.connection = connection
            self._open.append(connection)
        return self._here.connection  # type: ignore[no-any-return]


@contextmanager
def beside(path: Path) -> Iterator[Lookout]:
    """Look at this database until the block is left."""
    lookout = Lookout(address(path))
    try:
        yield lookout
    finally:
        lookout.close()
