"""What goes wrong on Telegram's side, over real HTTP: nothing is lost, nobody is held up, and staff know."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest

from bot import server
from bot.channels.telegram import client, intake
from bot.channels.telegram.intake import secret
from bot.program import running
from tests.channels.town import Town, at_work, settings, town
from tests.desk import StandingClock
from tests.telegram import FakeTelegram
from tests.telegram.errors import ApiError
from tests.telegram.limits import Limits
from web import shield

LIGHT = "/report 3号楼2单元楼道灯不亮"
ROOT = Path(__file__).parent.parent.parent


@asynccontextmanager
async def with_web(folder: Path, telegram: FakeTelegram) -> AsyncIterator[tuple[Town, httpx.AsyncClient]]:
    """The desk with its web server."""
    clock = StandingClock()
    config = settings(folder, telegram)
    with server.listen(config) as listener:
        async with (
            running(config, clock) as program,
            server.serving(program.site, listener) as address,
            httpx.AsyncClient(base_url=address, trust_env=False) as http,
        ):
            yield at_work(program, clock, telegram), http


@asynccontextmanager
async def by_webhook(folder: Path, telegram: FakeTelegram) -> AsyncIterator[tuple[Town, httpx.AsyncClient]]:
    """The desk with its web server, reached by deliveries."""
    with server.listen(settings(folder, telegram)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config, clock = settings(folder, telegram, public_url=url), StandingClock()
        async with (
            running(config, clock) as program,
            server.serving(program.site, listener),
            httpx.AsyncClient(base_url=url, trust_env=False) as http,
        ):
            yield at_work(program, clock, telegram), http


def cards(place: Town, number: int) -> list[str]:
    """The card of a report in the duty group, as often as it is there."""
    return [text for text in place.texts(place.duty) if text.startswith((f"{number} ", f"【急】{number} "))]


# --- calls that go wrong ------------------------------------------------------------------------------


async def test_asked_to_wait_it_waits_and_remembers(place: Town) -> None:
    telegram = place.telegram
    telegram.too_many(2, method="sendMessage", chat=place.duty)
    telegram.say(place.li, place.group, LIGHT)
    await telegram.until(lambda: [call for call in telegram.called("sendMessage", place.duty) if not call.ok])
    (refused,) = [call for call in telegram.called("sendMessage", place.duty) if not call.ok]
    await telegram.until(lambda: cards(place, 1001))
    await place.settled()
    assert telegram.called("sendMessage", place.duty)[-1].at - refused.at >= 2
    assert len(cards(place, 1001)) == 1


@pytest.mark.parametrize("fault", ["server_error", "garbage", "wrong_json", "drop"])
async def test_what_went_wrong_on_the_way_is_tried_again(place: Town, fault: str) -> None:
    telegram = place.telegram
    getattr(telegram, fault)(method="sendMessage", chat=place.duty)
    await place.say(place.li, place.group, LIGHT)
    assert len(cards(place, 1001)) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_no_answer_in_time_repeats_only_that_message(
    tmp_path: Path, telegram: FakeTelegram, hasty: None, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    monkeypatch.setattr(client, "READ", 0.4)
    async with town(tmp_path, telegram) as place:
        await place.open()
        before = len(telegram.called("sendMessage"))
        telegram.hang(method="sendMessage", chat=place.duty, after=after)
        await place.say(place.li, place.group, LIGHT)
        assert len(cards(place, 1001)) == (2 if after else 1)
        assert len(telegram.called("sendMessage", place.group)) + len(
            telegram.called("sendMessage", place.duty)
        ) - 3 <= (before + 4)
        await place.well()


async def test_an_edit_that_changes_nothing_and_a_late_answer_are_fine(place: Town) -> None:
    telegram = place.telegram
    telegram.refuse(ApiError(400, "Bad Request: message is not modified"), method="editMessageText")
    telegram.refuse(ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
                    method="answerCallbackQuery")  # fmt: skip
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.zhou, place.duty, "更多")
    assert await place.all("SELECT 1 FROM slot WHERE state NOT IN ('sent', 'cancelled')") == []


# --- people and groups that are gone ------------------------------------------------------------------


async def test_staff_hear_once_that_a_resident_cannot_be_told(
    tmp_path: Path, telegram: FakeTelegram, hasty: None
) -> None:
    async with with_web(tmp_path, telegram) as (place, http):
        await place.open()
        telegram.start(place.wang)
        await place.say(place.wang, place.wang, "3号楼2单元楼道灯不亮")
        await place.press(place.wang, place.wang, "报上去")
        place.wang.blocked = True  # without a word to the bot, as when an account is deleted
        await place.press(place.zhou, place.duty, "接单")
        await place.press(place.zhou, place.duty, "今天")
        await place.wait(minutes=2)
        assert [text for text in place.texts(place.duty) if "收不到我的私聊" in text] == [
            "1001 的住户现在收不到我的私聊，办的时候请另外联系。"
        ]
        assert (await http.get("/healthz")).json()["failed"] == 1
        assert await place.parked() == []


async def test_somebody_who_blocks_and_comes_back_is_told_again(place: Town) -> None:
    telegram = place.telegram
    telegram.start(place.wang)
    await place.say(place.wang, place.wang, "3号楼2单元楼道灯不亮")
    await place.press(place.wang, place.wang, "报上去")
    telegram.block(place.wang)
    await place.settled()
    assert any("收不到我的私聊" in text for text in place.texts(place.duty))
    telegram.unblock(place.wang)
    await place.press(place.zhou, place.duty, "接单")
    await place.press(place.zhou, place.duty, "今天")
    await place.wait(minutes=2)
    assert "水电师傅" in place.last(place.wang).text


@pytest.mark.parametrize("how", ["kicked", "muted", "silently"])
async def test_the_head_hears_that_the_bot_lost_a_group(
    tmp_path: Path, telegram: FakeTelegram, hasty: None, how: str
) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open()
        match how:
            case "kicked":
                telegram.kick_bot(place.duty)
            case "muted":
                telegram.mute_bot(place.duty)
            case _:
                telegram.refuse(ApiError(400, "Bad Request: chat not found"), method="sendMessage", chat=place.duty)
        await place.settled()
        await place.say(place.li, place.group, LIGHT)
        await place.say(place.li, place.group, "/report 5号楼电梯坏了")
        lost = [text for text in place.texts(place.liu) if "说不了话" in text]
        assert len(lost) == 1 and "值班" in lost[0]
        assert await place.parked() == []


@pytest.mark.parametrize("told", ["message", "error"])
async def test_a_group_that_moved_is_followed(tmp_path: Path, telegram: FakeTelegram, hasty: None, told: str) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open()
        small = telegram.group("值班二", [place.liu, place.zhou])
        await place.bind(small, "值班群")
        if told == "error":  # the service messages are late: the call hears of it first
            telegram.updates.swaps = 0
            allowed, telegram.updates.allowed = telegram.updates.allowed, frozenset({"callback_query"})
            large = telegram.migrate(small)
            telegram.updates.allowed = allowed
        else:
            large = telegram.migrate(small)
        await place.say(place.li, place.group, LIGHT)
        await place.settled()
        assert any(text.startswith("1001 ") for text in place.texts(large))
        await place.press(place.zhou, large, "接单")
        assert await place.all("SELECT count(*) FROM chat WHERE external = ?", str(large.id)) == [(1,)]
        assert await place.parked() == []


# --- Telegram is away ---------------------------------------------------------------------------------


async def test_it_starts_without_telegram_and_says_so(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with telegram.down():
        async with with_web(tmp_path, telegram) as (place, http):
            async with asyncio.timeout(10):
                while not (state := (await http.get("/healthz")).json())["troubles"]:
                    pass
            assert state["ready"] and telegram.token not in json.dumps(state)
    async with with_web(tmp_path, telegram) as (place, http):
        await place.open()
        assert (await http.get("/healthz")).json()["troubles"] == []


async def test_it_catches_up_in_order(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with with_web(tmp_path, telegram) as (place, http):
        await place.open()
        async with telegram.down():
            for number in range(1, 7):
                telegram.say(place.li, place.group, f"/report {number}号楼2单元楼道灯不亮")
            await place.desk.db.write(lambda tx: tx.run("SELECT 1"))
            async with asyncio.timeout(10):
                while not (await http.get("/healthz")).json()["troubles"]:
                    pass
        await telegram.until(lambda: len([text for text in place.texts(place.duty) if "楼道灯" in text]) == 6, 20)
        await place.settled()
        shown = [text.split()[0] for text in place.texts(place.duty) if "楼道灯" in text]
        assert shown == [str(number) for number in range(1001, 1007)]
        assert await place.all("SELECT building FROM report ORDER BY number") == [(f"b{n}",) for n in range(1, 7)]
        assert (await http.get("/healthz")).json()["troubles"] == []
        await place.well()


async def test_what_was_to_be_said_while_it_was_away_leaves_in_order(place: Town) -> None:
    telegram = place.telegram
    broken = telegram.server_error(times=1_000)  # everything, polls included, for some seconds
    telegram.say(place.li, place.group, LIGHT)
    await telegram.until(lambda: broken.hits > 2)
    broken.release()
    await telegram.until(lambda: cards(place, 1001), 20)
    await place.settled()
    assert len(cards(place, 1001)) == 1


# --- updates that are odd -----------------------------------------------------------------------------


async def test_duplicates_and_strange_order_change_nothing(place: Town) -> None:
    telegram = place.telegram
    telegram.duplicate(3)
    await place.say(place.li, place.group, LIGHT)
    telegram.reorder()
    telegram.say(place.li, place.group, "/report 5号楼电梯坏了")
    telegram.say(place.wang, place.group, "/report 6号楼2单元楼道灯不亮")
    await place.settled()
    for entry in list(telegram.updates.log):
        telegram.replay(entry)
    await place.settled()
    assert len(await place.numbers()) == 3


async def test_poison_is_parked_and_the_rest_go_on(place: Town) -> None:
    telegram = place.telegram
    chat = {"id": place.group.id, "type": "supergroup", "title": "银杏里居民"}
    user = {"id": place.li.id, "is_bot": False, "first_name": "李阿姨"}
    good = {"message_id": 900, "date": 1_795_000_000, "chat": chat, "from": user, "text": LIGHT}
    telegram.raw({"message": {name: value for name, value in good.items() if name != "date"}})
    telegram.raw({"message": good | {"entities": ["broken"]}})
    telegram.raw({"message": good | {"entities": [{"type": "text_mention", "user": 7}]}})
    telegram.raw({"message": ["no", "object"]})
    telegram.raw({"message": good | {"chat": 7}})
    telegram.raw({"callback_query": {"id": "1", "from": user, "message": {"chat": {}}, "data": "x"}})
    telegram.raw({"my_chat_member": {"chat": chat}})
    telegram.raw({"edited_message": {"text": "x"}})  # nobody wrote it: nothing to do
    telegram.raw({"surprise": {"of": "tomorrow"}})
    telegram.say(place.wang, place.group, "/report 5号楼电梯坏了")
    async with asyncio.timeout(2):
        await place.settled()
    assert len(await place.parked()) == 7
    assert await place.all("SELECT building FROM report") == [("b5",)]
    await place.all("DELETE FROM inbox WHERE state = 'parked'")


async def test_a_batch_with_something_that_is_no_update(place: Town) -> None:
    telegram = place.telegram
    entry = telegram.raw({"message": {"text": "x"}})
    body = json.dumps({"ok": True, "result": ["no update", 7, None, {"update_id": entry.id, "message": {}}]})
    telegram.wrong_json(body.encode(), method="getUpdates")
    telegram.wrong_json(method="getUpdates")
    telegram.garbage(method="getUpdates")
    await place.say(place.wang, place.group, "/report 5号楼电梯坏了")
    await telegram.until(lambda: not telegram.faults[-1].times, 10)
    await place.say(place.wang, place.group, "/report 6号楼2单元楼道灯不亮")
    assert await place.all("SELECT building FROM report ORDER BY id") == [("b5",), ("b6",)]
    assert len(await place.parked()) >= 3
    await place.all("DELETE FROM inbox WHERE state = 'parked'")


# --- by webhook ---------------------------------------------------------------------------------------


async def test_the_loop_by_webhook_and_back_to_polling(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with by_webhook(tmp_path, telegram) as (place, _):
        await place.open()
        telegram.lose_answers(2)
        await place.say(place.li, place.group, LIGHT)
        assert await place.numbers() == [1001] and telegram.webhook.target.url
        await place.well()
    async with town(tmp_path, telegram) as again:
        again.liu, again.li, again.group, again.duty = place.liu, place.li, place.group, place.duty
        await telegram.until(lambda: not telegram.webhook.target.url)
        await again.say(again.li, again.group, "/report 5号楼电梯坏了")
        assert await again.numbers() == [1001, 1002]
        await again.well()
    async with by_webhook(tmp_path, telegram) as (place, _):
        await telegram.until(lambda: telegram.webhook.target.url)
        await place.telegram.until(lambda: not telegram.updates.pending)


async def test_a_webhook_that_somebody_sets_or_takes_away_is_put_right(
    tmp_path: Path, telegram: FakeTelegram, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "WATCH", 0.05)
    base = f"{telegram.base_url}/bot{telegram.token}/"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as somebody:
        async with town(tmp_path, telegram) as place:
            await place.open()
            await somebody.post("setWebhook", json={"url": "http://127.0.0.1:9/elsewhere"})
            await place.say(place.li, place.group, LIGHT)
            assert await place.numbers() == [1001]
        async with by_webhook(tmp_path, telegram) as (again, _):
            await telegram.until(lambda: telegram.webhook.target.url)
            await somebody.post("deleteWebhook")
            telegram.say(place.li, place.group, "/report 5号楼电梯坏了")
            await telegram.until(lambda: not telegram.updates.pending)
            await again.settled()
            assert await again.numbers() == [1001, 1002]


async def test_the_webhook_lets_in_only_telegram(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with by_webhook(tmp_path, telegram) as (place, http):
        await place.open()
        path, right = f"/telegram/{telegram.bot.id}", {"X-Telegram-Bot-Api-Secret-Token": secret(telegram.token)}
        wrong = {"X-Telegram-Bot-Api-Secret-Token": "wrong"}
        update = {"update_id": 1, "message": {}}
        assert (await http.post(path, json=update)).status_code == 403
        assert (await http.post(path, json=update, headers=wrong)).status_code == 403
        assert (await http.post(path, content=b"x" * 2_000_000, headers=wrong)).status_code == 413
        assert (await http.post(path, content=b"x" * 2_000_000, headers=right)).status_code == 413
        for nonsense in (b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff" * 10, b"[" * 100_000):
            assert (await http.post(path, content=nonsense, headers=right)).status_code == 400
        assert (await http.get(path, headers=right)).status_code == 405
        assert (await http.post(f"{path}/", json=update, headers=right)).status_code == 404
        for refused in (await http.post(path, json=update, headers=wrong), await http.get(path)):
            assert refused.headers["x-content-type-options"] == "nosniff"
        assert telegram.token not in (await http.post(path, json=update, headers=right)).text
        await place.well()


async def test_a_delivery_that_stops_or_never_ends_is_refused(
    tmp_path: Path, telegram: FakeTelegram, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shield, "NEXT", 0.2)
    async with by_webhook(tmp_path, telegram) as (place, http):
        head = (
            f"POST /telegram/{telegram.bot.id} HTTP/1.1\r\nHost: desk.example.org\r\nTransfer-Encoding: chunked\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret(telegram.token)}\r\n\r\n"
        ).encode()
        for body, status in ((b'f\r\n{"update_id": 1\r\n', b"408"), (b"10000\r\n" + b" " * 65_536 + b"\r\n", b"413")):
            reader, writer = await asyncio.open_connection(http.base_url.host, http.base_url.port or 80)
            writer.write(head + body * (1 if status == b"408" else 17))
            assert (await reader.read(400)).startswith(b"HTTP/1.1 " + status)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
        await place.well()


async def test_half_a_sign_in_a_delivery_stops_nothing(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with by_webhook(tmp_path, telegram) as (place, http):
        await place.open()
        path, right = f"/telegram/{telegram.bot.id}", {"X-Telegram-Bot-Api-Secret-Token": secret(telegram.token)}
        who = b'"from": {"id": 77, "first_name": "\\ud83d"}, "chat": {"id": 77, "type": "private"}, "date": 1795000000'
        for n, text in enumerate((b"\\ud83d\\udca1 \\u706f\\u4e0d\\u4eae", b"\\uD83d", b"\\\\ud83d \\u0000")):
            update = b'{"update_id": %d, "message": {"message_id": 1, %s, "text": "%s"}}' % (900 + n, who, text)
            assert (await http.post(path, content=update, headers=right)).status_code == 200
        await place.settled()
        assert await place.parked() == []


# --- limits -------------------------------------------------------------------------------------------


async def test_limits_are_kept_and_one_busy_group_holds_up_nobody(tmp_path: Path) -> None:
    async with FakeTelegram(privacy=False, limits=Limits()) as telegram, town(tmp_path, telegram) as place:
        await place.open()
        for number in range(1, 13):
            telegram.say(place.li, place.group, f"/report {number}号楼2单元楼道灯不亮")
        await telegram.until(lambda: cards(place, 1003), 15)
        telegram.start(place.wang)
        await telegram.until(lambda: place.texts(place.wang), 3)
        telegram.press(place.zhou, place.find(place.zhou, place.duty, "接单"), "更多")
        await telegram.until(
            lambda: telegram.state.presses and all(each.answer for each in telegram.state.presses.values())
        )
        assert telegram.limited == 0 and telegram.refused == []


async def test_an_avalanche_becomes_one_line(tmp_path: Path) -> None:
    async with FakeTelegram(privacy=False, limits=Limits()) as telegram, town(tmp_path, telegram) as place:
        await place.open()
        people = [telegram.user(f"邻居{n}", started=True) for n in range(36)]
        for n, neighbour in enumerate(people):
            telegram.join(neighbour, place.group)
            unit, building = divmod(n, 18)
            telegram.say(neighbour, place.group, f"/report {building + 1}号楼{unit + 1}单元楼道灯不亮")
        await telegram.until(lambda: any("/queue" in text for text in place.texts(place.duty)), 30)
        (held,) = await place.all("SELECT count(*) FROM slot WHERE state = 'held'")
        (line,) = [text for text in place.texts(place.duty) if "/queue" in text]
        assert held[0] > 0 and line.startswith("还有")
        assert telegram.limited == 0 and len(await place.numbers()) == 36


# --- the token ----------------------------------------------------------------------------------------


async def test_the_token_is_in_no_line_at_any_level(tmp_path: Path, telegram: FakeTelegram) -> None:
    environment = {
        **os.environ,
        "HUIYIN_DATABASE": str(tmp_path / "huiyin.db"),
        "HUIYIN_PORT": "0",
        "HUIYIN_LOG_LEVEL": "DEBUG",
        "HUIYIN_TELEGRAM_TOKEN": telegram.token,
        "HUIYIN_TELEGRAM_BASE_URL": telegram.base_url,
        "PYTHONPATH": str(ROOT),
    }
    telegram.server_error(method="getMe")
    telegram.garbage(method="getMe")
    telegram.drop(method="getMe")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=tmp_path, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        wang = telegram.user("王先生")
        telegram.refuse(ApiError(400, "Bad Request: nobody knows why"), method="sendMessage")
        telegram.start(wang)
        await telegram.until(lambda: telegram.called("sendMessage"), 20)
        telegram.start(wang)
        await telegram.until(lambda: telegram.from_bot(wang), 20)
        async with telegram.down():
            telegram.changed()
        await telegram.until(lambda: not telegram.updates.pending, 20)
    finally:
        process.terminate()
    out, log = await process.communicate()
    assert process.returncode == 0
    assert log and telegram.token.encode() not in out + log
    assert telegram.token.split(":")[1].encode() not in out + log
