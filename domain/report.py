"""What a report is, and which moves its life allows.

Pure: no clock, no database.  ``MOVES`` is the only place that says what may follow what; the diagram in
docs/lifecycle.md is made from it.  A missing key is the error.  Who may make a move is domain/permissions.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.categories import Urgency, Visibility
from domain.incidents.known import Known
from domain.people import Role
from domain.permissions import MAY
from domain.talk.sources import FOUND, TO_PHONE, Source
from domain.understanding.result import Place


class Status(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({Status.CLOSED, Status.REFUSED, Status.WITHDRAWN, Status.DUPLICATE})  # nobody does anything more
FALSE_ALARM = "false_alarm"  # the reason of a danger that was none
GATHERED = "gathered"  # the reason of a duplicate that the desk itself put to a known incident
PROPOSALS = "suggestion"  # the category of what is to be decided, not repaired
ADOPTED, DECLINED = "adopted", "declined"  # the reasons of a suggestion's end
LIVE = frozenset({Status.OPEN, Status.ACKNOWLEDGED})  # somebody still has to do something


MOVES: Mapping[Status, Mapping[str, Status]] = {
    Status.OPEN: {
        "acknowledge": Status.ACKNOWLEDGED,
        "hand_over": Status.OPEN,
        "release": Status.OPEN,  # whoever was to have it works here no more
        "secure": Status.ACKNOWLEDGED,  # made safe; the rest follows
        "resolve": Status.RESOLVED,
        "refuse": Status.REFUSED,
        "merge": Status.DUPLICATE,
        "withdraw": Status.WITHDRAWN,
        "pass_on": Status.OPEN,  # withdrawn while others support it: it becomes theirs
        "correct": Status.OPEN,
        "ask": Status.OPEN,
        "add": Status.OPEN,
        "fix_on_round": Status.CLOSED,  # found and put right in one step: nobody waits for it
        "park": Status.ACKNOWLEDGED,  # it waits for a date
        "refer": Status.ACKNOWLEDGED,  # another unit has it; it stays ours to ask about
        "false_alarm": Status.CLOSED,  # there was no danger
        "raise": Status.OPEN,  # the street is to say who has it
        "transfer": Status.OPEN,  # another community has it from now on
        "stay": Status.OPEN,  # neither, within the minute
    },
    Status.ACKNOWLEDGED: {
        "acknowledge": Status.ACKNOWLEDGED,  # another time, or another pair of hands
        "undo": Status.OPEN,
        "hand_over": Status.OPEN,
        "release": Status.OPEN,
        "secure": Status.ACKNOWLEDGED,
        "park": Status.ACKNOWLEDGED,
        "refer": Status.ACKNOWLEDGED,
        "resume": Status.ACKNOWLEDGED,  # the clock runs again
        "false_alarm": Status.CLOSED,
        "resolve": Status.RESOLVED,
        "refuse": Status.REFUSED,
        "merge": Status.DUPLICATE,
        "withdraw": Status.WITHDRAWN,
        "pass_on": Status.ACKNOWLEDGED,
        "correct": Status.ACKNOWLEDGED,
        "ask": Status.ACKNOWLEDGED,
        "add": Status.ACKNOWLEDGED,
        "raise": Status.ACKNOWLEDGED,
        "transfer": Status.OPEN,
        "stay": Status.ACKNOWLEDGED,
    },
    Status.RESOLVED: {
        "undo": Status.OPEN,  # or ACKNOWLEDGED: where it came from
        "reopen": Status.OPEN,
        "close": Status.CLOSED,
        "reopen_by_phone": Status.OPEN,  # whoever told us has no chat here: staff called, and this is their answer
        "close_by_phone": Status.CLOSED,
        "add": Status.RESOLVED,
    },
    Status.REFUSED: {
        "undo": Status.OPEN,
        "appeal": Status.REFUSED,  # once; the head decides
        "appeal_by_phone": Status.REFUSED,  # that once, for somebody who has no chat here
        "grant": Status.OPEN,
        "deny": Status.REFUSED,
        "add": Status.REFUSED,
    },
    Status.DUPLICATE: {
        "unmerge": Status.OPEN,
        "part": Status.OPEN,  # its reporter says that it is another matter than the known incident
    },
    Status.CLOSED: {},
    Status.WITHDRAWN: {},
}


class MoveRefused(Exception):
    """A move that the report's state or the person's role does not allow.

    ``reason`` is ``status`` (it is no longer, or not yet, possible) or ``role`` (not for this person).
    """

    def __init__(self, move: str, report: "Report", reason: str) -> None:
        super().__init__(f"cannot {move} report {report.number}: it is {report.status}, refused by {reason}")
        self.move, self.report, self.reason = move, report, reason


@dataclass(frozen=True, slots=True)
class Taken:
    """Who has it since when, what they said about coming, and what they did at once."""

    assignee: int | None = None
    acknowledged_at: datetime | None = None
    coming: str | None = None
    promised_at: datetime | None = None
    secured: str = ""
    secured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Why the clock of the resolution stands, since when, and until which date it is to be looked at again."""

    kind: str  # resident: we asked them; parked: 挂账; unit: with another unit
    since: datetime
    until: datetime | None = None
    note: str = ""  # the reason in words, or the unit
    times: int = 0  # how often that date was put off


