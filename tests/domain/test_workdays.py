"""Which days people work, and promises that are counted in them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.workdays import CALENDARS, chinese
from domain.promises.workdays import Workdays
from tests.domain.cases import HOME

CHINA = Workdays(chinese)
START, END = datetime(2020, 1, 1), datetime(2026, 11, 1)  # noqa: DTZ001 - Hypothesis adds the zone


def local(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    """A moment in the sample community."""
    return datetime(year, month, day, hour, tzinfo=HOME.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 10, 10), True),  # a Saturday that makes up for it
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_public_holidays_and_the_days_that_make_up_for_them(day: date, works: bool) -> None:
    assert CHINA.works(day) is works
    assert not CHINA.is_provisional(day)


def test_the_community_s_own_exceptions_go_before_everything() -> None:
    home = Workdays(chinese, {date(2026, 11, 23): False, date(2026, 10, 1): True})
    assert not home.works(date(2026, 11, 23))
    assert home.works(date(2026, 10, 1))


def test_a_year_that_is_not_published_yet_counts_monday_to_friday_and_says_so() -> None:
    unpublished = Workdays(lambda day: None)
    assert unpublished.works(date(2031, 1, 1))  # a Wednesday, surely a holiday, but nobody has said so
    assert unpublished.is_provisional(date(2031, 1, 1))
    assert unpublished.after(local(11, 20), 1, HOME.zone) == (local(11, 23, 18), True)


@pytest.mark.parametrize(
    ("reported", "days", "due"),
    [
        (local(11, 22), 1, local(11, 23, 18)),  # on a Sunday: Monday counts
        (local(11, 20), 1, local(11, 23, 18)),  # on a Friday
        (local(9, 30), 1, local(10, 8, 18)),  # over National Day
        (local(10, 8), 3, local(10, 12, 18)),  # Friday, the Saturday that is worked, then Monday
    ],
)
def test_a_promise_in_working_days_ends_when_the_last_of_them_does(
    reported: datetime, days: int, due: datetime
) -> None:
    assert CHINA.after(reported, days, HOME.zone) == (due, False)


@given(
    st.datetimes(START, END, timezones=st.just(UTC)),
    st.integers(1, 20),
    st.sampled_from(sorted(CALENDARS)),
)
def test_a_later_report_is_never_due_earlier_and_more_days_never_shorter(
    at: datetime, days: int, calendar: str
) -> None:
    home = Workdays(CALENDARS[calendar])
    due, _ = home.after(at, days, HOME.zone)
    assert due >= at
    assert home.after(at + timedelta(hours=5), days, HOME.zone)[0] >= due
    assert home.after(at, days + 1, HOME.zone)[0] > due
