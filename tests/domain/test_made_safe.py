"""What was done at once, in staff's words: the power that was cut is no report of a power cut."""

import pytest

from domain.understanding.subjects import has_made_safe


@pytest.mark.parametrize(
    "text",
    [
        "已经断电",
        "已断电，周一换配件",
        "先关了总阀",
        "我们先把水停了",
        "现场已围起来",
        "We cut the power",
        "Already shut the valve",
    ],
)
def test_what_was_done_is_no_other_matter(text: str) -> None:
    assert has_made_safe(text)


@pytest.mark.parametrize("text", ["断电了", "已经停水两天了", "5号楼也停电了", "There is no power", "电梯坏了"])
def test_what_is_wrong_is_not_what_was_done(text: str) -> None:
    assert not has_made_safe(text)
