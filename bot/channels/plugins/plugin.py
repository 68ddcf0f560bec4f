"""What the plug-ins share: the budget is looked at before a call, and how the call went is written down after it."""

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from bot.channels import SendFailed
from bot.channels.plugins.endpoint import Endpoint, Unanswered
from domain.events import Event, Spent
from domain.people import Abilities
from storage import inbox, metering
from storage.db import Database, Tx
from storage.metering import Account
from storage.sending import Slot
from storage.times import from_ms

log = logging.getLogger(__name__)

TRIES = 3  # of one call; the local answer stands meanwhile


class Asking(Protocol):
    """What one plug-in does of its own."""

    def estimate(self, content: Mapping[str, Any]) -> int:
        """What the call will use at most, in the plug-in's own units."""

    async def ask(self, endpoint: Endpoint, content: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
        """The answer as codes and words, and what it used.  Raises ``Unanswered``."""

    def event(self, about: Mapping[str, Any], found: Mapping[str, Any]) -> Event:
        """What comes back through the inbox."""


class Plugin:
    """One that is set up."""

    abilities = Abilities()

    def __init__(self, name: str, db: Database, endpoint: Endpoint, asking: Asking, budget: int) -> None:
        self.name = name
        self._db, self._endpoint, self._asking, self.budget = db, endpoint, asking, budget
        self.trouble: str | None = None  # why the last call failed; None when all is well

    def decode(self, body: Mapping[str, Any]) -> Event:
        """What ``send`` noted."""
        if "spent" in body:
            return Spent(**body["spent"])
        return self._asking.event(body["about"], body["found"])

    def wait(self, slot: Slot) -> float:
        """No limits of ours: a budget ends a month, an endpoint says itself when it is too much."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """Ask; the answer comes back by the inbox, before the call counts as made.  Without one nothing happens.

        What the call may use is set aside before it and put right after it: a crash between leaves too much
        counted rather than too little.
        """
        account = Account(self.name, slot.content["community"], slot.content["month"])
        estimate = self._asking.estimate(slot.content)
        if not await self._db.write(metering.reserve, account, estimate, self.budget):
            await self._db.write(_spent, self.name, account, from_ms(slot.wanted_at))
            return "over budget"
        try:
            found, used = await self._asking.ask(self._endpoint, slot.content)
        except Unanswered as unanswered:
            return await self._unanswered(slot, account, estimate, unanswered)
        self.trouble = None
        body = {"about": slot.content["about"], "found": found}
        await self._db.write(_answered, self.name, slot, body, account, used - estimate)
        return "answered"

    async def edit(self, slot: Slot) -> None:
        """What was asked is not asked again."""

    async def _unanswered(self, slot: Slot, account: Account, estimate: int, why: Unanswered) -> str:
        self.trouble = f"the {self.name} plug-in ({self._endpoint.host}) {why}"
        log.warning("%s", self.trouble)
        if not why.charged:
            await self._db.write(metering.settle, account, -estimate)
        if why.final or slot.attempts + 1 >= TRIES:
            return "unanswered"
        raise SendFailed(str(why), retry_after=why.retry_after)


def _answered(tx: Tx, name: str, slot: Slot, body: dict[str, Any], account: Account, difference: int) -> None:
    key = f"{name}:{slot.id}:{slot.rev}"
    if inbox.receive(tx, name, key, slot.content["lane"], body, from_ms(slot.wanted_at)):
        metering.settle(tx, account, difference)


def _spent(tx: Tx, name: str, account: Account, now: datetime) -> None:
    key = f"spent:{account.community}:{account.month}"
    inbox.receive(tx, name, key, "clock:plugins", {"spent": asdict(account)}, now)
