"""Who is on duty when, in civil time."""

from datetime import UTC, datetime, time

import pytest

from domain import roster
from domain.roster import Shift
from tests.domain.cases import HOME

ALWAYS = frozenset(range(7))
ZHOU, CHEN = 3, 4
ROSTER = (
    Shift("day", ALWAYS, time(8), time(20), frozenset({ZHOU, CHEN})),
    Shift("night", ALWAYS, time(20), time(8), frozenset({ZHOU})),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Local time of the sample community in November 2026; the 22nd is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=HOME.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "key"),
    [
        (at(22, 8), "2026-11-22-day"),
        (at(22, 19, 59), "2026-11-22-day"),
        (at(22, 20), "2026-11-22-night"),
        (at(23, 7, 59), "2026-11-22-night"),  # after midnight it is still last night's shift
        (at(23, 8), "2026-11-23-day"),
    ],
)
def test_a_shift_is_named_by_the_day_it_began(when: datetime, key: str) -> None:
    assert roster.shift_key(ROSTER, HOME.zone, when) == key


def test_the_grid_officer_is_on_duty_by_day_only() -> None:
    assert CHEN in roster.on_duty(ROSTER, HOME.zone, at(22, 12))
    assert CHEN not in roster.on_duty(ROSTER, HOME.zone, at(22, 23))


def test_between_shifts_nobody_is_on_duty() -> None:
    weekdays = [Shift("office", frozenset({0, 1, 2, 3, 4}), time(9), time(17), frozenset({ZHOU}))]
    assert roster.on_duty(weekdays, HOME.zone, at(22, 12)) == frozenset()
    assert roster.shift_key(weekdays, HOME.zone, at(22, 12)) == "2026-11-22-none"
    assert roster.on_duty(weekdays, HOME.zone, at(23, 9)) == {ZHOU}
    assert roster.on_duty(weekdays, HOME.zone, at(23, 17)) == frozenset()
