"""Callbacks: encrypted XML, five seconds for an answer, three tries with the same MsgId; and what goes wrong."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import httpx

from tests.wecom import crypto
from tests.wecom.world import Callback, Json

TRIES = 3
XML = {"Content-Type": "text/xml"}


def element(name: str, value: Any) -> str:
    """One element; numbers plain, texts as CDATA, lists repeated."""
    if isinstance(value, list):
        return "".join(element(name, each) for each in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(element(key, each) for key, each in value.items())}</{name}>"
    if isinstance(value, str):
        return f"<{name}><![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request, byte for byte, and its answer; status 0: there was none."""

    query: dict[str, str]
    body: str
    status: int
    answer: bytes


@dataclass(eq=False, slots=True)
class Delivery:
    """One callback with all its tries."""

    callback: Callback
    fields: Json
    answered: Callable[[bytes], None]  # what a good answer's body may change
    attempts: list[Attempt] = field(default_factory=list)
    done: bool = False
    ok: bool = False

    @property
    def event(self) -> str:
        """What it tells."""
        return str(self.fields.get("Event") or self.fields["MsgType"])


class Pusher:
    """Delivers, to each callback one after the other.

    patience: seconds for an answer; pause: seconds between tries.  stamp: the time in the address, which the receiver
    compares with its machine's clock, so that it does not follow the fake's.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.changed = changed
        self.patience, self.pause = 5.0, 0.02
        self.stamp: Callable[[], float] = time.time
        self.deliveries: list[Delivery] = []
        self.queues: dict[str, asyncio.Queue[Delivery]] = {}
        self.workers: list[asyncio.Task[None]] = []
        self.held: Delivery | None = None
        self.twice = self.swaps = self.lost_answers = 0
        self.silent = False  # nothing is told at all
        self.client = httpx.AsyncClient(trust_env=False)

    async def close(self) -> None:
        """Stops."""
        for worker in self.workers:
            worker.cancel()
        await asyncio.gather(*self.workers, return_exceptions=True)
        await self.client.aclose()

    async def verify(self, callback: Callback) -> bool:
        """What saving the address in the administrator's pages does: GET, the plain echostr within a second."""
        echo = str(secrets.randbelow(10**19))
        query = self.signed(callback, crypto.encrypt(callback.aes_key, echo, callback.receive_id), "echostr")
        try:
            answer = await self.client.get(callback.url, params=query, timeout=min(1.0, self.patience))
        except httpx.TransportError:
            return False
        return answer.status_code == 200 and answer.content == echo.encode()

    def push(self, callback: Callback | None, fields: Json, answered: Callable[[bytes], None]) -> Delivery | None:
        """Queues a callback; None if nobody wants to be told."""
        if callback is None or self.silent:
            return None
        delivery = Delivery(callback, fields, answered)
        self.deliveries.append(delivery)
        if self.swaps and self.held is None:
            self.swaps, self.held = self.swaps - 1, delivery
            return delivery
        self.enqueue(delivery)
        if self.twice:
            self.twice -= 1
            self.enqueue(delivery)
        if self.held is not None:
            self.enqueue(self.held)
            self.held = None
        return delivery

    def enqueue(self, delivery: Delivery) -> None:
        """Behind all that waits for the same callback; a second time it comes again as the platform would repeat it."""
        url = delivery.callback.url
        if url not in self.queues:
            self.queues[url] = asyncio.Queue()
            self.workers.append(asyncio.create_task(self.work(self.queues[url])))
        self.queues[url].put_nowait(delivery)

    async def work(self, queue: asyncio.Queue[Delivery]) -> None:
        """Delivers one after the other."""
        while True:
            delivery = await queue.get()
            for left in reversed(range(TRIES)):
                if await self.attempt(delivery):
                    break
                if left:
                    await asyncio.sleep(self.pause)
            delivery.done = True
            self.changed()

    async def attempt(self, delivery: Delivery) -> bool:
        """One try, encrypted anew.  Whether it was taken."""
        callback = delivery.callback
        secret = crypto.encrypt(callback.aes_key, element("xml", delivery.fields), callback.receive_id)
        head = {
            "ToUserName": callback.receive_id,
            "AgentID": str(delivery.fields.get("AgentID", "")),
            "Encrypt": secret,
        }
        body, query = element("xml", head), self.signed(callback, secret)
        attempt = await self.post(callback, query, body)
        delivery.attempts.append(attempt)
        taken = attempt.status == 200
        if taken and self.lost_answers:
            self.lost_answers, taken = self.lost_answers - 1, False
        if taken:
            delivery.ok = True
            delivery.answered(attempt.answer)
        self.changed()
        return taken

    async def post(self, callback: Callback, query: dict[str, str], body: str) -> Attempt:
        """Sends these very bytes."""
        try:
            async with asyncio.timeout(self.patience):
                answer = await self.client.post(callback.url, params=query, content=body.encode(), headers=XML)
        except (httpx.TransportError, TimeoutError):
            return Attempt(query, body, 0, b"")
        return Attempt(query, body, answer.status_code, answer.content)

    async def replay(self, delivery: Delivery) -> Attempt:
        """Someone who overheard a callback sends it again, byte for byte."""
        overheard = delivery.attempts[0]
        return await self.post(delivery.callback, overheard.query, overheard.body)

    def signed(self, callback: Callback, secret: str, name: str = "") -> dict[str, str]:
        """The query."""
        stamp, nonce = str(int(self.stamp())), secrets.token_hex(8)
        query = {"msg_signature": crypto.sign(callback.token, stamp, nonce, secret), "timestamp": stamp, "nonce": nonce}
        return query | ({name: secret} if name else {})
