"""Draws the digest: a picture for a phone, and an A4 page for the council, from SVG templates in storage/sheets/.

Every word comes from outside.  The font is a package's own, so that Chinese is drawn on a machine that has none.
Drawing holds the interpreter for a tenth of a second: ``python -m storage.drawing`` draws in a process of its own.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SHEETS = Path(__file__).parent / "sheets"
FAMILY = "Noto Sans SC"
LONGEST = 400  # characters of one text: more than any place holds; each is measured until it fits
MISSING = "〓"  # the printer's sign for a character that the font lacks, instead of an empty box


@dataclass(frozen=True, slots=True)
class Number:
    """A big number and what it counts; ``late`` sets a broken promise apart."""

    value: str
    label: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of problem, and how many of it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A week or month of the trend."""

    label: str
    heard: int
    done: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of the page's table: a rate now, before, and what it is counted from."""

    label: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn, in words."""

    form: str  # week, month: the template
    title: str
    dates: str
    numbers: tuple[Number, ...]
    remark: str
    bars_title: str
    bars: tuple[Bar, ...]
    trend_title: str
    trend: tuple[Column, ...]
    heard: str  # the legend
    done: str
    thanks: str
    foot: str
    rates_head: tuple[str, str, str] = ("", "", "")
    rates: tuple[Rate, ...] = ()
    notes: tuple[str, ...] = ()

    def packed(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def unpacked(values: dict[str, Any]) -> Sheet:
    """The sheet that ``packed`` gave."""
    parts = {"numbers": Number, "bars": Bar, "trend": Column, "rates": Rate}
    made: dict[str, Any] = {name: tuple(kind(**each) for each in values[name]) for name, kind in parts.items()}
    return Sheet(**{**values, "notes": tuple(values["notes"]), "rates_head": tuple(values["rates_head"]), **made})


def png(sheet: Sheet) -> bytes:
    """The picture."""
    import resvg_py  # a C library: loaded when something is drawn

    return bytes(resvg_py.svg_to_bytes(svg_string=svg(sheet), font_files=[str(_font())], skip_system_fonts=True))


def svg(sheet: Sheet) -> str:
    """The picture as its template makes it."""
    from jinja2 import Environment, FileSystemLoader

    pages = Environment(loader=FileSystemLoader(SHEETS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters |= {"fit": fit, "wrap": wrap, "size": size, "narrowest": narrowest, "wide": width}
    sheet = unpacked(_drawable(sheet.packed()))
    return pages.get_template(f"{sheet.form}.svg").render(sheet=sheet, family=FAMILY)


# --- measuring ------------------------------------------------------------------------------------------


def _font() -> Path:
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path())


@cache
def _measure(px: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(_font(), px, layout_engine=ImageFont.Layout.BASIC)


@cache
def can_draw(sign: str) -> bool:
    """Whether the font has this character: what it lacks is drawn as one and the same box."""
    return sign.isspace() or _shape(sign) != _shape("\U0010ffff")


def _shape(sign: str) -> tuple[tuple[int, int], bytes]:
    mask = _measure(24).getmask(sign)
    return mask.size, bytes(mask)


def drawable(text: str) -> str:
    """The text with a sign in place of what the font cannot draw, without what is no character to be seen."""
    seen = (" " if sign.isspace() else sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return "".join(sign if can_draw(sign) else MISSING for sign in seen)


def _drawable(value: Any) -> Any:
    match value:
        case str():
            return drawable(value[:LONGEST])
        case dict():
            return {key: _drawable(each) for key, each in value.items()}
        case tuple() | list():
            return [_drawable(each) for each in value]
        case _:
            return value


def width(text: str, px: int) -> float:
    """How wide a text is."""
    return float(_measure(px).getlength(text))


def size(text: str, room: float, px: int, smallest: int = 20) -> int:
    """The largest size up to ``px`` at which a text fits."""
    return next((each for each in range(px, smallest, -2) if width(text, each) <= room), smallest)


def narrowest(texts: Iterable[str], room: float, px: int) -> int:
    """The largest size at which all of these fit, each in such a room."""
    return min(size(text, room, px) for text in texts)


def fit(text: str, room: float, px: int) -> str:
    """The text, cut with an ellipsis where it is too long for the room."""
    if width(text, px) <= room:
        return text
    while text and width(f"{text}…", px) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, room: float, px: int, lines: int = 2) -> list[str]:
    """The text on so many lines at most; English breaks between words, Chinese anywhere."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and width(rest, px) > room:
        cut = next(at for at in range(len(rest), 0, -1) if at == 1 or width(rest[:at], px) <= room)
        space = rest.rfind(" ", 0, cut + 1)
        if cut < len(rest) and rest[cut - 1 : cut + 1].isascii() and space > 0:
            cut = space
        elif cut < len(rest) and rest[cut] in "，。：；！？、）”":
            cut -= 1  # no line begins with a stop
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, fit(rest, room, px)] if rest else found


if __name__ == "__main__":
    sys.stdout.buffer.write(png(unpacked(json.load(sys.stdin))))
