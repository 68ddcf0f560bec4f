"""How long a report took: the time its clock ran, and all of it.

The clock runs while somebody has to do something, and stands while we wait for the resident, for a date or for
another unit.  Both times come from the report's events; what was undone within its minute counts as it stood then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.effects import Effects, Log
from domain.report import LIVE, Pause, Report, Status

PAUSED, RESUMED = "paused", "resumed"  # kinds of events; their detail is the kind of the pause


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a report's life."""

    at: datetime
    kind: str
    status: Status  # after it


def clock(old: Report, new: Report, actor: int | None) -> Effects:
    """Write down that the clock stands from now on, or runs again."""
    before, after = _name(old.pause), _name(new.pause)
    if before == after:
        return
    if old.pause:
        yield Log(new.id, RESUMED, actor, old.pause.kind)
    if new.pause:
        yield Log(new.id, PAUSED, actor, new.pause.kind)


def _name(pause: Pause | None) -> tuple[str, datetime] | None:
    return (pause.kind, pause.since) if pause else None


def running(events: Iterable[Happened], until: datetime) -> tuple[timedelta, timedelta]:
    """(time its clock ran, time from the first word to the end, or until now while it has not ended)."""
    ran = total = timedelta()
    first: datetime | None = None
    since, live, paused = until, False, False
    for event in events:
        if event.at > until:
            break
        first = first or event.at
        if live and not paused:
            ran += event.at - since
        if live:
            total = event.at - first
        if event.kind in (PAUSED, RESUMED):
            paused = event.kind == PAUSED
        since, live = event.at, event.status in LIVE
        paused = paused and live
    if first and live:
        ran += timedelta() if paused else until - since
        total = until - first
    return ran, total
