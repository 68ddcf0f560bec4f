"""What somebody said for the head alone.  Nothing else reads this table."""

import json
from datetime import datetime

from domain.talk.confided import Confided
from storage.db import Row, Tx, replacing
from storage.times import from_ms, to_ms

_COLUMNS = "id, community, person, chat, danger, text, at, heard_at, told, taken_by, answered"


def fresh(tx: Tx) -> int:
    """The id of the next one; never one that a button out there may still name."""
    return tx.number("confided")


def put(tx: Tx, said: Confided) -> None:
    """Store it, or how it stands now."""
    tx.run(
        replacing("confided", _COLUMNS.split(","), "id"),
        (
            said.id,
            said.community,
            said.person,
            said.chat,
            said.danger,
            said.text,
            to_ms(said.at),
            to_ms(said.heard_at),
            json.dumps(said.told),
            said.taken_by,
            said.answered,
        ),
    )


def get(tx: Tx, id_: int) -> Confided | None:
    """One of them."""
    row = tx.one(f"SELECT {_COLUMNS} FROM confided WHERE id = ?", (id_,))
    return _confided(row) if row else None


def of_person(tx: Tx, person: int, community: str | None = None) -> list[Confided]:
    """What somebody said that no head has let go yet, the latest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM confided WHERE person = ? ORDER BY id DESC", (person,))
    return [found for found in map(_confided, rows) if community in (None, found.community)]


def drop(tx: Tx, id_: int) -> None:
    """Erase it."""
    tx.run("DELETE FROM confided WHERE id = ?", (id_,))


def _confided(row: Row) -> Confided:
    id_, community, person, chat, danger, text, at, heard_at, told, taken_by, answered = row
    times: tuple[datetime, datetime] = (from_ms(at), from_ms(heard_at))
    return Confided(
        id_, community, person, chat, danger, text, *times, tuple(json.loads(told)), taken_by, bool(answered)
    )
