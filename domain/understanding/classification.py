"""What a message says: is it a report, of what kind, how urgent.

A first guess, made in microseconds without a network; people correct it with one press.  The rules look for
words (domain/understanding/rules.py), the learned model weighs what they saw together with the text itself
(domain/understanding/model.py), and domain/where/places.py finds the place.
"""

import math
import re
from collections.abc import Container
from copy import copy
from typing import TypeVar

from domain.categories import Categories, Danger, Urgency
from domain.community import Community
from domain.understanding import explain, signs
from domain.understanding.explain import Why
from domain.understanding.folding import fold
from domain.understanding.learning import NOTHING, Learned
from domain.understanding.model import Model, chance, shares
from domain.understanding.result import Place, Understanding
from domain.understanding.rules import Rules, Seen
from domain.where import places

TOLD = 0.35  # from here on words to the desk itself, in the middle of a report, tell of something
REPORT = 0.5  # from here on a message is more likely a report than not
UNLIKELY = 0.1  # below it words to the desk itself, with no fault in them and no place, are about something else
OFFER = 0.85  # from here on a group message is worth an offer: a group forgives few (docs/understanding/figures.md)
READ_AT_MOST = 2_000  # characters; a letter says what it is about long before that

_SURE = 0.97  # danger is always offered, however little else the message says
_AROUND = re.compile(
    "[\\s,，.。!！在是就的那这儿里边呢吧啊哦]*|(?:it is |it's )?(?:at |in |by )?(?:the )?\\W*", re.IGNORECASE
)
_GUESSES = 5  # the three that are offered, and what statistics like to see

# A danger that the rules see stands unless the model is nearly certain that it is none; without the rules the
# model must be surer, and the message tell of something at all.  Missing one is worse than a false alarm.
_DANGER_SEEN, _DANGER_UNSEEN = 0.03, 0.4
_URGENT_SEEN, _URGENT = 0.15, 0.5  # with words that press, and without
_MAY_BE_DANGER = 0.02  # from here on no lesson makes it less urgent
_PRIVATE_FELT = 0.6  # both that somebody is in danger, and that it is such a danger
_DANGER_KIND = 2.0  # log-odds: how much a danger speaks for its own category
_PRIVATE_KIND = 20.0  # and one that only the head may hear of: whatever else it is about
_OWN_WORD, _OWN_BASE = 1.2, -1.0  # log-odds: a category that the model was not taught, by its words alone

_REMEMBERED = 8  # messages; those in hand just now
_Read = tuple[str, Seen, set[str], set[str]]  # folded, what the rules see, its stretches, its marks with no place in it
_T = TypeVar("_T")


