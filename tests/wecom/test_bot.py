"""The smart bot: what it hears, how it replies, and for how long."""

import base64
from collections.abc import AsyncIterator

import pytest

from tests.wecom import crypto
from tests.wecom.bot_client import BotClient
from tests.wecom.bots import Bot
from tests.wecom.conftest import PNG, Desk
from tests.wecom.groups import Talking
from tests.wecom.staff import Staff
from tests.wecom.world import Json

CARD: Json = {
    "card_type": "button_interaction",
    "main_title": {"title": "1042 路灯不亮"},
    "button_list": [{"text": "接单", "key": "accept"}, {"text": "办结", "key": "close"}],
    "task_id": "wo-1042@1",
}
DONE = CARD | {"main_title": {"title": "1042 已由张三接单"}, "button_list": [{"text": "办结", "key": "close"}]}


@pytest.fixture
def bot(desk: Desk) -> Bot:
    """A bot."""
    return desk.wecom.bot(desk.corp)


@pytest.fixture
def li(desk: Desk) -> Staff:
    """Another member."""
    return desk.wecom.staff(desk.corp, "LiSi", "李四")


@pytest.fixture
def group(desk: Desk, bot: Bot, li: Staff) -> Talking:
    """A group with two members."""
    return desk.wecom.group(bot, "值班群", desk.zhang, li)


@pytest.fixture
async def client(desk: Desk, bot: Bot) -> AsyncIterator[BotClient]:
    """The bot, connected."""
    async with BotClient(desk.wecom.ws_url, bot) as connected:
        assert await connected.subscribe() == 0
        yield connected


async def clicked(desk: Desk, group: Talking, client: BotClient) -> Json:
    """A card that was sent and clicked: the callback."""
    group.says(desk.zhang, "派单")
    heard = await client.hears()
    assert await client.reply(heard, "template_card", CARD) == 0
    group.clicks(desk.zhang, "1042", "接单")
    return await client.hears()


def updating(card: Json, *userids: str) -> Json:
    """The body of an update."""
    return {"response_type": "update_template_card", "template_card": card} | (
        {"userids": list(userids)} if userids else {}
    )


async def test_in_a_group_it_hears_only_what_mentions_it(desk: Desk, group: Talking, client: BotClient) -> None:
    group.says(desk.zhang, "中午吃什么", mention=False)
    group.sends_image(desk.zhang, PNG)
    group.says(desk.zhang, "3栋路灯坏了")
    body = (await client.hears())["body"]
    assert body["text"]["content"] == "@回音 3栋路灯坏了"
    assert (body["chatid"], body["chattype"], body["from"]) == (group.chat.id, "group", {"userid": "ZhangSan"})
    assert client.callbacks.empty()


async def test_a_picture_is_encrypted_and_its_address_lives_five_minutes(
    desk: Desk, group: Talking, client: BotClient
) -> None:
    group.sends_mixed(desk.zhang, "看图", PNG)
    image = (await client.hears())["body"]["mixed"]["msg_item"][1]["image"]
    key = base64.b64decode(image["aeskey"] + "=" * (-len(image["aeskey"]) % 4))
    assert crypto.unseal(key, (await desk.http.get(image["url"])).content) == PNG
    desk.wecom.later(minutes=5)
    assert (await desk.http.get(image["url"])).status_code == 403
    group.sends_image(desk.zhang, PNG)
    group.says(desk.zhang, "就是这个", quoted=group.shown[-1])
    quoted = (await client.hears())["body"]["quote"]["image"]["url"]
    assert (await desk.http.get(quoted)).status_code == 200


async def test_alone_with_a_member_it_hears_everything_and_has_no_chatid(
    desk: Desk, bot: Bot, client: BotClient
) -> None:
    alone = desk.wecom.alone(bot, desk.zhang)
    alone.says(desk.zhang, "我的单子")
    alone.sends_image(desk.zhang, PNG)
    alone.sends_voice(desk.zhang, "修好了")
    alone.sends_file(desk.zhang, b"%PDF-1.7", "a.pdf")
    bodies = [(await client.hears())["body"] for _ in range(4)]
    assert [body["msgtype"] for body in bodies] == ["text", "image", "voice", "file"]
    assert "chatid" not in bodies[0]
    assert bodies[0]["text"]["content"] == "我的单子"


async def test_a_stream_grows_until_it_is_finished_or_six_minutes_old(
    desk: Desk, group: Talking, client: BotClient
) -> None:
    async def say(id_: str, content: str, finish: bool = False) -> int:
        return await client.reply(heard, "stream", {"id": id_, "content": content, "finish": finish})

    group.says(desk.zhang, "路灯坏了")
    heard = await client.hears()
    assert [await say("a", "处理"), await say("a", "处理中…"), await say("a", "已受理", finish=True)] == [0, 0, 0]
    assert group.texts == ["已受理"]
    assert await say("a", "又一句") == 846608
    assert await say("b", "第二段") == 0
    desk.wecom.later(minutes=6)
    assert await say("b", "太晚了") == 846608
    assert await say("c", "x" * 20_481) == 45002
    desk.wecom.later(hours=24)
    assert await say("d", "一天以后") == 846605


