"""message/send: who gets it, what it may hold, cards that are clicked and changed."""

from typing import Any

import pytest

from tests.wecom.conftest import PNG, Desk
from tests.wecom.world import Json

CARD: Json = {
    "card_type": "button_interaction",
    "source": {"desc": "社区报修"},
    "main_title": {"title": "1042 路灯不亮", "desc": "3栋东侧"},
    "horizontal_content_list": [{"keyname": "类别", "value": "照明"}],
    "button_selection": {
        "question_key": "assignee",
        "title": "转给",
        "option_list": [{"id": "lisi", "text": "李四"}, {"id": "wangwu", "text": "王五"}],
        "selected_id": "lisi",
    },
    "button_list": [{"text": "接单", "style": 1, "key": "accept"}, {"text": "转派", "style": 2, "key": "transfer"}],
    "task_id": "wo-1042@1",
}


async def send(desk: Desk, kind: str = "text", body: Json | None = None, **more: Any) -> Json:
    """message/send to the member."""
    head = {"touser": desk.zhang.id, "agentid": desk.app.agent, "msgtype": kind, kind: body or {"content": "您好"}}
    return await desk.call("message/send", head | more)


async def send_card(desk: Desk, touser: str = "ZhangSan", **changes: Any) -> Json:
    """A card with some parts changed."""
    return await send(desk, "template_card", CARD | changes, touser=touser)


async def update(desk: Desk, code: str, *userids: str, **change: Any) -> Json:
    """update_template_card; greys the buttons out unless it is told otherwise."""
    head = {"userids": list(userids), "agentid": desk.app.agent, "response_code": code}
    return await desk.call("message/update_template_card", head | (change or {"button": {"replace_name": "已接单"}}))


async def test_some_wrong_receivers_are_named_in_lower_case_and_all_wrong_is_an_error(desk: Desk) -> None:
    answer = await send(desk, touser="ZHANGSAN|NoBody|NoOne")
    assert (answer["errcode"], answer["invaliduser"]) == (0, "nobody|noone")
    assert desk.zhang.texts == ["您好"]
    assert (await send(desk, touser="NoBody"))["errcode"] == 81013
    assert (await send(desk, touser=""))["errcode"] == 82001
    assert (await send(desk, agentid=1))["errcode"] == 301002
    desk.app.visible = set()
    assert (await send(desk))["errcode"] == 81013


async def test_a_member_without_licence_is_named_and_sees_nothing(desk: Desk) -> None:
    li = desk.wecom.staff(desk.corp, "LiSi")
    li.member.licensed = False
    answer = await send(desk, touser="ZhangSan|LiSi")
    assert (answer["unlicenseduser"], li.texts) == ("lisi", [])
    assert (await send(desk, touser="@all"))["errcode"] == 0


async def test_the_thirty_first_message_in_a_minute_is_dropped_without_a_word(desk: Desk) -> None:
    codes = {(await send(desk, body={"content": str(number)}))["errcode"] for number in range(31)}
    assert (codes, len(desk.zhang.texts), len(desk.wecom.careless)) == ({0}, 30, 1)
    desk.wecom.later(minutes=1)
    await send(desk)
    assert desk.zhang.texts[-1] == "您好"


async def test_the_same_message_again_is_shown_once_if_the_caller_wants_that(desk: Desk) -> None:
    check: Json = {"enable_duplicate_check": 1, "duplicate_check_interval": 600}
    first = await send(desk, **check)
    assert (await send(desk, **check))["msgid"] == first["msgid"]
    await send(desk, body={"content": "另一句"}, **check)
    desk.wecom.later(seconds=600)
    await send(desk, **check)
    await send(desk)
    assert desk.zhang.texts == ["您好", "另一句", "您好", "您好"]


async def test_long_texts_are_cut_and_long_markdown_is_refused(desk: Desk) -> None:
    await send(desk, body={"content": "字" * 683})
    assert (len(desk.zhang.texts[0]), len(desk.wecom.careless)) == (682, 1)
    assert (await send(desk, "markdown", {"content": "字" * 683}))["errcode"] == 45002
    assert (await send(desk, "markdown", {"content": "字" * 682}))["errcode"] == 0
    assert (await send(desk, "poem", {"content": "字"}))["errcode"] == 40008
    assert (await send(desk, body={"content": ""}))["errcode"] == 44004


async def test_a_picture_is_uploaded_first_and_lives_three_days(desk: Desk) -> None:
    media_id = (await desk.upload())["media_id"]
    assert (await send(desk, "image", {"media_id": media_id}))["errcode"] == 0
    assert desk.zhang.shown[0].media == PNG
    assert (await send(desk, "file", {"media_id": media_id}))["errcode"] == 40007
    desk.wecom.later(days=3)
    desk.token = ""
    assert (await send(desk, "image", {"media_id": media_id}))["errcode"] == 40007
    assert await desk.code("media/get", media_id=media_id) == 40007


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"GIF89a....", "image", 40004),
        (PNG[:5], "image", 40006),
        (PNG + bytes(10 << 20), "image", 40006),
        (b"#!AMR\n..", "voice", 0),
        (b"RIFF....WAVE", "voice", 40004),
        (b"x" * ((20 << 20) + 1), "file", 40006),
        (PNG, "sticker", 40004),
    ],
)
async def test_what_may_be_uploaded(desk: Desk, content: bytes, kind: str, code: int) -> None:
    assert (await desk.upload(content, kind))["errcode"] == code


