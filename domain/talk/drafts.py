"""What is not a report yet: a draft that a resident is still making, and a question somebody still owes us.

Values only; the private dialogue is domain/talk/dialogue.py, the group's is domain/talk/group.py.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.categories import Urgency
from domain.community import Point
from domain.understanding.folding import fold
from domain.understanding.result import Place, Understanding

# How what lies within a building begins; a building's own number begins like none of these.
_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_INSIDE = re.compile(
    rf"{_NUMBER} ?(?:单元|门洞|层)|{_NUMBER}楼(?![号栋幢座])|单元|楼[道梯上下顶]|门[厅洞口]"
    r"|大[厅堂]|电梯|地下室|负[一二三]|天台|屋顶"
    r"|(?:unit|floor|apartment|flat|entrance) \w{1,3}\b|\d{1,2}(?:st|nd|rd|th) floor"
    r"|(?:the )?(?:stairwell|stairs|staircase|hallway|corridor|lobby|lift|elevator|basement|roof)\b"
)


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
        place=inside(draft.place, found.place),
    )


def inside(known: Place | None, said: Place | None) -> Place | None:
    """Where it is, once more is said: 2单元 tells where in the building that a sign or their words named before."""
    if known is None or said is None or not known.building or said.building or not _INSIDE.match(fold(said.words)):
        return said or known
    if said.words in known.words:
        return known
    gap = " " if said.words.isascii() or known.words[-1:].isascii() else ""
    return replace(known, words=f"{known.words}{gap}{said.words}")


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
