"""The real program in a process of its own, watched while it works."""

import asyncio
import json
import os
import re
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.contest import TICK
from tests.telegram import FakeTelegram

PATIENCE = 60.0  # s until it serves


@dataclass(frozen=True, slots=True)
class Look:
    """How it was at one moment."""

    at: float
    unread: int  # updates that it has not fetched or confirmed
    waiting: int  # events that are not handled
    unsent: int  # messages that have not left
    cpu: float  # s, so far
    memory: float  # MB


@dataclass(slots=True)
class Watched:
    """One that runs."""

    pid: int
    address: str
    looks: list[Look] = field(default_factory=list)

    async def look(self, at: float, unread: int) -> Look:
        """Write down how it is."""
        state = await asyncio.to_thread(self._state)
        found = Look(at, unread, state["waiting"], state["unsent"], self.cpu(), self.memory())
        self.looks.append(found)
        return found

    def _state(self) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.address}/healthz", timeout=60) as answer:
            state: dict[str, int] = json.load(answer)
            return state

    def cpu(self) -> float:
        """Seconds of the processor that it took so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self) -> float:
        """Resident memory, MB."""
        return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[0]) / 1024


@asynccontextmanager
async def running(folder: Path, communities: Path, telegram: FakeTelegram) -> AsyncIterator[Watched]:
    """Start it on a database that stands in the folder, and stop it afterwards."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")} | {
        "HUIYIN_DATABASE": str(folder / "huiyin.db"),
        "HUIYIN_COMMUNITY": str(communities),
        "HUIYIN_PORT": "0",
        "HUIYIN_TELEGRAM_TOKEN": telegram.token,
        "HUIYIN_TELEGRAM_BASE_URL": telegram.base_url,
        "HUIYIN_BACKUP_HOUR": "-1",
    }
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", env=environment, stdout=asyncio.subprocess.PIPE, stderr=log
        )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while not (found := re.search(r"http://\S+", (line := await process.stdout.readline()).decode())):
                if not line:
                    raise RuntimeError(f"it did not start: {(folder / 'log').read_text()[-2000:]}")
        reading = asyncio.create_task(_ignore(process.stdout))
        yield Watched(process.pid, found[0].rstrip("/"))
        reading.cancel()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ignore(said: asyncio.StreamReader) -> None:
    while await said.readline():
        pass