@dataclass(frozen=True, slots=True)
class Stand:
    """How the clock of the resolution stands."""

    pause: Pause | None
    waited: timedelta
    resolve_by: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """A move of staff that may still be undone, and that nobody has been told yet."""

    move: str
    back_to: Status
    until: datetime
    before: str = ""  # an earlier move that nobody had been told either
    was: Taken = Taken()  # what residents were told last of who comes when
    origin: Status = Status.OPEN  # where ``before`` came from
    stood: Stand | None = None  # the clock, as residents know it
    between: Stand | None = None  # the clock after ``before``


@dataclass(frozen=True, slots=True)
class Report:
    """One problem, from the first word to its end."""

    id: int
    number: int  # what people call it, counted per community
    community: str  # which has it
    category: str
    urgency: Urgency
    place: Place
    text: str  # the residents' own words, whole
    reporter: int | None  # None once the person is forgotten, and where somebody filed it for others
    chat: int  # where it was said
    message: str | None  # the platform's id of what was said there
    reported_at: datetime
    since: datetime  # when this cycle began: reported, or reopened
    respond_by: datetime
    resolve_by: datetime
    status: Status = Status.OPEN
    cycle: int = 1  # counts reopenings: a button of an earlier cycle is stale
    version: int = 0  # of the stored row: 0 = not stored yet
    danger: str | None = None
    call: bool = False  # asked to be called: somebody must complete it by voice
    assignee: int | None = None
    acknowledged_at: datetime | None = None
    coming: str | None = None  # when the assignee comes: hour, today, tomorrow, parts
    promised_at: datetime | None = None  # when they said so
    secured: str = ""  # what was done at once, while the rest follows
    secured_at: datetime | None = None
    resolved_at: datetime | None = None
    note: str = ""  # what was done, or why it was refused
    reason: str | None = None  # code of a refusal
    question: str = ""  # asked and not answered yet
    appealed: bool = False
    denied: bool = False  # the head stood by the refusal
    duplicate_of: int | None = None
    source: str = Source.RESIDENT
    filed_by: int | None = None  # who filed it for somebody that is not here
    pending: Pending | None = None
    provisional: bool = False  # resolve_by counts working days of a year that is not published yet
    pause: Pause | None = None
    waited: timedelta = timedelta()  # of pauses that are over, in this cycle
    remind_at: datetime | None = None  # when the next reminder is due
    clock: str = ""  # names the clock that remind_at was computed for (domain/promises/ladder.py)
    late: str = ""  # the broken promise that the resident was told of last
    told_at: datetime | None = None  # when the platform took the word of how this cycle ended
    published: bool = False  # staff let everybody see the reporter's own photos
    known: Known | None = None  # it is a known incident: others who say the same join it
    visibility: Visibility = Visibility.PUBLIC  # what everybody may see of it (domain/public/visibility.py)
    shown_by: str = "rule"  # who decided that last: rule, reporter, staff
    hidden_at: datetime | None = None  # when it left the public view, having been there
    hidden_why: str = ""  # and the kind of reason
    released: str = ""  # its words as staff let everybody read them, masked
    above: str = ""  # a complaint about somebody who works here: head or street decides it (domain/talk/complaints.py)
    concerned: tuple[int, ...] = ()  # those whom it names
    photo_url: str = ""  # where a photo of it lies elsewhere, as whoever reported it says: nobody here looked at it
    counted_by: str = ""  # the community that counted its number, when another one has it by now
    going: str = ""  # where it goes in a minute: a community, or to the street (domain/reports/transfer.py)
    at_street: bool = False  # the street was asked who is to have it, and has not said

    @property
    def home(self) -> str:
        """The community that counted its number, whoever has it."""
        return self.counted_by or self.community

    @property
    def is_guest(self) -> bool:
        """Whether another community has it than the one that counted its number."""
        return bool(self.counted_by)

    @property
    def decided(self) -> str | None:
        """How a suggestion ended; None for what was repaired, refused or goes on."""
        ended = self.status in (Status.RESOLVED, Status.CLOSED)
        return self.reason if ended and self.reason in (ADOPTED, DECLINED) else None

    @property
    def grid(self) -> str | None:
        """The grid it lies in, when the place is known."""
        return self.place.grid

    @property
    def of_residents(self) -> bool:
        """Whether it counts in the residents' figures: what staff found themselves would only flatter them."""
        return self.source not in FOUND

    @property
    def to_phone(self) -> bool:
        """Whether one person waits to hear how it ends whom no message reaches."""
        return self.reporter is None and self.source in TO_PHONE

    @property
    def taken(self) -> Taken:
        """Who has it, when they come, and what they did at once."""
        return Taken(self.assignee, self.acknowledged_at, self.coming, self.promised_at, self.secured, self.secured_at)

    @property
    def stand(self) -> Stand:
        """How the clock of its resolution stands."""
        return Stand(self.pause, self.waited, self.resolve_by)

    @property
    def waits(self) -> bool:
        """Whether it waits for a date or another unit; waiting for the resident is a question, no state."""
        return self.pause is not None and self.pause.kind != "resident"

    @property
    def told(self) -> "Report":
        """The report as residents know it: a move that may still be undone has not happened for them."""
        if self.pending is None:
            return self
        known = _of_taken(self.pending.was) | _of_stand(self.pending.stood)
        return replace(self, status=self.told_status, pending=None, **known)  # once: a copy of so much is not free

    @property
    def told_status(self) -> Status:
        """The status as residents know it."""
        if self.pending is None:
            return self.status
        return self.pending.origin if self.pending.before else self.pending.back_to

    @property
    def told_assignee(self) -> int | None:
        """Who has it in hand, as residents know it."""
        return self.assignee if self.pending is None else self.pending.was.assignee


