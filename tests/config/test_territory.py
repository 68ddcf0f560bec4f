"""The ground of a community in its file: areas, systems of coordinates, things with codes."""

from pathlib import Path

import pytest

from config import community
from config.errors import ConfigError
from domain.community import Asset, Point
from domain.where.ground import GCJ02, metres, to_wgs84
from tests.config.test_community import SMALL, write

AREA = "area = [[40.0, 116.0], [40.0, 116.1], [40.1, 116.1]]"
DRAWN = SMALL.replace('en = "Grid 1"', f'en = "Grid 1", {AREA}')
LAMP = '[assets]\nD-0231 = { zh = "灯杆", en = "lamp post", at = "b2" }\n'


def test_a_grid_may_be_drawn(tmp_path: Path) -> None:
    lane = community.load(write(tmp_path, DRAWN))
    assert lane.grids["g1"].area == (Point(40, 116), Point(40, 116.1), Point(40.1, 116.1))


def test_points_of_chinese_maps_become_those_of_gps(tmp_path: Path) -> None:
    lane = community.load(write(tmp_path, f'coordinates = "gcj02"\n{DRAWN}'))
    assert lane.grids["g1"].area[0] == to_wgs84(Point(40, 116), GCJ02)
    point = lane.buildings["b2"].point
    assert point is not None and 300 < metres(point, Point(40, 116.5)) < 1_000


def test_a_thing_stands_at_a_building_or_in_a_grid(tmp_path: Path) -> None:
    lane = community.load(write(tmp_path, f'{SMALL}{LAMP}"7-1" = {{ zh = "电梯", en = "lift", grid = "g1" }}\n'))
    names = {"zh-CN": "灯杆", "en": "lamp post"}
    assert lane.assets == {
        "D-0231": Asset("D-0231", names, "g1", "b2"),
        "7-1": Asset("7-1", {"zh-CN": "电梯", "en": "lift"}, "g1"),
    }


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f'coordinates = "bd09"\n{SMALL}', "coordinates"),
        (DRAWN.replace(", [40.1, 116.1]", ""), "grids.g1.area"),
        (DRAWN.replace("[40.1, 116.1]", "[140.1, 116.1]"), "grids.g1.area"),
        (DRAWN.replace(AREA, "area = 3"), "grids.g1.area"),
        (SMALL + LAMP.replace("b2", "b9"), "assets.D-0231.at"),
        (SMALL + LAMP.replace(', at = "b2"', ""), "assets.D-0231.grid"),
        (SMALL + LAMP.replace("D-0231", "lamp"), "assets.lamp"),
        (f'{SMALL}{LAMP}d0231 = {{ zh = "灯杆", en = "lamp post", at = "b2" }}\n', "assets.d0231"),
    ],
)
def test_what_cannot_be_meant_so_is_said(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(ConfigError) as error:
        community.load(write(tmp_path, text))
    assert where in str(error.value)


ROAD = 'zh = "车站路", en = "Station Road", who_zh = "市政", who_en = "the city", phone = "010-5550-0310"'


def test_what_is_not_ours_says_whose_it_is(tmp_path: Path) -> None:
    entry = f'{ROAD}, aliases = ["站前路"], community = "willow", {AREA}'
    lane = community.load(write(tmp_path, f'aliases = ["老街"]\n{SMALL}[outside]\nroad = {{ {entry} }}\n'))
    road = lane.outside["road"]
    assert lane.aliases == ("老街",)
    assert (road.names["en"], road.aliases, road.who["zh-CN"], road.phone, road.community, len(road.area)) == (
        "Station Road",
        ("站前路",),
        "市政",
        "010-5550-0310",
        "willow",
        3,
    )


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        (ROAD.replace('phone = "010-5550-0310"', 'phone = "ask"'), "outside.road.phone"),
        (ROAD.replace('who_en = "the city", ', ""), "outside.road.who_en"),
        (ROAD.replace("车站路", "2号楼"), "outside.road.zh"),
        (f"{ROAD}, grid = 1", "outside.road.grid"),
    ],
)
def test_what_is_not_ours_is_explained_when_it_is_wrong(tmp_path: Path, entry: str, where: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        community.load(write(tmp_path, f"{SMALL}[outside]\nroad = {{ {entry} }}\n"))
    assert where in str(wrong.value)
