"""Several corps in one desk, and a desk that is started again in the middle of things."""

from pathlib import Path

import pytest

from bot.channels.wecom import app_limits
from tests.channels.office import Office, desk, office, world
from tests.desk import StandingClock
from tests.telegram import FakeTelegram
from tests.telegram.files import picture

LIGHT = "3号楼2单元楼道灯不亮"


@pytest.fixture(autouse=True)
def unlimited(hasty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits are tried elsewhere."""
    for name in ("ALL", "ONE"):
        monkeypatch.setattr(app_limits, name, ((10_000, 60.0),))


async def test_each_corps_staff_has_cards_in_its_own_app(tmp_path: Path) -> None:
    async with FakeTelegram(privacy=False) as telegram, office(tmp_path, telegram, corps=2) as place:
        await place.open()
        _, second = place.wecom.state.corps.values()
        (other,) = second.apps.values()
        wu = place.wecom.staff(second, "ZhouShifu", "吴师傅")  # of the same name in another corp
        wu.says(other, "帮助")
        await place.settled()
        await place.all(
            "INSERT INTO role (person, community, role, trade, grids) "
            "SELECT person, 'ginkgo', 'staff', 'plumber', '' FROM account WHERE external = ?",
            f"{second.id}/ZhouShifu",
        )
        await place.reports(LIGHT)
        assert [sum("1001 灯" in card.text for card in who.cards) for who in (place.zhou, wu)] == [1, 1]
        wu.clicks("1001", "接单")
        await place.settled()
        wu.clicks(wu.cards[-1], "今天")
        await place.settled()
        for who in (place.zhou, place.chen, wu):
            assert next(card for card in who.cards if "1001 灯" in card.text).labels == []
        assert "办结" in wu.cards[-1].labels
        await place.well()


async def test_a_desk_that_was_stopped_goes_on_with_the_cards_that_are_out(tmp_path: Path) -> None:
    clock = StandingClock()
    async with FakeTelegram(privacy=False) as telegram, world(clock) as wecom:
        apps = [wecom.app(wecom.corp())]
        async with desk(tmp_path, wecom, telegram, apps, clock) as place:
            await place.open()
            await place.reports(LIGHT)
        async with desk(tmp_path, wecom, telegram, apps, clock) as again:
            _same_people(again, place)
            await again.clicks(again.zhou, "1001", "接单")
            await again.clicks(again.zhou, again.zhou.cards[-1], "今天")
            assert [card.labels for card in again.chen.cards if "1001 灯" in card.text] == [[]]
            await again.well()


async def test_an_app_that_was_taken_out_of_the_file_gets_nothing_any_more(tmp_path: Path) -> None:
    clock = StandingClock()
    async with FakeTelegram(privacy=False) as telegram, world(clock) as wecom:
        corp = wecom.corp()
        apps = [wecom.app(corp), wecom.app(corp)]
        async with desk(tmp_path, wecom, telegram, apps, clock) as place:
            await place.open()
            await place.reports(LIGHT)
            assert sum("1001 灯" in card.text for card in place.chen.cards) == 2  # one of each app
        async with desk(tmp_path, wecom, telegram, apps[:1], clock) as again:
            _same_people(again, place)
            await again.reports("5号楼下水堵了")
            assert sum("1002" in card.text for card in again.chen.cards) == 1


async def test_a_resident_in_wechat_and_staff_on_cards(tmp_path: Path) -> None:
    clock = StandingClock()
    async with FakeTelegram(privacy=False) as telegram, world(clock) as wecom:
        app = wecom.app(wecom.corp())
        wang = wecom.resident(wecom.kf(app, "银杏里"), "王姐")
        async with desk(tmp_path, wecom, telegram, [app], clock) as place:
            await place.open()
            wang.says(LIGHT)
            await wang.sees("报上去")
            wang.clicks("报上去")
            await wang.sees("1001")
            await place.settled()
            await place.clicks(place.zhou, "1001 灯", "接单")
            await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
            assert next(card for card in place.chen.cards if "1001 灯" in card.text).labels == []
            await place.wait(minutes=2)
            await wang.sees("水电师傅今天来")
            await place.clicks(place.zhou, place.zhou.cards[-1], "办结")
            await place.says(place.zhou, "换了新灯")
            place.zhou.sends_image(app, picture(64, 48))
            await place.settled()
            await place.wait(minutes=2)
            await wang.sees("修好了")
            assert await place.all("SELECT status FROM report") == [("resolved",)]


def _same_people(again: Office, place: Office) -> None:
    again.liu, again.zhou, again.chen, again.li = place.liu, place.zhou, place.chen, place.li
