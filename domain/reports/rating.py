"""What residents say of how it ended: is it good, how was it done, did anybody contact them.

An answer may be partial, and may be changed until the report closes.  A report counts once, whoever answered.
Nobody is shown what one person answered, only figures made from at least ``SHOWN_FROM`` reports.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

SHOWN_FROM = 3  # reports that a figure is made from at the least: fewer would give single answers away
NOT_HERE = 0  # stands for a person without an account here: whoever told somebody on the phone
BY_PHONE, BY_SELF = "phone", "self"

T = TypeVar("T", bound=Hashable)


class Solved(StrEnum):
    """Is it good?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


CONTENT = (0, 1, 2)  # not, so-so, content
WORST_FIRST = (Solved.NO, Solved.PARTLY, Solved.YES)


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person answered about one cycle of a report; None is no answer."""

    report: int
    cycle: int
    person: int
    at: datetime
    solved: Solved | None = None
    satisfied: int | None = None  # one of CONTENT
    contacted: int | None = None  # 1: somebody had contacted them, 0: nobody had
    how: str = BY_SELF  # they answered themselves, or told whoever phoned them


@dataclass(frozen=True, slots=True)
class Counted:
    """What a cycle of a report counts as, once."""

    solved: Solved | None = None
    satisfied: int | None = None
    contacted: int | None = None


def counted(ratings: Iterable[Rating], reporter: int | None) -> Counted:
    """The one answer for a cycle: the reporter's own, else what most supporters say.

    Question by question.  Where as many say one thing as another, the less favourable counts: nobody's figures
    gain by a draw.
    """
    own, others = Counted(), []
    for each in ratings:
        if each.person == (reporter or NOT_HERE):
            own = Counted(each.solved, each.satisfied, each.contacted)
        else:
            others.append(each)
    return Counted(
        _one(own.solved, [each.solved for each in others], WORST_FIRST),
        _one(own.satisfied, [each.satisfied for each in others], CONTENT),
        _one(own.contacted, [each.contacted for each in others], (0, 1)),
    )


def _one(own: T | None, others: Iterable[T | None], worst_first: Sequence[T]) -> T | None:
    if own is not None:
        return own
    votes = Counter(each for each in others if each is not None)
    return max(votes, key=lambda each: (votes[each], -worst_first.index(each)), default=None)
