"""What an export reads, row by row in the order of the numbers.

All of it is read in one look at the database (``storage.db.looking_once``), so that the sheets of one file agree
while the desk goes on writing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from storage.db import Row, Tx
from storage.times import from_ms, to_ms

# An answer that was taken back within its minute was none: nobody had been told.
_ANSWERED = """
    SELECT min(said.at) FROM report_event AS said
    WHERE said.report = report.id AND said.at >= report.since
      AND said.kind IN ('acknowledge', 'secure', 'resolve', 'refuse', 'ask', 'fix_on_round')
      AND NOT EXISTS (
          SELECT 1 FROM report_event AS undone
          WHERE undone.report = report.id AND undone.id > said.id AND undone.kind = 'undo'
            AND undone.at <= said.at + 61000
      )
"""
_WITHIN = """
    report.home = :community AND report.above = '' AND report.reported_at >= :since AND report.reported_at < :until
    AND (:grids IS NULL OR report.grid IS NULL OR report.grid IN (SELECT value FROM json_each(:grids)))
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports: told in this community from one moment until before another."""

    community: str
    since: datetime
    until: datetime
    grids: str | None = None  # a JSON list of codes; None = all

    @property
    def values(self) -> dict[str, str | int | None]:
        """As the queries take them."""
        return {
            "community": self.community,
            "since": to_ms(self.since),
            "until": to_ms(self.until),
            "grids": self.grids,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """One report, in codes and times, with the words in it."""

    number: int
    cycle: int
    category: str
    urgency: str
    grid: str | None
    building: str | None
    place: str
    text: str
    source: str
    status: str
    reported_at: datetime
    respond_by: datetime
    resolve_by: datetime
    answered_at: datetime | None
    resolved_at: datetime | None
    secured: str
    note: str
    reason: str | None
    waited: int  # milliseconds
    supporters: int
    assignee: int | None
    filed_by: int | None
    danger: str | None
    visibility: str
    pause: str | None
    paused_since: datetime | None


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that was done to a report."""

    number: int
    at: datetime
    kind: str
    status: str
    actor: int | None
    by_reporter: bool
    text: str


def counts(tx: Tx, wanted: Wanted) -> tuple[int, int]:
    """How many reports there are, and how many events in their lives."""
    reports = tx.all(f"SELECT count(*) FROM report WHERE {_WITHIN}", wanted.values)[0]
    events = tx.all(
        f"SELECT count(*) FROM report CROSS JOIN report_event ON report_event.report = report.id WHERE {_WITHIN}",
        wanted.values,
    )[0]
    return int(reports[0]), int(events[0])


def reports(tx: Tx, wanted: Wanted) -> Iterator[Told]:
    """The reports, in the order of their numbers."""
    rows = tx.each(
        f"""
        SELECT number, cycle, category, urgency, grid, building, place, text, source, status,
               reported_at, respond_by, resolve_by, ({_ANSWERED}), resolved_at, secured, note, reason, waited,
               (SELECT count(*) FROM supporter WHERE supporter.report = report.id), assignee, filed_by, danger,
               visibility, pause, pause_since
        FROM report INDEXED BY sqlite_autoindex_report_1
        WHERE {_WITHIN} ORDER BY number
        """,
        wanted.values,
    )
    return map(_told, rows)


def _told(row: Row) -> Told:
    head, times, rest = row[:10], row[10:15], (*row[15:-1], from_ms(row[-1]))
    return Told(*head, *(from_ms(each) for each in times), *rest)


def events(tx: Tx, wanted: Wanted) -> Iterator[Happened]:
    """What was done to those reports: report by report, in the order in which it was done."""
    rows = tx.each(
        f"""
        SELECT number, report_event.at, report_event.kind, report_event.status, report_event.actor,
               report_event.actor IS report.reporter, report_event.text
        FROM report INDEXED BY sqlite_autoindex_report_1
        CROSS JOIN report_event ON report_event.report = report.id
        WHERE {_WITHIN} ORDER BY number, report_event.id
        """,
        wanted.values,
    )
    for number, at, kind, status, actor, by_reporter, text in rows:
        yield Happened(number, from_ms(at), kind, status, actor, bool(by_reporter), text)


def posts(tx: Tx, community: str) -> dict[int, tuple[str, str]]:
    """(role, trade) of everybody who works in a community or did; what they are now comes before what they were."""
    rows = tx.each(
        """
        SELECT person, role, trade FROM role_event WHERE community = :community
        UNION ALL SELECT person, role, trade FROM role WHERE community = :community
        """,
        {"community": community},
    )
    return {person: (role, trade) for person, role, trade in rows}


def chain_rows(tx: Tx, wanted: Wanted, private: bool) -> Iterator[Row]:
    """The community's events between the first and the last of those reports, as they are bound to each other.

    (shown, the link before, number, at, kind, status, detail, who, said, link); ``shown``: of one of those reports;
    of a private one only where those are read as well.
    """
    ends = tx.all(
        f"""
        SELECT min(report_event.id), max(report_event.id)
        FROM report CROSS JOIN report_event ON report_event.report = report.id WHERE {_WITHIN}
        """,
        wanted.values,
    )[0]
    if ends[0] is None:
        return
    before = tx.one(
        """
        SELECT link FROM report_event JOIN report ON report.id = report_event.report
        WHERE report_event.id < ? AND report.home = ? ORDER BY report_event.id DESC LIMIT 1
        """,
        (ends[0], wanted.community),
    )
    for row in tx.each(
        f"""
        SELECT {_WITHIN} AND (:private = 1 OR visibility <> 'private'), number,
               report_event.at, kind, report_event.status,
               CASE WHEN kind IN ('hand_over', 'add', 'moved') THEN '' ELSE detail END, who, said, link
        FROM report_event CROSS JOIN report ON report.id = report_event.report
        WHERE report_event.id BETWEEN :first AND :last AND report.home = :community AND link IS NOT NULL
        ORDER BY report_event.id
        """,
        {**wanted.values, "first": ends[0], "last": ends[1], "private": private},
    ):
        yield (bool(row[0]), before[0] if before else None, *row[1:])
