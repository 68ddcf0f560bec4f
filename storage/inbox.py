"""The inbox: what happened, kept before it is confirmed to the platform, in lanes.

Every row is handled exactly once: what it causes commits together with ``done``.
"""

import json
import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from storage.db import Row, Tx
from storage.packed import clean, pack
from storage.times import from_ms, to_ms

OLDEST = 64  # lanes of which one process takes some
KEEP_KEYS = timedelta(days=7)  # longer than any platform repeats an update


Fresh = tuple[str, str, str, int, str]  # source, key, lane, when it came, body as JSON


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row that waits to be handled."""

    id: int
    source: str
    key: str
    lane: str
    received_at: datetime
    body: str  # JSON; whoever handles the row reads it, so that a damaged one is parked like any other
    attempts: int


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that could not be handled and waits for a person to decide."""

    id: int
    source: str
    lane: str
    received_at: datetime
    body: str
    error: str


def receive(tx: Tx, source: str, key: str, lane: str, body: Any, now: datetime) -> bool:
    """Keep what happened.  False when this key was kept before: a repeat, dropped."""
    fresh = tx.run(
        """
        INSERT INTO inbox (source, key, lane, received_at, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source, key) DO NOTHING
        """,
        (source, key, lane, to_ms(now), pack(body)),
    )
    if fresh:
        tx.woken.add("inbox")
    return bool(fresh)


def keep(tx: Tx, rows: Collection[Fresh]) -> None:
    """Keep what happened, all of it or nothing; keys that were kept before are repeats, dropped."""
    fresh = tx.many(
        """
        INSERT INTO inbox (source, key, lane, received_at, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source, key) DO NOTHING
        """,
        rows,
    )
    if fresh > 0:
        tx.woken.add("inbox")


def remember(tx: Tx, source: str, key: str, lane: str, now: datetime) -> bool:
    """Keep only the key of what needs no handling.  False when it was kept before: a repeat."""
    return bool(
        tx.run(
            """
            INSERT INTO inbox (source, key, lane, received_at, state) VALUES (?, ?, ?, ?, 'done')
            ON CONFLICT (source, key) DO NOTHING
            """,
            (source, key, lane, to_ms(now)),
        )
    )


def lane_of(tx: Tx, id_: int) -> str:
    """The lane in which a row arrived."""
    row = tx.one("SELECT lane FROM inbox WHERE id = ?", (id_,))
    return str(row[0]) if row else "desk"


def waiting(tx: Tx, after: int, limit: int) -> list[Arrival]:
    """Rows that wait, in order of arrival, with an id above ``after``."""
    rows = tx.all(
        """
        SELECT id, source, key, lane, received_at, body, attempts
        FROM inbox WHERE state = 'waiting' AND id > ? ORDER BY id LIMIT ?
        """,
        (after, limit),
    )
    return [_arrival(row) for row in rows]


def heads(tx: Tx, held: Collection[str], limit: int) -> list[Arrival]:
    """The rows that come next in some lanes, but not in those ``held``.

    Where several processes take rows, each is given some of the oldest at random: so they seldom try the same.
    """
    rows = tx.all(
        """
        SELECT id, source, key, lane, received_at, body, attempts FROM inbox
        WHERE state = 'waiting' AND lane NOT IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
            SELECT 1 FROM inbox AS before
            WHERE before.lane = inbox.lane AND before.state = 'waiting' AND before.id < inbox.id
        )
        ORDER BY id LIMIT ?
        """,
        (json.dumps(list(held)), OLDEST),
    )
    return [_arrival(row) for row in sorted(random.sample(rows, min(limit, len(rows))))]


def _arrival(row: Row) -> Arrival:
    id_, source, key, lane, received_at, body, attempts = row
    return Arrival(id_, source, key, lane, from_ms(received_at), body, attempts)


class Elsewhere(Exception):
    """Another process has the row or one before it in its lane in hand, or is done with it."""


class NotWaiting(Exception):
    """The row was handled, parked or dropped before: nothing that was done for it now may be kept."""


def done(tx: Tx, id_: int) -> None:
    """It was handled: its body is erased, its key stays to drop repeats.  Raises ``NotWaiting``."""
    handled = "UPDATE inbox SET state = 'done', body = NULL, error = NULL WHERE id = ? AND state = 'waiting'"
    if not tx.run(handled, (id_,)):
        raise NotWaiting(f"inbox row {id_} does not wait to be handled")


def failed(tx: Tx, id_: int, error: str) -> int:
    """The process died under a row that waits; how often so far, 0 when it does not wait any more."""
    row = tx.one(
        "UPDATE inbox SET attempts = attempts + 1, error = ? WHERE id = ? AND state = 'waiting' RETURNING attempts",
        (error, id_),
    )
    return int(row[0]) if row else 0


def park(tx: Tx, id_: int, error: str) -> bool:
    """Set it aside with its body, for a person to look at.  False when it does not wait any more."""
    aside = "UPDATE inbox SET state = 'parked', error = ? WHERE id = ? AND state = 'waiting'"
    return bool(tx.run(aside, (clean(error[:2000]), id_)))


def parked(tx: Tx) -> list[Parked]:
    """What was set aside, oldest first, at most 200 rows."""
    rows = tx.all(
        "SELECT id, source, lane, received_at, body, error FROM inbox WHERE state = 'parked' ORDER BY id LIMIT 200"
    )
    return [Parked(id_, source, lane, from_ms(at), body, error) for id_, source, lane, at, body, error in rows]


def retry(tx: Tx, id_: int) -> bool:
    """Let a parked row be handled again.  False when no such row is parked."""
    tx.woken.add("inbox-again")
    again = "UPDATE inbox SET state = 'waiting', attempts = 0, error = NULL WHERE id = ? AND state = 'parked'"
    return bool(tx.run(again, (id_,)))


def drop(tx: Tx, id_: int) -> bool:
    """Give a parked row up; its body, and the error that may quote it, are erased.  False when none is parked."""
    gone = "UPDATE inbox SET state = 'dropped', body = NULL, error = NULL WHERE id = ? AND state = 'parked'"
    return bool(tx.run(gone, (id_,)))


def purge(tx: Tx, now: datetime) -> int:
    """Forget the keys of what was handled more than a week ago; how many."""
    return tx.run("DELETE FROM inbox WHERE state IN ('done', 'dropped') AND received_at < ?", (to_ms(now - KEEP_KEYS),))


def states(tx: Tx, source: str, keys: list[str]) -> dict[str, str]:
    """The state of each of these keys; a key that is not there was never kept."""
    rows = tx.all(
        "SELECT key, state FROM inbox WHERE source = ? AND key IN (SELECT value FROM json_each(?))",
        (source, json.dumps(keys)),
    )
    return dict(rows)


def backlog(tx: Tx) -> tuple[int, int]:
    """How many rows wait, and how many are parked."""
    row = tx.one(
        """
        SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting'),
               (SELECT count(*) FROM inbox WHERE state = 'parked')
        """
    )
    assert row is not None
    return int(row[0]), int(row[1])
