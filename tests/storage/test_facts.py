"""What residents said of an end, as the figures keep it: once a report, by the right people, for duplicates too."""

from dataclasses import replace
from datetime import timedelta

from domain.counting.weighed import Proposals
from domain.report import Status
from domain.reports.rating import BY_PHONE, NOT_HERE, Rating, Solved
from storage import facts, figures, ratings, reports
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW, report

ZHOU, CHEN, NEIGHBOUR = 31, 32, 33  # who had it in hand, a colleague, somebody who joined
LAMP = replace(LIGHT, status=Status.RESOLVED, assignee=ZHOU, acknowledged_at=NOW, resolved_at=NOW)
MINE = Rating(LAMP.id, 1, LAMP.reporter or 0, NOW, Solved.YES, 2, 1)


def ended(tx: Tx, **changes: object) -> None:
    """The lamp is repaired."""
    lamp = replace(LAMP, **changes)  # type: ignore[arg-type]
    reports.put(tx, lamp)
    facts.note(tx, lamp, NOW)


def said(tx: Tx, rating: Rating, by: int | None = None) -> None:
    """An answer is kept, and the figures learn of it."""
    ratings.put(tx, rating)
    facts.rated(tx, rating, by)


def known(tx: Tx, id_: int = LAMP.id) -> tuple[object, object, object]:
    """What the figures know of it."""
    fact = facts.get(tx, id_)
    assert fact is not None
    return fact.solved, fact.satisfied, fact.contacted


async def test_the_reporters_own_word_counts_before_a_neighbours(db: Database) -> None:
    def check(tx: Tx) -> None:
        ended(tx)
        said(tx, replace(MINE, person=NEIGHBOUR, solved=Solved.NO, satisfied=0, contacted=0))
        assert known(tx) == ("no", 0, 0)
        said(tx, replace(MINE, satisfied=None))
        assert known(tx) == ("yes", 0, 1)  # question by question

    await db.write(check)


async def test_whoever_had_it_in_hand_neither_rates_nor_phones_for_the_figures(db: Database) -> None:
    def check(tx: Tx) -> None:
        ended(tx, reporter=None)
        phoned = replace(MINE, person=NOT_HERE, how=BY_PHONE)
        said(tx, phoned, by=ZHOU)
        said(tx, replace(MINE, person=ZHOU))
        assert known(tx) == (None, None, None)
        said(tx, phoned, by=CHEN)
        assert known(tx) == ("yes", 2, 1)

    await db.write(check)


async def test_an_answer_outlives_the_cycle_that_it_was_about(db: Database) -> None:
    def check(tx: Tx) -> None:
        ended(tx)
        said(tx, replace(MINE, solved=Solved.NO))
        again = replace(LAMP, cycle=2, status=Status.OPEN, assignee=None, resolved_at=None, version=1)
        facts.note(tx, again, NOW + timedelta(days=1))
        assert known(tx) == ("no", 2, 1)
        said(tx, replace(MINE, cycle=2, at=NOW + timedelta(days=2), satisfied=None, contacted=None))
        assert known(tx) == ("yes", None, None)

    await db.write(check)


async def test_what_the_reporter_of_a_duplicate_says_counts_for_it(db: Database) -> None:
    def check(tx: Tx) -> None:
        ended(tx)
        copy = report(1002, reporter=NEIGHBOUR, status=Status.DUPLICATE, duplicate_of=LAMP.id)
        reports.put(tx, copy)
        facts.note(tx, copy, NOW)
        said(tx, MINE)
        assert known(tx, copy.id) == (None, None, None)
        said(tx, replace(MINE, person=NEIGHBOUR, solved=Solved.PARTLY, satisfied=1))
        assert known(tx, copy.id) == ("partly", 1, 1) and known(tx) == ("yes", 2, 1)

    await db.write(check)


async def test_an_answer_about_no_report_changes_nothing(db: Database) -> None:
    await db.write(facts.rated, replace(MINE, report=99), None)
    assert await db.write(facts.get, 99) is None


async def test_a_suggestion_that_is_not_adopted_is_counted_apart_and_never_as_done(db: Database) -> None:
    def check(tx: Tx) -> None:
        for id_, reason in ((1, "adopted"), (2, "declined"), (3, "declined"), (4, None)):
            status = Status.RESOLVED if reason else Status.OPEN
            made = report(1000 + id_, category="suggestion", status=status, reason=reason, resolved_at=NOW)
            reports.put(tx, replace(made, version=0))
            facts.note(tx, made, NOW)
        week = figures.Wanted("ginkgo", NOW, NOW + timedelta(days=7), NOW)
        found = figures.of(tx, week)
        assert (found.reported, found.done) == (4, 1)
        assert figures.proposals(tx, week) == Proposals(adopted=1, declined=2, open=1)

    await db.write(check)
