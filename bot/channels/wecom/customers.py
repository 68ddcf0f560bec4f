"""Customer groups 客户群: the weekly post, which each group's owner must confirm in their app.

A post is made once: before it is, what was made today is looked through, since an answer may have been lost.  What
became of it comes back by the inbox (handlers/counting/customers.py).  Sources: document/path/92135, 93338.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.channels import SendFailed
from bot.channels.wecom.app_decode import CHANNEL
from bot.channels.wecom.app_files import Shelves
from bot.channels.wecom.cards import split
from bot.channels.wecom.client import Client, Credential
from config.wecom import Corp, Group
from domain.events import Confirmed, Event, Posted
from handlers.desk import Clock
from storage import copies, customer_posts, inbox
from storage.db import Database
from storage.sending import Slot
from storage.times import from_ms

GROUPS = "group"  # how the names of its chats begin
TEXT = 4_000  # bytes; a guess
PAGE, PAGES = 100, 20  # of what was made today, and of groups
MORNING = 9  # o'clock at which a post that had to wait for the next day is made
SENT = 1  # the status of a group that got it; 0: not yet, 3: it had its post of the day


@dataclass(frozen=True, slots=True)
class Joined:
    """An owner's groups, with what calls for them."""

    client: Client
    who: Credential
    corp: Corp
    group: Group


