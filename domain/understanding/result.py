"""What Huiyin makes of a message: report or chatter, which category, how urgent, and where.

The shape of the answer only.  Categories and urgency come from domain/understanding/classification.py, places from
domain/where/places.py.
"""

from dataclasses import dataclass

from domain.categories import Urgency

LIKELY = 0.5  # share of the best guess from which it holds though no word of the category is there


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: the words for people, and the building and grid when we know them."""

    words: str
    building: str | None = None
    grid: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message seems to say."""

    is_report: float  # 0..1, how sure we are that somebody should log this
    categories: tuple[tuple[str, float], ...]  # (code, share), best first; never empty
    named: frozenset[str]  # the categories of which a word stands in it
    urgency: Urgency
    danger: str | None  # code of a Danger when life is at risk now
    place: Place | None

    @property
    def category(self) -> str:
        """The best guess; ``other`` when nothing says what it is."""
        code, share = self.categories[0]
        return code if self.named or share >= LIKELY else "other"
