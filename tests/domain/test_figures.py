"""What the figures count, and what they say when nothing counts."""

from datetime import timedelta
from typing import Any

import pytest

from domain.counting import figures
from domain.counting.facts import Fact, ms
from domain.counting.figures import Measure, Period, Rate
from tests.domain.cases import NOW

HOUR = 3_600_000
DAY = 24 * HOUR
START = ms(NOW)
WEEK = Period(START, START + 7 * DAY, START + 30 * DAY)


def fact(id_: int = 1, **changes: Any) -> Fact:
    """A lamp: answered after two hours, resolved after ten, nobody said how it was."""
    made = Fact(
        report=id_,
        community="ginkgo",
        grid="g1",
        building="b3",
        category="light",
        reported_at=START,
        respond_by=START + DAY,
        resolve_by=START + 3 * DAY,
        provisional=0,
        by_staff=0,
        filed=0,
        own=0,
        answered_at=START + 2 * HOUR,
        end="resolved",
        ended_at=START + 10 * HOUR,
        assignee=3,
    )
    return made._replace(**changes)


def undone(id_: int = 1, **changes: Any) -> Fact:
    """One that nobody answered, and nobody ended."""
    return fact(id_, **{"answered_at": None, "end": "", "ended_at": None, "assignee": None, **changes})


def said(id_: int = 1, solved: str = "yes", satisfied: int = 2, contacted: int = 1, **changes: Any) -> Fact:
    """One that its resident rated a day later."""
    return fact(id_, rated_at=START + DAY, solved=solved, satisfied=satisfied, contacted=contacted, **changes)


def of(*facts: Fact, measure: Measure = figures.USUAL, originals: dict[int, Fact] | None = None) -> figures.Figures:
    return figures.of(facts, originals or {each.report: each for each in facts}, WEEK, measure)


def test_nothing_is_no_rate_at_all() -> None:
    empty = of()
    rates = (empty.answered, empty.resolved, empty.contacted, empty.solved, empty.satisfied, empty.reopened)
    assert [(rate.share, rate.percent, rate.of) for rate in rates] == [(None, None, 0)] * 6
    assert empty.combined is None
    assert empty.to_answer.median is None


def test_rates_are_pooled_and_not_averaged() -> None:
    assert Rate(1, 1) + Rate(0, 9) == Rate(1, 10)


def test_what_was_nearly_reached_is_not_rounded_up() -> None:
    assert (Rate(199, 200).percent, Rate(2, 3).percent, Rate(1, 1).percent) == (99, 66, 100)


def test_few_reports_say_little() -> None:
    assert [Rate(n, n).few(figures.USUAL) for n in (0, 1, 4, 5)] == [False, True, True, False]


def test_an_answer_counts_until_the_promised_hour() -> None:
    at = (2 * HOUR, DAY, DAY + 1)
    found = of(*(fact(n, answered_at=START + each) for n, each in enumerate(at)), undone(9))
    assert found.answered == Rate(2, 4)
    assert (len(found.to_answer.took), found.to_answer.median, found.to_answer.open) == (3, timedelta(days=1), 1)


@pytest.mark.parametrize(
    ("took", "still", "half"),
    [((), 0, None), ((), 3, None), ((5,), 0, 5), ((9, 1, 5), 0, 5), ((5, 1), 2, 5), ((1,), 2, None)],
)
def test_half_is_half_of_all_and_what_has_not_come_is_not_left_out(
    took: tuple[int, ...], still: int, half: int | None
) -> None:
    assert figures.Spent(took, still).half == (None if half is None else timedelta(milliseconds=half))


def test_a_promise_that_is_not_due_yet_is_not_judged() -> None:
    found = figures.of([undone()], {}, Period(START, START + 7 * DAY, START + 2 * DAY), figures.USUAL)
    assert (found.answered, found.resolved) == (Rate(0, 1), Rate(0, 0))


