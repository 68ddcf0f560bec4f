"""What is not a report yet: a draft that a resident is still making, and a question somebody still owes us.

Values only; the private dialogue is domain/dialogue.py, the group's is domain/group.py.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.categories import Urgency
from domain.community import Point
from domain.understanding import Place, Understanding


class Stage(StrEnum):
    """How far a draft has come."""

    WEIGHED = "weighed"  # said in a group, perhaps a report: a plug-in is asked, and its author is not
    HEARD = "heard"  # a photo in a group without a word: waits a minute for one
    OFFERED = "offered"  # the author was asked in the group
    FOLDED = "folded"  # nobody answered the offer: staff look through it
    ASKING = "asking"  # the private dialogue
    ANSWERED = "answered"  # from a known incident, unless its author says that it is another matter


@dataclass(frozen=True, slots=True)
class Near:
    """An open report of which a draft may tell again."""

    report: int
    number: int
    at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody told us so far; kept at most a day."""

    id: int
    chat: int
    person: int
    stage: Stage
    created_at: datetime
    words: tuple[tuple[str, str], ...] = ()  # (message id, text): an edited message replaces its own
    messages: tuple[str, ...] = ()  # every message it was made from
    photos: tuple[str, ...] = ()
    voice: str | None = None
    category: str = "other"
    guesses: tuple[str, ...] = ()  # further categories, best first
    sure: bool = True  # of the category; otherwise the guesses are offered beside it
    chosen: bool = False  # somebody chose the category: do not guess again
    urgency: Urgency = Urgency.NORMAL
    danger: str | None = None
    place: Place | None = None
    turn: int = 0  # counts what we said: each turn has a message of its own
    asked: str = ""  # the open question: what, place, community
    point: Point | None = None  # a shared position, as long as nothing else said where
    wish: str = ""  # what they asked for before we knew their community
    grid: str | None = None  # of the group it was said in
    fold: str = ""  # the folded message that lists it
    others: bool = False  # its author may file for others, and is asked who told them
    fixes: bool = False  # and may have found and put it right themselves
    source: str = ""  # how it came, as far as the words say
    teller: str = ""  # who told it, as they are called
    link: str = ""  # where a photo of it lies elsewhere
    near: Near | None = None  # what it may tell of again
    known: int = 0  # the known incident from which it was answered

    @property
    def text(self) -> str:
        """All that was written, in order."""
        return "\n".join(text for _, text in self.words if text)

    @property
    def tag(self) -> str:
        """The tag of the message that shows it."""
        return f"draft:{self.id}:{self.turn}"


GUESSES = 3
SURE = 0.5  # share of the best category from which it is not asked


def understood(draft: Draft, found: Understanding) -> Draft:
    """The draft with what its words seem to say; what somebody chose stays chosen."""
    return replace(
        draft,
        category=draft.category if draft.chosen else found.category,
        guesses=tuple(code for code, _ in found.categories if code != found.category)[:GUESSES],
        sure=found.categories[0][1] >= SURE,
        urgency=found.urgency,
        danger=found.danger,
        place=found.place or draft.place,
    )


def reworded(draft: Draft, message: str, text: str) -> Draft:
    """The draft with other words in one of its messages; a photo's caption may be its first words."""
    words = tuple((each, text if each == message else old) for each, old in draft.words)
    return replace(draft, words=words if message in dict(words) else (*words, (message, text)))


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to one person in one chat: their next words (there, a reply) are its answer."""

    chat: int
    person: int
    kind: str  # note, question, reason (staff); answer, place, missing, contact (residents)
    report: int
    cycle: int
    expires_at: datetime
    text: str = ""  # what they already gave, when a second part is still missing
    photos: tuple[str, ...] = ()
