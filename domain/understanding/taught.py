"""Corrections as they were kept, and what they make of a community: lessons for the model, names for its places."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.community import Community
from domain.understanding import learning
from domain.understanding.classification import Classifier
from domain.understanding.guard import Check, Checked, guarded
from domain.understanding.learning import TEACHING, Learned, Lesson, learn
from domain.understanding.model import share_of
from domain.where import nicknames
from domain.where.nicknames import Nickname


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody put right."""

    id: int
    person: int
    crew: bool  # of the crew when they said it; else whoever reported it
    at: datetime
    what: str  # category, is_report, place, urgency
    before: str
    after: str
    text: str  # of the report; empty for what became none, and once its author is forgotten
    signs: str = ""  # of a message that became no report: numbers instead of its words (``hidden``)


@dataclass(frozen=True, slots=True)
class Taught:
    """All that a community's corrections make of it."""

    home: Community  # with the names of places that were learned
    learned: Learned
    lessons: tuple[Lesson, ...]
    nicknames: tuple[Nickname, ...]


def check_of(messages: Iterable[tuple[str, str]], classifier: Classifier, home: Community) -> Check:
    """The plain messages (category, text), as the shipped model understands them."""
    return Check([Checked(code, *classifier.look(text, home)) for code, text in messages])


def make(corrections: Iterable[Correction], classifier: Classifier, home: Community, check: Check) -> Taught:
    """What these corrections teach, oldest first; the same ones always teach the same."""
    kept = list(corrections)
    lessons = tuple(lesson for each in kept if (lesson := _lesson(each, classifier, home)))
    learned = guarded(learn(lessons, classifier.known, check.common), check) if lessons else learning.NOTHING
    placed = [each for each in kept if each.what == learning.PLACE and each.crew]
    found = tuple(nicknames.found([(each.person, each.before, each.after) for each in placed], home, classifier.known))
    return Taught(nicknames.named(home, found), learned, lessons, found)


def hidden(text: str, classifier: Classifier, home: Community) -> str:
    """What is kept of a message that became no report: numbers for what is new to the shipped model, no words."""
    shown, outputs = classifier.look(text, home)
    new = sorted(learning.digests(stretch for stretch in shown if stretch not in classifier.known))
    return json.dumps({"share": share_of(shown), "report": outputs["report"], "new": new})


def _lesson(each: Correction, classifier: Classifier, home: Community) -> Lesson | None:
    if each.what not in TEACHING or not (each.text or each.signs):
        return None
    if each.signs:
        signs = json.loads(each.signs)
        stretches, outputs, share = frozenset(signs["new"]), {"report": signs["report"]}, signs["share"]
    else:
        stretches, outputs = classifier.look(each.text, home)
        share = share_of(stretches)
    if each.what == learning.CATEGORY and each.after not in outputs:  # one of the community's own: by its words alone
        return None
    return Lesson(each.person, each.crew, each.what, each.after, stretches, outputs, share)
