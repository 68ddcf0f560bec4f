"""Telegram as a channel: slots become calls of the Bot API.

Texts go out plain, without a parse mode, so there is nothing to escape and nothing that cannot be parsed.
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from telegram import InputFile, InputMediaPhoto

from bot.channels import SendFailed
from bot.channels.telegram.client import Client, Moved
from bot.channels.telegram.decode import CHANNEL, MEDIA, Me, decode, message_name
from bot.channels.telegram.fetch import fetch
from bot.channels.telegram.limits import FOR_DANGER, FOR_REPLIES, Limits
from domain import buttons
from domain.effects import Priority
from domain.events import Event
from domain.people import Abilities
from storage import inbox, meta
from storage.db import Database
from storage.documents import Documents
from storage.media import Shelf
from storage.sending import Slot
from storage.times import from_ms

log = logging.getLogger(__name__)

CAPTION = 1024  # characters under a file; Bot API, sendDocument
LARGEST = 50_000_000  # bytes that a bot may send in one file; Bot API, sendDocument
TEXT = 4096  # characters of a message; Bot API, sendMessage
LOST = ("chat not found", "bot was", "bot is not a member", "user is deactivated", "rights to send", "can't initiate")
BACKLOG = 10  # cards that wait for a group: half a minute of its budget
NOTHING_TO_DO = ("message is not modified", "query is too old", "query id is invalid", "message to delete not found")


class Telegram:
    """One bot."""

    name = CHANNEL

    def __init__(self, db: Database, client: Client, me: Me, shelf: Shelf, documents: Documents) -> None:
        self._db, self._client, self.me, self._shelf, self._documents = db, client, me, shelf, documents
        self.source = f"{CHANNEL}:{me.id}"
        self.abilities = Abilities(write_first=False, text_limit=TEXT, inline_media=False, backlog=BACKLOG)
        self.limits = Limits()
        self.duty: frozenset[str] = frozenset()  # groups of which a quarter of the budget is left to danger alone

    def named(self, username: str) -> None:
        """What the bot is called: links lead there."""
        self.me = Me(self.me.id, username)
        self.abilities = replace(self.abilities, start=self._link)

    @property
    def _link(self) -> str:
        return f"https://t.me/{self.me.username}?start="

    def decode(self, body: Mapping[str, Any]) -> Event | None:
        """The event in a raw update."""
        return decode(body, self.me)

    def wait(self, slot: Slot) -> float:
        """Seconds until Telegram's limits let this slot leave; 0 counts it as leaving now."""
        if "answer" in slot.content or "fetch" in slot.content:
            return 0.0
        group = slot.chat_external.startswith("-")
        weight = max(1, len(slot.content.get("photos", ())))
        bulk = slot.priority >= Priority.BULK
        return self.limits.wait(slot.chat_external, group, self._kept(slot), time.monotonic(), weight, bulk=bulk)

    def _kept(self, slot: Slot) -> int:
        """How much of a group's minute is for what is more urgent than this."""
        if slot.priority > Priority.REPLY:
            return FOR_REPLIES
        return FOR_DANGER if slot.priority > Priority.DANGER and slot.chat_external in self.duty else 0

    def full(self) -> bool:
        """Whether as much left as Telegram lets leave in all, but for what is kept for whatever is no digest."""
        return self.limits.full(time.monotonic())

    async def send(self, slot: Slot) -> str:
        """Send a new message; its name.  Raises ``SendFailed``."""
        content = slot.content
        if "fetch" in content:
            return await self._fetch(slot)
        try:
            if "answer" in content:
                return await self._answer(slot)
            if content.get("photos"):
                return await self._photos(slot, content["photos"])
            if content.get("voice"):
                sent = await self._client.call("sendVoice", voice=self._file(content["voice"]), **_where(slot))
                return message_name(sent)
            if content.get("document"):
                return await self._document(slot)
            return await self._text(slot)
        except Moved as moved:
            raise await self._moved(slot, moved) from moved
        except SendFailed as failed:
            await self._lost(slot, failed)
            raise

    async def edit(self, slot: Slot) -> None:
        """Change or delete a message that was sent.  Raises ``SendFailed``."""
        method, parameters = self._change(slot)
        try:
            await self._client.call(method, **parameters)
        except Moved as moved:
            raise await self._moved(slot, moved) from moved
        except SendFailed as failed:
            if not _harmless(failed):
                await self._lost(slot, failed)
                raise

    async def _text(self, slot: Slot) -> str:
        where = _where(slot)
        text = {"text": slot.content["text"], "reply_markup": self._keyboard(slot.content)}
        if slot.only_for is not None:
            return await self._alone(slot, slot.only_for, {**text, **where})
        return message_name(await self._client.call("sendMessage", **text, **where))

    async def _alone(self, slot: Slot, user: str, message: dict[str, Any]) -> str:
        """To one user of a group, where the server can (Bot API 10.2) and the bot may.

        Where it cannot, a note of that goes into the inbox, and the message is said again in words for everybody.
        """
        if not self.abilities.ephemeral or not user.isdigit():  # an anonymous administrator has no account
            raise await self._not_alone(slot, user.isdigit())
        alone: dict[str, Any] = {"receiver_user_id": int(user)}
        if press := slot.content.get("press"):
            alone["callback_query_id"] = press
        try:
            sent = await self._whisper(alone, message)
        except SendFailed as failed:
            if not failed.permanent or _is_lost(failed) or "user_not_participant" in str(failed).lower():
                raise
            raise await self._not_alone(slot, True) from failed
        if not sent.get("ephemeral_message_id"):  # a server that does not know what it was asked: all have seen it
            log.warning("this Bot API server has no ephemeral messages: offers are ordinary short cards")
            self.abilities = replace(self.abilities, ephemeral=False)
            await self._db.write(meta.put, f"telegram_plain:{self.me.id}", "1")
            await self._not_alone(slot, True)
            return message_name(sent)
        return f"e{sent['ephemeral_message_id']}:{user}"

    async def _whisper(self, alone: dict[str, Any], message: dict[str, Any]) -> Any:
        try:
            return await self._client.call("sendMessage", ephemeral_message_parameters=alone, **message)
        except SendFailed as failed:
            if "callback_query_id" not in alone or not _harmless(failed):
                raise
        alone = {"receiver_user_id": alone["receiver_user_id"]}  # the press is too old: an administrator needs none
        return await self._client.call("sendMessage", ephemeral_message_parameters=alone, **message)

    async def _photos(self, slot: Slot, names: list[str]) -> str:
        if len(names) == 1:
            sent = await self._client.call("sendPhoto", photo=self._file(names[0]), **_where(slot))
            return message_name(sent)
        album = [InputMediaPhoto(self._file(name)) for name in names[:10]]
        sent = await self._client.call("sendMediaGroup", media=album, **_where(slot))
        return message_name(sent[0])

    async def _document(self, slot: Slot) -> str:
        """A file made for whoever reads it; when its hour is over, or it is too large, the words for that instead."""
        path = self._documents.find(slot.content["document"])
        if path is None or path.stat().st_size > LARGEST:
            text = slot.content["gone" if path is None else "large"]
            return message_name(await self._client.call("sendMessage", text=text, **_where(slot)))
        file = InputFile(await asyncio.to_thread(path.read_bytes), filename=path.name)
        caption = slot.content["text"][:CAPTION]
        return message_name(await self._client.call("sendDocument", document=file, caption=caption, **_where(slot)))

    def _file(self, name: str) -> str | InputFile:
        """A file that lies on Telegram's servers by its id, one of ours by its content."""
        if name.startswith(MEDIA):
            return name.removeprefix(MEDIA)
        path = self._shelf.find(name)
        if path is None:
            raise SendFailed(f"the file {name} is gone", permanent=True)
        return InputFile(path.read_bytes(), filename=path.name)

    async def _fetch(self, slot: Slot) -> str:
        """Get our copy of a file; how it went comes back by the inbox, before the call counts as made."""
        name, kind = slot.content["fetch"], slot.content["kind"]
        body = {"fetched": await fetch(self._client, self._shelf, name, kind, slot.attempts)}
        key, lane = f"fetched:{slot.id}:{slot.rev}", f"{CHANNEL}:fetch"
        await self._db.write(inbox.receive, self.source, key, lane, body, from_ms(slot.wanted_at))
        return "fetched"

    async def _answer(self, slot: Slot) -> str:
        """Answer a press; one that came too late is as good as answered."""
        press, text = slot.content["answer"], slot.content["text"][:200]
        box = {"show_alert": True} if slot.content.get("alert") else {}  # read and copied, then closed
        try:
            await self._client.call("answerCallbackQuery", callback_query_id=press, text=text, **box)
        except SendFailed as failed:
            if not _harmless(failed):
                raise
        return f"answer:{press}"

    async def _moved(self, slot: Slot, moved: Moved) -> SendFailed:
        """Note that the group moved, as an event like any other; the slot follows it in a moment."""
        await self._note(slot, {"moved": [slot.chat_external, moved.to]})
        return SendFailed(f"the group moved to {moved.to}", retry_after=timedelta(seconds=1))

    async def _not_alone(self, slot: Slot, group: bool) -> SendFailed:
        """Note that a message cannot be shown to one member alone; it comes again in other words."""
        await self._note(slot, {"not_alone": [slot.chat_external, slot.id, group]})
        return SendFailed("nothing can be shown to one member alone here")

    async def _lost(self, slot: Slot, failed: SendFailed) -> None:
        """Note that nothing can be sent there any more, if that is what the refusal means."""
        if failed.permanent and _is_lost(failed):
            await self._note(slot, {"lost": slot.chat_external}, str(slot.id))

    async def _note(self, slot: Slot, body: dict[str, Any], key: str = "") -> None:
        lane = f"{CHANNEL}:{slot.chat_external}"
        await self._db.write(inbox.receive, self.source, json.dumps(body) + key, lane, body, from_ms(slot.wanted_at))

    def _change(self, slot: Slot) -> tuple[str, dict[str, Any]]:
        """The call that makes a sent message look as it should, or disappear."""
        assert slot.platform_id is not None
        chat: dict[str, Any] = {"chat_id": int(slot.chat_external)}
        if slot.platform_id.startswith("e"):
            ephemeral, user = slot.platform_id[1:].split(":")
            chat |= {"receiver_user_id": int(user), "ephemeral_message_id": int(ephemeral)}
            delete, edit = "deleteEphemeralMessage", "editEphemeralMessageText"
        else:
            chat["message_id"] = _id(slot.platform_id)
            delete, edit = "deleteMessage", "editMessageText"
        if slot.content.get("deleted"):
            return delete, chat
        return edit, {**chat, "text": slot.content["text"], "reply_markup": self._keyboard(slot.content)}

    def _keyboard(self, content: Mapping[str, Any]) -> dict[str, Any] | None:
        rows = [[self._button(button) for button in row] for row in content.get("buttons", ())]
        return {"inline_keyboard": rows} if rows else None

    def _button(self, button: Mapping[str, str]) -> dict[str, Any]:
        if words := button.get("copy"):
            return {"text": button["label"], "copy_text": {"text": words}}
        press = buttons.parse(button["data"])
        if press and press.verb == "link":  # leads to the private chat with the bot
            return {"text": button["label"], "url": f"{self._link}{press.arg}"}
        return {"text": button["label"], "callback_data": button["data"]}


def _where(slot: Slot) -> dict[str, Any]:
    """The chat, the topic, and the message replied to (if it is still there)."""
    where: dict[str, Any] = {"chat_id": int(slot.chat_external)}
    if slot.reply_to and slot.reply_to.startswith("near:"):
        where["message_thread_id"] = int(slot.reply_to.split("@")[1])
    elif slot.reply_to and not slot.reply_to.startswith("e"):
        where["reply_parameters"] = {"message_id": _id(slot.reply_to), "allow_sending_without_reply": True}
        if "@" in slot.reply_to:
            where["message_thread_id"] = int(slot.reply_to.split("@")[1])
    return where


def _is_lost(failed: SendFailed) -> bool:
    """Whether nothing at all can be sent there any more."""
    return any(words in str(failed).lower() for words in LOST)


def _harmless(failed: SendFailed) -> bool:
    """A refusal that means there is nothing left to do."""
    return any(words in str(failed).lower() for words in NOTHING_TO_DO)


def _id(name: str) -> int:
    return int(name.split("@")[0])
