"""What WeCom delivers comes in by real sockets, once; anything else is refused without a word, and breaks nothing."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.wecom import callback
from bot.channels.wecom.crypto import Envelope
from config.settings import Settings
from storage import wecom
from storage.db import Database, Tx
from tests.bot.conftest import logged
from tests.channels.test_wecom_client import says, token
from tests.channels.test_wecom_crypto import ANY, BY_NAME
from tests.plugins.server import Server, serving
from tests.web.conftest import serve
from web.wecom import LARGEST, Refused

CORP, TOKEN, AES = ANY["receive_id"], ANY["token"], ANY["encoding_aes_key"]
KF_TOKEN, KF_AES = "kfToken", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
ACCOUNT = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q"
APP, KF = f"/wecom/{CORP}/app/1000002", f"/wecom/{CORP}/kf"
TEXT = BY_NAME["app_text_utf8_emoji"]["plaintext"]
CARD = BY_NAME["app_template_card_event"]["plaintext"]
CALLED = BY_NAME["kf_msg_or_event"]["plaintext"]


def written(folder: Path, api: str) -> Path:
    path = folder / "wecom.toml"
    path.write_text(
        f'[[corp]]\nid = "{CORP}"\napi = "{api}"\nkf_token = "{KF_TOKEN}"\nkf_aes_key = "{KF_AES}"\n'
        f'[[corp.app]]\nagent = 1000002\nsecret = "s"\ntoken = "{TOKEN}"\naes_key = "{AES}"\n'
        f'[[corp.app.kf]]\nid = "{ACCOUNT}"\ncommunity = "ginkgo"\n',
        encoding="utf-8",
    )
    return path


@dataclass(frozen=True, slots=True)
class Door:
    """The routes, and somebody who knocks as WeCom does."""

    client: httpx.AsyncClient
    db: Database
    qyapi: Server

    async def sends(self, text: str, path: str = APP, at: float | None = None, nonce: str = "n1") -> int:
        """Deliver this text; the status."""
        return (await self.knocks(path, at=at, nonce=nonce, text=text)).status_code

    async def knocks(
        self,
        path: str = APP,
        *,
        at: float | None = None,
        nonce: str = "n1",
        text: str | None = None,
        stamp: str = "",
        changed: dict[str, str] | None = None,  # after it was signed
    ) -> httpx.Response:
        """A signed delivery; without a text the question for an echo."""
        envelope = Envelope(TOKEN, AES, CORP) if path == APP else Envelope(KF_TOKEN, KF_AES, CORP)
        stamp = stamp or str(int(time.time() if at is None else at))
        encrypted = envelope.encrypt("4919405331264231072" if text is None else text)
        query = {"msg_signature": envelope.signature(stamp, nonce, encrypted), "timestamp": stamp, "nonce": nonce}
        query |= changed or {}
        if text is None:
            return await self.client.get(path, params={**query, "echostr": encrypted})
        return await self.client.post(path, params=query, content=body(encrypted))

    async def rows(self) -> list[tuple[Any, ...]]:
        """Source, key, lane and state of all that came from WeCom."""
        return await self.db.write(_rows)


def body(encrypted: str) -> bytes:
    return (
        f"<xml><ToUserName>x</ToUserName><AgentID>1</AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()
    )


def _rows(tx: Tx) -> list[tuple[Any, ...]]:
    return tx.all("SELECT source, key, lane FROM inbox WHERE source LIKE 'wecom%' OR source LIKE 'kf%' ORDER BY id")


@asynccontextmanager
async def standing(folder: Path) -> AsyncIterator[Door]:
    with serving(token()) as qyapi:
        path = written(folder, qyapi.url.removesuffix("/v1"))
        config = Settings(database=folder / "huiyin.db", port=0, wecom=path, _env_file=None)
        async with serve(config) as it:
            yield Door(it.client, it.db, qyapi)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with standing(tmp_path) as it:
        yield it


@pytest.mark.parametrize("path", [APP, KF])
async def test_the_echo_is_the_plain_text_and_nothing_else(door: Door, path: str) -> None:
    answer = await door.knocks(path)
    assert (answer.status_code, answer.content) == (200, b"4919405331264231072")


async def test_a_plus_that_was_not_encoded_is_understood(door: Door) -> None:
    envelope, stamp = Envelope(TOKEN, AES, CORP), str(int(time.time()))
    wrapped = next(each for number in range(99) if "+" in (each := envelope.encrypt("1", bytes([number]) * 16)))
    query = f"msg_signature={envelope.signature(stamp, 'n', wrapped)}&timestamp={stamp}&nonce=n&echostr={wrapped}"
    assert (await door.client.get(f"{APP}?{query}")).text == "1"


async def test_a_message_is_kept_before_the_empty_answer_and_only_once(door: Door) -> None:
    answer = await door.knocks(text=TEXT)
    assert (answer.status_code, answer.content) == (200, b"")
    kept = (f"wecom:{CORP}/1000002", "1234567890123456", f"wecom:{CORP}/zhangsan")
    assert await door.rows() == [kept]
    assert await door.sends(TEXT, nonce="n2") == 200  # WeCom's own repetition, wrapped anew
    assert await door.rows() == [kept]


async def test_a_replay_byte_for_byte_does_nothing_more(door: Door) -> None:
    for text, path in ((CARD, APP), (CALLED, APP), (CALLED, KF)):
        envelope = Envelope(TOKEN, AES, CORP) if path == APP else Envelope(KF_TOKEN, KF_AES, CORP)
        stamp, encrypted = str(int(time.time())), envelope.encrypt(text)
        query = {"msg_signature": envelope.signature(stamp, "n", encrypted), "timestamp": stamp, "nonce": "n"}
        for _ in range(3):
            await door.client.post(path, params=query, content=body(encrypted))
    assert len(await door.rows()) == 3


async def test_a_click_is_known_by_who_when_and_what(door: Door) -> None:
    assert await door.sends(CARD) == 200
    ((_, key, lane),) = await door.rows()
    chosen = {"SelectedItem": [{"QuestionKey": "assignee", "OptionIds": {"OptionId": ["lisi"]}}]}
    assert json.loads(key) == ["zhangsan", "1700000002", "template_card_event", "accept", "wo-42@1", chosen]
    assert lane == f"wecom:{CORP}/zhangsan"


@pytest.mark.parametrize("path", [APP, KF])
async def test_what_waits_at_an_account_wakes_whoever_asks_for_it(door: Door, path: str) -> None:
    woken = asyncio.Event()
    door.db.on(wecom.WOKEN, woken.set)
    assert await door.sends(CALLED, path) == 200
    await asyncio.wait_for(woken.wait(), 5)
    last = await door.db.write(wecom.last_call, ACCOUNT)
    assert last and last.token == "ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR"
    ((source, key, _),) = await door.rows()
    assert source == f"kf:{ACCOUNT}" and key.startswith("called:")
    assert await door.sends(CALLED, path, nonce="n2") == 200
    assert len(await door.rows()) == 2  # called again: whatever came in between is asked for again


async def test_an_account_that_nobody_set_up_is_said_in_the_log_and_forgotten(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    assert await door.sends(CALLED.replace(ACCOUNT, "wkOther")) == 200
    assert not await door.rows() and "wkOther" in caplog.text


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (403, {"msg_signature": "0" * 40}),
        (403, {"msg_signature": "路"}),
        (403, {"nonce": "other"}),
        (403, {"timestamp": "1700000000"}),
        (400, {"msg_signature": ""}),
        (400, {"nonce": "n" * 5000}),
    ],
)
async def test_what_was_changed_on_the_way_is_refused(door: Door, status: int, changed: dict[str, str]) -> None:
    for answer in (await door.knocks(changed=changed), await door.knocks(text=TEXT, changed=changed)):
        assert (answer.status_code, answer.content) == (status, b"")
    assert not await door.rows()


@pytest.mark.parametrize(
    ("stamp", "status"), [("0", 403), ("soon", 400), ("-1", 400), ("１７００", 400), ("9" * 13, 400)]
)
async def test_a_time_that_is_none_is_refused_however_it_is_signed(door: Door, stamp: str, status: int) -> None:
    for answer in (await door.knocks(stamp=stamp), await door.knocks(stamp=stamp, text=TEXT)):
        assert (answer.status_code, answer.content) == (status, b"")
    assert not await door.rows()


@pytest.mark.parametrize(("off", "status"), [(-310, 403), (-290, 200), (290, 200), (310, 403)])
async def test_the_time_may_be_five_minutes_off(door: Door, off: int, status: int) -> None:
    assert await door.sends(TEXT, at=time.time() + off) == status
    assert (await door.knocks(at=time.time() + off)).status_code == status


async def test_a_clock_that_is_wrong_is_said_in_the_log(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    await door.sends(TEXT, at=time.time() - 4000)
    assert "this machine's clock is wrong" in caplog.text
    caplog.clear()
    await door.knocks(text=TEXT, at=time.time() - 4000, changed={"msg_signature": "x"})
    assert "clock" not in caplog.text  # anybody can do that


async def test_a_key_that_differs_is_said_in_the_log_once_a_minute(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert (await door.knocks(changed={"msg_signature": "0" * 40})).status_code == 403
    said = [each for each in caplog.messages if "EncodingAESKey" in each]
    assert len(said) == 1 and APP in said[0]


async def test_what_is_for_somebody_else_is_refused(door: Door) -> None:
    stamp, other = str(int(time.time())), Envelope(TOKEN, AES, "ww0000000000000000")
    encrypted = other.encrypt(TEXT)
    query = {"msg_signature": other.signature(stamp, "n", encrypted), "timestamp": stamp, "nonce": "n"}
    assert (await door.client.post(APP, params=query, content=body(encrypted))).status_code == 403
    assert (await door.client.post(KF, params=query, content=body(encrypted))).status_code == 403


@pytest.mark.parametrize("path", ["/wecom", f"/wecom/{CORP}/app/7", "/wecom/ww0/app/1000002", f"/wecom/{CORP}/bot"])
async def test_only_what_is_set_up_has_a_route(door: Door, path: str) -> None:
    assert (await door.client.post(path)).status_code == 404


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BODIES = {
    "empty": b"",
    "no XML": b"hello",
    "bomb": f"{BOMB}<xml><Encrypt>&b;</Encrypt></xml>".encode(),
    "outside": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>',
    "outside DTD": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><xml><Encrypt>x</Encrypt></xml>',
    "deep": b"<a>" * 300_000,
    "deep and whole": b"<a>" * 140_000 + b"</a>" * 140_000,
    "wide": b"<xml>" + b"<a/>" * 200_000 + b"</xml>",
    "nothing inside": b"<xml><Encrypt></Encrypt></xml>",
    "elsewhere": b"<xml><a><Encrypt>x</Encrypt></a></xml>",
    "encoding": b'<?xml version="1.0" encoding="nothing"?><xml/>',
    "UTF-16": "<xml><Encrypt>x</Encrypt></xml>".encode("utf-16"),
    "JSON": b'{"encrypt": "x"}',
    "NUL": b"<xml><Encrypt>\0</Encrypt></xml>",
}


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES)
async def test_a_body_that_is_none_is_refused(door: Door, content: bytes) -> None:
    query = {"msg_signature": "x", "timestamp": str(int(time.time())), "nonce": "n"}
    answer = await door.client.post(APP, params=query, content=content)
    assert answer.status_code == (403 if content == BODIES["UTF-16"] else 400) and not answer.content


async def test_a_body_that_is_too_large_is_not_read(door: Door) -> None:
    query = {"msg_signature": "x", "timestamp": str(int(time.time())), "nonce": "n"}
    assert (await door.client.post(APP, params=query, content=bytes(LARGEST + 1))).status_code == 413


INSIDE = {
    "empty": "",
    "no XML": "success",
    "no kind": "<xml><FromUserName>a</FromUserName></xml>",
    "kinds": "<xml><MsgType>text</MsgType><MsgType>text</MsgType></xml>",
    "bomb": BOMB + "<xml><MsgType>&b;</MsgType></xml>",
    "deep": "<xml><MsgType>text</MsgType>" + "<a>" * 20 + "</a>" * 20 + "</xml>",
    "wide": "<xml><MsgType>text</MsgType>" + "<a/>" * 2000 + "</xml>",
    "an account in parts": "<xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><OpenKfId><a/></OpenKfId></xml>",
}


@pytest.mark.parametrize("text", INSIDE.values(), ids=INSIDE)
async def test_what_is_signed_and_still_no_message_is_refused(door: Door, text: str) -> None:
    assert await door.sends(text) == 400
    assert not await door.rows()


async def test_who_says_it_may_be_of_any_shape(door: Door) -> None:
    text = "<xml><MsgType>event</MsgType><FromUserName><a>1</a></FromUserName><MsgId><b/></MsgId></xml>"
    assert await door.sends(text) == 200


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("app_text_utf8_emoji", {"MsgType": "text", "Content": "3号楼路灯坏了💡，充电桩#7 也不亮"}),
        ("app_location", {"MsgType": "location", "Location_X": "23.134", "Location_Y": "113.358"}),
        (
            "app_template_card_event",
            {"TaskId": "wo-42@1", "SelectedItems": {"SelectedItem": [
                {"QuestionKey": "assignee", "OptionIds": {"OptionId": ["lisi"]}}
            ]}},
        ),
    ],
)  # fmt: skip
def test_a_message_becomes_plain_values(name: str, expected: dict[str, Any]) -> None:
    found = callback.message(BY_NAME[name]["plaintext"])
    assert expected.items() <= found.items()


@given(st.text() | st.binary().map(lambda content: content.decode("latin-1")))
def test_any_text_is_a_message_or_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        callback.message(text)


async def test_whatever_knocks_nothing_breaks(tmp_path: Path) -> None:
    words = st.text(max_size=50)
    queries = st.dictionaries(st.sampled_from(["msg_signature", "timestamp", "nonce", "echostr", "x"]), words)
    now = st.sampled_from([{"timestamp": str(int(time.time()))}, dict[str, str]()])
    bodies = (
        st.binary() | words.map(lambda text: body(text.replace("]]>", ""))) | st.sampled_from(list(BODIES.values()))
    )
    tried = 0
    async with standing(tmp_path) as door:

        async def knock(method: str, path: str, query: dict[str, str], content: bytes) -> int:
            return (await door.client.request(method, path, params=query, content=content)).status_code

        loop = asyncio.get_running_loop()

        @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(st.sampled_from(["GET", "POST", "HEAD"]), st.sampled_from([APP, KF]), queries, now, bodies)
        def run(method: str, path: str, query: dict[str, str], stamp: dict[str, str], content: bytes) -> None:
            nonlocal tried
            tried += 1
            status = asyncio.run_coroutine_threadsafe(knock(method, path, query | stamp, content), loop).result(20)
            assert status in (400, 403, 413)

        await asyncio.to_thread(run)
        assert tried >= 200 and not await door.rows()


async def test_signed_texts_of_any_shape_break_nothing_either(tmp_path: Path) -> None:
    names = st.sampled_from(["MsgType", "Event", "OpenKfId", "Token", "FromUserName", "MsgId", "CreateTime", "x"])
    values = st.sampled_from(["event", "kf_msg_or_event", ACCOUNT, "", "<a/>", "<a>1</a><a>2</a>", "路灯", "1"])
    texts = st.lists(st.tuples(names, values), max_size=8).map(
        lambda pairs: f"<xml>{''.join(f'<{name}>{value}</{name}>' for name, value in pairs)}</xml>"
    )
    async with standing(tmp_path) as door:
        loop = asyncio.get_running_loop()

        @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(texts, st.sampled_from([APP, KF]))
        def run(text: str, path: str) -> None:
            assert asyncio.run_coroutine_threadsafe(door.sends(text, path), loop).result(20) in (200, 400)

        await asyncio.to_thread(run)


async def test_while_storage_fails_it_is_not_answered_as_kept(door: Door) -> None:
    """WeCom delivers again, and by then it is kept."""

    def broken(tx: Tx) -> None:
        tx.run("ALTER TABLE inbox RENAME TO away")

    def mended(tx: Tx) -> None:
        tx.run("ALTER TABLE away RENAME TO inbox")

    await door.db.write(broken)
    assert await door.sends(TEXT) >= 500
    await door.db.write(mended)
    assert await door.sends(TEXT) == 200 and len(await door.rows()) == 1


async def test_a_secret_that_is_wrong_shows_at_the_start(tmp_path: Path) -> None:
    with serving(says(40001)) as qyapi:
        config = Settings(
            database=tmp_path / "huiyin.db",
            port=0,
            wecom=written(tmp_path, qyapi.url.removesuffix("/v1")),
            _env_file=None,
        )
        async with serve(config) as it:
            await logged("40001")
            health = (await it.client.get("/healthz")).json()
            assert health["troubles"] == [f"WeCom: {CORP}/1000002: gettoken: 40001, the secret is wrong"]
