"""What the classifier sees in a labelled message, and what all that it is taught comes to: one number.

Needs no library, so that every run of the tests can tell whether the weights in the repository are still those that
``make model`` makes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from config import categories, community
from domain.understanding import signs
from domain.understanding.classification import READ_AT_MOST
from domain.understanding.folding import fold
from domain.understanding.rules import Rules
from domain.where import places
from training import messages
from training.messages import Message

CONFIG = Path(categories.__file__).parent
KINDS = categories.load(CONFIG / "categories.toml")
HOME = community.load(CONFIG / "sample" / "community.toml")
CODES = tuple(KINDS.by_code)
DANGERS = tuple(KINDS.dangers)

_FITTED_BY = Path(__file__).with_name("fit.py")
_ONE_IN = 40  # messages whose signs stand for those of all: enough that no change of the rules goes unseen for long

_RULES = Rules(KINDS)


@dataclass(frozen=True)
class Shown:
    """A message with the signs that it shows."""

    message: Message
    stretches: frozenset[str]
    marks: frozenset[str]


def look(message: Message) -> Shown:
    """The signs of a message, as the classifier sees them."""
    folded = fold(message.text[:READ_AT_MOST])
    has_place = places.find(message.text, HOME) is not None
    return Shown(
        message,
        frozenset(signs.stretches(folded)),
        frozenset(signs.marks(folded, _RULES.look(folded), has_place)),
    )


def taught() -> list[Message]:
    """All that the classifier is taught."""
    return messages.read(messages.HERE, CODES, DANGERS)


def digest(told: Iterable[Message]) -> str:
    """A number for these messages, for what is seen in them, and for how weights are made of it."""
    found = hashlib.sha256(_FITTED_BY.read_bytes())
    for message in told:
        said = (message.text, message.codes, message.urgency, message.danger, message.source)
        found.update(repr(said).encode())
        if message.order % _ONE_IN == 0:
            shown = look(message)
            found.update(repr((sorted(shown.stretches), sorted(shown.marks))).encode())
    return found.hexdigest()
