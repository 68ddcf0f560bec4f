"""Drafts, offers and open questions: what lives for a day at most."""

import json
from datetime import datetime
from typing import Any

from domain.categories import Urgency
from domain.community import Point
from domain.talk.drafts import Draft, Near, Prompt, Stage
from domain.understanding.result import Place
from storage.db import Row, Tx, replacing
from storage.packed import pack
from storage.times import from_ms, to_ms

_COLUMNS = "id, chat, person, stage, created_at, fold, body"
_PUT = replacing("draft", _COLUMNS.split(","), "id")


def fresh(tx: Tx) -> int:
    """The id of the next draft; never one that a button out there may still name."""
    return tx.number("draft")


def put(tx: Tx, draft: Draft) -> None:
    """Store a draft."""
    body = {
        "words": draft.words,
        "messages": draft.messages,
        "photos": draft.photos,
        "voice": draft.voice,
        "category": draft.category,
        "guesses": draft.guesses,
        "sure": draft.sure,
        "chosen": draft.chosen,
        "urgency": draft.urgency,
        "danger": draft.danger,
        "place": [draft.place.words, draft.place.building, draft.place.grid] if draft.place else None,
        "turn": draft.turn,
        "asked": draft.asked,
        "grid": draft.grid,
        "others": draft.others,
        "fixes": draft.fixes,
        "source": draft.source,
        "teller": draft.teller,
        "point": [draft.point.lat, draft.point.lon] if draft.point else None,
        "wish": draft.wish,
        "known": draft.known,
        "near": _of_near(draft.near) if draft.near else None,
    }
    tx.run(
        _PUT,
        (
            draft.id,
            draft.chat,
            draft.person,
            draft.stage.value,
            to_ms(draft.created_at),
            draft.fold,
            pack(body),
        ),
    )


def get(tx: Tx, id_: int) -> Draft | None:
    """A draft by its id."""
    row = tx.one(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (id_,))
    return _draft(row) if row else None


def latest(tx: Tx, chat: int, person: int) -> Draft | None:
    """What somebody is telling us in a chat at the moment."""
    row = tx.one(f"SELECT {_COLUMNS} FROM draft WHERE chat = ? AND person = ? ORDER BY id DESC LIMIT 1", (chat, person))
    return _draft(row) if row else None


def drop(tx: Tx, draft: Draft) -> None:
    """Erase a draft, and which messages it was made from."""
    tx.run("DELETE FROM draft WHERE id = ?", (draft.id,))
    tx.run("DELETE FROM source_message WHERE draft = ?", (draft.id,))


def filed(tx: Tx, draft: Draft, report: int) -> None:
    """The draft became a report: what we asked about it leads there now, and the draft goes."""
    tx.run(
        "UPDATE slot SET report = ? WHERE chat = ? AND tag >= ? AND tag < ?",
        (report, draft.chat, f"draft:{draft.id}:", f"draft:{draft.id};"),
    )
    drop(tx, draft)


def unfinished(tx: Tx, chat: int, person: int) -> Draft | None:
    """The newest draft that somebody is making in a chat; not what was overheard in a group."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM draft WHERE chat = ? AND person = ? AND stage = 'asking' ORDER BY id DESC LIMIT 1",
        (chat, person),
    )
    return _draft(row) if row else None


def all_unfinished(tx: Tx, chat: int, person: int) -> tuple[Draft, ...]:
    """Every draft that somebody is making in a chat, the oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM draft WHERE chat = ? AND person = ? AND stage = 'asking' ORDER BY id", (chat, person)
    )
    return tuple(_draft(row) for row in rows)


