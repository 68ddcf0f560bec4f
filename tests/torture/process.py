"""The program in a process of its own, beside a Telegram of ours, through any number of deaths."""

import asyncio
import json
import os
import re
import signal
import socket
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import httpx

from storage.db import Row, looking_once
from tests.telegram import FakeTelegram

ROOT = Path(__file__).parent.parent.parent
WAIT = 300.0  # s; bounds a wait, never the length of a round: a group takes ten cards a minute, and many may wait


class Process:
    """One database, and whatever process serves it at the moment."""

    def __init__(
        self, folder: Path, telegram: FakeTelegram, webhook: bool = False, server: str = "", **env: str
    ) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        self.folder, self.database, self.address = folder, folder / "huiyin.db", f"http://127.0.0.1:{port}"
        self.server = server  # of PostgreSQL, when the database is there
        self._env = {
            "HUIYIN_DATABASE": server or str(self.database),
            "HUIYIN_FOLDER": str(folder),
            "HUIYIN_PORT": str(port),
            "HUIYIN_TELEGRAM_TOKEN": telegram.token,
            "HUIYIN_TELEGRAM_BASE_URL": telegram.base_url,
        } | env
        if webhook:
            self._env["HUIYIN_PUBLIC_URL"] = self.address
        self._warm: asyncio.subprocess.Process | None = None
        self._pid = 0
        self.starting: list[float] = []  # seconds
        self.kills = 0

    async def start(self, serve: bool = True) -> None:
        """Start it; and see it serve, or not wait for that."""
        began = time.monotonic()
        warm = self._warm = self._warm or await self._heat()
        assert warm.stdin
        warm.stdin.write(json.dumps({"env": self._env, "folder": str(self.folder)}).encode() + b"\n")
        self._pid = int((await self._line("@pid ")).split()[1])
        if serve:
            await self.serves()
            self.starting.append(time.monotonic() - began)

    async def serves(self) -> None:
        """Wait until it says where."""
        await self._line("http://")

    async def tried(self) -> int | None:
        """Start it; the exit code if it ended before it served."""
        await self.start(serve=False)
        assert self._warm and self._warm.stdout
        async with asyncio.timeout(WAIT):
            while "http://" not in (line := (await self._warm.stdout.readline()).decode()):
                assert line, "the warm process ended"
                if line.startswith("@end "):
                    self._pid = 0
                    return int(line.split()[1])
        return None

    async def kill(self) -> None:
        """Cut its power."""
        await self._end(signal.SIGKILL)
        self.kills += 1

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        return await self._end(signal.SIGTERM)

    async def close(self) -> None:
        """End whatever still runs."""
        if self._pid:
            with suppress(TimeoutError):
                await self._end(signal.SIGKILL)
        if self._warm and self._warm.stdin:
            self._warm.stdin.close()
            await self._warm.wait()

    @property
    def number(self) -> int:
        """Of the process that serves it."""
        return self._pid

    def rows(self, sql: str) -> list[Row]:
        """What its database says."""
        with looking_once(self.database, self.server) as tx:
            return tx.all(sql)

    def memory(self) -> float:
        """Resident memory, MB."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    async def settled(self, telegram: FakeTelegram) -> None:
        """Wait until everything that happened is handled, and everything wanted is sent."""
        async with asyncio.timeout(WAIT), httpx.AsyncClient(base_url=self.address, trust_env=False) as http:
            while True:
                await telegram.until(lambda: not telegram.updates.pending, WAIT)
                state = (await http.get("/healthz")).json()
                if not state["waiting"] and not state["unsent"]:
                    return

    async def _heat(self) -> asyncio.subprocess.Process:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.torture.warm", env=env,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def _end(self, number: int) -> int:
        with suppress(ProcessLookupError):
            os.kill(self._pid, number)
        code = int((await self._line("@end ")).split()[1])
        self._pid = 0
        return code

    async def _line(self, wanted: str) -> str:
        """The next line with these words in it.  Raises ``AssertionError`` when the life ends before it."""
        assert self._warm and self._warm.stdout
        async with asyncio.timeout(WAIT):
            while wanted not in (line := (await self._warm.stdout.readline()).decode()):
                ended = not line or line.startswith("@end ")
                assert not ended, f"it ended by itself ({line.strip()}): {self.log()}"
        return line

    def log(self) -> str:
        """The end of what it wrote."""
        path = self.folder / "log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""
