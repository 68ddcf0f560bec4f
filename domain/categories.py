"""What kinds of problems there are, how long each may wait, and the words that give them away.

Values only: the file behind them is config/categories.toml, read by config/categories.py.  How the
words are weighed is domain/understanding/classification.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Urgency(StrEnum):
    """How soon somebody must act: minutes, hours, or in its turn."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class Visibility(StrEnum):
    """What the public may see of a report: all that is made from codes, only a count, or nothing."""

    PUBLIC = "public"
    FIGURES = "figures"
    PRIVATE = "private"


class Audience(StrEnum):
    """Who learns that a danger was told of: neighbours too, those who work here, or the head alone."""

    EVERYBODY = "everybody"
    STAFF = "staff"
    HEAD = "head"


class Answer(StrEnum):
    """What may be answered to a question; Open311 GeoReport v2, GET Service Definition, ``datatype``."""

    STRING = "string"
    TEXT = "text"  # of several lines
    NUMBER = "number"
    DATETIME = "datetime"
    ONE = "singlevaluelist"
    SEVERAL = "multivaluelist"


LISTS = frozenset({Answer.ONE, Answer.SEVERAL})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list; ``danger`` is the code of the danger that it tells of."""

    key: str
    names: Mapping[str, str]
    danger: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a form of somebody else asks about a category, beside what and where; chats ask nothing of it."""

    code: str
    names: Mapping[str, str]  # language -> the question
    answer: Answer
    required: bool
    choices: tuple[Choice, ...] = ()  # of a list


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of problem, as the category file names it."""

    code: str
    names: Mapping[str, str]  # language -> name, e.g. {"zh-CN": "路灯", "en": "street light"}
    respond: timedelta  # to the first human answer
    resolve: timedelta  # to the end of the matter
    working: bool  # whether those are working days
    visibility: Visibility
    trade: str  # who usually handles it: a trade code, named in the wording files
    elsewhere: Mapping[str, str]  # language -> where to go when it is not ours; may be empty
    keywords: Mapping[str, float]  # lower-case word -> weight
    standard: tuple[str, ...] = ()  # codes of the national standard, the nearest first; a range as E01001-E01023
    standard_old: tuple[str, ...] = ()  # of the one before
    questions: tuple[Question, ...] = ()  # in the order of the file

    @property
    def reference(self) -> tuple[str, ...]:
        """The codes by which other offices know it: today's, or for want of them the old ones."""
        return self.standard or self.standard_old


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger to life: the words that announce it, and whom to call at once."""

    code: str
    category: str  # the category a report of it is filed under
    phones: tuple[str, ...]  # emergency numbers, or names of the community's own numbers, in order of calling
    patterns: tuple[str, ...]  # regular expressions over normalised text
    vetoes: tuple[str, ...]  # regular expressions that make it harmless ("没有着火")
    seen_by: Audience = Audience.EVERYBODY

    @property
    def private(self) -> bool:
        """Whether it is answered to the person alone, and told to the head alone."""
        return self.seen_by is Audience.HEAD


@dataclass(frozen=True, slots=True)
class Categories:
    """The whole category file: categories by code in file order, and the dangers."""

    by_code: Mapping[str, Category]
    dangers: Mapping[str, Danger]

    def get(self, code: str) -> Category:
        """The category with this code; ``other`` when the file no longer has it."""
        return self.by_code.get(code) or self.by_code["other"]

    def hides(self, danger: str | None) -> bool:
        """Whether residents' groups and the public never see a report of this danger."""
        kind = self.dangers.get(danger or "")
        return kind is not None and kind.seen_by is not Audience.EVERYBODY

    @property
    def hidden(self) -> frozenset[str]:
        """The dangers of which residents' groups and the public see nothing."""
        return frozenset(code for code in self.dangers if self.hides(code))
