"""kf: messages come by sync_msg; five go out in 48 hours; codes are for one message."""

import pytest

from tests.wecom.conftest import PNG, Desk
from tests.wecom.world import Json

MENU: Json = {
    "msgtype": "msgmenu",
    "msgmenu": {
        "head_content": "您好",
        "list": [{"type": "click", "click": {"id": "report", "content": "报修"}}],
        "tail_content": "也可以直接说",
    },
}


def texts(answer: Json) -> list[str]:
    """What residents said."""
    return [item["text"]["content"] for item in answer["msg_list"] if item["msgtype"] == "text"]


async def test_messages_come_by_cursor_and_ours_are_not_among_them(desk: Desk) -> None:
    desk.kf.page = 2
    for number in range(3):
        desk.wang.says(f"话{number}")
    await desk.send()
    first = await desk.sync()
    assert (texts(first), first["has_more"]) == (["话0", "话1"], 1)
    assert first["msg_list"][0]["origin"] == 3
    second = await desk.sync(first["next_cursor"])
    assert (texts(second), second["has_more"]) == (["话2"], 0)
    assert (await desk.sync(second["next_cursor"]))["msg_list"] == []
    assert texts(await desk.sync(first["next_cursor"])) == ["话2"]
    assert (await desk.sync("nonsense"))["errcode"] == 40058


async def test_a_page_may_be_empty_though_more_follows(desk: Desk) -> None:
    desk.wang.says("在吗")
    desk.kf.empty_pages = 1
    empty = await desk.sync()
    assert (empty["msg_list"], empty["has_more"]) == ([], 1)
    assert texts(await desk.sync(empty["next_cursor"])) == ["在吗"]


async def test_what_is_older_than_three_days_is_gone(desk: Desk) -> None:
    desk.wang.says("旧的")
    desk.wecom.later(days=3, seconds=1)
    desk.token = ""
    desk.wang.says("新的")
    assert texts(await desk.sync()) == ["新的"]


async def test_the_callback_token_lives_ten_minutes_and_without_one_a_caller_is_slow(desk: Desk) -> None:
    desk.wang.says("在吗")
    desk.wecom.later(seconds=599)
    assert (await desk.sync())["errcode"] == 0
    desk.wecom.later(seconds=1)
    assert (await desk.sync())["errcode"] == 95007
    codes = [(await desk.sync(token=""))["errcode"] for _ in range(11)]
    assert codes == [0] * 10 + [45009]
    desk.wecom.later(minutes=1)
    assert (await desk.sync(token=""))["errcode"] == 0


async def test_five_messages_until_the_resident_says_something(desk: Desk) -> None:
    assert (await desk.send())["errcode"] == 95031
    desk.wang.says("路灯不亮")
    assert [(await desk.send(str(number)))["errcode"] for number in range(6)] == [0] * 5 + [95001]
    desk.wang.says("人呢")
    assert (await desk.send("来了"))["errcode"] == 0
    assert (desk.wang.texts, desk.wang.left) == ([*"01234", "来了"], 4)


async def test_the_window_closes_after_48_hours(desk: Desk) -> None:
    desk.wang.says("路灯不亮")
    desk.wecom.later(hours=48, seconds=-1)
    desk.token = ""
    assert (await desk.send())["errcode"] == 0
    desk.wecom.later(seconds=1)
    assert (await desk.send())["errcode"] == 95002
    desk.wang.says("修好没")
    assert (await desk.send())["errcode"] == 0


async def test_the_same_msgid_is_shown_and_counted_once(desk: Desk) -> None:
    desk.wang.says("路灯不亮")
    li = desk.wecom.resident(desk.kf, "李叔")
    li.says("在吗")
    answers = [await desk.send(msgid="own-1") for _ in range(7)]
    assert {answer["msgid"] for answer in answers} == {"own-1"}
    assert (desk.wang.texts, desk.wang.left) == (["已受理"], 4)
    assert (await desk.send(msgid="own-1", touser=li.id))["errcode"] == 40058
    assert (await desk.send(msgid="no:colon"))["errcode"] == 40058
    assert (await desk.send(msgid="x" * 33))["errcode"] == 40058


