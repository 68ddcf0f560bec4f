"""Read a community's file (see config/sample/community.toml); explain what is wrong with it."""

import re
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from config import table
from config.categories import LANGUAGES, TRADES
from config.table import Table
from domain.community import Building, Community, Grid, Member, Point, Shift
from domain.folding import fold

ROLES = frozenset({"resident", "staff", "head"})

_DAYS = {day: number for number, day in enumerate("mon tue wed thu fri sat sun".split())}
_CODE = re.compile("[a-z][a-z0-9_]{0,31}")  # travels in buttons and addresses
_PHONE = re.compile(r"\+?[0-9][0-9 -]{1,20}")


def load(path: Path) -> Community:
    """The community of the file. Raises ``ConfigError`` if it cannot be meant so."""
    file = table.read(path)
    file.only({"code", "zh", "en", "timezone", "sample", "phones", "grids", "buildings", "members", "shifts"})
    grids = {
        code: Grid(_code(rows, code), _names(entry, 'zh = "第一网格"'))
        for rows in [file.table("grids", '[grids] g1 = { zh = "第一网格", en = "Grid 1" }')]
        for code, entry in rows.tables()
    }
    if not grids:
        file.wrong("grids", "at least one grid is needed", 'g1 = { zh = "第一网格", en = "Grid 1" }')
    members = {
        handle: _member(handle, entry, grids)
        for handle, entry in file.table("members", "[members] …", optional=True).tables()
    }
    return Community(
        code=_code(file, file.text("code", 'code = "ginkgo"')),
        names=_names(file, 'zh = "银杏里社区"'),
        sample=file.flag("sample"),
        zone=_zone(file),
        grids=grids,
        buildings=_buildings(file.table("buildings", "[buildings] …"), grids),
        phones=_phones(file.table("phones", '[phones] duty = "010-5550-0110"')),
        shifts=tuple(
            _shift(code, entry, members) for code, entry in file.table("shifts", "[shifts] …", optional=True).tables()
        ),
        members=members,
    )


def _code(at: Table, code: str) -> str:
    if not _CODE.fullmatch(code):
        at.wrong(code, "codes are small letters, digits and _, at most 32", "g1")
    return code


def _names(entry: Table, example: str) -> dict[str, str]:
    return {language: entry.text(key, example) for key, language in LANGUAGES.items()}


def _zone(file: Table) -> ZoneInfo:
    name = file.text("timezone", 'timezone = "Asia/Shanghai"')
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the time zone data
        file.wrong("timezone", f'"{name}" is not a time zone', 'timezone = "Asia/Shanghai"')


def _buildings(rows: Table, grids: dict[str, Grid]) -> dict[str, Building]:
    buildings: dict[str, Building] = {}
    taken: dict[str, str] = {}  # folded name -> code
    for code, entry in rows.tables():
        entry.only({"zh", "en", "grid", "aliases", "point"})
        building = Building(
            code=_code(rows, code),
            names=_names(entry, 'zh = "3号楼"'),
            grid=_grid(entry, "grid", entry.text("grid", 'grid = "g1"'), grids),
            aliases=entry.texts("aliases", 'aliases = ["邮局楼"]'),
            point=_point(entry),
        )
        for name in {fold(name) for name in (*building.names.values(), *building.aliases)}:
            if name in taken:
                entry.wrong("zh", f'"{name}" is already the name of {taken[name]}', "each name once")
            taken[name] = code
        buildings[code] = building
    return buildings


def _grid(entry: Table, key: str, grid: str, grids: dict[str, Grid]) -> str:
    if grid not in grids:
        entry.wrong(key, f'there is no grid "{grid}"; known are {", ".join(grids)}', 'grid = "g1"')
    return grid


def _point(entry: Table) -> Point | None:
    match entry.values.get("point"):
        case None:
            return None
        case [int() | float() as lat, int() | float() as lon] if abs(lat) <= 90 and abs(lon) <= 180:
            return Point(float(lat), float(lon))
        case wrong:
            entry.wrong("point", f"should be latitude and longitude, not {wrong!r}", "point = [40.07, 116.51]")


def _phones(rows: Table) -> dict[str, str]:
    phones = {name: rows.text(name, f'{name} = "010-5550-0110"') for name in rows.values}
    for name, number in phones.items():
        if not _PHONE.fullmatch(number):
            rows.wrong(name, f'"{number}" is not a phone number', f'{name} = "010-5550-0110"')
    if "duty" not in phones:
        rows.wrong("duty", "is missing; residents are given it when nothing else helps", 'duty = "…"')
    return phones


def _member(handle: str, entry: Table, grids: dict[str, Grid]) -> Member:
    entry.only({"name", "role", "trade", "grids"})
    role = entry.choice("role", ROLES, 'role = "staff"')
    return Member(
        handle=handle,
        name=entry.text("name", 'name = "周师傅"'),
        role=role,
        trade="" if role == "resident" else entry.choice("trade", TRADES, 'trade = "electrician"'),
        grids=tuple(_grid(entry, "grids", grid, grids) for grid in entry.texts("grids", 'grids = ["g1"]')),
    )


def _shift(code: str, entry: Table, members: dict[str, Member]) -> Shift:
    entry.only({"days", "since", "until", "people"})
    people = entry.texts("people", 'people = ["zhou"]')
    for handle in people:
        if handle not in members or members[handle].role == "resident":
            staff = ", ".join(member.handle for member in members.values() if member.role != "resident")
            entry.wrong("people", f'"{handle}" is not one of the staff: {staff}', 'people = ["zhou"]')
    if not people:
        entry.wrong("people", "a shift needs somebody", 'people = ["zhou"]')
    days = entry.texts("days", 'days = ["mon", "tue"]') or tuple(_DAYS)
    for day in days:
        if day not in _DAYS:
            entry.wrong("days", f'"{day}" is not a day: {", ".join(_DAYS)}', 'days = ["mon", "tue"]')
    since, until = _time(entry, "since"), _time(entry, "until")
    return Shift(code, frozenset(_DAYS[day] for day in days), since, until, people)


def _time(entry: Table, key: str) -> time:
    written = entry.text(key, f'{key} = "08:00"')
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", written)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        entry.wrong(key, f'"{written}" is not a time of day', f'{key} = "08:00"')
    return time(int(match[1]), int(match[2]))
