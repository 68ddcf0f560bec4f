"""微信客服: residents in WeChat, one to one (document/path/94670, 94677, 95122).

Five messages within 48 hours are counted in storage/sessions.py before a message comes here.  Each carries a name of
its own, so that one whose answer was lost is not shown twice, and what was not delivered after all can be found.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels import Held, SendFailed
from bot.channels.counted import RESIDENT
from bot.channels.wecom.client import Client, Credential
from bot.channels.wecom.fetch import fetch
from bot.channels.wecom.kf_decode import CHANNEL, GREETED_MS, Way, decode, text_of
from bot.channels.wecom.kf_words import message
from domain.effects import Priority
from domain.events import Event
from domain.media import platform
from handlers.desk import Clock
from storage import copies, inbox, meta
from storage.db import Database
from storage.media import Shelf
from storage.sending import Slot
from storage.times import from_ms

POOL, PERSON, OVER = 2, 3, 4  # service_state
NAME, NAME_TRIES = 60, 4  # characters; tries after which somebody stays nameless
NOT_ALLOWED = 95018  # the state of the conversation does not allow it


class Account:
    """One account, and how to call for it."""

    def __init__(self, way: Way, client: Client, who: Credential, servicers: tuple[str, ...]) -> None:
        self.way, self.client, self.who, self.servicers = way, client, who, servicers
        self.unnoticed = replace(who, name="")  # whose failures are no trouble

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """A call for this account.  Raises ``SendFailed``."""
        return await self.client.post(self.who, f"kf/{path}", {"open_kfid": self.way.account, **body})


class Kf:
    """All accounts of 微信客服."""

    name = CHANNEL
    abilities = replace(RESIDENT, asks_names=True)

    def __init__(self, db: Database, accounts: Mapping[str, Account], shelf: Shelf, clock: Clock) -> None:
        self._db, self._accounts, self._shelf, self._clock = db, accounts, shelf, clock

    def decode(self, body: Mapping[str, Any]) -> Event | None:
        """The event in an item of kf/sync_msg; None for one of an account that is ours no more."""
        account = self._accounts.get(body["open_kfid"])
        return decode(body, account.way) if account else None

    def wait(self, slot: Slot) -> float:
        """A few messages a day to each: no limit but the one that is counted."""
        return 0.0

    async def edit(self, slot: Slot) -> None:
        """Nothing that was said changes there."""

    async def send(self, slot: Slot) -> str:
        """Say something, ask for a person, or get a file; the name it has there.  Raises ``SendFailed``."""
        content = slot.content
        if "fetch" in content:
            return await self._fetch(slot)
        if "who" in content:
            return await self._name(slot)
        if "person" in content:
            return await self._person(slot)
        account, external = self._where(slot.chat_external)
        if names := content.get("photos"):
            return await self._say(account, external, slot, await self._photo(account, names[0]))
        return await self._say(account, external, slot, message(content))

    def _where(self, chat: str) -> tuple[Account, str]:
        name, _, external = chat.partition(":")
        account = self._accounts.get(name)
        if account is None:
            raise SendFailed(f"{CHANNEL}: the account is set up no more", permanent=True)
        return account, external

    # --- saying -------------------------------------------------------------------------------------------

    async def _say(self, account: Account, external: str, slot: Slot, body: dict[str, Any]) -> str:
        msgid = f"{await self._db.write(meta.salt)}-{slot.id}"
        if code := slot.content.get("code"):
            await self._by_code(account, code, msgid, body)
            return msgid
        try:
            await account.post("send_msg", touser=external, msgid=msgid, **body)
        except Held as held:
            if held.code != NOT_ALLOWED or slot.priority != Priority.DANGER:
                raise
            await self._interrupt(account, external, slot, msgid, body, held)
        return msgid

    async def _by_code(self, account: Account, code: str, msgid: str, body: dict[str, Any]) -> None:
        """One message for a code; when the code serves no more, what it would have carried waits for a better time."""
        try:
            await account.client.post(account.who, "kf/send_msg_on_event", {"code": code, "msgid": msgid, **body})
        except SendFailed as failed:
            if not failed.permanent:
                raise
            raise Held(str(failed), code=failed.code) from failed

    async def _interrupt(
        self, account: Account, external: str, slot: Slot, msgid: str, body: dict[str, Any], held: Held
    ) -> None:
        """Danger, and they wait for a person who has not come: the waiting ends, and they read what to do.

        Where a person speaks with them already, that person is there to say it, and staff are called anyhow.
        """
        state = await account.post("service_state/get", external_userid=external)
        if state.get("service_state") != POOL:
            raise held
        moved = await account.post("service_state/trans", external_userid=external, service_state=OVER)
        code = moved.get("msg_code")
        await self._note(account, slot, {"left": True, "chat": slot.chat_external}, slot.chat_external)
        if not isinstance(code, str) or not code:
            raise held
        await self._by_code(account, code, msgid, body)

    async def _photo(self, account: Account, name: str) -> dict[str, Any]:
        path = self._shelf.find(name) if platform(name) is None else await self._copy(name)
        if path is None:
            raise SendFailed(f"{CHANNEL}: the photo is gone", permanent=True)
        content = await asyncio.to_thread(path.read_bytes)
        media_id = await account.client.upload(account.who, "image", path.name, content)
        return {"msgtype": "image", "image": {"media_id": media_id}}

    async def _copy(self, name: str) -> Path | None:
        stored = await self._db.write(copies.stored, name)
        return self._shelf.find(stored) if stored else None

    # --- a person takes over ------------------------------------------------------------------------------

    async def _person(self, slot: Slot) -> str:
        """Ask for a person: how it went comes back by the inbox, before the call counts as made."""
        chat = slot.content["person"]
        account, external = self._where(chat)
        asked = {"taken": False, "code": "", "until_ms": 0}
        try:
            asked |= await self._handed_over(account, external)
        except SendFailed as failed:
            if not (failed.permanent or isinstance(failed, Held)):
                raise
        await self._note(account, slot, {"handed_over": asked, "chat": chat}, chat)
        return "asked"

    async def _handed_over(self, account: Account, external: str) -> dict[str, Any]:
        state = await account.post("service_state/get", external_userid=external)
        if state.get("service_state") in (POOL, PERSON):
            waits = state["service_state"] == POOL
            return {"taken": True, "waits": waits}  # an answer that was lost, or a servicer was faster
        moved = await self._moved(account, external)
        code = moved.get("msg_code")
        until = self._clock.machine_ms() + GREETED_MS
        waits = not account.servicers
        return {"taken": True, "code": code if isinstance(code, str) else "", "until_ms": until, "waits": waits}

    async def _moved(self, account: Account, external: str) -> dict[str, Any]:
        """To the first servicer who takes conversations, or into the pool.  Raises ``SendFailed``."""
        if not account.servicers:
            return await account.post("service_state/trans", external_userid=external, service_state=POOL)
        refused: SendFailed | None = None
        for servicer in account.servicers:
            to = {"service_state": PERSON, "servicer_userid": servicer}
            try:
                return await account.post("service_state/trans", external_userid=external, **to)
            except SendFailed as failed:
                if not failed.permanent:
                    raise
                refused = failed
        assert refused is not None
        raise refused

    # --- names ----------------------------------------------------------------------------------------------

    async def _name(self, slot: Slot) -> str:
        """What a resident is called in WeChat; it comes back by the inbox.  Without it nothing is the matter."""
        chat = slot.content["who"]
        account, external = self._where(chat)
        body = {"external_userid_list": [external], "need_enter_session_context": 0}
        try:
            answer = await account.client.post(account.unnoticed, "kf/customer/batchget", body)
        except SendFailed as failed:
            if failed.permanent or slot.attempts >= NAME_TRIES:
                return "unnamed"
            raise
        rows = answer.get("customer_list")
        rows = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        found = next((row.get("nickname") for row in rows if row.get("external_userid") == external), "")
        name = " ".join(text_of(found).split())[:NAME]
        if name:
            await self._note(account, slot, {"named": name, "chat": chat}, chat)
        return "named"

    # --- files --------------------------------------------------------------------------------------------

    async def _fetch(self, slot: Slot) -> str:
        """Get our copy of a photo or voice message; how it went comes back by the inbox."""
        name, kind = slot.content["fetch"], slot.content["kind"]
        account, _ = self._where(name.partition(":")[2].replace("/", ":"))
        body = await fetch(account.client, account.who, self._shelf, name, kind, slot.attempts)
        await self._note(account, slot, {"fetched": body}, "fetch")
        return "fetched"

    async def _note(self, account: Account, slot: Slot, body: dict[str, Any], lane: str) -> None:
        """Something of our own for the inbox, in the lane of the chat that it is about."""
        source = f"{CHANNEL}:{account.way.account}"
        stamp = {"open_kfid": account.way.account, "send_time": slot.wanted_at // 1000}
        key = f"slot:{slot.id}:{next(iter(body))}"
        now = from_ms(slot.wanted_at)
        await self._db.write(inbox.receive, source, key, f"{CHANNEL}:{lane}", {**stamp, **body}, now)
