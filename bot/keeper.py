"""Keeps the folder of photos in order: what no row names any more is deleted, rows first, files after.

At the start that takes what a crash left behind; later it follows every hourly cleaning (handlers/timers.py).
"""

import asyncio
import logging
import sqlite3
from contextlib import suppress

from storage import copies
from storage.db import Database
from storage.media import SMALL, Shelf

log = logging.getLogger(__name__)

EVERY = 3600.0  # s, when nothing is cleaned


class Keeper:
    """Sweeps the shelf."""

    def __init__(self, db: Database, shelf: Shelf) -> None:
        self._db, self._shelf = db, shelf
        self._more = asyncio.Event()
        db.on("media", self._more.set)

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            self._more.clear()
            try:
                await self.sweep()
            except (sqlite3.Error, OSError, TimeoutError) as error:
                log.error("could not look which photos nobody names: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._more.wait()

    async def sweep(self) -> int:
        """Delete the files that no row names; how many."""
        whole, any_size, waiting = await self._db.write(copies.files)

        def is_named(name: str) -> bool:
            photo = name.removesuffix(SMALL) + ".jpg" if name.endswith(SMALL) else name
            return photo in (any_size if photo != name else whole) or photo in waiting

        return await asyncio.to_thread(self._shelf.sweep, is_named)
