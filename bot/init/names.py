"""The names of buildings as spreadsheets write them: 3号楼, 三栋, Ａ座, 1-18号楼, 1号楼 到 18号楼.  Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_RANGE = 500  # buildings; more is a slip

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_N = r"\d{1,4}|[零〇一二两三四五六七八九十]{1,3}"
_KIND = r"号楼|号院|号|栋楼?|幢楼?|座|楼|#楼?"
_NUMBERED = re.compile(rf"第?(?P<letter>[a-z]?)(?P<number>{_N})(?P<after>[a-z]?)\s*(?P<kind>{_KIND})?", re.I)
_LETTERED = re.compile(r"(?P<letter>[a-z])\s*(?P<kind>号楼|栋楼?|幢楼?|座|楼)", re.I)
_ENGLISH = re.compile(
    r"(?:building|bldg|block|tower)\.?\s*(?:no\.?\s*)?#?\s*(?P<number>[a-z]?\d{1,4}[a-z]?|[a-z])", re.I
)
_RANGE = re.compile(
    rf"第?(?P<letter>[a-z]?)(?P<first>\d{{1,4}})\s*(?P<kind>{_KIND})?\s*(?:-|~|—+|–|−|到|至)\s*"
    rf"第?(?P<again>[a-z]?)(?P<last>\d{{1,4}})\s*(?P<end>{_KIND})?",
    re.I,
)


class Misread(Exception):
    """An answer that cannot be meant; ``init-wrong-<key>`` says why, with an example."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key, args)
        self.key, self.args_of_text = key, args


class Numbered(NamedTuple):
    """What is common to 3号楼, 三栋 and Building 3."""

    key: str  # 3, a3, a
    plain: bool  # nothing but the number was written


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was understood in another way than it was written; ``init-note-<key>`` says how."""

    key: str
    args: dict[str, str | int]


def clean(text: str) -> str:
    """Full-width characters made plain, and nothing invisible left but tabs and ends of lines."""
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign.isprintable() or sign in "\t\n")


def is_one(text: str) -> bool:
    """Whether this is one name, or one range, although there may be spaces in it."""
    return bool(numbered(text) or _RANGE.fullmatch(text))


def numbered(name: str) -> Numbered | None:
    """The number in a building's name; None for a name like 邮局楼."""
    if match := _NUMBERED.fullmatch(name):
        key = f"{match['letter']}{_value(match['number'])}{match['after']}"
        return Numbered(key.lower(), match["kind"] in (None, "号", "楼"))
    if match := _LETTERED.fullmatch(name):
        return Numbered(match["letter"].lower(), False)
    if match := _ENGLISH.fullmatch(name):
        return Numbered(match["number"].lower(), False)
    return None


def expanded(cell: str) -> list[str]:
    """The buildings that a cell names: one, a range, or several with 、 between them."""
    parts = [part.strip() for part in re.split("[、;,]", cell) if part.strip()]
    end = re.search(rf"(?:{_KIND})$", parts[-1]) if parts else None
    names = []
    for part in parts:
        if end and re.fullmatch(rf"[a-zA-Z]?(?:{_N})", part):  # 1、3、5号楼
            part += end[0]
        names += _range(part) if _RANGE.fullmatch(part) else [_whole(part)]
    return names


def english(name: str) -> str:
    """What a building is called in English, as far as it has a number."""
    found = numbered(name)
    return f"Building {found.key.upper()}" if found else name


def in_chinese(number: int) -> str:
    """1 to 99 in Chinese: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    if tens > 9:
        return str(number)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def value(written: str) -> int | None:
    """The number in digits or in Chinese; None when it is none."""
    return _value(written) if re.fullmatch(_N, written) else None


def _range(cell: str) -> list[str]:
    match = _RANGE.fullmatch(cell)
    assert match
    first, last = int(match["first"]), int(match["last"])
    if not first <= last < first + LONGEST_RANGE or match["again"].lower() not in ("", match["letter"].lower()):
        raise Misread("range", text=cell)
    kind = match["end"] or match["kind"] or ""
    return [_whole(f"{match['letter']}{number}{kind}") for number in range(first, last + 1)]


def _whole(name: str) -> str:
    """3 and 3号 are 3号楼: so people will call it."""
    found = numbered(name)
    return f"{found.key.upper()}号楼" if found and found.plain else name


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if "十" not in written:
        return int("".join(str(_DIGITS[sign]) for sign in written))
    tens, _, ones = written.partition("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
