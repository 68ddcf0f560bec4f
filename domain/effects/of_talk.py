"""What is kept of a conversation: drafts, what is waited for, what is due."""

from dataclasses import dataclass
from datetime import datetime

from domain.talk.drafts import Draft, Prompt


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


OfTalk = PutDraft | DropDraft | Filed | Expect | Forgo | Schedule | Unschedule
