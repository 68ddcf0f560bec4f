"""客户群: a post waits for the owner; groups are listed."""

from typing import Any

from tests.wecom.conftest import Desk
from tests.wecom.world import Json

BASE = "externalcontact"


async def post(desk: Desk, **more: Any) -> Json:
    """add_msg_template to the member's groups."""
    head = {"chat_type": "group", "sender": desk.zhang.id, "text": {"content": "本周修好了 12 件"}}
    return await desk.call(f"{BASE}/add_msg_template", head | more)


async def test_nothing_is_shown_until_the_owner_confirms(desk: Desk) -> None:
    east, west = [desk.wecom.customer_group(desk.zhang, name) for name in ("东区", "西区")]
    answer = await post(desk, chat_id_list=[east.id, west.id, "wrNone"])
    msgid = answer["msgid"]
    assert answer["fail_list"] == ["wrNone"]

    async def status() -> tuple[int, list[int]]:
        task = (await desk.call(f"{BASE}/get_groupmsg_task", {"msgid": msgid}))["task_list"][0]
        body = {"msgid": msgid, "userid": desk.zhang.id}
        sent = (await desk.call(f"{BASE}/get_groupmsg_send_result", body))["send_list"]
        return task["status"], [row["status"] for row in sent]

    assert (await status(), east.shown) == ((0, [0, 0]), [])
    owner = desk.wecom.owner(desk.zhang)
    owner.confirms(owner.asked[0], over_quota=(west,))
    assert await status() == (2, [1, 3])
    assert ([each.text for each in east.shown], west.shown, owner.asked) == (["本周修好了 12 件"], [], [])


async def test_the_owner_is_reminded_three_times_a_day_at_most(desk: Desk) -> None:
    desk.wecom.customer_group(desk.zhang, "东区")
    msgid = {"msgid": (await post(desk))["msgid"]}
    codes = [await desk.code(f"{BASE}/remind_groupmsg_send", msgid) for _ in range(4)]
    assert codes == [0, 0, 0, 45009]
    assert await desk.code(f"{BASE}/cancel_groupmsg_send", msgid) == 0
    assert desk.wecom.owner(desk.zhang).asked == []


async def test_a_post_that_is_refused(desk: Desk) -> None:
    assert (await post(desk))["errcode"] == 41048
    desk.wecom.customer_group(desk.zhang, "东区")
    assert (await post(desk, sender=""))["errcode"] == 40058
    assert (await post(desk, sender="nobody"))["errcode"] == 40003
    assert (await post(desk, text={"content": ""}))["errcode"] == 40058
    assert (await post(desk, text={"content": "字" * 1_334}))["errcode"] == 45002
    link = {"msgtype": "link", "link": {"title": "周报", "url": "https://example.org"}}
    assert (await post(desk, attachments=[link] * 9))["errcode"] == 0
    assert (await post(desk, attachments=[link] * 10))["errcode"] == 40058
    assert (await post(desk, attachments=[{"msgtype": "image", "image": {"media_id": "x"}}]))["errcode"] == 40007


async def test_groups_are_listed_page_by_page_and_shown_with_members(desk: Desk) -> None:
    groups = [desk.wecom.customer_group(desk.zhang, name) for name in ("东区", "西区", "南区")]
    first = await desk.call(f"{BASE}/groupchat/list", {"limit": 2, "owner_filter": {"userid_list": ["ZhangSan"]}})
    rest = await desk.call(f"{BASE}/groupchat/list", {"limit": 2, "cursor": first["next_cursor"]})
    listed = [row["chat_id"] for page in (first, rest) for row in page["group_chat_list"]]
    assert (listed, "next_cursor" in rest) == ([group.id for group in groups], False)
    found = (await desk.call(f"{BASE}/groupchat/get", {"chat_id": groups[0].id, "need_name": 1}))["group_chat"]
    assert (found["name"], found["owner"], found["member_list"][0]["name"]) == ("东区", "ZhangSan", "张三")
