"""Positions as Chinese maps show them (GCJ-02), as the desk needs them (WGS-84).

Inside China what a phone shares is moved by up to 700 metres, by a formula that everybody knows and nobody published;
found again by trying, it is right to a metre.  Elsewhere nothing is moved.
"""

from math import cos, pi, sin, sqrt

from domain.community import Point

AXIS, FLAT = 6_378_245.0, 0.00669342162296594323  # of the ellipsoid that the formula takes (Krasovsky, 1940)
TRIES = 4  # each a hundred times nearer


def wgs84(lat: float, lon: float) -> Point:
    """Where it really is."""
    if not (18.0 < lat < 54.0 and 73.0 < lon < 136.0):
        return Point(lat, lon)
    true_lat, true_lon = lat, lon
    for _ in range(TRIES):
        moved_lat, moved_lon = _moved(true_lat, true_lon)
        true_lat, true_lon = true_lat + lat - moved_lat, true_lon + lon - moved_lon
    return Point(round(true_lat, 6), round(true_lon, 6))


def _moved(lat: float, lon: float) -> tuple[float, float]:
    """Where a Chinese map shows it."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    bend = 1.0 - FLAT * sin(lat / 180.0 * pi) ** 2
    lat_scale = AXIS * (1.0 - FLAT) / (bend * sqrt(bend)) * pi / 180.0
    return lat + north / lat_scale, lon + east / (AXIS / sqrt(bend) * cos(lat / 180.0 * pi) * pi / 180.0)
