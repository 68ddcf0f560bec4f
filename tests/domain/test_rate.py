"""Whatever residents answer in whatever order: it ends in one counted rating, and an end closes once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.effects import Answer, Log, Put, PutRating
from domain.people import Recipient
from domain.report import MoveRefused, Status
from domain.reports import told
from domain.reports.outcome import own_rating
from domain.reports.rating import Rating, Solved, counted
from domain.reports.residents import VERBS
from tests.domain.cases import LI, NOW, WANG, ZHOU, case, context, private, report

CASE = case(
    report(status=Status.RESOLVED, assignee=ZHOU.id, resolved_at=NOW, note="换了新灯"),
    supporters=(Recipient(WANG.id, private(WANG)),),
    resolver=ZHOU.id,
)
PRESSES = st.tuples(
    st.sampled_from((LI, WANG, ZHOU)),
    st.sampled_from(
        [("fixed", ""), ("partly", ""), ("notfixed", ""), *(("rate", arg) for arg in "s0 s2 c0 c1 x9".split())]
    ),
)


@given(st.lists(PRESSES, max_size=12), st.integers(0, 12))
def test_any_order_of_answers_ends_in_one_counted_rating(
    presses: list[tuple[object, tuple[str, str]]], at: int
) -> None:
    now, ratings, ends = CASE, dict[int, Rating](), 0
    for number, (who, (verb, arg)) in enumerate(presses):
        if number == at:  # the platform's word arrives whenever it likes
            for effect in told.taken(now.report, None, 1, NOW):
                now = replace(now, report=effect.report) if isinstance(effect, Put) else now
        if now.report.cycle > 1:
            break  # the buttons of an ended cycle are stale
        try:
            effects = list(VERBS[verb](context(), now, who, private(who), arg))  # type: ignore[arg-type]
        except MoveRefused:
            continue
        for effect in effects:
            if isinstance(effect, PutRating):
                ratings[effect.rating.person] = effect.rating
            elif isinstance(effect, Put):
                now = replace(now, report=effect.report)
        ends += sum(isinstance(each, Log) and each.kind in ("close", "reopen") for each in effects)
        now = replace(now, ratings=tuple(ratings.values()))
    assert ends <= 1
    assert ZHOU.id not in ratings  # nobody rates their own work
    one = counted(ratings.values(), LI.id)
    assert (one.solved is None) == (not any(each.solved for each in ratings.values()))
    if now.report.status is Status.CLOSED:
        mine = own_rating(now, LI.id)
        assert mine and mine.solved is one.solved and one.solved is not Solved.NO
    if now.report.cycle > 1:
        assert Solved.NO in {each.solved for each in ratings.values()}


def test_nobody_rates_their_own_work() -> None:
    (said,) = VERBS["fixed"](context(), CASE, ZHOU, private(ZHOU), "")
    assert said == Answer(said.line) and said.line.key == "answer-own-work"  # type: ignore[union-attr]
