"""Private chats whose platform counts: what they still take, and the message in which all that waits leaves.

That message is a slot of its own, the parcel.  It is made and counted in the write that hands it to the sender, so a
crash between the two loses neither the count nor the words: the same parcel leaves again, under the same id.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.effects import Priority
from domain.talk import budget
from domain.talk.budget import Session, Waiting
from storage.db import Reader, Row, Tx
from storage.packed import pack
from storage.times import from_ms, to_ms

PATIENCE = 6  # failures (a minute and a half) until a message holds up no other

_CHATTER = f"report IS NULL AND priority IN ({Priority.REPLY:d}, {Priority.BULK:d})"  # as Waiting.chatter has it


def get(tx: Tx, chat: int) -> Session | None:
    """How it stands with a chat; None when nobody counts there."""
    row = tx.one(
        "SELECT chat, heard_at, used, state, code, code_until, place, place_at FROM session WHERE chat = ?", (chat,)
    )
    if row is None:
        return None
    id_, heard, used, state, code, until, place, place_at = row
    at = from_ms(heard) if heard is not None else None
    return Session(id_, at, used, state, code, until, place, from_ms(place_at) if place else None)


async def counted(reader: Reader, channel: str) -> list[tuple[str, Session, int]]:
    """(the platform's name, how it stands, how many messages are held) of each chat that counts on a channel."""
    rows = await reader.execute_fetchall(
        """
        SELECT chat.external, chat.id, session.heard_at, session.used, session.state, (
            SELECT count(*) FROM slot INDEXED BY slot_unsent
            WHERE slot.chat = chat.id AND slot.state IN ('waiting', 'held') AND slot.parcel = 0)
        FROM session JOIN chat ON chat.id = session.chat WHERE chat.channel = ?
        """,
        (channel,),
    )
    return [
        (str(name), Session(id_, from_ms(heard) if heard is not None else None, used, state), held)
        for name, id_, heard, used, state, held in rows
    ]


def heard(tx: Tx, chat: int, at: datetime) -> None:
    """Its person spoke: as many messages as ever, but for those on their way; what was held may leave.

    What arrives late and was said before something that we know opens nothing again.  Whoever took over and never
    said that they were done has left after two days.
    """
    opened = tx.run(
        """
        INSERT INTO session (chat, heard_at, used, state, code, code_until, place, place_at)
        VALUES (:chat, :at, 0, 'open', '', 0, '', 0)
        ON CONFLICT (chat) DO UPDATE SET
            heard_at = :at,
            state = CASE WHEN session.state = 'person' AND session.heard_at > :over THEN session.state ELSE 'open' END,
            used = (SELECT count(*) FROM slot INDEXED BY slot_unsent
                    WHERE slot.chat = :chat AND slot.state IN ('waiting', 'held') AND slot.parcel = slot.id
                      AND json_type(slot.content, '$.code') IS NULL)
        WHERE session.heard_at IS NULL OR session.heard_at <= :at
        """,
        {"chat": chat, "at": to_ms(at), "over": to_ms(at - budget.WITHIN)},
    )
    if opened:
        tx.woken.add("session")
        _release(tx, chat)


def entered(tx: Tx, chat: int, code: str, until_ms: int, place: str, now: datetime) -> None:
    """Its person came in, perhaps by a sign with a place on it; with a ``code`` one message counts for nothing."""
    tx.run(
        """
        INSERT INTO session (chat, heard_at, used, state, code, code_until, place, place_at)
        VALUES (:chat, NULL, 0, 'open', :code, :until, :place, :at)
        ON CONFLICT (chat) DO UPDATE SET
            code = :code, code_until = :until,
            place = CASE WHEN :place = '' THEN session.place ELSE :place END,
            place_at = CASE WHEN :place = '' THEN session.place_at ELSE :at END
        """,
        {"chat": chat, "code": code, "until": until_ms, "place": place, "at": to_ms(now)},
    )
    if code:
        _release(tx, chat)


def _release(tx: Tx, chat: int) -> None:
    """What was held may leave: the next look at the outbox finds how much of it does."""
    released = tx.run(
        """
        UPDATE slot INDEXED BY slot_unsent SET state = 'waiting', not_before = NULL
        WHERE chat = ? AND state IN ('waiting', 'held') AND parcel = 0
        """,
        (chat,),
    )
    if released:
        tx.woken.add("outbox")


def took_place(tx: Tx, chat: int) -> None:
    """The place that they came by has served."""
    tx.run("UPDATE session SET place = '' WHERE chat = ?", (chat,))


def hand_over(tx: Tx, chat: int) -> None:
    """Somebody speaks with them there from now on, and the desk is silent."""
    tx.woken.add("session")
    tx.run("UPDATE session SET state = 'person' WHERE chat = ?", (chat,))


def take_over(tx: Tx, chat: int) -> None:
    """Nobody came to speak with them: the desk goes on."""
    tx.run("UPDATE session SET state = 'open' WHERE chat = ? AND state = 'person'", (chat,))


def ended(tx: Tx, chat: int, code: str, until_ms: int) -> bool:
    """That is over: nothing until they speak, but for one message by this code.  False when nobody spoke there."""
    tx.woken.add("session")
    over = tx.run(
        """
        UPDATE session SET state = 'closed', code = :code, code_until = :until
        WHERE chat = :chat AND state = 'person'
        """,
        {"chat": chat, "code": code, "until": until_ms},
    )
    if over and code:
        _release(tx, chat)
    return bool(over)


def close(tx: Tx, chat: int) -> None:
    """The platform takes nothing more until they speak."""
    tx.run("UPDATE session SET state = 'closed' WHERE chat = ? AND state = 'open'", (chat,))


def forget(tx: Tx, chat: int) -> None:
    """Its person is forgotten: nothing that was held is said any more."""
    tx.run("UPDATE session SET place = '', code = '' WHERE chat = ?", (chat,))
    tx.run(
        """
        UPDATE slot INDEXED BY slot_unsent SET state = 'cancelled', tag = NULL, content = '{}'
        WHERE chat = ? AND state IN ('waiting', 'held') AND parcel = 0
        """,
        (chat,),
    )


# --- what leaves --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimed:
    """The parcel that leaves now, if one does, and the endings that are held: their reporters are not told."""

    parcel: int | None = None
    untold: tuple[tuple[int, int, int], ...] = ()  # slot, report, cycle


def claim(tx: Tx, session: Session, now: datetime, now_ms: int) -> Claimed:
    """Make and count the message that leaves now, or find the one that did not arrive yet."""
    rows = tx.all(
        """
        SELECT slot.id, slot.content, slot.report, report.number, slot.priority, slot.owed, slot.state, slot.parcel,
               slot.not_before, slot.attempts, slot.sent_rev
        FROM slot INDEXED BY slot_unsent LEFT JOIN report ON report.id = slot.report
        WHERE slot.chat = ? AND slot.state IN ('waiting', 'held') ORDER BY slot.id
        """,
        (session.chat,),
    )
    _settle(tx, rows)
    waiting = [_waiting(row) for row in rows if row[10] == 0 and row[7] != row[0]]
    alarm = any(each.priority == Priority.DANGER and not each.held for each in waiting)
    for id_, *_, parcel, not_before, attempts, _sent in rows:
        due = not_before is None or not_before <= now_ms
        if parcel == id_ and not alarm and (due or attempts < PATIENCE):
            return Claimed(id_ if due else None)  # nothing overtakes it but danger
    free = bool(session.code) and now_ms < session.code_until
    choice = budget.choose(session, waiting, now, free)
    _end(tx, choice.drop)
    held = _hold(tx, choice.hold)
    if not choice.carry:
        return Claimed(None, held)
    return Claimed(_parcel(tx, session, choice.carry, free, now), held)


def _settle(tx: Tx, rows: list[Row]) -> None:
    """What was said there stays as it is, whatever became of it since."""
    for id_, *_, sent_rev in rows:
        if sent_rev > 0:
            tx.run("UPDATE slot SET state = 'sent', sent_rev = rev WHERE id = ?", (id_,))


def _waiting(row: Row) -> Waiting:
    id_, packed, report, number, priority, owed, _state, parcel, *_ = row
    content: dict[str, Any] = json.loads(packed)
    return Waiting(
        id=id_,
        text=content.get("text", ""),
        buttons=tuple(map(tuple, content.get("buttons", ()))),
        report=report,
        number=number,
        priority=priority,
        owed=bool(owed),
        media="text" not in content,
        held=parcel == 0,
    )


def _parcel(tx: Tx, session: Session, carry: tuple[Waiting, ...], free: bool, now: datetime) -> int:
    content, over = budget.folded(carry)
    carried = [each for each in carry if each.id not in over]
    if carried[0].media:
        content = _content(tx, carried[0].id)
    if free:
        content["code"] = session.code
    first = carried[-1].id
    parcel = tx.insert(
        """
        INSERT INTO slot (inbox, n, chat, report, wanted_at, content, priority, expires_at)
        SELECT inbox, (SELECT min(0, min(other.n)) - 1 FROM slot AS other WHERE other.inbox = slot.inbox), chat,
               NULL, :now, :content, :priority, :until
        FROM slot WHERE id = :first
        """,
        {
            "first": first,
            "now": to_ms(now),
            "content": pack(content),
            "priority": min(each.priority for each in carried),
            "until": session.code_until if free else None,
        },
    )
    tx.run("UPDATE slot SET parcel = id WHERE id = ?", (parcel,))
    for each in carried:
        tx.run("UPDATE slot SET state = 'carried', parcel = ? WHERE id = ?", (parcel, each.id))
    _hold(tx, over)
    if free:
        tx.run("UPDATE session SET code = '' WHERE chat = ?", (session.chat,))
    else:
        tx.woken.add("session")
        tx.run("UPDATE session SET used = used + 1 WHERE chat = ?", (session.chat,))
    tx.woken.add("outbox")
    return parcel


def _content(tx: Tx, slot: int) -> dict[str, Any]:
    row = tx.one("SELECT content FROM slot WHERE id = ?", (slot,))
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def _hold(tx: Tx, slots: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """Held until they come; those of them that tell an end."""
    if slots:
        tx.woken.add("session")
    untold = []
    for slot in slots:
        fresh = tx.run("UPDATE slot SET state = 'held', parcel = 0 WHERE id = ? AND parcel IS NULL", (slot,))
        tx.run("UPDATE slot SET state = 'held', parcel = 0 WHERE id = ?", (slot,))
        if fresh and (tells := tx.one("SELECT report, tells FROM slot WHERE id = ? AND tells IS NOT NULL", (slot,))):
            untold.append((slot, int(tells[0]), int(tells[1])))
    return tuple(untold)


def _end(tx: Tx, slots: tuple[int, ...]) -> None:
    for slot in slots:
        tx.run("UPDATE slot SET state = 'cancelled', tag = NULL WHERE id = ?", (slot,))


# --- what became of it --------------------------------------------------------------------------------


def is_parcel(tx: Tx, slot: int) -> bool:
    """Whether a slot carries others."""
    return tx.one("SELECT 1 FROM slot WHERE id = ? AND parcel = id", (slot,)) is not None


def carried(tx: Tx, parcel: int) -> tuple[tuple[int, int, int], ...]:
    """(slot, report, cycle) of the endings that this slot carries, when it is a parcel."""
    rows = tx.all(
        """
        SELECT id, report, tells FROM slot INDEXED BY slot_parcel
        WHERE parcel = ? AND parcel > 0 AND tells IS NOT NULL
        """,
        (parcel,),
    )
    return tuple((int(slot), int(report), int(cycle)) for slot, report, cycle in rows)


def arrived(tx: Tx, parcel: int, platform_id: str) -> None:
    """The platform took it: so it did all that it carries."""
    tx.run(
        """
        UPDATE slot INDEXED BY slot_parcel SET state = 'sent', sent_rev = rev, platform_id = ?
        WHERE parcel = ? AND parcel > 0 AND id <> parcel AND state = 'carried'
        """,
        (platform_id, parcel),
    )
    _erase(tx, parcel)


def failed(tx: Tx, parcel: int, error: str) -> None:
    """It never will: nor will what it carries.  What was not taken was not counted."""
    _uncount(tx, parcel)
    tx.run(
        """
        UPDATE slot INDEXED BY slot_parcel SET state = 'failed', error = ?
        WHERE parcel = ? AND parcel > 0 AND id <> parcel AND state = 'carried'
        """,
        (error, parcel),
    )
    _erase(tx, parcel)


def held(tx: Tx, parcel: int) -> None:
    """The platform takes nothing now: what it carries waits until they come again, but for chatter.

    Also of one that it took first and then did not deliver.
    """
    tx.run("UPDATE slot SET state = 'cancelled', platform_id = NULL WHERE id = ?", (parcel,))
    _erase(tx, parcel)
    tx.run(
        f"""
        UPDATE slot INDEXED BY slot_parcel
        SET state = CASE WHEN {_CHATTER} THEN 'cancelled' ELSE 'held' END,
            tag = CASE WHEN {_CHATTER} THEN NULL ELSE tag END, parcel = 0, sent_rev = 0, platform_id = NULL
        WHERE parcel = ? AND parcel > 0 AND id <> parcel AND state IN ('carried', 'sent')
        """,
        (parcel,),
    )
    row = tx.one("SELECT chat FROM slot WHERE id = ?", (parcel,))
    if row:
        close(tx, row[0])


def of_message(tx: Tx, chat: int, platform_id: str) -> int | None:
    """The parcel that became this message."""
    row = tx.one("SELECT id FROM slot WHERE chat = ? AND platform_id = ? AND parcel = id", (chat, platform_id))
    return int(row[0]) if row else None


def _erase(tx: Tx, parcel: int) -> None:
    """What it carried has the words: they are changed and erased there, and nowhere else."""
    tx.run("UPDATE slot SET content = '{}' WHERE id = ? AND parcel = id", (parcel,))


def _uncount(tx: Tx, parcel: int) -> None:
    tx.run(
        """
        UPDATE session SET used = max(0, used - 1)
        WHERE chat = (SELECT chat FROM slot WHERE id = :id AND parcel = id AND json_type(content, '$.code') IS NULL)
        """,
        {"id": parcel},
    )
