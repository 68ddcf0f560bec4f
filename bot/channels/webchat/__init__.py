"""The built-in web chat: its platform is a table of our own, shown by web/."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.channels import SendFailed
from domain.community import Point
from domain.events import Edited, Event, Pressed, Said, Speaker
from domain.people import Abilities
from storage import web
from storage.db import Database, Tx
from storage.sending import Slot
from storage.times import from_ms
from web.intake import SOURCE, WEIXIN


class WebChat:
    """The web chat as a channel."""

    name = SOURCE
    abilities = Abilities(seeded=True)

    def __init__(self, db: Database, *, trial: bool = True) -> None:
        self._db = db
        # Only the invented community's staff is known; only a resident's own page shows all their chats as one.
        self.abilities = replace(self.abilities, seeded=trial, together=not trial)

    def decode(self, body: Mapping[str, Any]) -> Event:
        """The event that web/intake.py kept."""
        speaker = Speaker(body["account"], body["name"], body.get("lang"), body.get("community", ""))
        private = body["chat"].startswith(("private:", f"{WEIXIN}:"))
        at = from_ms(body["at"])
        match body["type"]:
            case "said":
                point = body.get("point")
                return Said(
                    channel=self.name,
                    chat=body["chat"],
                    speaker=speaker,
                    message=body["message"],
                    at=at,
                    private=private,
                    text=body["text"],
                    photos=tuple(body["photos"]),
                    voice=body["voice"],
                    point=Point(*point) if point else None,
                    reply_to=body["reply_to"],
                    mentioned=body["mentioned"],
                    sign=body.get("sign", ""),
                )
            case "edited":
                return Edited(self.name, body["chat"], speaker, body["message"], at, body["text"], private)
            case "pressed":
                return Pressed(
                    self.name,
                    body["chat"],
                    speaker,
                    body["message"],
                    at,
                    body["data"],
                    body["press"],
                    private,
                )
            case other:
                raise ValueError(f"unknown type of web event: {other}")

    def wait(self, slot: Slot) -> float:
        """No limits in our own table."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """Show a message; twice shows it once, since the slot is its key."""
        return str(await self._db.write(_show, slot, from_ms(slot.wanted_at)))

    async def edit(self, slot: Slot) -> None:
        """Change a message in place."""
        assert slot.platform_id is not None
        if not await self._db.write(web.change, int(slot.platform_id), slot.content):
            raise SendFailed("the message is gone", permanent=True)


def _show(tx: Tx, slot: Slot, at: datetime) -> int:
    return web.add(
        tx,
        slot.chat_external,
        f"slot:{slot.id}",
        slot.content,
        at,
        only_for=slot.only_for,
        kind="toast" if "answer" in slot.content else "text",
        reply_to=slot.reply_to,
    )
