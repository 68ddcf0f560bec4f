"""Makes bot_api.json from a full description of the Bot API: names, types and limits, without the prose.

python -m tests.telegram.shrink FULL.json tests/telegram/bot_api.json

A field becomes `[type, required]`, or `[type, required, limits]` where the prose names limits:
`{"min": 1, "max": 64, "of": "bytes"}` (of: characters, bytes, items or value; `"parsed": true` when the length counts
after entity parsing) or `{"const": "photo"}`.  A union becomes the list of its subtypes.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

PARSED = re.compile(r"after entit(?:y|ies) parsing")
TEXT = re.compile(r"(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
ITEMS = re.compile(r"(?:list of|include) (\d+)-(\d+)", re.IGNORECASE)
AT_MOST = re.compile(r"(?:at most|up to) (\d+) ", re.IGNORECASE)
VALUE = re.compile(r"(?:between|[,;]) (\d+)(?:-| and )(\d+)\b", re.IGNORECASE)
CONST = re.compile(r"(?:must be|always) '?(\w+)'?$")
ENDLESS = "0x7FFFFFFF"  # a value outside the range is allowed too


def limits(kind: str, prose: str) -> dict[str, Any]:
    """What the prose says of the size of a field."""
    if kind == "String":
        return const(prose) or text_length(prose)
    if kind.startswith("Array of "):
        return span(ITEMS.search(prose), "items") or at_most(prose)
    if kind in ("Integer", "Float") and ENDLESS not in prose:
        return span(VALUE.search(prose), "value")
    return {}


def const(prose: str) -> dict[str, Any]:
    """The only value that the field may have."""
    found = CONST.search(prose)
    return {"const": found[1]} if found else {}


def text_length(prose: str) -> dict[str, Any]:
    """The length of a text."""
    found = TEXT.search(prose)
    if not found:
        return {}
    return span(found, found[3].lower()) | ({"parsed": True} if PARSED.search(prose) else {})


def span(found: re.Match[str] | None, of: str) -> dict[str, Any]:
    """A range with both ends."""
    return {"min": int(found[1]), "max": int(found[2]), "of": of} if found else {}


def at_most(prose: str) -> dict[str, Any]:
    """A list with a greatest length."""
    found = AT_MOST.search(prose)
    return {"min": 0, "max": int(found[1]), "of": "items"} if found else {}


def fields(entry: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields of a method or type, in their order."""
    shrunk = {}
    for field in entry.get("fields", ()):
        found = limits(field["type"], field["description"])
        shrunk[field["name"]] = [field["type"], field["required"], *([found] if found else [])]
    return shrunk


def shrink(full: dict[str, Any]) -> dict[str, Any]:
    """The description without its prose."""
    return {
        "version": full["api"]["version"],
        "methods": {name: fields(entry) for name, entry in full["methods"].items()},
        "types": {name: entry.get("subtypes") or fields(entry) for name, entry in full["types"].items()},
    }


def written(small: dict[str, Any]) -> str:
    """One method or type a line, so that a newer version shows as a short difference."""
    parts = [f'{{\n"version": {json.dumps(small["version"])}']
    for part in ("methods", "types"):
        lines = (f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in small[part].items())
        parts.append(f'"{part}": {{\n' + ",\n".join(lines) + "\n}")
    return ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(written(shrink(json.loads(source.read_text(encoding="utf-8")))), encoding="utf-8")
