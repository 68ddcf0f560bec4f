"""The long connection of a smart bot: made anew, never taken back at once from whoever took it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest

from bot.channels import SendFailed
from bot.channels.wecom.bot_socket import Connection, Frame, Pace
from config.wecom import Bot as Wanted
from tests.wecom.bot_client import BotClient
from tests.wecom.bots import Bot
from tests.wecom.fake import FakeWeCom

QUICK = Pace(first=0.01, longest=0.05, refused=0.05, ping=0.02, ack=0.2)


def wanted(wecom: FakeWeCom, bot: Bot, retake: float = 600.0, secret: str = "") -> Wanted:
    """The bot as the WeCom file has it."""
    return Wanted(bot.id, secret or bot.secret, wecom.ws_url, (), retake=timedelta(seconds=retake))


@asynccontextmanager
async def connected(bot: Wanted, pace: Pace = QUICK) -> AsyncIterator[tuple[Connection, list[Frame]]]:
    """A connection at work, and what it heard."""
    heard: list[Frame] = []

    async def receive(frame: Frame) -> None:
        heard.append(frame)

    connection = Connection(bot, receive, pace)
    work = asyncio.create_task(connection.run())
    try:
        yield connection, heard
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


def again(wecom: FakeWeCom, connection: Connection, before: int) -> bool:
    """Whether it is connected anew."""
    return wecom.sockets.connections > before and connection.live


@pytest.fixture
async def wecom() -> AsyncIterator[FakeWeCom]:
    """A WeCom."""
    async with FakeWeCom() as fake:
        yield fake


@pytest.fixture
def bot(wecom: FakeWeCom) -> Bot:
    """A bot."""
    return wecom.bot(wecom.corp())


async def test_it_pings_and_is_connected_again_when_the_connection_breaks(wecom: FakeWeCom, bot: Bot) -> None:
    async with connected(wanted(wecom, bot)) as (connection, _):
        await wecom.until(lambda: bot.live and wecom.sockets.pings > 3)
        for _ in range(2):
            before = wecom.sockets.connections
            wecom.sockets.hang_up(bot)
            await wecom.until(partial(again, wecom, connection, before))
        async with wecom.sockets_down():
            await wecom.until(lambda: connection.trouble)
        await wecom.until(lambda: bot.live and not connection.trouble)


async def test_a_wrong_secret_is_a_trouble_and_not_shown_again_soon(wecom: FakeWeCom, bot: Bot) -> None:
    slow = Pace(first=0.01, longest=0.05, refused=60.0, ack=0.2)
    async with connected(wanted(wecom, bot, secret="hush"), slow) as (connection, _):
        await wecom.until(lambda: connection.trouble)
        assert connection.trouble and "853000" in connection.trouble and "hush" not in connection.trouble
        with pytest.raises(SendFailed, match="not connected"):
            await connection.ask("aibot_send_msg", {})
    assert wecom.sockets.connections == 1


async def test_what_another_process_took_is_left_to_it(wecom: FakeWeCom, bot: Bot) -> None:
    async with connected(wanted(wecom, bot)) as (connection, _), BotClient(wecom.ws_url, bot) as other:
        await wecom.until(lambda: connection.live)
        await other.subscribe()
        await wecom.until(lambda: connection.trouble)
        assert connection.trouble and "another process" in connection.trouble
        await asyncio.wait({asyncio.create_task(other.closed.wait())}, timeout=0.4)
        assert not other.closed.is_set() and wecom.sockets.connections == 2


async def test_it_is_taken_back_later_and_each_time_later_still(wecom: FakeWeCom, bot: Bot) -> None:
    async with connected(wanted(wecom, bot, retake=0.05)) as (connection, _):
        await wecom.until(lambda: connection.live)
        for _ in range(2):
            async with BotClient(wecom.ws_url, bot) as other:
                await other.subscribe()
                await other.closed.wait()
        assert connection._lost == 2


async def test_two_pings_without_an_answer_end_the_connection(wecom: FakeWeCom, bot: Bot) -> None:
    async with connected(wanted(wecom, bot)) as (connection, _):
        await wecom.until(lambda: connection.live)
        wecom.sockets.cut(0, "ping", taken=False)
        await wecom.until(lambda: wecom.sockets.connections == 2 and connection.live)
        assert connection.trouble is None


async def test_what_is_not_acknowledged_has_failed(wecom: FakeWeCom, bot: Bot) -> None:
    async with connected(wanted(wecom, bot)) as (connection, _):
        await wecom.until(lambda: connection.live)
        wecom.sockets.silent_acks = 1
        with pytest.raises(SendFailed, match="not acknowledged"):
            await connection.ask("aibot_send_msg", {"chatid": "x"})
        with pytest.raises(SendFailed, match="93006"):
            await connection.ask("aibot_send_msg", {"chatid": "x"})
        wecom.sockets.cut(0, "aibot_send_msg")
        with pytest.raises(SendFailed, match="ended"):
            await connection.ask("aibot_send_msg", {"chatid": "x"})


async def test_replies_to_one_message_wait_for_each_other(wecom: FakeWeCom, bot: Bot) -> None:
    member = wecom.staff(bot.corp, "Zhang")
    group = wecom.group(bot, "群", member)
    async with connected(wanted(wecom, bot)) as (connection, heard):
        await wecom.until(lambda: connection.live)
        group.says(member, "在吗")
        await wecom.until(lambda: heard)
        req_id = heard[0]["headers"]["req_id"]
        texts = [f"第{number}句" for number in range(5)]
        said = [{"msgtype": "markdown", "markdown": {"content": text}} for text in texts]
        await asyncio.gather(*(connection.ask("aibot_respond_msg", each, req_id) for each in said))
        assert group.texts == texts


async def test_what_cannot_be_kept_now_is_kept_later_and_in_order(wecom: FakeWeCom, bot: Bot) -> None:
    kept: list[str] = []
    failing = [True, True]

    async def receive(frame: Frame) -> None:
        if failing:
            failing.pop()
            raise OSError("the disk is full")
        kept.append(frame["body"]["text"]["content"][-1])

    member = wecom.staff(bot.corp, "Zhang")
    group = wecom.group(bot, "群", member)
    connection = Connection(wanted(wecom, bot), receive, QUICK)
    work = asyncio.create_task(connection.run())
    await wecom.until(lambda: connection.live)
    for text in "一二三":
        group.says(member, text)
    await wecom.until(lambda: len(kept) == 3)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert kept == ["一", "二", "三"]
