"""The short messages around a report are told from reports."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding import smalltalk

SAID: dict[Callable[[str], bool], list[str]] = {
    smalltalk.is_greeting: [
        "你好",
        "您好！",
        "早",
        "早上好",
        "大家晚上好",
        "在吗",
        "喂喂 你好 是物业吗",
        "Hello",
        "hi everyone!",
        "/start",
    ],
    smalltalk.is_thanks: [
        "谢谢",
        "谢谢师傅!",
        "辛苦了",
        "修好了,谢谢物业",
        "好的谢谢",
        "太感谢了",
        "谢谢你啊小同志",
        "Thank you so much!",
        "thx",
        "fixed, thanks",
    ],
    smalltalk.is_me_too: [
        "我家也是",
        "我们这也是",
        "我也遇到了",
        "5号楼也是",
        "3单元也一样",
        "+1",
        "＋１",
        "同上",
        "me too",
        "Same here!",
        "ours too",
    ],
    smalltalk.is_calling_off: [
        "不用来了",
        "算了不要你们来了 我儿子修好了",
        "no need to come any more",
        "we fixed it ourselves",
    ],
    smalltalk.is_progress_question: [
        "修好了吗",
        "修好了没?",
        "怎么样了",
        "什么时候修啊",
        "处理得怎么样了",
        "有人来了吗",
        "any news?",
        "Is it fixed",
        "when will it be fixed?",
    ],
}
NOT_SAID: dict[Callable[[str], bool], list[str]] = {
    smalltalk.is_calling_off: ["修好了吗", "没人管了", "灯泡我自己换好了还是不亮", "不用的自行车堆满了"],
    smalltalk.is_greeting: ["", "好", "你好,3号楼停电了", "早上停水了", "hi, no water in building 3"],
    smalltalk.is_thanks: ["", "谢谢,可是灯还是不亮", "麻烦修一下灯,谢谢", "thanks but it is still leaking"],
    smalltalk.is_me_too: ["", "我家", "我家也停水了", "我们楼的灯也坏了", "me and my dog", "no water here too"],
    smalltalk.is_progress_question: [
        "",
        "修一下灯",
        "灯坏了三天了什么时候修",
        "来水了",
        "the lamp is broken, when will it be fixed",
    ],
}


@pytest.mark.parametrize(("asks", "text"), [(asks, text) for asks, texts in SAID.items() for text in texts])
def test_said(asks: Callable[[str], bool], text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(("asks", "text"), [(asks, text) for asks, texts in NOT_SAID.items() for text in texts])
def test_not_said(asks: Callable[[str], bool], text: str) -> None:
    assert not asks(text)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for asks in SAID:
        assert asks(text) in (True, False)
