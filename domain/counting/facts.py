"""What the figures need to know of a report, kept beside it with every move (storage/facts.py).

A fact never gets better by a change of the report alone: the earliest promise ever made stays, hours of a pause
do not move it, and a move that may still be undone has not happened.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from domain.public import visibility
from domain.report import DECLINED, FALSE_ALARM, GATHERED, Report, Status
from domain.reports.rating import Counted
from domain.talk.sources import Source

SAID_WITHIN = timedelta(hours=1)  # how long it may still be said where a report came from
RESOLVED, REFUSED, WITHDRAWN, DUPLICATE = "resolved", "refused", "withdrawn", "duplicate"
JOINED = "joined"  # the desk put it to a known incident, which counts for all
NO_DANGER = "no_danger"  # staff said so, and nobody was asked: no end that a resident could contradict
_ENDS = {
    Status.RESOLVED: RESOLVED,
    Status.CLOSED: RESOLVED,
    Status.REFUSED: REFUSED,
    Status.WITHDRAWN: WITHDRAWN,
    Status.DUPLICATE: DUPLICATE,
}
# A suggestion that is not adopted was answered with a reason, but nothing was done.
_BECAUSE = {FALSE_ALARM: NO_DANGER, GATHERED: JOINED, DECLINED: REFUSED}


class Fact(NamedTuple):
    """One report as the figures see it; times are epoch milliseconds, since a week may hold tens of thousands."""

    report: int
    community: str
    grid: str | None
    building: str | None
    category: str
    reported_at: int
    respond_by: int  # the earliest promise ever made
    resolve_by: int  # the same, without any pause
    provisional: int  # 1: resolve_by counts working days of a year that is not published yet
    by_staff: int  # 1: staff found it, or somebody of the crew reported it
    filed: int  # 1: filed for somebody else
    own: int  # 1: whoever reported or filed it had it in hand themselves
    answered_at: int | None = None  # the first answer of a human being
    end: str = ""  # one of the five above; empty while somebody still has to do something
    ended_at: int | None = None
    original: int | None = None  # of a duplicate
    assignee: int | None = None
    cycle: int = 1
    handed: int = 0  # times it went from one pair of hands to another
    recategorised: int = 0
    again: int = 0  # 1: the same failed at the same place within two months before
    paused: int = 0  # milliseconds, of pauses that are over
    waited: int = 0  # of them, in this cycle
    pause: str | None = None
    pause_since: int | None = None
    rated_at: int | None = None
    solved: str | None = None
    satisfied: int | None = None
    contacted: int | None = None
    own_word: int = 0  # the cycle after which whoever had it in hand phoned to ask how they did: that does not count
    visibility: str = "public"  # what it is to those who would look at it (visibility.Kind)

    def paused_by(self, now: int) -> int:
        """Milliseconds for which its clock has stood."""
        return self.paused + (max(now - self.pause_since, 0) if self.pause_since is not None else 0)


def ms(at: datetime) -> int:
    """Epoch milliseconds."""
    return round(at.timestamp() * 1000)


def first(report: Report, by_crew: bool) -> Fact:
    """What is known of a report when it comes; ``by_crew``: its reporter works here."""
    return Fact(
        report=report.id,
        community=report.home,  # counted where it was told, whoever has it: moving it away betters nothing
        grid=report.grid,
        building=report.place.building,
        category=report.category,
        reported_at=ms(report.reported_at),
        respond_by=ms(report.respond_by),
        resolve_by=ms(report.resolve_by - report.waited),
        provisional=int(report.provisional),
        by_staff=int(by_crew or not report.of_residents),
        filed=int(report.filed_by is not None),
        own=0,
        visibility=visibility.kind(report).value,
    )


def after(old: Fact, report: Report, by_crew: bool, now: datetime) -> Fact:
    """The fact after a change of its report."""
    told = report.told
    end = _BECAUSE.get(told.reason or "") or _ENDS.get(told.status, "")
    waited = round(told.waited.total_seconds() * 1000)
    respond_by, resolve_by = _promises(old, told)
    return old._replace(
        grid=old.grid if told.is_guest else told.grid,
        building=old.building if told.is_guest else told.place.building,
        category=told.category,
        visibility=visibility.kind(told).value,
        by_staff=_by_staff(old, told, by_crew, now),
        own=old.own or int(told.assignee is not None and told.assignee in (told.reporter, told.filed_by)),
        answered_at=old.answered_at or _ms(told.acknowledged_at),
        end=end,
        ended_at=_ended_at(old, told, end, ms(now)),
        original=told.duplicate_of,
        assignee=told.assignee,
        cycle=told.cycle,
        handed=old.handed + int(None not in (old.assignee, told.assignee) and old.assignee != told.assignee),
        recategorised=old.recategorised + int(old.category != told.category),
        paused=old.paused + (max(waited - old.waited, 0) if told.cycle == old.cycle else waited),
        waited=waited,
        pause=told.pause.kind if told.pause else None,
        pause_since=_ms(told.pause.since) if told.pause else None,
        respond_by=respond_by,
        resolve_by=resolve_by,
        provisional=int(told.provisional and bool(old.provisional)),
    )


def rated(fact: Fact, said: Counted, at: datetime) -> Fact:
    """The fact with what residents said last of how it ended."""
    return fact._replace(
        rated_at=ms(at),
        solved=said.solved.value if said.solved else None,
        satisfied=said.satisfied,
        contacted=said.contacted,
    )


def _promises(old: Fact, told: Report) -> tuple[int, int]:
    """The earliest promise stays; only a year that is published meanwhile may move it."""
    if told.cycle > 1:
        return old.respond_by, old.resolve_by
    resolve_by = ms(told.resolve_by - told.waited)
    counted = old.provisional and not told.provisional and told.category == old.category and not old.recategorised
    return min(old.respond_by, ms(told.respond_by)), resolve_by if counted else min(old.resolve_by, resolve_by)


def _by_staff(old: Fact, told: Report, by_crew: bool, now: datetime) -> int:
    """Where it came from is said soon, and before it is late: later nothing can be put aside by that."""
    if told.source == Source.INCIDENT:
        return 0  # residents met it: from then on it is theirs, whoever announced it
    soon = now <= min(told.reported_at + SAID_WITHIN, told.respond_by)
    return int(by_crew or not told.of_residents) if soon else old.by_staff


def _ended_at(old: Fact, told: Report, end: str, now: int) -> int | None:
    if end in (RESOLVED, REFUSED, NO_DANGER):
        return _ms(told.resolved_at) or now
    return (old.ended_at if end == old.end else now) if end else None


def _ms(at: datetime | None) -> int | None:
    return None if at is None else ms(at)
