"""The program in a process of its own, used over HTTP as the trial page uses it, through any number of deaths."""

import asyncio
import json
import os
import signal
import sys
import uuid
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.canaries import silent

ROOT = Path(__file__).parent.parent.parent
HEADERS = {"Sec-Fetch-Site": "same-origin"}
WAIT = 30.0  # s; bounds a wait, never the length of a test


class Died(Exception):
    """The process is gone, or went during a call."""


class Program:
    """One database and whatever process serves it at the moment."""

    def __init__(self, folder: Path, broken: str = "") -> None:
        self.database, self._broken = folder / "huiyin.db", broken
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self._client = httpx.AsyncClient()
        self.starts = self.kills = 0

    async def start(self, at: str = "") -> None:
        """Start it; it will cut its own power ``at`` this boundary.  Raises ``Died`` when that is before it serves."""
        names = {"HUIYIN_DATABASE": str(self.database), "HUIYIN_PORT": "0", "HUIYIN_HOST": "127.0.0.1"}
        crash = {"CRASH_AT": at, "CRASH_BROKEN": self._broken, "PYTHONPATH": str(ROOT)}
        with (self._folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.crash.child",
                cwd=self._folder, env={**os.environ, **names, **crash}, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        self.starts += 1
        assert self._process.stdout
        line = (await asyncio.wait_for(self._process.stdout.readline(), WAIT)).decode()
        if "http://" not in line:
            await self.dead()
            raise Died
        self._client = httpx.AsyncClient(base_url=line.split()[-1], headers=HEADERS, timeout=WAIT)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One call of the page; its answer.  Raises ``Died``."""
        form = {"data": body} if path == "/trial/say" else {"json": body}
        try:
            response = await self._client.post(path, **form)  # type: ignore[arg-type]
        except httpx.TransportError as error:
            raise Died from error
        assert response.status_code == 200, response.text
        return response.json()  # type: ignore[no-any-return]

    async def follow(self, page: "Page", until: Callable[[], bool]) -> None:
        """Read the stream into the page until it shows what is waited for.  Raises ``Died``."""
        if until():
            return
        async with asyncio.timeout(WAIT), aclosing(self.stream(page)) as messages:
            async for _ in messages:
                if until():
                    return
        raise Died

    async def stream(self, page: "Page") -> AsyncGenerator[dict[str, Any], None]:
        """The messages that the page has not seen, and then each that comes.  Raises ``Died``."""
        try:
            async with self._client.stream("GET", "/trial/stream", params={"after": page.seq}) as stream:
                async for line in stream.aiter_lines():
                    if line.startswith("data: ") and page.take(message := json.loads(line[6:])):
                        yield message
        except httpx.TransportError as error:
            raise Died from error

    async def healthz(self) -> dict[str, Any]:
        """How it says it is.  Raises ``Died``."""
        try:
            return (await self._client.get("/healthz")).json()  # type: ignore[no-any-return]
        except httpx.TransportError as error:
            raise Died from error

    async def settled(self) -> None:
        """Wait until everything that arrived is handled and everything wanted is sent.  Raises ``Died``."""
        async with asyncio.timeout(WAIT):
            while True:
                state = await self.healthz()
                if not state["waiting"] and not state["unsent"]:
                    return

    def cut(self) -> None:
        """Cut its power."""
        assert self._process
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)  # asyncio's own may take the exit code from its watcher

    async def kill(self) -> None:
        """Cut its power, and see its end."""
        self.cut()
        await self.dead()

    async def dead(self) -> None:
        """Wait for the end of the process."""
        assert self._process
        code = await asyncio.wait_for(self._process.wait(), WAIT)
        assert code == -9, f"it ended by itself ({code}): {(self._folder / 'log').read_text()[-3000:]}"
        self.kills += 1
        await self._client.aclose()

    async def stop(self) -> int:
        """Ask it to end, which it does within five seconds; its exit code."""
        assert self._process
        os.kill(self._process.pid, signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), 5)

    async def close(self) -> None:
        """End whatever still runs."""
        if self._process:
            self.cut()
            await self._process.wait()
            silent((self._folder / "log").read_text())
        await self._client.aclose()


@dataclass
class Page:
    """What a page knows: what it saw, and what was confirmed to it."""

    seq: int = 0
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)

    def take(self, message: dict[str, Any]) -> bool:
        """Show a message of the stream; False for an event that is none."""
        if "chat" not in message:
            return False
        self.seq = message["seq"]
        self.messages[message["id"]] = message
        return True

    def button(self, chat: str, start: str) -> tuple[str, str] | None:
        """The message and data of the newest button in a chat whose data begins so."""
        for message in reversed(list(self.messages.values())):
            for row in message["buttons"] if message["chat"] == chat else ():
                for button in row:
                    if button["data"].startswith(start):
                        return message["id"], button["data"]
        return None


def key() -> str:
    """A key for something that a person does once."""
    return uuid.uuid4().hex
