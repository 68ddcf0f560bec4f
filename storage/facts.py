"""What the figures need of each report, written in the transaction of the move that changes it."""

from datetime import datetime

from domain import facts, rating
from domain.facts import Fact
from domain.people import CREW
from domain.report import Report
from storage import ratings, reports
from storage.db import Tx

COLUMNS = ", ".join(f'"{name}"' for name in Fact._fields)
_PUT = f"INSERT OR REPLACE INTO fact ({COLUMNS}) VALUES ({', '.join('?' * len(Fact._fields))})"
_CREW = ", ".join(f"'{role.value}'" for role in sorted(CREW))


def get(tx: Tx, report: int) -> Fact | None:
    """What is known of a report."""
    row = tx.one(f"SELECT {COLUMNS} FROM fact WHERE report = ?", (report,))
    return Fact._make(row) if row else None


def note(tx: Tx, report: Report, now: datetime) -> None:
    """Take over what has just become of a report."""
    by_crew = _works_here(tx, report)
    old = get(tx, report.id)
    fact = facts.after(old or facts.first(report, by_crew), report, by_crew, now)
    moved = old is None or (old.building, old.category) != (fact.building, fact.category)
    if moved and reports.alike(tx, report):
        fact = fact._replace(again=1)  # it stays a repeat: no other name for it makes it a new failure
    if fact != old:
        tx.run(_PUT, fact)


def rated(tx: Tx, report: int, cycle: int) -> None:
    """Take over what residents said of how a cycle of a report ended."""
    fact = get(tx, report)
    if fact is None:
        return
    row = tx.one("SELECT reporter FROM report WHERE id = ?", (report,))
    # Whoever had it in hand is not asked how they did it.
    said = [each for each in ratings.of(tx, report, cycle) if each.person != fact.assignee]
    if said:
        tx.run(_PUT, facts.rated(fact, rating.counted(said, row[0] if row else None), max(each.at for each in said)))


def _works_here(tx: Tx, report: Report) -> bool:
    """Whether the reporter is one of the crew."""
    if report.reporter is None:
        return False
    row = tx.one(
        f"SELECT 1 FROM role WHERE person = ? AND community = ? AND role IN ({_CREW}) LIMIT 1",
        (report.reporter, report.community),
    )
    return row is not None
