"""The day that somebody names."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding import dates

ZONE = ZoneInfo("Asia/Shanghai")
SUNDAY = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月10日", "2026-12-10"), ("12月10号再看", "2026-12-10"), ("12.10", "2026-12-10"), ("12/10", "2026-12-10"),
        ("十二月十号", "2026-12-10"), ("10号", "2026-12-10"), ("25号", "2026-11-25"), ("下月5号", "2026-12-05"),
        ("月底", "2026-11-30"), ("下月底", "2026-12-31"), ("下周三", "2026-11-25"), ("周五", "2026-11-27"),
        ("星期天", "2026-11-29"), ("三天后", "2026-11-25"), ("3天", "2026-11-25"), ("十五天", "2026-12-07"),
        ("明天", "2026-11-23"), ("后天", "2026-11-24"), ("大后天", "2026-11-25"), ("两周", "2026-12-06"),
        ("一个月后", "2026-12-22"), ("2026-12-10", "2026-12-10"), ("1月5日", "2027-01-05"), ("11月22日", "2027-11-22"),
        ("明年11月1日", "2027-11-01"),
        ("in 3 days", "2026-11-25"), ("10 Dec", "2026-12-10"), ("December 10", "2026-12-10"),
        ("the 10th of December", "2026-12-10"), ("tomorrow", "2026-11-23"), ("next Monday", "2026-11-23"),
        ("Friday", "2026-11-27"), ("next week", "2026-11-29"), ("2 weeks", "2026-12-06"),
    ],
)  # fmt: skip
def test_a_day_in_words(text: str, day: str) -> None:
    found = dates.named(text, SUNDAY, ZONE)
    assert found and found.astimezone(ZONE).isoformat() == f"{day}T09:00:00+08:00"


@pytest.mark.parametrize(
    "text", ["", "等配件", "今天", "2月30日", "去年", "再说吧", "3号楼", "2025-01-01", "99天后再过900天"]
)
def test_no_day_to_come(text: str) -> None:
    found = dates.named(text, SUNDAY, ZONE)
    assert found is None or found > SUNDAY + timedelta(days=90)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("11月1日", True), ("11.1", True), ("1 Nov", True), ("Nov 1", True), ("11月22日", True),
        ("12月10日", False), ("1月5日", False), ("2027年11月1日", False), ("明年11月1日", False),
        ("十个月", False), ("2027-11-01", False), ("等配件", False),
    ],
)  # fmt: skip
def test_a_day_that_is_over_is_hardly_next_years(text: str, asked: bool) -> None:
    assert (dates.next_year(text, SUNDAY, ZONE) is not None) == asked


@given(
    st.text("0123456789十二三月日号天周下个.-/ decmonthwkfriday", max_size=20),
    st.datetimes(datetime(2026, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - adds the zone
)
def test_whatever_is_written_a_day_is_to_come_within_a_year(text: str, now: datetime) -> None:
    found = dates.named(text, now, ZONE)
    assert found is None or now < found <= now + dates.FARTHEST + timedelta(days=1)
