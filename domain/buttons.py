"""What a pressed button means: ``verb:subject:cycle:argument``, at most 64 bytes.

Whatever comes back from a platform is parsed here and checked against the report and the person
afterwards; nothing in it is believed.
"""

from dataclasses import dataclass

LIMIT = 64  # bytes; Bot API, InlineKeyboardButton.callback_data


@dataclass(frozen=True, slots=True)
class Press:
    """A parsed button.  ``subject`` is the id of a report or a draft, 0 when the verb needs none."""

    verb: str
    subject: int = 0
    cycle: int = 0
    arg: str = ""


def data(verb: str, subject: int = 0, cycle: int = 0, arg: str = "") -> str:
    """What a button carries."""
    return f"{verb}:{subject}:{cycle}:{arg}"


def parse(text: str) -> Press | None:
    """The press, or None when this never was a button of ours."""
    if len(text.encode(errors="replace")) > LIMIT:
        return None
    verb, *rest = text.split(":", 3)
    if len(rest) != 3 or not verb.isascii() or not verb.isidentifier():
        return None
    subject, cycle, arg = rest
    if not (_is_count(subject) and _is_count(cycle)):
        return None
    return Press(verb, int(subject), int(cycle), arg)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18  # fits SQLite's INTEGER
