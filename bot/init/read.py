"""What somebody answered, as the values of a community.  Pure; raises ``Misread`` on what cannot be meant."""

import re
from collections.abc import Mapping
from datetime import time
from zoneinfo import ZoneInfo

from bot.init.names import Misread, Note, clean, in_chinese, value
from bot.init.paste import NOBODY, SHOWN, Known, Spots, add, cells, shown
from config.community import CODE, DAYS, PHONE, RESERVED, own_hour
from config.settings import TOKEN
from config.workdays import CALENDARS
from domain.community import Community, Company, Grid, Shift, Weekly
from domain.promises.workdays import Workdays
from domain.understanding.folding import fold

PHONES = ("gas", "water", "power", "lift", "property")  # besides duty; those that dangers name, and the companies'
MOST_GRIDS = 99
ZONE, CODE_IF_NONE, SHIFTS, GRIDS = "Asia/Shanghai", "home", "08:00-20:00, 20:00-08:00", "1"

IN_CHINA = frozenset(("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"))
_DASHES = re.compile("[—–－−~]")
_HOUR = r"(早上?|凌晨|上午|中午|下午|傍晚|晚上?|夜里)?\s*(\d{1,2})[:点时](\d{2})?(?:分)?"
_HOURS = re.compile(rf"{_HOUR}\s*(?:-|~|—+|–|到|至)\s*(?:次日|第二天)?\s*{_HOUR}")
_LATER = frozenset(("下午", "傍晚", "晚", "晚上"))  # these count from noon
_NUMBER = re.compile(r"\+?\d[\d -]{4,18}\d")
_PHONE_AT_END = re.compile(r"(?P<name>.*?)[\s,:]*(?P<phone>\+?\d[\d -]{4,20})")
_OFFICER_HEADERS = frozenset("网格 网格名称 网格员 姓名 电话 手机 联系电话 手机号 联系方式 grid officer phone".split())
_SHIFT_CODES = ("day", "night")


def one_line(text: str) -> str:
    """A name on one line."""
    return " ".join(clean(text).split())


def name(text: str) -> str:
    """What the community is called."""
    found = one_line(text)
    if not found or len(found) > SHOWN:
        raise Misread("name", text=found[:SHOWN])
    return found


def code(text: str) -> str:
    """The short name of a community."""
    found = one_line(text).lower()
    if not CODE.fullmatch(found) or found in RESERVED:
        raise Misread("code", text=found[:SHOWN])
    return found


def zone(text: str) -> ZoneInfo:
    """The time zone."""
    try:
        return ZoneInfo(one_line(text))
    except (KeyError, ValueError, OSError):
        raise Misread("zone", text=one_line(text)[:SHOWN]) from None


def phone(text: str) -> str:
    """A number that people can dial."""
    found = " ".join(re.sub("[()]", " ", _DASHES.sub("-", one_line(text))).split())
    if len(alone := _NUMBER.findall(re.sub(r"[(（].*?[)）]", " ", _DASHES.sub("-", one_line(text))))) == 1:
        found = alone[0]  # 值班室010-5550-0110（24小时）
    if not PHONE.fullmatch(found) or sum(sign.isdigit() for sign in found) < 3:
        raise Misread("phone", text=found[:SHOWN])
    return found


def phone_or_none(text: str) -> str:
    """A number, or nothing: Enter, 没有, 无."""
    return "" if not text.strip() or fold(text.strip()) in NOBODY else phone(text)


def companies(text: str) -> dict[str, Company]:
    """Property companies, a name and a number on each line; none at all is fine."""
    found: dict[str, Company] = {}
    for line in _lines(text):
        if fold(line) in NOBODY:
            continue
        match = _PHONE_AT_END.fullmatch(" ".join(cells(line)) if "\t" in line else line)
        if not match or not (called := match["name"].strip()):
            raise Misread("company", text=line[:SHOWN])
        if all(fold(called) != fold(each.names["zh-CN"]) for each in found.values()):
            number = f"c{len(found) + 1}"
            found[number] = Company(number, {"zh-CN": called, "en": called}, phone(match["phone"]))
    return found


