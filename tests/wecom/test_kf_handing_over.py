"""service_state: the bot, the pool, a person, the end."""

import pytest

from tests.wecom.conftest import Desk
from tests.wecom.servicer import Servicer
from tests.wecom.world import Json

TEXT = {"msgtype": "text", "text": {"content": "您好"}}


async def state(desk: Desk) -> int:
    """The state now."""
    answer = await desk.call("kf/service_state/get", {"open_kfid": desk.kf.id, "external_userid": desk.wang.id})
    return int(answer["service_state"])


async def trans(desk: Desk, to: int, servicer: str = "") -> Json:
    """A move."""
    ids = {"open_kfid": desk.kf.id, "external_userid": desk.wang.id}
    return await desk.call("kf/service_state/trans", ids | {"service_state": to, "servicer_userid": servicer})


@pytest.fixture
def li(desk: Desk) -> Servicer:
    """A servicer."""
    return desk.wecom.servicer(desk.kf, desk.wecom.staff(desk.corp, "lisi", "李四"))


async def test_only_in_the_first_two_states_may_the_api_speak(desk: Desk, li: Servicer) -> None:
    assert await state(desk) == 4
    desk.wang.says("在吗")
    seen = []
    for to, servicer in ((0, ""), (1, ""), (2, ""), (3, "lisi"), (4, "")):
        if to:
            assert (await trans(desk, to, servicer))["errcode"] == 0
        seen.append((await state(desk), (await desk.send())["errcode"]))
    assert seen == [(0, 0), (1, 0), (2, 95018), (3, 95018), (4, 95013)]
    assert (await trans(desk, 1))["errcode"] == 95016
    desk.wang.says("再问一句")
    assert await state(desk) == 0


@pytest.mark.parametrize(
    ("to", "servicer", "code"),
    [(3, "nobody", 95014), (3, "lisi", 95019), (0, "", 95016), (7, "", 95016), ("2", "", 95016)],
)
async def test_moves_that_are_refused(desk: Desk, li: Servicer, to: int, servicer: str, code: int) -> None:
    desk.wang.says("在吗")
    li.pauses()
    assert (await trans(desk, to, servicer))["errcode"] == code


async def test_a_servicer_takes_talks_and_ends_and_each_is_told(desk: Desk, li: Servicer) -> None:
    desk.wang.says("找人工")
    waiting = (await trans(desk, 2))["msg_code"]
    assert await desk.code("kf/send_msg_on_event", {"code": waiting} | TEXT) == 0
    li.takes(desk.wang)
    li.says(desk.wang, "我来看看")
    desk.wang.says("谢谢")
    over = li.ends(desk.wang)
    items = (await desk.sync())["msg_list"]
    assert [item["origin"] for item in items] == [3, 4, 5, 3, 4]
    changes = [item["event"]["change_type"] for item in items if item["msgtype"] == "event"]
    assert changes == [1, 3]
    assert items[2]["servicer_userid"] == "lisi"
    assert items[4]["event"]["msg_code"] == over
    desk.wecom.later(seconds=20)
    assert await desk.code("kf/send_msg_on_event", {"code": over} | TEXT) == 40029
    assert desk.wang.texts == ["您好", "我来看看"]


async def test_a_session_is_over_after_48_hours_of_silence(desk: Desk, li: Servicer) -> None:
    desk.wang.says("找人工")
    await trans(desk, 3, "lisi")
    desk.wecom.later(hours=48)
    desk.token = ""
    assert await state(desk) == 4
    desk.wang.says("又来了")
    assert await state(desk) == 0


async def test_a_passed_session_keeps_the_api_silent(desk: Desk, li: Servicer) -> None:
    desk.wang.says("找人工")
    await trans(desk, 3, "lisi")
    zhang = desk.wecom.servicer(desk.kf, desk.zhang)
    li.passes(desk.wang, zhang)
    assert (await desk.send())["errcode"] == 95018
    zhang.says(desk.wang, "换我了")
    desk.wang.recalls(desk.wang.says("说错了"))
    kinds = [item.get("event", {}).get("event_type") for item in (await desk.sync())["msg_list"]]
    assert kinds == [None, "session_status_change", None, None, "user_recall_msg"]


async def test_what_the_bot_took_is_never_new_again(desk: Desk) -> None:
    desk.wang.says("在吗")
    assert "msg_code" not in await trans(desk, 1)
    assert (await trans(desk, 0))["errcode"] == 95016


async def test_the_code_of_an_ended_session_lives_twenty_seconds(desk: Desk) -> None:
    codes = []
    for _ in range(2):
        desk.wang.says("在吗")
        codes.append((await trans(desk, 4))["msg_code"])
    desk.wecom.later(seconds=19)
    assert await desk.code("kf/send_msg_on_event", {"code": codes[0]} | TEXT) == 0
    desk.wecom.later(seconds=1)
    assert await desk.code("kf/send_msg_on_event", {"code": codes[1]} | TEXT) == 40029
