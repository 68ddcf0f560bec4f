"""The outbox: one slot per message that people see; changing the message raises its ``rev``.

The sender sends a slot, or edits what it sent, until ``sent_rev`` equals ``rev``: edits fold into one and
a repeat is harmless.  Retry times and expiry are machine time, epoch milliseconds.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from storage.db import Tx
from storage.packed import pack
from storage.times import to_ms

_UNSENT = "INDEXED BY slot_unsent WHERE chat = ? AND state IN ('waiting', 'held')"  # as the index says it
_CHANGING = frozenset({"waiting", "held", "sent"})  # what can still be seen, and changed


class _Tagged(NamedTuple):
    """A message that later decisions may change."""

    tag: str
    id: int
    content: str
    state: str


def put(
    tx: Tx,
    inbox: int,
    n: int,
    chat: int,
    content: dict[str, Any],
    now: datetime,
    *,
    priority: int,
    tag: str | None = None,
    again: bool = False,
    replaces: str | None = None,
    report: int | None = None,
    only_for: int | None = None,
    account: str | None = None,
    reply_to: str | None = None,
    expires_at: int | None = None,
    held: bool = False,
    tells: int | None = None,
    owed: bool = False,
) -> bool:
    """Want this message to be seen: a new one, or a change of the one with the same tag in this chat.

    Whether it is news: no message of this tag stood there, or it is said ``again``.  ``reply_to`` may be
    ``slot:<n>``: the message that the n-th slot of the same cause becomes.  ``held``: keep it back until it changes.
    ``tells``: the cycle of the report whose end it is (storage/results.py).
    """
    tx.woken.add("outbox")
    text = pack(content)
    standing = _standing(tx, chat, tag, replaces)
    news = again or tag not in standing
    if before := standing.get(replaces) or standing.get(tag):
        if before.tag != tag and tag in standing:
            tx.run("UPDATE slot SET tag = NULL WHERE id = ?", (standing[tag].id,))
        if tag is not None and not again and before.state in _CHANGING:
            _change(tx, before, tag, text, report, priority)
            return news
        tx.run("UPDATE slot SET tag = NULL WHERE id = ?", (before.id,))
    tx.run(
        """
        INSERT INTO slot (
            inbox, n, chat, tag, report, only_for, account, reply_to, wanted_at, content, priority, expires_at, tells,
            owed, state
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            inbox, n, chat, tag, report, only_for, account, reply_to, to_ms(now), text, priority, expires_at, tells,
            owed, "held" if held else "waiting",
        ),
    )  # fmt: skip
    return news


def unbutton(tx: Tx, chat: int, tag: str | None, platform_id: str | None) -> None:
    """Take the buttons away from a message that still shows some; found by its tag or the platform's id."""
    changed = tx.run(
        """
        UPDATE slot SET content = json_remove(content, '$.buttons'), rev = rev + 1, state = 'waiting', attempts = 0,
                        not_before = NULL
        WHERE id = (SELECT id FROM slot WHERE chat = :chat AND tag = :tag
                    UNION SELECT id FROM slot WHERE chat = :chat AND platform_id = :platform_id LIMIT 1)
          AND state IN ('waiting', 'sent') AND json_type(content, '$.buttons') IS NOT NULL
        """,
        {"chat": chat, "tag": tag, "platform_id": platform_id},
    )
    if changed:
        tx.woken.add("outbox")


def tagged(tx: Tx, report: int, prefix: str) -> list[tuple[int, int, str]]:
    """(slot, chat, tag) of the messages about a report whose tags begin so."""
    rows = tx.all(
        """
        SELECT id, chat, tag FROM slot INDEXED BY slot_report
        WHERE report = :report AND substr(tag, 1, length(:prefix)) = :prefix ORDER BY id
        """,
        {"report": report, "prefix": prefix},
    )
    return [(slot, chat, tag) for slot, chat, tag in rows]


def said_of(tx: Tx, report: int) -> list[tuple[int, dict[str, Any]]]:
    """(slot, content) of everything that was said about a report."""
    rows = tx.all("SELECT id, content FROM slot INDEXED BY slot_report WHERE report = ? ORDER BY id", (report,))
    return [(slot, json.loads(content)) for slot, content in rows]


