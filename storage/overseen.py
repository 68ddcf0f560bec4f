"""What the street sees of a community's work that goes on: how much there is, and what is late longest."""

import json
from dataclasses import dataclass
from datetime import datetime

from domain.people import Role
from domain.public.visibility import Sight, kinds_seen
from domain.report import Report
from storage import reports
from storage.db import Tx
from storage.times import to_ms

# An answer is due first, then the end; while it pauses nothing is.
_BY = "CASE WHEN status = 'open' THEN respond_by WHEN pause IS NULL THEN resolve_by END"
_LIVE = "FROM report INDEXED BY report_live WHERE community = ? AND status IN ('open', 'acknowledged') AND above = ''"
_SEEN = json.dumps(kinds_seen(Role.STREET, Sight.FACTS))


@dataclass(frozen=True, slots=True)
class Count:
    """How many reports somebody still has to do something about, and of how many a promise has passed."""

    live: int = 0
    late: int = 0
    unseen: int = 0  # of those that are only counted

    def __add__(self, other: "Count") -> "Count":
        return Count(self.live + other.live, self.late + other.late, self.unseen + other.unseen)


def count(tx: Tx, community: str, now: datetime) -> Count:
    """Of one community, without complaints about those who work there."""
    row = tx.one(f"SELECT count(*), count(*) FILTER (WHERE {_BY} <= ?) {_LIVE}", (to_ms(now), community))
    hidden = tx.one(
        f"SELECT count(*) {_LIVE} AND visibility NOT IN (SELECT value FROM json_each(?))", (community, _SEEN)
    )
    assert row is not None and hidden is not None
    return Count(int(row[0]), int(row[1]), int(hidden[0]))


def longest(tx: Tx, community: str, now: datetime, limit: int, late: bool = False) -> list[Report]:
    """What the street may see one by one, the longest overdue first; ``late``: nothing else."""
    rows = tx.all(
        f"""
        SELECT id {_LIVE} AND visibility IN (SELECT value FROM json_each(?)) AND (? = 0 OR {_BY} <= ?)
        ORDER BY {_BY} IS NULL, {_BY}, id LIMIT ?
        """,
        (community, _SEEN, int(late), to_ms(now), limit),
    )
    found = (reports.get(tx, id_) for (id_,) in rows)
    return [report for report in found if report]
