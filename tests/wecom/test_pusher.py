"""Callbacks: the echo, three tries, twice, in the wrong order, again; and what members send to an app."""

import pytest

from tests.wecom import crypto
from tests.wecom.conftest import PNG, Desk
from tests.wecom.pusher import element
from tests.wecom.world import Callback


def said(desk: Desk) -> list[str]:
    """What came, in order."""
    return [event["Content"] for event in desk.receiver.events]


@pytest.mark.parametrize("size", [0, 1, 11, 12, 13, 27, 28, 500])
def test_what_is_encrypted_can_be_decrypted(size: int) -> None:
    key = crypto.new_key()
    assert crypto.decrypt(key, crypto.encrypt(key, "字" * size, "ww1")) == ("字" * size, "ww1")


def test_an_element_has_texts_as_cdata_and_lists_repeated() -> None:
    value = {"A": "x]]>y", "B": 7, "C": {"D": ["1", "2"]}}
    inner = "<A><![CDATA[x]]]]><![CDATA[>y]]></A><B>7</B><C><D><![CDATA[1]]></D><D><![CDATA[2]]></D></C>"
    assert element("xml", value) == f"<xml>{inner}</xml>"


async def test_an_address_is_saved_only_if_it_echoes_exactly(desk: Desk) -> None:
    callback = desk.app.callback
    assert callback is not None
    assert await desk.wecom.save_callback(desk.app, callback)
    desk.receiver.echo = b'"4919405331264231072"\n'
    assert not await desk.wecom.save_callback(desk.app, callback)
    nobody = Callback("http://127.0.0.1:9/", "t", crypto.new_key(), desk.corp.id)
    assert not await desk.wecom.save_callback(desk.app, nobody)


async def test_what_members_send_to_an_app(desk: Desk) -> None:
    desk.zhang.says(desk.app, "办好了")
    desk.zhang.sends_image(desk.app, PNG)
    desk.zhang.sends_location(desk.app, 23.1, 113.3, "柳荫路")
    desk.zhang.enters(desk.app)
    desk.zhang.chooses(desk.app, "mine")
    await desk.wecom.told()
    events = desk.receiver.events
    assert [event["MsgType"] for event in events] == ["text", "image", "location", "event", "event"]
    assert (events[0]["Content"], events[0]["FromUserName"]) == ("办好了", "ZhangSan")
    assert len({event["MsgId"] for event in events[:3]}) == 3
    picture = await desk.http.get(
        "/cgi-bin/media/get", params={"access_token": await desk.new_token(), "media_id": events[1]["MediaId"]}
    )
    assert picture.content == PNG


async def test_three_tries_have_the_same_msgid_and_other_nonces(desk: Desk) -> None:
    desk.receiver.statuses = [500, 0, 500]
    delivery = desk.zhang.says(desk.app, "办好了")
    await desk.wecom.told()
    assert delivery is not None
    assert ([each.status for each in delivery.attempts], delivery.ok) == ([500, 0, 500], False)
    assert len({event["MsgId"] for event in desk.receiver.events}) == 1
    assert len({stamp["nonce"] for stamp in desk.receiver.stamps}) == 3


async def test_an_answer_that_is_late_or_lost_makes_it_come_again(desk: Desk) -> None:
    desk.wecom.lose_answers()
    delivery = desk.zhang.says(desk.app, "办好了")
    await desk.wecom.told()
    assert delivery is not None
    assert (said(desk), delivery.ok) == (["办好了", "办好了"], True)
    desk.wecom.pusher.patience = 0
    late = desk.zhang.says(desk.app, "还有")
    await desk.wecom.told()
    assert late is not None
    assert [each.status for each in late.attempts] == [0, 0, 0]


async def test_callbacks_come_twice_or_in_the_wrong_order(desk: Desk) -> None:
    desk.wecom.duplicate()
    desk.zhang.says(desk.app, "一")
    desk.wecom.reorder()
    desk.zhang.says(desk.app, "二")
    desk.zhang.says(desk.app, "三")
    await desk.wecom.told()
    await desk.wecom.until(lambda: len(desk.receiver.events) == 4)
    assert said(desk) == ["一", "一", "三", "二"]


async def test_an_overheard_callback_can_be_sent_again_byte_for_byte(desk: Desk) -> None:
    delivery = desk.zhang.says(desk.app, "一")
    await desk.wecom.told()
    assert delivery is not None
    await desk.wecom.pusher.replay(delivery)
    assert desk.receiver.stamps[0] == desk.receiver.stamps[1]


async def test_an_answer_may_hold_a_text(desk: Desk) -> None:
    desk.receiver.reply = lambda _: desk.receiver.passive({"MsgType": "text", "Content": "收到"})
    desk.zhang.says(desk.app, "办好了")
    await desk.zhang.sees("收到")