def reword(tx: Tx, slot: int, content: dict[str, Any]) -> None:
    """Show this instead, wherever the message is by now; one that never left is not sent for it."""
    tx.woken.add("outbox")
    tx.run(
        """
        UPDATE slot SET content = :content, rev = rev + 1, attempts = 0, not_before = NULL,
                        state = CASE WHEN state = 'sent' THEN 'waiting' ELSE state END
        WHERE id = :slot AND content <> :content
        """,
        {"slot": slot, "content": pack(content)},
    )


def cancel_for(tx: Tx, person: int) -> None:
    """What one person alone was to see does not leave any more: without them it would be shown to all."""
    tx.run("UPDATE slot SET state = 'cancelled' WHERE only_for = ? AND state IN ('waiting', 'held')", (person,))


def cancel_unsent(tx: Tx, report: int, tag: str) -> None:
    """Messages with this tag about a report that have not left do not leave any more."""
    tx.run(
        """
        UPDATE slot SET state = 'cancelled', tag = NULL
        WHERE report = ? AND tag = ? AND sent_rev = 0 AND state IN ('waiting', 'held')
        """,
        (report, tag),
    )


def cancel(tx: Tx, tag: str, chat: int) -> None:
    """A call that was not made yet is not wanted any more."""
    tx.run("UPDATE slot SET state = 'cancelled', tag = NULL WHERE chat = ? AND tag = ? AND sent_rev = 0", (chat, tag))


def cancel_all(tx: Tx, chat: int, prefix: str) -> None:
    """No message in this chat whose tag begins so leaves any more; a call that is being made is not stopped."""
    tx.run(
        """
        UPDATE slot SET state = 'cancelled', tag = NULL
        WHERE chat = ? AND tag >= ? AND tag < ? AND sent_rev = 0 AND state = 'waiting'
        """,
        (chat, prefix, prefix + "\U0010ffff"),
    )


def erase_all(tx: Tx, chat: int, prefix: str) -> None:
    """What was to be asked in this chat under tags that begin so is erased, and not asked if it was not yet."""
    tx.run(
        """
        UPDATE slot SET state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END, tag = NULL, content = '{}'
        WHERE chat = ? AND tag >= ? AND tag < ?
        """,
        (chat, prefix, prefix + "\U0010ffff"),
    )


def exists(tx: Tx, chat: int, tag: str) -> bool:
    """Whether a message with this tag is there to be changed."""
    return tx.one("SELECT 1 FROM slot WHERE chat = ? AND tag = ?", (chat, tag)) is not None


def stands(tx: Tx, chat: int, tag: str) -> str | None:
    """All that the message with this tag says, once it has left or is about to; None while it can be changed."""
    row = tx.one(
        """
        SELECT coalesce(json_extract(content, '$.whole'), json_extract(content, '$.text'), '') FROM slot
        WHERE chat = ? AND tag = ? AND (state IN ('sent', 'carried') OR sent_rev > 0)
        """,
        (chat, tag),
    )
    return str(row[0]) if row else None


def is_plain(tx: Tx, chat: int, tag: str) -> bool:
    """Whether the message with this tag has left, or is about to, without ever having had a button."""
    row = tx.one(
        """
        SELECT 1 FROM slot
        WHERE chat = ? AND tag = ? AND (state = 'sent' OR sent_rev > 0) AND json_type(content, '$.card') IS NULL
        """,
        (chat, tag),
    )
    return row is not None


def untag(tx: Tx, chat: int, tag: str) -> None:
    """The message with this tag is not changed any more."""
    tx.run("UPDATE slot SET tag = NULL WHERE chat = ? AND tag = ?", (chat, tag))


def take_back(tx: Tx, chat: int, tag: str) -> None:
    """The message with this tag does not leave; one that did stays as it is."""
    tx.run(
        "UPDATE slot SET state = 'cancelled' WHERE chat = ? AND tag = ? AND state IN ('waiting', 'held')", (chat, tag)
    )
    untag(tx, chat, tag)


def shows(tx: Tx, chat: int, tag: str, data: str) -> bool:
    """Whether the message with this tag has a button whose data begin so."""
    row = tx.one("SELECT content FROM slot WHERE chat = ? AND tag = ?", (chat, tag))
    rows = json.loads(row[0]).get("buttons", ()) if row else ()
    return any(button["data"].startswith(data) for each in rows for button in each)


