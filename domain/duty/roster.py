"""Who is on duty when, in the community's own civil time: a weekly pattern, and exceptions of single days.

The roster stands in the database; the community file only says how it begins.  A run is one turn of a shift; it
belongs to the day it began, also after midnight.  Runs are compared as instants, so that a night in which the clock
is changed has neither a gap nor a double end.  Changing the roster is domain/duty/rostering.py, swapping
domain/duty/swapping.py.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.people import Person

DAY = timedelta(days=1)
_BEFORE = 2  # days: what runs now began yesterday at the earliest; one more where a zone skipped a day


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of each listed weekday during which these people are on duty.

    ``until`` not after ``since`` means that the shift ends on the next day.
    """

    code: str
    days: frozenset[int]  # 0 = Monday
    since: time
    until: time
    people: frozenset[int]
    grids: frozenset[str] = frozenset()  # empty = all
    trades: frozenset[str] = frozenset()  # who may have it; empty = everybody of the crew
    name: str = ""  # as whoever made it calls it; empty: the wording has a name for the code
    id: int = 0
    extra: frozenset[tuple[date, int]] = frozenset()  # has it on that day beside the others
    absent: frozenset[tuple[date, int]] = frozenset()  # has it usually, not on that day

    def on(self, day: date) -> frozenset[int]:
        """Who has it when it begins on this day."""
        usual = {person for person in self.people if (day, person) not in self.absent}
        return frozenset(usual | {person for date_, person in self.extra if date_ == day})

    def covers(self, grid: str | None) -> bool:
        """Whether it looks after this grid; a matter whose grid nobody knows concerns everybody."""
        return grid is None or not self.grids or grid in self.grids

    def fits(self, person: Person) -> bool:
        """Whether somebody can have it: of the crew, of its trades, and working for one of its grids."""
        if self.trades and person.trade not in self.trades:
            return False
        return any(person.is_staff(grid) for grid in self.grids or (None,))


@dataclass(frozen=True, slots=True)
class Run:
    """One turn of a shift: on which day it began, from when until when, and who has it."""

    shift: Shift
    day: date
    begin: datetime
    end: datetime
    people: frozenset[int]


def run_of(shift: Shift, zone: ZoneInfo, day: date) -> Run | None:
    """The turn of a shift that begins on a day, if there is one; a night that the clock swallows is none."""
    if day.weekday() not in shift.days:
        return None
    begin = _instant(day, shift.since, zone)
    end = _instant(day + DAY if shift.until <= shift.since else day, shift.until, zone)
    return Run(shift, day, begin, end, shift.on(day)) if begin < end else None


def runs(shifts: Iterable[Shift], zone: ZoneInfo, since: datetime, until: datetime) -> tuple[Run, ...]:
    """All turns that touch the time from ``since`` to ``until``, in order of their beginning."""
    first = since.astimezone(zone).date() - _BEFORE * DAY
    last = until.astimezone(zone).date()
    days = [first + at * DAY for at in range((last - first).days + 1)]
    found = (run_of(shift, zone, day) for shift in shifts for day in days)
    touching = [run for run in found if run and run.begin <= until and run.end > since]
    return tuple(sorted(touching, key=lambda run: run.begin))


def running(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> tuple[Run, ...]:
    """The turns that run at a moment."""
    return runs(shifts, zone, at, at)


def on_duty(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime, grid: str | None = None) -> frozenset[int]:
    """Everybody on duty for a grid now; empty when nobody is."""
    now = (run for run in running(shifts, zone, at) if run.shift.covers(grid))
    return frozenset(person for run in now for person in run.people)


def next_start(
    shifts: Iterable[Shift],
    zone: ZoneInfo,
    at: datetime,
    grid: str | None = None,
    among: Collection[int] | None = None,
) -> datetime | None:
    """When somebody (of these) is on duty for a grid next, within a week; None when nobody ever is."""
    for run in runs(shifts, zone, at, at + 8 * DAY):
        if run.begin > at and run.shift.covers(grid) and (run.people if among is None else run.people & set(among)):
            return run.begin
    return None


def on_day(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> frozenset[int]:
    """Everybody whose shift begins on the local day of this moment, or is running at it."""
    shifts = tuple(shifts)
    today = [run_of(shift, zone, at.astimezone(zone).date()) for shift in shifts]
    return frozenset(person for run in (*today, *running(shifts, zone, at)) if run for person in run.people)


def shift_key(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> str:
    """Names the running shift and the day it began, e.g. ``2026-11-22-day``; ``none`` between shifts."""
    shifts = tuple(shifts)
    now = running(shifts, zone, at)
    for shift in shifts:
        for run in now:
            if run.shift is shift:
                return f"{run.day.isoformat()}-{shift.code}"
    return f"{at.astimezone(zone).date().isoformat()}-none"


def changes(shifts: Iterable[Shift], zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """The moments after ``since`` and up to ``until`` at which somebody comes on duty or leaves, in order."""
    manned = [run for run in runs(shifts, zone, since, until) if run.people]
    moments = {at for run in manned for at in (run.begin, run.end) if since < at <= until}
    yield from sorted(moments)


def next_change(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> datetime | None:
    """When duty changes hands next, within a week; None when nobody is on the roster."""
    return next(changes(shifts, zone, at, at + 8 * DAY), None)


def last_change(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> datetime | None:
    """When duty changed hands last, within a week."""
    return max(changes(shifts, zone, at - 8 * DAY, at), default=None)


def with_exception(shift: Shift, day: date, person: int, on: bool) -> Shift:
    """The shift with somebody in it, or not in it, on one day, whatever the week says."""
    extra, absent = shift.extra - {(day, person)}, shift.absent - {(day, person)}
    if on:
        return replace(shift, extra=extra | {(day, person)}, absent=absent)
    return replace(shift, extra=extra, absent=absent | {(day, person)})


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A civil time as an instant: the first of two when the clock is set back, the later when it is set forward."""
    return datetime.combine(day, at, zone).astimezone(UTC)
