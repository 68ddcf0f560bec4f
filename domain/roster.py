"""Who is on duty when, in the community's own civil time.

The roster stands in the database; the community file only says how it begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


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


def on_duty(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> frozenset[int]:
    """Everybody on duty now; empty when nobody is."""
    local = at.astimezone(zone)
    return frozenset(person for shift in shifts if _started(shift, local) for person in shift.people)


def next_start(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> datetime | None:
    """When somebody is on duty next, within a week; None when nobody ever is."""
    today = at.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(8)]
    starts = (
        datetime.combine(day, shift.since, zone).astimezone(UTC)
        for shift in shifts
        if shift.people
        for day in days
        if day.weekday() in shift.days
    )
    return min((start for start in starts if start > at), default=None)


def on_day(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> frozenset[int]:
    """Everybody whose shift begins on the local day of this moment, or is running at it."""
    local = at.astimezone(zone)
    return frozenset(
        person for shift in shifts if local.weekday() in shift.days or _started(shift, local) for person in shift.people
    )


def shift_key(shifts: Iterable[Shift], zone: ZoneInfo, at: datetime) -> str:
    """Names the running shift and the day it began, e.g. ``2026-11-22-day``; ``none`` between shifts."""
    local = at.astimezone(zone)
    for shift in shifts:
        if started := _started(shift, local):
            return f"{started.date().isoformat()}-{shift.code}"
    return f"{local.date().isoformat()}-none"


def _started(shift: Shift, local: datetime) -> datetime | None:
    """When the run of this shift that covers a local moment began, if one does."""
    for days_ago in (0, 1):
        day = local.date() - timedelta(days=days_ago)
        begin = datetime.combine(day, shift.since, local.tzinfo)
        end = datetime.combine(day, shift.until, local.tzinfo)
        if shift.until <= shift.since:
            end += timedelta(days=1)
        if day.weekday() in shift.days and begin <= local < end:
            return begin
    return None
