"""The fake Telegram's updates: offsets, long polling, conflicts, delivery to a webhook."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.telegram.fake import FakeTelegram
from tests.telegram.wire import Http, Request, Response


async def call(http: httpx.AsyncClient, method: str, **params: Any) -> Any:
    """The result of a call, or the error."""
    body = (await http.post(method, json=params)).json()
    return body["result"] if body["ok"] else body["description"]


async def texts(http: httpx.AsyncClient, **params: Any) -> list[str]:
    """What getUpdates brings."""
    return [update["message"]["text"] for update in await call(http, "getUpdates", **params)]


async def test_updates_are_repeated_until_a_higher_offset_is_asked(
    telegram: FakeTelegram, http: httpx.AsyncClient
) -> None:
    wang = telegram.user("王姐")
    for n in range(4):
        telegram.say(wang, wang, f"{n}")
    first, second, third, fourth = (entry.id for entry in telegram.updates.pending)
    assert (second, fourth) == (first + 1, first + 3)
    assert await texts(http) == await texts(http) == ["0", "1", "2", "3"]
    assert await texts(http, limit=2) == ["0", "1"]
    assert await texts(http, offset=second, limit=1) == ["1"]
    assert await texts(http) == ["1", "2", "3"]
    assert await texts(http, offset=fourth + 5_000) == ["1", "2", "3"]  # too far ahead to be believed
    assert await texts(http, offset=-1) == ["3"]
    assert await texts(http) == ["3"]
    assert await texts(http, offset=fourth + 1) == []
    assert (await call(http, "getWebhookInfo"))["pending_update_count"] == 0
    assert third == second + 1


async def test_kinds_that_were_not_asked_for_do_not_come(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    wang, li = telegram.user("王姐"), telegram.user("李姐")
    group = telegram.supergroup("3栋", admins=[wang], bot_admin=True)
    telegram.join(li, group)
    assert [next(iter(entry.body)) for entry in telegram.updates.pending] == ["message"]
    await call(http, "getUpdates", allowed_updates=["chat_member", "callback_query"])
    telegram.leave(li, group)
    telegram.say(wang, group, "走了")
    await call(http, "getUpdates")  # keeps the choice
    telegram.join(li, group)
    assert [next(iter(entry.body)) for entry in telegram.updates.pending] == ["message", "chat_member", "chat_member"]
    await call(http, "getUpdates", allowed_updates=[])
    telegram.leave(li, group)
    assert next(iter(telegram.updates.pending[-1].body)) == "message"


async def test_a_long_poll_ends_as_soon_as_something_happens(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    wang = telegram.user("王姐")
    polling = asyncio.create_task(texts(http, timeout=30))
    await telegram.until(lambda: telegram.updates.waiter)
    telegram.say(wang, wang, "在吗")
    async with asyncio.timeout(1):
        assert await polling == ["在吗"]
    assert await texts(http, offset=-1, timeout=30) == ["在吗"]


async def test_two_pollers_are_in_each_others_way(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    first = asyncio.create_task(call(http, "getUpdates", timeout=30))
    await telegram.until(lambda: telegram.updates.waiter)
    second = asyncio.create_task(call(http, "getUpdates", timeout=30))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await telegram.until(lambda: telegram.updates.waiter)
    await call(http, "setWebhook", url="http://127.0.0.1:9/telegram")
    assert await second == "Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await call(http, "getUpdates")
    assert await call(http, "deleteWebhook") is True
    assert await call(http, "getUpdates") == []


async def test_updates_come_twice_late_and_in_the_wrong_order(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    wang = telegram.user("王姐")
    telegram.duplicate()
    telegram.say(wang, wang, "一")
    telegram.reorder()
    telegram.say(wang, wang, "二")
    assert await texts(http) == ["一", "一"]
    telegram.say(wang, wang, "三")
    assert await texts(http) == ["一", "一", "三", "二"]
    first = telegram.updates.log[0]
    assert await texts(http, offset=telegram.updates.next_id) == []
    telegram.replay(first)
    assert await call(http, "getUpdates") == [first.json()]


async def test_any_update_can_be_poisoned(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    telegram.raw({"message": {"message_id": 1, "text": "no date"}})
    telegram.raw({"update_id": 7, "callback_query": None})
    assert [update["update_id"] for update in await call(http, "getUpdates")] == [telegram.updates.next_id - 1, 7]


class Receiver:
    """A bot that listens on a webhook."""

    def __init__(self) -> None:
        self.requests: list[tuple[Request, dict[str, Any]]] = []
        self.answers: list[Response] = []  # the next ones; then all is well
        self.gate = asyncio.Event()
        self.gate.set()
        self.http = Http(self.take)

    async def take(self, request: Request) -> Response:
        """Notes the update; answers when it may."""
        self.requests.append((request, json.loads(request.body)))
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else Response(200, b"")

    @property
    def texts(self) -> list[str]:
        """What came, in its order."""
        return [update["message"]["text"] for _, update in self.requests]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A webhook on a port of its own."""
    started = Receiver()
    await started.http.start()
    yield started
    await started.http.stop()


