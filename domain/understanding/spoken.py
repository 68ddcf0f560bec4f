"""What somebody said aloud, as a machine wrote it down."""

import re

LARGEST = 4_000_000  # bytes of a recording that is sent away
LONGEST = 180  # s
WORDS = 1_000  # characters; nobody says more in three minutes
HEARD = "〔♪〕"  # stands before such words; config/wording.py says it in the reader's language

_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """The words without what nobody can say; empty when none are left."""
    plain = " ".join(_STRANGE.sub(" ", text).split())
    return plain[:WORDS] if re.search(r"\w", plain) else ""


def marked(text: str) -> str:
    """The words, to be told from what somebody typed."""
    return f"{HEARD}{text}"
