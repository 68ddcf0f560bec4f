"""A community's own places, as people write them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import community
from domain.community import Asset, Building
from domain.understanding.result import Place
from domain.where import places
from domain.where.gazetteer import gather

SAMPLE = community.load(Path(community.__file__).parent / "sample" / "community.toml")


def spot(code: str, *names: str, grid: str = "g1") -> Building:
    return Building(code, {"zh-CN": names[0], "en": code}, grid, names[1:], None)


HOME = replace(
    SAMPLE,
    buildings={
        **SAMPLE.buildings,
        "seat_b": spot("seat_b", "B座", grid="g3"),
        "garden": spot("garden", "银杏园", grid="g3"),
        "hall": spot("hall", "老年活动中心", grid="g4"),
        "school": spot("school", "东花园路34号", "实验二小", grid="g4"),
    },
    assets={
        asset.code: asset
        for asset in (
            Asset("D-0231", {"zh-CN": "灯杆", "en": "lamp post"}, "g2", "b7"),
            Asset("D-0117", {"zh-CN": "灯杆", "en": "lamp post"}, "g3"),
            Asset("C12", {"zh-CN": "充电桩", "en": "charger"}, "g4", "charging"),
            Asset("X-117", {"zh-CN": "充电桩", "en": "charger"}, "g4", "charging"),
        )
    },
)


@pytest.mark.parametrize(
    ("text", "building", "grid"),
    [
        ("三栋楼道灯不亮", "b3", "g1"),
        ("3#门口的灯坏了", "b3", "g1"),
        ("3幢2单元没水", "b3", "g1"),
        ("叁号楼没电", "b3", "g1"),
        ("拾贰号楼没电", "b12", "g3"),
        ("3-2-501漏水", "b3", "g1"),
        ("3號樓2單元冇水", "b3", "g1"),
        ("B座电梯停了", "seat_b", "g3"),
        ("san hao lou mei dian", "b3", "g1"),
        ("5 hao lou mei shui", "b5", "g1"),
        ("5haolou ting dian", "b5", "g1"),
        ("shi er hao lou dian ti huai le", "b12", "g3"),
        ("bei men lu deng bu liang", "north_gate", "g1"),
        ("no water in building 12", "b12", "g3"),
        ("lift stuck in blk 5", "b5", "g1"),
        ("东花园路34号门口路灯不亮", "school", "g4"),
        ("实验二小门口太堵", "school", "g4"),
        ("银杏苑的长椅坏了", "garden", "g3"),
        ("老年活动中新门口漏雨", "hall", "g4"),
        ("老年活中心门锁坏了", "hall", "g4"),
        ("灯杆编号D-0231不亮", "b7", "g2"),
        ("灯杆 d0231 不亮", "b7", "g2"),
        ("灯杆231不亮", "b7", "g2"),
        ("D 0117的灯不亮", None, "g3"),
        ("117号灯杆歪了", None, "g3"),
        ("C-12充电桩扫码没反应", "charging", "g4"),
        ("lamp post D-0231 is off", "b7", "g2"),
    ],
)
def test_it_is_known_however_it_is_written(text: str, building: str | None, grid: str) -> None:
    found = places.find(text, HOME)
    assert found is not None and (found.building, found.grid) == (building, grid), found
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "13-2-501漏水",
        "33号楼没电",
        "C座电梯停了",
        "金杏园小区的长椅坏了",
        "灯杆编号D-0232不亮",
        "灯杆D-02310不亮",
        "电话117",
        "打了C1200块",
        "西大门没人管",
    ],
)
def test_another_number_and_another_name_are_not_taken_for_ours(text: str) -> None:
    home = replace(HOME, buildings={code: each for code, each in HOME.buildings.items() if code != "b13"})
    home = replace(home, buildings={**home.buildings, "other": spot("other", "铜杏园", "锡杏园")})
    found = places.find(text, home)
    assert found is None or (found.building is None and found.grid is None), found


def test_two_names_that_are_as_near_are_left_alone() -> None:
    home = replace(SAMPLE, buildings={"one": spot("one", "银杏园"), "other": spot("other", "银杏院")})
    found = places.find("银杏苑的长椅坏了", home)
    assert found is None or found.building is None


def test_digits_that_two_things_of_a_kind_share_say_nothing() -> None:
    lamp = Asset("E-0231", {"zh-CN": "灯杆", "en": "lamp post"}, "g1")
    home = replace(HOME, assets={**HOME.assets, lamp.code: lamp})
    found = places.find("灯杆231不亮", home)
    assert found is None or found.grid is None
    assert places.find("灯杆E-0231不亮", home) == Place("E-0231", None, "g1")


def test_slips_are_not_looked_for_in_an_endless_name() -> None:
    names = gather(HOME)
    assert names.misspelt("银杏苑") is not None
    assert names.misspelt("人民路" * 300 + "银杏苑") is None


PIECES = [" ", *"3 叁 号楼 hao lou san 银 杏 园 D - 0231 灯杆 bei men ١ Ⅲ ③ B 座 \ud800 的 ， 。".split()]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_no_text_raises(text: str) -> None:
    found = places.find(text, HOME)
    assert found is None or found.words in text
