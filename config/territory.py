"""The ground of a community in its file: grids drawn as areas, points, the system they are in, things with codes."""

from collections.abc import Mapping

from config.table import LANGUAGES, Table
from domain.community import Asset, Building, Grid, Point
from domain.understanding.folding import fold
from domain.where.ground import SYSTEMS, WGS84, to_wgs84

LEAST_CORNERS = 3


def system(file: Table) -> str:
    """Which system the points of the file are in."""
    written = file.text("coordinates", 'coordinates = "wgs84"', default=WGS84)
    if written not in SYSTEMS:
        file.wrong("coordinates", f'"{written}" is none of {", ".join(SYSTEMS)}', 'coordinates = "gcj02"')
    return written


def point(entry: Table, written_in: str) -> Point | None:
    """The point of an entry, as GPS gives it."""
    found = entry.values.get("point")
    if found is None:
        return None
    return _point(entry, "point", found, written_in, "point = [40.07, 116.51]")


def area(entry: Table, written_in: str) -> tuple[Point, ...]:
    """The corners of a grid, as GPS gives them; none when nobody drew it."""
    corners = entry.values.get("area", [])
    example = "area = [[40.070, 116.510], [40.072, 116.510], [40.072, 116.513]]"
    if not isinstance(corners, list) or 0 < len(corners) < LEAST_CORNERS:
        entry.wrong("area", "should be a list of at least three points", example)
    return tuple(_point(entry, "area", corner, written_in, example) for corner in corners)


def _point(entry: Table, key: str, value: object, written_in: str, example: str) -> Point:
    match value:
        case [int() | float() as lat, int() | float() as lon] if abs(lat) <= 90 and abs(lon) <= 180:
            return to_wgs84(Point(float(lat), float(lon)), written_in)
    entry.wrong(key, f"should be latitude and longitude, not {value!r}", example)


def assets(
    rows: Table, grids: Mapping[str, Grid], buildings: Mapping[str, Building], written_in: str
) -> dict[str, Asset]:
    """The things with codes; each stands at a building or spot, or says its grid itself."""
    found: dict[str, Asset] = {}
    taken: dict[str, str] = {}
    for code, entry in rows.tables():
        entry.only({*LANGUAGES, "at", "grid", "point"})
        plain = fold(code).replace("-", "").replace("_", "").replace(" ", "")
        if not any(sign.isdecimal() for sign in plain):
            rows.wrong(code, "a code has digits in it", 'D-0231 = { zh = "灯杆", en = "lamp post", grid = "g1" }')
        if plain in taken:
            rows.wrong(code, f"reads like {taken[plain]}", "each code once")
        taken[plain] = code
        found[code] = _asset(code, entry, grids, buildings, written_in)
    return found


def _asset(
    code: str, entry: Table, grids: Mapping[str, Grid], buildings: Mapping[str, Building], written_in: str
) -> Asset:
    names = {language: entry.text(key, 'zh = "灯杆"') for key, language in LANGUAGES.items()}
    at = entry.text("at", 'at = "b3"', default="")
    if at and at not in buildings:
        entry.wrong("at", f'there is no building "{at}"', 'at = "b3"')
    grid = entry.text("grid", 'grid = "g1"', default=buildings[at].grid if at else None)
    if grid not in grids:
        entry.wrong("grid", f'there is no grid "{grid}"; known are {", ".join(grids)}', 'grid = "g1"')
    return Asset(code, names, grid, at or None, point(entry, written_in))
