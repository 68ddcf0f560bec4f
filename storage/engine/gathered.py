"""Many small things that come one by one are kept together: whatever waits for the writing thread is one function.

A function of its own for each would cost more than what it keeps: a place in the queue, a savepoint, a future.
"""

import asyncio
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from storage.db import Database, Tx

T = TypeVar("T")
Waiting = tuple[T, "asyncio.Future[None]"]


class Gathered(Generic[T]):
    """``keep(tx, items)`` keeps several, all or none; what fails together is tried alone, and undoes no other."""

    def __init__(self, db: Database, keep: Callable[[Tx, list[T]], None]) -> None:
        self._db, self._keep = db, keep
        self._queue: SimpleQueue[Waiting[T]] = SimpleQueue()
        self._asked = False  # a function that takes all of the queue waits for its turn
        self._writing: set[asyncio.Task[None]] = set()

    async def keep(self, item: T) -> None:
        """Return once it is committed.  Raises as ``Database.write`` does."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put((item, future))
        if not self._asked:
            self._asked = True
            task = asyncio.create_task(self._write())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        await future

    async def _write(self) -> None:
        taken: list[Waiting[T]] = []
        try:
            await self._db.write(self._take, taken)
        except Exception:
            self._drain(taken)  # of a function that had no turn, too
            await asyncio.gather(*(self._alone(*each) for each in taken))
        else:
            for _, future in taken:
                if not future.done():
                    future.set_result(None)

    def _take(self, tx: Tx, taken: list[Waiting[T]]) -> None:
        """In the writing thread; when it is run again, with what was taken before."""
        self._drain(taken)
        self._keep(tx, [item for item, _ in taken])

    def _drain(self, taken: list[Waiting[T]]) -> None:
        self._asked = False  # first: whoever comes from here on asks again, or is found below
        while True:
            try:
                taken.append(self._queue.get_nowait())
            except Empty:
                return

    async def _alone(self, item: T, future: "asyncio.Future[None]") -> None:
        try:
            await self._db.write(self._keep, [item])
        except Exception as error:
            if not future.done():
                future.set_exception(error)
        else:
            if not future.done():
                future.set_result(None)
