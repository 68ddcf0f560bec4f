"""What is a question about an outage, and what only sounds like one."""

import pytest

from domain.understanding import outages


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("今天停水到几点", "water_supply"),
        ("几点来水", "water_supply"),
        ("水什么时候来", "water_supply"),
        ("来水了没", "water_supply"),
        ("什么时候来电啊", "electricity"),
        ("是不是停电了", "electricity"),
        ("今天会停气吗", "gas"),
        ("暖气什么时候来", "heating"),
        ("电梯几点修好", "elevator"),
        ("when will the water be back?", "water_supply"),
        ("is the power off tomorrow?", "electricity"),
    ],
)
def test_a_question(words: str, category: str) -> None:
    assert outages.asked(words) == category


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        *(
            (words, True)
            for words in ("还要停多久", "停到几点啊？", "什么时候能恢复", "有人知道几点来吗", "来了没", "恢复了吗")
        ),
        *((words, True) for words in ("How long will this last?", "when will it be back on?", "how much longer")),
        *(
            (words, False)
            for words in (
                "这里能停多久",
                "车停多久收费",
                "快递什么时候来",
                "师傅几点来",
                "多久",
                "几点",
                "how long is the queue",
            )
        ),
        *((words, False) for words in ("什么时候修好", "停车", "来", "")),
    ],
)
def test_a_question_that_names_nothing(words: str, asks: bool) -> None:
    assert outages.asked_unnamed(words) is asks


@pytest.mark.parametrize(
    "words",
    [
        *("停水了", "我家没水", "有没有水电师傅", "水电费什么时候交", "来电话了吗", "快递来了吗", "有电动车吗"),
        *("楼上有水声吗", "气死了吗", "谢谢", "", "水" * 200),
    ],
)
def test_no_question(words: str) -> None:
    assert outages.asked(words) is None


@pytest.mark.parametrize(
    ("words", "category"), [("停水通知", "water_supply"), ("power cut", "electricity"), ("通知", None)]
)
def test_what_staff_announce(words: str, category: str | None) -> None:
    assert outages.named(words) == category
