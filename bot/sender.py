"""The sender: what the desk wants people to see leaves here, most urgent first.

One call per chat and eight in all are in flight, so a crash repeats at most those.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from math import inf
from typing import Concatenate, ParamSpec

from bot.channels import Channel, Paced, SendFailed
from bot.channels import Held as HeldBack
from bot.lease import ALONE
from handlers.desk import Clock
from storage import holding, results, sending
from storage.db import Database, Tx
from storage.sending import Slot
from storage.times import to_ms

log = logging.getLogger(__name__)

AT_ONCE = 8  # calls in flight
LOOK_AGAIN = 1.0  # s; a slot that was put off becomes ready without a commit
BACKOFF_MS = (1_000, 2_000, 5_000, 15_000, 60_000, 300_000)  # between tries; the last one repeats
TRIES = 5  # with an error that the channel itself did not foresee

P = ParamSpec("P")


class Sender:
    """Drains the outbox."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        look_again: float = LOOK_AGAIN,
        backoff_ms: Sequence[int] = BACKOFF_MS,
    ) -> None:
        self._db, self._channels, self._clock = db, channels, clock
        self.held = ALONE  # the right to send, where there are several processes
        self._look_again, self._backoff_ms = look_again, backoff_ms
        self._busy: set[int] = set()
        self._resting: set[int] = set()  # chats whose limit is reached; looked at again with every commit
        self._rested = inf  # when the first of them may go on, by the loop's clock
        # Told of each call: channel, how it went, seconds it took, seconds since it was wanted if it is new.
        self.noted: Callable[[str, str, float, float | None], None] = lambda *_: None
        self._more = asyncio.Event()
        db.on("outbox", self._more.set)

    async def run(self) -> None:
        """Send for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                slots = await self._ready()
                leaving = [slot for slot in slots if not self._rests(slot)]
                for slot in leaving:
                    self._busy.add(slot.chat)
                    group.create_task(self._leave(slot))
                if len(leaving) < len(slots) and not self._full(slots):
                    continue  # others may be ready in place of those that rest
                await self._rest()

    async def _ready(self) -> list[Slot]:
        free = AT_ONCE - len(self._busy)
        if free <= 0 or not self.held.valid:
            return []
        try:
            away = frozenset(self._busy | self._resting)
            return await self._db.write(self._leaving, self._clock.machine_ms(), away, free, self._clock.now())
        except (sqlite3.Error, TimeoutError) as error:
            log.error("could not read the outbox, trying again: %s", error)
            return []

    def _leaving(self, tx: Tx, now_ms: int, away: frozenset[int], free: int, now: datetime) -> list[Slot]:
        """What may leave; after a restore nothing, until it is released."""
        self.held.check(tx)
        return [] if holding.is_held(tx) else results.leaving(tx, now_ms, away, free, now)

    def _rests(self, slot: Slot) -> bool:
        """Whether this slot must wait for its channel's limits; the others go on."""
        channel = self._channels.get(slot.channel)
        try:
            wait = channel.wait(slot) if channel else 0.0
        except Exception:
            log.exception("the limits of slot %s to chat %s", slot.id, slot.chat)
            wait = 0.0  # the call itself will say what is wrong with it
        if wait > 0:
            self._resting.add(slot.chat)
            self._rested = min(self._rested, asyncio.get_running_loop().time() + wait)
        return wait > 0

    def _full(self, slots: Sequence[Slot]) -> bool:
        """Whether their channel takes nothing more: thousands may wait for it, and none is worth a look.

        What waits behind them for another channel waits too, for a second at most.
        """
        channels = {slot.channel: self._channels.get(slot.channel) for slot in slots}
        return all(isinstance(channel, Paced) and channel.full() for channel in channels.values())

    async def _rest(self) -> None:
        """Until something changes in the outbox, a chat has rested enough, or a put-off slot may be due."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(min(self._rested, asyncio.get_running_loop().time() + self._look_again)):
                await self._more.wait()
        self._more.clear()
        self._resting.clear()
        self._rested = inf

    async def _leave(self, slot: Slot) -> None:
        began = time.monotonic()
        try:
            if not self.held.valid:  # somebody else may send it by now
                return
            outcome = await self._tried(slot)
            waited = to_ms(self._clock.now()) - slot.wanted_at if slot.sent_rev == 0 else None
            self.noted(slot.channel, outcome, time.monotonic() - began, waited / 1000 if waited is not None else None)
        finally:
            self._busy.discard(slot.chat)
            self._more.set()

    async def _tried(self, slot: Slot) -> str:
        """How it went, which is written down by then."""
        try:
            return await self._call(slot)
        except SendFailed as failed:
            if isinstance(failed, HeldBack):
                log.info("slot %s to chat %s is held: %s", slot.id, slot.chat, failed)
                await self._record(results.hold, slot.id, self._clock.now())
                return "held"
            if failed.permanent:
                log.warning("slot %s to chat %s failed for good: %s", slot.id, slot.chat, failed)
                await self._record(results.give_up, slot.id, slot.rev, "failed", str(failed), self._clock.now())
                return "failed"
            asked = int(failed.retry_after.total_seconds() * 1000) if failed.retry_after else 0
            await self._put_off(slot, str(failed), asked)
        except Exception as error:
            log.exception("slot %s to chat %s", slot.id, slot.chat)
            if slot.attempts + 1 >= TRIES:
                await self._record(results.give_up, slot.id, slot.rev, "failed", repr(error), self._clock.now())
                return "failed"
            await self._put_off(slot, repr(error))
        return "put_off"

    async def _call(self, slot: Slot) -> str:
        if slot.expires_at is not None and slot.expires_at <= self._clock.machine_ms():
            await self._record(results.give_up, slot.id, slot.rev, "expired", "came too late", self._clock.now())
            return "expired"
        channel = self._channels.get(slot.channel)
        if channel is None:
            raise SendFailed(f"no channel named {slot.channel}", permanent=True)
        if slot.sent_rev == 0:
            platform_id = await channel.send(slot)
        else:
            assert slot.platform_id is not None
            platform_id = slot.platform_id
            if channel.abilities.edit:  # elsewhere what was said stands (handlers/reports/unedited.py)
                platform_id = await channel.edit(slot) or platform_id
        await self._record(results.sent, slot.id, slot.rev, platform_id, self._clock.now())
        return "sent"

    async def _put_off(self, slot: Slot, error: str, at_least_ms: int = 0) -> None:
        wait = max(at_least_ms, self._backoff_ms[min(slot.attempts, len(self._backoff_ms) - 1)])
        await self._record(sending.put_off, slot.id, self._clock.machine_ms() + wait, error)

    async def _record(self, fn: Callable[Concatenate[Tx, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Write down how a call went.  Until storage takes it the chat stays busy, so that nothing is sent twice."""
        while True:
            try:
                return await self._db.write(fn, *args, **kwargs)
            except (sqlite3.Error, TimeoutError) as error:
                log.error("could not write down how a call went, trying again: %s", error)
                await asyncio.sleep(self._look_again)
