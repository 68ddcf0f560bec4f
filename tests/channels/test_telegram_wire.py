"""The wire to the Bot API: what goes over it, through which proxy, and that no error says the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from telegram import InputFile

from bot.channels import SendFailed
from bot.channels.telegram import client, wire
from bot.channels.telegram.client import Client, Unreachable
from bot.check.command import check
from config.errors import ConfigError
from tests.channels.town import settings
from tests.telegram import FakeTelegram

TOKEN = "123456789:" + "A" * 35
NOBODY = "http://127.0.0.1:9"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_TRUE = b'{"ok": true, "result": true}'
DONE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(_TRUE), _TRUE)
ELSEWHERE = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/x\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


class Heard:
    """A server that writes down what it hears, and answers always the same."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.requests, self.address = answer, list[bytes](), ""
        self.open: list[asyncio.StreamWriter] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.append(writer)
        with suppress(ConnectionError):
            while head := await reader.read(1 << 20):
                self.requests.append(head)
                writer.write(self.answer)


@asynccontextmanager
async def hearing(answer: bytes = DONE) -> AsyncIterator[Heard]:
    heard = Heard(answer)
    server = await asyncio.start_server(heard, "127.0.0.1", 0)
    heard.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield heard
        for writer in heard.open:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in heard.open), return_exceptions=True)


@asynccontextmanager
async def calling(address: str) -> AsyncIterator[Client]:
    one = Client(TOKEN, address)
    try:
        yield one
    finally:
        await one.close()


async def test_a_call_is_json_and_one_connection_serves_many() -> None:
    async with hearing() as heard, calling(heard.address) as one:
        for n in range(3):
            await one.call(
                "sendMessage", chat_id=n, text="灯💡\ud83d", reply_markup={"inline_keyboard": []}, nothing=None
            )
        head, _, body = heard.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n".encode()) and len(heard.requests) == 3
    assert body == (b'{"chat_id": 0, "text": "\\u706f\\ud83d\\udca1\\ud83d", "reply_markup": {"inline_keyboard": []}}')


async def test_a_file_keeps_its_name() -> None:
    async with hearing() as heard, calling(heard.address) as one:
        await one.call("sendDocument", chat_id=7, document=InputFile(b"x,y", filename="三月 报表.csv"))
        (sent,) = heard.requests
    assert 'filename="三月 报表.csv"'.encode() in sent and b"\r\n\r\nx,y\r\n" in sent and b"\r\n\r\n7\r\n" in sent


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY", "http_proxy"])
async def test_the_proxy_of_the_environment_is_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with hearing() as heard:
        monkeypatch.setenv(name.lower(), heard.address.removeprefix("http://"))
        async with calling("http://api.telegram.example") as one:
            assert await one.ask("getMe") is True
        assert heard.requests[0].startswith(f"POST http://api.telegram.example/bot{TOKEN}/getMe HTTP/1.1\r\n".encode())


async def test_who_needs_no_proxy_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", NOBODY)
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    async with hearing() as heard, calling(heard.address) as one:
        assert await one.ask("getMe") is True


async def test_a_proxy_that_is_not_spoken_stops_the_start_and_says_so(
    tmp_path: Path, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(ConfigError, match="ALL_PROXY: Telegram is not reached through a socks5 proxy"):
        Client(TOKEN, "https://api.telegram.org")
    found = [finding.text async for finding in check(settings(tmp_path, telegram), "en")]
    assert any("socks5" in text for text in found)


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", ELSEWHERE, None]
)
async def test_no_error_says_the_token(answer: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "READ", 0.2)
    monkeypatch.setattr(wire, "CONNECT", 0.2)
    async with hearing(answer or b"") as heard, calling(heard.address if answer is not None else NOBODY) as one:
        with pytest.raises(Unreachable) as missed:
            await one.ask("getMe", read=0.2)
        with pytest.raises(SendFailed) as lost:
            await one.download("photos/a b.jpg", 1_000)
    for error in (missed.value, lost.value):
        assert TOKEN not in "".join(traceback.format_exception(error))
    assert one.trouble and TOKEN not in one.trouble
