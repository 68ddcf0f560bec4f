"""The sender: what the desk wants people to see leaves here, most urgent first.

One call per chat and eight in all are in flight, so a crash repeats at most those.
"""

import asyncio
import logging
from collections.abc import Mapping

from bot.channels import Channel, SendFailed
from handlers.desk import Clock
from storage import outbox
from storage.db import Database
from storage.outbox import Slot

log = logging.getLogger(__name__)

AT_ONCE = 8  # calls in flight
LOOK_AGAIN = 1.0  # s; a slot that was put off becomes ready without a commit
BACKOFF_MS = (1_000, 2_000, 5_000, 15_000, 60_000, 300_000)  # between tries; the last one repeats


class Sender:
    """Drains the outbox."""

    def __init__(self, db: Database, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._db, self._channels, self._clock = db, channels, clock
        self._busy: set[int] = set()
        self._more = asyncio.Event()
        db.on("outbox", self._more.set)

    async def run(self) -> None:
        """Send for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                for slot in await self._ready():
                    self._busy.add(slot.chat)
                    group.create_task(self._leave(slot))
                try:
                    await asyncio.wait_for(self._more.wait(), LOOK_AGAIN)
                except TimeoutError:
                    continue
                self._more.clear()

    async def _ready(self) -> list[Slot]:
        free = AT_ONCE - len(self._busy)
        if free <= 0:
            return []
        return await self._db.write(outbox.ready, self._clock.machine_ms(), frozenset(self._busy), free)

    async def _leave(self, slot: Slot) -> None:
        try:
            await self._call(slot)
        except SendFailed as failed:
            if failed.permanent:
                log.warning("slot %s to chat %s failed for good: %s", slot.id, slot.chat, failed)
                await self._db.write(outbox.give_up, slot.id, "failed", str(failed))
            else:
                wait = BACKOFF_MS[min(slot.attempts, len(BACKOFF_MS) - 1)]
                if failed.retry_after:
                    wait = max(wait, int(failed.retry_after.total_seconds() * 1000))
                await self._db.write(outbox.put_off, slot.id, self._clock.machine_ms() + wait, str(failed))
        except Exception as error:
            log.exception("slot %s to chat %s", slot.id, slot.chat)
            await self._db.write(outbox.put_off, slot.id, self._clock.machine_ms() + 60_000, repr(error))
        finally:
            self._busy.discard(slot.chat)
            self._more.set()

    async def _call(self, slot: Slot) -> None:
        if slot.expires_at is not None and slot.expires_at <= self._clock.machine_ms():
            await self._db.write(outbox.give_up, slot.id, "expired", "came too late")
            return
        channel = self._channels.get(slot.channel)
        if channel is None:
            raise SendFailed(f"no channel named {slot.channel}", permanent=True)
        if slot.sent_rev == 0:
            platform_id = await channel.send(slot)
        else:
            assert slot.platform_id is not None
            await channel.edit(slot)
            platform_id = slot.platform_id
        await self._db.write(outbox.sent, slot.id, slot.rev, platform_id)
