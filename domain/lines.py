"""What a message is made of: lines, their arguments, and buttons.

A decision names what to say, never the words: a ``Line`` is a wording key with typed arguments, rendered
in each recipient's language when it is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Term:
    """A code that has a name in every language: ``Term("category", "light")``."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a community's file calls something, in every language."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A report's number, and the community that counted it, for where numbers of several may meet."""

    number: int
    home: str


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment shown as people say it, seen from now: today 13:30, tomorrow morning 9:30.

    ``dated`` gives the date instead, for what people still read on another day (a card that stays).
    """

    at: datetime
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day as people say it, seen from now: today, tomorrow, or its date; ``dated`` as in ``Hour``."""

    at: datetime
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Several values in one argument, joined as the language joins them."""

    items: "tuple[str | Term | Line, ...]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message, or a phrase within one: a wording key and its arguments."""

    key: str
    args: "Mapping[str, Arg]" = field(default_factory=dict)


Arg = str | int | Term | Named | Numbered | Hour | Day | timedelta | Joined | Line


def line(key: str, **args: Arg) -> Line:
    """A ``Line`` with its arguments."""
    return Line(key, args)


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, and what comes back when it is pressed (at most 64 bytes).

    With ``copy`` nothing comes back: the press copies these words, to be pasted elsewhere (at most 256 characters).
    """

    label: Line
    data: str
    copy: Line | None = None


Rows = tuple[tuple[Button, ...], ...]
