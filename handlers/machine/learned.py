"""What each community's staff put right, ready for the next message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from config import check
from domain.community import Community
from domain.effects import Correct
from domain.understanding import taught
from domain.understanding.classification import Classifier
from domain.understanding.guard import Check
from domain.understanding.learning import REPORT
from storage import lessons
from storage.db import Tx

if TYPE_CHECKING:
    from handlers.desk import Turn


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of the corrections with this mark, of a community as its file had it."""

    mark: str
    file: Community
    classifier: Classifier
    home: Community


class Memory:
    """Remembers what was learned until the corrections change; used in the writing thread alone."""

    def __init__(self) -> None:
        self._made: dict[str, _Made] = {}
        self._check: Check | None = None

    def recall(self, tx: Tx, classifier: Classifier, home: Community) -> tuple[Classifier, Community]:
        """The classifier and the community with what its people corrected."""
        mark = lessons.mark(tx, home.code)
        if not mark:
            return classifier, home
        made = self._made.get(home.code)
        if made is None or made.mark != mark or made.file is not home:
            found = taught.make(lessons.read(tx, home.code), classifier, home, self._plain(classifier, home))
            made = _Made(mark, home, classifier.taught(found.learned), found.home)
            self._made[home.code] = made
        return made.classifier, made.home

    def _plain(self, classifier: Classifier, home: Community) -> Check:
        self._check = self._check or taught.check_of(check.load(), classifier, home)
        return self._check


def keep(turn: Turn, said: Correct) -> None:
    """Keep a correction: of what became no report not a word."""
    home = turn.desk.communities.get(said.community, turn.desk.home)
    signs = taught.hidden(said.text, turn.desk.classifier, home) if said.what == REPORT and said.text else ""
    lessons.keep(
        turn.tx,
        said.community,
        said.report,
        said.person,
        said.crew,
        turn.now,
        said.what,
        said.before,
        said.after,
        "" if said.what == REPORT else said.text,
        said.author,
        signs,
    )