async def test_a_card_is_clicked_and_its_callback_tells_what_was_chosen(desk: Desk) -> None:
    answer = await send_card(desk)
    card = await desk.zhang.sees("1042 路灯不亮")
    assert card.labels == ["接单", "转派"]
    desk.zhang.clicks(card, "转派", assignee="wangwu")
    await desk.wecom.told()
    (event,) = desk.receiver.events
    assert (event["Event"], event["EventKey"], event["TaskId"]) == ("template_card_event", "transfer", "wo-1042@1")
    (chosen,) = event["SelectedItems"].values()
    assert (chosen["QuestionKey"], chosen["OptionIds"]["OptionId"]) == ("assignee", "wangwu")
    assert event["FromUserName"] == "ZhangSan"
    assert event["ResponseCode"] not in ("", answer["response_code"])


async def test_a_response_code_changes_all_copies_once(desk: Desk) -> None:
    li = desk.wecom.staff(desk.corp, "LiSi")
    code = (await send_card(desk, "ZhangSan|LiSi"))["response_code"]
    answer = await update(desk, code, "ZhangSan", "lisi", "wangwu")
    assert answer["invaliduser"] == ["wangwu"]
    assert [each.cards[0].labels for each in (desk.zhang, li)] == [[], []]
    assert li.texts[0].endswith("(已接单)")
    assert (await update(desk, code, "lisi"))["errcode"] == 40058


async def test_a_response_code_is_too_old_after_72_hours_but_a_click_brings_a_new_one(desk: Desk) -> None:
    code = (await send_card(desk))["response_code"]
    desk.wecom.later(hours=72)
    desk.token = ""
    assert (await update(desk, code, "ZhangSan"))["errcode"] == 40058
    desk.zhang.clicks("1042", "接单")
    await desk.wecom.told()
    done = CARD | {"card_type": "text_notice", "card_action": {"type": 1, "url": "https://example.org"}}
    answer = await update(desk, desk.receiver.events[0]["ResponseCode"], "ZhangSan", template_card=done)
    assert (answer["errcode"], desk.wecom.careless) == (0, [])


async def test_the_answer_to_a_click_may_grey_out_the_clickers_button(desk: Desk) -> None:
    li = desk.wecom.staff(desk.corp, "LiSi")
    await send_card(desk, "ZhangSan|LiSi")
    desk.receiver.reply = lambda _: desk.receiver.passive(
        {"MsgType": "update_button", "Button": {"ReplaceName": "已接单"}}
    )
    desk.zhang.clicks("1042", "接单")
    await desk.zhang.sees("(已接单)")
    assert li.cards[0].labels == ["接单", "转派"]


BUTTON = {"text": "办结", "key": "k"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"task_id": ""}, 42014),
        ({"task_id": "wo:1"}, 42014),
        ({"task_id": "x" * 129}, 42014),
        ({"button_list": []}, 40058),
        ({"button_list": [BUTTON | {"key": str(n)} for n in range(6)]}, 0),
        ({"button_list": [BUTTON | {"key": str(n)} for n in range(7)]}, 40058),
        ({"button_list": [BUTTON, BUTTON]}, 40058),
        ({"button_list": [BUTTON | {"key": "k" * 1_025}]}, 45002),
        ({"button_list": [BUTTON | {"style": 5}]}, 40058),
        ({"main_title": {"desc": "no title"}}, 40058),
        ({"horizontal_content_list": [{"keyname": "类别", "value": "1"}] * 7}, 40058),
        (
            {
                "button_selection": {
                    "question_key": "q",
                    "option_list": [{"id": str(n), "text": "x"} for n in range(11)],
                }
            },
            40058,
        ),
        ({"card_type": "text_notice"}, 40058),
        ({"card_type": "text_notice", "card_action": {"type": 1, "url": "https://example.org"}}, 0),
        (
            {
                "card_type": "vote_interaction",
                "checkbox": {"question_key": "q", "option_list": [{"id": "1", "text": "x"}]},
            },
            40058,
        ),
        ({"card_type": "poster"}, 40058),
    ],
)
async def test_what_a_card_may_hold(desk: Desk, changes: Json, code: int) -> None:
    assert (await send_card(desk, **changes))["errcode"] == code


async def test_long_words_in_a_card_are_cut_on_the_screen(desk: Desk) -> None:
    await send_card(desk, main_title={"title": "字" * 37}, sub_title_text="字" * 160)
    assert desk.wecom.careless == ["card: title has 37 characters"]


async def test_a_task_id_is_used_once_and_a_card_needs_a_callback(desk: Desk) -> None:
    await send_card(desk)
    assert (await send_card(desk))["errcode"] == 42014
    other = desk.wecom.app(desk.corp)
    desk.app, desk.token = other, ""
    assert (await send_card(desk))["errcode"] == 40058
    other.callback = desk.receiver.callback
    assert (await send_card(desk))["errcode"] == 0


async def test_a_vote_tells_its_choice(desk: Desk) -> None:
    options = [{"id": "a", "text": "修"}, {"id": "b", "text": "换"}]
    checkbox = {"question_key": "how", "option_list": options, "mode": 1}
    changes = {"card_type": "vote_interaction", "checkbox": checkbox, "submit_button": {"text": "提交", "key": "go"}}
    await send(desk, "template_card", {"main_title": {"title": "怎么办"}, "task_id": "v1"} | changes)
    desk.zhang.clicks("怎么办", "提交", how=["a", "b"])
    await desk.wecom.told()
    assert desk.receiver.events[0]["EventKey"] == "go"


async def test_a_message_is_recalled_within_a_day(desk: Desk) -> None:
    first, second = [(await send(desk, body={"content": text}))["msgid"] for text in "ab"]
    assert await desk.code("message/recall", {"msgid": first}) == 0
    assert desk.zhang.texts == ["b"]
    desk.wecom.later(days=1)
    desk.token = ""
    assert await desk.code("message/recall", {"msgid": second}) == 40058
