"""Smart bots 智能机器人: what they hear goes into the inbox, what they say leaves by their connection.

A reply to whoever just spoke names their message, is taken for a day, and is shown once however often it is sent; the
rest is sent unasked, which WeCom takes only where somebody has spoken to the bot.  A card changes within five seconds
after a click; later, what matters is said anew.  Where nothing is taken, the webhook of that community says it.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from bot.channels import SendFailed
from bot.channels.wecom import bot_cards, bot_decode, cards
from bot.channels.wecom.app_decode import CHANNEL
from bot.channels.wecom.app_files import Shelves
from bot.channels.wecom.bot_files import Files, Sent
from bot.channels.wecom.bot_socket import Connection, Frame, Pace
from bot.channels.wecom.bot_talk import MALFORMED, Talk, task_of
from bot.clock import DeskClock
from config.wecom import Bot, Corp
from domain.effects import Priority
from domain.people import ChatKind
from storage import app_cards, bots, chats, inbox
from storage.app_cards import AppCard
from storage.bots import GREETING, Said
from storage.db import Database, Tx
from storage.sending import Slot
from storage.times import from_ms, to_ms

log = logging.getLogger(__name__)

NOBODY = "nobody"  # the name of a message that nobody was there to get
TEXT = "text:"  # before the name of a message that is no card
MOMENT = 0.2  # s until it is looked again whether the first connection is there
SOON = 4.5  # s after a click or a greeting's cause; WeCom takes it for five
GREETED = 60.0  # s in which what cannot be said to somebody who came in was no more than that
WAITED = 4  # tries of what is urgent, half a minute, until the webhook says it in place of a bot that is not connected


@dataclass(frozen=True, slots=True)
class Joined:
    """A bot of a corp, with its connection."""

    corp: Corp
    bot: Bot
    connection: Connection


class Fallback(Protocol):
    """Says something where the bot cannot."""

    async def instead(self, community: str, staff: bool, slot: Slot) -> str | None:
        """The message's name; None where nothing is set up for that.  Raises ``SendFailed``."""


