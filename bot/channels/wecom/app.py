"""An app's messages to members: to one in their own chat with it, or a copy to everybody on duty.

A card can be changed with a code, once and for 72 hours (storage/app_cards.py).  In a member's own chat every press
brings another; the copies of all are changed once, with the code that came when they were sent, as soon as there is
nothing left to press.  Where no code is left, what matters is said anew.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.channels import SendFailed
from bot.channels.wecom import app_decode, cards
from bot.channels.wecom.app_files import Files, Joined, Shelves
from bot.channels.wecom.app_limits import Limits
from bot.channels.wecom.client import UPLOADS
from bot.channels.wecom.fetch import fetch
from domain.effects import Priority
from handlers.desk import Clock
from storage import app_cards, inbox, readers
from storage.app_cards import AppCard, Code
from storage.db import Database
from storage.sending import Slot
from storage.times import from_ms

USED = 42014  # the task_id was used: what came of an earlier call, whose answer was lost
GONE = 40007  # WeCom keeps that file no more
NOBODY = "nobody"  # the name of a message that nobody was there to get
TEXT = "text:"  # before the name of a message that is no card
RECALLED = timedelta(hours=23)  # a message can be taken back within a day of it
MOST = 1_000  # receivers of one message
MARKS = "\u200b\u200c\u200d\u2060"  # seen by nobody: they tell two messages of the same words from one sent twice


class Apps:
    """Every app of every corp; by corp/agent."""

    def __init__(
        self, db: Database, apps: Mapping[str, Joined], zones: Mapping[str, ZoneInfo], shelves: Shelves, clock: Clock
    ) -> None:
        self._db, self._apps, self._zones, self._clock = db, apps, zones, clock
        self._files = Files(db, shelves)
        self._limits = Limits()
        self._unreached: dict[str, set[str]] = {}  # app -> members who get nothing from it

    @property
    def trouble(self) -> str | None:
        """Whom an app does not reach; None when it reaches everybody."""
        found = (f"WeCom {app} does not reach {', '.join(sorted(who))}" for app, who in self._unreached.items() if who)
        return "; ".join(found) or None

    def wait(self, slot: Slot) -> float:
        """Seconds until the limits let this slot leave."""
        if slot.chat_external == "fetch" or "answer" in slot.content or slot.sent_rev:
            return 0.0
        kind, _, rest = slot.chat_external.partition(":")
        everybody = kind == app_decode.DUTY
        whom = "/".join(rest.split("/")[:2]) if everybody else rest
        weight = len(cards.messages(slot.content, "")) if slot.content.get("text") else 1
        urgent = slot.priority <= Priority.DANGER
        return self._limits.wait(whom, everybody, time.monotonic(), weight=weight, urgent=urgent)

    async def send(self, slot: Slot) -> str:
        """Say it; the name of the card, or of the last message.  Raises ``SendFailed``."""
        if "fetch" in slot.content:
            return await self._fetch(slot)
        if "answer" in slot.content:  # the answer to a callback is over when it is kept
            return NOBODY
        app, to = await self._receivers(slot)
        if not to:
            return NOBODY
        if name := next(iter(slot.content.get("photos", ())), None):
            return await self._file(app, to, slot, "image", name)
        if name := slot.content.get("voice"):
            return await self._file(app, to, slot, "voice" if name.endswith(".amr") else "file", name)
        if slot.content.get("document"):
            return await self._document(app, to, slot)
        return await self._say(app, to, slot)

    async def edit(self, slot: Slot) -> str | None:
        """Change the card, or say anew what matters; its new name then.  Raises ``SendFailed``."""
        assert slot.platform_id is not None
        app = self._app(slot)
        card = await self._db.write(app_cards.get, slot.platform_id)
        new = cards.pressable(slot.content)
        if slot.content.get("deleted"):
            await self._recall(app, card.msgid if card else slot.platform_id.removeprefix(TEXT))
            return None
        if card is None:  # no card, or one of which nothing is known any more
            return await self.send(slot) if new else await self._instead(app, slot, slot.platform_id)
        if slot.chat_external.startswith(app_decode.DUTY):
            return await self._change_copies(app, slot, card, new)
        return await self._change_own(app, slot, card, new)

    # --- saying ---------------------------------------------------------------------------------------------

    async def _receivers(self, slot: Slot) -> tuple[Joined, tuple[str, ...]]:
        app = self._app(slot)
        kind, _, rest = slot.chat_external.partition(":")
        corp, _, last = rest.split("/", 2)
        if kind != app_decode.DUTY:
            return app, (last,)
        if (zone := self._zones.get(last)) is None:
            raise SendFailed(f"no community {last} any more", permanent=True)
        to = await self._db.write(readers.of_duty, app_decode.CHANNEL, corp, last, slot.report, zone, self._clock.now())
        return app, to[:MOST]

    def _app(self, slot: Slot) -> Joined:
        name = "/".join(slot.chat_external.partition(":")[2].split("/")[:2])
        if name not in self._apps:
            raise SendFailed(f"the app {name} is not in the WeCom file", permanent=True)
        return self._apps[name]

    async def _say(self, app: Joined, to: tuple[str, ...], slot: Slot) -> str:
        task, name = _task(slot), NOBODY
        for number, message in enumerate(cards.messages(slot.content, task)):
            if message["msgtype"] == "template_card":
                await self._send_card(app, to, slot, message)
                name = task
            else:
                content = _mark(slot, number) + message["text"]["content"]
                answer = await self._post(app, to, {"msgtype": "text", "text": {"content": content}})
                name = f"{TEXT}{answer.get('msgid', '')}"
        return name

    async def _send_card(self, app: Joined, to: tuple[str, ...], slot: Slot, message: Mapping[str, Any]) -> None:
        task = message["template_card"]["task_id"]
        try:
            answer = await self._post(app, to, message)
        except SendFailed as failed:
            if failed.code != USED:
                raise
            answer = {}
        urgent = slot.priority <= Priority.DANGER
        card = AppCard(task, to, str(answer.get("msgid", "")), cards.pressable(slot.content), _title(slot), urgent)
        code = answer.get("response_code")
        await self._db.write(app_cards.put, card, code if isinstance(code, str) else "", self._clock.machine_ms())

    async def _post(self, app: Joined, to: tuple[str, ...], message: Mapping[str, Any]) -> dict[str, Any]:
        body = {"touser": "|".join(to), "agentid": app.agent, "enable_duplicate_check": 1, **message}
        answer = await app.client.post(app.who, "message/send", body)
        self._note(app, to, answer)
        return answer

    def _note(self, app: Joined, to: tuple[str, ...], answer: Mapping[str, Any]) -> None:
        """Who did not get it: not in the app's visible range, or without a licence."""
        missed = {
            each
            for name in ("invaliduser", "unlicenseduser")
            for each in str(answer.get(name) or "").split("|")
            if each
        }
        kept = self._unreached.get(app.who.name, set()) - set(to)
        self._unreached[app.who.name] = kept | {each for each in to if each.lower() in missed}

    # --- changing -------------------------------------------------------------------------------------------

    async def _change_copies(self, app: Joined, slot: Slot, card: AppCard, new: frozenset[str]) -> str | None:
        """Everybody's copies: news is what can be pressed again, is danger now, or is about something else than they
        say (its kind, its place, whether it is urgent); the rest is told to whoever asks.
        """
        urgent = slot.priority <= Priority.DANGER and not card.urgent
        if new and (urgent or not card.pressable or _renamed(slot, card)):
            said = await self.send(slot)  # to those whom it concerns now
            if card.pressable:
                codes = [each for each in await self._codes(card) if each.everyone]
                await self._changed(app, slot, card, codes, cards.replaced(slot.content, card.task), frozenset())
            return said
        if new or not card.pressable:
            return None
        codes = [each for each in await self._codes(card) if each.everyone]
        if not await self._changed(app, slot, card, codes, _shown(slot, card), new):
            await self._tell(app, slot, card)
        return None

    async def _change_own(self, app: Joined, slot: Slot, card: AppCard, new: frozenset[str]) -> str | None:
        """A member's own card: the last code is kept for when something else can be pressed, or its title changes."""
        found = await self._codes(card)
        same = _lasting(new) == _lasting(card.pressable) and not (new and _renamed(slot, card))
        if new == card.pressable and not new:
            return None
        shown = _shown(slot, card)
        if (not same or not new or len(found) > 1) and await self._changed(app, slot, card, found, shown, new):
            return None
        if not same and new:
            return await self.send(slot)
        if not same:
            await self._tell(app, slot, card)
        return None

    async def _codes(self, card: AppCard) -> list[Code]:
        return await self._db.write(app_cards.codes, card.task, self._clock.machine_ms())

    async def _changed(
        self, app: Joined, slot: Slot, card: AppCard, found: list[Code], shown: cards.Card, new: frozenset[str]
    ) -> bool:
        """Whether one of these codes did it; ``new``: what can be pressed on it then."""
        for each in found:
            await self._db.write(app_cards.tried, each.code, slot.rev)
            if not await self._updated(app, card, each, shown):
                await self._db.write(app_cards.spent, each.code)
                if each.rev != slot.rev:
                    continue
            # A code that was tried with these very words and is refused now did its work then.
            await self._db.write(app_cards.shown, card.task, each.code, new, _title(slot))
            return True
        return False

    async def _updated(self, app: Joined, card: AppCard, code: Code, shown: cards.Card) -> bool:
        body = {"userids": list(card.users), "agentid": app.agent, "response_code": code.code, "template_card": shown}
        try:
            await app.client.post(app.who, "message/update_template_card", body)
        except SendFailed as failed:
            if not failed.permanent:
                raise
            return False
        return True

    async def _tell(self, app: Joined, slot: Slot, card: AppCard) -> None:
        """What a card that cannot change any more does not show, in two lines to whoever has it."""
        text = _mark(slot, 0) + cards.bare(cards.news(slot.content))
        await self._post(app, card.users, {"msgtype": "text", "text": {"content": text}})
        await self._db.write(app_cards.shown, card.task, "", (), _title(slot))

    async def _instead(self, app: Joined, slot: Slot, name: str) -> str | None:
        """Words that are not to be read any more are taken back for others, on the day on which they were said."""
        if not name.startswith(TEXT) or self._clock.now() - from_ms(slot.wanted_at) >= RECALLED:
            return None
        said = await self.send(slot)
        await self._recall(app, name.removeprefix(TEXT))
        return said

    async def _recall(self, app: Joined, msgid: str) -> None:
        """Take a message back; after a day that is not possible, and it stays."""
        try:
            await app.client.post(app.who, "message/recall", {"msgid": msgid})
        except SendFailed as failed:
            if not failed.permanent:
                raise

    # --- files ----------------------------------------------------------------------------------------------

    async def _file(self, app: Joined, to: tuple[str, ...], slot: Slot, kind: str, name: str) -> str:
        media_id = await self._files.media_id(app, kind, name)
        try:
            answer = await self._post(app, to, {"msgtype": kind, kind: {"media_id": media_id}})
        except SendFailed as failed:
            if failed.code != GONE or not self._files.forget(media_id):
                raise
            media_id = await self._files.media_id(app, kind, name)
            answer = await self._post(app, to, {"msgtype": kind, kind: {"media_id": media_id}})
        return f"{TEXT}{answer.get('msgid', '')}"

    async def _document(self, app: Joined, to: tuple[str, ...], slot: Slot) -> str:
        """A file made for whoever reads it; when its hour is over, or it is too large, the words for that instead."""
        path = self._files.shelves.documents.find(slot.content["document"])
        if path is None or path.stat().st_size > UPLOADS["file"]:
            words = slot.content["gone" if path is None else "large"]
            answer = await self._post(app, to, {"msgtype": "text", "text": {"content": _mark(slot, 0) + words}})
            return f"{TEXT}{answer.get('msgid', '')}"
        media_id = await self._files.uploaded(app, "file", path)
        await self._say(app, to, slot)
        answer = await self._post(app, to, {"msgtype": "file", "file": {"media_id": media_id}})
        return f"{TEXT}{answer.get('msgid', '')}"

    async def _fetch(self, slot: Slot) -> str:
        """Get our copy of a file; how it went comes back by the inbox, before the call counts as made."""
        name, kind = slot.content["fetch"], slot.content["kind"]
        app = self._apps.get(name.partition(":")[2].rpartition("/")[0])
        if app is None:
            body: dict[str, Any] = {"name": name, "stored": None, "why": "gone"}
        else:
            body = await fetch(app.client, app.who, self._files.shelves.media, name, kind, slot.attempts)
        key, lane = f"fetched:{slot.id}:{slot.rev}", f"{app_decode.CHANNEL}:fetch"
        source, at = f"{app_decode.CHANNEL}:fetch", from_ms(slot.wanted_at)
        await self._db.write(inbox.receive, source, key, lane, {"fetched": body}, at)
        return "fetched"


