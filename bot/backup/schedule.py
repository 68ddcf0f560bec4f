"""Makes a backup every day at its hour, and keeps the list of who was erased where a restore will look for it.

The backup is made by a process of its own that only reads.  A try that failed is made again an hour later; whoever
keeps the machine running hears of it once a day (handlers/machine/health.py).
"""

import asyncio
import json
import logging
import sqlite3
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo

from bot.backup import restoring
from bot.backup.making import FORGOTTEN, Job, note_forgotten
from config.settings import HERE, Settings
from handlers.desk import Clock
from storage import backed_up, forgotten, meta
from storage.backed_up import Standing
from storage.db import Database, Tx

log = logging.getLogger(__name__)

LOOK = 60.0  # s between looks at the clock
AGAIN = timedelta(hours=1)  # after one that failed
TOO_LONG = 3600.0  # s


def job(config: Settings, folder: str = "") -> Job:
    """What is backed up by these settings; into another folder nothing is thinned out."""
    ours = {HERE / "sample" / "community.toml", HERE / "categories.toml"}
    own = [each for each in (config.community, config.categories) if each not in ours]
    files = [file for each in own for file in (sorted(each.glob("*.toml")) if each.is_dir() else [each])]
    return Job(
        str(config.database.absolute()),
        str(config.database.with_name(config.database.name + ".media").absolute()),
        folder or str(config.backups.absolute()),
        tuple(str(file.absolute()) for file in files),
        0 if folder else config.backup_daily,
        config.backup_weekly,
        config.server,
    )


def next_at(standing: Standing, hour: int, zone: tzinfo) -> datetime:
    """When the next one is to be made: at the hour after the last try, or soon after one that failed."""
    assert standing.tried is not None
    last = standing.tried.astimezone(zone)
    at = last.replace(hour=hour, minute=0, second=0, microsecond=0)
    if at <= last:
        at += timedelta(days=1)
    return min(at, last + AGAIN) if standing.why else at


class Backups:
    """Waits for the hour, and for somebody to be erased."""

    def __init__(self, db: Database, config: Settings, clock: Clock, zone: tzinfo) -> None:
        self._db, self._config, self._clock, self._zone = db, config, clock, zone
        self._erased = asyncio.Event()
        self._erased.set()  # at the start the list is written in any case: a crash may have come between
        db.on("forgotten", self._erased.set)

    async def run(self) -> None:
        """Work for ever."""
        while True:
            try:
                if self._erased.is_set():
                    self._erased.clear()
                    await self.list_erased()
                await self._look()
            except (sqlite3.Error, OSError, TimeoutError) as error:
                log.error("could not see to the backups, trying again: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._erased.wait()

    async def list_erased(self) -> None:
        """Write down who was erased, beside the database and among the backups."""
        desk, people = await self._db.write(_erased)
        for place in (restoring.beside(self._config.database), self._config.backups / FORGOTTEN) if people else ():
            await asyncio.to_thread(note_forgotten, place, desk, people)

    async def _look(self) -> None:
        if self._config.backup_hour < 0:
            return
        standing = await self._db.write(backed_up.begin, self._clock.now())
        if self._clock.now() >= next_at(standing, self._config.backup_hour, self._zone):
            await self.make()

    async def make(self) -> None:
        """Make one now, and write down how that went."""
        try:
            async with asyncio.timeout(TOO_LONG):
                word, rest = await self._run(job(self._config))
        except TimeoutError:
            word, rest = "failed", f"it took more than {TOO_LONG:.0f} seconds"
        if word == "made":
            await self._db.write(backed_up.made, json.loads(rest)["bytes"], self._clock.now())
        else:
            log.error("no backup could be made: %s", rest)
            await self._db.write(backed_up.failed, rest, self._clock.now())

    async def _run(self, job: Job) -> tuple[str, str]:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.backup", stdin=pipe, stdout=pipe)
        try:
            out, _ = await process.communicate(json.dumps(asdict(job)).encode() + b"\n")
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        word, _, rest = out.decode().strip().partition(" ")
        return (word, rest) if word else ("failed", "its process ended in the middle")


def _erased(tx: Tx) -> tuple[str, dict[int, int]]:
    return meta.get(tx, "started") or "", forgotten.listed(tx)
