"""Buildings and places as they come out of a spreadsheet, with or without a header row.  Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.init.names import Misread, Note, clean, english, expanded, is_one, numbered, value
from config.community import NO_COMPANY
from domain.community import Building, Company, Grid
from domain.understanding.folding import fold

HEADERS = {
    "name": "楼名 楼 楼号 楼栋 楼栋号 楼宇 楼幢 幢号 栋号 名称 建筑 地点 地名 building name place",
    "grid": "网格 所属网格 网格名称 网格号 grid",
    "aliases": "别名 俗称 俗名 又名 别称 小名 老名字 曾用名 通称 其他叫法 其他名字 其他名称 叫法 alias aliases other",
    "company": "物业 物业公司 物业名称 物业单位 物业企业 服务企业 company property",
    "": "序号 编号 户数 人数 单元 单元数 层数 备注 电话 地址 no no. note notes",
}
NOTHING = frozenset(("-", "--", "/", "\\"))  # an empty cell
NOBODY = NOTHING | frozenset("无 无物业 没有 没有物业 没有物业公司 none no 自管".split())  # no property company

_ROLES = {word: role for role, words in HEADERS.items() for word in words.split()}
_GRID = re.compile(r"(?:第?(?P<a>\w+?)(?:号)?网?格|网格(?P<b>\w+)|grid\s*(?P<c>\d+)|g(?P<d>\d+))")
_LIKE_A_GRID = re.compile("网格|第.{1,3}格|grid ?[0-9]")
_LIKE_A_BUILDING = re.compile("[楼栋幢座门]|(?i:building|bldg|block|tower)")
_COUNT = re.compile(r"\d+(?:户|层|单元|人|个单元)")
_TOTAL = re.compile("(?:合|总|共|小)计|总数|共|total|sum", re.IGNORECASE)
_LIKE_A_COMPANY = re.compile("物业(?:公司|有限公司|服务中心|管理处)?$|property$")
SHOWN = 40  # characters of a line that is quoted


class Known(NamedTuple):
    """What the columns of a building may name."""

    grids: Mapping[str, Grid]
    companies: Mapping[str, Company]


@dataclass(slots=True)
class _Row:
    """One line as it was understood; ``None`` where it says nothing."""

    names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    grid: str | None = None
    company: str | None = None  # a code, or NO_COMPANY


@dataclass(slots=True)
class Spots:
    """Buildings and places; those whose grid nobody said have none yet."""

    by_code: dict[str, Building] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # what makes it the same building -> its code
    notes: list[Note] = field(default_factory=list)

    @property
    def loose(self) -> list[str]:
        """The names of those without a grid."""
        return [each.names["zh-CN"] for each in self.by_code.values() if not each.grid]

    def settle(self, grid: str) -> None:
        """Put those without a grid into this one."""
        self.by_code = {code: replace(each, grid=each.grid or grid) for code, each in self.by_code.items()}


def add(spots: Spots, text: str, known: Known) -> None:
    """Add what these lines say.  Raises ``Misread`` naming the line that cannot be meant."""
    default = next(iter(known.companies), None)
    for row in _rows(text, known, spots.notes):
        for name in row.names:
            _add(spots, name, row, default)
    _distinct(spots)


def shown(names: list[str]) -> str:
    """Names for a sentence: the first few, and how many there are."""
    return "、".join(names[:5]) + (f" … ({len(names)})" if len(names) > 5 else "")


def cells(line: str) -> list[str]:
    """The columns of a line: between tabs, else commas, else (in Chinese) spaces."""
    if "\t" in line:
        parts = line.split("\t")
    elif "," in line:
        parts = line.split(",")
    elif is_one(line) or not re.search("[\u4e00-\u9fff]", line):
        parts = [line]
    else:
        parts = re.sub(r"\s*([-~—–到至])\s+(?=第?[a-zA-Z]?\d)|\s+([-~—–到至])(?=第?[a-zA-Z]?\d)", r"\1\2", line).split()
    return [part.strip().strip('"').strip() for part in parts]


def _rows(text: str, known: Known, notes: list[Note]) -> Iterator[_Row]:
    grid: str | None = None
    columns: list[str] | None = None
    for line in clean(text).split("\n"):
        if not line.strip(" ,\t"):
            continue
        given = cells(line)
        if header := _header(given):
            columns = header
            notes.extend(Note("column", {"name": cell[:SHOWN]}) for cell in given if cell and fold(cell) not in _ROLES)
            continue
        if _TOTAL.fullmatch(next(filter(None, given), "")):  # the last row of a table counts the others
            continue
        try:
            row = _by_columns(given, columns, known) if columns else _by_content(given, known)
        except Misread as misread:
            raise Misread(misread.key, line=line.strip()[:SHOWN], **misread.args_of_text) from None
        row.grid = row.grid or grid
        if not row.names or columns or "\t" in line:  # a heading, or a merged cell, holds for what follows
            grid = row.grid
        yield row


def _header(given: list[str]) -> list[str] | None:
    roles = [_ROLES.get(fold(cell)) for cell in given]
    return [role or "" for role in roles] if "name" in roles else None


def _by_columns(given: list[str], columns: list[str], known: Known) -> _Row:
    row = _Row()
    for cell, role in zip(given, columns, strict=False):
        match role if cell else "":
            case "name":
                _name(row, cell)
            case "grid":
                row.grid = _grid(cell, known, bare=True) or _unknown_grid(cell, known)
            case "aliases":
                row.aliases += _several(cell)
            case "company":
                row.company = _company(cell, known) or _unknown_company(cell, known)
    return row


def _by_content(given: list[str], known: Known) -> _Row:
    """Columns in any order, told apart by what stands in them."""
    row, rest = _Row(), list[str]()
    for cell in filter(None, given):
        if "=" not in cell and (grid := _grid(cell, known, bare=False)):
            row.grid = grid
        elif fold(cell) in NOBODY or _COUNT.fullmatch(cell):
            if known.companies and fold(cell) in NOBODY - NOTHING:
                row.company = NO_COMPANY
        elif company := _company(cell, known):
            row.company = company
        elif _LIKE_A_GRID.search(fold(cell)) and "=" not in cell:
            _unknown_grid(cell, known)
        elif _LIKE_A_COMPANY.search(fold(cell)) and rest:
            _unknown_company(cell, known)
        else:
            rest.append(cell)
    if len(rest) > 1 and rest[0].isdecimal() and not rest[1].isdecimal() and _LIKE_A_BUILDING.search(rest[1]):
        del rest[0]  # a running number
    for place, cell in enumerate(rest):
        if place == 0 or (numbered(cell) and not cell.isdecimal()):
            _name(row, cell)
        elif cell.isdecimal():  # a grid, or a count that nobody asked for
            row.grid = _grid(cell, known, bare=True) or row.grid
        else:
            row.aliases += _several(cell)
    return row


def _name(row: _Row, cell: str) -> None:
    """The name, perhaps with others behind a ``=``."""
    name, _, others = cell.partition("=")
    row.names += expanded(name)
    row.aliases += _several(others)


def _several(cell: str) -> list[str]:
    between = r"[、/;|,\s]+" if re.search("[\u4e00-\u9fff]", cell) else r"\s*[/;|,]+\s*"  # "main gate" is one name
    parts = [part for part in re.split(between, cell.strip()) if part]
    return [part for part in parts if fold(part) not in NOBODY]


def _grid(cell: str, known: Known, bare: bool) -> str | None:
    wanted = fold(cell).strip()
    for code, grid in known.grids.items():
        if wanted in (code, *map(fold, grid.names.values())):
            return code
    match = _GRID.fullmatch(wanted)
    number = next(filter(None, match.groups()), "") if match else wanted if bare else ""
    at = value(number)
    return list(known.grids)[at - 1] if at and at <= len(known.grids) else None


def _company(cell: str, known: Known) -> str | None:
    wanted = fold(cell).strip()
    if wanted in NOBODY:
        return NO_COMPANY
    for code, company in known.companies.items():
        names = {fold(name) for name in company.names.values()}
        if wanted in names or any(name in wanted or wanted in name for name in names if _LIKE_A_COMPANY.search(wanted)):
            return code
    return None


def _unknown_grid(cell: str, known: Known) -> str:
    raise Misread("grid", grid=cell[:SHOWN], known=shown([grid.names["zh-CN"] for grid in known.grids.values()]))


def _unknown_company(cell: str, known: Known) -> str:
    names = [company.names["zh-CN"] for company in known.companies.values()]
    raise Misread("building-company", company=cell[:SHOWN], known=shown([*names, "无"]))


# --- joined ---------------------------------------------------------------------------------------------


def _add(spots: Spots, name: str, row: _Row, default: str | None) -> None:
    found = numbered(name)
    identity = found.key if found else fold(name)
    same = spots.by_code.get(spots.codes.get(identity, ""))
    company = default if row.company is None else None if row.company == NO_COMPANY else row.company
    if same is None:
        code = spots.codes[identity] = _code(spots, found.key if found else "")
        names = {"zh-CN": name, "en": english(name)}
        spots.by_code[code] = Building(code, names, row.grid or "", _others(row, name), None, company)
        return
    if same.grid and row.grid not in (None, same.grid):
        spots.notes.append(Note("two-grids", {"name": name}))
    elif same.grid:
        spots.notes.append(Note("twice", {"name": name}))
    aliases = tuple(dict.fromkeys((*same.aliases, *_others(row, name))))
    spots.by_code[same.code] = replace(same, grid=same.grid or row.grid or "", aliases=aliases)


def _others(row: _Row, name: str) -> tuple[str, ...]:
    """The other names; a line with several buildings gives them to none of them."""
    if len(row.names) > 1:
        return ()
    return tuple(alias for alias in dict.fromkeys(row.aliases) if fold(alias) != fold(name))


def _code(spots: Spots, key: str) -> str:
    """b3 for building 3, which stays the same whatever stands before it; p1, p2 … for the others."""
    if key and f"b{key}" not in spots.by_code:
        return f"b{key}"
    number = 1 + sum(code.startswith("p") for code in spots.by_code)
    return f"p{number}"


def _distinct(spots: Spots) -> None:
    """Each name once: another name that is taken already is left out, and said."""
    taken = {fold(name) for each in spots.by_code.values() for name in each.names.values()}
    for code, each in spots.by_code.items():
        kept = []
        for alias in each.aliases:
            if fold(alias) in taken:
                spots.notes.append(Note("alias", {"name": each.names["zh-CN"], "alias": alias}))
            else:
                taken.add(fold(alias))
                kept.append(alias)
        spots.by_code[code] = replace(each, aliases=tuple(kept))
