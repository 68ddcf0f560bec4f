"""What the board counts: figures of the last days, asked for at most once a minute."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from domain.community import Community
from domain.counting.figures import Figures
from storage import board, figures
from storage.counting import COUNTED
from storage.db import Tx

T = TypeVar("T")
FRESH = 60.0  # s
DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """The last seven days: what was promised for them, and what became of it."""

    since: datetime
    until: datetime
    found: Figures
    late: int = 0  # reports on the list whose promise has passed, at this moment; others are only counted
    half: timedelta | None = None  # half had a human answer within; sorted once, not for every page
    fixed: timedelta | None = None  # half were done within

    @property
    def unanswered(self) -> int:
        """Promised answers that came too late, or have not come."""
        return self.found.answered.of - round(self.found.answered.count)

    @property
    def unfinished(self) -> int:
        """Promised ends that came too late, or have not come."""
        return self.found.resolved.of - round(self.found.resolved.count)

    @property
    def broken(self) -> int:
        """Promises that were not kept."""
        return self.unanswered + self.unfinished

    @property
    def kept(self) -> int:
        """Promises that were."""
        return round(self.found.answered.count + self.found.resolved.count)


def week(tx: Tx, home: Community, now: datetime) -> Week:
    """The figures of the last seven days, of everything that the public may count."""
    wanted = figures.Wanted(home.code, now - DAYS, now, now, home.measure, COUNTED)
    found, late = figures.of(tx, wanted), board.late(tx, home.code, now)
    return Week(wanted.since, wanted.until, found, late, found.to_answer.half, found.to_resolve.half)


class Kept(Generic[T]):
    """Remembers an answer for a minute.  An old one is given at once while a new one is made, by one at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: dict[Hashable, tuple[float, T]] = {}
        self._making: dict[Hashable, asyncio.Task[T]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """The answer for this key; what is older than ten minutes is not given any more."""
        found = self._answers.get(key)
        age = self._clock() - found[0] if found else None
        if age is not None and age < FRESH:
            assert found is not None
            return found[1]
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.ensure_future(self._make(key, make))
            task.add_done_callback(_looked_at)
        if age is not None and found is not None and age < 10 * FRESH:
            return found[1]
        return await asyncio.shield(task)

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        try:
            answer = await make()
            self._answers[key] = (self._clock(), answer)
            return answer
        finally:
            del self._making[key]


def _looked_at(task: "asyncio.Task[Any]") -> None:
    """Whoever waited has its error; where nobody did, the next one asks again."""
    if not task.cancelled():
        task.exception()