async def hook(http: httpx.AsyncClient, receiver: Receiver, **params: Any) -> None:
    """Points the webhook at the receiver."""
    url = f"http://127.0.0.1:{receiver.http.port}/telegram"
    assert await call(http, "setWebhook", url=url, **params) is True


async def test_a_webhook_gets_what_waited_with_its_secret(
    telegram: FakeTelegram, http: httpx.AsyncClient, receiver: Receiver
) -> None:
    wang = telegram.user("王姐")
    telegram.say(wang, wang, "早")
    await hook(http, receiver, secret_token="s3cret_-")
    telegram.say(wang, wang, "晚")
    await telegram.until(lambda: not telegram.updates.pending)
    assert receiver.texts == ["早", "晚"]
    assert [(request.method, request.target, request.header("Content-Type")) for request, _ in receiver.requests] == [
        ("POST", "/telegram", "application/json")
    ] * 2
    assert receiver.requests[0][0].header("X-Telegram-Bot-Api-Secret-Token") == "s3cret_-"
    assert (await call(http, "getWebhookInfo"))["url"].endswith("/telegram")


async def test_a_chat_keeps_its_order_while_others_go_on(
    telegram: FakeTelegram, http: httpx.AsyncClient, receiver: Receiver
) -> None:
    people = [telegram.user(f"住户{n}") for n in range(5)]
    await hook(http, receiver, max_connections=3)
    receiver.gate.clear()
    for n in range(2):
        for user in people:
            telegram.say(user, user, f"{user.first_name} {n}")
    await telegram.until(lambda: len(receiver.requests) == 3)
    assert (await call(http, "getWebhookInfo"))["pending_update_count"] == 10
    receiver.gate.set()
    await telegram.until(lambda: not telegram.updates.pending)
    assert telegram.webhook.most_at_once == 3
    for user in people:
        mine = [text for text in receiver.texts if text.startswith(user.first_name)]
        assert mine == [f"{user.first_name} 0", f"{user.first_name} 1"]


async def test_a_delivery_is_repeated_until_it_is_taken(
    telegram: FakeTelegram, http: httpx.AsyncClient, receiver: Receiver
) -> None:
    wang = telegram.user("王姐")
    await hook(http, receiver)
    receiver.answers += [Response(500, b""), Response(404, b"")]
    telegram.say(wang, wang, "一")
    telegram.say(wang, wang, "二")
    await telegram.until(lambda: not telegram.updates.pending)
    assert receiver.texts == ["一", "一", "一", "二"]
    info = await call(http, "getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    telegram.lose_answers()
    telegram.say(wang, wang, "三")
    await telegram.until(lambda: not telegram.updates.pending)
    assert receiver.texts[4:] == ["三", "三"]
    async with telegram.down():
        telegram.say(wang, wang, "四")
    await telegram.until(lambda: "四" in receiver.texts)
    await receiver.http.stop()
    telegram.say(wang, wang, "五")
    await telegram.until(lambda: telegram.webhook.last_error and "refused" in telegram.webhook.last_error[1])
    assert (await call(http, "getWebhookInfo"))["pending_update_count"] == 1
    await receiver.http.start()
    await telegram.until(lambda: receiver.texts[-1] == "五")


async def test_an_answer_to_a_delivery_may_be_a_call(
    telegram: FakeTelegram, http: httpx.AsyncClient, receiver: Receiver
) -> None:
    wang = telegram.user("王姐")
    await hook(http, receiver, drop_pending_updates=True)
    receiver.answers.append(Response(200, b'{"method": "sendMessage", "chat_id": %d, "text": "OK"}' % wang.id))
    telegram.say(wang, wang, "在吗")
    await telegram.until(lambda: telegram.from_bot(wang))
    assert telegram.from_bot(wang)[0].text == "OK"
