"""Requests in plain words: what people really type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding.commands import Command, parse


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("进度", Command("progress")),
        ("人工。", Command("human")),
        ("电话！", Command("phones")),
        ("我的", Command("my")),
        ("帮助", Command("help")),
        ("怎么报修啊？", Command("help")),
        ("你是谁？", Command("help")),
        ("How do I report something?", Command("help")),
        ("我要投诉", Command("report")),
        ("我要找书记", Command("human")),
        ("取消", Command("cancel")),
        ("撤回", Command("withdraw")),
        ("/my", Command("my")),
        ("/report 灯坏了", Command("report", "灯坏了")),
        ("/report@huiyin_bot 灯坏了", Command("report", "灯坏了")),
        ("1042", Command("number", "1042")),
        ("编号1042怎么样了？", Command("number", "1042")),
        ("#1042", Command("number", "1042")),
        ("１０４２", Command("number", "1042")),
        ("English", Command("lang", "en")),
        ("中文", Command("lang", "zh-CN")),
        ("/lang", Command("lang")),
        ("/roll", Command("unknown")),
        ("QUEUE", Command("queue")),
        ("我的网格", Command("grid")),
        ("/grid", Command("grid")),
    ],
)
def test_a_request_is_understood(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    "text", ["", "3号楼灯坏了", "12", "帮助一下3号楼的老人", "进度太慢了大家说是不是", "1234567890"]
)
def test_ordinary_talk_is_no_request(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=60))
def test_anything_may_be_typed(text: str) -> None:
    found = parse(text)
    assert found is None or found.name