def has_button(tx: Tx, chat: int, platform_id: str, data: str) -> bool:
    """Whether this message shows this button, as it stands now."""
    row = tx.one("SELECT content FROM slot WHERE chat = ? AND platform_id = ?", (chat, platform_id))
    rows = json.loads(row[0]).get("buttons", ()) if row else ()
    return any(button["data"] == data for each in rows for button in each)


def said_since(tx: Tx, chat: int, prefix: str, since: datetime) -> bool:
    """Whether something with a tag that begins so was said in a chat since then."""
    return (
        tx.one(
            "SELECT 1 FROM slot WHERE chat = ? AND tag >= ? AND tag < ? AND wanted_at >= ? LIMIT 1",
            (chat, prefix, prefix + "\U0010ffff", to_ms(since)),
        )
        is not None
    )


def say_openly(tx: Tx, slot: int, content: dict[str, Any]) -> None:
    """Say this instead of what one member of a group should have seen alone."""
    tx.woken.add("outbox")
    tx.run(
        """
        UPDATE slot SET only_for = NULL, content = ?, rev = rev + 1, state = 'waiting', attempts = 0, not_before = NULL
        WHERE id = ? AND only_for IS NOT NULL
        """,
        (pack(content), slot),
    )


def ended(tx: Tx, slot: int) -> int | None:
    """The report whose end a message tells its reporter."""
    row = tx.one("SELECT report FROM slot WHERE id = ? AND tells IS NOT NULL", (slot,))
    return row[0] if row else None


def untell(tx: Tx, slot: int) -> None:
    """This message does not tell the end any more."""
    tx.run("UPDATE slot SET tells = NULL WHERE id = ?", (slot,))


def draft_of(tx: Tx, slot: int) -> int | None:
    """The draft that a message shows, by its tag."""
    row = tx.one("SELECT tag FROM slot WHERE id = ? AND tag LIKE 'draft:%'", (slot,))
    return int(str(row[0]).split(":")[1]) if row else None


def cards(tx: Tx, chat: int) -> list[tuple[str, int]]:
    """Tag and report of every staff card in a chat that still has buttons."""
    rows = tx.all(
        """
        SELECT tag, report FROM slot
        WHERE chat = ? AND tag >= 'alert:' AND tag < 'alert;' AND json_type(content, '$.buttons') IS NOT NULL
        """,
        (chat,),
    )
    return [(str(tag), int(report)) for tag, report in rows]


def media_shown(tx: Tx, chat: int, tag: str) -> frozenset[str]:
    """The photos and voice messages that already went with the message of this tag."""
    rows = tx.all(
        "SELECT content FROM slot WHERE chat = ? AND tag > ? AND tag < ?", (chat, f"{tag}#", f"{tag}#\U0010ffff")
    )
    contents = [json.loads(content) for (content,) in rows]
    return frozenset(name for each in contents for name in (*each.get("photos", ()), each.get("voice")) if name)


def many_wait(tx: Tx, chat: int, many: int) -> bool:
    """Whether so many new messages wait to leave for a chat."""
    new = f"SELECT 1 FROM slot {_UNSENT} AND state = 'waiting' AND sent_rev = 0 LIMIT ?"
    return len(tx.all(new, (chat, many))) >= many


def held(tx: Tx, chat: int) -> int:
    """How many messages are held back in a chat."""
    row = tx.one(f"SELECT count(*) FROM slot {_UNSENT} AND state = 'held'", (chat,))
    return int(row[0]) if row else 0


def _standing(tx: Tx, chat: int, *tags: str | None) -> dict[str | None, _Tagged]:
    """The messages of these tags in a chat."""
    if tags == (None,) * len(tags):
        return {}
    rows = tx.all("SELECT tag, id, content, state FROM slot WHERE chat = ? AND tag IN (?, ?)", (chat, *tags))
    return {row[0]: _Tagged(*row) for row in rows}


def _change(tx: Tx, before: _Tagged, tag: str, text: str, report: int | None, priority: int) -> None:
    """Let a message say this, under this tag."""
    if before.content != text:
        tx.run(
            """
            UPDATE slot SET tag = ?, content = ?, rev = rev + 1, state = 'waiting', attempts = 0, not_before = NULL,
                            report = coalesce(?, report),
                            priority = CASE WHEN state = 'waiting' THEN min(priority, ?) ELSE ? END
            WHERE id = ?
            """,
            (tag, text, report, priority, priority, before.id),
        )
    elif before.tag != tag:
        tx.run("UPDATE slot SET tag = ? WHERE id = ?", (tag, before.id))


