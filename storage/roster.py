"""The duty roster: weekly shifts, who has them, and the single days on which that is otherwise."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from domain.duty.roster import Shift
from storage.db import Tx

KEPT = timedelta(days=14)  # so long an exception of a day that is over


def load(tx: Tx, community: str) -> tuple[Shift, ...]:
    """The shifts of a community, in the order in which they were made, with exceptions.  One query."""
    rows = tx.all(
        """
        SELECT shift.id, code, days, since, until, grids, trades, name, shift_person.person, '' AS day, '' AS what
        FROM shift LEFT JOIN shift_person ON shift_person.shift = shift.id
        WHERE shift.community = :community
        UNION ALL
        SELECT shift.id, code, days, since, until, grids, trades, name, shift_exception.person, day, what
        FROM shift JOIN shift_exception ON shift_exception.shift = shift.id
        WHERE shift.community = :community
        """,
        {"community": community},
    )
    people: dict[int, set[int]] = {}
    extra: dict[int, set[tuple[date, int]]] = {}
    absent: dict[int, set[tuple[date, int]]] = {}
    shapes: dict[int, tuple[str, ...]] = {}
    for id_, *shape, person, day, what in rows:
        shapes[id_] = tuple(shape)
        if day:
            (extra if what == "add" else absent).setdefault(id_, set()).add((date.fromisoformat(day), person))
        elif person is not None:
            people.setdefault(id_, set()).add(person)
    return tuple(
        Shift(
            code,
            frozenset(int(day) for day in days),
            time.fromisoformat(since),
            time.fromisoformat(until),
            frozenset(people.get(id_, ())),
            frozenset(grids.split()),
            frozenset(trades.split()),
            name,
            id_,
            frozenset(extra.get(id_, ())),
            frozenset(absent.get(id_, ())),
        )
        for id_, (code, days, since, until, grids, trades, name) in sorted(shapes.items())
    )


def add(
    tx: Tx,
    community: str,
    code: str,
    days: frozenset[int],
    since: time,
    until: time,
    grids: Collection[str] = (),
    trades: Collection[str] = (),
    name: str = "",
) -> None:
    """A shift that nobody has yet; one of this code that is there stays as it is."""
    tx.run(
        """
        INSERT INTO shift (community, code, days, since, until, grids, trades, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (community, code) DO NOTHING
        """,
        (community, code, *_shape(days, since, until, grids, trades, name)),
    )


def put(tx: Tx, community: str, shift: Shift) -> None:
    """Store when a shift is, what it is limited to and its name: a new one, or one that is there."""
    shape = _shape(shift.days, shift.since, shift.until, shift.grids, shift.trades, shift.name)
    tx.run(
        """
        INSERT INTO shift (community, code, days, since, until, grids, trades, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (community, code) DO UPDATE SET
            days = excluded.days, since = excluded.since, until = excluded.until,
            grids = excluded.grids, trades = excluded.trades, name = excluded.name
        """,
        (community, shift.code, *shape),
    )


def _shape(
    days: frozenset[int], since: time, until: time, grids: Collection[str], trades: Collection[str], name: str
) -> tuple[str, ...]:
    numbers = "".join(str(day) for day in sorted(days))
    return numbers, f"{since:%H:%M}", f"{until:%H:%M}", " ".join(sorted(grids)), " ".join(sorted(trades)), name


def drop(tx: Tx, shift: int) -> None:
    """A shift is no more, nor is anything about it."""
    for sql in (
        "DELETE FROM shift_swap WHERE shift = ?",
        "DELETE FROM shift_exception WHERE shift = ?",
        "DELETE FROM shift_person WHERE shift = ?",
        "DELETE FROM shift WHERE id = ?",
    ):
        tx.run(sql, (shift,))


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
    """Somebody has no shift here any more, on no day."""
    for sql in (
        "DELETE FROM shift_person WHERE person = ? AND shift IN (SELECT id FROM shift WHERE community = ?)",
        "DELETE FROM shift_exception WHERE person = ? AND shift IN (SELECT id FROM shift WHERE community = ?)",
    ):
        tx.run(sql, (person, community))


def release(tx: Tx, community: str, code: str, person: int) -> None:
    """Somebody no longer has this shift."""
    tx.run(
        """
        DELETE FROM shift_person
        WHERE person = ? AND shift IN (SELECT id FROM shift WHERE community = ? AND code = ?)
        """,
        (person, community, code),
    )


def on_day(tx: Tx, shift: int, day: date, person: int, on: bool) -> None:
    """Somebody has a shift on one day, or has not, whatever the week says; what was said before is off."""
    tx.run(
        "INSERT INTO shift_exception (shift, day, person, what) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (shift, day, person) DO UPDATE SET what = excluded.what",
        (shift, day.isoformat(), person, "add" if on else "remove"),
    )


def purge(tx: Tx, now: datetime) -> None:
    """Forget exceptions of days that are long over."""
    tx.run("DELETE FROM shift_exception WHERE day < ?", ((now - KEPT).date().isoformat(),))
