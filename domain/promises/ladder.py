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
from domain.understanding import dates

BEFORE = timedelta(hours=4)
APART = timedelta(minutes=30)  # two reminders are at least so far apart; what falls together is one
DAY = timedelta(days=1)
ASKED_AFTER = (0.5, 2, 6, 12)  # hours after 我在处理: how does it go?
STILL_LATE = (3, 7)  # days after a broken promise: its resident hears again that it is not forgotten
EVERY = 14  # and then every so many days
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
    kind: str  # soon: before the end; missed: at it; later: every day after it; danger; review: a date came;
    # visit, check: whether what was said on taking it came true


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
            return  # staff are asked at the hour that residents were told (domain/incidents/tending.py)
        case Status.ACKNOWLEDGED:
            clock = _clock(report.since, report.resolve_by, quiet, ctx)
            yield from _between(clock, _visits(report, quiet, ctx))
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
    """Whether this step says that a promise is broken, and the resident has not been told, or not for days."""
    if step.kind == "visit":
        return True  # one for each promise to come
    broken = step.kind in ("missed", "later") or (step.kind == "danger" and step.at >= report.respond_by)
    (promise, times), (told, heard) = _parts(lateness(report, step)), _parts(report.late)
    return broken and (promise != told or times > heard)


def lateness(report: Report, step: Step) -> str:
    """Names the promise that can be broken now, and how often its resident has heard by this step that we are sorry."""
    if step.kind == "visit":
        return report.late
    times = again(report, step)
    name = f"{'respond' if report.status is Status.OPEN else 'resolve'}:{report.cycle}"
    return f"{name}:{times}" if times else name


def was_told(report: Report, step: Step) -> bool:
    """Whether the resident has heard of this broken promise before: the desk may have been off at its hour."""
    return _parts(report.late)[0] == _parts(lateness(report, step))[0]


def _parts(late: str) -> tuple[str, int]:
    kind, _, rest = late.partition(":")
    cycle, _, times = rest.partition(":")
    return f"{kind}:{cycle}", int(times or 0)


def again(report: Report, step: Step) -> int:
    """How often a resident who waits in vain should have heard more than the first word: rarely, but never nothing."""
    end = report.respond_by if report.status is Status.OPEN else report.resolve_by
    days = (step.at - end) // DAY
    return sum(days >= each for each in STILL_LATE) + max(days - STILL_LATE[-1], 0) // EVERY


def _name(report: Report) -> str:
    """Changes whenever another clock runs."""
    if report.status not in (Status.OPEN, Status.ACKNOWLEDGED):
        return ""
    end = report.respond_by if report.status is Status.OPEN else report.resolve_by
    until = report.pause.until if report.pause else report.promised_at
    return f"{report.status}:{report.cycle}:{report.urgency}:{end.timestamp():.0f}:{until and until.timestamp()}"


def _clock(start: datetime, end: datetime, quiet: Quiet | None, ctx: Context) -> Iterator[Step]:
    due = _held(end, quiet, ctx)  # nobody can be late before the end: what falls into quiet hours waits for the morning
    if ctx.now < due:  # later no step before it can be the last that is due: thousands are late at once
        yield from _before(start, end, due, quiet, ctx)
    yield Step(due, Level.HEAD, "missed")
    for days in count(1):
        yield Step(_held(end + days * DAY, quiet, ctx), Level.STREET, "later")


def _visits(report: Report, quiet: Quiet | None, ctx: Context) -> Iterator[Step]:
    """Whether what was said on taking it came true: nobody came, or nothing more is heard of a danger."""
    if report.promised_at is None:
        return
    match report.coming:
        case "now" if report.danger:
            for hours in ASKED_AFTER:
                yield Step(report.promised_at + timedelta(hours=hours), Level.ASSIGNEE, "check")
        case "hour":
            yield Step(_held(report.promised_at + timedelta(hours=1) + APART, quiet, ctx), Level.ASSIGNEE, "visit")
        case "today" | "tomorrow":
            day = report.promised_at.astimezone(ctx.community.zone).date()
            over = day + timedelta(days=2 if report.coming == "tomorrow" else 1)
            at = dates.morning(over, ctx.community.zone).astimezone(ctx.now.tzinfo)
            yield Step(at, Level.ASSIGNEE, "visit")


def _between(clock: Iterator[Step], visits: Iterator[Step]) -> Iterator[Step]:
    """The steps of a clock with those beside it, which are left out where a promise is broken anyway."""
    waiting = list(visits)
    for step in clock:
        while waiting and waiting[0].at + APART < step.at:
            yield waiting.pop(0)
        if step.kind != "soon":
            waiting.clear()
        yield step


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
