"""The morning's line: at most one a day, at its hour, in whatever zone and after whatever silence."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.promises.morning import LATE, following, is_time, moment

ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana",
        "Asia/Kathmandu", "UTC",
    )
]  # fmt: skip
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
STARTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


class Desk:
    """What storage keeps of it: when the row is due, and the last day that had its line."""

    def __init__(self, zone: ZoneInfo, hour: time, now: datetime) -> None:
        self.zone, self.hour = zone, hour
        self.due = following(zone, hour, now)
        self.told: date | None = None
        self.days: list[date] = []

    def tick(self, now: datetime) -> None:
        """The clock looks; what is due is handled, and replaced by the next."""
        if self.due > now:
            return
        self.due = following(self.zone, self.hour, now)
        if is_time(self.zone, self.hour, now, self.told):
            self.told = now.astimezone(self.zone).date()
            self.days.append(self.told)


@given(st.sampled_from(ZONES), HOURS, STARTS)
def test_while_it_runs_no_day_is_skipped_and_none_has_two(zone: ZoneInfo, hour: time, start: datetime) -> None:
    desk = Desk(zone, hour, start)
    end = start + timedelta(days=9)
    while desk.due <= end:
        desk.tick(desk.due)
    days = [start.astimezone(zone).date() + timedelta(days=n) for n in range(11)]
    expected = [day for day in days if (at := moment(zone, hour, day)) and start < at <= end]
    assert desk.days == expected


@given(
    st.sampled_from(ZONES),
    HOURS,
    STARTS,
    st.lists(st.integers(-3 * 24 * 60, 5 * 24 * 60), min_size=1, max_size=40),
)
def test_however_the_clock_jumps_no_day_has_two(zone: ZoneInfo, hour: time, now: datetime, jumps: list[int]) -> None:
    desk = Desk(zone, hour, now)
    for jump in jumps:
        now += timedelta(minutes=jump)
        desk.tick(now)
        assert desk.due > now
    assert desk.days == sorted(set(desk.days))


@given(st.sampled_from(ZONES), HOURS, STARTS, st.integers(1, 60 * 24 * 60))
def test_after_a_silence_there_is_one_line_at_most_and_it_is_today_s(
    zone: ZoneInfo, hour: time, start: datetime, minutes: int
) -> None:
    desk = Desk(zone, hour, start)
    now = start + timedelta(minutes=minutes)
    for _ in range(3):
        desk.tick(now)
    today = now.astimezone(zone).date()
    at = moment(zone, hour, today)
    assert desk.days == ([today] if at and start < at <= now < at + LATE else [])


@given(st.sampled_from(ZONES), HOURS, STARTS)
def test_the_next_one_is_at_that_hour_or_right_after_the_hour_that_is_left_out(
    zone: ZoneInfo, hour: time, now: datetime
) -> None:
    found = following(zone, hour, now)
    assert now < found <= now + timedelta(days=2, hours=1)
    local = found.astimezone(zone)
    before = (local - timedelta(hours=1)).utcoffset()
    assert local.time() == hour or local.utcoffset() != before


def test_a_day_that_a_zone_left_out_has_no_morning() -> None:
    apia = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    assert moment(apia, time(8, 10), date(2011, 12, 30)) is None
    assert following(apia, time(8, 10), datetime(2011, 12, 30, 9, tzinfo=UTC)).astimezone(apia).date() == date(
        2011, 12, 31
    )


def test_the_hour_that_comes_twice_counts_once() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    desk = Desk(berlin, time(2, 30), datetime(2026, 10, 24, 22, tzinfo=UTC))
    for minutes in range(0, 300, 10):
        desk.tick(datetime(2026, 10, 24, 22, tzinfo=UTC) + timedelta(minutes=minutes))
    assert desk.days == [date(2026, 10, 25)]
