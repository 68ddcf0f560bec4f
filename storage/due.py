"""Everything that has a time: one table, one query a tick.  A due row becomes an inbox row."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from storage import inbox
from storage.db import Reader, Tx
from storage.times import to_ms

BATCH = 500  # rows moved by one tick; the rest follow at once


def schedule(tx: Tx, at: datetime, kind: str, subject: str, cycle: int = 0, step: int = 0) -> None:
    """Wake the desk at this time; the same kind, subject, cycle and step again replaces the time."""
    tx.run(
        """
        INSERT INTO due (at, kind, subject, cycle, step) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, subject, cycle, step) DO UPDATE SET at = excluded.at
        """,
        (to_ms(at), kind, subject, cycle, step),
    )


def sooner(tx: Tx, at: datetime, kind: str, subject: str) -> None:
    """Wake the desk at this time at the latest; an earlier time that stands already stays."""
    tx.run(
        """
        INSERT INTO due (at, kind, subject) VALUES (?, ?, ?)
        ON CONFLICT (kind, subject, cycle, step) DO UPDATE SET at = excluded.at WHERE excluded.at < due.at
        """,
        (to_ms(at), kind, subject),
    )


def cancel(tx: Tx, kind: str, subject: str) -> None:
    """Whatever was due of this kind for this subject is off."""
    cancel_all(tx, (kind,), subject)


def cancel_all(tx: Tx, kinds: Sequence[str], subject: str) -> None:
    """Whatever was due of these kinds for this subject is off."""
    tx.run(f"DELETE FROM due WHERE kind IN ({', '.join('?' * len(kinds))}) AND subject = ?", (*kinds, subject))


def waits(tx: Tx, kind: str, subject: str, now: datetime) -> bool:
    """Whether something of this kind has come due for a subject and was not taken yet."""
    found = tx.one("SELECT 1 FROM due WHERE kind = ? AND subject = ? AND at <= ?", (kind, subject, to_ms(now)))
    return found is not None


async def anything(reader: Reader, now: datetime) -> bool:
    """Whether a row is due.  Reads one index entry, beside the thread that writes."""
    rows = await reader.execute_fetchall("SELECT 1 FROM due WHERE at <= ? LIMIT 1", (to_ms(now),))
    return any(rows)


def take(tx: Tx, now: datetime, only: str = "") -> int:
    """Move due rows into the inbox, earliest first, each exactly once; how many.

    The lane is the subject, so that what is due for one report stays in order.  ``only``: of this kind alone.
    """
    wanted = "at <= ? AND kind = ?" if only else "at <= ?"
    rows = tx.all(
        f"SELECT id, at, kind, subject, cycle, step FROM due WHERE {wanted} ORDER BY at, id LIMIT ?",
        (to_ms(now), *([only] if only else []), BATCH),
    )
    for id_, at, kind, subject, cycle, step in rows:
        body = {"kind": kind, "subject": subject, "cycle": cycle, "step": step, "at": at}
        inbox.receive(tx, "clock", f"{kind}:{subject}:{cycle}:{step}:{at}:{id_}", f"clock:{subject}", body, now)
        tx.run("DELETE FROM due WHERE id = ?", (id_,))
    return len(rows)


def first(tx: Tx, kinds: Iterable[str], until: datetime) -> int | None:
    """Epoch milliseconds of the first due row of these kinds up to a time, or None."""
    asked = "SELECT min(at) FROM due WHERE kind = ? AND at <= ?"
    rows = [tx.one(asked, (kind, to_ms(until))) for kind in kinds]
    return min((row[0] for row in rows if row and row[0] is not None), default=None)


def next_at(tx: Tx) -> int | None:
    """Epoch milliseconds of the next due row, or None."""
    row = tx.one("SELECT min(at) FROM due")
    return row[0] if row else None
