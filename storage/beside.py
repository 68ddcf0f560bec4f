"""What stands in a chat beside the staff pages: the messages, each with what it is about.

Such a chat is called ``staff:<person>:<community>``; its messages are rows of the web chat like any other.
"""

from dataclasses import dataclass
from datetime import datetime

from storage import web
from storage.chats import PAGES
from storage.db import Row, Tx
from storage.times import to_ms
from storage.web import WebMessage

_COLUMNS = ", ".join(f"m.{name.strip()}" for name in web.COLUMNS.split(","))
_FROM = f"""
    SELECT {_COLUMNS}, s.tag, s.report
    FROM web_message AS m
    LEFT JOIN slot AS s ON s.id = CASE WHEN m.author IS NULL THEN CAST(substr(m.key, 6) AS INTEGER) END
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, the tag by which the desk changes it, and the report it is about."""

    message: WebMessage
    tag: str | None
    report: int | None


def latest(tx: Tx, chat: str, since: datetime, limit: int) -> list[Shown]:
    """What was said there since, at most so many, what changed last comes last."""
    rows = tx.all(
        f"""
        {_FROM}
        WHERE m.chat = ? AND m.at >= ? ORDER BY m.seq DESC LIMIT ?
        """,
        (chat, to_ms(since), limit),
    )
    return sorted((_shown(row) for row in rows), key=lambda shown: shown.message.seq)


def tagged(tx: Tx, chat: str, tag: str) -> Shown | None:
    """The message with this tag, if it was said there."""
    row = tx.one(
        f"""
        {_FROM}
        WHERE m.id = (
            SELECT CAST(slot.platform_id AS INTEGER) FROM slot JOIN chat ON chat.id = slot.chat
            WHERE chat.channel = ? AND chat.external = ? AND slot.tag = ?
        )
        """,
        (PAGES, chat, tag),
    )
    found = _shown(row) if row else None
    return None if found is None or found.message.content.get("deleted") else found


def unsent(tx: Tx, chat: str) -> bool:
    """Whether something is still to be said there."""
    found = """
        SELECT 1 FROM slot INDEXED BY slot_unsent
        WHERE chat = (SELECT id FROM chat WHERE channel = ? AND external = ?) AND state IN ('waiting', 'held') LIMIT 1
    """
    return tx.one(found, (PAGES, chat)) is not None


def erase_old(tx: Tx, before: datetime) -> None:
    """Erase all talk beside pages that is older than this: no page shows it any more."""
    tx.run(
        """
        UPDATE web_message SET content = '{"deleted": true}'
        WHERE chat > ? AND chat < ? AND at < ? AND content <> '{"deleted": true}'
        """,
        (f"{PAGES}:", f"{PAGES};", to_ms(before)),
    )


def shows_document(tx: Tx, chat: str, document: str) -> bool:
    """Whether a message there hands over this file."""
    found = """
        SELECT 1 FROM web_message
        WHERE chat = ? AND json_extract(content, '$.document') = ? LIMIT 1
    """
    return tx.one(found, (chat, document)) is not None


def pulse(tx: Tx, chat: str) -> str:
    """Differs once anything has happened to any report, or was said in this chat."""
    row = tx.one(
        """
        SELECT (SELECT max(id) FROM report_event),
               (SELECT max(seq) FROM web_message WHERE chat = ?)
        """,
        (chat,),
    )
    return "{}.{}".format(*(row or ()))


def _shown(row: Row) -> Shown:
    return Shown(web.message(row[:-2]), row[-2], row[-1])
