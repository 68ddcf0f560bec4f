"""A report counts once: in its reporter's own words, else in those of most who have the same problem."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reports.rating import CONTENT, NOT_HERE, Counted, Rating, Solved, counted
from tests.domain.cases import LI, NOW

YES, PARTLY, NO = Solved.YES, Solved.PARTLY, Solved.NO


def said(person: int, solved: Solved | None = None, satisfied: int | None = None) -> Rating:
    return Rating(7, 1, person, NOW, solved, satisfied)


@pytest.mark.parametrize(
    ("ratings", "counts"),
    [
        ([], Counted()),
        ([said(LI.id, YES, 2)], Counted(YES, 2)),
        ([said(LI.id, NO), said(2, YES), said(3, YES)], Counted(NO)),  # the reporter's own wins
        ([said(2, YES), said(3, YES), said(4, NO)], Counted(YES)),  # else most of the others
        ([said(2, YES), said(3, NO)], Counted(NO)),  # nobody's figures gain by a draw
        ([said(2, YES, 2), said(3, PARTLY, 1), said(4, None, 2)], Counted(PARTLY, 2)),
        ([said(LI.id, YES), said(2, NO, 0)], Counted(YES, 0)),  # what the reporter left open the others fill in
        ([said(LI.id, None, 0), said(2, YES, 2)], Counted(YES, 0)),
    ],
)
def test_a_report_counts_once(ratings: list[Rating], counts: Counted) -> None:
    assert counted(ratings, LI.id) == counts
    assert counted(reversed(ratings), LI.id) == counts


def test_who_told_somebody_on_the_phone_is_the_reporter_of_a_report_without_one() -> None:
    assert counted([said(NOT_HERE, NO), said(2, YES), said(3, YES)], None) == Counted(NO)
    assert counted([said(NOT_HERE, NO), said(2, YES), said(3, YES)], LI.id) == Counted(YES)


answers = st.builds(said, st.integers(1, 6), st.none() | st.sampled_from(Solved), st.none() | st.sampled_from(CONTENT))


@given(st.lists(answers, max_size=12), st.randoms())
def test_the_order_of_answers_does_not_matter(given_in: list[Rating], random: object) -> None:
    last = list({each.person: each for each in given_in}.values())  # a later answer of the same person replaces it
    shuffled = sorted(last, key=lambda _: random.random())  # type: ignore[attr-defined]
    one = counted(last, LI.id)
    assert one == counted(shuffled, LI.id)
    assert (one.solved is None) == all(each.solved is None for each in last)
    own = next((each for each in last if each.person == LI.id), None)
    if own and own.solved:
        assert one.solved is own.solved
    assert one.solved in {None, *(each.solved for each in last)}


@given(st.lists(answers, min_size=1, max_size=6, unique_by=lambda each: each.person))
def test_one_more_good_answer_never_makes_it_worse(given_in: list[Rating]) -> None:
    others = [each for each in given_in if each.person != LI.id]
    before, after = counted(others, LI.id), counted([*others, replace(said(99), solved=YES)], LI.id)
    order = (NO, PARTLY, YES)
    assert before.solved is None or order.index(after.solved or NO) >= order.index(before.solved)
