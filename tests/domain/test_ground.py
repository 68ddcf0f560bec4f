"""Points: the two systems of coordinates, areas, and which grid a shared location lies in."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import community
from domain.community import Point
from domain.understanding.result import Place
from domain.where import places
from domain.where.ground import GCJ02, WGS84, inside, metres, to_gcj02, to_wgs84

SAMPLE = community.load(Path(community.__file__).parent / "sample" / "community.toml")

in_china = st.builds(Point, st.floats(18, 53), st.floats(74, 135))
anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
SQUARE = (Point(40.0, 116.0), Point(40.0, 116.1), Point(40.1, 116.1), Point(40.1, 116.0))


@pytest.mark.parametrize(
    ("gps", "chinese"),
    [  # pairs that the converters on github.com/googollee/eviltransform are tested with
        (Point(31.1774276, 121.5272106), Point(31.17530398364597, 121.531541859215)),
        (Point(22.543847, 113.912316), Point(22.540796131694766, 113.9171764808363)),
        (Point(39.911954, 116.377817), Point(39.91334545536069, 116.38404722455657)),
    ],
)
def test_known_points_are_shifted_as_everybody_shifts_them(gps: Point, chinese: Point) -> None:
    assert metres(to_gcj02(gps), chinese) < 0.5
    assert metres(to_wgs84(chinese, GCJ02), gps) < 0.5


@given(in_china)
def test_there_and_back_is_less_than_a_metre(point: Point) -> None:
    assert metres(to_wgs84(to_gcj02(point), GCJ02), point) < 1


@pytest.mark.parametrize("point", [Point(51.5, -0.12), Point(40.7, -74.0), Point(-33.9, 151.2), Point(48.85, 2.35)])
def test_outside_china_nothing_is_shifted(point: Point) -> None:
    assert to_gcj02(point) == to_wgs84(point, GCJ02) == point


@given(anywhere)
def test_no_point_raises_and_gps_stays(point: Point) -> None:
    assert to_wgs84(point, WGS84) == point
    assert metres(to_gcj02(point), point) < 2_000
    to_wgs84(point, GCJ02)


def test_a_point_is_inside_its_area() -> None:
    assert inside(Point(40.05, 116.05), SQUARE) and inside(Point(40.05, 116.05), SQUARE[::-1])
    assert not inside(Point(40.05, 116.15), SQUARE) and not inside(Point(40.15, 116.05), SQUARE)
    assert not inside(Point(40.05, 116.05), ())


def test_an_area_may_have_a_bay() -> None:
    bay = (*SQUARE[:3], Point(40.05, 116.05), SQUARE[3])
    assert inside(Point(40.02, 116.05), bay) and not inside(Point(40.09, 116.05), bay)


def test_a_shared_location_belongs_to_the_grid_that_was_drawn_around_it() -> None:
    """Building 9 (grid 2) is nearer, but the point lies in grid 1."""
    nine = SAMPLE.buildings["b9"].point
    assert nine is not None
    around = tuple(Point(nine.lat + a * 0.0002, nine.lon + b * 0.0002) for a, b in ((-1, -1), (-1, 1), (1, 1), (1, -1)))
    home = replace(SAMPLE, grids={**SAMPLE.grids, "g1": replace(SAMPLE.grids["g1"], area=around)})
    found = places.nearest(nine, home)
    assert found is not None and found.grid == "g1" and found.building in home.buildings
    bare = replace(home, buildings={"b9": SAMPLE.buildings["b9"]})
    assert places.nearest(nine, bare) == Place("第一网格", None, "g1")
    assert places.nearest(Point(nine.lat + 0.00022, nine.lon), home) == Place("9号楼", "b9", "g2")
