"""Updates enter here: by long polling, or by a webhook; confirmed to Telegram only after they are kept.

Polling starts without an offset and lets the inbox's keys drop repeats: after a quiet week Telegram begins
its numbers anew, and a stored offset would skip what it has not seen (Bot API, Update.update_id).
"""

import asyncio
import hashlib
import hmac
import json
import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.channels.telegram.client import Client, Unreachable
from bot.channels.telegram.decode import KINDS, lane
from handlers.desk import Clock
from storage import inbox
from storage.db import Database, Tx
from storage.packed import pack
from storage.times import to_ms

log = logging.getLogger(__name__)

POLL = 50  # s that Telegram holds a question open
BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0)  # s between tries while it is unreachable; the last one repeats
WATCH = 60.0  # s between looks whether Telegram still delivers to us
CONNECTIONS = 40  # deliveries at once by webhook
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")  # of a surrogate pair, or both: the tables take no half alone


def receive(tx: Tx, source: str, updates: Sequence[Any], now: datetime) -> None:
    """Keep updates; one that came before is dropped by its key."""
    inbox.keep(tx, [row(source, update, pack(update), now) for update in updates])


def row(source: str, update: Any, text: str, now: datetime) -> inbox.Fresh:
    """What is kept of an update: its text as it came, unless that holds halves of signs."""
    body = pack(update) if _HALVES.search(text) else text
    return source, _key(update), lane(update), to_ms(now), body


def _key(update: Any) -> str:
    """Its number; what has none is no update, and is known by its content."""
    if isinstance(update, dict) and type(number := update.get("update_id")) is int:
        return str(number)
    return hashlib.sha256(json.dumps(update, sort_keys=True).encode()).hexdigest()


def secret(token: str) -> str:
    """What Telegram shows with each delivery: derived from the token, so that nothing more need be kept."""
    return hmac.new(token.encode(), b"huiyin webhook", hashlib.sha256).hexdigest()


class Intake:
    """Asks for updates, or has them delivered."""

    def __init__(self, db: Database, client: Client, source: str, clock: Clock) -> None:
        self._db, self._client, self._source, self._clock = db, client, source, clock

    async def poll(self) -> None:
        """Ask for updates for ever."""
        await self.until_it_works("deleteWebhook")
        offset: int | None = None
        while True:
            updates = await self.until_it_works(
                "getUpdates",
                read=POLL + 10,
                right=_is_list,
                offset=offset,
                timeout=POLL,
                allowed_updates=list(KINDS),
            )
            if updates:
                await self._keep(updates)
                numbers = [int(key) for update in updates if (key := _key(update)).isdigit() and len(key) < 19]
                if not numbers:  # nothing that could be confirmed: it would come again at once, for ever
                    await asyncio.sleep(BACKOFF[0])
                offset = max(numbers, default=(offset or 0) - 1) + 1 or None

    async def deliver_to(self, url: str, token: str) -> None:
        """Have updates delivered to this address, and see to it that they are."""
        wanted: dict[str, Any] = {"url": url, "secret_token": secret(token), "max_connections": CONNECTIONS}
        while True:
            await self.until_it_works("setWebhook", **wanted, allowed_updates=list(KINDS))
            log.info("Telegram delivers to %s", url)
            while True:
                await asyncio.sleep(WATCH)
                info = await self.until_it_works("getWebhookInfo")
                if info.get("url") != url:
                    log.warning("somebody took the webhook away; setting it again")
                    break

    async def _keep(self, updates: Sequence[dict[str, Any]]) -> None:
        """Keep a batch before the next question confirms it; while storage fails, it is not confirmed."""
        while True:
            try:
                await self._db.write(receive, self._source, updates, self._clock.now())
                return
            except Exception as error:
                log.error("could not keep updates, trying again: %s", error)
                await asyncio.sleep(BACKOFF[0])

    async def until_it_works(
        self, method: str, read: float = 20.0, right: Callable[[Any], bool] = bool, **parameters: Any
    ) -> Any:
        """Call a method until it answers sensibly, however long that takes."""
        tries = 0
        while True:
            try:
                answer = await self._client.ask(method, read=read, **parameters)
                if right(answer):
                    return answer
                log.warning("%s answered what it never should", method)
            except Unreachable as error:
                log.debug("%s", error)
                if method == "getUpdates" and "webhook is active" in str(error):  # somebody set one meanwhile
                    await self.once("deleteWebhook")
            await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
            tries += 1

    async def once(self, method: str, **parameters: Any) -> None:
        """Call a method that nothing depends on, until Telegram takes it or says no."""
        tries = 0
        while True:
            try:
                await self._client.ask(method, **parameters)
                return
            except Unreachable as error:
                if error.refused:
                    log.warning("%s", error)
                    return
            await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
            tries += 1


def _is_list(answer: Any) -> bool:
    return isinstance(answer, list)
