"""What people are to see or hear."""

from dataclasses import dataclass
from enum import IntEnum

from domain.lines import Line, Rows
from domain.people import Chat
from domain.report import Report


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


OfMessages = Say | Ring | Unbutton | Answer
