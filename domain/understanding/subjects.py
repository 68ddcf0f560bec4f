"""Whether somebody's new words are about what they were just telling us, or about something else.

The rule is deliberately simple.  While a draft is open, words begin another one only when they look like a
report, name another place, and the draft's category is not even among their guesses; danger always stays with
a draft whose place it may need.  After filing, anything that looks like a report of another kind or another
place is new; all other words belong to the report just made.
"""

import re
from datetime import timedelta

from domain.report import Report
from domain.talk.drafts import Draft
from domain.understanding.classification import looks_like_report, tells_us
from domain.understanding.folding import fold
from domain.understanding.result import Place, Understanding

STILL_SPEAKING = timedelta(minutes=10)  # so long after filing, words that are no new report add to it

STILL_ON_THE_LINE = timedelta(minutes=2)  # the same of whoever files for others: the next call is another matter

_MADE_SAFE = re.compile(
    "(?:我们?|师傅|现场|刚才?)?(?:都|也)?(?:已经?|先)(?:先|把|将|给)?.{0,6}?(?:断|停|关|切|拉闸|围|封|隔|拦)(?!.*(?:天|小时|多久|半天|几次))"
    "|(?:i |we )?(?:have |'ve )?(?:already )?(?:cut|closed|shut|turned|switched|taped|fenced|blocked|roped)\\b"
)


def is_another_than_draft(found: Understanding, draft: Draft) -> bool:
    """Whether these words must not be glued to an unfinished draft."""
    if not draft.text or not tells_us(found) or found.place is None:
        return False
    if found.danger:
        return draft.place is not None and not _same(found.place, draft.place)
    return not _of_kind(found, draft.category) and not _same(found.place, draft.place)


def is_another_than_report(found: Understanding, report: Report) -> bool:
    """Whether these words are a report of their own rather than more about this one."""
    if not tells_us(found) and not found.danger:
        return False
    elsewhere = found.place is not None and not _same(found.place, report.place)
    return elsewhere or not _of_kind(found, report.category)


def is_elsewhere(found: Understanding, report: Report) -> bool:
    """Whether the words are about something else: a report of their own, or they name another building."""
    return is_in_another_building(found, report) or is_another_than_report(found, report)


def is_no_answer(found: Understanding, report: Report) -> bool:
    """Whether words cannot be what we asked about a report: danger it did not tell of, or another building.

    What kind of problem they sound like says nothing: 晚上又灭了，一闪一闪的 is how the light is that was not repaired.
    """
    danger = found.danger is not None and found.danger != report.danger and looks_like_report(found)
    return danger or is_in_another_building(found, report)


def is_in_another_building(found: Understanding, report: Report) -> bool:
    """Whether the words name a building that is not the report's."""
    named, known = found.place.building if found.place else None, report.place.building
    return None not in (named, known) and named != known


def has_made_safe(text: str) -> bool:
    """Whether the words tell what was done at once: the power that was cut is no other matter."""
    return bool(_MADE_SAFE.match(fold(text).strip()))


def names_another(found: Understanding, report: Report) -> bool:
    """Whether the words name another matter or place than this report's, or danger, be they a report or not."""
    elsewhere = found.place is not None and not _same(found.place, report.place)
    return elsewhere or found.danger is not None or (bool(found.named) and not _of_kind(found, report.category))


def _of_kind(found: Understanding, category: str) -> bool:
    return category == "other" or category in found.named


def _same(one: Place, other: Place | None) -> bool:
    if other is None or not other.words:
        return False
    if one.building or other.building:
        return one.building == other.building
    return one.words in other.words or other.words in one.words