class Bots:
    """Every smart bot of every corp; by its id."""

    def __init__(
        self,
        db: Database,
        corps: tuple[Corp, ...],
        shelves: Shelves,
        clock: DeskClock,
        fallback: Fallback,
        pace: Pace | None = None,
    ) -> None:
        self._db, self._shelves, self._clock, self._fallback = db, shelves, clock, fallback
        self._bots = {
            bot.id: Joined(corp, bot, Connection(bot, partial(self._receive, corp, bot), pace))
            for corp in corps
            for bot in corp.bots
        }
        further = frozenset(host for corp in corps for bot in corp.bots for host in bot.media)
        self._files = Files(shelves.media, frozenset(corp.api.lower() for corp in corps), further)
        self._sent = Sent(db, shelves)
        self._talk = Talk(db, clock)
        self._clicks: dict[tuple[str, str], tuple[str, float]] = {}  # (chat, card) -> by what it can change, since when
        self._entered: dict[str, tuple[str, float]] = {}  # chat -> the same of a greeting

    async def run(self) -> None:
        """Keep every bot connected."""
        async with asyncio.TaskGroup() as group:
            for each in self._bots.values():
                group.create_task(each.connection.run())

    async def close(self) -> None:
        """Close the connections."""
        await self._files.close()

    @property
    def trouble(self) -> str | None:
        """Which bots are not connected, and why; None when all are."""
        found = (each.connection.trouble for each in self._bots.values())
        return "; ".join(f"WeCom {trouble}" for trouble in found if trouble) or None

    @property
    def standing(self) -> dict[str, str | None]:
        """What is the matter with each bot; None when it is connected."""
        away = "it is not connected yet"
        return {
            name: each.connection.trouble or (None if each.connection.live else away)
            for name, each in self._bots.items()
        }

    # --- what is heard --------------------------------------------------------------------------------------

    async def _receive(self, corp: Corp, bot: Bot, frame: Frame) -> None:
        """Keep what came, before anything else is done about it; what comes again is dropped by its msgid."""
        body, req_id = frame.get("body"), str(frame["headers"].get("req_id", ""))
        try:
            if not isinstance(body, dict):
                raise ValueError("no body")
            where = bot_decode.chat(bot.id, body)
        except ValueError:
            log.warning("the smart bot %s heard what it cannot understand", bot.id)
            return
        self._note(where, req_id, body)
        kept = {
            "bot": bot.id,
            "corp": corp.id,
            "name": bot.name,
            "community": bot.communities[0] if len(bot.communities) == 1 else "",
            "at": to_ms(self._clock.now()),
            "body": body,
        }
        await self._db.write(_keep, kept, where, req_id, self._clock)

    def _note(self, where: str, req_id: str, body: Mapping[str, Any]) -> None:
        """What can be answered at once, and only at once; nothing is lost when it is forgotten."""
        now, event = time.monotonic(), body.get("event")
        self._clicks = {each: click for each, click in self._clicks.items() if now - click[1] < SOON}
        if not isinstance(event, Mapping):
            self._entered.pop(where, None)
        elif event.get("eventtype") == "enter_chat":
            self._entered[where] = (req_id, now)
        elif isinstance(click := event.get("template_card_event"), Mapping):
            self._clicks[where, bot_decode.task(click)] = (req_id, now)

    # --- what is said ---------------------------------------------------------------------------------------

    def wait(self, slot: Slot) -> float:
        """Seconds until the limits let this slot leave."""
        if "fetch" in slot.content or "answer" in slot.content or slot.sent_rev:
            return 0.0
        bot = self._bots.get(slot.chat_external.partition(":")[2].partition("/")[0])
        if bot and bot.connection.coming:
            return MOMENT
        return self._talk.limits.wait(slot.chat_external, time.monotonic())

    async def send(self, slot: Slot) -> str:
        """Say it; the name of the card, or of the last message.  Raises ``SendFailed``."""
        if "fetch" in slot.content:
            return await self._fetch(slot)
        if "answer" in slot.content:
            return NOBODY
        bot, said = self._bot(slot), await self._talk.saying(slot)
        if said.greeted or (slot.priority == Priority.REPLY and await self._greeted(bot, slot)):
            return f"{TEXT}{slot.id}"
        try:
            return await self._say(bot, slot, said)
        except SendFailed as failed:
            return await self._instead(bot, slot, failed)

    async def edit(self, slot: Slot) -> str | None:
        """Change the card while that is possible, or say anew what matters; its new name then."""
        assert slot.platform_id is not None
        card = await self._db.write(app_cards.get, slot.platform_id)
        if card is None or slot.content.get("deleted"):  # no card: what was said stands
            said = not slot.content.get("deleted") and bool(cards.pressable(slot.content))
            return await self.send(slot) if said and not slot.platform_id.startswith("push:") else None
        bot, new = self._bot(slot), cards.pressable(slot.content)
        if await self._changed(bot, slot, card):
            return None
        renamed = bool(new) and cards.is_report(slot.content) and cards.title(slot.content) != card.title
        if _lasting(new) == _lasting(card.pressable) and not renamed:
            return None
        if new:
            return await self.send(slot)
        if not cards.is_report(slot.content):  # a question that was answered
            return None
        news = bot_cards.markdown(cards.news(slot.content))
        await self._talk.deliver(bot.connection, slot, news, 0, await self._talk.saying(slot))
        await self._db.write(app_cards.shown, card.task, "", (), cards.title(slot.content))
        return None

    def _bot(self, slot: Slot) -> Joined:
        name = slot.chat_external.partition(":")[2].partition("/")[0]
        if name not in self._bots:
            raise SendFailed(f"the smart bot {name} is not in the WeCom file", permanent=True)
        return self._bots[name]

    async def _say(self, bot: Joined, slot: Slot, said: Said) -> str:
        content = await self._sent.content(slot.content)
        task, name = task_of(slot), f"{TEXT}{slot.id}"
        file = await self._sent.message(bot.connection, bot.bot.id, slot.content)
        parts = [*bot_cards.messages(content, task), *([file] if file else [])]
        for part, message in enumerate(parts):
            if part >= said.parts:
                await self._talk.deliver(bot.connection, slot, message, part, said)
                if part + 1 < len(parts):  # that the last is there is written down by the sender
                    await self._talk.acknowledged(slot, part + 1)
            if message["msgtype"] == "template_card":
                urgent = slot.priority <= Priority.DANGER
                card = AppCard(task, (), "", cards.pressable(content), cards.title(content), urgent)
                await self._db.write(app_cards.put, card, "", self._clock.machine_ms())
                name = task
        return name

    async def _greeted(self, bot: Joined, slot: Slot) -> bool:
        """Whether it was the greeting of somebody who just came in: said at most once, though nobody may know it."""
        req_id, since = self._entered.get(slot.chat_external, ("", 0.0))
        if not req_id or time.monotonic() - since >= SOON:
            return False
        self._entered[slot.chat_external] = ("", since)
        await self._talk.acknowledged(slot, GREETING)
        try:
            await bot.connection.ask("aibot_respond_welcome_msg", bot_cards.greeting(slot.content), req_id)
        except SendFailed as failed:
            log.info("a greeting was not taken: %s", failed)
            if failed.permanent:
                await self._talk.acknowledged(slot, 0)
            return not failed.permanent
        return True

    async def _instead(self, bot: Joined, slot: Slot, failed: SendFailed) -> str:
        """The webhook of the community says it where the bot cannot.  Raises ``failed`` where there is none."""
        away = not bot.connection.live and slot.priority <= Priority.ALERT and slot.attempts >= WAITED
        refused = failed.permanent and failed.code not in MALFORMED
        if refused and time.monotonic() - self._entered.get(slot.chat_external, ("", 0.0))[1] < GREETED:
            return NOBODY  # they came in and have said nothing yet: a greeting that was late
        if bot_decode.is_alone(slot.chat_external) or not (away or refused):
            raise failed
        room = await self._db.write(chats.find, CHANNEL, slot.chat_external, {})
        if room and (said := await self._fallback.instead(room.community, room.kind is ChatKind.DUTY, slot)):
            return said
        if refused:
            note = {"bot": bot.bot.id, "lost": slot.chat_external}
            await self._kept(bot.bot.id, f"lost:{slot.id}:{slot.rev}", slot.chat_external, note, slot)
        raise failed

    # --- changing -------------------------------------------------------------------------------------------

    async def _changed(self, bot: Joined, slot: Slot, card: AppCard) -> bool:
        """Whether the card could be changed for everybody, in the seconds after a click on it."""
        req_id, since = self._clicks.get((slot.chat_external, card.task), ("", 0.0))
        if not req_id or time.monotonic() - since >= SOON:
            return False
        shown, beside = bot_cards.changed(slot.content, card.task)
        body = {"response_type": "update_template_card", "template_card": shown}
        try:
            await bot.connection.ask("aibot_respond_update_msg", body, req_id)
        except SendFailed as failed:
            if not failed.permanent:
                raise
            return False
        new = cards.pressable(slot.content)
        pressable = card.pressable if _is_menu(new) else new
        await self._db.write(app_cards.shown, card.task, "", pressable, cards.title(slot.content))
        said = await self._talk.saying(slot) if beside else None
        for part, message in enumerate(beside):
            if said and part >= said.parts:
                await self._talk.deliver(bot.connection, slot, message, part, said)
                await self._talk.acknowledged(slot, part + 1)
        return True

    # --- files ----------------------------------------------------------------------------------------------

    async def _fetch(self, slot: Slot) -> str:
        """Get our copy of a file; how it went comes back by the inbox, before the call counts as made."""
        name = slot.content["fetch"]
        file = await self._db.write(bots.file, name)
        found = await self._files.fetch(file, name, slot.content["kind"], self._clock.machine_ms())
        bot, note = name.partition(":")[2].partition("/")[0], {"fetched": found}
        await self._kept(bot, f"fetched:{slot.id}:{slot.rev}", "fetch", note, slot)
        await self._db.write(bots.fetched, name)
        return "fetched"

    async def _kept(self, bot: str, key: str, lane: str, note: Mapping[str, Any], slot: Slot) -> None:
        at = from_ms(slot.wanted_at)
        await self._db.write(inbox.receive, bot_decode.source(bot), key, f"{CHANNEL}:{lane}", dict(note), at)


def _keep(tx: Tx, kept: dict[str, Any], where: str, req_id: str, clock: DeskClock) -> None:
    """One callback: what was said or clicked, to what can be replied, and where its files lie."""
    bot, body, now_ms = kept["bot"], kept["body"], clock.machine_ms()
    fresh = inbox.receive(
        tx, bot_decode.source(bot), bot_decode.key(body), f"{CHANNEL}:{where}", kept, from_ms(kept["at"])
    )
    if not fresh or body.get("msgtype") == "event":
        return
    if req_id:
        bots.spoken(tx, where, req_id, now_ms)
    for each in bot_decode.files(bot, body):
        bots.lies_at(tx, *each, now_ms)


def _lasting(pressable: frozenset[str]) -> frozenset[str]:
    """Without what can be pressed for a minute only: that it is over is no news."""
    return frozenset(data for data in pressable if not data.startswith("undo:"))


def _is_menu(pressable: frozenset[str]) -> bool:
    """Whether it asks on: from a menu that was left open everything can be reached."""
    return any(data.startswith("back:") for data in pressable)
