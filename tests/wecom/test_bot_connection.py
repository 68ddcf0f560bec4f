"""The bot's connection: one at a time, cut anywhere; its uploads."""

import base64
import hashlib

import pytest

from tests.wecom.bot_client import BotClient
from tests.wecom.bots import Bot
from tests.wecom.conftest import PNG, Desk
from tests.wecom.groups import Talking
from tests.wecom.world import Json


@pytest.fixture
def bot(desk: Desk) -> Bot:
    """A bot."""
    return desk.wecom.bot(desk.corp)


@pytest.fixture
def group(desk: Desk, bot: Bot) -> Talking:
    """A group with a member."""
    return desk.wecom.group(bot, "值班群", desk.zhang)


async def test_a_wrong_secret_is_refused_and_the_socket_stays_open(desk: Desk, bot: Bot) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        answer = await client.ask("aibot_subscribe", {"bot_id": bot.id, "secret": "wrong"})
        assert answer["errcode"] == 853000
        assert await client.code("aibot_send_msg", {}) == 853000
        assert await client.code("ping") == 0
        assert await client.subscribe() == 0


async def test_a_second_connection_takes_over_and_the_first_is_told(desk: Desk, bot: Bot, group: Talking) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as first, BotClient(desk.wecom.ws_url, bot) as second:
        await first.subscribe()
        await second.subscribe()
        assert (await first.hears())["body"]["event"] == {"eventtype": "disconnected_event"}
        await first.closed.wait()
        group.says(desk.zhang, "在吗")
        assert (await second.hears())["cmd"] == "aibot_msg_callback"
        assert first.callbacks.empty()


async def test_what_is_said_while_nobody_is_connected_is_lost(desk: Desk, bot: Bot, group: Talking) -> None:
    frame = group.says(desk.zhang, "有人吗")
    assert bot.missed == [frame]
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        desk.wecom.sockets.patience = -1  # a client that has not pinged for too long
        group.says(desk.zhang, "还在吗")
        await client.closed.wait()
    assert len(bot.missed) == 2


@pytest.mark.parametrize("taken", [True, False])
async def test_the_connection_breaks_at_a_frame_taken_or_not(desk: Desk, bot: Bot, group: Talking, taken: bool) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        group.says(desk.zhang, "在吗")
        heard = await client.hears()
        desk.wecom.sockets.cut(1, "aibot_respond_msg", taken)
        assert await client.reply(heard, "markdown", {"content": "一"}) == 0
        with pytest.raises(TimeoutError):
            await client.reply(heard, "markdown", {"content": "二"})
    assert group.texts == ["一", "二"][: 1 + taken]
    async with BotClient(desk.wecom.ws_url, bot) as again:
        await again.subscribe()
        assert await again.reply(heard, "markdown", {"content": "三"}) == 0  # a req_id outlives its connection


async def test_callbacks_come_twice_in_the_wrong_order_and_after_a_break(desk: Desk, bot: Bot, group: Talking) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        desk.wecom.sockets.twice = 1
        group.says(desk.zhang, "一")
        desk.wecom.sockets.swaps = 1
        group.says(desk.zhang, "二")
        group.says(desk.zhang, "三")
        heard = [(await client.hears())["body"]["text"]["content"][-1] for _ in range(4)]
        assert heard == ["一", "一", "三", "二"]
        desk.wecom.sockets.hang_up(bot)
        await client.closed.wait()
    async with desk.wecom.sockets_down():
        with pytest.raises(ConnectionRefusedError):
            await BotClient(desk.wecom.ws_url, bot).__aenter__()
    async with BotClient(desk.wecom.ws_url, bot) as client:
        assert await client.subscribe() == 0


async def test_an_acknowledgement_may_not_come_or_be_a_refusal(desk: Desk, bot: Bot, group: Talking) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        group.says(desk.zhang, "在吗")
        heard = await client.hears()
        desk.wecom.sockets.refuse(45009, "aibot_respond_msg")
        assert await client.reply(heard, "markdown", {"content": "一"}) == 45009
        desk.wecom.sockets.silent_acks = 1
        client.patience = 0.05
        with pytest.raises(TimeoutError):
            await client.reply(heard, "markdown", {"content": "二"})
        client.patience = 5
        assert await client.reply(heard, "markdown", {"content": "三"}) == 0
    assert group.texts == ["二", "三"]
    assert [frame.error.code for frame in desk.wecom.sockets.frames if frame.error] == [45009]


async def upload(client: BotClient, content: bytes, size: int = 8, **wrong: object) -> tuple[list[int], str]:
    """The errcodes of an upload in pieces, and the media_id."""
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    head: Json = {"type": "image", "filename": "a.png", "total_size": len(content), "total_chunks": len(pieces)}
    begun = await client.ask("aibot_upload_media_init", head | {"md5": hashlib.md5(content).hexdigest()} | wrong)
    codes, upload_id = [begun["errcode"]], begun.get("body", {}).get("upload_id", "")
    for index, piece in enumerate(pieces):
        body = {"upload_id": upload_id, "chunk_index": index, "base64_data": base64.b64encode(piece).decode()}
        codes.append(await client.code("aibot_upload_media_chunk", body))
    done = await client.ask("aibot_upload_media_finish", {"upload_id": upload_id})
    return [*codes, done["errcode"]], done.get("body", {}).get("media_id", "")


async def test_a_file_is_uploaded_in_pieces_and_sent(desk: Desk, bot: Bot, group: Talking) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        codes, media_id = await upload(client, PNG)
        assert set(codes) == {0}
        group.says(desk.zhang, "照片呢")
        heard = await client.hears()
        assert await client.reply(heard, "image", {"media_id": media_id}) == 0
        assert group.shown[-1].media == PNG
        desk.wecom.later(days=3)
        group.says(desk.zhang, "再发")
        assert await client.reply(await client.hears(), "image", {"media_id": media_id}) == 40007


@pytest.mark.parametrize(
    ("wrong", "first", "last"),
    [
        ({"md5": "0" * 32}, 0, 40058),
        ({"total_size": 99}, 0, 40058),
        ({"total_chunks": 101}, 40058, 40058),
        ({"total_size": 11 << 20}, 40006, 40058),
        ({"type": "sticker"}, 40004, 40058),
    ],
)
async def test_uploads_that_are_refused(desk: Desk, bot: Bot, wrong: Json, first: int, last: int) -> None:
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        codes, _ = await upload(client, PNG, **wrong)
        assert (codes[0], codes[-1]) == (first, last)


async def test_thirty_uploads_a_minute_and_half_an_hour_for_each(desk: Desk, bot: Bot) -> None:
    head = {"type": "file", "filename": "a", "total_size": 9, "total_chunks": 1}
    async with BotClient(desk.wecom.ws_url, bot) as client:
        await client.subscribe()
        begun = [await client.ask("aibot_upload_media_init", head) for _ in range(31)]
        assert [each["errcode"] for each in begun] == [0] * 30 + [45009]
        desk.wecom.later(minutes=30)
        body = {"upload_id": begun[0]["body"]["upload_id"], "chunk_index": 0, "base64_data": "AAAA"}
        assert await client.code("aibot_upload_media_chunk", body) == 40058
