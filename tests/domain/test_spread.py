"""Figures of several communities: pooled as if they were one, and apart without saying whose is whose."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.counting import figures, spread
from domain.counting.facts import Fact
from domain.counting.figures import Figures, Period
from domain.counting.spread import Spread
from domain.reports.rating import SHOWN_FROM
from tests.domain.test_figures import DAY, HOUR, START, WEEK, fact, of, said, undone

ONE = st.builds(
    lambda took, late, rated: fact(
        answered_at=START + took * HOUR,
        ended_at=START + (30 if late else 2) * took * HOUR,
        **({"rated_at": START + DAY, "solved": rated, "satisfied": 1, "contacted": 1} if rated else {}),
    ),
    st.integers(1, 40),
    st.booleans(),
    st.sampled_from([None, "yes", "no"]),
)
COMMUNITIES = st.lists(st.lists(ONE, max_size=8), min_size=1, max_size=6)


def counted(found: list[list[Fact]]) -> list[Figures]:
    return [figures.of(each, {}, WEEK, figures.USUAL) for each in found]


@given(COMMUNITIES)
def test_the_pooled_figure_is_that_of_all_their_reports_in_one(found: list[list[Fact]]) -> None:
    each, whole = counted(found), counted([[one for pile in found for one in pile]])[0]
    for name in spread.RATES:
        measured = spread.rate(each, name)
        hidden = name in ("contacted", "solved", "satisfied") and whole.rated < SHOWN_FROM
        assert (measured.of, measured.hidden) == (getattr(whole, name).of, hidden)
        assert measured.pooled == (None if hidden else getattr(whole, name).percent)
    for name in spread.TIMES:
        took = getattr(whole, name).median
        assert spread.times(each, name).pooled == (took.total_seconds() * 1000 if took else None)


@given(COMMUNITIES)
def test_only_communities_with_enough_reports_stand_apart(found: list[list[Fact]]) -> None:
    each = counted(found)
    enough = sorted(
        int(one.answered.share * 100 + 1e-9) for one in each if one.answered.of >= 5 and one.answered.share is not None
    )
    measured = spread.rate(each, "answered")
    assert measured.few == sum(0 < one.answered.of < 5 for one in each)
    if len(enough) < spread.LEAST:
        assert measured.spread is None
    else:
        middle = (enough[(len(enough) - 1) // 2] + enough[len(enough) // 2]) / 2
        assert measured.spread == Spread(enough[0], middle, enough[-1], len(enough))


def test_of_two_communities_nothing_is_told_apart() -> None:
    two = [of(*(fact(n) for n in range(1, 7))), of(*(undone(n) for n in range(1, 7)))]
    assert spread.rate(two, "answered").spread is None and spread.rate(two, "answered").pooled == 50


def test_answers_of_a_community_where_few_were_asked_are_not_its_figure() -> None:
    many = [of(*(said(n) for n in range(1, 9))) for _ in range(3)]
    few = of(*(said(n, solved="no") for n in range(1, SHOWN_FROM)), *(fact(n) for n in range(11, 19)))
    measured = spread.rate([*many, few], "solved")
    assert measured.spread == Spread(100, 100, 100, 3) and measured.few == 1


def test_what_is_due_later_is_not_judged() -> None:
    early = Period(WEEK.since, WEEK.until, START + HOUR)
    found = [figures.of([undone(1)], {}, early, figures.USUAL)]
    assert spread.rate(found, "answered") == replace(spread.rate([], "answered"))
