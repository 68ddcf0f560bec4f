"""How a report stands before everybody, and what happened to it, in steps that anybody may read.

Pure.  Staff's last move counts from the moment it is told: until then the report stands where it stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.promises.spent import PAUSED, RESUMED
from domain.report import ADOPTED, DECLINED, FALSE_ALARM, Report, Status

HIDDEN = "hidden"  # it was in the public view and left it
PARKED, UNIT, ASKED = "parked", "unit", "asked"  # its clock stands
WAITING = frozenset({Status.OPEN.value, Status.ACKNOWLEDGED.value, PARKED, UNIT, ASKED})  # somebody still has to act
DONE = frozenset({Status.RESOLVED.value, Status.CLOSED.value, ADOPTED})
REFUSED = frozenset({Status.REFUSED.value, DECLINED})
_PAUSES = {"parked": PARKED, "unit": UNIT, "resident": ASKED}


def standing(report: Report) -> str:
    """One word for how it stands, as residents know it."""
    told = report.told
    if told.status is Status.ACKNOWLEDGED and told.pause:
        return _PAUSES.get(told.pause.kind, told.status.value)
    if told.status in (Status.RESOLVED, Status.CLOSED, Status.REFUSED) and told.reason in _BECAUSE:
        return str(told.reason)
    return told.status.value


_BECAUSE = (FALSE_ALARM, ADOPTED, DECLINED)


def due(report: Report) -> datetime | None:
    """What is promised next: an answer, then the end.  None where nothing is, or the clock stands."""
    told = report.told
    if told.status is Status.OPEN:
        return told.respond_by
    return told.resolve_by if told.status is Status.ACKNOWLEDGED and not told.pause else None


@dataclass(frozen=True, slots=True)
class Event:
    """A row of a report's history, without anybody's words."""

    at: datetime
    kind: str
    status: str = ""  # after it
    detail: str = ""
    trade: str = ""  # of whoever did it, if they work here


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline; ``kind`` names its words."""

    at: datetime
    kind: str
    detail: str = ""  # a trade, the number of a report, the kind of a pause
    bad: bool = False  # a promise that was not kept


# What staff did and could take back within the minute: what was undone has not happened.
_MOVES = frozenset(
    "acknowledge hand_over secure park refer resume resolve refuse merge fix_on_round false_alarm".split()
)
_STEPS = {
    "reported": "reported",
    "acknowledge": "taken",
    "hand_over": "handed",
    "secure": "secured",
    "resolve": "resolved",
    "fix_on_round": "resolved",
    "false_alarm": "false-alarm",
    "refuse": "refused",
    "reopen": "reopened",
    "reopen_by_phone": "reopened",
    "appeal": "appealed",
    "appeal_by_phone": "appealed",
    "grant": "granted",
    "deny": "denied",
    "close": "closed",
    "close_by_phone": "closed",
    "merge": "merged",
    "unmerge": "unmerged",
    "part": "unmerged",
    "merged": "joined",
    "withdraw": "withdrawn",
    "correct": "corrected",
    "raised": "raised",
    "transferred": "transferred",
}
_BY_TRADE = frozenset({"taken", "handed", "secured", "resolved"})


def steps(events: Iterable[Event], untold: Sequence[str] = ()) -> list[Step]:
    """The timeline; ``untold``: the moves that may still be undone, the last one first."""
    told = _told(events, untold)
    found: list[Step] = []
    for event in told:
        step = _step(event)
        again = found and step and (found[-1].kind, found[-1].detail) == (step.kind, step.detail)
        if step and not again:  # a second hour, a second correction: nothing new to anybody else
            found.append(step)
    return found


def with_promises(found: Sequence[Step], broken: Iterable[tuple[datetime, str]]) -> list[Step]:
    """The timeline with the moments at which a promise passed."""
    return sorted([*found, *(Step(at, kind, bad=True) for at, kind in broken)], key=lambda step: step.at)


def _told(events: Iterable[Event], untold: Sequence[str]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        if event.kind == "undo":
            kept = _without(kept, event.detail)
        else:
            kept.append(event)
    for move in untold:
        kept = _without(kept, move)
    return kept


def _without(events: list[Event], move: str) -> list[Event]:
    """Without the last move of this name, and what was written down with it."""
    for index in range(len(events) - 1, -1, -1):
        if events[index].kind == move or (move not in _MOVES and events[index].kind in _MOVES):
            at = events[index].at
            return [e for i, e in enumerate(events) if i < index and not (e.at == at and e.kind in (PAUSED, RESUMED))]
    return events


def _step(event: Event) -> Step | None:
    if event.kind == PAUSED:
        return Step(event.at, "paused", _PAUSES.get(event.detail, PARKED))
    if event.kind == RESUMED:
        return Step(event.at, "resumed") if event.status in WAITING else None
    kind = _STEPS.get(event.kind)
    if kind is None:
        return None
    if kind in _BY_TRADE:
        return Step(event.at, kind, event.trade)
    return Step(event.at, kind, event.detail if kind == "merged" else "")
