"""How much there is to do for one member of the crew: counted in the index of what is still to do."""

import json
from datetime import datetime

from domain.duty.workload import SHOWN, Pile, Work
from storage.db import Tx
from storage.times import to_ms

_LIVE = """
    FROM report INDEXED BY report_live
    WHERE community = :community AND status IN ('open', 'acknowledged') AND above = ''
      AND (:grids IS NULL OR grid IS NULL OR grid IN (SELECT value FROM json_each(:grids)))
"""
# An answer is due first, then the end; while it pauses nothing is.
_BY = "CASE WHEN status = 'open' THEN respond_by WHEN pause IS NULL THEN resolve_by END"
_COUNTED = {
    "new": "status = 'open' AND assignee IS NULL",
    "due": f"{_BY} < :ends",
    "late": f"{_BY} <= :now",
    "mine": "assignee = :person",
}
_COUNT = f"SELECT {', '.join(f'count(*) FILTER (WHERE {which})' for which in _COUNTED.values())} {_LIVE}"
_FIRST = {
    name: f"SELECT id, number {_LIVE} AND {_COUNTED[name]} ORDER BY {_BY} IS NULL, {_BY}, id LIMIT {SHOWN}"
    for name in ("new", "due", "mine")
}


_CALLS = """
    FROM call JOIN report ON report.id = call.report
    WHERE call.community = :community AND call.state = 'waiting' AND call.not_before <= :now
      AND report.cycle = call.cycle AND report.status IN ('resolved', 'refused') AND report.above = ''
      AND (:grids IS NULL OR grid IS NULL OR grid IN (SELECT value FROM json_each(:grids)))
"""


def of(tx: Tx, community: str, person: int, grids: frozenset[str] | None, now: datetime, ends: datetime) -> Work:
    """What waits in these grids (None: all) and for this person until the day ``ends``.

    A report whose grid nobody knows waits for everybody.
    """
    params: dict[str, object] = {
        "community": community,
        "person": person,
        "grids": None if grids is None else json.dumps(sorted(grids)),
        "now": to_ms(now),
        "ends": to_ms(ends),
    }
    counts = tx.one(_COUNT, params)
    assert counts is not None
    found = dict(zip(_COUNTED, counts, strict=True))

    def pile(name: str) -> Pile:
        first = tx.all(_FIRST[name], params) if found[name] else []
        return Pile(found[name], tuple((id_, number) for id_, number in first))

    return Work(pile("new"), pile("due"), found["late"], pile("mine"), _calls(tx, params))


def _calls(tx: Tx, params: dict[str, object]) -> Pile:
    """Who is to be phoned by now, the longest wait first, as domain/reports/calls.py lists them."""
    count = tx.one(f"SELECT count(*) {_CALLS}", params)
    first = tx.all(f"SELECT report.id, report.number {_CALLS} ORDER BY call.not_before LIMIT {SHOWN}", params)
    return Pile(count[0] if count else 0, tuple((id_, number) for id_, number in first))
