"""The calls of the residents' chat: who may, what is kept, and what nobody else gets to see."""

import io
import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image

from config.settings import Settings
from domain.people import Role
from storage import devices, inbox, people
from storage.db import Tx
from tests.web.chat.devices import SAME, browser, code_in
from tests.web.conftest import Served, serve
from tests.web.test_board import Strict
from web import cookies


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A desk for residents, by plain HTTP so that a test's client sends its cookies."""
    config = Settings(database=tmp_path / "huiyin.db", port=0, public_url="http://desk.example.org", _env_file=None)
    async with serve(config) as it:
        yield it


def known(tx: Tx) -> list[tuple[str, str]]:
    """(hash, account) of every browser."""
    return tx.all("SELECT hash, account FROM web_device ORDER BY account")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return out.getvalue()


async def test_nothing_is_kept_of_whoever_only_looks(served: Served) -> None:
    async with browser(served) as it:
        for path in ("/chat", "/chat?sign=b3", "/chat/plain"):
            page = await it.client.get(path)
            assert page.status_code == 200
            assert "set-cookie" not in page.headers
            assert page.headers["cache-control"] == "no-store"
            assert "010-5550-0110" in page.text
        assert "3号楼" in (await it.client.get("/chat?sign=b3&lang=zh-CN")).text
        assert (await it.client.get("/chat/stream")).status_code == 401
    assert await served.db.write(known) == []


async def test_the_first_word_brings_a_cookie_whose_hash_alone_is_kept(served: Served) -> None:
    async with browser(served) as it:
        said = await it.say("3号楼2单元楼道灯不亮")
        cookie = said.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        word = it.client.cookies["huiyin-chat"]
        assert [hash_ for hash_, _ in await served.db.write(known)] == [cookies.hashed(word)]
        await it.press("报上去")
        assert any("编号1001" in text for text in await it.texts())
        assert "set-cookie" not in (await it.say("谢谢")).headers


async def test_an_answer_that_got_lost_costs_nothing_and_doubles_nothing(served: Served) -> None:
    key = uuid.uuid4().hex
    async with browser(served) as lost, browser(served) as again:
        await lost.say("9号楼灯坏了", key=key)  # the answer, and the cookie with it, never arrived
        await again.say("9号楼灯坏了", key=key)
        assert (await again.texts()).count("9号楼灯坏了") == 1
        assert await again.texts() == await lost.texts()
    assert len({account for _, account in await served.db.write(known)}) == 1


async def test_a_cookie_that_somebody_chose_opens_nothing_and_is_never_taken_over(served: Served) -> None:
    async with browser(served) as it:
        it.client.cookies.set("huiyin-chat", "chosen-by-somebody-else")
        assert "Max-Age=0" in (await it.client.get("/chat")).headers["set-cookie"]
        it.client.cookies.set("huiyin-chat", "chosen-by-somebody-else")
        assert (await it.client.get("/chat/news")).status_code == 401
        assert "huiyin-chat=" in (await it.say("灯坏了")).headers["set-cookie"]
    assert cookies.hashed("chosen-by-somebody-else") not in [hash_ for hash_, _ in await served.db.write(known)]


async def test_what_one_browser_shows_is_closed_to_all_others(served: Served) -> None:
    async with browser(served) as mine, browser(served) as other, browser(served) as stranger:
        fields = {"key": uuid.uuid4().hex, "text": "3号楼灯坏了"}
        await mine.client.post("/chat/say", data=fields, files={"photo": ("x.jpg", picture())})
        await mine.settled()
        await mine.say("我的资料")
        await other.say("你好")
        messages = await mine.messages()
        photo = next(each["photos"][0] for each in messages if each["photos"])
        document = next(each["document"]["address"] for each in messages if each["document"])
        ours = next(each for each in messages if each["buttons"])
        assert (await mine.client.get(photo)).headers["content-type"] == "image/jpeg"
        assert (await mine.client.get(document)).status_code == 200
        for them in (other, stranger):
            assert (await them.client.get(photo)).status_code == 404
            assert (await them.client.get(document)).status_code == 404
            assert "3号楼灯坏了" not in await them.texts()
        data = ours["buttons"][0][0]["data"]
        assert (await other.pressed(ours["id"], data)).status_code == 400
        assert (await stranger.pressed(ours["id"], data)).status_code == 401
        theft = {"key": uuid.uuid4().hex, "message": messages[0]["id"], "text": "x"}
        assert (await other.client.post("/chat/edit", json=theft)).status_code == 400
        assert (await mine.client.post("/chat/edit", json={**theft, "key": uuid.uuid4().hex})).status_code == 200


