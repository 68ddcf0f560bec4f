"""Complaints that something takes too long are told from reports and from talk."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.report import Report, Status
from domain.talk import urging
from tests.domain.cases import CLASSIFIER, HOME, NOW, context, report


@pytest.mark.parametrize(
    "text",
    [
        "都两天了还没人来", "怎么还没人修", "说好今天来的人呢", "到底来不来", "等了三天了", "麻烦催一下", 
        "怎么一直没人管",
        "催1008", "1008催一下", "催 1008", "1008怎么还没来修",
        "人呢？", "还没修呢", "why has nobody come?", "it has been two days", "you said today", "still not fixed",
    ],
)  # fmt: skip
def test_it_takes_too_long(text: str) -> None:
    assert urging.is_urging(text)


@pytest.mark.parametrize(
    "text", ["", "楼道灯不亮", "谢谢师傅", "有人来了吗", "修好了", "今天天气真好", "the lamp is broken", "下水道堵了"]
)
def test_it_is_something_else(text: str) -> None:
    assert not urging.is_urging(text)


LAMP = report(id=1)
LATE = replace(report(id=2), category="sanitation", place=replace(LAMP.place, words="北门", building="north_gate"))


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("怎么还没人修", 1),  # the newest, while no promise is broken
        ("灯怎么还没人修", 1),
        ("垃圾怎么还没人收", 2),
        ("3号楼的怎么还没人修", 1),
        ("5号楼的怎么还没人修", None),
        ("电梯怎么还没人修", None),
        ("着火了怎么还没人来", None),
    ],
)
def test_which_report_they_are_tired_of(text: str, which: int | None) -> None:
    found = urging.about(context(), CLASSIFIER.understand(text, HOME), [LAMP, LATE])
    assert (found.id if found else None) == which


def test_a_broken_promise_comes_first_and_what_ended_not_at_all() -> None:
    found = CLASSIFIER.understand("怎么还没人来", HOME)
    late = replace(LATE, respond_by=NOW - timedelta(hours=1))
    ended: Report = replace(late, status=Status.CLOSED)
    assert urging.about(context(), found, [LAMP, late]) == late
    assert urging.about(context(), found, [LAMP, ended]) == LAMP


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert urging.is_urging(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1008怎么还没来修", (1008,)),
        ("催１００８", (1008,)),
        ("我说的是1001，怎么还没人来", (1001,)),
        ("怎么还没人修", ()),
        ("3号楼2单元502室怎么还没人修", ()),
        ("1201室怎么还没人来", ()),
        ("等了100天了", ()),
    ],
)
def test_which_numbers_they_name(text: str, numbers: tuple[int, ...]) -> None:
    assert urging.numbers(text) == numbers


def test_a_number_may_be_a_house() -> None:
    found = CLASSIFIER.understand("3-2-502怎么还没人修", HOME)
    assert not urging.numbers("3-2-502怎么还没人修") or urging.is_of_place(502, found)
