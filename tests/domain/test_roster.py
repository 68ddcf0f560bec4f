"""Who is on duty when, in civil time."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duty import roster
from domain.duty.roster import Shift
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


# --- exceptions, grids, and nights in which the clock is changed ---------------------------------------

DAY = timedelta(days=1)
SUNDAY = date(2026, 11, 22)


def test_an_exception_belongs_to_the_day_the_shift_began() -> None:
    night = roster.with_exception(ROSTER[1], SUNDAY, ZHOU, on=False)
    night = roster.with_exception(night, SUNDAY, CHEN, on=True)
    for when in (at(22, 20), at(23, 7, 59)):
        assert roster.on_duty([night], HOME.zone, when) == {CHEN}
    assert roster.on_duty([night], HOME.zone, at(22, 7)) == {ZHOU}  # Saturday's night
    assert roster.on_duty([night], HOME.zone, at(23, 20)) == {ZHOU}


def test_a_day_on_which_nobody_has_it_is_passed_over() -> None:
    day = roster.with_exception(Shift("day", ALWAYS, time(8), time(20), frozenset({ZHOU})), SUNDAY, ZHOU, on=False)
    assert roster.on_duty([day], HOME.zone, at(22, 9)) == frozenset()
    assert roster.next_start([day], HOME.zone, at(22, 7)) == at(23, 8)
    assert roster.last_change([day], HOME.zone, at(23, 7)) == at(21, 20)


def test_a_shift_of_one_grid_is_nobody_s_elsewhere() -> None:
    shift = Shift("day", ALWAYS, time(8), time(20), frozenset({ZHOU}), grids=frozenset({"g1"}))
    assert roster.on_duty([shift], HOME.zone, at(22, 9), "g1") == {ZHOU}
    assert roster.on_duty([shift], HOME.zone, at(22, 9), "g2") == frozenset()
    assert roster.on_duty([shift], HOME.zone, at(22, 9)) == {ZHOU}  # nobody knows yet where it is


def test_duty_changes_hands_where_one_shift_ends_and_another_begins() -> None:
    assert roster.next_change(ROSTER, HOME.zone, at(22, 9)) == at(22, 20)
    assert roster.next_change(ROSTER, HOME.zone, at(22, 20)) == at(23, 8)
    assert roster.last_change(ROSTER, HOME.zone, at(23, 7)) == at(22, 20)
    assert roster.last_change(ROSTER, HOME.zone, at(22, 20)) == at(22, 20)
    assert roster.next_change([Shift("day", ALWAYS, time(8), time(20), frozenset())], HOME.zone, at(22, 9)) is None


ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Apia")]
)


def between(first: date, last: date) -> st.SearchStrategy[datetime]:
    """A minute between two days, UTC."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    minutes = [(day - epoch.date()).days * 24 * 60 for day in (first, last)]
    return st.integers(*minutes).map(lambda minute: epoch + timedelta(minutes=minute))


MOMENTS = st.one_of(
    between(date(2026, 1, 1), date(2026, 12, 31)),
    between(date(2026, 3, 28), date(2026, 3, 31)),  # Berlin, forward
    between(date(2026, 10, 24), date(2026, 10, 27)),  # back
    between(date(2011, 12, 28), date(2012, 1, 2)),  # Apia had no 30 December
)
TIMES = st.times().map(lambda when: when.replace(second=0, microsecond=0))
SHIFTS = st.lists(
    st.builds(
        Shift,
        code=st.sampled_from(["a", "b"]),
        days=st.frozensets(st.integers(0, 6)),
        since=TIMES,
        until=TIMES,
        people=st.frozensets(st.integers(1, 4), max_size=3),
        grids=st.frozensets(st.sampled_from(["g1", "g2"])),
    ),
    max_size=4,
)


@given(TIMES, TIMES, ZONES, MOMENTS)
def test_two_shifts_that_share_the_day_leave_no_gap_and_hardly_overlap(
    first: time, second: time, zone: ZoneInfo, when: datetime
) -> None:
    if first == second:
        return
    pair = [
        Shift("a", ALWAYS, first, second, frozenset({1})),
        Shift("b", ALWAYS, second, first, frozenset({2})),
    ]
    now = roster.on_duty(pair, zone, when)
    if zone.key != "Pacific/Apia":  # a day that was skipped has no shift that begins on it
        assert now
    if len(now) == 2:  # only where the clock jumps over the change itself
        assert when.astimezone(zone).utcoffset() != (when - DAY).astimezone(zone).utcoffset()
    assert roster.shift_key(pair, zone, when) == roster.shift_key(pair, zone, when)


@given(SHIFTS, ZONES, MOMENTS)
def test_runs_of_one_shift_never_overlap(shifts: list[Shift], zone: ZoneInfo, when: datetime) -> None:
    for shift in shifts:
        mine = roster.runs([shift], zone, when - 3 * DAY, when + 3 * DAY)
        assert all(one.begin < one.end for one in mine)
        if zone.key != "Pacific/Apia":
            assert all(one.end <= other.begin for one, other in pairwise(mine))
        assert len({run.day for run in mine}) == len(mine)


@given(SHIFTS, ZONES, MOMENTS, st.sampled_from([None, "g1", "g2"]))
def test_between_two_changes_nothing_changes(
    shifts: list[Shift], zone: ZoneInfo, when: datetime, grid: str | None
) -> None:
    following = roster.next_change(shifts, zone, when)
    last_moment = (following or when + 7 * DAY) - timedelta(seconds=1)
    if last_moment > when:
        assert roster.on_duty(shifts, zone, when, grid) == roster.on_duty(shifts, zone, last_moment, grid)
    latest = roster.last_change(shifts, zone, when)
    if latest:
        assert roster.on_duty(shifts, zone, latest, grid) == roster.on_duty(shifts, zone, when, grid)
        assert latest in set(roster.changes(shifts, zone, latest - timedelta(seconds=1), when))


@given(SHIFTS, ZONES, MOMENTS, st.integers(1, 5), st.booleans())
def test_an_exception_changes_one_person_on_one_day(
    shifts: list[Shift], zone: ZoneInfo, when: datetime, person: int, on: bool
) -> None:
    for shift in shifts:
        day = when.astimezone(zone).date()
        changed = roster.with_exception(shift, day, person, on)
        assert (person in changed.on(day)) is on
        assert changed.on(day) - {person} == shift.on(day) - {person}
        assert changed.on(day + DAY) == shift.on(day + DAY)
        again = roster.with_exception(roster.with_exception(changed, day, person, not on), day, person, on)
        assert again == changed
