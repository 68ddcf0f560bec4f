"""One table of a TOML file, read so that every mistake is explained.

The readers of the category and the community file say which keys they want and how those should look;
this says where the file differs.
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from config.errors import ConfigError

LANGUAGES = {"zh": "zh-CN", "en": "en"}  # key in a file -> language


class Table:
    """Named values; a missing, mistyped or unknown one raises ``ConfigError``."""

    def __init__(self, file: Path, path: str, values: Mapping[str, object]) -> None:
        self.file, self.path, self.values = file, path, values

    def wrong(self, key: str, problem: str, example: str = "") -> NoReturn:
        """Raise the error for one key of this table."""
        raise ConfigError(self.file, f"{self.path}.{key}".strip("."), problem, example)

    def only(self, known: Collection[str]) -> None:
        """Refuse keys nobody reads: they are typing mistakes."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
                self.wrong(key, f"nothing is called so here; {hint}")

    def text(self, key: str, example: str, default: str | None = None) -> str:
        """A text; an empty one counts as missing."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            self.wrong(key, f"should be a text in quotes, {_shown(self.values, key)}", example)
        return value.strip()

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """A list of texts; none when the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(key, f"should be a list of texts in quotes, {_shown(self.values, key)}", example)
        return tuple(item.strip() for item in value)

    def number(self, key: str, example: str) -> float:
        """A number above zero."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100_000:
            self.wrong(key, f"should be a number above 0, {_shown(self.values, key)}", example)
        return float(value)

    def flag(self, key: str) -> bool:
        """``true`` or ``false``; false when the key is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, f"should be true or false, {_shown(self.values, key)}", f"{key} = true")
        return value

    def choice(self, key: str, allowed: Collection[str], example: str) -> str:
        """One of the allowed words."""
        value = self.text(key, example)
        if value not in allowed:
            self.wrong(key, f'should be one of {", ".join(sorted(allowed))}, not "{value}"', example)
        return value

    def table(self, key: str, example: str, *, optional: bool = False) -> "Table":
        """The table under this key; an empty one when it may be absent and is."""
        value = self.values.get(key, {} if optional else None)
        if not isinstance(value, dict):
            self.wrong(key, f"should be a table, {_shown(self.values, key)}", example)
        return Table(self.file, f"{self.path}.{key}".strip("."), value)

    def rows(self, key: str, example: str) -> "list[Table]":
        """The tables of a list, written ``[[key]]`` and counted from 1; none when the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, f"should be a list of tables, headed [[{key}]]", example)
        path = f"{self.path}.{key}".strip(".")
        return [Table(self.file, f"{path}.{number}", item) for number, item in enumerate(value, 1)]

    def tables(self) -> Iterable[tuple[str, "Table"]]:
        """Every entry as a table, in the order of the file."""
        for key in self.values:
            yield key, self.table(key, "")


def read(path: Path) -> Table:
    """The whole file. Raises ``ConfigError`` if it is absent or not TOML."""
    try:
        return Table(path, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(path, "", f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, "", "is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, "", f"is not TOML: {_chinese_sign(path, error) or error}", 'zh = "路灯"') from error
    except (RecursionError, ValueError) as error:  # brackets a thousand deep, a number of thousands of digits
        raise ConfigError(path, "", "has a value that nobody could mean", 'zh = "路灯"') from error


_SIGNS = {"“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "＝": "=", "｛": "{", "｝": "}", "［": "[", "］": "]"}


def _chinese_sign(path: Path, error: tomllib.TOMLDecodeError) -> str | None:
    """The commonest slip of all: a full-width sign typed where TOML wants the other."""
    at = re.search(r"at line (\d+)", str(error))
    lines = path.read_text(encoding="utf-8").splitlines()
    last = int(at[1]) if at else len(lines)
    for number in range(last, max(last - 3, 0), -1):
        outside = re.sub(r'"[^"]*"|#.*', "", lines[number - 1] if number <= len(lines) else "")
        if sign := next((sign for sign in outside if sign in _SIGNS), None):
            return f"line {number} has {sign} where TOML wants {_SIGNS[sign]}"
    return None


def _shown(values: Mapping[str, object], key: str) -> str:
    return f"not {values[key]!r}" if key in values else "but is missing"
