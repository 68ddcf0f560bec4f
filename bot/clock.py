"""The clock: what time it is, and the tick that moves what is due into the inbox.

Desk time is the machine's time plus an offset that only a trial can move; retries and limits never see the
offset.  APScheduler runs the tick from memory and knows nothing else: what is due stands in a table.
"""

import asyncio
import logging
import sqlite3
import time
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import due, holding, meta
from storage.db import Database, Tx

log = logging.getLogger(__name__)

TICK = 1  # s between looks at the table
STALLED = 10  # s without a tick after which the scheduler is started anew (a clock set back stops its jobs)


class DeskClock:
    """The two faces of time."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Desk time, aware, UTC."""
        return datetime.now(UTC) + self.offset

    def machine_ms(self) -> int:
        """Machine time, epoch milliseconds."""
        return time.time_ns() // 1_000_000


def stored_offset(tx: Tx) -> timedelta:
    """How far a trial moved this database's clock."""
    return timedelta(milliseconds=int(meta.get(tx, "clock_offset_ms") or 0))


def move(tx: Tx, by: timedelta) -> timedelta:
    """Move the desk's clock forward for good; the new offset.  The database remembers that it was moved."""
    offset = stored_offset(tx) + by
    meta.put(tx, "clock_offset_ms", str(offset // timedelta(milliseconds=1)))
    meta.put(tx, "clock_moved", "1")
    return offset


def _take(tx: Tx, now: datetime) -> int:
    """After a restore nothing comes due until it is released, but for erasing anew who was erased since."""
    return due.take(tx, now, only=holding.AFTER_ALL if holding.is_held(tx) else "")


class Ticker:
    """Looks once a second whether anything is due."""

    def __init__(self, db: Database, clock: DeskClock, *, every: float = TICK, stalled: float = STALLED) -> None:
        self._db, self._clock = db, clock
        self._every, self._stalled = every, stalled
        self._last = time.monotonic()
        self.scheduler = AsyncIOScheduler(timezone=UTC)

    async def tick(self) -> None:
        """Move everything that is due into the inbox; with nothing due no transaction is opened."""
        self._last = time.monotonic()
        now = self._clock.now()  # what comes due meanwhile is for the next tick
        while await due.anything(self._db.reader, now) and await self._db.write(_take, now) > 0:
            pass

    async def run(self) -> None:
        """Tick for ever; a scheduler that stalls is replaced."""
        self._start()
        try:
            while True:
                await asyncio.sleep(self._stalled / 2)
                if time.monotonic() - self._last > self._stalled:
                    log.warning("the tick stalled (was the machine's clock set back?): starting it anew")
                    self._stop()
                    self._start()
        finally:
            self._stop()

    async def _tick(self) -> None:
        try:
            await self.tick()
        except (sqlite3.Error, TimeoutError) as error:  # the next tick tries again
            log.error("could not look what is due: %s", error)
        except asyncio.CancelledError:  # the program ends in the middle of a tick; the scheduler would log a failure
            return

    def _start(self) -> None:
        self.scheduler = AsyncIOScheduler(timezone=UTC)
        self.scheduler.add_job(self._tick, "interval", seconds=self._every, misfire_grace_time=None, coalesce=True)
        self.scheduler.start()

    def _stop(self) -> None:
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