@pytest.mark.parametrize(
    ("content", "code"),
    [("字" * 682, 0), ("字" * 683, 45002), ("", 44004), (7, 40058)],
)
async def test_a_text_has_at_most_2048_bytes(desk: Desk, content: object, code: int) -> None:
    desk.wang.says("在吗")
    assert (await desk.send(content))["errcode"] == code


def click(id_: str = "a", content: str = "报修") -> Json:
    """One item of a menu."""
    return {"type": "click", "click": {"id": id_, "content": content}}


@pytest.mark.parametrize(
    ("menu", "code"),
    [
        ({"head_content": "x", "list": [click(str(n)) for n in range(10)]}, 0),
        ({"head_content": "x", "list": [click(str(n)) for n in range(11)]}, 95008),
        ({"head_content": "x", "list": [{"type": "press", "press": {}}]}, 95009),
        ({"head_content": "x", "list": [click("i" * 64)]}, 0),
        ({"head_content": "x", "list": [click("i" * 65)]}, 40058),
        ({"head_content": "x", "list": [click(content="字" * 43)]}, 45002),
        ({"head_content": "字" * 342, "list": [click()]}, 45002),
        ({"head_content": "x", "list": [click()], "tail_content": "字" * 342}, 45002),
        ({"list": []}, 40058),
    ],
)
async def test_what_a_menu_may_hold(desk: Desk, menu: Json, code: int) -> None:
    desk.wang.says("在吗")
    assert (await desk.send(msgtype="msgmenu", msgmenu=menu))["errcode"] == code


async def test_a_click_comes_as_a_text_and_opens_the_window(desk: Desk) -> None:
    desk.wang.says("在吗")
    for _ in range(5):
        await desk.send(**MENU)
    desk.wang.clicks("报修")
    (item,) = (await desk.sync())["msg_list"][1:]
    assert item["text"] == {"content": "报修", "menu_id": "report"}
    assert (await desk.send())["errcode"] == 0


async def test_pictures_voice_places_and_kinds_that_nobody_thought_of(desk: Desk) -> None:
    desk.wang.sends_image(PNG)
    desk.wang.sends_voice(b"#!AMR\n...")
    desk.wang.sends_location(23.1, 113.3, "柳荫小区", "柳荫路1号")
    desk.wang.sends("sphfeed", {"title": "?"})
    desk.wang.sends_image(PNG * 200_000)
    items = (await desk.sync())["msg_list"]
    assert [item["msgtype"] for item in items] == ["image", "voice", "location", "sphfeed", "text"]
    answer = await desk.http.get(
        "/cgi-bin/media/get", params={"access_token": desk.token, "media_id": items[0]["image"]["media_id"]}
    )
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/jpeg")
    assert items[2]["location"]["name"] == "柳荫小区"


async def test_entering_gives_a_code_for_one_welcome_in_twenty_seconds(desk: Desk) -> None:
    code = desk.wang.enters("willow", "3栋")
    (event,) = [item["event"] for item in (await desk.sync())["msg_list"]]
    assert (event["scene"], event["scene_param"], event["welcome_code"]) == ("willow", "3栋", code)
    desk.wecom.later(seconds=19)
    assert await desk.code("kf/send_msg_on_event", {"code": code} | MENU) == 0
    assert await desk.code("kf/send_msg_on_event", {"code": code} | MENU) == 40029
    assert desk.wang.texts == ["您好\n报修\n也可以直接说"]
    assert (await desk.send())["errcode"] == 95031  # entering opens no window


