"""Holding everything back after a restore, until whoever keeps the machine running has looked at what would go out.

What comes in is kept and handled meanwhile; its answers wait with the rest.  Nothing comes due, but for erasing anew
those who were erased after the backup had been made (storage/forgotten.py).
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage import meta, results
from storage.db import Tx
from storage.times import from_ms, to_ms

_KEY = "held_since"
AFTER_ALL = "forget_again"  # the kind of what comes due even so


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages that would go out to chats of one kind, or what would come due of one kind."""

    what: str  # a channel and the kind of its chats, or the kind of what is due
    count: int
    oldest: str
    newest: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would happen if nothing were held."""

    since: str  # when it began to be held; empty: nothing is
    messages: tuple[Waiting, ...]
    edits: int
    due: tuple[Waiting, ...]  # what would come due at once
    arrived: int  # what waits to be handled

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can carry it."""
        return asdict(self)


def is_held(tx: Tx) -> bool:
    """Whether everything is held back."""
    return meta.get(tx, _KEY) is not None


def since(tx: Tx) -> datetime | None:
    """Since when everything is held back."""
    at = meta.get(tx, _KEY)
    return from_ms(int(at)) if at else None


def hold(tx: Tx, now: datetime) -> None:
    """Hold everything back from now on."""
    meta.put(tx, _KEY, str(to_ms(now)))


def release(tx: Tx, before: datetime | None, now: datetime) -> int:
    """Let it go out; how many messages wanted before then are dropped instead.

    Whoever should have been told by one of them that a report ended counts as not told: somebody phones.
    """
    old = tx.all(
        "SELECT id, rev FROM slot WHERE state = 'waiting' AND sent_rev = 0 AND wanted_at < ? ORDER BY id",
        (to_ms(before) if before else 0,),
    )
    for id_, rev in old:
        results.give_up(tx, id_, rev, "expired", "dropped after a restore", now)
    meta.drop(tx, _KEY)
    tx.woken |= {"outbox", "inbox"}
    return len(old)


def outlook(tx: Tx, now: datetime) -> Outlook:
    """What would go out, and what would come due."""
    messages = tx.all(
        """
        SELECT chat.channel || ' ' || chat.kind, count(*), min(slot.wanted_at), max(slot.wanted_at)
        FROM slot JOIN chat ON chat.id = slot.chat WHERE slot.state = 'waiting' AND slot.sent_rev = 0
        GROUP BY chat.channel, chat.kind ORDER BY chat.channel, chat.kind
        """
    )
    edits = tx.one("SELECT count(*) FROM slot WHERE state = 'waiting' AND sent_rev > 0")
    over = tx.all(
        "SELECT kind, count(*), min(at), max(at) FROM due WHERE at <= ? GROUP BY kind ORDER BY kind", (to_ms(now),)
    )
    arrived = tx.one("SELECT count(*) FROM inbox WHERE state = 'waiting'")
    assert edits and arrived
    held = since(tx)
    return Outlook(
        held.isoformat() if held else "",
        tuple(_waiting(*row) for row in messages),
        int(edits[0]),
        tuple(_waiting(*row) for row in over),
        int(arrived[0]),
    )


def _waiting(what: str, count: int, oldest: int, newest: int) -> Waiting:
    return Waiting(what, int(count), from_ms(oldest).isoformat(), from_ms(newest).isoformat())
