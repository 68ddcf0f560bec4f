"""What rings a phone in danger, as if it were a platform: a program of the community's own, and a web hook.

What they are told is in handlers/duty/ringing.py.  Each is a chat of its own, so neither waits for the other.
"""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.channels import SendFailed
from domain.people import Abilities
from storage.sending import Slot

log = logging.getLogger(__name__)

WITHIN = timedelta(seconds=10)  # for one call
KEPT = ("PATH", "HOME", "LANG")  # of our environment: nothing of it is secret
COMMAND, URL = "command", "url"


class Alarm:
    """The program and the web hook, those of them that are set up."""

    name = "alarm"
    abilities = Abilities()

    def __init__(
        self, command: Path | None, url: str | None, *, trial: bool = False, within: timedelta = WITHIN
    ) -> None:
        self._command = command.absolute() if command else None  # a bare name would be looked for elsewhere
        self._url, self._trial, self._within = url, trial, within.total_seconds()
        self._troubles: dict[str, str] = {}  # target -> why its last call failed

    @property
    def targets(self) -> tuple[str, ...]:
        """The chats that are told."""
        return (*((COMMAND,) if self._command else ()), *((URL,) if self._url else ()))

    @property
    def trouble(self) -> str | None:
        """Why nothing rings, as the last calls went; None when all is well."""
        return "; ".join(self._troubles.values()) or None

    def decode(self, body: Mapping[str, Any]) -> None:
        """Nobody says anything here."""

    def wait(self, slot: Slot) -> float:
        """Danger waits for nothing."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """Tell it.  Raises ``SendFailed`` when that is to be tried again."""
        target, told = slot.chat_external, {**slot.content["alarm"], "trial": self._trial}
        try:
            await self._tell(target, json.dumps(told, ensure_ascii=False).encode())
        except SendFailed as failed:
            if target in self.targets:
                self._troubles[target] = str(failed)
            log.warning("report %s of %s did not ring: %s", told["number"], told["community"], failed)
            raise
        self._troubles.pop(target, None)
        return f"rung:{slot.id}"

    async def edit(self, slot: Slot) -> None:
        """What rang has rung."""

    async def _tell(self, target: str, told: bytes) -> None:
        if target == COMMAND and self._command:
            await _run(self._command, told, self._within)
        elif target == URL and self._url:
            await _post(self._url, told, self._within)
        else:
            raise SendFailed(f"the alarm {target} is no longer set up", permanent=True)


async def _run(command: Path, told: bytes, within: float) -> None:
    quiet, environment = asyncio.subprocess.DEVNULL, {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        process = await asyncio.create_subprocess_exec(
            command,
            stdin=asyncio.subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            env=environment,
            start_new_session=True,  # so that what hangs ends with everything it started
        )
    except OSError as error:
        raise SendFailed(f"the alarm command cannot be run ({error.strerror})") from error
    try:
        async with asyncio.timeout(within):
            await process.communicate(told)
    except TimeoutError as error:
        raise SendFailed("the alarm command took too long") from error
    finally:
        await _end(process)
    if process.returncode:
        raise SendFailed(f"the alarm command ended with {process.returncode}")


async def _end(process: asyncio.subprocess.Process) -> None:
    """End what still runs; what a program that ended well left running may go on ringing."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _post(url: str, told: bytes, within: float) -> None:
    """The address is never named: it may hold a key."""
    import httpx  # loaded with the first alarm: most desks have none

    try:
        async with asyncio.timeout(within), httpx.AsyncClient(timeout=within) as client:
            answer = await client.post(url, content=told, headers={"content-type": "application/json"})
    except (httpx.HTTPError, TimeoutError) as error:
        raise SendFailed(f"the alarm address did not answer ({type(error).__name__})") from error
    if not answer.is_success:
        raise SendFailed(f"the alarm address answered {answer.status_code}")
