"""Words in reply to the notice: an answer, or something else that goes its usual way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reports.rating import Solved
from domain.understanding.opinions import Opinion, understood

YES, PARTLY, NO = Solved.YES, Solved.PARTLY, Solved.NO


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("修好了谢谢", Opinion(YES)),
        ("好了", Opinion(YES)),
        ("亮了，辛苦师傅", Opinion(YES)),
        ("不漏了", Opinion(YES)),
        ("没问题了", Opinion(YES)),
        ("It works now, thanks", Opinion(YES)),
        ("好一点", Opinion(PARTLY)),
        ("比以前好", Opinion(PARTLY)),
        ("a bit better", Opinion(PARTLY)),
        ("没好", Opinion(NO, bare=True)),
        ("还是没修好", Opinion(NO, bare=True)),
        ("还是不亮", Opinion(NO)),
        ("又坏了", Opinion(NO)),
        ("没修好，晚上还在漏水", Opinion(NO)),
        ("still not working", Opinion(NO)),
        ("不满意", Opinion(None, 0)),
        ("修是修好了，不太满意", Opinion(YES, 0)),
        ("还可以", Opinion(None, 1)),
        ("很满意，好用", Opinion(YES, 2)),
        ("not happy", Opinion(None, 0)),
    ],
)
def test_an_answer_is_understood(text: str, answer: Opinion) -> None:
    assert understood(text) == answer


@pytest.mark.parametrize(
    "text",
    ["谢谢", "收到", "修好了吗", "好了没有", "什么时候来的", "物业费怎么交", "", "5号楼的电梯也该看看", "is it fixed?"],
)
def test_what_is_no_answer_is_left_alone(text: str) -> None:
    assert understood(text) is None


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    found = understood(text)
    assert found is None or found.solved or found.satisfied is not None
