"""Once a minute: marks that we live, looks how full the disk is, and tells a watcher outside that all is well.

That word goes straight out and not by the outbox: one that comes late would be a lie, and nobody waits for it.
"""

import asyncio
import logging
import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import httpx

from handlers.desk import Clock
from storage import away, gauges
from storage.db import Database

log = logging.getLogger(__name__)

EVERY = 60.0  # s
PATIENCE = 10.0  # s for the watcher outside to answer
STUCK = 300.0  # s; what waits so long to be handled is no sign of health
LOW = 1_000_000_000  # bytes of free disk below which somebody is told
SPENT = 32_000_000  # bytes below which the ballast is given up
BALLAST = 64_000_000


class Ballast:
    """A file that only takes room: given up when the disk is full, so that what comes in is still kept, and said."""

    def __init__(self, database: Path, size: int = BALLAST) -> None:
        self.path, self._size = database.with_name(f"{database.name}.ballast"), size
        self._settled = False

    def trim(self, free: int) -> bool:
        """Have it where there is room, and give it up where there is none; True when it was given up now."""
        if free < SPENT and self.path.exists():
            self.path.unlink()
            return True
        if self._settled and free > LOW + self._size and not self.path.exists():
            self._fill()
        self._settled = True  # at the second look: what only starts and ends leaves no such file
        return False

    def _fill(self) -> None:
        handle = os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            os.posix_fallocate(handle, 0, self._size)
        finally:
            os.close(handle)


class Watch:
    """Looks once a minute."""

    def __init__(self, db: Database, clock: Clock, ballast: Ballast, address: str | None) -> None:
        self._db, self._clock, self._ballast, self._address = db, clock, ballast, address
        self._client = httpx.AsyncClient(timeout=PATIENCE)
        self.lost = ""  # why the watcher outside was not told last

    async def run(self) -> None:
        """Look for ever."""
        with suppress(sqlite3.Error, TimeoutError):  # the first look says so
            await self._db.write(away.came_back, self._clock.machine_ms(), self._clock.now())
        try:
            while True:
                await self.look(shutil.disk_usage(self._ballast.path.parent).free)
                await asyncio.sleep(EVERY)
        finally:
            await self._client.aclose()

    async def look(self, free: int) -> None:
        """Look once; so many bytes are free on the disk."""
        try:
            if self._ballast.trim(free):
                log.error("the disk is full: %s was given up to go on", self._ballast.path)
            await self._db.write(away.alive, self._clock.machine_ms())
            if free < LOW:
                await self._db.write(away.disk_low, free // 1_000_000, self._clock.now())
            found = await self._db.write(gauges.read, self._clock.now())
        except (sqlite3.Error, OSError, TimeoutError) as error:
            log.error("could not see how we are: %s", error)
            return
        if self._address and found.arrived_age < STUCK:
            await self._tell(self._address)

    async def _tell(self, address: str) -> None:
        try:
            (await self._client.get(address)).raise_for_status()
            self.lost = ""
        except httpx.HTTPError as error:
            why = type(error).__name__  # never its text: that holds the address
            if why != self.lost:
                log.warning("the heartbeat was not taken (%s)", why)
            self.lost = why
