"""Who is on duty when, in the community's own civil time."""

from datetime import datetime, timedelta

from domain.community import Community, Shift


def current(community: Community, at: datetime) -> tuple[Shift, ...]:
    """The shifts that run at this moment."""
    return tuple(shift for shift in community.shifts if _started(shift, at.astimezone(community.zone)))


def on_duty(community: Community, at: datetime) -> frozenset[str]:
    """The handles of everybody on duty now; empty when nobody is."""
    return frozenset(handle for shift in current(community, at) for handle in shift.people)


def shift_key(community: Community, at: datetime) -> str:
    """Names the running shift and the day it began, e.g. ``2026-11-22-day``; ``none`` between shifts."""
    local = at.astimezone(community.zone)
    for shift in community.shifts:
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
