"""Web Push: sealed for one browser, to known services alone, and never with what was said."""

import asyncio
import base64
import hmac
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.channels.push import seal
from config.settings import Settings
from domain.people import Role
from storage import outbox, people
from storage.db import Tx
from tests.web.chat.devices import Device, browser
from tests.web.chat.test_http import known
from tests.web.conftest import Served, serve
from web.chat.hosts import allowed

# RFC 8291, appendix A
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
    "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def content(words: str) -> bytes:
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))


def test_it_seals_as_the_standard_shows() -> None:
    found = seal.sealed(b"When I grow up, I want to be a watermelon", THEIRS, AUTH, OURS, content(SEALED)[:16])
    assert text(found) == SEALED


def test_no_two_are_alike() -> None:
    assert seal.sealed(b"x", THEIRS, AUTH) != seal.sealed(b"x", THEIRS, AUTH)
    assert seal.fresh_key() != seal.fresh_key()


HOSTS = ("fcm.googleapis.com", "*.push.apple.com", "127.0.0.1:9000", "10.0.0.1:9000")


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://FCM.googleapis.com:443/x", True),
        ("https://web.push.apple.com/x", True),
        ("http://127.0.0.1:9000/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evil.example/https://fcm.googleapis.com/", False),
        ("https://fcm.googleapis.com@evil.example/", False),
        ("https://evil@fcm.googleapis.com/", False),
        ("https://push.apple.com/x", False),
        ("https://127.0.0.1:9000/x", False),
        ("http://127.0.0.1:9001/x", False),
        ("http://10.0.0.1:9000/x", False),  # plain http leaves this machine nowhere
        ("https://169.254.169.254/latest", False),
        ("https://[::1]/x", False),
        ("file:///etc/passwd", False),
        ("https://fcm.googleapis.com:x/", False),
        ("", False),
        ("https://fcm.googleapis.com/" + "x" * 2000, False),
    ],
)
def test_only_known_services_are_called(endpoint: str, expected: bool) -> None:
    assert allowed(endpoint, HOSTS) is expected


@dataclass
class Service:
    """A push service on this machine, and the browser behind it."""

    port: int = 0
    status: int = 201
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"0123456789abcdef"
    called: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One call."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        body = await reader.readexactly(int(headers["content-length"]))
        self.calls.append((headers, body))
        self.called.set()
        writer.write(f"HTTP/1.1 {self.status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    def wish(self) -> dict[str, str]:
        """What its browser tells our page."""
        return {
            "endpoint": f"http://127.0.0.1:{self.port}/send/1",
            "p256dh": text(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
            "auth": text(self.auth),
        }

    def opened(self, sealed: bytes) -> dict[str, Any]:
        """What the browser reads: the other side of RFC 8291, step by step."""
        salt, length = sealed[:16], sealed[20]
        point, words = sealed[21 : 21 + length], sealed[21 + length :]
        mine = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point))
        secret = expanded(extracted(self.auth, shared), b"WebPush: info\0" + mine + point, 32)
        both = extracted(salt, secret)
        key = expanded(both, b"Content-Encoding: aes128gcm\0", 16)
        plain = AESGCM(key).decrypt(expanded(both, b"Content-Encoding: nonce\0", 12), words, None)
        assert plain.endswith(b"\x02")
        return dict(json.loads(plain[:-1]))


def extracted(salt: bytes, secret: bytes) -> bytes:
    return hmac.digest(salt, secret, "sha256")


def expanded(secret: bytes, info: bytes, length: int) -> bytes:
    return HKDFExpand(algorithm=hashes.SHA256(), length=length, info=info).derive(secret)


