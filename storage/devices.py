"""Browsers that spoke in the web chat: whose they are, and which chats they show.

A browser that spoke has an account of its own, and so a private chat.  Once somebody joined their accounts by a code
(handlers/talk/linking.py) each of their browsers shows what was said in all of them.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.db import Tx
from storage.times import from_ms, to_ms
from storage.web import COLUMNS, WebMessage, message, shows

READABLE = timedelta(hours=1)  # after somebody was forgotten: for the last word to them
FIRST = 60  # messages that a page begins with
LATELY = 20  # messages of a chat that changed last, the newest of them among them
NEWEST = 1 << 53  # above every message
UNUSED = timedelta(days=400)  # longer than a browser keeps a cookie

# The private chats of everybody who is the same person as this account.
_ROOMS = """
    SELECT 'private:' || other.external FROM account AS mine
    JOIN account AS other ON other.person = mine.person AND other.channel = 'web'
    WHERE mine.channel = 'web' AND mine.external = :account
    UNION SELECT 'private:' || :account
"""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that spoke."""

    hash: str
    account: str
    ended: bool  # its person was forgotten: it shows what is there, and speaks no more
    crew: bool  # somebody who works here

    @property
    def chat(self) -> str:
        """Its own private chat."""
        return f"private:{self.account}"


def find(tx: Tx, hash_: str, now: datetime) -> Device | None:
    """The browser whose cookie has this hash."""
    row = tx.one(
        """
        SELECT account, ended_at, EXISTS (
            SELECT 1 FROM account JOIN role ON role.person = account.person
            WHERE account.channel = 'web' AND account.external = web_device.account)
        FROM web_device WHERE hash = ?
        """,
        (hash_,),
    )
    if row is None or (row[1] is not None and from_ms(row[1]) + READABLE < now):
        return None
    return Device(hash_, row[0], row[1] is not None, bool(row[2]))


def add(tx: Tx, hash_: str, account: str, now: datetime) -> None:
    """A browser that spoke for the first time."""
    tx.run("INSERT INTO web_device (hash, account, used_at) VALUES (?, ?, ?)", (hash_, account, to_ms(now)))


def used(tx: Tx, hash_: str, now: datetime) -> None:
    """It is in use; written once a day."""
    day = to_ms(now - timedelta(days=1))
    tx.run("UPDATE web_device SET used_at = ? WHERE hash = ? AND used_at < ?", (to_ms(now), hash_, day))


def began(tx: Tx, key: str, since: datetime) -> str | None:
    """The account that said this lately: the answer to its first word got lost on the way, with the cookie in it."""
    row = tx.one(
        """
        SELECT author FROM web_message WHERE key = ? AND at > ?
          AND EXISTS (SELECT 1 FROM web_device WHERE account = author AND ended_at IS NULL)
        """,
        (key, to_ms(since)),
    )
    return str(row[0]) if row else None


def rooms(tx: Tx, account: str) -> list[str]:
    """The chats that a browser shows."""
    return sorted(str(room) for (room,) in tx.all(_ROOMS, {"account": account}))


def spoken_in(tx: Tx, account: str) -> str:
    """The chat that goes on with what is said in a browser: where Huiyin spoke last, since all are shown as one."""
    named = rooms(tx, account)
    newest, room = max((_last(tx, room), room) for room in named) if len(named) > 1 else (0, "")
    return room if newest else f"private:{account}"


def _last(tx: Tx, room: str) -> int:
    """The newest message of Huiyin's in a chat; 0 where there is none."""
    row = tx.one(
        """
        SELECT max(id) FROM (
            SELECT id FROM web_message WHERE chat = ? AND author IS NULL AND kind = 'text' ORDER BY seq DESC LIMIT ?
        ) AS lately
        """,
        (room, LATELY),
    )
    return int(row[0] or 0) if row else 0


def holds(tx: Tx, account: str, document: str) -> bool:
    """Whether a message that this browser shows comes with this file."""
    rows = tx.all(
        f"SELECT content FROM web_message WHERE chat IN ({_ROOMS}) AND instr(content, :document) > 0",
        {"account": account, "document": document},
    )
    return any(json.loads(content).get("document") == document for (content,) in rows)


def holds_media(tx: Tx, account: str, name: str) -> bool:
    """Whether a photo or voice message stands in a message that this browser shows."""
    return any(shows(tx, name, room, account) for room in rooms(tx, account))


def end(tx: Tx, account: str, now: datetime) -> None:
    """Its person is forgotten."""
    tx.woken.add("web")
    tx.run("DELETE FROM web_push WHERE account = ?", (account,))
    tx.run("UPDATE web_device SET ended_at = ? WHERE account = ? AND ended_at IS NULL", (to_ms(now), account))


def purge(tx: Tx, now: datetime) -> None:
    """Erase what was shown to people who were forgotten, and browsers that nobody has used for a year."""
    over = to_ms(now - READABLE)
    for (account,) in tx.all("SELECT account FROM web_device WHERE ended_at < ?", (over,)):
        tx.run("DELETE FROM web_message WHERE chat = 'private:' || ?", (account,))
    tx.run("DELETE FROM web_device WHERE ended_at < ?", (over,))
    unused = to_ms(now - UNUSED)
    tx.run("DELETE FROM web_push WHERE device IN (SELECT hash FROM web_device WHERE used_at < ?)", (unused,))
    tx.run("DELETE FROM web_device WHERE used_at < ?", (unused,))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser shows: its chats, and the newest change in them."""

    rooms: tuple[str, ...]
    newest: int


def shown(tx: Tx, account: str) -> Shown:
    """How it stands with what a browser shows."""
    named = rooms(tx, account)
    newest = 0
    for room in named:
        row = tx.one("SELECT max(seq) FROM web_message WHERE chat = ?", (room,))
        newest = max(newest, row[0] if row and row[0] else 0)
    return Shown(tuple(named), newest)


def since(tx: Tx, account: str, seq: int, limit: int = 200) -> list[WebMessage]:
    """What changed after ``seq`` in the chats that a browser shows, in order."""
    rows = tx.all(
        f"""
        SELECT {COLUMNS} FROM web_message
        WHERE chat IN ({_ROOMS}) AND (only_for IS NULL OR only_for = :account) AND seq > :seq
        ORDER BY seq LIMIT :limit
        """,
        {"account": account, "seq": seq, "limit": limit},
    )
    return [message(row) for row in rows]


def latest(tx: Tx, account: str, before: int, limit: int) -> list[WebMessage]:
    """The last messages with an id below ``before``, the oldest first."""
    rows = tx.all(
        f"""
        SELECT {COLUMNS} FROM web_message
        WHERE chat IN ({_ROOMS}) AND (only_for IS NULL OR only_for = :account) AND kind = 'text' AND id < :before
          AND content <> '{{"deleted": true}}'
        ORDER BY id DESC LIMIT :limit
        """,
        {"account": account, "before": before, "limit": limit},
    )
    return [message(row) for row in reversed(rows)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to tell a browser's page, all of one moment."""

    messages: tuple[WebMessage, ...]
    rooms: tuple[str, ...]
    ended: bool
    gone: bool  # nothing is left of it


def seen(tx: Tx, device: Device, seq: int, now: datetime) -> Seen:
    """What changed after ``seq``; 0: what a page begins with."""
    found = find(tx, device.hash, now)
    fresh = sorted(latest(tx, device.account, NEWEST, FIRST), key=lambda each: each.seq) if seq == 0 else None
    messages = since(tx, device.account, seq) if fresh is None else fresh
    ended = found is None or found.ended
    return Seen(tuple(messages), tuple(rooms(tx, device.account)), ended, found is None)
