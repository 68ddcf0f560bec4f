"""Text as the tables take it: JSON, and no halves of surrogate pairs."""

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: ``json.dumps`` makes one each time


def clean(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which SQLite refuses."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def pack(value: Any) -> str:
    """The JSON text of a value."""
    return clean(_encode(value))
