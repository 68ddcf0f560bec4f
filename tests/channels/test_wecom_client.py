"""Calls to WeCom over real sockets: tokens, refusals, silence and nonsense; never a secret in what is said of them."""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import Held, SendFailed
from bot.channels.wecom import codes
from bot.channels.wecom.client import UPLOADS, Client, Credential, TooLarge
from bot.channels.wecom.codes import CODES, Verdict
from tests.plugins.server import Answer, Server, serving

SECRET = "hush-nobody-may-read-this-secret"
APP = Credential("ww1/1000002", "ww1", SECRET)
WORDS = "3号楼2单元楼道灯不亮"


def says(code: int = 0, **more: Any) -> Answer:
    return Answer(json.dumps({"errcode": code, "errmsg": f"{WORDS} {SECRET}"} | more).encode())


def token(value: str = "T1", seconds: int = 7200) -> Answer:
    return says(access_token=value, expires_in=seconds)


@asynccontextmanager
async def calling(*answers: Answer, kind: type[Server] = Server, **limits: Any) -> AsyncIterator[tuple[Client, Server]]:
    with serving(*answers, kind=kind) as server:
        client = Client(server.url.removesuffix("/v1"), **limits)
        try:
            yield client, server
        finally:
            await client.close()


def asked(server: Server) -> list[str]:
    return [urlsplit(path).path.removeprefix("/cgi-bin/") for path, *_ in server.asked]


def query(server: Server, number: int) -> dict[str, list[str]]:
    return parse_qs(urlsplit(server.asked[number][0]).query)


@contextmanager
def nothing_told(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.ExceptionInfo[SendFailed]]:
    """The call fails, and neither its error nor the log names a secret, a token or anybody's words."""
    with pytest.raises(SendFailed) as failed:
        yield failed
    for said in (str(failed.value), repr(failed.value), str(failed.value.__cause__), caplog.text):
        assert not any(secret in said for secret in (SECRET, "T1", "T2", WORDS))


async def test_a_call_carries_the_token_of_its_secret() -> None:
    async with calling(token(), says(msgid="m1")) as (client, server):
        answer = await client.post(APP, "kf/send_msg", {"text": WORDS})
        assert answer["msgid"] == "m1"
        assert asked(server) == ["gettoken", "kf/send_msg"]
        assert query(server, 0) == {"corpid": ["ww1"], "corpsecret": [SECRET]}
        assert query(server, 1) == {"access_token": ["T1"]} and server.json() == {"text": WORDS}


async def test_calls_at_once_share_one_token_and_another_secret_has_its_own() -> None:
    async with calling(token(), says()) as (client, server):
        await asyncio.gather(*(client.post(APP, "kf/send_msg", {}) for _ in range(8)))
        assert asked(server).count("gettoken") == 1
        server.answers[:] = [token("T2"), says()]
        await client.get(Credential("ww1/7", "ww1", "another"), "kf/servicer/list", open_kfid="wk1")
        assert asked(server)[-2:] == ["gettoken", "kf/servicer/list"]
        assert query(server, -1) == {"access_token": ["T2"], "open_kfid": ["wk1"]}


@pytest.mark.parametrize("code", [40014, 42001, 42009])
async def test_a_token_that_is_refused_is_fetched_again_once(code: int) -> None:
    async with calling(token(), says(code), token("T2"), says(msgid="m1")) as (client, server):
        assert (await client.post(APP, "kf/send_msg", {}))["msgid"] == "m1"
        assert asked(server) == ["gettoken", "kf/send_msg"] * 2
        assert query(server, 3)["access_token"] == ["T2"]


