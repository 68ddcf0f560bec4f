"""What we know of each photo and voice message that people sent: who sent it, and our own copy of it.

The files themselves are storage/media.py.  A row goes when no report names it any more, its file after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import media
from storage.db import Tx
from storage.likeness import Fingerprint
from storage.times import to_ms

UNFILED = timedelta(hours=25)  # a draft lives 23 hours; what became part of a report by then is named by it
SHRUNK_AT_ONCE = 500  # photos


@dataclass(frozen=True, slots=True)
class Sent:
    """Who sent it, and where."""

    chat: int | None = None
    person: int | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One photo or voice message."""

    name: str
    kind: str
    state: str
    stored: str | None
    sent: Sent


def heard(tx: Tx, names: Iterable[str], kind: str, sent: Sent, now: datetime) -> None:
    """Somebody sent these; what is known already stays.  (A file of ours was stored before anybody said it.)"""
    tx.many(
        """
        INSERT INTO media (name, kind, state, stored, chat, person, message, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET chat = excluded.chat, person = excluded.person, message = excluded.message
        WHERE media.person IS NULL AND excluded.person IS NOT NULL
        """,
        [
            (name, kind, *(("heard", None) if media.platform(name) else ("stored", name)),
             sent.chat, sent.person, sent.message, to_ms(now))
            for name in names
        ],
    )  # fmt: skip


def want(tx: Tx, name: str) -> bool:
    """A report names it: a copy is needed.  False when that is no news."""
    return tx.run("UPDATE media SET state = 'wanted' WHERE name = ? AND state = 'heard'", (name,)) == 1


def get(tx: Tx, name: str) -> Copy | None:
    """What is known of it."""
    row = tx.one("SELECT name, kind, state, stored, chat, person, message FROM media WHERE name = ?", (name,))
    return Copy(row[0], row[1], row[2], row[3], Sent(row[4], row[5], row[6])) if row else None


def stored(tx: Tx, name: str) -> str | None:
    """The file that is our copy of it, if there is one."""
    row = tx.one("SELECT stored FROM media WHERE name = ?", (name,))
    return str(row[0]) if row and row[0] else None


def uploaded(tx: Tx, name: str, kind: str, size: int, known_by: Fingerprint | None, now: datetime) -> None:
    """A file of ours was just stored."""
    heard(tx, (name,), kind, Sent(), now)
    keep(tx, name, name, size, known_by, now)


def keep(tx: Tx, name: str, file: str, size: int, known_by: Fingerprint | None, now: datetime) -> None:
    """This file is our copy of it."""
    bits, sketch = (known_by.bits, known_by.sketch) if known_by else (None, None)
    tx.run(
        """
        UPDATE media SET state = 'stored', stored = ?, bytes = ?, small = 0, bits = ?, sketch = ?, at = max(at, ?)
        WHERE name = ?
        """,
        (file, size, bits, sketch, to_ms(now), name),
    )


def give_up(tx: Tx, name: str, state: str) -> None:
    """There will be no copy: it was ``refused``, or is ``gone``."""
    tx.run("UPDATE media SET state = ? WHERE name = ?", (state, name))


def reports_of(tx: Tx, name: str) -> list[int]:
    """The reports that name it."""
    return [report for (report,) in tx.all("SELECT DISTINCT report FROM attachment WHERE media = ?", (name,))]


# --- what goes again ------------------------------------------------------------------------------------


def drop(tx: Tx, names: Iterable[str]) -> None:
    """A draft with these went; whatever was not fetched for a report is as if it had never been."""
    tx.many("DELETE FROM media WHERE name = ? AND state = 'heard'", [(name,) for name in names])


def forget(tx: Tx, person: int) -> list[str]:
    """What somebody sent and no report names any more is forgotten; the names."""
    rows = tx.all(
        """
        DELETE FROM media
        WHERE person = ? AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.media = media.name) RETURNING name
        """,
        (person,),
    )
    tx.run("UPDATE media SET chat = NULL, person = NULL, message = NULL WHERE person = ?", (person,))
    return [name for (name,) in rows]


def purge(tx: Tx, now: datetime) -> None:
    """Whatever became part of no report within a day, and what no report names any more."""
    tx.run(
        """
        DELETE FROM media
        WHERE at < ? AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.media = media.name)
          AND NOT EXISTS (SELECT 1 FROM drawing WHERE drawing.media = media.name)
        """,
        (to_ms(now - UNFILED),),
    )


def shrink(tx: Tx, size: int) -> int:
    """Let the thumbnail stand for the oldest photos whose reports have all ended; how many bytes that frees."""
    freed = 0
    for file, bytes_ in tx.all(
        """
        SELECT stored, bytes FROM media INDEXED BY media_whole
        WHERE small = 0 AND kind = 'photo' AND stored IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM media AS other
            LEFT JOIN attachment ON attachment.media = other.name
            LEFT JOIN report ON report.id = attachment.report
            WHERE other.stored = media.stored
              AND (report.id IS NULL OR report.status NOT IN ('closed', 'refused', 'duplicate', 'withdrawn'))
        )
        ORDER BY at LIMIT ?
        """,
        (SHRUNK_AT_ONCE,),
    ):
        if freed >= size:
            break
        freed += bytes_ if tx.run("UPDATE media SET small = 1 WHERE stored = ? AND small = 0", (file,)) else 0
    return freed


def files(tx: Tx) -> tuple[frozenset[str], frozenset[str], str]:
    """The files that rows name as whole, those as thumbnails, and the bodies of what waits to be handled."""
    rows = tx.all("SELECT stored, min(small) FROM media WHERE stored IS NOT NULL GROUP BY stored")
    waiting = tx.all("SELECT body FROM inbox WHERE state IN ('waiting', 'parked') AND body IS NOT NULL")
    whole = frozenset(file for file, small in rows if not small)
    return whole, frozenset(file for file, _ in rows), "\n".join(body for (body,) in waiting)


def tally(tx: Tx) -> dict[str, int]:
    """How many there are in each state."""
    return dict(tx.all("SELECT state, count(*) FROM media GROUP BY state"))
