"""The sender's side of the outbox: which slot leaves next, and how it went.

Retry times and expiry are machine time, epoch milliseconds.
"""

import json
from dataclasses import dataclass
from typing import Any

from storage import sessions
from storage.db import Row, Tx
from storage.packed import clean

IN_NO_ORDER = frozenset({-1, 10})  # priorities of calls for ourselves: one that is put off holds no other up
PATIENCE = sessions.PATIENCE  # failures until a slot is at fault rather than its chat


@dataclass(frozen=True, slots=True)
class Slot:
    """A message on its way."""

    id: int
    chat: int
    channel: str
    chat_external: str
    report: int | None
    only_for: str | None  # account on the channel
    reply_to: str | None
    wanted_at: int
    content: dict[str, Any]
    rev: int
    sent_rev: int
    platform_id: str | None
    expires_at: int | None
    attempts: int
    priority: int


_COLUMNS = """
    slot.id, slot.chat, chat.channel, chat.external, slot.report,
    CASE WHEN slot.only_for IS NOT NULL THEN
        coalesce(slot.account,
            (SELECT external FROM account WHERE account.channel = chat.channel AND account.person = slot.only_for))
    END,
    CASE WHEN slot.reply_to LIKE 'slot:%' THEN
        (SELECT before.platform_id FROM slot AS before
         WHERE before.inbox = slot.inbox AND before.n = CAST(substr(slot.reply_to, 6) AS INTEGER))
    ELSE slot.reply_to END,
    slot.wanted_at, slot.content, slot.rev, slot.sent_rev, slot.platform_id,
    slot.expires_at, slot.attempts, slot.priority
"""


def ready(tx: Tx, now_ms: int, busy: frozenset[int], limit: int) -> list[Slot]:
    """The next slot of each chat that is not busy, most urgent first; at most ``limit``.

    Within a chat slots leave by (priority, id), but never overtake an earlier slot about the same report.  A
    slot that was put off holds its chat up, so that the order stays, until it failed ``PATIENCE`` times.
    """
    waiting = tx.each(
        """
        SELECT id, chat, report, not_before, attempts, priority FROM slot INDEXED BY slot_waiting
        WHERE state = 'waiting' ORDER BY priority, id
        """
    )
    chosen: list[int] = []
    seen = set(busy)
    for id_, chat, report, not_before, attempts, priority in waiting:
        if chat in seen:
            continue
        first, not_before, attempts = _earlier(tx, chat, report, id_) or (id_, not_before, attempts)
        if not_before is None or not_before <= now_ms:
            seen.add(chat)
            chosen.append(first)
            if len(chosen) >= limit:
                break
        elif attempts < PATIENCE and priority not in IN_NO_ORDER:
            seen.add(chat)
    return [slot for slot in (get(tx, id_) for id_ in chosen) if slot]


def _earlier(tx: Tx, chat: int, report: int | None, id_: int) -> Row | None:
    if report is None:
        return None
    return tx.one(
        """
        SELECT id, not_before, attempts FROM slot
        WHERE report = ? AND chat = ? AND state = 'waiting' AND id < ? ORDER BY id LIMIT 1
        """,
        (report, chat, id_),
    )


def get(tx: Tx, id_: int) -> Slot | None:
    """One slot as the sender needs it."""
    row = tx.one(f"SELECT {_COLUMNS} FROM slot JOIN chat ON chat.id = slot.chat WHERE slot.id = ?", (id_,))
    return _slot(row) if row else None


def _slot(row: Row) -> Slot:
    id_, chat, channel, external, report, only_for, reply_to, wanted_at, content, *rest = row
    return Slot(id_, chat, channel, external, report, only_for, reply_to, wanted_at, json.loads(content), *rest)


def sent(tx: Tx, slot: int, rev: int, platform_id: str) -> None:
    """The platform took this revision; a later one still waits."""
    tx.run(
        """
        UPDATE slot SET content = CASE WHEN expires_at IS NULL THEN content ELSE '{}' END,  -- answers are worthless now
                        sent_rev = :rev, platform_id = :platform_id, attempts = 0, error = NULL, not_before = NULL,
                        state = CASE WHEN rev > :rev THEN 'waiting' ELSE 'sent' END
        WHERE id = :slot
        """,
        {"slot": slot, "rev": rev, "platform_id": platform_id},
    )


def put_off(tx: Tx, slot: int, not_before_ms: int, error: str) -> None:
    """It did not work this time: try again later, or when it expires."""
    tx.run(
        """
        UPDATE slot SET attempts = attempts + 1, error = :error, not_before = min(:at, coalesce(expires_at, :at))
        WHERE id = :slot
        """,
        {"slot": slot, "at": not_before_ms, "error": clean(error[:500])},
    )


def give_up(tx: Tx, slot: int, rev: int, state: str, error: str) -> None:
    """This revision will never work (``failed``), or is worthless by now (``expired``); a later one still waits."""
    tx.run(
        """
        UPDATE slot SET state = ?, error = ?, content = CASE WHEN expires_at IS NULL THEN content ELSE '{}' END
        WHERE id = ? AND rev = ?
        """,
        (state, clean(error[:500]), slot, rev),
    )