def _title(slot: Slot) -> str:
    return cards.title(slot.content)


def _renamed(slot: Slot, card: AppCard) -> bool:
    """Whether a report's card is about something else than it says."""
    return cards.is_report(slot.content) and _title(slot) != card.title


def _shown(slot: Slot, card: AppCard) -> cards.Card:
    """What stands in place of a card now."""
    return next(iter(cards.pages(slot.content, card.task)), None) or cards.ended(slot.content, card.task)


def _lasting(pressable: frozenset[str]) -> frozenset[str]:
    """Without what can be pressed for a minute only: that it is over is no news."""
    return frozenset(data for data in pressable if not data.startswith("undo:"))


def _task(slot: Slot) -> str:
    """The name of a card: the same at every try to send it, another for all else, whatever became of the database."""
    about = json.dumps([slot.wanted_at, slot.content], sort_keys=True)
    return f"slot-{slot.id}-{slot.rev}-{hashlib.sha256(about.encode()).hexdigest()[:12]}"


def _mark(slot: Slot, number: int) -> str:
    """Something that nobody sees: WeCom drops what was said already, but the same words may well be said twice.

    It stands in front, since what is at the end of a line (a number, an address) is dialled and opened.
    """
    count = slot.id * 8 + slot.rev % 8 + number
    return "".join(MARKS[count >> shift & 3] for shift in range(0, 10, 2))
