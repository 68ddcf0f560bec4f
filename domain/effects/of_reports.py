"""What is kept of a report."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.report import Report
from domain.talk.contacts import Contact

if TYPE_CHECKING:
    from domain.reports.calls import Call
    from domain.reports.rating import Rating
    from domain.talk.confided import Confided


@dataclass(frozen=True, slots=True)
class Put:
    """Store this report: a new one, or the next version of the one that was loaded."""

    report: Report


@dataclass(frozen=True, slots=True)
class Log:
    """Who did what to a report: codes in ``detail``, what people wrote in ``text``."""

    report: int
    kind: str
    actor: int | None
    detail: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attach:
    """Photos and voice messages that belong to a report, before or after the repair."""

    report: int
    photos: tuple[str, ...]
    voice: str | None = None
    after: bool = False
    message: str | None = None  # that brought them, when they were added later


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What these messages added to a report was about something else: their photos and voice go from it."""

    report: int
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detach:
    """Take the after-photos away again (an undone repair); ``keep`` them with the others when it is reopened."""

    report: int
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Messages that people wrote and that became part of a draft or a report."""

    chat: int
    messages: tuple[str, ...]
    draft: int | None = None
    report: int | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody has the same problem; ``via`` the report with which they came when it was merged."""

    report: int
    person: int
    chat: int
    via: int | None = None


@dataclass(frozen=True, slots=True)
class Unsupport:
    """Somebody no longer counts as a supporter (they became the reporter, or the merge was undone)."""

    report: int
    person: int


@dataclass(frozen=True, slots=True)
class Part:
    """Whoever came with a report that was merged no longer supports the other one."""

    report: int
    via: int


@dataclass(frozen=True, slots=True)
class KeepContact:
    """Somebody left a way to reach them about a report: it joins what is known; what was said last counts."""

    report: int
    contact: Contact
    by: int


@dataclass(frozen=True, slots=True)
class EraseContact:
    """The contact of a report is erased, and wherever it was shown stands that it is gone."""

    report: int


@dataclass(frozen=True, slots=True)
class HideContact:
    """The message that shows a report's contact is taken from everybody but this person."""

    report: int
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Conceal:
    """Every message about a report is taken from duty groups and private chats, but those of these people."""

    report: int
    spared: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Correct:
    """Somebody corrected what we understood; kept for learning (domain/understanding/taught.py)."""

    community: str
    report: int | None
    person: int
    crew: bool  # who knows better than whoever reports
    what: str
    before: str
    after: str
    text: str
    author: int | None  # whose words they are


@dataclass(frozen=True, slots=True)
class PutCall:
    """Store that somebody has to be phoned, or what became of it."""

    call: "Call"


@dataclass(frozen=True, slots=True)
class PutConfided:
    """Store what somebody said for the head alone, or how it stands."""

    confided: "Confided"


@dataclass(frozen=True, slots=True)
class DropConfided:
    """Erase what somebody said for the head alone."""

    confided: int


@dataclass(frozen=True, slots=True)
class PutRating:
    """Store what somebody said of how a report ended."""

    rating: "Rating"


OfReports = (
    Put
    | Log
    | Attach
    | TakeBack
    | Detach
    | Link
    | Support
    | Unsupport
    | Part
    | KeepContact
    | EraseContact
    | HideContact
    | Conceal
    | Correct
    | PutCall
    | PutConfided
    | DropConfided
    | PutRating
)
