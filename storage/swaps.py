"""Requests to take somebody's turn of a shift, for a month."""

from datetime import date, datetime, timedelta

from domain.duty.swap import Swap
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

KEPT = timedelta(days=30)  # so long one that is over, for whoever presses an old button
_SELECT = "SELECT id, community, shift, day, asker, other, begins_at, state FROM shift_swap"


def fresh(tx: Tx) -> int:
    """The id of the next request; never one that a button out there may still name."""
    return tx.number("swap")


def put(tx: Tx, swap: Swap) -> None:
    """Store a request, a new one or what became of it."""
    tx.run(
        """
        INSERT INTO shift_swap (id, community, shift, day, asker, other, begins_at, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state
        """,
        (
            swap.id,
            swap.community,
            swap.shift,
            swap.day.isoformat(),
            swap.asker,
            swap.other,
            to_ms(swap.begins_at),
            swap.state,
        ),
    )


def get(tx: Tx, id_: int) -> Swap | None:
    """One request."""
    row = tx.one(f"{_SELECT} WHERE id = ?", (id_,))
    return _swap(row) if row else None


def open_for(tx: Tx, shift: int, day: date) -> Swap | None:
    """The request for a turn that waits for its answer."""
    row = tx.one(f"{_SELECT} WHERE shift = ? AND day = ? AND state = 'open'", (shift, day.isoformat()))
    return _swap(row) if row else None


def open_of_shift(tx: Tx, shift: int) -> list[Swap]:
    """The requests for all turns of a shift that wait for an answer."""
    return [_swap(row) for row in tx.all(f"{_SELECT} WHERE shift = ? AND state = 'open' ORDER BY id", (shift,))]


def open_of(tx: Tx, community: str, person: int) -> list[Swap]:
    """The requests that somebody made or should answer, and that wait."""
    rows = tx.all(
        f"""
        {_SELECT} WHERE asker = :person AND community = :community AND state = 'open'
        UNION
        {_SELECT} WHERE other = :person AND community = :community AND state = 'open'
        ORDER BY id
        """,
        {"person": person, "community": community},
    )
    return [_swap(row) for row in rows]


def home(tx: Tx, shift: int) -> str | None:
    """The community of a shift."""
    row = tx.one("SELECT community FROM shift WHERE id = ?", (shift,))
    return str(row[0]) if row else None


def purge(tx: Tx, now: datetime) -> None:
    """Forget requests for turns that are long over."""
    tx.run("DELETE FROM shift_swap WHERE begins_at < ?", (to_ms(now - KEPT),))


def _swap(row: Row) -> Swap:
    id_, community, shift, day, asker, other, begins_at, state = row
    return Swap(id_, community, shift, date.fromisoformat(day), asker, other, from_ms(begins_at), state)
