"""Members of the corp come into the app: who they are, what they send, and what they hear."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wecom import app_limits, positions
from bot.channels.wecom.app_limits import ALL, ONE, Limits
from tests.channels.office import Office, office
from tests.telegram import FakeTelegram
from tests.telegram.files import picture

AMR = b"#!AMR\n" + bytes(800)


@pytest.fixture
async def place(tmp_path: Path, hasty: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office with a manager, two of staff and a resident."""
    for name in ("ALL", "ONE"):
        monkeypatch.setattr(app_limits, name, ((10_000, 60.0),))
    async with FakeTelegram(privacy=False) as telegram, office(tmp_path, telegram) as served:
        await served.open()
        yield served
        await served.well()


async def test_whoever_opens_the_app_is_greeted_once_and_told_how_to_come_by_a_role(place: Office) -> None:
    guest = place.wecom.staff(place.corp, "SunJie", "孙姐")
    for _ in range(2):
        guest.enters(place.app)
        await place.settled()
    (greeting,) = guest.texts
    assert "这里是银杏里社区的回音" in greeting and "邀请码" in greeting


async def test_whoever_writes_first_hears_of_it_after_the_answer(place: Office) -> None:
    guest = place.wecom.staff(place.corp, "SunJie", "孙姐")
    await place.says(guest, "3号楼2单元楼道灯不亮")
    assert "报上去" in guest.cards[-1].labels and "邀请码" in guest.texts[-1]
    await place.says(guest, "谢谢")
    assert sum("邀请码" in text for text in guest.texts) == 1


async def test_a_manager_invites_and_the_code_is_written_to_the_app(place: Office) -> None:
    assert any("不用建群" in text for text in place.liu.texts)
    await place.says(place.liu, "邀请")
    await place.clicks(place.liu, place.liu.cards[-1], "工作人员")
    card = place.liu.cards[-1]
    trades = {each["text"]: each["id"] for each in card.body["button_selection"]["option_list"]}
    await place.clicks(place.liu, card, "就这个", pick=trades["水电师傅"])
    await place.clicks(place.liu, place.liu.cards[-1], "全部")
    code = next(found[0] for text in place.liu.texts if (found := re.search(r"join-\w+", text)))
    guest = place.wecom.staff(place.corp, "SunJie", "孙姐")
    await place.says(guest, code)
    await place.clicks(place.liu, "SunJie", "同意")
    assert "发到这里的卡片可以点了" in guest.texts[-1]
    await place.reports("3号楼2单元楼道灯不亮")
    assert "接单" in guest.cards[-1].labels and guest.cards[-1].text.startswith("银杏里社区\n1001 灯")


async def test_what_somebody_told_them_is_filed_for_them_with_a_screenshot(place: Office) -> None:
    await place.says(place.zhou, "5号楼张阿姨来电，说下水堵了，昨天就开始了")
    assert "来电：张阿姨" in place.zhou.cards[-1].text
    await place.clicks(place.zhou, place.zhou.cards[-1], "就这个")
    assert "先在上面选一个" in place.zhou.texts[-1]
    await place.wait(seconds=1)
    await place.clicks(place.zhou, place.zhou.cards[-1], "就这个", pick="dsource:1:0:phone")
    assert await place.all("SELECT number, source FROM report") == [(1001, "phone")]
    assert any("1001" in card.text and "接单" in card.labels for card in place.chen.cards)


async def test_photos_and_voices_are_fetched_and_shown_to_the_others(place: Office) -> None:
    place.zhou.sends_image(place.app, picture(64, 48))
    await place.settled()
    await place.says(place.zhou, "5号楼下水堵了")
    await place.clicks(place.zhou, place.zhou.cards[-1], "就这个", pick="dsource:1:0:seen")
    assert await place.all("SELECT state FROM media") == [("stored",)]
    (shown,) = [each for each in place.chen.shown if each.kind == "image"]
    assert shown.media.startswith(b"\xff\xd8")


async def test_what_cannot_be_read_gets_a_word(place: Office) -> None:
    for kind in ("video", "file", "miniprogram"):
        place.zhou.sends(place.app, kind, {"MediaId": "x"})
        await place.settled()
        assert "这个我看不了" in place.zhou.texts[-1]


async def test_a_place_on_a_chinese_map_is_where_it_really_is(place: Office) -> None:
    await place.says(place.zhou, "下水堵了")
    place.zhou.sends_location(place.app, 40.0713, 116.5162, "北门")
    await place.settled()
    assert await place.parked() == []


def test_positions_of_chinese_maps_are_moved_back() -> None:
    tiananmen = positions.wgs84(39.908692, 116.397477)
    assert (round(tiananmen.lat, 4), round(tiananmen.lon, 4)) == (39.9073, 116.3912)
    assert positions.wgs84(48.8566, 2.3522).lat == 48.8566


def test_less_is_sent_than_wecom_drops() -> None:
    limits = Limits()
    alerts = sum(limits.wait("ww1/1", True, second * 1.0) == 0 for second in range(60))
    own = sum(limits.wait("ww1/1/zhou", False, second * 1.0) == 0 for second in range(60))
    assert (alerts, own) == (16, 5)
    danger = sum(limits.wait("ww1/1", True, 60.0 - 1e-6, urgent=True) == 0 for _ in range(9))
    assert danger == 4 and ALL[0][0] + ONE[0][0] < 30
    limits = Limits()
    hour = sum(limits.wait("ww1/1", True, second * 1.0) == 0 for second in range(3600))
    assert hour == 646 and ALL[1][0] + ONE[1][0] < 1000
    assert 0 < limits.wait("ww1/1", True, 3599.0) <= 3600
    assert Limits().wait("ww1/1/zhou", False, 0.0, weight=40) == 0  # more than the share leaves when nothing else did


async def test_words_that_are_forwarded_are_filed_for_whoever_said_them(place: Office) -> None:
    place.zhou.sends(
        place.app, "link", {"Title": "5号楼下水堵了", "Description": "业主群里说的", "Url": "https://example.org"}
    )
    await place.settled()
    card = place.zhou.cards[-1]
    assert "5号楼" in card.text and "就这个" in card.labels
    await place.clicks(place.zhou, card, "就这个", pick="dsource:1:0:seen")
    assert await place.all("SELECT source FROM report") == [("seen",)]
