"""Whom somebody has to phone: one entry for each end of a report that no message reaches."""

from domain.reports.calls import Call
from storage.db import Row, Tx, replacing
from storage.times import from_ms, to_ms

_COLUMNS = "call.report, call.cycle, call.community, call.why, call.not_before, call.state, call.tries"
LIMIT = 100  # entries looked at for a list


def put(tx: Tx, call: Call) -> None:
    """Store an entry, a new one or what became of it."""
    tx.run(
        replacing("call", "report, cycle, community, why, not_before, state, tries".split(","), "report", "cycle"),
        (call.report, call.cycle, call.community, call.why, to_ms(call.not_before), call.state, call.tries),
    )


def of(tx: Tx, report: int, cycle: int) -> Call | None:
    """The entry for one cycle of a report."""
    row = tx.one(f"SELECT {_COLUMNS} FROM call WHERE report = ? AND cycle = ?", (report, cycle))
    return _call(row) if row else None


def waiting(tx: Tx, community: str) -> list[Call]:
    """Who is still to be phoned, the longest wait first; not about a report that went on by other ways."""
    rows = tx.all(
        f"""
        SELECT {_COLUMNS} FROM call JOIN report ON report.id = call.report
        WHERE call.community = ? AND call.state = 'waiting'
          AND report.cycle = call.cycle AND report.status IN ('resolved', 'refused')
        ORDER BY call.not_before LIMIT ?
        """,
        (community, LIMIT),
    )
    return [_call(row) for row in rows]


def _call(row: Row) -> Call:
    report, cycle, community, why, not_before, state, tries = row
    return Call(report, cycle, community, why, from_ms(not_before), state, tries)
