"""What the figures need of each report, written in the transaction of the move that changes it."""

from datetime import datetime

from domain.counting import facts
from domain.counting.facts import Fact
from domain.people import CREW
from domain.report import Report
from domain.reports import rating
from domain.reports.rating import Rating
from storage import listing, ratings, reports
from storage.db import Tx, replacing

COLUMNS = ", ".join(f'"{name}"' for name in Fact._fields)
_PUT = replacing("fact", COLUMNS.split(","), '"report"')
_CREW = ", ".join(f"'{role.value}'" for role in sorted(CREW))


def get(tx: Tx, report: int) -> Fact | None:
    """What is known of a report."""
    row = tx.one(f"SELECT {COLUMNS} FROM fact WHERE report = ?", (report,))
    return Fact._make(row) if row else None


def note(tx: Tx, report: Report, now: datetime) -> None:
    """Take over what has just become of a report, for the figures and for the results board."""
    by_crew = _works_here(tx, report)
    old = get(tx, report.id) if report.version else None  # a new one has none
    fact = facts.after(old or facts.first(report, by_crew), report, by_crew, now)
    moved = old is None or (old.building, old.category) != (fact.building, fact.category)
    if moved and reports.alike(tx, report):
        fact = fact._replace(again=1)  # it stays a repeat: no other name for it makes it a new failure
    if fact != old:
        tx.run(_PUT, fact)
    listing.note(tx, report, fact)


def rated(tx: Tx, answer: Rating, by: int | None) -> None:
    """Take over what residents said of how a cycle of a report ended; ``by`` wrote the last answer down.

    What the reporter of a duplicate said of its original counts for the duplicate, too.
    """
    fact = get(tx, answer.report)
    if fact is None:
        return
    if answer.how == rating.BY_PHONE:
        fact = fact._replace(own_word=answer.cycle if by is not None and by == fact.assignee else 0)
    row = tx.one("SELECT reporter FROM report WHERE id = ?", (fact.report,))
    reporter = row[0] if row else None
    said = [each for each in ratings.of(tx, fact.report, answer.cycle) if _counts(fact, each)]
    tx.run(_PUT, facts.rated(fact, rating.counted(said, reporter), answer.at) if said else fact)
    for id_, person in tx.all(
        "SELECT fact.report, reporter FROM fact INDEXED BY fact_original JOIN report ON id = report WHERE original = ?",
        (fact.report,),
    ):
        theirs = [each for each in said if person is not None and each.person == person]
        merged = get(tx, id_)
        if theirs and merged:
            tx.run(_PUT, facts.rated(merged, rating.counted(theirs, person), answer.at))


def _counts(fact: Fact, said: Rating) -> bool:
    """Whoever had it in hand does not say how they did it, nor writes down what they heard."""
    return said.person != fact.assignee and not (said.how == rating.BY_PHONE and said.cycle == fact.own_word)


def _works_here(tx: Tx, report: Report) -> bool:
    """Whether the reporter is one of the crew."""
    if report.reporter is None:
        return False
    row = tx.one(
        f"SELECT 1 FROM role WHERE person = ? AND community = ? AND role IN ({_CREW}) LIMIT 1",
        (report.reporter, report.home),
    )
    return row is not None
