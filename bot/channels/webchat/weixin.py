"""The trial's likeness of WeChat customer service: a chat of the page that counts, and changes nothing it showed."""

import time
from collections.abc import Mapping
from typing import Any

from bot.channels.counted import RESIDENT
from bot.channels.webchat import WebChat
from domain.events import Entered, Event, HandedOver, PersonLeft, Speaker
from storage import inbox
from storage.db import Tx
from storage.sending import Slot
from storage.times import from_ms
from web.intake import GREETED_MS, WEIXIN


class Weixin(WebChat):
    """The likeness as a channel."""

    name = WEIXIN
    abilities = RESIDENT

    def decode(self, body: Mapping[str, Any]) -> Event:
        """The event that the page's calls kept."""
        at = from_ms(body["at"])
        match body["type"]:
            case "entered":
                speaker = Speaker(body["account"], body["name"], body.get("lang"))
                return Entered(self.name, body["chat"], speaker, at, body["sign"], body["code"], body["until"])
            case "handed_over":
                return HandedOver(self.name, body["chat"], at, True, body["code"], body["until"])
            case "left":
                return PersonLeft(self.name, body["chat"], at, body["code"], body["until"])
            case "pressed":  # there a tap tells what it means, and not under which message
                return super().decode({**body, "message": ""})
            case _:  # nor does a reply tell to what
                return super().decode({**body, "reply_to": None})

    async def send(self, slot: Slot) -> str:
        """Show a message, or find somebody who takes over: in the trial there always is one."""
        if "person" in slot.content:
            return await self._db.write(_taken, slot, time.time_ns() // 1_000_000)
        return await super().send(slot)


def _taken(tx: Tx, slot: Slot, now_ms: int) -> str:
    chat, key = slot.content["person"], f"person:{slot.id}"
    body = {"type": "handed_over", "chat": chat, "at": slot.wanted_at, "code": key, "until": now_ms + GREETED_MS}
    inbox.receive(tx, WEIXIN, key, f"{WEIXIN}:{chat}", body, from_ms(slot.wanted_at))
    return key