def remove(tx: Tx, chat: int, tag: str) -> None:
    """Take the message with this tag away: cancelled when it has not left yet, deleted otherwise.

    One that is leaving at this moment is cancelled too; ``sent`` finds a later revision and lets it be deleted.
    """
    tx.woken.add("outbox")
    tx.run(
        """
        UPDATE slot SET tag = NULL, content = '{"deleted": true}', rev = rev + 1, attempts = 0, not_before = NULL,
                        state = CASE WHEN sent_rev = 0 THEN 'cancelled' ELSE 'waiting' END
        WHERE chat = ? AND tag = ? AND state IN ('waiting', 'held', 'sent')
        """,
        (chat, tag),
    )


def conceal(tx: Tx, report: int, spared: Collection[int]) -> None:
    """Take every message about a report away, but those in residents' groups and those of these people."""
    tx.woken.add("outbox")
    tx.run(
        """
        UPDATE slot SET tag = NULL, report = NULL, content = '{"deleted": true}', rev = rev + 1, attempts = 0,
                        not_before = NULL, state = CASE WHEN sent_rev = 0 THEN 'cancelled' ELSE 'waiting' END
        WHERE report = :report AND state IN ('waiting', 'held', 'sent')
          AND chat IN (
              SELECT id FROM chat
              WHERE kind = 'duty'
                 OR (kind = 'private' AND person NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(:spared)))
          )
        """,
        {"report": report, "spared": json.dumps(sorted(spared))},
    )


def chats_of(tx: Tx, report: int) -> frozenset[int]:
    """The chats in which something was said about a report."""
    return frozenset(row[0] for row in tx.all("SELECT DISTINCT chat FROM slot WHERE report = ?", (report,)))


def chats_tagged(tx: Tx, report: int, tag: str) -> frozenset[int]:
    """The chats that have a message of this tag about a report."""
    rows = tx.all("SELECT chat FROM slot INDEXED BY slot_report WHERE report = ? AND tag = ?", (report, tag))
    return frozenset(row[0] for row in rows)


def report_of(tx: Tx, chat: int, platform_id: str) -> int | None:
    """The report that a message of ours is about."""
    row = tx.one("SELECT report FROM slot WHERE chat = ? AND platform_id = ? ORDER BY id LIMIT 1", (chat, platform_id))
    return row[0] if row else None


def tag_of(tx: Tx, chat: int, platform_id: str) -> str | None:
    """The tag of a message of ours."""
    row = tx.one("SELECT tag FROM slot WHERE chat = ? AND platform_id = ? ORDER BY id LIMIT 1", (chat, platform_id))
    return row[0] if row else None


def last_whisper(tx: Tx, chat: int, person: int) -> str | None:
    """The last message of ours that somebody in a group saw alone."""
    row = tx.one(
        "SELECT platform_id FROM slot WHERE chat = ? AND only_for = ? AND sent_rev > 0 AND expires_at IS NULL "
        "ORDER BY id DESC LIMIT 1",
        (chat, person),
    )
    return row[0] if row else None


def platform_id(tx: Tx, chat: int, tag: str) -> str | None:
    """The platform's id of the message with this tag, once it has left."""
    row = tx.one("SELECT platform_id FROM slot WHERE chat = ? AND tag = ?", (chat, tag))
    return row[0] if row else None


def has_said(tx: Tx, chat: int, words: str) -> bool:
    """Whether a message that begins like these words was said by us in this chat."""
    row = tx.one(
        """
        SELECT 1 FROM slot INDEXED BY slot_message
        WHERE chat = ? AND platform_id IS NOT NULL
          AND substr(json_extract(content, '$.text'), 1, 40) = substr(?, 1, 40)
        LIMIT 1
        """,
        (chat, words),
    )
    return row is not None


def is_ours(tx: Tx, chat: int, platform_id: str) -> bool:
    """Whether this message is one that we sent."""
    return tx.one("SELECT 1 FROM slot WHERE chat = ? AND platform_id = ?", (chat, platform_id)) is not None


def backlog(tx: Tx) -> tuple[int, int]:
    """How many slots wait, and how many failed for good."""
    row = tx.one(
        """
        SELECT (SELECT count(*) FROM slot WHERE state = 'waiting'), (SELECT count(*) FROM slot WHERE state = 'failed')
        """
    )
    assert row is not None
    return int(row[0]), int(row[1])
