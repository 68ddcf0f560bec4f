"""What residents said of how a report ended: one row for each person and cycle."""

from domain.reports.rating import Rating, Solved
from storage.db import Row, Tx, replacing
from storage.times import from_ms, to_ms

_COLUMNS = "report, cycle, person, at, solved, satisfied, contacted, how"


def put(tx: Tx, rating: Rating) -> None:
    """Store an answer; what the same person said of the same cycle before is replaced."""
    tx.run(
        replacing("rating", _COLUMNS.split(","), "report", "cycle", "person"),
        (
            rating.report,
            rating.cycle,
            rating.person,
            to_ms(rating.at),
            rating.solved.value if rating.solved else None,
            rating.satisfied,
            rating.contacted,
            rating.how,
        ),
    )


def of(tx: Tx, report: int, cycle: int) -> tuple[Rating, ...]:
    """All answers about one cycle of a report."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM rating WHERE report = ? AND cycle = ? ORDER BY at, person", (report, cycle))
    return tuple(_rating(row) for row in rows)


def forget(tx: Tx, person: int) -> None:
    """Somebody is erased: of their own reports the answer stays without them, of others' it goes.

    Called while the reports still name them.
    """
    mine = "SELECT id FROM report WHERE reporter = :person"
    theirs = f"SELECT report, cycle FROM rating WHERE person = :person AND report IN ({mine})"
    tx.run(f"DELETE FROM rating WHERE person = 0 AND (report, cycle) IN ({theirs})", {"person": person})
    tx.run(f"UPDATE rating SET person = 0 WHERE person = :person AND report IN ({mine})", {"person": person})
    tx.run("DELETE FROM rating WHERE person = ?", (person,))


def _rating(row: Row) -> Rating:
    report, cycle, person, at, solved, satisfied, contacted, how = row
    return Rating(report, cycle, person, from_ms(at), Solved(solved) if solved else None, satisfied, contacted, how)
