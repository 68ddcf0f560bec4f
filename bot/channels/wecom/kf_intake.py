"""What residents wrote to a 微信客服 account is fetched here: called by a callback, and now and then all the same.

The place up to which an account was read is kept in the write that keeps what was read, so nothing is skipped and
nothing comes twice (document/path/94670).
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.channels import SendFailed
from bot.channels.wecom.client import Client, Credential
from bot.channels.wecom.kf_decode import CHANNEL, RESIDENT, SYSTEM, Way, chat_of, external_of
from handlers.desk import Clock
from storage import inbox, meta, wecom
from storage.db import Database, Tx
from storage.times import to_ms

log = logging.getLogger(__name__)

SAFETY = 120.0  # s between questions that nobody called for; without a callback's token they are rationed
BACKOFF = (1.0, 2.0, 5.0, 15.0, 60.0)  # s between tries; the last one repeats
YOUNG_MS = 9 * 60_000  # a callback's token serves for ten minutes
BATCH = 1_000  # items of one answer
STANDING = 20  # answers in a row that say that there is more and bring nothing
OLD_TOKEN = 95007
NO_PLACE = 40058  # a parameter is wrong: of these, only the place up to which was read


class Intake:
    """Reads one account."""

    def __init__(self, db: Database, client: Client, who: Credential, way: Way, clock: Clock) -> None:
        self._db, self._client, self._who, self._way, self._clock = db, client, who, way, clock
        self._called = asyncio.Event()
        self._seen: wecom.Called | None = None
        db.on(wecom.WOKEN, self._called.set)

    async def run(self, safety: float = SAFETY) -> None:
        """Read for ever."""
        await self._db.write(_since, self._way.account, self._clock.now())
        tries = 0
        while True:
            try:
                await self.read()
                tries, pause = 0, safety
            except SendFailed as failed:
                log.debug("%s", failed)  # the client says it once, as a trouble
                asked = failed.retry_after.total_seconds() if failed.retry_after else 0.0
                pause = max(asked, BACKOFF[min(tries, len(BACKOFF) - 1)])
                tries += 1
            await self._wait(pause)

    async def _wait(self, pause: float) -> None:
        """Until this account is called, or the pause is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                while True:
                    await self._called.wait()
                    self._called.clear()
                    if await self._db.write(wecom.last_call, self._way.account) != self._seen:
                        return

    async def read(self) -> None:
        """Everything that is new.  Raises ``SendFailed``; what was kept by then stays."""
        self._seen = await self._db.write(wecom.last_call, self._way.account)
        young = self._seen is not None and self._clock.machine_ms() - self._seen.at_ms < YOUNG_MS
        token = self._seen.token if self._seen and young else ""
        more, standing = True, 0
        while more:
            cursor = await self._db.write(meta.get, _cursor(self._way.account)) or ""
            try:
                answer = await self._page(cursor, token)
            except SendFailed as failed:
                if failed.code != NO_PLACE or not cursor:
                    raise
                log.warning("微信客服 account %s is read anew: its place is not known there", self._way.account)
                answer = await self._page("", token)  # three days at most; what came before is dropped by its key
            items, following, more = _understood(answer)
            standing = standing + 1 if following == cursor else 0
            if standing > STANDING:
                raise SendFailed("kf/sync_msg: stands still")  # asked again after a pause, not at once for ever
            now, now_ms = self._clock.now(), self._clock.machine_ms()
            await self._db.write(keep, self._way, items, following, now, now_ms)

    async def _page(self, cursor: str, token: str) -> dict[str, Any]:
        body = {"cursor": cursor, "limit": BATCH, "voice_format": 0, "open_kfid": self._way.account}
        try:
            return await self._client.post(self._who, "kf/sync_msg", {**body, "token": token} if token else body)
        except SendFailed as failed:
            if failed.code != OLD_TOKEN:
                raise
        return await self._client.post(self._who, "kf/sync_msg", body)


def keep(tx: Tx, way: Way, items: list[Any], cursor: str, now: datetime, now_ms: int) -> None:
    """Keep what was read and how far; what came before is dropped by its key, and what is older than we are, too."""
    since = _since(tx, way.account, now)
    for item in items:
        if not isinstance(item, Mapping) or item.get("origin") not in (RESIDENT, SYSTEM):
            continue  # what servicers write is theirs
        sent = item.get("send_time")
        if isinstance(sent, int) and (sent + 1) * 1000 <= since:
            continue
        lane = f"{CHANNEL}:{chat_of(way.account, external_of(item))}"
        body = {**item, "open_kfid": way.account, "received_at": to_ms(now), "received_ms": now_ms}
        inbox.receive(tx, f"{CHANNEL}:{way.account}", _key(item), lane, body, now)
    meta.put(tx, _cursor(way.account), cursor)


def _understood(answer: Mapping[str, Any]) -> tuple[list[Any], str, bool]:
    items, following = answer.get("msg_list", []), answer.get("next_cursor")
    if not isinstance(items, list) or not isinstance(following, str) or not following:
        raise SendFailed("kf/sync_msg: answered nonsense")
    return items, following, bool(answer.get("has_more"))


def _since(tx: Tx, account: str, now: datetime) -> int:
    """When we began to listen: what was written before is nobody's question to us."""
    key = f"kf_since:{account}"
    known = meta.get(tx, key)
    if known is None:
        meta.put(tx, key, str(to_ms(now)))
    return int(known) if known is not None else to_ms(now)


def _cursor(account: str) -> str:
    return f"kf_cursor:{account}"


def _key(item: Mapping[str, Any]) -> str:
    """Its msgid; what has none is known by its content."""
    if isinstance(msgid := item.get("msgid"), str) and msgid:
        return msgid
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()
