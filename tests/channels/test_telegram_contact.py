"""A contact on Telegram: a box for whoever has taken the report, and not a word of it to anybody else."""

import json

from tests.channels.town import Town
from tests.telegram.gateway import Call

NUMBER = "13812345678"


def told(place: Town) -> list[Call]:
    """Every call by which the number left us."""
    return [call for call in place.telegram.calls if NUMBER in json.dumps(call.params, ensure_ascii=False, default=str)]


async def filed(place: Town) -> None:
    """A report with a number in its words."""
    place.telegram.start(place.li)
    await place.say(place.li, place.telegram.private(place.li), f"3号楼2单元楼道灯不亮，打{NUMBER}，姓李")
    await place.press(place.li, place.telegram.private(place.li), "报上去")


async def test_the_assignee_sees_a_box_and_nobody_else_anything(place: Town) -> None:
    await filed(place)
    own = [call.params["chat_id"] for call in told(place)]
    assert own == [place.li.id] * len(own)  # what she wrote, shown to her before she filed it
    before = await place.press(place.zhou, place.duty, "联系方式")
    assert before.answer and before.answer.text == "先接单，接了才看得到" and not before.answer.show_alert
    await place.press(place.zhou, place.duty, "接单")
    await place.press(place.zhou, place.duty, "今天")
    press = await place.press(place.zhou, place.duty, "联系方式")
    assert press.answer and press.answer.show_alert and NUMBER in press.answer.text.splitlines()
    other = await place.press(place.liu, place.duty, "联系方式")
    assert other.answer and NUMBER not in other.answer.text
    shown = [call for call in told(place) if call.params.get("chat_id") != place.li.id]
    assert [call.params["callback_query_id"] for call in shown] == [press.id]
    looks = await place.all("SELECT actor, detail, text FROM report_event WHERE kind = 'see_contact'")
    assert [(detail, text) for _, detail, text in looks] == [("", "")]
    await place.well()


async def test_in_private_it_is_a_message_until_the_report_goes_on(place: Town) -> None:
    await filed(place)
    await place.press(place.zhou, place.duty, "接单")
    await place.press(place.zhou, place.duty, "今天")
    desk = place.telegram.private(place.zhou)
    await place.say(place.zhou, desk, "1001")
    await place.press(place.zhou, desk, "联系方式")
    assert NUMBER in place.last(desk).text.splitlines()
    await place.press(place.zhou, place.duty, "转派")
    await place.press(place.zhou, place.duty, "刘书记 · 书记")
    assert [text for text in place.texts(desk) if NUMBER in text] == []
    assert "1001 联系方式收起来了。" in place.texts(desk)
    await place.well()


async def test_in_a_group_the_button_leads_into_private(place: Town) -> None:
    await place.say(place.li, place.group, "3号楼2单元楼道灯不亮")
    await place.press(place.li, place.group, "报上去")
    await place.press(place.li, place.group, "留电话")
    shown = place.last(place.group, place.li)
    assert shown.ephemeral_for is place.li and shown.labels == ["私聊里留"]
    place.telegram.follow(place.li, "https://t.me/huiyin_bot?start=tel1")
    await place.settled()
    await place.say(place.li, place.telegram.private(place.li), NUMBER)
    assert {call.params["chat_id"] for call in told(place)} == {place.li.id}
    place.telegram.follow(place.wang, "https://t.me/huiyin_bot?start=tel1")
    await place.settled()
    assert "1001" not in place.last(place.telegram.private(place.wang)).text
    await place.well()
