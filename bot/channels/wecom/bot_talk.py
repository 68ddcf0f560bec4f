"""What a smart bot says: as a reply to the last word in a chat, or unasked."""

import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot.channels import SendFailed
from bot.channels.wecom import bot_decode
from bot.channels.wecom.bot_socket import Connection
from bot.channels.wecom.limits import BOT, Limits
from bot.clock import DeskClock
from domain.effects import Priority
from storage import bots
from storage.bots import Said
from storage.db import Database
from storage.sending import Slot

USED = 42014  # the card's task_id was used: it came the time before, and its acknowledgement was lost
FINISHED = 846608  # a reply of that name was finished: the same
OVER = 846605  # nothing can be said to that message any more
MALFORMED = frozenset({USED, 40007, 40008, 40009, 40058, 45001, 45002})  # it is the message, not the chat


class Talk:
    """Says one message after the other, in every chat."""

    def __init__(self, db: Database, clock: DeskClock) -> None:
        self._db, self._clock = db, clock
        self.limits = Limits(BOT)

    async def saying(self, slot: Slot) -> Said:
        """How far this message got; kept, so that a new process goes on where the last one was cut off."""
        return await self._db.write(bots.saying, slot.id, slot.rev, slot.chat_external, self._clock.machine_ms())

    async def acknowledged(self, slot: Slot, parts: int) -> None:
        """So many parts of it are there."""
        await self._db.write(bots.acknowledged, slot.id, parts)

    async def deliver(
        self, connection: Connection, slot: Slot, message: Mapping[str, Any], part: int, said: Said
    ) -> None:
        """One message: as a reply when it answers somebody, else unasked; the other way when one is refused."""
        if part:
            self.limits.count(slot.chat_external, time.monotonic())
        reply = partial(self._reply, connection, slot, message, part, said.req_id) if said.req_id else None
        push = partial(self._push, connection, slot, message, part)
        ways: list[Callable[[], Awaitable[None]]] = [way for way in (reply, push) if way]
        if reply and slot.priority != Priority.REPLY:
            ways.reverse()
        for way in ways[:-1]:
            try:
                return await way()
            except SendFailed as failed:
                if not failed.permanent or failed.code in MALFORMED:
                    raise
        return await ways[-1]()

    async def _reply(
        self, connection: Connection, slot: Slot, message: Mapping[str, Any], part: int, req_id: str
    ) -> None:
        """To the last word in this chat.  Text is a stream that ends at once: its name makes a repetition harmless."""
        body = dict(message)
        if message["msgtype"] == "markdown":
            stream = {"id": f"{task_of(slot)}-{part}", "finish": True, "content": message["markdown"]["content"]}
            body = {"msgtype": "stream", "stream": stream}
        try:
            await connection.ask("aibot_respond_msg", body, req_id)
        except SendFailed as failed:
            if failed.code == OVER:
                await self._db.write(bots.closed, slot.id, slot.chat_external, req_id)
            if failed.code not in (USED, FINISHED):
                raise

    async def _push(self, connection: Connection, slot: Slot, message: Mapping[str, Any], part: int) -> None:
        """Unasked: its frame has the same name at every try; whether WeCom looks at that, nobody says."""
        alone = bot_decode.is_alone(slot.chat_external)
        whom = slot.chat_external.partition("/")[2]
        head = {"chatid": whom.removeprefix("@") if alone else whom, "chat_type": 1 if alone else 2}
        try:
            await connection.ask("aibot_send_msg", {**head, **message}, f"aibot_send_msg_{task_of(slot)}-{part}")
        except SendFailed as failed:
            if failed.code != USED:
                raise


def task_of(slot: Slot) -> str:
    """The name of a card: the same at every try to send it, another for all else, whatever became of the database."""
    about = json.dumps([slot.wanted_at, slot.content], sort_keys=True)
    return f"bot-{slot.id}-{slot.rev}-{hashlib.sha256(about.encode()).hexdigest()[:12]}"