@pytest.mark.parametrize(
    "key", ["", "slot:1", "x", "g" * 32, "0123456789abcdef" * 2 + "0", " " + "0123456789abcdef" * 2]
)
async def test_a_key_is_nothing_but_a_random_number(served: Served, key: str) -> None:
    async with browser(served) as it:
        assert (await it.say("灯坏了", key=key)).status_code == 400
    assert await served.db.write(known) == []


@pytest.mark.parametrize("path", ["say", "edit", "press", "lang", "name", "plain"])
async def test_another_site_cannot_speak_for_anybody(served: Served, path: str) -> None:
    async with browser(served) as it:
        await it.say("灯坏了")
        before = await it.messages()
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "", "Origin": "https://evil.example"}):
            fields = {"key": uuid.uuid4().hex, "text": "x", "message": "1", "data": "x"}
            answer = await it.client.post(f"/chat/{path}", data=fields, headers=headers)
            assert answer.status_code == 403
        assert await it.messages() == before


async def test_too_much_is_refused_politely_and_staff_never(served: Served) -> None:
    async with browser(served) as it:
        await it.say("你好")
        answers = [await it.client.post("/chat/name", json={"name": "x"}) for _ in range(40)]
        refused = next(each for each in answers if each.status_code == 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert "请等一分钟" in refused.json()["error"]
        await served.db.write(make_staff)
        assert (await it.client.post("/chat/name", json={"name": "x"})).status_code == 200


def make_staff(tx: Tx) -> None:
    """Whoever spoke works here."""
    person = people.by_account(tx, "web", known(tx)[0][1], "")
    assert person
    people.grant(tx, person.id, "ginkgo", Role.STAFF, "electrician", ())


async def test_browsers_by_the_dozen_from_one_address_are_held_up(served: Served) -> None:
    codes = []
    for _ in range(24):
        async with browser(served) as it:
            codes.append((await it.say("你好")).status_code)
    assert codes.count(200) >= 10
    assert 429 in codes


async def test_whoever_is_forgotten_reads_the_last_word_and_then_nothing_is_left(served: Served) -> None:
    async with browser(served) as it:
        await it.say("今天天气真好，随便说说")
        await it.say("删掉我的资料")
        await it.press("删掉我的资料")
        assert (await it.texts())[-1] == "您的资料删掉了。"
        assert "今天天气真好，随便说说" not in await it.texts()
        assert (await it.client.post("/chat/name", json={"name": "x"})).status_code == 401
        ((_, old),) = await served.db.write(known)
        await it.say("又来了")  # a new beginning, by another cookie
        assert await it.texts() != []
        assert "您的资料删掉了。" not in await it.texts()
        await served.db.write(devices.purge, datetime.now(UTC) + timedelta(hours=2))
        ((_, new),) = await served.db.write(known)
        assert new != old
        assert await served.db.write(said_in, old) == 0


def said_in(tx: Tx, account: str) -> int:
    """How many messages there are in the chat of an account."""
    row = tx.one("SELECT count(*) FROM web_message WHERE chat = ?", (f"private:{account}",))
    return int(row[0]) if row else 0


async def test_two_browsers_become_one_by_a_code(served: Served) -> None:
    async with browser(served) as phone, browser(served) as tablet:
        await phone.say("3号楼2单元楼道灯不亮")
        await phone.press("报上去")
        await phone.say("绑定")
        await tablet.say(f"/link {code_in(await phone.texts())}")
        assert not any("楼道灯" in text for text in await tablet.texts())  # not before the first one agreed
        await phone.press("是我")
        assert any("编号1001" in text for text in await tablet.texts())
        await tablet.press("撤回")  # under a message of the other's chat
        assert "1001 撤回了。" in await phone.texts()


async def test_what_was_asked_on_one_browser_is_answered_on_another(served: Served) -> None:
    """All of them show one conversation, so words go on where Huiyin spoke last, or where what they reply to stands."""
    async with browser(served) as phone, browser(served) as tablet:
        await phone.say("绑定")
        await tablet.say(f"/link {code_in(await phone.texts())}")
        await phone.press("是我")
        await phone.say("楼道灯不亮")
        await tablet.say("3号楼2单元")
        assert any("我这样报：灯 · 3号楼2单元" in text for text in await tablet.texts())
        await phone.press("报上去")
        receipt = next(each for each in await phone.messages() if "编号1001" in each["text"])
        await tablet.say("四楼的", reply_to=receipt["id"])
        rows = await served.db.write(Tx.all, "SELECT text FROM report WHERE number = 1001")
        assert "四楼的" in rows[0][0]
        mine = next(each for each in await tablet.messages() if each["text"] == "四楼的")
        changed = {"key": str(uuid.uuid4()), "message": mine["id"], "text": "五楼的"}
        assert (await tablet.client.post("/chat/edit", json=changed)).status_code == 200
        await tablet.settled()
        assert "五楼的" in await phone.texts()


async def test_a_sign_says_where_it_is_once(served: Served) -> None:
    async with browser(served) as it:
        await it.say("灯不亮", sign="D-0231")
        assert any("D-0231" in text for text in await it.texts())
    async with browser(served) as other:
        await other.say("灯不亮", sign="<script>")
        assert any("在哪儿" in text for text in await other.texts())


async def test_the_name_is_optional_and_may_change(served: Served) -> None:
    async with browser(served) as it:
        await it.say("你好", name="  王  阿姨\n")
        assert await served.db.write(names) == ["王 阿姨"]
        await it.client.post("/chat/name", json={"name": ""})
        assert await served.db.write(names) == ["网页住户"]


def names(tx: Tx) -> list[str]:
    return [str(name) for (name,) in tx.all("SELECT name FROM person")]


async def test_the_language_follows_the_browser_and_can_be_changed(served: Served) -> None:
    async with browser(served, "en-GB,en;q=0.8") as it:
        await it.say("help")
        assert "broken" in (await it.texts())[-1]
        await it.client.post("/chat/lang", json={"lang": "zh-CN"})
        await it.say("help")
        assert "坏了" in (await it.texts())[-1]


async def test_without_scripts_a_form_says_and_presses(served: Served) -> None:
    async with browser(served) as it:
        said = await it.client.post(
            "/chat/plain", data={"key": uuid.uuid4().hex, "text": "3号楼2单元灯不亮<script>alert(1)</script>"}
        )
        assert (said.status_code, said.headers["location"]) == (303, "/chat/plain#end")
        await it.settled()
        page = (await it.client.get("/chat/plain")).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        ours = next(each for each in await it.messages() if each["buttons"])
        button = ours["buttons"][0][0]
        form = {"key": uuid.uuid4().hex, "message": ours["id"], "data": button["data"]}
        assert (await it.client.post("/chat/plain", data=form)).status_code == 303
        await it.settled()
        assert "编号1001" in (await it.client.get("/chat/plain")).text
        empty = await it.client.post("/chat/plain", data={"key": uuid.uuid4().hex, "text": " "})
        assert empty.status_code == 400
        assert 'role="alert"' in empty.text


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_its_pages_are_well_formed(served: Served, lang: str) -> None:
    async with browser(served, lang) as it:
        for said in ("", "3号楼2单元楼道灯不亮 <b>", "3号楼有煤气味", "绑定"):
            if said:
                await it.say(said)
            for path in ("/chat", "/chat?sign=b3", "/chat/plain", "/chat/plain?sign=%22%3E%3Cscript%3E"):
                parser = Strict()
                parser.feed((await it.client.get(path)).text)
                assert parser.open == [], path


@pytest.mark.parametrize("path", ["edit", "press", "lang", "name"])
async def test_broken_json_is_refused(served: Served, path: str) -> None:
    async with browser(served) as it:
        await it.say("你好")
        for body in (b"", b"[]", b"{", b"\xff\xfe", b"[" * 5000):
            assert (await it.client.post(f"/chat/{path}", content=body)).status_code == 400


@pytest.mark.parametrize("after", ["", "-1", "x", "9" * 40, "1;DROP TABLE web_message"])
async def test_a_strange_place_in_the_stream_is_the_beginning(served: Served, after: str) -> None:
    async with browser(served) as it:
        await it.say("你好")
        answer = await it.client.get("/chat/news", params={"after": after})
        assert answer.status_code == 200
        assert answer.json()["messages"]


async def test_one_browser_keeps_only_a_few_lines_open(served: Served) -> None:
    async with browser(served) as it:
        await it.say("你好")
        lines = [it.client.stream("GET", "/chat/stream?after=0") for _ in range(4)]
        opened = [(await each.__aenter__()).aiter_lines() for each in lines]
        for line in opened:
            async for words in line:
                if words.startswith("event: hello"):
                    break
        told = [words async for words in opened[0] if words.startswith("event: ")]
        assert told[-1] == "event: enough"
        for each in lines:
            await each.__aexit__(None, None, None)


async def test_a_line_brings_only_what_is_said_there(served: Served) -> None:
    async with browser(served) as mine, browser(served) as other:
        await mine.say("你好")
        await other.say("9号楼灯坏了")
        await mine.say("谢谢")
        heard: list[str] = []
        async with mine.client.stream("GET", "/chat/stream?after=0") as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: ") and "id" in (data := json.loads(line[6:])):
                    heard.append(data["text"])
                    if "谢谢" in heard:
                        break
        assert not any("9号楼" in text for text in heard)


async def test_a_message_is_kept_before_it_is_confirmed(served: Served) -> None:
    key = uuid.uuid4().hex
    async with browser(served) as it:
        assert (await it.client.post("/chat/say", data={"key": key, "text": "你好"})).json() == {"ok": True}
    assert key in await served.db.write(inbox.states, "web", [key])


async def test_with_https_the_cookie_leaves_by_https_alone(tmp_path: Path) -> None:
    config = Settings(database=tmp_path / "huiyin.db", port=0, public_url="https://desk.example.org", _env_file=None)
    async with serve(config) as served, httpx.AsyncClient(base_url=served.address, headers=SAME) as client:
        answer = await client.post("/chat/say", data={"key": uuid.uuid4().hex, "text": "你好"})
        assert answer.headers["set-cookie"].startswith("__Host-huiyin-chat=")
        assert "Secure" in answer.headers["set-cookie"]


async def test_it_can_be_turned_off(tmp_path: Path) -> None:
    config = Settings(
        database=tmp_path / "huiyin.db", port=0, public_url="https://desk.example.org", web_chat=False, _env_file=None
    )
    async with serve(config) as served:
        for path in ("/chat", "/chat/plain", "/chat/news"):
            assert (await served.client.get(path)).status_code == 404


async def test_without_an_address_for_residents_there_is_none(tmp_path: Path) -> None:
    config = Settings(database=tmp_path / "d.db", telegram_token="123456789:AAEabcdefghij", _env_file=None)
    assert not config.chats
    assert Settings(database=tmp_path / "d.db", _env_file=None).chats


def test_browsers_that_nobody_uses_are_forgotten() -> None:
    assert devices.UNUSED.days > 365  # longer than a cookie lives