async def test_a_qr_code_on_a_lamp_tells_where_it_hangs(desk: Desk) -> None:
    way = await desk.call("kf/add_contact_way", {"open_kfid": desk.kf.id, "scene": "willow"})
    desk.wang.scans(way["url"] + "&scene_param=%E8%B7%AF%E7%81%AF7")
    event = (await desk.sync())["msg_list"][0]["event"]
    assert (event["scene"], event["scene_param"]) == ("willow", "路灯7")
    other = desk.wecom.kf(desk.app, "槐树小区")
    with pytest.raises(AssertionError, match="does not lead"):
        desk.wecom.resident(other, "王姐").scans(way["url"])


async def test_a_code_is_too_old_after_twenty_seconds_and_some_kinds_do_not_go(desk: Desk) -> None:
    code = desk.wang.enters()
    image = {"msgtype": "image", "image": {"media_id": "x"}}
    assert await desk.code("kf/send_msg_on_event", {"code": code} | image) == 40008
    desk.wecom.later(seconds=20)
    assert await desk.code("kf/send_msg_on_event", {"code": code} | MENU) == 40029
    assert await desk.code("kf/send_msg_on_event", {"code": "made up"} | MENU) == 40029
    assert desk.wang.texts == []


async def test_no_code_for_whom_was_welcomed_or_wrote_in_48_hours(desk: Desk) -> None:
    code = desk.wang.enters()
    await desk.call("kf/send_msg_on_event", {"code": code} | MENU)
    assert desk.wang.enters() == ""
    desk.wecom.later(hours=48)
    assert desk.wang.enters() != ""
    desk.wang.says("在吗")
    assert desk.wang.enters() == ""


async def test_a_message_that_was_taken_may_still_fail(desk: Desk) -> None:
    desk.wang.says("在吗")
    desk.wang.will_not_get(10)
    msgid = (await desk.send())["msgid"]
    event = (await desk.sync())["msg_list"][-1]["event"]
    assert (event["event_type"], event["fail_msgid"], event["fail_type"]) == ("msg_send_fail", msgid, 10)
    assert desk.wang.texts == []


async def test_every_message_is_told_by_a_callback(desk: Desk) -> None:
    desk.wang.says("在吗")
    await desk.wecom.told()
    (event,) = desk.receiver.events
    assert (event["Event"], event["OpenKfId"]) == ("kf_msg_or_event", desk.kf.id)
    assert texts(await desk.sync(token=event["Token"])) == ["在吗"]


async def test_an_account_that_is_unknown_or_not_managed_by_the_api(desk: Desk) -> None:
    assert (await desk.send(open_kfid="wkNone"))["errcode"] == 95004
    assert (await desk.send(touser="wmNone"))["errcode"] == 40096
    desk.kf.api = False
    assert (await desk.send())["errcode"] == 95017


async def test_lists_customers_and_links(desk: Desk) -> None:
    accounts = (await desk.call("kf/account/list"))["account_list"]
    assert [(each["open_kfid"], each["name"]) for each in accounts] == [(desk.kf.id, "柳荫小区")]
    found = await desk.call("kf/customer/batchget", {"external_userid_list": [desk.wang.id, "wmNone"]})
    assert (found["customer_list"][0]["nickname"], found["invalid_external_userid"]) == ("王姐", ["wmNone"])
    added = await desk.call("kf/servicer/add", {"open_kfid": desk.kf.id, "userid_list": ["ZhangSan", "nobody"]})
    assert [each["errcode"] for each in added["result_list"]] == [0, 60111]
    listed = await desk.call("kf/servicer/list", open_kfid=desk.kf.id)
    assert listed["servicer_list"] == [{"userid": "ZhangSan", "status": 0}]
    way = await desk.call("kf/add_contact_way", {"open_kfid": desk.kf.id, "scene": "willow"})
    assert "?enc_scene=" in way["url"]
    assert await desk.code("kf/add_contact_way", {"open_kfid": desk.kf.id, "scene": "3栋"}) == 40058