async def test_a_token_that_is_refused_again_is_a_failure_and_no_endless_round(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with calling(token(), says(42001), token("T2"), says(42001)) as (client, server):
        with nothing_told(caplog) as failed:
            await client.post(APP, "kf/send_msg", {})
        assert not failed.value.permanent and failed.value.code == 42001 and len(server.asked) == 4


class Revoking(Server):
    """Refuses the first token, however many calls carry it."""

    def answer(self, path: str) -> Answer:
        if "gettoken" in path:
            return token(f"T{asked(self).count('gettoken')}")
        return says(42001) if "access_token=T1" in path else says()


async def test_a_token_revoked_under_many_calls_is_fetched_again_only_once() -> None:
    """Each compares the token that failed with the one that is known by now."""
    async with calling(kind=Revoking) as (client, server):
        await client.prove(APP)
        await asyncio.gather(*(client.post(APP, "kf/send_msg", {}) for _ in range(8)))
        assert asked(server).count("gettoken") == 2


async def test_a_short_token_is_renewed_before_its_end() -> None:
    async with calling(token(seconds=0), says(), token("T2"), says()) as (client, server):
        await client.post(APP, "a", {})
        await client.post(APP, "b", {})
        assert asked(server) == ["gettoken", "a", "gettoken", "b"]


async def test_a_secret_that_is_wrong_is_a_trouble_and_is_not_shown_again_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with calling(says(40001)) as (client, server):
        for _ in range(3):
            with nothing_told(caplog) as failed:
                await client.post(APP, "kf/send_msg", {})
            assert failed.value.retry_after == codes.MENDING and not failed.value.permanent
        assert asked(server) == ["gettoken"]
        assert client.trouble == "WeCom: ww1/1000002: gettoken: 40001, the secret is wrong"


async def test_an_address_that_is_not_trusted_is_named_and_its_trouble_ends() -> None:
    refused = says(60020, errmsg="not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at …")
    async with calling(token(), refused, says()) as (client, _):
        with pytest.raises(SendFailed) as failed:
            await client.post(APP, "message/send", {})
        assert failed.value.retry_after == codes.MENDING
        assert "企业可信IP (203.0.113.7)" in str(client.trouble)
        await client.post(APP, "message/send", {})
        assert client.trouble is None


@pytest.mark.parametrize("code", sorted(CODES))
async def test_every_code_of_the_table_does_what_it_says(code: int, caplog: pytest.LogCaptureFixture) -> None:
    rule = CODES[code]
    async with calling(token(), says(code), *([token("T2")] if rule.verdict is Verdict.TOKEN else []), says(code)) as (
        client,
        _,
    ):
        with nothing_told(caplog) as caught:
            await client.post(APP, "kf/send_msg", {"text": WORDS})
        failed = caught.value
        assert failed.code == code and str(code) in str(failed) and rule.why in str(failed)
        assert isinstance(failed, Held) == (rule.verdict is Verdict.HOLD)
        assert failed.permanent == (rule.verdict is Verdict.GIVE_UP)
        waits = {Verdict.WAIT: timedelta(seconds=60), Verdict.ALARM: timedelta(minutes=5)}
        assert failed.retry_after == waits.get(rule.verdict)
        assert (client.trouble is not None) == (rule.verdict is Verdict.ALARM or rule.told)


def test_the_five_that_wait_for_the_resident() -> None:
    assert {code for code, rule in CODES.items() if rule.verdict is Verdict.HOLD} == {95001, 95002, 95013, 95018, 95031}


async def test_a_code_that_nobody_knows_is_given_up() -> None:
    async with calling(token(), says(123456)) as (client, _):
        with pytest.raises(SendFailed) as failed:
            await client.post(APP, "kf/send_msg", {})
        assert failed.value.permanent and failed.value.code == 123456


NONSENSE = {
    "html": Answer(b"<html>hush-nobody-may-read-this-secret</html>"),
    "empty": Answer(b""),
    "list": Answer(b"[]"),
    "no code": Answer(b"{}"),
    "code in words": Answer(b'{"errcode": "0"}'),
    "true": Answer(b'{"errcode": true}'),
    "not UTF-8": Answer(b'{"errcode": 0, "x": "\xff"}'),
    "deep": Answer(b"[" * 100_000),
    "cut": Answer(says().body, cut=5),
    "500": Answer(b"", 500),
    "502": Answer(says().body, 502),
    "elsewhere": Answer(b"", 302, {"location": "http://127.0.0.1:1/"}),
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
async def test_nonsense_is_a_failure_that_passes(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    async with calling(token(), answer, says()) as (client, _):
        with nothing_told(caplog) as failed:
            await client.post(APP, "kf/send_msg", {"text": WORDS})
        assert not failed.value.permanent and not isinstance(failed.value, Held)
        await client.post(APP, "kf/send_msg", {})
        assert client.trouble is None


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
async def test_nonsense_instead_of_a_token(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    async with calling(answer, token(), says()) as (client, _):
        with nothing_told(caplog):
            await client.post(APP, "kf/send_msg", {})
        await client.post(APP, "kf/send_msg", {})


@pytest.mark.parametrize(
    "answer",
    [says(), says(access_token="", expires_in=7200), says(access_token="T1"), says(access_token=1, expires_in=1)],
)
async def test_an_answer_without_a_token(answer: Answer) -> None:
    async with calling(answer) as (client, _):
        with pytest.raises(SendFailed, match="no token"):
            await client.prove(APP)


async def test_what_cannot_be_reached_is_a_trouble_without_an_address(caplog: pytest.LogCaptureFixture) -> None:
    with serving(says()) as server:
        base = server.url.removesuffix("/v1")
    client = Client(base)
    with nothing_told(caplog) as failed:
        await client.post(APP, "kf/send_msg", {})
    assert not failed.value.permanent and client.trouble == "WeCom: gettoken: ConnectError"
    await client.close()


async def test_a_call_that_gets_no_answer_ends(caplog: pytest.LogCaptureFixture) -> None:
    async with calling(Answer(says().body, held=threading.Event()), read=0.05) as (client, _):
        with nothing_told(caplog) as failed:
            await client.post(APP, "kf/send_msg", {})
        assert "ReadTimeout" in str(failed.value) and not failed.value.permanent


async def test_an_answer_without_end_is_not_read() -> None:
    async with calling(token("T"), says(x="y" * 200), longest=150) as (client, _):
        with pytest.raises(SendFailed, match="without end") as failed:
            await client.post(APP, "kf/sync_msg", {})
        assert not failed.value.permanent


# --- files ------------------------------------------------------------------------------------------------


async def test_a_file_goes_up() -> None:
    async with calling(token(), says(type="image", media_id="MID")) as (client, server):
        assert await client.upload(APP, "image", "灯.png", b"\x89PNG rest") == "MID"
        assert asked(server)[-1] == "media/upload" and query(server, -1)["type"] == ["image"]
        body = server.asked[-1][2]
        assert b'name="media"; filename="' in body and b"\x89PNG rest" in body


@pytest.mark.parametrize(("kind", "size"), [("image", 5), ("image", UPLOADS["image"] + 1), ("voice", (2 << 20) + 1)])
async def test_a_file_that_cannot_be_taken_is_not_sent(kind: str, size: int) -> None:
    async with calling(token()) as (client, server):
        with pytest.raises(SendFailed) as failed:
            await client.upload(APP, kind, "a", bytes(size))
        assert failed.value.permanent and not server.asked


def attached(content: bytes, disposition: str) -> Answer:
    return Answer(content, headers={"content-disposition": disposition, "content-type": "image/png"})


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a b.png"', "a b.png"),
        ("attachment; filename=a.png", "a.png"),
        ("attachment; filename=\"x\"; filename*=UTF-8''%E7%81%AF.png", "灯.png"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ("attachment", ""),
    ],
)
async def test_a_file_comes_down(disposition: str, name: str) -> None:
    async with calling(token(), attached(b'{"errcode": 40007}', disposition)) as (client, server):
        file = await client.download(APP, "MID")
        assert (file.content, file.name, file.type) == (b'{"errcode": 40007}', name, "image/png")
        assert query(server, -1)["media_id"] == ["MID"]


async def test_a_file_that_is_gone_says_so_in_json(caplog: pytest.LogCaptureFixture) -> None:
    async with calling(token(), says(40007)) as (client, _):
        with nothing_told(caplog) as failed:
            await client.download(APP, "MID")
        assert failed.value.permanent and failed.value.code == 40007


async def test_a_file_needs_a_fresh_token_too() -> None:
    async with calling(token(), says(42001), token("T2"), attached(b"content", "attachment")) as (client, _):
        assert (await client.download(APP, "MID")).content == b"content"


async def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    async with calling(token("T"), attached(bytes(3 << 20), "attachment")) as (client, _):
        with pytest.raises(TooLarge, match="more than 2 MiB"):
            await client.download(APP, "MID", largest=2 << 20)


@pytest.mark.parametrize("answer", [says(), Answer(b""), Answer(b"\x89PNG"), Answer(b"", 500)])
async def test_no_file_and_no_error_is_a_failure_that_passes(answer: Answer) -> None:
    async with calling(token("T"), answer) as (client, _):
        with pytest.raises(SendFailed) as failed:
            await client.download(APP, "MID")
        assert not failed.value.permanent


# --- webhooks ---------------------------------------------------------------------------------------------


async def test_a_webhook_needs_no_token_and_its_key_is_never_named(caplog: pytest.LogCaptureFixture) -> None:
    async with calling(says(), says(media_id="MID"), says(45009), says(93000)) as (client, server):
        await client.push("push:1a2b", SECRET, {"msgtype": "text", "text": {"content": WORDS}})
        assert await client.upload_to("push:1a2b", SECRET, "file", "week.pdf", b"content") == "MID"
        assert asked(server) == ["webhook/send", "webhook/upload_media"] and query(server, 0) == {"key": [SECRET]}
        with nothing_told(caplog) as busy:
            await client.push("push:1a2b", SECRET, {})
        assert busy.value.retry_after == codes.WINDOW
        with nothing_told(caplog) as gone:
            await client.push("push:1a2b", SECRET, {})
        assert (
            gone.value.permanent and client.trouble == "WeCom: push:1a2b: webhook/send: 93000, the webhook was removed"
        )


def test_what_is_known_of_a_credential_shows_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("t").warning("%r %s", APP, APP)
    assert SECRET not in caplog.text and SECRET not in repr(APP)


@settings(max_examples=50, deadline=None)
@given(
    body=st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_any_answer_is_either_taken_or_a_failure_of_ours(body: bytes) -> None:
    async def once() -> None:
        async with calling(token(), Answer(body)) as (client, _):
            with pytest.raises(SendFailed):
                await client.post(APP, "kf/send_msg", {})

    asyncio.run(once())
