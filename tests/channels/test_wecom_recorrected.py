"""What staff set right about a report reaches the cards that are out: urgent or not, its kind, its place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wecom import app_limits
from tests.channels import bot_office, office
from tests.telegram import FakeTelegram
from tests.wecom.staff import Staff

LIGHT = "3号楼2单元楼道灯不亮"


@pytest.fixture
async def place(tmp_path: Path, hasty: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[office.Office]:
    """An office with a report."""
    for name in ("ALL", "ONE"):
        monkeypatch.setattr(app_limits, name, ((10_000, 60.0),))
    async with FakeTelegram(privacy=False) as telegram, office.office(tmp_path, telegram) as served:
        await served.open()
        await served.hire("WuShifu", "吴师傅", trade="plumber")
        await served.reports(LIGHT)
        yield served
        await served.well()


def about(who: Staff, words: str = "1001") -> list[tuple[str, bool]]:
    """The first line of each of their cards about it, and whether something can be pressed there."""
    return [(card.text.split("\n")[1], bool(card.labels)) for card in who.cards if words in card.text]


async def chooses(place: office.Office, who: Staff, label: str) -> None:
    """They take this from what 更多 offers."""
    await place.clicks(who, "1001", "更多")
    for card in reversed(who.cards):
        options = card.body.get("button_selection", {}).get("option_list", ())
        if found := next((each["id"] for each in options if each["text"] == label), None):
            await place.clicks(who, card, "就这个", pick=found)
            return
    assert label in who.cards[-1].labels
    await place.clicks(who, who.cards[-1], label)


async def test_a_report_that_becomes_urgent_comes_to_all_as_a_new_card_and_the_old_one_ends(
    place: office.Office,
) -> None:
    assert about(place.chen) == [("1001 灯 · 3号楼2单元", True)]
    await chooses(place, place.zhou, "改成急事")
    assert about(place.chen) == [("【急】1001 灯 · 3号楼2单元", False), ("【急】1001 灯 · 3号楼2单元", True)]
    await chooses(place, place.zhou, "改成不急")
    assert about(place.chen)[-1] == ("1001 灯 · 3号楼2单元", True)
    assert [can for _, can in about(place.chen)] == [False, False, True]
    wu = place.wecom.staff(place.corp, "WuShifu")
    await place.clicks(place.chen, "1001", "接单")
    await place.clicks(place.chen, place.chen.cards[-1], "今天")
    assert [can for _, can in about(wu)] == [False, False, False]


async def test_another_kind_comes_to_all(place: office.Office) -> None:
    await chooses(place, place.zhou, "改类别")
    await place.clicks(place.zhou, place.zhou.cards[-1], "就这个", pick="kind:1:1:elevator")
    assert about(place.chen) == [("1001 电梯 · 3号楼2单元", False), ("1001 电梯 · 3号楼2单元", True)]


async def test_another_place_comes_to_all(place: office.Office) -> None:
    await chooses(place, place.zhou, "改地点")
    await place.says(place.zhou, "7号楼门口")
    assert about(place.chen)[-1] == ("1001 灯 · 7号楼门口", True)
    assert [can for _, can in about(place.chen)] == [False, True]


@pytest.mark.parametrize("away", [False, True])
async def test_without_a_code_the_new_card_comes_all_the_same(place: office.Office, away: bool) -> None:
    if away:
        place.wecom.refuse(40058, path="message/update_template_card", times=9)
    else:
        await place.all("DELETE FROM app_code")
    await chooses(place, place.zhou, "改成急事")
    assert about(place.chen) == [("1001 灯 · 3号楼2单元", True), ("【急】1001 灯 · 3号楼2单元", True)]
    await place.clicks(place.chen, place.chen.cards[-2], "接单")  # the old one is answered as well
    assert "今天" in place.chen.cards[-1].labels


async def test_a_smart_bot_s_card_is_said_anew(tmp_path: Path, hasty: None) -> None:
    async with bot_office.office(tmp_path) as place:
        await place.as_duty_group()
        await place.says(place.zhou, LIGHT)
        await place.says(place.zhou, "1001", place.alone)
        await place.clicks(place.zhou, "1001", "更多", place.alone)
        await place.clicks(place.zhou, "1001", "就这个", place.alone, pick="haste:1:1:urgent")
        assert [
            each.text.split("\n")[0]
            for each in place.chat.shown
            if each.kind == "template_card" and "1001 灯" in each.text
        ] == [
            "1001 灯 · 3号楼2单元",
            "【急】1001 灯 · 3号楼2单元",
        ]
        await place.well()