class Customers:
    """The customer groups of every owner; by corp/owner."""

    def __init__(
        self, db: Database, owners: Mapping[str, Joined], zones: Mapping[str, ZoneInfo], shelves: Shelves, clock: Clock
    ) -> None:
        self._db, self._owners, self._zones, self._shelves, self._clock = db, owners, zones, shelves, clock

    @property
    def rooms(self) -> dict[str, str]:
        """The chats that stand for them, each with its community."""
        return {f"{GROUPS}:{name}": each.group.community for name, each in self._owners.items()}

    def wait(self, slot: Slot) -> float:
        """Nothing here comes often."""
        return 0.0

    async def edit(self, slot: Slot) -> str | None:
        """What was posted stands."""
        return None

    async def send(self, slot: Slot) -> str:
        """Have it posted, ask what became of it, or remind its owner.  Raises ``SendFailed``."""
        name = slot.chat_external.partition(":")[2]
        if name not in self._owners:
            raise SendFailed(f"the customer groups of {name} are not in the WeCom file", permanent=True)
        to = self._owners[name]
        if msgid := slot.content.get("ask"):
            return await self._ask(to, slot, msgid)
        if msgid := slot.content.get("remind"):
            return await self._remind(to, msgid)
        try:
            msgid = await self._post(to, slot)
        except SendFailed as failed:
            if failed.permanent:
                await self._note(slot, {"posted": "", "why": str(failed)})
            raise
        await self._note(slot, {"posted": msgid})
        return f"post:{msgid}"

    # --- the post ---------------------------------------------------------------------------------------------

    async def _post(self, to: Joined, slot: Slot) -> str:
        now = self._clock.now().astimezone(self._zones.get(to.group.community))
        text = split(slot.content["text"], TEXT)[0]
        if msgid := await self._made(to, text, now):
            return msgid
        last = await self._db.write(customer_posts.last, slot.chat)
        if last and last.astimezone(now.tzinfo).date() == now.date():
            raise SendFailed("one post a day for an owner", retry_after=_until_morning(now))
        body: dict[str, Any] = {"chat_type": "group", "sender": to.group.owner, "text": {"content": text}}
        if to.group.chats:
            body["chat_id_list"] = list(to.group.chats)
        if attachments := [await self._picture(to, name) for name in slot.content.get("photos", ())[:9]]:
            body["attachments"] = attachments
        answer = await to.client.post(to.who, "externalcontact/add_msg_template", body)
        msgid = answer.get("msgid")
        if not isinstance(msgid, str) or not msgid:
            raise SendFailed("add_msg_template: no msgid in the answer")
        return msgid

    async def _made(self, to: Joined, text: str, now: datetime) -> str | None:
        """The post with these words that was made for this owner today, if there is one."""
        since = now.replace(hour=0, minute=0, second=0, microsecond=0)
        body = {"chat_type": "group", "start_time": int(since.timestamp()), "end_time": int(now.timestamp()) + 60}
        body |= {"filter_type": 2, "limit": PAGE}
        for each in await self._all(to, "get_groupmsg_list_v2", body, "group_msg_list"):
            said = each.get("text")
            if isinstance(said, Mapping) and said.get("content") == text and isinstance(each.get("msgid"), str):
                tasks = await self._all(to, "get_groupmsg_task", {"msgid": each["msgid"], "limit": PAGE}, "task_list")
                if any(str(task.get("userid", "")).lower() == to.group.owner.lower() for task in tasks):
                    return str(each["msgid"])
        return None

    async def _picture(self, to: Joined, name: str) -> dict[str, Any]:
        own = await self._db.write(copies.stored, name) if ":" in name else name
        path: Path | None = self._shelves.media.find(own) if own else None
        if path is None:
            raise SendFailed(f"the file {name.partition(':')[0]} is gone", permanent=True)
        content = await asyncio.to_thread(path.read_bytes)
        return {"msgtype": "image", "image": {"media_id": await to.client.upload(to.who, "image", path.name, content)}}

    # --- what became of it ------------------------------------------------------------------------------------

    async def _ask(self, to: Joined, slot: Slot, msgid: str) -> str:
        tasks = await self._all(to, "get_groupmsg_task", {"msgid": msgid, "limit": PAGE}, "task_list")
        confirmed = any(task.get("status") == 2 for task in tasks)
        sent = missed = 0
        if confirmed:
            body = {"msgid": msgid, "userid": to.group.owner, "limit": PAGE}
            groups = await self._all(to, "get_groupmsg_send_result", body, "send_list")
            sent = sum(each.get("status") == SENT for each in groups)
            missed = len(groups) - sent
        await self._note(slot, {"asked": msgid, "confirmed": confirmed, "sent": sent, "missed": missed})
        return f"asked:{slot.id}"

    async def _remind(self, to: Joined, msgid: str) -> str:
        """Three times in a day; what is more, or too late, changes nothing."""
        try:
            await to.client.post(to.who, "externalcontact/remind_groupmsg_send", {"msgid": msgid})
        except SendFailed as failed:
            if not failed.code:
                raise
        return f"reminded:{msgid}"

    async def _all(self, to: Joined, path: str, body: Mapping[str, Any], rows: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = ""
        for _ in range(PAGES):
            answer = await to.client.post(to.who, f"externalcontact/{path}", {**body, "cursor": cursor})
            found += [row for row in answer.get(rows) or () if isinstance(row, dict)]
            cursor = str(answer.get("next_cursor") or "")
            if not cursor:
                break
        return found

    async def _note(self, slot: Slot, note: Mapping[str, Any]) -> None:
        source, lane = f"{CHANNEL}:{GROUPS}", f"{CHANNEL}:{slot.chat_external}"
        body = {GROUPS: slot.chat_external, "at": slot.wanted_at, **note}
        at = from_ms(slot.wanted_at)
        await self._db.write(inbox.receive, source, f"{slot.id}:{slot.rev}", lane, body, at)


def decode(body: Mapping[str, Any]) -> Event:
    """The event in a note of ours."""
    at = from_ms(body["at"])
    if "posted" in body:
        return Posted(CHANNEL, body[GROUPS], body["posted"], at, body.get("why", ""))
    counts = body["confirmed"], body["sent"], body["missed"]
    return Confirmed(CHANNEL, body[GROUPS], body["asked"], at, *counts)


def _until_morning(now: datetime) -> timedelta:
    morning = (now + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning - now
