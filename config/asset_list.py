"""Things with codes from a spreadsheet: a .csv as Chinese ones write it (UTF-8 with or without its mark, GB18030).

One thing a line; the first line names the columns.  Mistakes are said with the line's number.
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from config.errors import ConfigError
from domain.community import Asset, Building, Grid, Point
from domain.understanding.folding import fold
from domain.where.gazetteer import number
from domain.where.ground import WGS84, to_wgs84

BYTES = 5_000_000
EXAMPLE = "编号,名称,楼,网格 ⏎ D-0231,灯杆,7号楼,"
CODE = re.compile(r"[\w-]{1,32}")
_COLUMNS = {
    "code": ("编号", "编码", "代码", "code", "id"),
    "zh": ("名称", "名字", "种类", "类型", "中文名", "name", "zh"),
    "en": ("英文", "英文名", "english", "en"),
    "at": ("楼", "楼号", "楼栋", "位置", "旁边", "at", "building"),
    "grid": ("网格", "grid"),
    "lat": ("纬度", "lat", "latitude"),
    "lon": ("经度", "lon", "lng", "longitude"),
}
_ENGLISH = {"灯杆": "lamp post", "路灯": "street lamp", "充电桩": "charger", "电梯": "lift", "井盖": "manhole cover"}
_HOUSE = "(?:号楼?|栋|幢|#楼?|座)"
_NUMBERED = re.compile(
    rf"第?(?:(\d{{1,4}}|[一二两三四五六七八九十]{{1,4}}){_HOUSE}?|([a-z]\d{{1,4}}|\d{{1,4}}[a-z]){_HOUSE})"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a list is read against."""

    grids: Mapping[str, Grid]
    buildings: Mapping[str, Building]
    system: str = WGS84  # of its positions


def read(path: Path, ground: Ground, others: Collection[str] = ()) -> dict[str, Asset]:
    """The things of the list, by code; ``others`` are codes that are taken.  Raises ``ConfigError`` naming the line."""
    try:
        content = path.read_bytes() if path.stat().st_size <= BYTES else None
    except OSError as error:
        raise ConfigError(path, "", f"cannot be read: {error.strerror}", "lamps.csv") from error
    if content is None:
        raise ConfigError(path, "", f"is larger than {BYTES // 1_000_000} MB", "lamps.csv")
    return understood(path, text(path, content), ground, others)


def text(path: Path, content: bytes) -> str:
    """The words in the file.  Raises ``ConfigError`` when they are in neither encoding."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    line = 1
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            found = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
        else:
            if "\0" in found:
                line = found.count("\n", 0, found.index("\0")) + 1
                break
            return found
    raise ConfigError(path, f"line {line}", "is no text; save it as CSV UTF-8", EXAMPLE)


def understood(path: Path, words: str, ground: Ground, others: Collection[str] = ()) -> dict[str, Asset]:
    """The things that the lines name.  Raises ``ConfigError``."""
    rows = _rows(path, words)
    first, heading = next(rows, (1, []))
    columns = _columns(path, first, heading)
    found: dict[str, Asset] = {}
    taken = {_plain(code): f"the building {code}" for code in ground.buildings}
    taken |= {_plain(code): f"{code} of the community file" for code in others}
    for at_line, row in rows:
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if not any(cells.values()):
            continue
        line = Line(path, at_line, cells)
        asset = _asset(line, ground)
        if plain := taken.get(_plain(asset.code)):
            line.refuse(f'the code "{asset.code}" is taken by {plain}', "each code once")
        taken[_plain(asset.code)] = f"line {at_line}"
        found[asset.code] = asset
    if not found:
        raise ConfigError(path, "", "names nothing", EXAMPLE)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as it is written."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def refuse(self, problem: str, example: str = EXAMPLE) -> NoReturn:
        """Explain the mistake.  Raises ``ConfigError``."""
        raise ConfigError(self.path, f"line {self.number}", problem, example)


def _rows(path: Path, words: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that have something in them, each with the number of its first line."""
    heading = next((line for line in words.splitlines() if line.strip()), "")
    mark = max(",;\t，", key=heading.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=mark, strict=True)
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + 1, row
            before = reader.line_num
    except csv.Error as error:
        raise ConfigError(path, f"line {reader.line_num}", f"cannot be taken apart ({error})", EXAMPLE) from error


def _columns(path: Path, number: int, heading: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(heading):
        name = next((name for name, called in _COLUMNS.items() if fold(cell.strip()) in called), None)
        if name in found:
            raise ConfigError(path, f"line {number}", f'two columns say the same: "{cell.strip()[:40]}"', EXAMPLE)
        if name:
            found[name] = at
    for name in ("code", "zh"):
        if name not in found:
            called = ", ".join(_COLUMNS[name])
            raise ConfigError(path, f"line {number}", f"no column is called one of {called}", EXAMPLE)
    return found


def _asset(line: Line, ground: Ground) -> Asset:
    code = line["code"]
    if not CODE.fullmatch(code) or not any(sign.isdecimal() for sign in code):
        problem = f'"{code[:40]}" is no code: letters, digits, - and _, at most 32, and at least one digit'
        line.refuse(problem, "D-0231")
    if not line["zh"]:
        line.refuse(f"{code} has no name", "灯杆")
    if len(line["zh"]) > 40 or len(line["en"]) > 40:
        line.refuse(f"the name of {code} is longer than 40 characters", "灯杆")
    at = _building(line, ground) if line["at"] else None
    grid = _grid(line, ground, at)
    names = {"zh-CN": line["zh"], "en": line["en"] or _ENGLISH.get(line["zh"], line["zh"])}
    return Asset(code, names, grid, at, _point(line, ground))


def _building(line: Line, ground: Ground) -> str:
    wanted = _called(line["at"])
    for building in ground.buildings.values():
        if wanted in map(_called, (building.code, *building.names.values(), *building.aliases)):
            return building.code
    some = ", ".join(each.names["zh-CN"] for each in list(ground.buildings.values())[:5])
    line.refuse(f'there is no building "{line["at"][:40]}"; known are {some} …', "3号楼")


def _grid(line: Line, ground: Ground, at: str | None) -> str:
    if wanted := fold(line["grid"]):
        for grid in ground.grids.values():
            if wanted in map(fold, (grid.code, *grid.names.values())):
                return grid.code
        line.refuse(f'there is no grid "{line["grid"][:40]}"; known are {", ".join(ground.grids)}', "g1")
    if at:
        return ground.buildings[at].grid
    if len(ground.grids) == 1:
        return next(iter(ground.grids))
    line.refuse(f"{line['code']} has neither a building nor a grid")


def _point(line: Line, ground: Ground) -> Point | None:
    if not (line["lat"] or line["lon"]):
        return None
    try:
        lat, lon = float(line["lat"]), float(line["lon"])
    except ValueError:
        lat = lon = 1000.0
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        line.refuse(f"{line['code']} stands at no latitude and longitude", "40.07110, 116.51010")
    return to_wgs84(Point(lat, lon), ground.system)


def _called(name: str) -> str:
    """3栋, 三幢 and 3号楼 are one building."""
    folded = fold(name).strip()
    numbered = _NUMBERED.fullmatch(folded)
    return f"{number(numbered[1] or numbered[2])}号楼" if numbered else folded


def _plain(code: str) -> str:
    return fold(code).replace("-", "").replace("_", "")
