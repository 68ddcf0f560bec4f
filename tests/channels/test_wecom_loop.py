"""Staff in WeCom, a resident on Telegram: from the resident's words to the notice that it is done, on cards."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wecom import app_limits
from tests.channels.office import Office, office
from tests.telegram import FakeTelegram
from tests.telegram.files import picture

LIGHT = "3号楼2单元楼道灯不亮"
USUAL = ["接单", "转派", "问一句", "办结", "更多"]


@pytest.fixture
async def place(tmp_path: Path, hasty: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office with a manager, two of staff and a resident."""
    for name in ("ALL", "ONE"):
        monkeypatch.setattr(app_limits, name, ((10_000, 60.0),))
    async with FakeTelegram(privacy=False) as telegram, office(tmp_path, telegram) as served:
        await served.open()
        yield served
        await served.well()


async def test_the_code_from_the_console_makes_the_first_manager(place: Office) -> None:
    assert any("您现在是银杏里社区的负责人了" in text for text in place.liu.texts)
    assert await place.all("SELECT 1 FROM meta WHERE key LIKE 'manager_code:%'") == []


async def test_everybody_gets_a_card_and_whoever_takes_it_gets_what_is_left(place: Office) -> None:
    await place.reports(LIGHT)
    for who in (place.liu, place.zhou, place.chen):
        (card,) = [each for each in who.cards if "1001" in each.text]
        assert card.labels == USUAL and LIGHT in card.text
    await place.clicks(place.zhou, "1001", "接单")
    assert place.zhou.cards[-1].labels == ["1小时内", "今天", "明天", "等配件", "返回"]
    assert place.chen.cards[-1].labels == USUAL  # nobody else sees that he thinks about it
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    for who in (place.liu, place.zhou, place.chen):
        (copy, *own) = [each for each in who.cards if "1001" in each.text]
        assert copy.labels == [] and "水电师傅接了" in copy.text
        assert bool(own) == (who is place.zhou)
    await place.wait(minutes=2)
    assert place.zhou.cards[-1].labels[-4:] == ["办结", "转派", "问一句", "更多"]
    assert "水电师傅今天来" in place.told()[-1]


async def test_it_is_done_with_a_note_and_a_photo_from_the_chat_with_the_app(place: Office) -> None:
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, "1001", "今天")
    await place.wait(minutes=2)
    await place.clicks(place.zhou, "1001", "办结")
    assert "怎么修的" in place.zhou.texts[-1]
    await place.says(place.zhou, "换了新灯")
    place.zhou.sends_image(place.app, picture(64, 48))
    await place.settled()
    await place.wait(minutes=2)
    shown = place.telegram.from_bot(place.li)
    assert any("修好了" in each.text and "换了新灯" in each.text for each in shown)
    assert [each.media for each in shown if each.media] == ["photo"]
    assert await place.all("SELECT status FROM report") == [("resolved",)]
    card = next(each for each in reversed(place.zhou.cards) if "1001 灯 · 3号楼" in each.text)
    assert card.labels == [] and "办结：换了新灯" in card.text


async def test_a_report_is_handed_to_whoever_is_chosen_from_the_list(place: Office) -> None:
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "转派")
    card = place.zhou.cards[-1]
    options = {each["text"]: each["id"] for each in card.body["button_selection"]["option_list"]}
    assert set(options) == {"刘书记 · 书记", "周师傅 · 水电师傅", "小陈 · 物业"}
    await place.clicks(place.zhou, card, "就这个", pick=options["小陈 · 物业"])
    assert place.chen.cards[-1].labels == USUAL and "等着接" in place.chen.cards[-1].text
    assert "等着接" in place.liu.cards[-1].text and place.liu.cards[-1].labels == []


async def test_two_press_at_once_and_one_has_it(place: Office) -> None:
    await place.reports(LIGHT)
    for who in (place.zhou, place.chen):
        who.clicks("1001", "接单")
    await place.settled()
    for who in (place.zhou, place.chen):
        who.clicks(who.cards[-1], "今天")
    await place.settled()
    ((assignee, first), (late,)) = await _taken(place), await place.all("SELECT count(*) FROM report WHERE cycle = 1")
    assert late == (1,) and first in ("周师傅", "小陈") and assignee
    loser = place.chen if first == "周师傅" else place.zhou
    assert "接了" in loser.cards[-1].text


