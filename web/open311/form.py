"""The fields of a form that a program sent, checked: all that is wrong is said at once."""

import math
import re
from collections.abc import Sequence

from web.open311.asked import Ask, Refused
from web.open311.formats import plain

LONGEST = 255  # characters of a field of one line
LINK = 500
ADDRESS = r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+"  # RFC 3986, what stands in addresses on the web
_LINK = re.compile(ADDRESS)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


class Form:
    """Reads fields by name; what is wrong is collected until ``done``."""

    def __init__(self, ask: Ask, fields: Sequence[tuple[str, str]]) -> None:
        self._ask, self._fields = ask, fields
        self._wrong: list[str] = []

    def wrong(self, key: str, **args: str) -> None:
        """Note what is wrong."""
        said = self._ask.say(f"error-{key}", **args)
        if said not in self._wrong:
            self._wrong.append(said)

    def done(self) -> None:
        """End it when anything was wrong.  Raises ``Refused``."""
        if self._wrong:
            raise Refused(400, *self._wrong)

    def text(self, name: str, most: int = LONGEST, lines: bool = False) -> str:
        """A field's text without what nobody could see; empty when it is not there."""
        value = plain(next((value for key, value in self._fields if key == name), ""))
        value = _CONTROL.sub(" ", value if lines else value.replace("\n", " ")).strip()
        if len(value) > most:
            self.wrong("long", name=name, most=str(most))
        return value[:most]

    def needed(self, name: str) -> str:
        """A field that must be there."""
        value = self.text(name)
        if not value:
            self.wrong("missing", name=name)
            self.done()
        return value

    def several(self, *names: str) -> tuple[str, ...]:
        """All that was sent under these names, in order."""
        return tuple(plain(value).strip() for key, value in self._fields if key in names and value.strip())

    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(key for key, _ in self._fields)

    def degrees(self, name: str, most: float) -> float | None:
        """A position's half; None when it is not there."""
        text = self.text(name)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not -most <= value <= most:
            self.wrong("degrees", name=name, text=text[:60], most=str(int(most)))
            return None
        return value

    def link(self, name: str) -> str:
        """An address on the web; nobody here looks at what is there."""
        text = self.text(name, LINK)
        if text and not _LINK.fullmatch(text):
            self.wrong("link", name=name)
        return text
