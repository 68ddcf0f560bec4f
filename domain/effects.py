"""What a decision wants done: the values that decisions yield and handlers/keep.py carries out.

What is said in a message is made of domain/lines.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from domain.account import Joining
from domain.contacts import Contact
from domain.drafts import Draft, Prompt
from domain.invitation import Invitation
from domain.lines import Line, Rows
from domain.people import Chat, ChatKind, Person, Role
from domain.report import Report
from domain.roster import Shift
from domain.swap import Swap

if TYPE_CHECKING:
    from domain.calls import Call
    from domain.confided import Confided
    from domain.rating import Rating


class Priority(IntEnum):
    """Which message leaves first when a channel is busy; lower is sooner."""

    BRIEF = -1  # a call for ourselves, for what is gone in a few minutes: nothing waits for it
    DANGER = 0
    ANSWER = 1  # to a press: worthless after seconds
    ALERT = 2
    REPLY = 3  # to somebody who just spoke
    NOTICE = 5
    BULK = 9
    FETCH = 10  # a call for ourselves, which nobody sees: in no order, and nothing waits for it


@dataclass(frozen=True, slots=True)
class Say:
    """A message that people see.

    With a ``tag``, a message already said in this chat under the same tag is changed in place; ``again``
    says it anew and lets the old one stand; ``replaces`` takes over the message of another tag.  No lines:
    the message is taken away.
    """

    to: Chat
    lines: tuple[Line, ...]
    buttons: Rows = ()
    tag: str | None = None
    again: bool = False
    change: bool = False  # only change what was said: nothing new
    replaces: str | None = None
    report: int | None = None
    only_for: int | None = None  # a person: nobody else in the group sees it
    reply_to: str | None = None
    photos: tuple[str, ...] = ()
    alt: Line | None = None  # what a picture of ours shows, for those who cannot see it
    voice: str | None = None
    document: str = ""  # a file made for whoever reads this (storage/documents.py)
    gone: Line | None = None  # said instead once that file is deleted
    large: Line | None = None  # said instead where it is more than the channel carries
    priority: Priority = Priority.REPLY
    community: str = ""  # whose matters it lists, when it is about more than one report
    tells: int | None = None  # the cycle of the report whose end it tells the reporter: how it went comes back
    owed: bool = False  # that somebody took it, and how it ended: for these the last messages of a budget are kept


@dataclass(frozen=True, slots=True)
class Ring:
    """Danger that nobody has taken: ring a phone elsewhere, if that is set up; so many minutes after it began."""

    report: Report
    minutes: int


@dataclass(frozen=True, slots=True)
class Unbutton:
    """The buttons under a message that was said are answered: they go, its words stay."""

    chat: Chat
    tag: str | None = None
    message: str | None = None  # as the platform names it


@dataclass(frozen=True, slots=True)
class Answer:
    """A short word to whoever pressed the button, gone after seconds; an ``alert`` stays until they close it."""

    line: Line
    alert: bool = False


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
    """Somebody corrected what we understood; kept for learning (domain/taught.py)."""

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
class PutDraft:
    """Store a draft."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Erase a draft and what it was made from."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Filed:
    """The draft became this report: its questions lead to the report from now on, the draft itself goes."""

    draft: Draft
    report: int


@dataclass(frozen=True, slots=True)
class Expect:
    """The next words of this person in this chat answer this question."""

    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Forgo:
    """Nothing is expected any more from this person in this chat."""

    chat: int
    person: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Wake me at this time; the same kind, subject, cycle and step again replaces the time."""

    at: datetime
    kind: str
    subject: str
    cycle: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Whatever was due of this kind for this subject is off."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class SetLang:
    """This person (and their private chat) prefers this language."""

    person: int
    lang: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase a person; what they reported stays, without them."""

    person: int


@dataclass(frozen=True, slots=True)
class Bind:
    """This group serves a community from now on, or (None) is left alone."""

    chat: int
    kind: ChatKind | None
    community: str


@dataclass(frozen=True, slots=True)
class Settle:
    """This private chat stands for a community from now on."""

    chat: int
    community: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody has a role in a community; without grids in all of it.  ``actor``: who gave it to them."""

    person: int
    community: str
    role: Role
    trade: str
    grids: tuple[str, ...] = ()
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class EndRoles:
    """Whatever somebody is in a community ends at once: roles, shifts, open questions, invitations they made."""

    person: Person
    community: str
    actor: int


@dataclass(frozen=True, slots=True)
class Assign:
    """Somebody has a shift from now on, or no longer."""

    person: int
    community: str
    shift: str
    on: bool


@dataclass(frozen=True, slots=True)
class PutShift:
    """Store when a shift is, what it is limited to and its name; who has it stays."""

    community: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class DropShift:
    """A shift is no more, nor is anything about it."""

    community: str
    shift: int


@dataclass(frozen=True, slots=True)
class OnDay:
    """Somebody has a shift on the one day, or has not, whatever the week says."""

    community: str
    shift: int
    day: date
    person: int
    on: bool


@dataclass(frozen=True, slots=True)
class PutSwap:
    """Store that somebody asks another to take a turn of a shift, or what became of it."""

    swap: Swap


@dataclass(frozen=True, slots=True)
class PutInvitation:
    """Store an invitation: a new one (its id is 0), or how it stands now."""

    invitation: Invitation


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


@dataclass(frozen=True, slots=True)
class PutJoining:
    """Store a code that joins accounts: a new one (its id is 0), or how it stands now."""

    joining: Joining


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Somebody wrote a wrong code in this chat."""

    chat: int


@dataclass(frozen=True, slots=True)
class JoinPeople:
    """Two people are one from now on: the first."""

    keep: int
    gone: int


Effect = (
    Say
    | Ring
    | Unbutton
    | Answer
    | Put
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
    | PutDraft
    | DropDraft
    | Filed
    | Expect
    | Forgo
    | Schedule
    | Unschedule
    | SetLang
    | Forget
    | Bind
    | Settle
    | Grant
    | PutCall
    | PutRating
    | PutConfided
    | DropConfided
    | EndRoles
    | Assign
    | PutShift
    | DropShift
    | OnDay
    | PutSwap
    | PutInvitation
    | PutJoining
    | WrongCode
    | JoinPeople
)
Effects = Iterator[Effect]