def signed(authorization: str) -> dict[str, Any]:
    """What a call says of who makes it; raises unless it is signed with the key that it names."""
    said, key = authorization.removeprefix("vapid t=").split(", k=")
    head, claims, signature = said.split(".")
    raw = content(signature)
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), content(key))
    numbers = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point.verify(numbers, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return dict(json.loads(content(claims)))


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    it = Service()
    server = await asyncio.start_server(it.answer, "127.0.0.1", 0)
    it.port = server.sockets[0].getsockname()[1]
    async with server:
        yield it


@pytest.fixture
async def served(tmp_path: Path, service: Service) -> AsyncIterator[Served]:
    """A desk that may call this service."""
    config = Settings(
        database=tmp_path / "huiyin.db",
        port=0,
        public_url="http://desk.example.org",
        push_hosts=f"127.0.0.1:{service.port}",
        _env_file=None,
    )
    async with serve(config) as it:
        yield it


@asynccontextmanager
async def on_duty(served: Served, service: Service, works: bool = True) -> AsyncIterator[Device]:
    """The browser of somebody who works here (or not) and wants to be told."""
    async with browser(served) as it:
        await it.say("你好")
        if works:
            await served.db.write(make_head)
        assert (await it.client.post("/chat/push", json=service.wish())).status_code == 200
        yield it


def make_head(tx: Tx) -> None:
    """Whoever spoke first is the head."""
    person = people.by_account(tx, "web", known(tx)[0][1], "")
    assert person
    people.grant(tx, person.id, "ginkgo", Role.HEAD, "", ())


async def report(served: Served, words: str = "3号楼有煤气味") -> None:
    """A resident tells of danger, and everybody who works here hears of it."""
    async with browser(served) as resident:
        await resident.say(words)


async def test_a_closed_page_hears_that_there_is_news_and_not_what(served: Served, service: Service) -> None:
    async with on_duty(served, service) as staff:
        await report(served)
        assert any("煤气" in words for words in await staff.texts())
        ((headers, body),) = service.calls
        told = service.opened(body)
        assert told == {"title": "回音", "body": "有新消息，点开看。", "tag": "huiyin"}
        assert headers["content-encoding"] == "aes128gcm"
        assert int(headers["ttl"]) > 0
        claims = signed(headers["authorization"])
        assert claims["aud"] == f"http://127.0.0.1:{service.port}"
        assert claims["sub"].startswith("http://desk.example.org")
        page = (await staff.client.get("/chat")).text
        assert headers["authorization"].split("k=")[1] in page  # the key that the browser was told to expect


async def test_whoever_speaks_there_just_now_is_not_called(served: Served, service: Service) -> None:
    async with on_duty(served, service, works=False) as resident:
        await resident.say("3号楼2单元楼道灯不亮")
        await resident.press("报上去")
        await resident.say("3号楼有煤气味")
    assert service.calls == []


@pytest.mark.parametrize("status", [404, 410, 403])
async def test_a_browser_that_is_gone_is_called_once(served: Served, service: Service, status: int) -> None:
    service.status = status
    async with on_duty(served, service):
        await report(served)
        await report(served, "9号楼着火了")
    assert len(service.calls) == 1
    assert await served.db.write(outbox.backlog) == (0, 0)


async def test_a_service_that_is_down_is_tried_again(served: Served, service: Service) -> None:
    service.status = 503
    async with on_duty(served, service) as staff:
        async with browser(served) as resident:
            fields = {"key": uuid.uuid4().hex, "text": "3号楼有煤气味"}
            await resident.client.post("/chat/say", data=fields)
            await service.called.wait()
        service.status = 201
        while not await served.db.write(due_now):
            pass
        await staff.settled()
    assert len(service.calls) == 2
    assert service.opened(service.calls[0][1]) == service.opened(service.calls[1][1])
    assert service.calls[0][0]["urgency"] == "high"


def due_now(tx: Tx) -> bool:
    """What was put off is due; False as long as nothing was."""
    tx.woken.add("outbox")
    return bool(tx.run("UPDATE slot SET not_before = NULL WHERE state = 'waiting' AND not_before IS NOT NULL"))


async def test_whoever_wants_it_no_more_is_not_called(served: Served, service: Service) -> None:
    async with on_duty(served, service) as staff:
        assert (await staff.client.post("/chat/push", json={"endpoint": ""})).status_code == 200
        await report(served)
    assert service.calls == []


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://127.0.0.1:1/x"},
        {"endpoint": "https://fcm.googleapis.com/x"},  # not among the hosts of this desk
        {"p256dh": ""},
        {"p256dh": "AAAA"},
        {"p256dh": "\u00e9"},
        {"auth": "AAAA"},
        {"auth": "!"},
    ],
)
async def test_what_is_no_browser_is_refused(served: Served, service: Service, change: dict[str, str]) -> None:
    async with browser(served) as it:
        await it.say("你好")
        assert (await it.client.post("/chat/push", json={**service.wish(), **change})).status_code == 400
    async with browser(served) as stranger:
        assert (await stranger.client.post("/chat/push", json=service.wish())).status_code == 401


async def test_the_worker_serves_the_chat_alone(served: Served) -> None:
    answer = await served.client.get("/chat/worker.js")
    assert answer.headers["service-worker-allowed"] == "/chat"
    assert answer.headers["content-type"].startswith("text/javascript")
