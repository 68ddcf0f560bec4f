"""Weekly posts that owners of customer groups have to confirm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Tx
from storage.times import from_ms, to_ms

KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Post:
    """One post for the groups of one owner."""

    msgid: str
    chat: int
    told: bool  # managers were told that it waits


def put(tx: Tx, msgid: str, chat: int, at: datetime) -> bool:
    """A post was made.  False when that is no news."""
    added = "INSERT INTO customer_post (msgid, chat, at, told) VALUES (?, ?, ?, 0) ON CONFLICT (msgid) DO NOTHING"
    return bool(tx.run(added, (msgid, chat, to_ms(at))))


def get(tx: Tx, msgid: str) -> Post | None:
    """A post by WeCom's name for it."""
    row = tx.one("SELECT msgid, chat, told FROM customer_post WHERE msgid = ?", (msgid,))
    return Post(row[0], row[1], bool(row[2])) if row else None


def told(tx: Tx, msgid: str) -> None:
    """Managers know that it waits."""
    tx.run("UPDATE customer_post SET told = 1 WHERE msgid = ?", (msgid,))


def last(tx: Tx, chat: int) -> datetime | None:
    """When the last post for these groups was made."""
    row = tx.one("SELECT max(at) FROM customer_post WHERE chat = ?", (chat,))
    return from_ms(row[0]) if row and row[0] is not None else None


def purge(tx: Tx, now: datetime) -> None:
    """Posts of long ago."""
    tx.run("DELETE FROM customer_post WHERE at <= ?", (to_ms(now - KEPT),))
