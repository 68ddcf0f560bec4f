"""Text as the tables take it: JSON, and no halves of surrogate pairs."""

import json
from typing import Any


def clean(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which SQLite refuses."""
    return text.encode("utf-8", "replace").decode()


def pack(value: Any) -> str:
    """The JSON text of a value."""
    return clean(json.dumps(value, ensure_ascii=False))