def with_taken(report: Report, taken: Taken) -> Report:
    """The report in these hands."""
    return replace(report, **_of_taken(taken))


def with_stand(report: Report, stand: Stand | None) -> Report:
    """The report with its clock as it stood."""
    return replace(report, **_of_stand(stand)) if stand else report


def _of_taken(taken: Taken) -> dict[str, Any]:
    return {
        "assignee": taken.assignee,
        "acknowledged_at": taken.acknowledged_at,
        "coming": taken.coming,
        "promised_at": taken.promised_at,
        "secured": taken.secured,
        "secured_at": taken.secured_at,
    }


def _of_stand(stand: Stand | None) -> dict[str, Any]:
    return {"pause": stand.pause, "waited": stand.waited, "resolve_by": stand.resolve_by} if stand else {}


def check(report: Report, move: str, roles: frozenset[Role]) -> Status:
    """Where the move leads, when this report and one of these roles allow it.  Raises ``MoveRefused``."""
    to = MOVES[report.status].get(move)
    if to is None:
        raise MoveRefused(move, report, "status")
    if not MAY[move] & roles:
        raise MoveRefused(move, report, "role")
    return to


def apply(report: Report, move: str, roles: frozenset[Role], **changes: Any) -> Report:
    """The report after a move, with further fields changed.  Raises ``MoveRefused``."""
    return replace(report, **{"status": check(report, move, roles), **changes})
