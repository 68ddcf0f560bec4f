"""消息推送: the webhook of an internal group, which only takes messages (document/path/99110).

Words leave as text, so that nothing in them is read as markup; longer ones as markdown, which takes more.  In an
emergency those on duty are called by name.
"""

import asyncio
import base64
import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.channels import SendFailed
from bot.channels.wecom import cards
from bot.channels.wecom.app_decode import CHANNEL
from bot.channels.wecom.app_files import Shelves
from bot.channels.wecom.bot_cards import plain
from bot.channels.wecom.client import UPLOADS, Client
from bot.channels.wecom.limits import PUSH, Limits
from config.wecom import Corp
from config.wecom import Push as Webhook
from domain.effects import Priority
from handlers.desk import Clock
from storage import copies, inbox, readers
from storage.db import Database
from storage.sending import Slot
from storage.times import from_ms

log = logging.getLogger(__name__)

PUSH_CHAT = "push"  # how the names of its chats begin
TEXT, MARKDOWN = 2_048, 4_096  # bytes
PICTURE = 2 << 20  # bytes
EVERYBODY = "@all"
REMOVED = frozenset({93000, 93004})


@dataclass(frozen=True, slots=True)
class Joined:
    """A webhook with what calls it."""

    client: Client
    corp: Corp
    push: Webhook


class Pushes:
    """Every webhook; by its name."""

    def __init__(
        self, db: Database, clients: Mapping[str, Client], corps: tuple[Corp, ...], zones: Mapping[str, ZoneInfo],
        shelves: Shelves, clock: Clock,
    ) -> None:  # fmt: skip
        self._db, self._zones, self._shelves, self._clock = db, zones, shelves, clock
        self._pushes = {push.name: Joined(clients[corp.api], corp, push) for corp in corps for push in corp.pushes}
        self._limits = Limits(PUSH)

    @property
    def rooms(self) -> tuple[dict[str, str], dict[str, str]]:
        """The chats of staff, and those where everybody may read; each with its community."""
        staff, open_ = (
            {f"{PUSH_CHAT}:{name}": each.push.community for name, each in self._pushes.items() if each.push.staff is of}
            for of in (True, False)
        )
        return staff, open_

    def wait(self, slot: Slot) -> float:
        """Seconds until the limits let this slot leave."""
        return self._limits.wait(slot.chat_external.partition(":")[2], time.monotonic())

    async def send(self, slot: Slot) -> str:
        """Say it.  Raises ``SendFailed``."""
        name = slot.chat_external.partition(":")[2]
        if name not in self._pushes:
            raise SendFailed(f"the webhook {name} is not in the WeCom file", permanent=True)
        try:
            return await self._say(self._pushes[name], slot)
        except SendFailed as failed:
            if failed.code in REMOVED:
                source, lane = f"{CHANNEL}:{PUSH_CHAT}", f"{CHANNEL}:{slot.chat_external}"
                body, at = {"bot": "", "lost": slot.chat_external}, from_ms(slot.wanted_at)
                await self._db.write(inbox.receive, source, f"lost:{slot.id}:{slot.rev}", lane, body, at)
            raise

    async def edit(self, slot: Slot) -> str | None:
        """What was said there stands."""
        return None

    async def instead(self, community: str, staff: bool, slot: Slot) -> str | None:
        """Say what a smart bot could not; None where no webhook is set up for these."""
        for each in self._pushes.values():
            if (each.push.community, each.push.staff) == (community, staff):
                self._limits.count(each.push.name, time.monotonic())
                return await self._say(each, slot)
        return None

    # --- one message ------------------------------------------------------------------------------------------

    async def _say(self, to: Joined, slot: Slot) -> str:
        content, done = slot.content, f"{PUSH_CHAT}:{slot.id}"
        for name in content.get("photos", ()):
            await self._post(to, await self._picture(name))
        if name := content.get("voice"):
            await self._file(to, "voice" if name.endswith(".amr") else "file", await self._path(name))
        if name := content.get("document"):
            path = self._shelves.documents.find(name)
            if path is None or path.stat().st_size > UPLOADS["file"]:
                content = {"text": content["gone" if path is None else "large"]}
            else:
                await self._file(to, "file", path)
        whom = await self._called(to, slot)
        for number, message in enumerate(messages(content.get("text", ""), whom)):
            if number:
                self._limits.count(to.push.name, time.monotonic())
            await self._post(to, message)
        return done

    async def _post(self, to: Joined, message: Mapping[str, Any]) -> None:
        await to.client.push(f"webhook {to.push.name}", to.push.key, message)

    async def _called(self, to: Joined, slot: Slot) -> tuple[str, ...]:
        """Who is called by name: those on duty in an emergency, everybody when the desk knows nobody of this corp."""
        zone = self._zones.get(to.push.community)
        if slot.priority > Priority.DANGER or not to.push.staff or zone is None:
            return ()
        found = await self._db.write(
            readers.of_duty, CHANNEL, to.corp.id, to.push.community, slot.report, zone, self._clock.now()
        )
        return found or (EVERYBODY,)

    async def _picture(self, name: str) -> dict[str, Any]:
        path = await self._path(name)
        content = await asyncio.to_thread(path.read_bytes)
        if len(content) > PICTURE:
            raise SendFailed("a picture of more than 2 MiB", permanent=True, code=40009)
        encoded, md5 = base64.b64encode(content).decode(), hashlib.md5(content).hexdigest()
        return {"msgtype": "image", "image": {"base64": encoded, "md5": md5}}

    async def _file(self, to: Joined, kind: str, path: Path) -> None:
        content = await asyncio.to_thread(path.read_bytes)
        name = f"webhook {to.push.name}"
        media_id = await to.client.upload_to(name, to.push.key, kind, path.name, content)
        await self._post(to, {"msgtype": kind, kind: {"media_id": media_id}})

    async def _path(self, name: str) -> Path:
        own = await self._db.write(copies.stored, name) if ":" in name else name
        path = self._shelves.media.find(own) if own else None
        if path is None:
            raise SendFailed(f"the file {name.partition(':')[0]} is gone", permanent=True, code=40007)
        return path


def messages(text: str, whom: tuple[str, ...]) -> list[dict[str, Any]]:
    """Words as messages: text while one holds them, else markdown; whoever is called is so in a text."""
    if not text:
        return []
    parts = cards.split(text, TEXT)
    if len(parts) == 1 or whom:
        said = [{"msgtype": "text", "text": {"content": part}} for part in parts]
        if whom:
            said[0]["text"]["mentioned_list"] = list(whom)  # type: ignore[index]
        return said
    return [{"msgtype": "markdown", "markdown": {"content": part}} for part in cards.split(plain(text), MARKDOWN)]
