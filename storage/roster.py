"""The duty roster: weekly shifts and who has them."""

from datetime import time

from domain.roster import Shift
from storage.db import Tx


def load(tx: Tx, community: str) -> tuple[Shift, ...]:
    """The shifts of a community, in the order in which they were made."""
    rows = tx.all(
        """
        SELECT shift.id, shift.code, shift.days, shift.since, shift.until, shift_person.person
        FROM shift LEFT JOIN shift_person ON shift_person.shift = shift.id
        WHERE shift.community = ? ORDER BY shift.id
        """,
        (community,),
    )
    people: dict[int, set[int]] = {}
    shapes: dict[int, tuple[str, str, str, str]] = {}
    for id_, code, days, since, until, person in rows:
        shapes[id_] = (code, days, since, until)
        people.setdefault(id_, set()).update({person} if person is not None else ())
    return tuple(
        Shift(
            code,
            frozenset(int(day) for day in days),
            time.fromisoformat(since),
            time.fromisoformat(until),
            frozenset(people[id_]),
        )
        for id_, (code, days, since, until) in shapes.items()
    )


def add(tx: Tx, community: str, code: str, days: frozenset[int], since: time, until: time) -> None:
    """A shift that nobody has yet; one of this code that is there stays as it is."""
    tx.run(
        """
        INSERT INTO shift (community, code, days, since, until) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (community, code) DO NOTHING
        """,
        (community, code, "".join(str(day) for day in sorted(days)), f"{since:%H:%M}", f"{until:%H:%M}"),
    )


def assign(tx: Tx, community: str, code: str, person: int) -> None:
    """Somebody has this shift from now on."""
    tx.run(
        """
        INSERT INTO shift_person (shift, person)
        SELECT id, ? FROM shift WHERE community = ? AND code = ? ON CONFLICT DO NOTHING
        """,
        (person, community, code),
    )


def leave(tx: Tx, community: str, person: int) -> None:
    """Somebody has no shift here any more."""
    tx.run(
        "DELETE FROM shift_person WHERE person = ? AND shift IN (SELECT id FROM shift WHERE community = ?)",
        (person, community),
    )


def release(tx: Tx, community: str, code: str, person: int) -> None:
    """Somebody no longer has this shift."""
    tx.run(
        """
        DELETE FROM shift_person
        WHERE person = ? AND shift IN (SELECT id FROM shift WHERE community = ? AND code = ?)
        """,
        (person, community, code),
    )
