"""Makes the exports that people asked for: one after the other, in processes of their own.

Such a process reads the database by itself and cannot write to it.  How far it is and how it ended become inbox
rows; when this process dies, the other one ends too, and the export is made again at the next start.
"""

import asyncio
import logging
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

from bot.export.job import Job, stem
from config.settings import Settings
from domain.counting.exporting import Export
from handlers.desk import Clock
from storage import exports
from storage.db import Database
from storage.documents import Documents

log = logging.getLogger(__name__)

SWEEP = 300.0  # s between two looks whether an hour is over
STEP = 20  # percent between two words of how far it is
TOO_LONG = 1800.0  # s


class Exporter:
    """Waits for exports, and makes them."""

    def __init__(self, db: Database, config: Settings, clock: Clock, documents: Documents) -> None:
        self._db, self._config, self._clock, self._documents = db, config, clock, documents
        self._more = asyncio.Event()
        db.on("export", self._more.set)

    async def run(self) -> None:
        """Work for ever."""
        while True:
            self._more.clear()
            try:
                await asyncio.to_thread(self._documents.sweep)
                while export := await self._db.write(exports.take):
                    await self._make(export)
            except (sqlite3.Error, OSError, TimeoutError) as error:
                log.error("could not look for exports, trying again: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._more.wait()

    async def _make(self, export: Export) -> None:
        room = await asyncio.to_thread(self._documents.make_room)
        try:
            async with asyncio.timeout(TOO_LONG):
                reports, path = await self._run(export, self._job(export, room))
        except (_Failed, TimeoutError, OSError) as error:
            log.error("export %s failed: %s", export.id, error)
            await asyncio.to_thread(self._documents.clear, room)
            await self._db.write(exports.ended, export.id, "failed")
        except BaseException:
            self._documents.clear(room)
            raise
        else:
            await self._db.write(exports.ended, export.id, "done", reports, f"{room.name}/{path.name}")

    def _job(self, export: Export, room: Path) -> Job:
        since, until = export.since.isoformat(), export.until.isoformat()
        return Job(
            database=str(self._db.path.absolute()),
            server=self._db.server,
            community_file=str(self._config.community.absolute()),
            categories_file=str(self._config.categories.absolute()),
            community=export.community,
            since=since,
            until=until,
            lang=export.lang,
            now=self._clock.now().isoformat(),
            folder=str(room.absolute()),
            stem=stem(export.community, since, until, export.layout),
            format=export.format,
            layout=export.layout,
            words=export.words,
            grids=export.grids,
            history=export.format == "xlsx",  # one document: a .csv has no second sheet
        )

    async def _run(self, export: Export, job: Job) -> tuple[int, Path]:
        """How many reports, and the file.  Raises ``_Failed``."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.export", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdin and process.stdout
        try:
            process.stdin.write(job.packed().encode() + b"\n")
            told = 0
            async for line in process.stdout:
                word, _, rest = line.decode().strip().partition(" ")
                match word:
                    case "progress" if int(rest) >= told + STEP:
                        told = int(rest)
                        await self._db.write(exports.moved, export.id, told)
                    case "done":
                        reports, _, path = rest.partition(" ")
                        return int(reports), Path(path)
                    case "failed":
                        raise _Failed(rest)
            raise _Failed("its process ended in the middle")
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class _Failed(Exception):
    """An export could not be made."""
