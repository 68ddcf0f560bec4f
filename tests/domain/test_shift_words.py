"""A shift in one line, as managers write it."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duty.shift_words import LONGEST, read
from tests.domain.cases import HOME

TRADES = {"水电师傅": "electrician", "物业": "property", "electrician": "electrician"}
WEEK, WORKING = set(range(7)), {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "name", "days", "since", "until"),
    [
        ("夜班 20:00-8:00 周一到周五", "夜班", WORKING, time(20), time(8)),
        ("夜班　２０：００－８：００　周一至周五", "夜班", WORKING, time(20), time(8)),
        ("周末 白班 8点到20点", "白班", {5, 6}, time(8), time(20)),
        ("中班 12:00~14:30", "中班", WEEK, time(12), time(14, 30)),
        ("每天 大夜 0:00-24:00", "大夜", WEEK, time(0), time(0)),
        ("晚班 18:00到次日6:00 周一三五", "晚班", {0, 2, 4}, time(18), time(6)),
        ("巡楼 9:00-11:00 周六、周日", "巡楼", {5, 6}, time(9), time(11)),
        ("值守 20:00-8:00 星期五到星期一", "值守", {4, 5, 6, 0}, time(20), time(8)),
        ("night 20:00-8:00 Mon-Fri", "night", WORKING, time(20), time(8)),
        ("late 14:00 to 22:00 Tue, Thu", "late", {1, 3}, time(14), time(22)),
    ],
)
def test_name_hours_and_days(text: str, name: str, days: set[int], since: time, until: time) -> None:
    found = read(text, "own1", HOME, TRADES)
    assert found is not None
    assert (found.name, set(found.days), found.since, found.until) == (name, days, since, until)
    assert not (found.people or found.grids or found.trades)


def test_a_grid_or_a_trade_limits_it() -> None:
    found = read("夜班 20:00-8:00 第一网格 只限水电师傅", "own1", HOME, TRADES)
    assert found and (found.name, [*found.grids, *found.trades]) == ("夜班", ["g1", "electrician"])
    found = read("物业夜班 20:00-8:00", "own1", HOME, TRADES)  # within a name it is only a name
    assert found and (found.name, found.trades) == ("物业夜班", frozenset())


@pytest.mark.parametrize(
    "text", ["", "夜班", "20:00-8:00", "夜班 25:00-8:00", "夜班 8:70-9:00", "夜" * 20 + " 8:00-9:00"]
)
def test_what_lacks_hours_or_a_name_is_no_shift(text: str) -> None:
    assert read(text, "own1", HOME, TRADES) is None


@given(
    st.text(max_size=80)
    | st.from_regex(r"[夜白]班 \d\d?[:点]\d\d[-到]\d\d?:\d\d (周[一二三四五六日天到至]{1,3})?", fullmatch=True)
)
def test_nothing_written_raises(text: str) -> None:
    found = read(text, "own1", HOME, TRADES)
    assert found is None or (0 < len(found.name) <= LONGEST and found.days)