async def test_a_clicked_card_changes_for_everyone_within_five_seconds(
    desk: Desk, group: Talking, client: BotClient, li: Staff
) -> None:
    click = await clicked(desk, group, client)
    event = click["body"]["event"]["template_card_event"]
    assert (event["event_key"], event["task_id"]) == ("accept", "wo-1042@1")
    req_id = click["headers"]["req_id"]
    assert await client.code("aibot_respond_update_msg", updating(DONE), req_id) == 0
    assert [group.seen_by(each)[-1].labels for each in (desk.zhang, li)] == [["办结"], ["办结"]]
    desk.wecom.later(seconds=5)
    assert await client.code("aibot_respond_update_msg", updating(CARD), req_id) == 846605


async def test_a_card_may_change_for_some_and_only_with_its_own_task_id(
    desk: Desk, group: Talking, client: BotClient, li: Staff
) -> None:
    req_id = (await clicked(desk, group, client))["headers"]["req_id"]
    assert await client.code("aibot_respond_update_msg", updating(DONE, "lisi"), req_id) == 0
    assert [len(group.seen_by(each)[-1].labels) for each in (desk.zhang, li)] == [2, 1]
    other = updating(DONE | {"task_id": "another"})
    assert await client.code("aibot_respond_update_msg", other, req_id) == 0
    assert (len(group.shown[-1].labels), len(desk.wecom.careless)) == (2, 1)
    group.clicks(li, "已由张三", "办结")
    assert (await client.hears())["body"]["from"] == {"userid": "LiSi"}


async def test_a_card_with_a_source_is_acknowledged_and_not_shown(
    desk: Desk, group: Talking, client: BotClient, bot: Bot
) -> None:
    group.says(desk.zhang, "派单")
    heard = await client.hears()
    assert await client.reply(heard, "template_card", CARD | {"source": {"desc": "报修"}}) == 0
    assert (group.texts, len(desk.wecom.careless)) == ([], 1)
    bot.drops_source = False
    assert await client.reply(heard, "template_card", CARD | {"source": {"desc": "报修"}, "task_id": "b"}) == 0
    assert len(group.texts) == 1
    assert await client.reply(heard, "template_card", CARD) == 42014


async def test_each_req_id_takes_its_own_kind_of_reply(desk: Desk, group: Talking, client: BotClient, bot: Bot) -> None:
    alone = desk.wecom.alone(bot, desk.zhang)
    alone.enters(desk.zhang)
    assert alone.enters(desk.zhang) == {}
    entered = await client.hears()
    welcome, text = "aibot_respond_welcome_msg", {"content": "您好"}
    assert await client.reply(entered, "markdown", text) == 846605
    assert await client.reply(entered, "text", text, welcome) == 0
    assert await client.reply(entered, "text", text, welcome) == 846605
    click = await clicked(desk, group, client)
    assert await client.reply(click, "markdown", text) == 846605
    assert await client.reply(click, "text", text, welcome) == 846605
    group.says(desk.zhang, "在吗")
    said = await client.hears()
    assert await client.code("aibot_respond_update_msg", updating(DONE), said["headers"]["req_id"]) == 846605
    assert await client.reply(said, "text", text) == 40008
    assert await client.reply({"headers": {"req_id": "made up"}}, "markdown", text) == 846605
    desk.wecom.later(days=1)
    alone.enters(desk.zhang)
    late = await client.hears()
    desk.wecom.later(seconds=5)
    assert await client.reply(late, "text", text, welcome) == 846605
    assert alone.texts == ["您好"]


async def test_it_speaks_first_only_where_it_was_spoken_to(
    desk: Desk, group: Talking, client: BotClient, bot: Bot
) -> None:
    async def push(chatid: str, **more: int) -> int:
        body = {"chatid": chatid, "msgtype": "markdown", "markdown": {"content": "周报"}}
        return await client.code("aibot_send_msg", body | more)

    assert await push(group.chat.id, chat_type=2) == 93008
    group.says(desk.zhang, "在吗")
    await client.hears()
    assert await push(group.chat.id, chat_type=2) == 0
    assert await push(group.chat.id.lower(), chat_type=2) == 93006
    assert await push(group.chat.id, chat_type=1) == 93006
    desk.wecom.alone(bot, desk.zhang).says(desk.zhang, "在吗")
    await client.hears()
    assert await push("ZhangSan", chat_type=1) == 0
    assert desk.wecom.careless == []
    assert await push("ZhangSan") == 0
    assert len(desk.wecom.careless) == 1


async def test_thirty_messages_a_minute_in_a_chat(desk: Desk, group: Talking, client: BotClient) -> None:
    group.says(desk.zhang, "在吗")
    heard = await client.hears()
    codes = [await client.reply(heard, "markdown", {"content": "一"}) for _ in range(31)]
    assert codes == [0] * 30 + [45009]
    desk.wecom.later(minutes=1)
    assert await client.reply(heard, "stream", {"id": "s", "content": "二"}) == 0


async def test_a_reply_can_be_judged(desk: Desk, group: Talking, client: BotClient) -> None:
    group.says(desk.zhang, "在吗")
    await client.reply(await client.hears(), "stream", {"id": "s", "content": "在", "feedback": {"id": "FB1"}})
    group.judges(desk.zhang, group.last("在"), good=False)
    event = (await client.hears())["body"]["event"]
    assert event["feedback_event"] == {"id": "FB1", "type": 2}
