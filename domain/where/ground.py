"""Points on the ground: how far apart they are, in which area they lie, and the two systems they come in.

Chinese maps and WeChat give positions in GCJ-02, which is WGS-84 (GPS, Telegram) shifted by some hundred metres.  The
shift is public only as what was worked out from maps: the series below is the one that all free converters share
(github.com/googollee/eviltransform, "transform" in every language).
"""

import math
from collections.abc import Sequence

from domain.community import Point

WGS84, GCJ02 = "wgs84", "gcj02"
SYSTEMS = (WGS84, GCJ02)

_METRES_PER_DEGREE = 111_195  # of latitude
_AXIS = 6_378_245.0  # m; the larger half axis of Krasovsky's ellipsoid
_FLATTENING = 0.006693421622965943  # first eccentricity squared
_ROUNDS = 5  # each brings the way back some hundred times nearer


def metres(a: Point, b: Point) -> float:
    """On a plane, which is exact enough within a neighbourhood."""
    across = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, across) * _METRES_PER_DEGREE


def inside(point: Point, area: Sequence[Point]) -> bool:
    """Whether a point lies in the area that these corners enclose: a line from it to the east crosses oddly often."""
    odd = False
    for one, other in zip(area, (*area[1:], *area[:1]), strict=True):
        if (one.lat > point.lat) != (other.lat > point.lat):
            crossing = one.lon + (point.lat - one.lat) / (other.lat - one.lat) * (other.lon - one.lon)
            odd ^= point.lon < crossing
    return odd


def to_wgs84(point: Point, system: str) -> Point:
    """A point of one of the systems as GPS would give it."""
    if system == WGS84 or not _shifted_here(point):
        return point
    found = point
    for _ in range(_ROUNDS):
        there = to_gcj02(found)
        found = Point(found.lat + point.lat - there.lat, found.lon + point.lon - there.lon)
    return found


def to_gcj02(point: Point) -> Point:
    """A point of GPS as Chinese maps give it; elsewhere they do not differ."""
    if not _shifted_here(point):
        return point
    north, east = _shift(point.lat - 35, point.lon - 105)
    across = math.radians(point.lat)
    bend = 1 - _FLATTENING * math.sin(across) ** 2
    lat = point.lat + math.degrees(north * bend**1.5 / (_AXIS * (1 - _FLATTENING)))
    return Point(lat, point.lon + math.degrees(east * bend**0.5 / (_AXIS * math.cos(across))))


def _shifted_here(point: Point) -> bool:
    """Whether maps shift a point: China, as a box with some of its neighbours, which is how all converters have it."""
    return 0.8293 < point.lat < 55.8271 and 72.004 < point.lon < 137.8347


def _shift(y: float, x: float) -> tuple[float, float]:
    """How many metres a point is shifted to the north and to the east."""
    both = 20 * (_wave(x * 6) + _wave(x * 2))
    north = both + 20 * _wave(y) + 40 * _wave(y / 3) + 160 * _wave(y / 12) + 320 * _wave(y / 30)
    east = both + 20 * _wave(x) + 40 * _wave(x / 3) + 150 * _wave(x / 12) + 300 * _wave(x / 30)
    root = math.sqrt(abs(x))
    return (
        north * 2 / 3 - 100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root,
        east * 2 / 3 + 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root,
    )


def _wave(turns: float) -> float:
    return math.sin(turns * math.pi)
