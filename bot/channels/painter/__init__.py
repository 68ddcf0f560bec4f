"""Draws our own pictures, as if that were a platform: a slot asks for one, an inbox row says which file it became."""

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from bot.channels import SendFailed
from domain.events import Drawn, Event
from domain.people import Abilities
from handlers.counting.drawings import DRAW, PAINTER
from storage import inbox, pictures
from storage.db import Database
from storage.media import Full, Shelf
from storage.sending import Slot
from storage.times import from_ms

TRIES = 3
PATIENCE = 30.0  # s for one picture; it takes one


class Painter:
    """The one that draws."""

    name = PAINTER
    abilities = Abilities()

    def __init__(self, db: Database, shelf: Shelf, command: tuple[str, ...] = ("-m", "storage.drawing")) -> None:
        self._db, self._shelf, self._command = db, shelf, command

    def decode(self, body: Mapping[str, Any]) -> Event:
        """What ``send`` noted."""
        return Drawn(**body["drawn"])

    def wait(self, slot: Slot) -> float:
        """No limits; one picture at a time, since all are of one chat."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """Draw it; which file it became comes back by the inbox, before the call counts as made."""
        found: dict[str, Any] = {"drawing": slot.content["drawing"], "stored": None}
        try:
            photo = await asyncio.to_thread(pictures.photo, await self._draw(slot.content["draw"]))
            found |= {"stored": await asyncio.to_thread(self._shelf.put_photo, photo), "size": len(photo.jpeg)}
        except Full:
            pass  # the words go without it
        except (OSError, TimeoutError, pictures.Unusable, SendFailed) as error:
            if slot.attempts + 1 < TRIES:
                raise SendFailed(f"a picture could not be drawn: {error}") from error
        key = f"drawn:{slot.id}:{slot.rev}"
        await self._db.write(
            inbox.receive, self.name, key, f"{PAINTER}:{DRAW}", {"drawn": found}, from_ms(slot.wanted_at)
        )
        return "drawn"

    async def edit(self, slot: Slot) -> None:
        """What is drawn stays so."""

    async def _draw(self, sheet: dict[str, Any]) -> bytes:
        """The picture, from a process of its own: drawing stops every thread of the one it is in."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, *self._command, stdin=pipe, stdout=pipe, stderr=pipe
        )
        try:
            async with asyncio.timeout(PATIENCE):
                out, wrong = await process.communicate(json.dumps(sheet).encode())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise SendFailed(wrong.decode(errors="replace")[-300:])
        return out
