"""Whom words name: a household, a plate, a person; and what is a matter between people."""

import pytest

from domain.understanding.naming import between_people, names_somebody

NAMES = (
    "502家的狗天天叫",
    "楼上602半夜装修",
    "隔壁1203堆杂物",
    "投诉3号楼502",
    "京A12345堵着消防通道",
    "车牌 8F3K2 又占了车位",
    "张强家漏水漏到我家",
    "王阿姨把纸箱堆在楼道",
    "身份证110101199003077777落在门口",
    "the dog in room 502 barks all night",
    "Mr Brown parks on the pavement",
    "apt 402's tenants throw bottles",
)
NOBODY = (
    "3号楼2单元楼道灯不亮",
    "3号楼2单元502停水了",
    "我家502没暖气",
    "我住3号楼1单元301，水管漏了",
    "楼上在装修，太吵了",
    "D-0231灯杆倒了",
    "北门外路面有坑，修了三次",
    "101路公交站牌歪了",
    "路灯坏了2000天了",
    "the hallway light in building 3 is out",
    "no water in unit 502 since this morning",
)


@pytest.mark.parametrize("text", NAMES)
def test_it_names_somebody(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize("text", NOBODY)
def test_it_names_nobody(text: str) -> None:
    assert not names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "4号楼独居老人好几天没出门，没人照顾",
        "隔壁两家又吵架，请来调解一下",
        "楼下邻居天天骂我",
        "an elderly man in building 4 lives alone and nobody cares for him",
        "please mediate between us and the neighbours",
    ],
)
def test_a_matter_between_people(text: str) -> None:
    assert between_people(text)


@pytest.mark.parametrize(
    "text", ["残疾人通道被堵了", "两家公司的广告牌掉了", "楼上漏水", "disabled parking space is blocked", "灯不亮"]
)
def test_a_thing_that_is_broken(text: str) -> None:
    assert not between_people(text)