def answered(tx: Tx, chat: int, person: int, report: int) -> Draft | None:
    """The latest words of somebody in a chat that were answered from a known incident."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM draft WHERE chat = ? AND person = ? AND stage = 'answered' ORDER BY id DESC",
        (chat, person),
    )
    return next((draft for draft in map(_draft, rows) if draft.known == report), None)


def in_fold(tx: Tx, fold: str) -> tuple[Draft, ...]:
    """The drafts that a folded message lists."""
    return tuple(_draft(row) for row in tx.all(f"SELECT {_COLUMNS} FROM draft WHERE fold = ? ORDER BY id", (fold,)))


def folds_of(tx: Tx, person: int) -> tuple[str, ...]:
    """The folded messages that list something of this person."""
    rows = tx.all("SELECT DISTINCT fold FROM draft WHERE person = ? AND fold <> ''", (person,))
    return tuple(fold for (fold,) in rows)


def listed(tx: Tx, prefix: str) -> dict[str, int]:
    """How many drafts each folded message with this prefix lists."""
    rows = tx.all(
        "SELECT fold, count(*) FROM draft WHERE fold >= ? AND fold < ? GROUP BY fold",
        (prefix, prefix + "\U0010ffff"),
    )
    return dict(rows)


def offers(tx: Tx, chat: int, since: datetime) -> int:
    """How many offers this group got since then."""
    row = tx.one("SELECT count(*) FROM offer WHERE chat = ? AND at > ?", (chat, to_ms(since)))
    return int(row[0]) if row else 0


def offered(tx: Tx, chat: int, at: datetime) -> None:
    """One more offer; what is older than a day is forgotten."""
    tx.run("DELETE FROM offer WHERE chat = ? AND at < ?", (chat, to_ms(at) - 86_400_000))
    tx.run("INSERT INTO offer (chat, at) VALUES (?, ?)", (chat, to_ms(at)))


def expect(tx: Tx, prompt: Prompt) -> None:
    """The next words of this person in this chat answer this question; an older question is off."""
    tx.run(
        replacing("prompt", "chat, person, kind, report, cycle, expires_at, text, photos".split(","), "chat", "person"),
        (
            prompt.chat,
            prompt.person,
            prompt.kind,
            prompt.report,
            prompt.cycle,
            to_ms(prompt.expires_at),
            prompt.text,
            json.dumps(prompt.photos),
        ),
    )


def expected(tx: Tx, chat: int, person: int, now: datetime) -> Prompt | None:
    """The question somebody still owes us an answer to."""
    row = tx.one(
        "SELECT kind, report, cycle, expires_at, text, photos FROM prompt WHERE chat = ? AND person = ?",
        (chat, person),
    )
    if row is None or row[3] <= to_ms(now):
        return None
    kind, report, cycle, expires_at, text, photos = row
    return Prompt(chat, person, kind, report, cycle, from_ms(expires_at), text, tuple(json.loads(photos)))


def forgo(tx: Tx, chat: int, person: int) -> None:
    """Nothing is expected any more."""
    tx.run("DELETE FROM prompt WHERE chat = ? AND person = ?", (chat, person))


def forgo_others(tx: Tx, person: int, community: str) -> None:
    """No answer of somebody is expected any more about a community's reports that are not their own."""
    tx.run(
        """
        DELETE FROM prompt
        WHERE person = :person AND report IN (
            SELECT id FROM report WHERE community = :community AND reporter IS NOT :person
        )
        """,
        {"person": person, "community": community},
    )


def purge(tx: Tx, now: datetime) -> None:
    """Questions that nobody answered in time."""
    tx.run("DELETE FROM prompt WHERE expires_at <= ?", (to_ms(now),))


def _of_near(near: Near) -> list[object]:
    return [near.report, near.number, to_ms(near.at), near.status]


def _near(values: list[Any]) -> Near:
    report, number, at, status = values
    return Near(report, number, from_ms(at), status)


def _draft(row: Row) -> Draft:
    id_, chat, person, stage, created_at, fold, body = row
    found = json.loads(body)
    return Draft(
        id=id_,
        chat=chat,
        person=person,
        stage=Stage(stage),
        created_at=from_ms(created_at),
        words=tuple((message, text) for message, text in found["words"]),
        messages=tuple(found["messages"]),
        photos=tuple(found["photos"]),
        voice=found["voice"],
        category=found["category"],
        guesses=tuple(found["guesses"]),
        sure=found["sure"],
        chosen=found["chosen"],
        urgency=Urgency(found["urgency"]),
        danger=found["danger"],
        place=Place(*found["place"]) if found["place"] else None,
        turn=found["turn"],
        asked=found["asked"],
        grid=found["grid"],
        point=Point(*found["point"]) if found["point"] else None,
        wish=found["wish"],
        fold=fold,
        others=found["others"],
        fixes=found["fixes"],
        source=found["source"],
        teller=found["teller"],
        known=found["known"],
        near=_near(found["near"]) if found["near"] else None,
    )