async def _taken(place: Office) -> tuple[int, str]:
    rows = await place.all("SELECT person.id, person.name FROM report JOIN person ON person.id = report.assignee")
    return rows[0][0], rows[0][1]


async def test_what_is_taken_back_is_for_everybody_again(place: Office) -> None:
    await place.reports(LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, "1001", "今天")
    await place.clicks(place.zhou, place.zhou.cards[-1], "撤销")
    first, anew = [each for each in place.chen.cards if "1001" in each.text]
    assert first.labels == [] and anew.labels == USUAL
    await place.clicks(place.chen, anew, "接单")
    await place.clicks(place.chen, place.chen.cards[-1], "明天")
    assert (await _taken(place))[1] == "小陈"


async def test_danger_is_one_card_for_each_and_a_press_says_who_is_on_it(place: Office) -> None:
    place.telegram.say(place.li, place.li, "3号楼一楼闻到煤气味，很浓")
    await place.settled()
    (card,) = [each for each in place.chen.cards if "危险" in each.text]
    assert "现在没有人值班" in card.text
    await place.clicks(place.chen, card, "我在处理")
    copy, own = [each for each in place.chen.cards if "危险" in each.text]
    assert copy.labels == [] and "办结" not in copy.labels and "更多" in own.labels


async def test_forged_clicks_change_nothing(place: Office) -> None:
    await place.reports(LIGHT)
    stranger = place.wecom.staff(place.corp, "Stranger")
    for key in (
        "take:1:1:today",
        "take:999999:1:today",
        "nonsense",
        "",
        "x" * 1024,
        "undo:1:1:acknowledge",
        "pick:0:0:",
    ):
        event = {"MsgType": "event", "Event": "template_card_event", "EventKey": key, "TaskId": "../../slot-1"}
        stranger.tell(place.app, {**event, "ResponseCode": "RC-forged", "AgentID": place.app.agent})
        await place.settled()
    assert await place.all("SELECT status, assignee FROM report") == [("open", None)]
    assert await place.all("SELECT 1 FROM app_code WHERE code = 'RC-forged'") == []
    assert place.zhou.cards[-1].labels == USUAL


async def test_callbacks_that_come_twice_or_in_the_wrong_order_do_nothing_twice(place: Office) -> None:
    await place.reports(LIGHT)
    place.wecom.duplicate(6)
    place.wecom.lose_answers(3)
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, "1001", "今天")
    assert await place.all("SELECT count(*) FROM report_event WHERE kind = 'acknowledge'") == [(1,)]
    place.wecom.reorder(1)
    place.zhou.says(place.app, "第一句")
    place.zhou.says(place.app, "第二句")
    await place.settled()


async def test_a_number_is_taken_back_from_whoever_hands_the_report_over(place: Office) -> None:
    await place.reports(f"{LIGHT}，我电话13800138000")
    await place.clicks(place.zhou, "1001", "接单")
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    await place.clicks(place.zhou, place.zhou.cards[-1], "联系方式")
    shown = place.zhou.shown[-1]
    assert shown.text.endswith("13800138000") and not any("13800138000" in text for text in place.chen.texts)
    await place.clicks(place.zhou, place.zhou.cards[-1], "转派")
    await place.clicks(place.zhou, place.zhou.cards[-1], "就这个", pick=f"hand:1:1:{await _id(place, '小陈')}")
    assert shown.recalled and "收起来了" in place.zhou.texts[-1]


async def _id(place: Office, name: str) -> int:
    ((person,),) = await place.all("SELECT id FROM person WHERE name = ?", name)
    return int(person)


async def test_the_same_words_may_be_said_twice(place: Office) -> None:
    for _ in range(2):
        await place.says(place.zhou, "待办")
        await place.wait(seconds=1)
    said = [each.text.strip("\u200b\u200c\u200d\u2060") for each in place.zhou.shown if each.by != "me"]
    assert said[-1] == said[-2]


async def test_reminders_come_to_the_same_chats(place: Office) -> None:
    await place.reports(LIGHT)
    await place.wait(hours=25)
    assert any("到时间" in text or "没回话" in text or "回话" in text for text in place.zhou.texts[3:])
    remind = next(each for each in reversed(place.zhou.cards) if "接单" in each.labels)
    await place.clicks(place.zhou, remind, "接单")
    await place.clicks(place.zhou, place.zhou.cards[-1], "今天")
    assert (await _taken(place))[1] == "周师傅"