def grids(text: str) -> dict[str, Grid]:
    """A number of grids, or one on each line with its officer and their number."""
    lines = _lines(text)
    if len(lines) == 1 and (number := value(re.sub("个?网?格?$", "", lines[0]))) is not None:
        if not 1 <= number <= MOST_GRIDS:
            raise Misread("grids", text=lines[0][:SHOWN])
        lines = [f"第{in_chinese(at)}网格" for at in range(1, number + 1)]
    found: dict[str, Grid] = {}
    for line in lines:
        given = [cell for cell in cells(line) if cell]
        if len(given) > 1 and all(fold(cell) in _OFFICER_HEADERS for cell in given):
            continue
        grid = _grid(f"g{len(found) + 1}", given)
        if any(fold(grid.names["zh-CN"]) == fold(each.names["zh-CN"]) for each in found.values()):
            raise Misread("grid-twice", text=grid.names["zh-CN"])
        found[grid.code] = grid
    if not 1 <= len(found) <= MOST_GRIDS:
        raise Misread("grids", text=one_line(text)[:SHOWN])
    return found


def _grid(number: str, given: list[str]) -> Grid:
    phones = [cell for cell in given if re.fullmatch(r"\+?\d[\d -]{4,20}", _DASHES.sub("-", cell))]
    words = [cell for cell in given if cell not in phones]
    if not words or len(words) > 2 or len(phones) > 1:
        raise Misread("grids", text=" ".join(given)[:SHOWN])
    called = f"第{in_chinese(value(words[0]) or 1)}网格" if value(words[0]) else words[0]
    match = re.fullmatch("第(.+)网格", called)
    at = value(match[1]) if match else None
    names = {"zh-CN": called, "en": f"Grid {at}" if at else called}
    return Grid(number, names, words[1] if len(words) > 1 else "", phone(phones[0]) if phones else "")


def shifts(text: str) -> tuple[Shift, ...]:
    """Shifts, every day; nobody has them yet."""
    words = clean(text)
    if fold(words.strip()) in NOBODY:
        return ()
    found = [(*_hour(*match[:3]), *_hour(*match[3:])) for match in _HOURS.findall(words)]
    if not found or any(
        hour > 24 or minute > 59 for each in found for hour, minute in zip(each[::2], each[1::2], strict=True)
    ):
        raise Misread("shifts", text=one_line(text)[:SHOWN])
    codes = [*_SHIFT_CODES, *(f"shift{at}" for at in range(3, len(found) + 1))]
    return tuple(
        Shift(called, frozenset(range(7)), time(since % 24, minute), time(until % 24, other), ())
        for called, (since, minute, until, other) in zip(codes, found, strict=False)
    )


def _hour(part: str, hour: str, minute: str) -> tuple[int, int]:
    return int(hour) + (12 if part in _LATER and int(hour) < 12 else 0), int(minute or 0)


def token(text: str) -> str:
    """The token that BotFather gave, or nothing."""
    found = one_line(text)
    if found and not TOKEN.fullmatch(found):
        raise Misread("token")
    return found


def public_url(text: str) -> str:
    """The address from outside, or nothing."""
    found = one_line(text)
    if found and not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?", found, re.ASCII):
        raise Misread("url", text=found[:SHOWN])
    return found


def spots(raw: Mapping[str, str], known: Known) -> Spots:
    """Buildings, then places.  A place whose grid nobody said comes to the first; a building must have one."""
    found = Spots()
    add(found, raw["buildings"], known)
    if not found.by_code:
        raise Misread("buildings")
    first = next(iter(known.grids.values()))
    several = len(known.grids) > 1
    if several and (loose := found.loose):
        raise Loose(loose)
    add(found, raw["places"], known)
    if several and (loose := found.loose):
        found.notes.append(Note("first-grid", {"names": shown(loose), "grid": first.names["zh-CN"]}))
    found.settle(first.code)
    return found


class Loose(Misread):
    """Buildings whose grid nobody said."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("loose", names="、".join(names[:8]) + ("…" if len(names) > 8 else ""), count=len(names))


def community(raw: Mapping[str, str]) -> tuple[Community, list[Note]]:
    """Everything together."""
    known = Known(grids(raw["grids"]), companies(raw["companies"]))
    found = spots(raw, known)
    called, here = name(raw["name"]), zone(raw["zone"])
    return Community(
        code=code(raw["code"]),
        names={"zh-CN": called, "en": one_line(raw["name_en"]) or called},
        sample=False,
        zone=here,
        grids=known.grids,
        buildings=found.by_code,
        companies=known.companies,
        digest=Weekly(DAYS["sun"], own_hour(code(raw["code"]))),
        phones={"duty": phone(raw["duty"])} | {each: number for each in PHONES if (number := phone_or_none(raw[each]))},
        shifts=shifts(raw["shifts"]),
        members={},
        categories={},
        workdays=Workdays(CALENDARS["cn" if here.key in IN_CHINA else "none"], {}),
    ), found.notes


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).split("\n") if line.strip()]
