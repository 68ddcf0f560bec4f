"""The queue of updates and getUpdates, with the offsets of the real server (tdlib: TQueue, telegram-bot-api Client)."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram.description import load
from tests.telegram.errors import ApiError, NotAllowed

DAY = 86_400  # s an update waits to be fetched
PRESS = 150  # s the press of a button waits
FUTURE = 10  # an offset further ahead than this is not believed: everything is returned, nothing confirmed
ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
KINDS = tuple(name for name in load()["types"]["Update"] if name != "update_id")
DEFAULT = frozenset(KINDS) - set(ON_REQUEST)
TWO_POLLERS = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False, slots=True)
class Entry:
    """An update that waits to be confirmed."""

    id: int
    body: dict[str, Any]
    key: object  # a webhook gets updates of one key one after the other, of several at once
    until: float

    def json(self) -> dict[str, Any]:
        """The Update."""
        return {"update_id": self.id} | self.body


def conflict(why: str) -> ApiError:
    """Two ways to get updates are in each other's way."""
    return ApiError(409, f"Conflict: {why}")


class Updates:
    """What has happened and is not yet confirmed."""

    def __init__(self, now: Callable[[], float], changed: Callable[[], None]) -> None:
        self.now = now
        self.changed = changed
        self.next_id = random.randrange(100_000_000, 900_000_000)
        self.allowed: frozenset[str] = DEFAULT
        self.pending: list[Entry] = []
        self.log: list[Entry] = []  # everything that was ever queued
        self.twice = 0  # so many of the next updates are queued twice
        self.swaps = 0  # so many of the next pairs are queued in the wrong order
        self.held: Entry | None = None
        self.waiter: asyncio.Future[None] | None = None
        self.on_push: Callable[[], None] = lambda: None

    def allow(self, kinds: list[str] | None) -> bool:
        """Takes a new choice of kinds; None keeps the last.  Returns whether it is another."""
        if kinds is None:
            return False
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise NotAllowed(f"can't parse allowed_updates: there is no update {unknown[0]}")
        before, self.allowed = self.allowed, frozenset(kinds) or DEFAULT
        return self.allowed != before

    def push(self, kind: str, value: dict[str, Any], key: object, life: float = DAY) -> Entry | None:
        """Queues an update, unless the bot has not asked for its kind."""
        return self.push_raw({kind: value}, key, life) if kind in self.allowed else None

    def push_raw(self, body: dict[str, Any], key: object, life: float = DAY) -> Entry:
        """Queues an update of any shape; it gets the next number unless it brings one."""
        update_id = body.get("update_id", self.next_id)
        self.next_id = max(self.next_id, update_id + 1)
        entry = Entry(update_id, {name: value for name, value in body.items() if name != "update_id"}, key, 0.0)
        entry.until = self.now() + life
        self.log.append(entry)
        self.enqueue(entry)
        return entry

    def enqueue(self, entry: Entry) -> None:
        """Puts an update at the end, twice or late if a fault says so."""
        entries = [entry]
        if self.twice:
            self.twice -= 1
            entries.append(Entry(entry.id, entry.body, entry.key, entry.until))
        if self.held is not None:
            entries, self.held = [*entries, self.held], None
        elif self.swaps:
            self.swaps -= 1
            self.held, entries = entry, []
        self.pending += entries
        if entries:
            self.wake()

    def wake(self) -> None:
        """Someone may be waiting for this."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)
        self.on_push()
        self.changed()

    def forget(self, entry: Entry) -> None:
        """The update is confirmed."""
        self.pending = [each for each in self.pending if each is not entry]
        self.changed()

    def drop(self) -> None:
        """Confirms everything."""
        self.pending = []

    def take(self, offset: int, limit: int) -> list[Entry]:
        """The next updates; those before the offset are confirmed by asking."""
        now = self.now()
        self.pending = [entry for entry in self.pending if entry.until >= now]
        if offset < 0:
            self.pending = self.pending[offset:]
        elif 0 < offset <= self.next_id + FUTURE:
            self.pending = [entry for entry in self.pending if entry.id >= offset]
        return self.pending[:limit]

    async def get(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:  # noqa: ASYNC109 - it is the API's
        """getUpdates: at once if there is something, else as soon as there is, else nothing."""
        if self.take(offset, limit) or not timeout:
            return [entry.json() for entry in self.take(offset, limit)]
        self.abort(TWO_POLLERS)
        waiter = self.waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await waiter
        except TimeoutError:
            pass
        finally:
            if self.waiter is waiter:
                self.waiter = None
        return [entry.json() for entry in self.take(offset, limit)]

    def abort(self, why: str) -> None:
        """Ends a getUpdates that waits."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_exception(conflict(why))
