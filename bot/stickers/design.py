"""What stands where on a sticker: one design, measured in hundredths of its width, for paper and for pictures.

Upright like a sheet of A4 at every size, so that four A6 or nine small ones fill a page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont
from pylopdf_fonts_zh_cn import sans_path

WIDE, HIGH = 100.0, 141.4
EDGE = 6.5  # what printers may leave white, and scissors miss
INK, SOFT, BRAND, SEAL, WHITE = "#1d2a2d", "#4c5659", "#1f5560", "#b03a26", "#ffffff"
BOLD = 0.028  # of its size: how wide the edge of bold words is drawn, since the font has no bold
QUIET = 4  # modules around a code; ISO/IEC 18004


@dataclass(frozen=True, slots=True)
class Label:
    """What one sticker says."""

    community: str
    code: str
    place: str  # 3号楼; 灯杆 D-0231
    beside: str  # 第一网格; 7号楼旁
    address: str  # what its code leads to
    spoken: str
    duty: str  # the number
    typed: str  # desk.example.org/q, where the code can be typed
    sample: bool


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, on its baseline."""

    x: float
    y: float
    size: float
    text: str
    colour: str = INK
    bold: bool = False
    anchor: str = "start"  # start, middle, end

    @property
    def left(self) -> float:
        """Where it begins."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * width(self.text, self.size)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle with round corners."""

    x: float
    y: float
    w: float
    h: float
    colour: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code's dark modules, without the white around it."""

    x: float
    y: float
    side: float
    rows: tuple[tuple[bool, ...], ...]

    def runs(self) -> Iterator[tuple[float, float, float, float]]:
        """(x, y, width, height) of dark stretches, row by row."""
        one = self.side / len(self.rows)
        for down, row in enumerate(self.rows):
            begin = None
            for across, dark in enumerate((*row, False)):
                if dark and begin is None:
                    begin = across
                elif not dark and begin is not None:
                    yield self.x + begin * one, self.y + down * one, (across - begin) * one, one
                    begin = None


Part = Words | Box | Code
Say = Callable[..., str]


def sticker(label: Label, say: Say) -> Iterator[Part]:
    """The parts, those behind first."""
    yield from _head(label, say)
    yield from _place(label)
    yield _code(label.address)
    yield from _invitation(say)
    yield from _foot(label, say)


def _head(label: Label, say: Say) -> Iterator[Part]:
    mark = say("qr-sample") if label.sample else say("qr-name")
    wide = width(mark, 4.8) + 4.4
    yield Box(EDGE, EDGE, WIDE - 2 * EDGE, 11.4, BRAND, 2.4)
    yield Words(EDGE + 3, 14.2, _fit(label.community, 5.6, 78 - wide), label.community, WHITE, bold=True)
    yield Box(WIDE - EDGE - 2 - wide, 8.6, wide, 7.2, SEAL, 1.4)
    yield Words(WIDE - EDGE - 2 - wide / 2, 13.9, 4.8, mark, WHITE, bold=True, anchor="middle")


def _place(label: Label) -> Iterator[Part]:
    room = WIDE - 2 * EDGE
    size = _fit(label.place, 14.5, room)
    if size >= 7.5:
        yield Words(WIDE / 2, 32.0 - (14.5 - size) * 0.3, size, label.place, INK, bold=True, anchor="middle")
    else:
        for at, line in enumerate(wrapped(label.place, 6.4, room, 2)):
            yield Words(WIDE / 2, 25.2 + 7.4 * at, 6.4, line, INK, bold=True, anchor="middle")
    yield Words(WIDE / 2, 38.6, _fit(label.beside, 4.8, room), label.beside, SOFT, anchor="middle")


def _code(address: str) -> Code:
    import segno  # only here: it is loaded when a sticker is made

    made = segno.make(address, error="m", micro=False, boost_error=True)
    rows = tuple(tuple(bool(module) for module in row) for row in made.matrix)
    side = 65 * len(rows) / (len(rows) + 2 * QUIET)  # 65 with the white around it
    return Code((WIDE - side) / 2, 72 - side / 2, side, rows)


def _invitation(say: Say) -> Iterator[Part]:
    for y, size, colour, key in ((110.8, 7.0, INK, "qr-scan"), (116.6, 4.0, SOFT, "qr-with")):
        words = say(key)
        yield Words(WIDE / 2, y, _fit(words, size, WIDE - 2 * EDGE), words, colour, key == "qr-scan", "middle")


def _foot(label: Label, say: Say) -> Iterator[Part]:
    """For whoever cannot scan: the number to call, and the code to read out."""
    yield Box(EDGE, 119.4, WIDE - 2 * EDGE, 12.0, BRAND, 2.4)
    half = (WIDE - 2 * EDGE) / 2
    for x, key, value in ((EDGE + 3, "qr-duty", label.duty), (EDGE + half + 3, "qr-spoken", label.spoken)):
        yield Words(x, 123.5, 3.1, say(key), WHITE)
        yield Words(x, 129.3, _fit(value, 5.6, half - 5), value, WHITE, bold=True)
    danger, typed = say("qr-danger"), say("qr-typed", address=label.typed)
    yield Words(WIDE / 2, 135.4, _fit(danger, 3.8, WIDE - 2 * EDGE), danger, SEAL, bold=True, anchor="middle")
    yield Words(WIDE / 2, 139.6, _fit(typed, 3.0, WIDE - 2 * EDGE), typed, SOFT, anchor="middle")


# --- how wide words are -------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), 1000)


def width(text: str, size: float) -> float:
    """How wide a text is at this size."""
    return _font().getlength(text) * size / 1000


def _fit(text: str, size: float, room: float) -> float:
    """The size at which it has room, at most this one."""
    wide = width(text, size)
    return size if wide <= room else size * room / wide


def wrapped(text: str, size: float, room: float, most: int) -> Sequence[str]:
    """The text in at most so many lines; what has no room is cut, and shown to be."""
    lines = [""]
    for sign in text:
        if width(lines[-1] + sign, size) <= room:
            lines[-1] += sign
        elif len(lines) < most:
            lines.append(sign)
        else:
            while lines[-1] and width(lines[-1] + "…", size) > room:
                lines[-1] = lines[-1][:-1]
            lines[-1] += "…"
            break
    return [line.strip() for line in lines]
