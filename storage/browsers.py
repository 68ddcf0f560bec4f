"""The browsers in which somebody's staff pages are open, and the links that open them.

Of a link's word, and of the word in a browser's cookie, only the hash is kept.  All times are machine time: a trial
that moves the desk's clock throws nobody out.
"""

from dataclasses import dataclass

from storage.chats import PAGES
from storage.db import Row, Tx

HOUR_MS = 3_600_000
IDLE_MS = 12 * HOUR_MS  # unused so long, a browser is shut out: a shift, and no night in between
ENDS_MS = 7 * 24 * HOUR_MS  # and at the latest after so long
TOUCH_MS = 300_000  # how exactly it is known when a browser was used last

_COLUMNS = "id, person, device, began_at, seen_at"


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser that somebody opened the pages in."""

    id: int
    person: int
    device: str
    began_ms: int
    seen_ms: int


def put_link(tx: Tx, hash_: str, person: int, until_ms: int) -> None:
    """A link for somebody; the one before is void."""
    tx.run("DELETE FROM staff_link WHERE person = ?", (person,))
    tx.run("INSERT INTO staff_link (hash, person, until) VALUES (?, ?, ?)", (hash_, person, until_ms))


def whose_link(tx: Tx, hash_: str, now_ms: int) -> int | None:
    """Whom a link lets in; looking does not use it."""
    row = tx.one("SELECT person FROM staff_link WHERE hash = ? AND until > ?", (hash_, now_ms))
    return int(row[0]) if row else None


def enter(tx: Tx, link: str, word: str, device: str, now_ms: int) -> int | None:
    """Use a link up and let this browser in; the person, or None when the link is no good (any more)."""
    person = whose_link(tx, link, now_ms)
    if person is None or not tx.run("DELETE FROM staff_link WHERE hash = ?", (link,)):
        return None
    tx.run(
        "INSERT INTO account (channel, external, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (PAGES, str(person), person),
    )
    tx.insert(
        "INSERT INTO browser (hash, person, device, began_at, seen_at) VALUES (?, ?, ?, ?, ?)",
        (word, person, device, now_ms, now_ms),
    )
    return person


def find(tx: Tx, hash_: str, now_ms: int) -> Browser | None:
    """The browser with this word, unless it was idle too long or its time is over."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM browser WHERE hash = ? AND seen_at > ? AND began_at > ?",
        (hash_, now_ms - IDLE_MS, now_ms - ENDS_MS),
    )
    return _browser(row) if row else None


def touch(tx: Tx, id_: int, now_ms: int) -> None:
    """It was used just now."""
    tx.run("UPDATE browser SET seen_at = ? WHERE id = ?", (now_ms, id_))


def of(tx: Tx, person: int, now_ms: int) -> list[Browser]:
    """All browsers that somebody is in with, the last used first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM browser WHERE person = ? AND seen_at > ? AND began_at > ? ORDER BY seen_at DESC, id",
        (person, now_ms - IDLE_MS, now_ms - ENDS_MS),
    )
    return [_browser(row) for row in rows]


def end(tx: Tx, id_: int, person: int) -> None:
    """Shut one browser out; ``person``: whose it must be."""
    tx.run("DELETE FROM browser WHERE id = ? AND person = ?", (id_, person))


def end_all(tx: Tx, person: int) -> None:
    """Shut all browsers of somebody out, and the link that they have not used."""
    tx.run("DELETE FROM browser WHERE person = ?", (person,))
    tx.run("DELETE FROM staff_link WHERE person = ?", (person,))


def purge(tx: Tx, now_ms: int) -> None:
    """Forget what is over."""
    tx.run("DELETE FROM staff_link WHERE until <= ?", (now_ms,))
    tx.run("DELETE FROM browser WHERE seen_at <= ? OR began_at <= ?", (now_ms - IDLE_MS, now_ms - ENDS_MS))


def _browser(row: Row) -> Browser:
    return Browser(*row)
