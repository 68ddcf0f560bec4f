"""Bodies that are too large, too slow, or never end: refused at once, and memory stays what it was."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import patience
from bot.channels.telegram.intake import secret
from config.settings import Settings
from tests.fuzz.doors import CORP, TELEGRAM, everything
from tests.web.conftest import Served, serve
from web import shield

MEGA = 1_000_000
POSTS = (
    "/chat/say", "/chat/plain", "/chat/press", "/chat/edit", "/chat/lang", "/chat/name", "/staff/in/x", "/staff/press",
    "/staff/say", "/staff/file", "/staff/me", "/staff/out", "/open311/v2/requests.json", "/board", "/",
)  # fmt: skip
KINDS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "")
PROGRAM = "import sys; from bot.cli import main; sys.argv = ['huiyin', 'run']; main()"
Note = Callable[[str, object], None]


async def said(address: str, head: bytes, body: AsyncIterator[bytes] | None = None, wait: float = 20) -> bytes:
    """The beginning of what is answered over a plain socket."""
    host, port = re.findall(r"//([^:/]+):(\d+)", address)[0]
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(head)
        sending = asyncio.create_task(_all(writer, body)) if body else None
        found = await asyncio.wait_for(reader.read(400), wait)
        if sending:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return found
    finally:
        writer.transport.abort()  # with what was not sent yet


async def _all(writer: asyncio.StreamWriter, body: AsyncIterator[bytes]) -> None:
    try:
        async for part in body:
            writer.write(part)
            await writer.drain()
    except ConnectionError:
        return


async def _chunks(count: int, first: bytes = b"") -> AsyncIterator[bytes]:
    part = first + b"a" * 65_000
    for _ in range(count * MEGA // len(part)):
        yield f"{len(part):x}\r\n".encode() + part + b"\r\n"
        part = b"a" * 65_000
    yield b"0\r\n\r\n"


def _head(path: str, kind: str, how: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: desk.example.org", "Sec-Fetch-Site: same-origin", how]
    return ("\r\n".join([*lines, *([f"Content-Type: {kind}"] if kind else [])]) + "\r\n\r\n").encode()


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize("path", POSTS)
async def test_ninety_megabytes_are_refused_before_they_are_sent(path: str, served_for_real: Served) -> None:
    for kind in KINDS:
        answer = await said(served_for_real.address, _head(path, kind, f"Content-Length: {90 * MEGA}"))
        assert _status(answer) == 413, (kind, answer)


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1000


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_ninety_megabytes_without_a_length_cost_no_memory(served_for_real: Served, record_property: Note) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    for path in POSTS:  # whatever is loaded at the first request, is
        await said(served_for_real.address, _head(path, KINDS[0], "Content-Length: 2") + b"{}")
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
    before = _resident()
    for path in POSTS:
        for kind in KINDS[:3]:
            first = part if "multipart" in kind else b""
            head = _head(path, kind, "Transfer-Encoding: chunked")
            answer = await said(served_for_real.address, head, _chunks(90, first))
            assert 300 <= _status(answer) < 500, (path, kind, answer)
    grown = _resident() - before
    record_property("figures", f"90 MB to {len(POSTS)} addresses in {3} ways: memory grew by {grown:.1f} MB at most")
    assert grown < 45


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_ways_in_of_platforms_keep_nothing_of_ninety_megabytes(tmp_path: Path, record_property: Note) -> None:
    """Neither of somebody who pretends to be Telegram or WeCom, nor of whoever knows the secret."""
    telegram, callback = f"/telegram/{TELEGRAM.partition(':')[0]}", f"/wecom/{CORP}/app/1000002"
    ours = f"Transfer-Encoding: chunked\r\nX-Telegram-Bot-Api-Secret-Token: {secret(TELEGRAM)}"
    signed = f"{callback}?msg_signature={'0' * 40}&timestamp=1&nonce=2"
    tried = [
        (telegram, "Transfer-Encoding: chunked", 403),
        (telegram, ours, 413),
        (signed, "Transfer-Encoding: chunked", 413),
    ]
    async with serve(everything(tmp_path)) as desk:
        for path in (telegram, signed):
            answer = await said(desk.address, _head(path, KINDS[0], f"Content-Length: {90 * MEGA}"))
            assert _status(answer) == 413, (path, answer)
        Path("/proc/self/clear_refs").write_text("5")
        before = _resident()
        for path, how, status in tried:
            try:
                answer = await said(desk.address, _head(path, KINDS[0], how), _chunks(90))
                assert _status(answer) == status, (path, how, answer)
            except ConnectionResetError:
                pass  # the answer was there, and they went on sending: it may be lost on the way
        grown = _resident() - before
        assert not (await desk.client.get("/healthz")).json()["parked"]
    record_property("figures", f"90 MB to the ways in of Telegram and WeCom: memory grew by {grown:.1f} MB at most")
    assert grown < 45


async def test_a_head_that_never_ends_is_not_waited_for(
    served_for_real: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_WITHIN", 0.2)
    for begin in (b"", b"GET / HTTP/1.1\r\nX: "):
        assert await said(served_for_real.address, begin) == b""
    answered = b"GET /healthz HTTP/1.1\r\nHost: desk.example.org\r\n\r\n"
    assert _status(await said(served_for_real.address, answered)) == 200


async def test_a_head_and_a_tail_without_end_are_cut_off(served_for_real: Served) -> None:
    async def letters() -> AsyncIterator[bytes]:
        for _ in range(90):
            yield b"a" * MEGA

    chunked = _head("/chat/say", KINDS[0], "Transfer-Encoding: chunked")
    for begin in (b"GET /", b"GET / HTTP/1.1\r\nX: ", chunked + b"2\r\n{}\r\n0\r\nX: "):
        before = _resident()
        answer = await said(served_for_real.address, begin, letters())
        assert answer == b"" or _status(answer) == 400
        assert _resident() - before < 45


async def test_a_body_that_stops_is_not_waited_for(served_for_real: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "NEXT", 0.2)
    for kind in KINDS[1:3]:
        answer = await said(served_for_real.address, _head("/chat/say", kind, "Content-Length: 900") + b"--b")
        assert _status(answer) == 408, (kind, answer)


SMUGGLED = (
    "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: +5",
    "Transfer-Encoding: chunked, identity", "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked",
    "Content-Length: 5, 6", "Content-Length: 0x5", "X: a\n\tb\x00", "Content-Length: " + "9" * 5_000,
    "\r\n".join(f"X{n}: y" for n in range(20_000)), "X: " + "a" * 200_000,
)  # fmt: skip


@pytest.mark.parametrize("how", SMUGGLED, ids=lambda how: how[:30])
async def test_a_request_that_could_be_read_in_two_ways_is_read_in_none(how: str, served_for_real: Served) -> None:
    inner = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: desk.example.org\r\n\r\n"
    answer = await said(served_for_real.address, _head("/chat/say", KINDS[0], how) + inner)
    assert answer == b"" or 400 <= _status(answer) < 500, answer
    assert b"ready" not in answer


async def test_a_packed_body_is_not_unpacked(tmp_path: Path) -> None:
    import gzip

    bomb = gzip.compress(bytes(50 * MEGA))
    config = Settings(database=tmp_path / "huiyin.db", port=0, _env_file=None)
    async with serve(config) as it:
        for path in ("press", "say", "edit"):
            headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
            answer = await it.client.post(f"/trial/{path}", content=bomb, headers=headers)
            assert answer.status_code == 400


async def test_the_largest_message_that_may_be_sent_is_taken(served: Served) -> None:
    fields = {"key": "0" * 32, "as": "li", "chat": "group", "text": "灯" * 10_000}
    assert (await served.client.post("/trial/say", data=fields, files={"x": ("", b"")})).status_code == 200
