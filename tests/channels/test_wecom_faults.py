"""Staff in WeCom when calls go wrong, codes are spent, and presses come late: nothing is lost, nothing comes twice."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wecom import app_limits
from tests.channels.office import Office, office
from tests.telegram import FakeTelegram
from tests.wecom.staff import Staff
from tests.wecom.world import Shown

LIGHT = "3号楼2单元楼道灯不亮"
USUAL = ["接单", "转派", "问一句", "办结", "更多"]


@pytest.fixture
async def place(tmp_path: Path, hasty: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office whose WeCom may refuse things."""
    for name in ("ALL", "ONE"):
        monkeypatch.setattr(app_limits, name, ((10_000, 60.0),))
    async with FakeTelegram(privacy=False) as telegram, office(tmp_path, telegram) as served:
        await served.open()
        yield served
        await served.settled()
        assert await served.parked() == []
        assert await served.all("SELECT content, error FROM slot WHERE state = 'failed'") == []
        assert served.wecom.careless == []


def of_report(who: Staff) -> list[Shown]:
    """The cards about the report."""
    return [each for each in who.cards if "1001 灯" in each.text]


def press(who: Staff, place: Office, data: str, card: Shown) -> None:
    """A press on a button that is not there any more, or never was."""
    event: dict[str, Any] = {"MsgType": "event", "Event": "template_card_event", "EventKey": data}
    who.tell(
        place.app, {**event, "TaskId": card.body["task_id"], "ResponseCode": f"RC-{data}", "AgentID": place.app.agent}
    )


@pytest.mark.parametrize("fault", ["server_error", "garbage", "wrong_json", "drop", "page"])
@pytest.mark.parametrize("after", [False, True])
async def test_a_card_comes_once_whatever_becomes_of_the_call(place: Office, fault: str, after: bool) -> None:
    getattr(place.wecom, fault)(path="message/send", times=2, after=after)
    await place.reports(LIGHT)
    for who in (place.liu, place.zhou, place.chen):
        (card,) = of_report(who)
        assert card.labels == USUAL


@pytest.mark.parametrize("after", [False, True])
async def test_everybodys_cards_change_once_whatever_becomes_of_the_call(place: Office, after: bool) -> None:
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    place.wecom.drop(path="message/update_template_card", times=3, after=after)
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    for who in (place.liu, place.chen):
        (card,) = of_report(who)
        assert card.labels == [] and "水电师傅接了" in card.text
        assert not any("接了" in each.text for each in who.shown if each.kind == "text")
    assert "办结" in place.zhou.cards[-1].labels


async def test_a_token_that_is_revoked_costs_nothing(place: Office) -> None:
    place.wecom.revoke_tokens()
    await place.reports(LIGHT)
    place.wecom.revoke_tokens()
    await place.clicks(place.zhou, "1001", "接单")
    place.wecom.revoke_tokens()
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    assert of_report(place.chen)[0].labels == []


async def test_a_code_that_was_lost_with_the_answer_is_made_up_for_by_words(place: Office) -> None:
    place.wecom.drop(path="message/send", times=1, after=True)
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    assert of_report(place.chen)[0].labels == USUAL  # it cannot change any more
    (news,) = [each for each in place.chen.shown if each.kind == "text" and "1001 灯" in each.text]
    assert "水电师傅接了" in news.text


async def test_after_three_days_what_matters_is_said_anew(place: Office) -> None:
    await place.reports(LIGHT)
    old = of_report(place.chen)[0]
    await place.wait(hours=73)
    press(place.zhou, place, "take:1:1:", of_report(place.zhou)[0])
    await place.settled()
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    assert old.labels == USUAL
    assert any(each.kind == "text" and "水电师傅接了" in each.text for each in place.chen.shown)
    press(place.chen, place, "take:1:1:today", old)
    await place.settled()
    assert await place.all("SELECT person.name FROM report JOIN person ON person.id = report.assignee") == [("周师傅",)]


async def test_a_card_that_was_pressed_after_it_changed_is_answered_in_words(place: Office) -> None:
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    before = len(place.chen.shown)
    press(place.chen, place, "take:1:1:", of_report(place.chen)[0])
    await place.settled()
    (answer,) = place.chen.shown[before:]
    assert answer.kind == "text" and "1001" in answer.text
    press(place.chen, place, "take:1:7:", of_report(place.chen)[0])  # of a cycle that never was
    await place.settled()
    assert len(place.chen.shown) == before + 2


async def test_whom_the_app_does_not_reach_stands_among_the_troubles(place: Office) -> None:
    place.app.visible = {"zhoushifu", "liushuji"}
    await place.reports(LIGHT)
    assert of_report(place.chen) == []
    assert any("does not reach XiaoChen" in trouble for trouble in place.desk.troubles())
    place.app.visible = None
    await place.wait(hours=25)
    assert not any("does not reach" in trouble for trouble in place.desk.troubles())


async def test_an_app_that_wecom_switched_off_waits_and_says_so(place: Office) -> None:
    place.wecom.refuse(50003, path="message/send", times=1)
    await place.telegram.until(lambda: True)
    place.telegram.say(place.li, place.li, "3号楼一楼闻到煤气味，很浓")
    await place.wecom.until(lambda: place.wecom.called("message/send")[-1].fault == "refused")
    await place.wecom.until(lambda: any("switched off" in each for each in place.desk.troubles()))
    await place.all("UPDATE slot SET not_before = NULL WHERE state = 'waiting'")
    await place.settled()
    assert any("危险" in each.text for each in place.chen.cards)


async def test_a_photo_that_wecom_lost_is_uploaded_again(place: Office) -> None:
    for words in (LIGHT, "5号楼下水堵了"):
        place.telegram.photo(place.li, place.li, words)
        await place.settled()
        shown = next(each for each in reversed(place.telegram.from_bot(place.li)) if "报上去" in each.labels)
        place.telegram.press(place.li, shown, "报上去")
        await place.settled()
        place.corp.media.clear()
    assert [each.media[:2] for each in place.chen.shown if each.kind == "image"] == [b"\xff\xd8"] * 2
    assert len(place.wecom.called("media/upload")) == 2
