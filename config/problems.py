"""All that is wrong with a file, not the first thing alone: each mistake is mended in a copy, which is read again."""

import copy
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from config import table
from config.errors import ConfigError
from config.table import Table

MOST = 50  # of one file; whoever has more begins with these
ENOUGH = 3  # times that one key is mended

T = TypeVar("T")


def every(path: Path, understand: Callable[[Table], T]) -> tuple[T | None, list[ConfigError]]:
    """What the file means, or None and everything that is wrong with it."""
    found: list[ConfigError] = []
    tried: Counter[str] = Counter()
    try:
        values = copy.deepcopy(dict(table.read(path).values))
    except ConfigError as error:
        return None, [error]
    for _ in range(MOST * 3):
        try:
            meant = understand(Table(path, "", values))
            return (None if found else meant), found
        except ConfigError as error:
            keys = {each.key for each in found}
            known = any(key == error.key or key.startswith(f"{error.key}.") for key in keys)
            if not known:
                found.append(error)
            tried[error.key] += 1
            if len(found) >= MOST or not _mend(values, error, tried[error.key]):
                break
    return None, found


def _mend(values: dict[str, Any], error: ConfigError, time: int) -> bool:
    """Make this mistake good in the copy; whether there was anything to do."""
    *path, last = error.key.split(".")
    inside: Any = values
    for key in path:
        inside = _within(inside, key)
    if not isinstance(inside, dict):
        return False
    if time > ENOUGH:  # mending it collides with something else
        return bool(path) and _without(values, path)
    example = _meant(error.example)
    if time == 1 and last in inside and not isinstance(inside[last], dict):
        del inside[last]  # what may be left out is left out; else the example is put there when it is missed
        return True
    if last in example and inside.get(last) != example[last]:
        inside[last] = example[last]
        return True
    if last not in inside and len(example) == 1 and not isinstance(value := next(iter(example.values())), dict):
        inside[last] = value  # an example for a key of the same kind
        return True
    if example and isinstance(inside.get(last, {}), dict) and last not in example:
        inside[last] = {**inside.get(last, {}), **example}
        return True
    if last in inside:
        del inside[last]
        return True
    return bool(path) and _without(values, path)


def _within(values: Any, key: str) -> Any:
    """What stands under this key; in a list they are counted from 1."""
    match values:
        case dict():
            return values.get(key)
        case list() if key.isdecimal() and 0 < int(key) <= len(values):
            return values[int(key) - 1]
    return None


def _without(values: dict[str, Any], path: list[str]) -> bool:
    """Leave out the whole entry; one of a list stays, since the others are counted by it."""
    inside: Any = values
    for key in path[:-1]:
        inside = _within(inside, key)
    return isinstance(inside, dict) and inside.pop(path[-1], None) is not None


def _meant(example: str) -> dict[str, Any]:
    """The example as values: most are lines of the file, some with the head of their table before them."""
    line = example.rpartition("] ")[2] if example.startswith("[") else example
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return {}