class Classifier:
    """Understands messages with the words of one category file and the learned model."""

    def __init__(self, categories: Categories, model: Model) -> None:
        self._rules = Rules(categories)
        self._model = model
        self._codes = tuple(categories.by_code)
        self._dangers = categories.dangers
        self._learned = NOTHING
        self._read: dict[str, _Read] = {}
        self._understood: dict[str, tuple[Community, Understanding]] = {}

    def taught(self, learned: Learned) -> "Classifier":
        """The same with what a community's corrections teach."""
        if learned is self._learned:
            return self
        other = copy(self)
        other._learned = learned
        other._read, other._understood = {}, {}
        return other

    @property
    def known(self) -> Container[str]:
        """The stretches that the shipped model knows."""
        return self._model.stretches.names

    def look(self, text: str, community: Community) -> tuple[frozenset[str], dict[str, float]]:
        """The stretches of a text, and what the shipped model says of it: what lessons are made of."""
        folded, seen, shown, marks = self._look(text)
        if places.find(text, community):
            marks = signs.marks(folded, seen, True)
        return frozenset(shown), self._model.weigh(shown, marks)

    def understand(self, text: str, community: Community) -> Understanding:
        """What the message seems to say. Only its first 2,000 characters are read."""
        known = self._understood.get(text)  # one message is asked about several times while it is handled
        if known is None or known[0] is not community:
            known = _remember(self._understood, text, (community, self._understand(text, community)))
        return known[1]

    def _understand(self, text: str, community: Community) -> Understanding:
        place = places.find(text, community)
        folded, seen, shown, marks = self._look(text)
        outputs = self._model.weigh(shown, signs.marks(folded, seen, True) if place else marks)
        danger = self._danger(folded, seen, outputs)  # before what was learned: danger is never learned away
        if self._learned.rows:
            felt = chance(outputs["emergency"]) >= _MAY_BE_DANGER
            for output, moved in self._learned.shift(shown).items():
                if output in outputs and not (felt and output == "urgent" and moved < 0):
                    outputs[output] += moved
        categories = self._categories(seen, outputs, danger)
        return Understanding(
            is_report=_is_report(seen, outputs, danger, _only_place(text, place)),
            categories=categories,
            named=frozenset(seen.scores),
            urgency=_urgency(seen, outputs, danger),
            danger=danger.code if danger else None,
            place=place,
        )

    def tells_of_fault(self, text: str) -> bool:
        """Whether the words say that something is broken, missing or too much, or ask to have it put right."""
        return self._rules.fault(fold(text[:READ_AT_MOST]))

    def private(self, text: str) -> Danger | None:
        """The danger that only the head may hear of; none where others are in danger, too."""
        _, seen, shown, marks = self._look(text)
        if seen.danger or seen.vetoed:
            return seen.danger if seen.danger and seen.danger.private else None
        if chance(self._model.one("emergency", shown, marks)) < _PRIVATE_FELT or not self._dangers:
            return None  # nearly all that is said
        return self._felt(self._model.weigh(shown, marks))

    def _look(self, text: str) -> _Read:
        """The words folded, what the rules see in them, and their stretches."""
        if (known := self._read.get(text)) is None:
            folded = fold(text[:READ_AT_MOST])
            seen = self._rules.look(folded)
            read = folded, seen, signs.stretches(folded), signs.marks(folded, seen, False)
            known = _remember(self._read, text, read)
        return known

    def _felt(self, outputs: dict[str, float]) -> Danger | None:
        """Such a danger in words that no list has: 楼顶坐着个女孩子，腿在外面."""
        kinds = shares({code: outputs.get(f"danger={code}", -math.inf) for code in self._dangers})
        code = max(kinds, key=kinds.__getitem__)
        danger = self._dangers[code]
        return danger if danger.private and kinds[code] >= _PRIVATE_FELT else None

    def touches_private(self, text: str) -> bool:
        """Whether words for such a danger stand in it at all, harmless as they may be meant."""
        return self._rules.touches_private(fold(text))

    def why(self, text: str, community: Community) -> Why:
        """What decided about this message."""
        found = self.understand(text, community)
        folded = fold(text[:READ_AT_MOST])
        shown = signs.stretches(folded)
        rows = {stretch: row for stretch in shown if (row := self._model.stretches.row(stretch))}

        def most(output: str, sign: int = 1) -> tuple[str, ...]:
            if output not in self._model.outputs:
                return ()
            at = self._model.outputs.index(output)
            return explain.telling({stretch: sign * row[at] for stretch, row in rows.items()}, folded)

        words = [word for word, code in self._rules.topics(folded) if code == found.category]
        danger = self._rules.look(folded).danger
        return Why(
            found=found,
            for_report=most("report"),
            against=most("report", -1),
            for_category=tuple(dict.fromkeys((*words, *most(found.category))))[: explain.WORDS],
            danger=danger.code if danger else "",
        )

    def _danger(self, folded: str, seen: Seen, outputs: dict[str, float]) -> Danger | None:
        emergency = chance(outputs["emergency"])
        if seen.danger:
            return seen.danger if seen.danger.private or emergency >= _DANGER_SEEN else None
        if seen.vetoed or emergency < _DANGER_UNSEEN or chance(outputs["report"]) < TOLD or not self._dangers:
            return None
        likeliest = self._dangers[max(self._dangers, key=lambda code: outputs.get(f"danger={code}", -math.inf))]
        # A feeling is no ground to tell the head about somebody.
        if likeliest.private or self._rules.harmless(folded, likeliest):
            return None
        return likeliest

    def _categories(
        self, seen: Seen, outputs: dict[str, float], danger: Danger | None
    ) -> tuple[tuple[str, float], ...]:
        """Shares of one, best first, the earlier category of the file first among equals."""
        logits = {
            code: outputs[code] if code in outputs else _OWN_BASE + _OWN_WORD * seen.scores.get(code, 0.0)
            for code in self._codes
        }
        if danger:
            logits[danger.category] += _PRIVATE_KIND if danger.private else _DANGER_KIND
        ranked = sorted(shares(logits).items(), key=lambda share: -share[1])
        return tuple(ranked[:_GUESSES])


def _remember(among: dict[str, _T], text: str, found: _T) -> _T:
    if len(among) >= _REMEMBERED:
        among.clear()
    among[text] = found
    return found


def looks_like_report(understanding: Understanding) -> bool:
    """Whether this is more likely a report than not."""
    return understanding.is_report >= REPORT


def may_be_told(understanding: Understanding) -> bool:
    """Whether words that somebody says to us alone may tell of a thing: nearly all do."""
    return understanding.is_report >= UNLIKELY


def tells_us(understanding: Understanding) -> bool:
    """Whether somebody who is just telling us of one thing tells of a thing at all: most of what is said then does."""
    return understanding.is_report >= TOLD


def worth_an_offer(understanding: Understanding) -> bool:
    """Whether the bot should offer to file this when it was said in a group, to nobody in particular."""
    return understanding.is_report >= OFFER


def _only_place(text: str, place: Place | None) -> bool:
    """Whether the message says where, and nothing else: the answer to a question, not a report."""
    return place is not None and bool(_AROUND.fullmatch(text.replace(place.words, "", 1)))


def _is_report(seen: Seen, outputs: dict[str, float], danger: Danger | None, where: bool) -> float:
    if danger:
        return max(chance(outputs["report"]), _SURE)
    return 1.0 - _SURE if seen.pleasantry or where else chance(outputs["report"])


def _urgency(seen: Seen, outputs: dict[str, float], danger: Danger | None) -> Urgency:
    if danger:
        return Urgency.EMERGENCY
    least = _URGENT_SEEN if seen.pressing else _URGENT
    return Urgency.URGENT if chance(outputs["urgent"]) >= least else Urgency.NORMAL
