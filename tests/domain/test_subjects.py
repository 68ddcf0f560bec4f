"""Whether new words are about what somebody was just telling us."""

from dataclasses import replace

import pytest

from domain.talk.dialogue import empty, has_no_idea
from domain.talk.drafts import Draft, understood
from domain.understanding import subjects
from domain.understanding.result import Understanding
from domain.where.places import find
from tests.domain.cases import CLASSIFIER, HOME, LI, context, private, report


def understand(text: str) -> Understanding:
    return CLASSIFIER.understand(text, HOME)


def draft(text: str) -> Draft:
    begun = replace(empty(context(), private(LI), LI.id, 1), words=(("m1", text),))
    return understood(begun, understand(text))


@pytest.mark.parametrize(
    ("first", "then", "another"),
    [
        ("3号楼2单元楼道灯不亮", "还有，北门的垃圾桶也满了", True),
        ("楼道灯不亮", "还有，北门的垃圾桶也满了", True),
        ("3号楼2单元楼道灯不亮", "好几天了", False),
        ("3号楼2单元楼道灯不亮", "4号楼的灯也不亮", False),  # the same kind: one electrician, one report
        ("3号楼2单元楼道灯不亮", "我家煤气味很大", False),  # danger needs the place that we have
        ("3号楼2单元楼道灯不亮", "5号楼1单元着火了", True),
        ("楼道灯不亮", "3号楼2单元", False),
    ],
)
def test_a_draft_is_not_glued_to_something_else(first: str, then: str, another: bool) -> None:
    assert subjects.is_another_than_draft(understand(then), draft(first)) is another


@pytest.mark.parametrize(
    ("then", "another"),
    [
        ("昨天就这样了", False),
        ("灯还一闪一闪的", False),
        ("5号楼的灯也不亮", True),
        ("电梯也坏了", True),
        ("着火了", True),
        ("谢谢师傅", False),
    ],
)
def test_words_after_a_receipt_add_to_it_unless_they_are_a_report_of_their_own(then: str, another: bool) -> None:
    filed = report(place=find("3号楼2单元", HOME))
    assert subjects.is_another_than_report(understand(then), filed) is another


@pytest.mark.parametrize("words", ["不知道", "我也不清楚", "说不清", "说不清楚啊", "I don't know", "no idea"])
def test_not_knowing_where_is_no_place(words: str) -> None:
    assert has_no_idea(replace(draft("灯坏了"), asked="place"), words)
    assert not has_no_idea(draft("灯坏了"), words)


def test_a_place_is_not_taken_for_not_knowing() -> None:
    assert not has_no_idea(replace(draft("灯坏了"), asked="place"), "不知道几号楼，北门边上")
