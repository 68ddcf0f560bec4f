"""When somebody is reminded, and how far up: the steps of a report's clock.

Half-way and four hours before the end, at the end, then every day one step up: assignee, duty group, head, street.
Danger has a ladder in minutes.  Steps are computed, never stored: only the time of the next one is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import count

from domain.categories import Urgency
from domain.community import Quiet
from domain.context import Context
from domain.report import Pause, Report, Status

BEFORE = timedelta(hours=4)
APART = timedelta(minutes=30)  # two reminders are at least so far apart; what falls together is one
DAY = timedelta(days=1)
DANGER = (5, 10, 20)  # minutes: the duty group again, the head, the street
AGAIN = timedelta(minutes=20)  # danger that nobody answers is never left alone


class Level(IntEnum):
    """Who hears it."""

    ASSIGNEE = 0
    DUTY = 1
    HEAD = 2
    STREET = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder."""

    at: datetime
    level: Level
    kind: str  # soon: before the end; missed: at the end; later: every day after it; danger; review: a date came


def steps(report: Report, ctx: Context) -> Iterator[Step]:
    """The steps of the clock that runs for this report, in order; endless unless no clock runs.

    Once the promise is broken, without those that came before it.
    """
    quiet = ctx.community.quiet if report.urgency is Urgency.NORMAL and not report.danger else None
    match report.status:
        case Status.OPEN if report.danger:
            yield from _danger(report.since, report.respond_by)
        case Status.OPEN:
            yield from _clock(report.since, report.respond_by, quiet, ctx)
        case Status.ACKNOWLEDGED if report.pause:
            yield from _review(report.pause, quiet, ctx)
        case Status.ACKNOWLEDGED if report.known:
            return  # staff are asked at the hour that residents were told (domain/incidents.py)
        case Status.ACKNOWLEDGED:
            yield from _clock(report.since, report.resolve_by, quiet, ctx)
        case _:
            return


def due(report: Report, ctx: Context) -> tuple[Step, datetime | None] | None:
    """The last step that is due by now, and when the one after it is; in one walk, since thousands may be due."""
    found: Step | None = None
    for step in steps(report, ctx):
        if step.at > ctx.now:
            return (found, step.at) if found else None
        found = step
    return (found, None) if found else None


def armed(report: Report, ctx: Context) -> Report:
    """The report with the time of its next reminder; left alone while the clock that it was set for runs on."""
    clock = _name(report)
    if clock == report.clock:
        return report
    missed, then = due(report, ctx) or (None, following(report, ctx))
    if missed and is_news(report, missed):
        then = ctx.now  # a promise changed, and is broken already
    return replace(report, clock=clock, remind_at=then)


def following(report: Report, ctx: Context) -> datetime | None:
    """When the first step after now is due."""
    return next((step.at for step in steps(report, ctx) if step.at > ctx.now), None)


def is_news(report: Report, step: Step) -> bool:
    """Whether this step says that a promise is broken, and the resident has not been told."""
    broken = step.kind in ("missed", "later") or (step.kind == "danger" and step.at >= report.respond_by)
    return broken and lateness(report) != report.late


def lateness(report: Report) -> str:
    """Names the promise that can be broken now: for each the resident hears once that we are sorry."""
    return f"{'respond' if report.status is Status.OPEN else 'resolve'}:{report.cycle}"


def _name(report: Report) -> str:
    """Changes whenever another clock runs."""
    if report.status not in (Status.OPEN, Status.ACKNOWLEDGED):
        return ""
    end = report.respond_by if report.status is Status.OPEN else report.resolve_by
    until = report.pause.until if report.pause else None
    return f"{report.status}:{report.cycle}:{report.urgency}:{end.timestamp():.0f}:{until and until.timestamp()}"


def _clock(start: datetime, end: datetime, quiet: Quiet | None, ctx: Context) -> Iterator[Step]:
    due = _held(end, quiet, ctx)  # nobody can be late before the end: what falls into quiet hours waits for the morning
    if ctx.now < due:  # later no step before it can be the last that is due: thousands are late at once
        yield from _before(start, end, due, quiet, ctx)
    yield Step(due, Level.HEAD, "missed")
    for days in count(1):
        yield Step(_held(end + days * DAY, quiet, ctx), Level.STREET, "later")


def _before(start: datetime, end: datetime, due: datetime, quiet: Quiet | None, ctx: Context) -> Iterator[Step]:
    before: list[datetime] = []
    half = (start + (end - start) / 2).replace(microsecond=0)  # tables keep milliseconds
    for at in (half, end - BEFORE):
        at = _forward(at, quiet, ctx)
        if start < at < due and all(abs(other - at) > APART for other in (due, *before)):
            before.append(at)
    levels = iter((Level.ASSIGNEE, Level.DUTY))
    for at in sorted(before):
        yield Step(at, next(levels), "soon")


def _danger(start: datetime, end: datetime) -> Iterator[Step]:
    """Also at the end of the promise: whoever reported it hears then that nobody has answered."""
    for minutes, level in zip(DANGER, (Level.DUTY, Level.HEAD, Level.STREET), strict=True):
        yield Step(start + timedelta(minutes=minutes), level, "danger")
    last = start + timedelta(minutes=DANGER[-1])
    if last < end <= last + AGAIN:
        last = end
        yield Step(end, Level.STREET, "danger")
    for times in count(1):
        yield Step(last + times * AGAIN, Level.STREET, "danger")


def _review(pause: Pause, quiet: Quiet | None, ctx: Context) -> Iterator[Step]:
    if pause.until is not None and pause.kind != "resident":  # that ends by itself
        for days in count():
            yield Step(_held(pause.until + days * DAY, quiet, ctx), Level.ASSIGNEE, "review")


def _forward(at: datetime, quiet: Quiet | None, ctx: Context) -> datetime:
    """Out of the quiet hours, to just before them."""
    night = quiet.around(at, ctx.community.zone) if quiet else None
    return night[0] if night else at


def _held(at: datetime, quiet: Quiet | None, ctx: Context) -> datetime:
    """Out of the quiet hours, to their end."""
    night = quiet.around(at, ctx.community.zone) if quiet else None
    return night[1] if night else at
