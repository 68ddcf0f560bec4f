"""Places in what people write, and on the map."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import community
from domain.community import Point
from domain.understanding.result import Place
from domain.where import places

SAMPLE = community.load(Path(community.__file__).parent / "sample" / "community.toml")


@pytest.mark.parametrize(
    ("text", "words", "building"),
    [
        ("3号楼2单元楼道灯不亮", "3号楼2单元", "b3"),
        ("3栋门口路灯不亮", "3栋门口", "b3"),
        ("三号楼电梯坏了", "三号楼", "b3"),
        ("十二幢停水了", "十二幢", "b12"),
        ("十栋没电", "十栋", "b10"),
        ("03号楼没电", "03号楼", "b3"),
        ("電梯壞了,3號樓", "3號樓", "b3"),
        ("３号楼２单元没水", "３号楼２单元", "b3"),
        ("3#楼门口有狗", "3#楼门口", "b3"),
        ("灯坏了 7#", "7#", "b7"),
        ("卫生间漏水,8-1103", "8-1103", "b8"),
        ("9-3-401没暖气", "9-3-401", "b9"),
        ("14栋703阳台漏雨", "14栋703", "b14"),
        ("6号楼3层西侧的窗户破了", "6号楼3层西侧", "b6"),
        ("18号楼北侧有人摆摊", "18号楼北侧", "b18"),
        ("银杏里3号楼着火了", "银杏里3号楼", "b3"),
        ("邮局楼前面的路灯坏了", "邮局楼前面", "b1"),
        ("北门旁边的路灯坏了", "北门旁边", "north_gate"),
        ("地库进水了", "地库", "garage"),
        ("24号楼停电", "24号楼", None),
        ("2单元没水", "2单元", None),
        ("负一层漏水", "负一层", None),
        ("2层到3层中间的窗户碎了", "2层到3层中间", None),
        ("人民路的路灯坏了", "人民路", None),
        ("阳光花园东侧道路塌陷", "阳光花园东侧", None),
        ("小区西门那个岗亭没人", "小区西门那个岗亭", None),
        ("安和家园7号楼没暖气", "安和家园7号楼", "b7"),
        ("Building 3 lobby light is out", "Building 3 lobby", "b3"),
        ("No light in building 3, unit 2 any more", "building 3, unit 2", "b3"),
        ("It is dark in Building 3, Unit 2, 5th floor", "Building 3, Unit 2, 5th floor", "b3"),
        ("Building 3, please come", "Building 3", "b3"),
        ("no water in bldg 12", "bldg 12", "b12"),
        ("lift stuck in blk #4", "blk #4", "b4"),
        ("light out by the north gate", "by the north gate", "north_gate"),
        ("leak in apt 402", "apt 402", None),
        ("hole in front of 221 Baker Street", "in front of 221 Baker Street", None),
        ("signal out at Pine and Grove", "Pine and Grove", None),
        ("我家4号楼2单元漏水", "4号楼2单元", "b4"),
        ("1004卫生间漏水", "1004", None),
        ("投诉D2区白鹭洲花园小区物业乱收停车费", "D2区白鹭洲花园小区", None),
        ("D7县青溪镇石桥村自来水发黄", "D7县青溪镇石桥村", None),
        ("请在D3区临湖路与纺织路交叉口增设红绿灯", "D3区临湖路与纺织路交叉口", None),
        ("领导您好，我住在D5区柳岸新村9栋3单元，楼顶漏水三年没人管。", "D5区柳岸新村9栋3单元", "b9"),
        (
            "Pothole on Barton Road between the church and the school",
            "Barton Road between the church and the school",
            None,
        ),
        ("There is rubbish dumped in the alley behind 40 Mercer Street.", "the alley behind 40 Mercer Street", None),
    ],
)
def test_the_words_are_cut_out_and_the_building_is_known(text: str, words: str, building: str | None) -> None:
    grid = SAMPLE.buildings[building].grid if building else None
    assert places.find(text, SAMPLE) == Place(words, building, grid)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "灯坏了",
        "路灯不亮",
        "马路上全是坑",
        "这栋楼没水",
        "小区太脏了",
        "楼下太吵",
        "明天10点开会",
        "电话 010-5550-0110",
        "第3次了",
        "修了3天",
        "A市二手房过户税费怎么算",
        "A市又停水了",
        "咨询D市公积金贷款额度",
        "D3区网约车司机乱收费",
        "反映D7县教师招聘不公平",
        "1004怎么还没人管",
        "小区门口的减速带坏了",
        "My street is full of potholes",
        "The permit office never answers the phone",
        "the light is out",
        "I live on the street",
        "call me at 5",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert places.find(text, SAMPLE) is None


def test_a_known_place_goes_before_a_longer_unknown_one() -> None:
    found = places.find("从人民路和解放大道交叉口拐进来,3号楼的路灯都不亮", SAMPLE)
    assert found == Place("3号楼", "b3", "g1")


def test_another_community_has_other_buildings() -> None:
    bare = replace(SAMPLE, buildings={})
    assert places.find("3号楼没电", bare) == Place("3号楼")
    assert places.find("3号楼没电", SAMPLE) == Place("3号楼", "b3", "g1")


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert places.find("啊" * places.READ_AT_MOST + "3号楼", SAMPLE) is None


@given(st.text())
def test_no_text_raises_and_the_words_stand_in_it(text: str) -> None:
    found = places.find(text, SAMPLE)
    assert found is None or (found.words and found.words in text)


PIECES = [
    "3",
    "号楼",
    "栋",
    "十",
    "二",
    "单元",
    "路",
    "和",
    "的",
    "门口",
    "北门",
    "里",
    " ",
    ",",
    "#",
    "-",
    "502",
    "A",
    "Pine St",
    "blk",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_mixture_of_pieces_raises(text: str) -> None:
    found = places.find(text, SAMPLE)
    assert found is None or (found.words and found.words in text)


@given(st.integers(1, 99))
def test_a_number_is_the_same_in_digits_and_in_characters(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    one = replace(SAMPLE.buildings["b1"], code="it", names={"zh-CN": f"{number}号楼"}, aliases=())
    found = places.find(f"{written}号楼停水", replace(SAMPLE, buildings={"it": one}))
    assert found == Place(f"{written}号楼", "it", "g1")


def test_the_nearest_building_is_found() -> None:
    point = SAMPLE.buildings["b9"].point
    assert point is not None
    assert places.nearest(Point(point.lat + 0.0001, point.lon), SAMPLE) == Place("9号楼", "b9", "g2")
    assert places.nearest(point, SAMPLE, lang="en") == Place("Building 9", "b9", "g2")


def test_a_point_far_away_is_nowhere() -> None:
    point = SAMPLE.buildings["b9"].point
    assert point is not None
    assert places.nearest(Point(point.lat + 0.02, point.lon), SAMPLE) is None
    assert places.nearest(Point(point.lat + 0.02, point.lon), SAMPLE, within_m=5_000) is not None


def test_a_community_without_points_has_nothing_near() -> None:
    assert places.nearest(Point(0, 0), replace(SAMPLE, buildings={})) is None


def test_a_chosen_building_is_a_place() -> None:
    assert places.in_building("north_gate", SAMPLE) == Place("北门", "north_gate", "g1")
    assert places.in_building("north_gate", SAMPLE, "en") == Place("north gate", "north_gate", "g1")
    assert places.in_building("torn_down", SAMPLE) is None


def test_a_number_that_no_building_has_alone_may_mean_one_of_several() -> None:
    first, second = list(SAMPLE.buildings.values())[:2]
    first = replace(first, code="a11", names={"zh-CN": "甲11号楼", "en": "Building 11 A"}, aliases=())
    second = replace(second, code="c11", names={"zh-CN": "乙11号楼", "en": "Building 11 C"}, aliases=())
    community = replace(SAMPLE, buildings={"a11": first, "c11": second})
    place = places.find("11号楼水管漏水", community)
    assert [each.code for each in places.alike(place, community)] == ["a11", "c11"]
    assert places.is_unknown(place, community)
    named = places.find("乙11号楼水管漏水", community)
    assert named is not None and named.building == "c11" and not places.alike(named, community)
    assert places.alike(places.find("9号楼水管漏水", community), community) == ()
