"""What may stand in a cell: text that every reader takes, and that none of them runs as a formula."""

import re
from datetime import datetime

Cell = str | int | float | datetime | None  # times are civil times of the community, without a zone

LONGEST = 32_767  # UTF-16 units in one cell; Excel's limit
# XML 1.0 has no place for these at all, escaped or not (Char, production 2): half pairs, two non-characters, controls.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n?")
# What a spreadsheet may take for a formula, also behind blanks and in the full width of a Chinese keyboard (OWASP,
# CSV Injection).
_FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
GUARD = "'"


def text(words: str) -> str:
    """The words as a cell holds them: lines end alike, what XML cannot hold is gone, and the length fits."""
    clean = _ILLEGAL.sub("", _BREAK.sub("\n", words))
    if len(clean) * 2 <= LONGEST or len(clean.encode("utf-16-le")) // 2 <= LONGEST:
        return clean
    return clean.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


def guarded(words: str) -> str:
    """The words as CSV holds them, which has no types: an apostrophe stands before what might be a formula."""
    clean = text(words)
    return GUARD + clean if _FORMULA.match(clean) else clean
