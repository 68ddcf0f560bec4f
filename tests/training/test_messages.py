"""The labelled messages that the model is taught, and those that it is judged by."""

from collections import Counter
from pathlib import Path

import pytest

from config import categories
from config.settings import HERE
from training import days, messages

KINDS = categories.load(HERE / "categories.toml")


def read() -> list[messages.Message]:
    return messages.read(messages.HERE, KINDS.by_code, KINDS.dangers)


def test_every_line_means_something_and_every_category_is_taught() -> None:
    told = read()
    taught = Counter(message.codes[0] for message in told if message.is_report)
    assert set(taught) == set(KINDS.by_code)
    assert min(taught.values()) >= 100


def test_nothing_that_it_is_judged_by_was_taught() -> None:
    taught = {message.text for message in read()}
    judged = {
        message.text
        for folder in (messages.TESTS, days.HERE)
        for message in messages.read(folder, KINDS.by_code, KINDS.dangers)
    }
    assert judged and not {text for text in taught & judged if len(text) > 12}  # everybody writes +1


def test_ordinary_days_hold_no_reports_and_every_kind_of_talk_that_they_are_made_of() -> None:
    talk = messages.read(days.HERE, KINDS.by_code, KINDS.dangers)
    assert not [message for message in talk if message.is_report]
    for lang, shares in days.SHARES.items():
        assert sum(shares.values()) == pytest.approx(1)
        assert {f"{lang}_{kind}" for kind in shares} == {file.stem for file in days.HERE.glob(f"{lang}_*.txt")}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("light | normal", "three fields"),
        ("lamp | normal | 灯坏了", "'lamp' is no category"),
        ("light | soon | 灯坏了", "urgency is"),
        ("- | normal | 谢谢", "urgency is"),
        ("light | - | 灯坏了", "urgency is"),
        ("light | emergency | 灯杆带电", "names its danger"),
        ("light | normal:fire | 灯坏了", "names its danger"),
        ("light | normal | {3号楼}和{5号楼}灯坏了", "one place"),
        ("light | normal | ", "empty"),
    ],
)
def test_a_line_that_means_nothing_is_named(line: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(f"light | normal | 灯坏了\n{line}\n", encoding="utf-8")
    with pytest.raises(messages.WrongLine, match=problem) as error:
        list(messages.read_file(file, KINDS.by_code, KINDS.dangers))
    assert "wrong.txt:2" in str(error.value)


def test_a_line_says_where_and_what_else_would_do() -> None:
    message = messages.parsed("light,road | urgent | {3号楼\\n2单元}灯坏了")
    assert (message.text, message.place, message.codes) == ("3号楼\n2单元灯坏了", "3号楼\n2单元", ("light", "road"))
