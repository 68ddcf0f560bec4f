"""Web Push as a channel: a slot is one call to a browser's push service, which wakes its service worker.

The message is sealed for that browser alone (seal.py).  Services are chosen by whoever asks, so only hosts that are
known to be some are called (hosts.py), and no answer of theirs leads anywhere else.
"""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.channels import SendFailed
from bot.channels.push import seal
from config.wording import Wording
from domain.people import Abilities
from storage import pushes
from storage.db import Database
from storage.sending import Slot
from web.chat.hosts import allowed
from web.chat.pushing import Pushing

log = logging.getLogger(__name__)

NAME = "push"
WITHIN = 10.0  # s for one call
TTL = 24 * 3600  # s that a service keeps it for a browser that is off
GONE = frozenset({404, 410})
AGAIN = timedelta(minutes=1)


class Push:
    """The channel."""

    name = NAME
    abilities = Abilities()

    def __init__(self, db: Database, wording: Wording, hosts: tuple[str, ...], address: str) -> None:
        self._db, self._wording, self._hosts, self._address = db, wording, hosts, address
        self._key = ""

    async def remember(self) -> None:
        """Our key, made at the first start."""
        self._key = await self._db.write(pushes.key, seal.fresh_key())

    @property
    def public(self) -> str:
        """What browsers are told to expect calls from."""
        return seal.public(self._key)

    @property
    def asked(self) -> Pushing:
        """What the pages need to know of it."""
        return Pushing(self.public, self._hosts, seal.usable)

    def decode(self, body: Mapping[str, Any]) -> None:
        """Nobody says anything here."""

    def wait(self, slot: Slot) -> float:
        """No limits of ours."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """Wake one browser.  Raises ``SendFailed``."""
        push = await self._db.write(pushes.get, int(slot.content["push"]))
        if push is None or not allowed(push.endpoint, self._hosts):
            return f"ended:{slot.id}"
        words = self._wording.text(push.lang, "push-news")
        told = {"title": self._wording.text(push.lang, "page-name"), "body": words, "tag": "huiyin"}
        status = await self._post(
            push, json.dumps(told, ensure_ascii=False).encode(), slot.content.get("urgent", False)
        )
        if status in GONE:
            await self._db.write(pushes.end, push.id)
            return f"ended:{slot.id}"
        if status == 429 or status >= 500:
            raise SendFailed(f"the push service answered {status}", retry_after=AGAIN)
        if not 200 <= status < 300:
            log.warning("a push service refused a call (%s); its browser is not told any more", status)
            await self._db.write(pushes.end, push.id)
        return f"push:{slot.id}"

    async def edit(self, slot: Slot) -> None:
        """What woke a browser has."""

    async def _post(self, push: pushes.Push, told: bytes, urgent: bool) -> int:
        import httpx  # loaded with the first call: many desks make none

        body = seal.sealed(told, push.p256dh, push.auth)
        headers = {
            "Authorization": seal.authorization(self._key, push.endpoint, self._address),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL),
            "Urgency": "high" if urgent else "normal",
        }
        try:
            async with httpx.AsyncClient(timeout=WITHIN, follow_redirects=False) as client:
                async with client.stream("POST", push.endpoint, content=body, headers=headers) as answer:
                    return answer.status_code  # what it says beside that is not read
        except httpx.HTTPError as error:
            raise SendFailed(f"the push service did not answer ({type(error).__name__})") from error
