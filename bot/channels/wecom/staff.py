"""WeCom's members as a channel.  How to reach a chat its way knows; the first part of the chat's name says which."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from bot.channels import SendFailed
from bot.channels.wecom import app_decode, bot_decode, customers
from bot.channels.wecom.app_decode import APP, CHANNEL, DUTY
from bot.channels.wecom.bot_decode import BOT
from bot.channels.wecom.customers import GROUPS
from bot.channels.wecom.push import PUSH_CHAT
from domain.events import Event
from domain.people import Abilities
from handlers.copies import BRIEF, FETCH
from storage.sending import Slot

CALLS = {FETCH: APP, BRIEF: BOT}  # the chats of our own calls for copies

IN_APP = Abilities(
    ephemeral=False,
    inline_media=False,
    start="",
    copy=False,
    toasts=False,
    quotes=False,
    cards=True,
    album=1,
    members=True,
    backlog=10,
)
WRITE_ONLY = replace(IN_APP, buttons=False, edit=False, cards=False)
POST = replace(WRITE_ONLY, inline_media=True, text_limit=1_300, weekly=True)  # 4000 bytes are about 1300 characters
ROOMS = {DUTY: replace(IN_APP, copies=True), PUSH_CHAT: WRITE_ONLY, GROUPS: POST}


class Way(Protocol):
    """How messages reach chats whose names begin alike."""

    def wait(self, slot: Slot) -> float:
        """Seconds until the platform's limits let this slot leave."""

    async def send(self, slot: Slot) -> str:
        """Show a new message; the platform's id for it.  Raises ``SendFailed``."""

    async def edit(self, slot: Slot) -> str | None:
        """Show the slot's content in place of what was sent; another id when it was said anew."""


class WeComStaff:
    """Every corp's members."""

    name = CHANNEL

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self._ways = ways
        self.abilities = replace(IN_APP, rooms=tuple(ROOMS.items()))

    def decode(self, body: Mapping[str, Any]) -> Event | None:
        """The event in what a callback brought."""
        if GROUPS in body:
            return customers.decode(body)
        return bot_decode.decode(body) if "bot" in body else app_decode.decode(body)

    def wait(self, slot: Slot) -> float:
        """Seconds until WeCom's limits let this slot leave; 0 counts it as leaving now."""
        return self._way(slot).wait(slot)

    async def send(self, slot: Slot) -> str:
        """Show a new message; its name.  Raises ``SendFailed``."""
        return await self._way(slot).send(slot)

    async def edit(self, slot: Slot) -> str | None:
        """Change a message, or say anew what matters; its new name then.  Raises ``SendFailed``."""
        return await self._way(slot).edit(slot)

    def _way(self, slot: Slot) -> Way:
        kind = slot.chat_external.partition(":")[0]
        way = self._ways.get(CALLS.get(kind, kind))
        if way is None:
            raise SendFailed(f"nothing in the WeCom file leads to {kind}", permanent=True)
        return way
