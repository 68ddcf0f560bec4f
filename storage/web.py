"""The web chat's own messages: what another platform would keep for us.

Every change of a message gets a new ``seq``, so that a page which comes back asks for what it missed.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.db import Reader, Row, Tx
from storage.packed import pack
from storage.times import from_ms, to_ms

COLUMNS = "id, seq, chat, author, only_for, kind, content, reply_to, at, edited"


@dataclass(frozen=True, slots=True)
class WebMessage:
    """A message as a page shows it."""

    id: int
    seq: int
    chat: str
    author: str | None  # account; None = Huiyin
    only_for: str | None
    kind: str  # text, toast
    content: dict[str, Any]
    reply_to: str | None
    at: datetime
    edited: bool


def add(
    tx: Tx,
    chat: str,
    key: str,
    content: dict[str, Any],
    at: datetime,
    *,
    author: str | None = None,
    only_for: str | None = None,
    kind: str = "text",
    reply_to: str | None = None,
) -> int:
    """Show a message; its id.

    The same key again adds nothing: what somebody wrote stays as it is by now, and a message of ours, sent
    again after a crash, shows what is wanted by now.
    """
    tx.woken.add("web")
    if known := tx.one("SELECT id, author, content FROM web_message WHERE key = ?", (key,)):
        if known[1] is None and known[2] != pack(content):
            change(tx, known[0], content)
        return int(known[0])
    return tx.insert(
        """
        INSERT INTO web_message (seq, chat, author, key, only_for, kind, content, reply_to, at)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM web_message), ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (chat, author, key, only_for, kind, pack(content), reply_to, to_ms(at)),
    )


def change(tx: Tx, id_: int, content: dict[str, Any]) -> bool:
    """Replace what a message shows.  False when there is no such message."""
    tx.woken.add("web")
    return bool(
        tx.run(
            """
            UPDATE web_message SET content = ?, edited = 1, seq = (SELECT max(seq) + 1 FROM web_message) WHERE id = ?
            """,
            (pack(content), id_),
        )
    )


def get(tx: Tx, id_: int) -> WebMessage | None:
    """One message."""
    row = tx.one(f"SELECT {COLUMNS} FROM web_message WHERE id = ?", (id_,))
    return message(row) if row else None


def shows(tx: Tx, name: str, chat: str | None, account: str | None = None) -> bool:
    """Whether a photo or voice message stands in a message of this chat that this account may see.

    ``chat`` None is every chat, and then everybody's messages: a trial's page shows them all.
    """
    if chat is None:
        rows = tx.all("SELECT content FROM web_message WHERE instr(content, ?) > 0", (name,))
    else:
        rows = tx.all(
            """
            SELECT content FROM web_message
            WHERE chat = ? AND (only_for IS NULL OR only_for = ?) AND instr(content, ?) > 0
            """,
            (chat, account, name),
        )
    return any(_holds(json.loads(content), name) for (content,) in rows)


def _holds(content: dict[str, Any], name: str) -> bool:
    return name in (*content.get("photos", ()), content.get("voice"))


def erase_old(tx: Tx, before: datetime) -> int:
    """Erase what people wrote that became part of no report and is older than this; how many messages."""
    old = tx.all(
        """
        SELECT id FROM web_message
        WHERE at < ? AND author IS NOT NULL AND content <> '{"deleted": true}' AND NOT EXISTS (
            SELECT 1 FROM source_message JOIN chat ON chat.id = source_message.chat
            WHERE chat.channel IN ('web', 'weixin', 'staff') AND chat.external = web_message.chat
              AND source_message.message = CAST(web_message.id AS TEXT) AND source_message.report IS NOT NULL
        )
        """,
        (to_ms(before),),
    )
    for (id_,) in old:
        change(tx, id_, {"deleted": True})
    return len(old)


def drop_old(tx: Tx, before: datetime) -> None:
    """Delete what is older than this and was said about no report."""
    tx.run(
        """
        DELETE FROM web_message
        WHERE at < ? AND NOT EXISTS (
            SELECT 1 FROM chat JOIN slot ON slot.chat = chat.id
            WHERE chat.channel IN ('web', 'weixin') AND chat.external = web_message.chat
              AND slot.platform_id = CAST(web_message.id AS TEXT) AND slot.report IS NOT NULL)
        """,
        (to_ms(before),),
    )


def erase_toasts(tx: Tx, before: datetime) -> None:
    """Erase the short answers to presses that are older than this; pages have shown them, so none is told."""
    tx.run(
        """
        UPDATE web_message SET content = '{"deleted": true}'
        WHERE at < ? AND kind = 'toast' AND content <> '{"deleted": true}'
        """,
        (to_ms(before),),
    )


def drop_toasts(tx: Tx, words: str) -> None:
    """Erase the short answers that hold these words, at once."""
    tx.run(
        "UPDATE web_message SET content = '{\"deleted\": true}' WHERE kind = 'toast' AND instr(content, ?) > 0",
        (words,),
    )


def written(tx: Tx, author: str) -> list[tuple[int, dict[str, Any]]]:
    """(message, content) of everything one account wrote."""
    rows = tx.all("SELECT id, content FROM web_message WHERE author = ?", (author,))
    return [(id_, json.loads(content)) for id_, content in rows]


def erase_author(tx: Tx, author: str) -> None:
    """Erase everything one account wrote."""
    for (id_,) in tx.all("SELECT id FROM web_message WHERE author = ?", (author,)):
        change(tx, id_, {"deleted": True})


async def newest(reader: Reader) -> int:
    """The ``seq`` of the latest change."""
    rows = list(await reader.execute_fetchall("SELECT coalesce(max(seq), 0) FROM web_message"))
    return int(rows[0][0])


async def since(reader: Reader, seq: int, limit: int = 500) -> list[WebMessage]:
    """What changed after ``seq``, in order; at most ``limit`` messages."""
    rows = await reader.execute_fetchall(
        f"SELECT {COLUMNS} FROM web_message WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
    )
    return [message(tuple(row)) for row in rows]


def message(row: Row) -> WebMessage:
    """A row of ``COLUMNS``."""
    id_, seq, chat, author, only_for, kind, content, reply_to, at, edited = row
    return WebMessage(id_, seq, chat, author, only_for, kind, json.loads(content), reply_to, from_ms(at), bool(edited))
