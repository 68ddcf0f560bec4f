"""Checks a call, or an object, against the machine-readable description of the Bot API.

What the description cannot say (a text's length after its markup is parsed, exactly one action per button) is checked
in content.py and markup.py.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.telegram.errors import NotAllowed

Fields = dict[str, list[Any]]
CODES = {  # the server's own words for some limits
    "callback_data": "BUTTON_DATA_INVALID",
    "command": "BOT_COMMAND_INVALID",
    "description": "BOT_COMMAND_DESCRIPTION_INVALID",
}
MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty"}
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0")
INTEGER = re.compile(r"-?\d{1,19}$")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


class Mismatch(Exception):
    """A value does not fit its type."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}" if path else why)
        self.path = path


@cache
def load() -> dict[str, Any]:
    """The description, read once."""
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("bot_api.json").read_text(encoding="utf-8"))
    return loaded


@cache
def options(kind: str) -> tuple[str, ...]:
    """The types that "A or B", "A, B and C" or the name of a union stand for."""
    parts = re.split(r", | or | and ", kind)
    named = load()["types"].get(parts[0])
    if len(parts) == 1 and isinstance(named, list):
        return tuple(option for subtype in named for option in options(subtype))
    return tuple(parts)


@cache
def method_name(spelled: str) -> str | None:
    """A method's proper name; the server does not mind upper and lower case."""
    return next((name for name in load()["methods"] if name.lower() == spelled.lower()), None)


def check_call(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The call's parameters in their types.

    Raises NotAllowed if a parameter is unknown, missing, of the wrong type or too long.
    """
    fields: Fields = load()["methods"][method]
    raw = {name: value for name, value in raw.items() if value is not None}
    for name in raw:
        if name not in fields:
            raise NotAllowed(f"{method} has no parameter {json.dumps(name)}")
    for name, (_, required, *_) in fields.items():
        if required and (name not in raw or (raw[name] == "" and name in MISSING)):
            raise NotAllowed(MISSING.get(name, f"parameter {json.dumps(name)} is required"))
    return {name: check_parameter(fields, name, value) for name, value in raw.items()}


def check_parameter(fields: Fields, name: str, value: Any) -> Any:
    """A parameter, which may have come as text, in its type."""
    kind = fields[name][0]
    try:
        typed = convert(kind, value if isinstance(value, Upload) else from_text(kind, name, value), name)
        check_limits(fields[name], typed, name)
    except Mismatch as mismatch:
        leaf = re.split(r"[.\[]", mismatch.path)[-1]
        limit = CODES.get(leaf) if leaf != mismatch.path and "must be of" not in str(mismatch) else None
        raise NotAllowed(limit or f"can't parse {mismatch}") from None
    return typed


def from_text(kind: str, name: str, value: Any) -> Any:
    """What a form field stands for: objects and lists come as JSON in it, numbers and switches as words."""
    if not isinstance(value, str) or "String" in options(kind):
        return value
    if kind == "Boolean":
        word = value.strip().lower()
        return True if word in TRUE else False if word in FALSE else value
    if kind == "Integer":
        return int(value) if INTEGER.match(value) else value
    try:
        return json.loads(value)
    except ValueError:
        raise Mismatch("", f"{name} JSON object") from None


def convert(kind: str, value: Any, path: str) -> Any:
    """The value, if it is of that type.  Raises Mismatch."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise Mismatch(path, "must be of type Array")
        item = kind.removeprefix("Array of ")
        return [convert(item, each, f"{path}[{n}]") for n, each in enumerate(value)]
    if len(options(kind)) > 1 or options(kind)[0] != kind:
        return choose(options(kind), value, path)
    if kind in PRIMITIVES:
        if not PRIMITIVES[kind](value):
            raise Mismatch(path, f"must be of type {kind}")
        return value
    return convert_object(kind, value, path)


def convert_object(kind: str, value: Any, path: str) -> Any:
    """The object, if all its fields are of their types and none is missing or unknown."""
    if not isinstance(value, dict):
        raise Mismatch(path, f"must be of type {kind}")
    fields: Fields = load()["types"][kind]
    for name in value:
        if name not in fields:
            raise Mismatch(f"{path}.{name}", f"{kind} has no such field")
    for name, (_, required, *_) in fields.items():
        if required and value.get(name) is None:
            raise Mismatch(f"{path}.{name}", f"{kind} needs it")
    return {name: convert_field(fields[name], each, f"{path}.{name}") for name, each in value.items()}


def convert_field(field: list[Any], value: Any, path: str) -> Any:
    """A field of an object, within its limits."""
    typed = convert(field[0], value, path)
    check_limits(field, typed, path)
    return typed


def choose(kinds: tuple[str, ...], value: Any, path: str) -> Any:
    """The value as the first of the types that it fits; else the complaint of the type that it resembles most."""
    if "Integer" in kinds and isinstance(value, str) and INTEGER.match(value):
        return int(value)  # "Integer or String": a chat's number in a form
    complaints: list[tuple[int, Mismatch]] = []
    for kind in kinds:
        try:
            return convert(kind, value, path)
        except Mismatch as mismatch:
            complaints.append((likeness(kind, value), mismatch))
    raise max(complaints, key=lambda complaint: complaint[0])[1]


def likeness(kind: str, value: Any) -> int:
    """How much an object looks as if it were meant to be of that type."""
    fields = load()["types"].get(kind)
    if not isinstance(value, dict) or not isinstance(fields, dict):
        return -1
    constants = [(name, field[2]["const"]) for name, field in fields.items() if len(field) > 2 and "const" in field[2]]
    right = all(value.get(name) == constant for name, constant in constants)
    return len(value.keys() & fields.keys()) + (1000 if constants and right else 0)


def check_limits(field: list[Any], value: Any, path: str) -> None:
    """Raises Mismatch if the value is too long, too short or not the only one allowed."""
    limit: dict[str, Any] = field[2] if len(field) > 2 else {}
    if "const" in limit and value != limit["const"]:
        raise Mismatch(path, f"must be {limit['const']}")
    if "max" not in limit or limit.get("parsed"):
        return
    size = SIZES[limit["of"]](value)
    if not limit["min"] <= size <= limit["max"]:
        raise Mismatch(path, f"must have {limit['min']}-{limit['max']} {limit['of']}, has {size}")


def is_number(value: Any) -> bool:
    """An integer or a fraction, but not a switch."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


PRIMITIVES: dict[str, Callable[[Any], bool]] = {
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": is_number,
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
    "InputFile": lambda value: isinstance(value, Upload),
}
SIZES: dict[str, Callable[[Any], float]] = {
    "characters": len,
    "bytes": lambda value: len(value.encode()),
    "items": len,
    "value": lambda value: value,
}
