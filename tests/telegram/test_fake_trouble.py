"""The fake Telegram in trouble: faults, limits, gone and back."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.telegram.errors import bad_request
from tests.telegram.fake import FakeTelegram
from tests.telegram.files import picture
from tests.telegram.limits import Limits


async def test_a_fault_meets_the_next_calls_that_fit(
    telegram: FakeTelegram, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    wang, li = telegram.user("王姐", started=True), telegram.user("李姐", started=True)
    fault = telegram.too_many(7, times=2, method="sendMessage", chat=wang)
    assert (await bot.send_message(li.id, "一")).text == "一"
    for _ in range(2):
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(wang.id, "一")
        assert wait.value.retry_after == timedelta(seconds=7)
    await bot.send_message(wang.id, "二")
    assert [seen.text for seen in telegram.seen(wang)] == ["二"]
    assert (fault.hits, [call.fault for call in telegram.called("sendMessage", wang)]) == (2, ["refused"] * 2 + [""])


async def test_bad_answers_of_every_kind(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐", started=True)
    telegram.server_error(500)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(wang.id, "一")
    telegram.server_error()
    with pytest.raises(NetworkError):
        await bot.send_message(wang.id, "一")
    telegram.garbage()
    with pytest.raises(TelegramError):
        await bot.send_message(wang.id, "一")
    telegram.wrong_json()
    with pytest.raises((TelegramError, KeyError, TypeError)):
        await bot.send_message(wang.id, "一")
    telegram.refuse(bad_request("can't parse entities: because"))
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(wang.id, "一")
    assert (telegram.seen(wang), telegram.refused) == ([], [])


@pytest.mark.parametrize(("after", "arrived"), [(False, []), (True, ["一"])])
async def test_a_call_may_be_carried_out_and_not_answered(
    telegram: FakeTelegram, bot: Bot, after: bool, arrived: list[str]
) -> None:
    wang = telegram.user("王姐", started=True)
    telegram.drop(after=after, method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(wang.id, "一")
    assert [seen.text for seen in telegram.seen(wang)] == arrived
    telegram.hang(after=after, method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(wang.id, "一", read_timeout=0.05)
    assert [seen.text for seen in telegram.seen(wang)] == arrived * 2
    assert (await bot.send_message(wang.id, "好")).text == "好"


async def test_a_slow_chat_holds_up_nobody_else(telegram: FakeTelegram, bot: Bot) -> None:
    wang, li = telegram.user("王姐", started=True), telegram.user("李姐", started=True)
    slow = telegram.hang(chat=wang)
    waiting = asyncio.create_task(bot.send_message(wang.id, "一"))
    await telegram.until(lambda: slow.hits)
    await bot.send_message(li.id, "二")
    assert not waiting.done()
    slow.release()
    assert (await waiting).text == "一"


async def test_a_download_may_fail_too(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    telegram.photo(wang, wang, content=picture())
    photo = (await bot.get_updates())[0].message.photo[-1]  # type: ignore[union-attr]
    file = await photo.get_file()
    telegram.drop(method="file")
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray() == picture()


async def test_it_goes_away_and_comes_back_on_the_same_port(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐", started=True)
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.updates.waiter)
    url = telegram.base_url
    async with telegram.down():
        with pytest.raises(NetworkError):
            await polling
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.send_message(wang.id, "一")
        telegram.say(wang, wang, "在吗")
    assert telegram.base_url == url
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["在吗"]


async def test_a_bot_that_is_too_fast_has_to_wait() -> None:
    at = 0.0
    limits = Limits(clock=lambda: at)
    async with FakeTelegram(limits=limits) as telegram, httpx.AsyncClient(trust_env=False) as client:
        api = f"{telegram.base_url}/bot{telegram.token}"
        people = [telegram.user(f"住户{n}", started=True) for n in range(40)]
        group = telegram.supergroup("3栋", people, bot=True)

        async def send(chat_id: int) -> int:
            """0, or how long to wait."""
            answer = (await client.post(f"{api}/sendMessage", json={"chat_id": chat_id, "text": "x"})).json()
            return 0 if answer["ok"] else int(answer["parameters"]["retry_after"])

        assert [await send(people[0].id) for _ in range(5)] == [0, 0, 0, 1, 1]
        at += 1
        assert [await send(user.id) for user in people].count(0) == 30
        assert telegram.limited == 12
        waits = []
        for _ in range(60):  # one a second, which a person would be allowed
            at += 1
            waits.append(await send(group.id))
        assert waits[:20] == [0] * 20
        assert 25 <= waits.count(0) <= 40
        assert max(waits) == 3
        assert telegram.refused == []
