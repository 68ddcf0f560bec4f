"""What everybody may read of a resident's words: numbers, rooms and known names black, other names by one tap."""

import pytest

from domain.understanding.masking import BLACK, blacked, namelike


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("3号楼502的灯坏了，电话13800138000", ("502", "13800138000"), ("3号楼", "灯坏了")),
        ("京A12345堵着消防通道", ("A12345",), ("消防通道",)),
        ("身份证110101199003077777掉在北门", ("110101199003077777",), ("北门",)),
        ("王阿姨说3号楼2单元楼道灯不亮", ("王阿姨",), ("3号楼2单元楼道灯不亮",)),
        ("the light in apt 502 of Mr Brown is out", ("502", "brown"), ("light",)),
    ],
)
def test_rules_blacken_what_says_who_it_is(text: str, gone: tuple[str, ...], stays: tuple[str, ...]) -> None:
    shown = blacked(text)
    assert BLACK in shown
    assert not [each for each in gone if each in shown.lower()]
    assert all(each in shown for each in stays)


def test_a_chosen_word_goes_wherever_it_stands() -> None:
    text = "找陈小明没用，陈小明不接电话"
    (name,) = namelike(text)
    assert name == "陈小明"
    assert "陈小明" not in blacked(text, (name,)) and blacked(text, (name,)).count(BLACK) == 2


@pytest.mark.parametrize(
    "text",
    ["高空抛物，马路上全是石头", "路灯不亮，方向看不清", "周一到周五水压低", "安全通道堵了", "3号楼2单元楼道灯不亮"],
)
def test_plain_words_are_no_names(text: str) -> None:
    assert namelike(text) == ()


def test_an_english_name_is_offered() -> None:
    assert namelike("the gate that Peter broke is still open") == ("Peter",)
