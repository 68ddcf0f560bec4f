"""The power goes: of what SQLite wrote, only what was flushed is there again (recorder.py)."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.telegram import FakeTelegram
from tests.torture import kill, recorder
from tests.torture.process import WAIT, Process
from tests.torture.record import Round
from tests.torture.street import filed, judge, settle_in


class Mains(Process):
    """A program on a machine whose power can be cut."""

    def __init__(self, folder: Path, telegram: FakeTelegram, webhook: bool, chance: random.Random, **env: str) -> None:
        self._chance, self._before = chance, dict[str, bytes]()
        super().__init__(folder, telegram, webhook, **env)
        self._notebook = self.folder / "notebook"
        self._env["TORTURE_RECORD"] = str(self._notebook)

    async def start(self, serve: bool = True) -> None:
        """Start it on what is on the disk."""
        self._notebook.unlink(missing_ok=True)
        files = [path for path in self.folder.glob("huiyin.db*") if path.name.endswith((".db", "-wal", "-journal"))]
        self._before = {path.name: path.read_bytes() for path in files}
        await super().start(serve)

    async def kill(self) -> None:
        """Cut the power: nothing survives that was not flushed, or every other sector of it does."""
        await super().kill()
        if self._notebook.exists():
            recorder.survive(self.folder, self._before, self._notebook, self._chance if self.kills % 2 else None)


async def cut(folder: Path, seed: str, deaths: int) -> Round:
    """The desk as it is."""
    chance = random.Random(f"power {seed}")
    async with FakeTelegram(privacy=False) as telegram:
        process = Mains(folder, telegram, chance.random() < 0.5, chance)
        done = await kill.to_the_end(process, telegram, seed, deaths)
    with closing(sqlite3.connect(process.database)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
    return Round(done.figures, done.wrong + ([f"integrity_check: {found[0][0]}"] if found != [("ok",)] else []))


async def careless(folder: Path, seed: str, deaths: int) -> Round:
    """The desk with ``synchronous = NORMAL``: it must be seen to lose what it confirmed."""
    chance = random.Random(f"power {seed}")
    async with FakeTelegram(privacy=False) as telegram:
        process = Mains(folder, telegram, False, chance, TORTURE_SYNCHRONOUS="NORMAL")
        try:
            await process.start()
            people = await settle_in(process, telegram)
            people.patient = False
            await kill.live(process, people, random.Random(seed), deaths)
            await telegram.until(lambda: not telegram.updates.pending, WAIT)
            await process.stop()
        finally:
            await process.close()
        verdict = judge(process, people)
        with closing(sqlite3.connect(process.database)) as connection:
            there = filed(connection.execute("SELECT text FROM report"))
    figures = kill.figures(process, people, verdict) | {"lost": len(verdict.lost)}
    return Round(figures | {"missing": sum(not there[tag] for tag in people.said)})
