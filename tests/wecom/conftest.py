"""A fake WeCom whose clock stands still, a desk in it, a plain client, and a receiver of callbacks."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from defusedxml import ElementTree

from tests.telegram.wire import Http, Request, Response
from tests.wecom import crypto
from tests.wecom.fake import FakeWeCom
from tests.wecom.pusher import element
from tests.wecom.resident import Resident
from tests.wecom.staff import Staff, children
from tests.wecom.world import Account, App, Callback, Corp, Json

START = 1_800_000_000.0
PNG = b"\x89PNG\r\n\x1a\n and more"


@dataclass(eq=False)
class Receiver:
    """What a deployment's callback address does: checks, decrypts, answers 200."""

    callback: Callback | None = None
    events: list[Json] = field(default_factory=list)
    stamps: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)  # instead of 200, one after the other
    reply: Callable[[Json], bytes] = lambda _: b""
    echo: bytes | None = None

    async def answer(self, request: Request) -> Response | None:
        """One callback, or the question for an echo."""
        assert self.callback is not None
        query = dict(parse_qsl(request.target.partition("?")[2]))
        secret = query.get("echostr") or ElementTree.fromstring(request.body).findtext("Encrypt") or ""
        signed = crypto.sign(self.callback.token, query["timestamp"], query["nonce"], secret)
        assert signed == query["msg_signature"]
        text, receive_id = crypto.decrypt(self.callback.aes_key, secret)
        assert receive_id == self.callback.receive_id
        if request.method == "GET":
            return Response(200, text.encode() if self.echo is None else self.echo, "text/plain")
        self.stamps.append(query)
        event = children(ElementTree.fromstring(text))
        self.events.append(event)
        status = self.statuses.pop(0) if self.statuses else 200
        return Response(status, self.reply(event)) if status else None

    def passive(self, message: Json) -> bytes:
        """An answer that says something at once."""
        assert self.callback is not None
        secret = crypto.encrypt(self.callback.aes_key, element("xml", message), self.callback.receive_id)
        stamp, nonce = "1800000000", "nonce"
        head = {"Encrypt": secret, "MsgSignature": crypto.sign(self.callback.token, stamp, nonce, secret)}
        return element("xml", head | {"TimeStamp": int(stamp), "Nonce": nonce}).encode()


@dataclass(eq=False)
class Desk:
    """One corp with an app, a kf account, a resident and a member."""

    wecom: FakeWeCom
    corp: Corp
    app: App
    kf: Account
    wang: Resident
    zhang: Staff
    http: httpx.AsyncClient
    receiver: Receiver
    token: str = ""

    async def call(self, path: str, body: Json | None = None, **query: Any) -> Json:
        """A call with the app's access token; GET without a body."""
        self.token = self.token or await self.new_token()
        method, params = ("GET" if body is None else "POST"), {"access_token": self.token} | query
        answer = await self.http.request(method, f"/cgi-bin/{path}", params=params, json=body)
        return dict(answer.json())

    async def new_token(self) -> str:
        """An access token."""
        query = {"corpid": self.corp.id, "corpsecret": self.app.secret}
        return str((await self.http.get("/cgi-bin/gettoken", params=query)).json()["access_token"])

    async def code(self, path: str, body: Json | None = None, **query: Any) -> int:
        """The errcode of such a call."""
        return int((await self.call(path, body, **query))["errcode"])

    async def send(self, text: object = "已受理", **more: Any) -> Json:
        """kf/send_msg with a text to the resident."""
        head = {"touser": self.wang.id, "open_kfid": self.kf.id, "msgtype": "text", "text": {"content": text}}
        return await self.call("kf/send_msg", head | more)

    async def sync(self, cursor: str = "", token: str | None = None, **more: Any) -> Json:
        """kf/sync_msg; with the newest callback token unless another is given."""
        newest = list(self.kf.tokens)[-1] if token is None and self.kf.tokens else token
        body = {"open_kfid": self.kf.id, "cursor": cursor, "token": newest or ""} | more
        return await self.call("kf/sync_msg", body)

    async def upload(self, content: bytes = PNG, kind: str = "image", name: str = "a.png") -> Json:
        """media/upload"""
        self.token = self.token or await self.new_token()
        query = {"access_token": self.token, "type": kind}
        files = {"media": (name, content)}
        return dict((await self.http.post("/cgi-bin/media/upload", params=query, files=files)).json())


@pytest.fixture
async def wecom() -> AsyncIterator[FakeWeCom]:
    """A WeCom where time passes only when a test says so."""
    async with FakeWeCom(now=lambda: START) as fake:
        fake.pusher.pause = 0
        yield fake


@pytest.fixture
async def desk(wecom: FakeWeCom) -> AsyncIterator[Desk]:
    """All that most tests need."""
    corp = wecom.corp()
    app = wecom.app(corp)
    kf = wecom.kf(app)
    receiver = Receiver()
    http = Http(receiver.answer)
    await http.start()
    app.callback = receiver.callback = wecom.callback(f"http://127.0.0.1:{http.port}/wecom", corp)
    client = httpx.AsyncClient(base_url=wecom.base_url, trust_env=False, timeout=10)
    people = wecom.resident(kf, "王姐"), wecom.staff(corp, "ZhangSan", "张三")
    async with client:
        yield Desk(wecom, corp, app, kf, *people, client, receiver)
    await wecom.pusher.close()
    await http.stop()
