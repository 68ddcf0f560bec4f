"""What the lines of a message are where buttons stand on a card: title, standing, quotation, facts, and the rest.

The words stay those of the message.  What fits, the channel knows (bot/channels/wecom/cards.py).
"""

from collections.abc import Callable, Sequence
from typing import Any

from domain.lines import Line, line

TITLES = frozenset({"alert-normal", "alert-urgent", "alert-emergency", "alert-danger", "known-head"})
QUOTATION = "alert-words"
STANDING = "standing-"
FACTS = {  # a line that is short becomes a fact, under this name
    "alert-media": "media",
    "alert-after": "after",
    "alert-supporters": "others",
    "known-count": "others",
    "alert-earlier": "before",
    "alert-reopened": "before",
    "alert-from-unsaid": "from",
    "alert-from-phone": "from",
    "alert-from-visit": "from",
    "alert-from-seen": "from",
    "alert-from-round": "from",
    "alert-contact": "contact",
    "alert-teller": "contact",
}
WORDS = ("choose", "pick", "rest", "over", "anew")

Words = Callable[[Line], str]


def card(lines: Sequence[Line], words: Words, source: str) -> dict[str, Any]:
    """What each line is, and how many lines of text it takes; ``source``: whose matters it is about."""
    about = next((number for number, each in enumerate(lines) if each.key in TITLES), None)
    parts = [
        [_part(each, words, number == (about or 0), about is not None), words(each).count("\n") + 1]
        for number, each in enumerate(lines)
    ]
    shown = {"source": source, "report": about is not None, "parts": parts}
    return shown | {key: words(line(f"card-{key}")) for key in WORDS}


def _part(each: Line, words: Words, is_title: bool, of_report: bool) -> str:
    if is_title:
        return "title"
    if not of_report:
        return "more"
    if each.key == QUOTATION:
        return "quotation"
    if each.key in FACTS:
        return f"fact:{words(line(f'fact-{FACTS[each.key]}'))}"
    return "standing" if each.key.startswith(STANDING) else "more"
