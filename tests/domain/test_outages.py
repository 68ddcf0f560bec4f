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
