"""Reads beside the writing thread, for pages: each look is one moment of the database."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from storage import db
from storage.db import Tx

P = ParamSpec("P")
T = TypeVar("T")


class Lookout:
    """Runs functions that only read: pages on one thread, long counts on another, so that no page waits for them."""

    def __init__(self, path: Path, server: str = "") -> None:
        self._where = path, server
        self._here = threading.local()
        self._open: list[db.Looker] = []
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
        for looker in self._open:
            looker.close()

    def _look(self, fn: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        with self._looker().look() as tx:
            return fn(tx, *args, **kwargs)

    def _looker(self) -> db.Looker:
        if not hasattr(self._here, "looker"):
            self._here.looker = db.looker(*self._where)
            self._open.append(self._here.looker)
        return self._here.looker  # type: ignore[no-any-return]


@contextmanager
def beside(path: Path, server: str = "") -> Iterator[Lookout]:
    """Look at this database until the block is left."""
    lookout = Lookout(path, server)
    try:
        yield lookout
    finally:
        lookout.close()