def test_the_three_rates_as_they_are_computed_in_beijing() -> None:
    """docs/figures.md: contacted / answered, solved / answered, (content + 0.9 so-so) / answered; 10/50/40."""
    found = of(
        said(1),
        said(2, satisfied=1),
        said(3, solved="partly", satisfied=1, contacted=0),
        said(4, solved="no", satisfied=0),
    )
    assert (found.contacted, found.solved) == (Rate(3, 4), Rate(2, 4))
    assert found.satisfied.share == pytest.approx((1 + 0.9 * 2) / 4)
    assert found.combined == pytest.approx(10 * 0.75 + 50 * 0.5 + 40 * 0.7)


def test_the_weights_are_settings() -> None:
    measure = Measure(so_so=0.5, partly=0.5, response=30, resolution=35, satisfaction=35)
    found = of(said(1, solved="partly", satisfied=1), measure=measure)
    assert (found.solved.share, found.satisfied.share) == (0.5, 0.5)
    assert found.combined == pytest.approx(30 + 35 * 0.5 + 35 * 0.5)


def test_a_part_of_an_answer_counts_for_its_part() -> None:
    found = of(fact(1, rated_at=START + DAY, solved="yes"))
    assert (found.solved, found.satisfied, found.contacted, found.combined) == (Rate(1, 1), Rate(), Rate(), None)


def test_who_was_refused_or_waits_in_vain_counts_as_not_solved() -> None:
    found = of(said(1), fact(2, end="refused"), undone(3), fact(4))
    assert found.solved == Rate(1, 3)
    assert (found.rated, found.unrated, found.refused) == (1, 1, 1)


def test_lateness_that_only_pauses_explain_is_named_and_not_forgiven() -> None:
    found = of(fact(1, ended_at=START + 5 * DAY, paused=3 * DAY), fact(2, ended_at=START + 9 * DAY, paused=DAY))
    assert found.resolved == Rate(0, 2)
    assert (found.in_running_time, found.parked, found.paused) == (1, 2, timedelta(days=4))


def test_staffs_own_reports_are_in_no_rate() -> None:
    found = of(said(1, by_staff=1))
    assert (found.reported, found.solved.of, found.answered.of, found.by_staff) == (0, 0, 0, 1)


def test_a_resident_may_take_back_what_is_not_late_yet() -> None:
    found = of(
        undone(1, end="withdrawn", ended_at=START + HOUR),
        undone(2, end="withdrawn", ended_at=START + 9 * DAY),
        undone(3, end="withdrawn", ended_at=START + HOUR, filed=1),
    )
    assert (found.answered, found.resolved, found.withdrawn) == (Rate(0, 2), Rate(0, 2), 3)


def test_a_duplicate_ends_as_its_original_does() -> None:
    in_time, late = fact(1), fact(2, answered_at=START + 2 * DAY, ended_at=START + 9 * DAY)
    merged = {"end": "duplicate", "ended_at": START + HOUR}
    for original, rate in ((in_time, Rate(1, 1)), (late, Rate(0, 1))):
        found = of(undone(7, **merged, original=original.report), originals={original.report: original})
        assert (found.answered, found.resolved, found.duplicates) == (rate, rate, 1)


def test_a_chain_of_duplicates_is_followed_and_a_ring_is_not() -> None:
    root = fact(1)
    chain = {1: root, **{n: undone(n, end="duplicate", ended_at=START, original=n - 1) for n in (2, 3)}}
    assert of(chain[3], originals=chain).resolved == Rate(1, 1)
    ring = {n: undone(n, end="duplicate", ended_at=START, original=5 - n) for n in (2, 3)}
    assert of(ring[2], originals=ring).resolved == Rate(0, 1)


def test_what_is_overdue_is_what_nobody_answered_or_ended_in_time() -> None:
    found = figures.of(
        [undone(1), fact(2, end="", ended_at=None), fact(3)], {}, Period(0, START, START + 2 * DAY), figures.USUAL
    )
    assert found.overdue == 1


def test_each_grid_has_its_own_figures() -> None:
    facts = [fact(1), undone(2, grid="g2"), fact(3)]
    found = figures.by(facts, lambda each: each.grid, {}, WEEK, figures.USUAL)
    assert {grid: each.resolved for grid, each in found.items()} == {"g1": Rate(2, 2), "g2": Rate(0, 1)}
