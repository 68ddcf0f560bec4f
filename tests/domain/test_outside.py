"""Whose a place is that is not ours: by its name, and by a shared location."""

from dataclasses import replace

import pytest

from config import community
from domain.community import Point
from domain.context import Context
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place
from domain.where import outside, places
from domain.where.outside import Beyond
from tests.communities import WILLOW
from tests.domain.cases import HOME, NOW, context

THEIRS = community.load(WILLOW)
HOMES = {HOME.code: HOME, THEIRS.code: THEIRS}
PLAIN = context()
CTX = Context(NOW, HOME, PLAIN.categories, PLAIN.classifier, HOMES)
WILLOW_S = Beyond("willow")
ROAD, HOSPITAL = Beyond(listed="station_road"), Beyond(listed="hospital")


def draft(text: str, place: Place | None = None, point: Point | None = None) -> Draft:
    return Draft(1, 1, 1, Stage.ASKING, NOW, words=(("m", text),), place=place or places.find(text, HOME), point=point)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("柳岸3号楼灯坏了", WILLOW_S),
        ("柳岸社区的3号楼灯坏了", WILLOW_S),
        ("柳岸社區3號樓燈壞了", WILLOW_S),
        ("3号楼(柳岸)灯坏了", WILLOW_S),
        ("柳岸18号楼灯坏了", WILLOW_S),
        ("隔壁柳岸的垃圾堆没人收", WILLOW_S),
        ("柳岸停水了", WILLOW_S),
        ("building 3, Willow Bank: the lift is broken", WILLOW_S),
        ("light out at Willow Bank building 3", WILLOW_S),
        ("车站路的路灯不亮", ROAD),
        ("站前路井盖没了", ROAD),
        ("rubbish all over Station Road", ROAD),
        ("3号楼灯坏了", None),
        ("3号楼到柳岸那段路灯不亮", None),
        ("从柳岸过来，3号楼门口井盖没了", None),
        ("柳岸路的路灯不亮", None),
        ("银杏里3号楼灯坏了，不是柳岸的", None),
        ("我们银杏里跟柳岸中间的路灯不亮", None),
        ("灯坏了", None),
    ],
)
def test_whose_a_place_is_by_name(text: str, whose: Beyond | None) -> None:
    assert outside.beyond(CTX, draft(text)) == whose


def test_a_place_that_was_chosen_is_not_looked_for_in_the_words() -> None:
    chosen = Place("北门", "north_gate", "g1")
    assert outside.beyond(CTX, draft("柳岸那边来的车把灯撞坏了", chosen)) is None


@pytest.mark.parametrize(
    ("lat", "lon", "whose"),
    [
        (40.07110, 116.51010, None),  # our 1号楼
        (40.08110, 116.51090, WILLOW_S),  # their 2号楼
        (40.07450, 116.51050, HOSPITAL),  # in its area, though our north gate is 370 m away
        (40.2, 116.9, Beyond()),  # far from everything
    ],
)
def test_whose_a_shared_location_is(lat: float, lon: float, whose: Beyond | None) -> None:
    assert outside.beyond(CTX, draft("井盖没了", Place("x"), Point(lat, lon))) == whose


def test_the_area_of_a_neighbour_counts_before_our_nearest_building() -> None:
    around = tuple(Point(40.0711 + up / 1_000, 116.5101 + right / 1_000) for up, right in ((-1, -1), (-1, 1), (1, 1)))
    drawn = replace(THEIRS, grids={"g1": replace(THEIRS.grids["g1"], area=around)})
    ctx = replace(CTX, communities={**HOMES, "willow": drawn})
    assert outside.beyond(ctx, draft("井盖没了", Place("x"), Point(40.0709, 116.5105))) == WILLOW_S


def test_where_nothing_has_a_position_no_location_is_outside() -> None:
    buildings = {code: replace(each, point=None) for code, each in HOME.buildings.items()}
    blind = replace(HOME, buildings=buildings, outside={})
    ctx = replace(CTX, community=blind, communities={blind.code: blind})
    assert outside.beyond(ctx, draft("井盖没了", Place("x"), Point(40.2, 116.9))) is None


def test_what_is_listed_for_a_neighbour_goes_to_them_where_they_are_of_the_deployment() -> None:
    road = replace(HOME.outside["station_road"], community="willow")
    home = replace(HOME, outside={"station_road": road})
    ctx = replace(CTX, community=home, communities={home.code: home, "willow": THEIRS})
    assert outside.beyond(ctx, draft("车站路的路灯不亮")) == Beyond("willow", "station_road")
    alone = replace(ctx, communities={home.code: home})
    assert outside.beyond(alone, draft("车站路的路灯不亮")) == ROAD


def test_other_names_of_a_community_are_its_names() -> None:
    named = replace(THEIRS, aliases=("老纺织厂宿舍",))
    ctx = replace(CTX, communities={HOME.code: HOME, "willow": named})
    assert outside.beyond(ctx, draft("老纺织厂宿舍3号楼灯坏了")) == WILLOW_S
