"""Delivery to a webhook: each key's updates in order, several keys at once, again and again until the answer is 2xx."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from tests.telegram.updates import Entry, Updates

LONGEST_PAUSE = 1.0  # s between attempts; the real server goes up to a minute or two
PATIENCE = 10.0  # s for the bot to answer
FORBIDDEN = ("setwebhook", "deletewebhook", "close", "logout")  # and get...: not obeyed in an answer

Call = Callable[[str, dict[str, Any]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go, and how."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    ip_address: str = ""
    certificate: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt; no status means no answer."""

    update_id: int
    status: int | None


class Webhook:
    """The webhook of the bot, if it has one."""

    def __init__(self, updates: Updates, pause: float, call: Call) -> None:
        self.updates = updates
        self.pause = pause
        self.call = call
        self.target = Target()
        self.deliveries: list[Delivery] = []
        self.at_once = 0  # deliveries under way
        self.most_at_once = 0
        self.lost_answers = 0  # so many of the next good answers never arrive
        self.last_error: tuple[int, str] | None = None
        self.open = asyncio.Event()  # closed while Telegram is down
        self.open.set()
        self.lanes: dict[object, asyncio.Task[None]] = {}
        self.slots = asyncio.Semaphore()
        self.client: httpx.AsyncClient | None = None
        updates.on_push = self.notify

    async def point(self, target: Target) -> None:
        """Sends updates there from now on; to no URL: nowhere."""
        await self.close()
        self.target = target
        if target.url:
            self.slots = asyncio.Semaphore(target.connections)
            limits = httpx.Limits(max_connections=target.connections)
            self.client = httpx.AsyncClient(verify=False, trust_env=False, timeout=PATIENCE, limits=limits)
            self.notify()

    async def close(self) -> None:
        """Stops delivering; what is under way counts as not delivered."""
        self.target, self.last_error = Target(), None
        lanes, self.lanes = list(self.lanes.values()), {}
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        if self.client is not None:
            await self.client.aclose()
            self.client = None

    def notify(self) -> None:
        """There may be something to deliver."""
        if self.client is None:
            return
        for key in {entry.key for entry in self.updates.pending} - self.lanes.keys():
            self.lanes[key] = asyncio.create_task(self.drain(key))

    async def drain(self, key: object) -> None:
        """Delivers what waits under this key, one after the other."""
        while entry := next((entry for entry in self.updates.pending if entry.key == key), None):
            await self.deliver(entry)
        self.lanes.pop(key, None)

    async def deliver(self, entry: Entry) -> None:
        """Tries until it is delivered; the second attempt comes at once, the next ones later and later."""
        pause = 0.0
        while True:
            await self.open.wait()
            async with self.slots:
                asked_pause = await self.attempt(entry)
            if asked_pause is None:
                return self.updates.forget(entry)
            await asyncio.sleep(min(asked_pause or pause, LONGEST_PAUSE))
            pause = pause * 2 or self.pause

    async def attempt(self, entry: Entry) -> float | None:
        """Posts once.  Returns None if it was taken, else for how many seconds the bot asks to be left alone."""
        assert self.client is not None
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            answer = await self.client.post(self.target.url, content=json.dumps(entry.json()), headers=self.headers())
        except httpx.HTTPError as error:
            self.record(entry, None, reason(error))
            return 0.0
        finally:
            self.at_once -= 1
        if self.lost_answers and answer.is_success:
            self.lost_answers -= 1
            self.record(entry, None, "Webhook connection closed")
            return 0.0
        return await self.judge(entry, answer)

    async def judge(self, entry: Entry, answer: httpx.Response) -> float | None:
        """Whether the answer is good; a good one may carry a call."""
        if answer.is_success:
            self.record(entry, answer.status_code, "")
            await self.obey(answer)
            return None
        self.record(
            entry, answer.status_code, f"Wrong response from the webhook: {answer.status_code} {phrase(answer)}"
        )
        wish = answer.headers.get("Retry-After", "")
        return float(wish) if wish.isdigit() else 0.0

    async def obey(self, answer: httpx.Response) -> None:
        """Makes the call that the bot put into its answer; nobody sees the result."""
        try:
            call = answer.json()
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(method := call.pop("method", None), str):
            if method.lower() not in FORBIDDEN and not method.lower().startswith("get"):
                await self.call(method, call)

    def headers(self) -> dict[str, str]:
        """As Telegram sends them."""
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.target.secret} if self.target.secret else {}
        return {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate"} | secret

    def record(self, entry: Entry, status: int | None, error: str) -> None:
        """Remembers the attempt for the test, and the error for getWebhookInfo."""
        self.deliveries.append(Delivery(entry.id, status))
        if error:
            self.last_error = (int(self.updates.now()), error)
        self.updates.changed()

    def info(self) -> dict[str, Any]:
        """A WebhookInfo."""
        shown: dict[str, Any] = {"url": self.target.url, "has_custom_certificate": self.target.certificate}
        shown["pending_update_count"] = len(self.updates.pending)
        if self.target.url:
            shown |= {"max_connections": self.target.connections, "ip_address": self.target.ip_address or "127.0.0.1"}
        if self.last_error:
            shown |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        return shown


def phrase(answer: httpx.Response) -> str:
    """The words after the status."""
    return answer.reason_phrase or httpx.codes.get_reason_phrase(answer.status_code)


def reason(error: httpx.HTTPError) -> str:
    """In the words of getWebhookInfo."""
    match error:
        case httpx.ConnectError():
            return "Connection refused"
        case httpx.TimeoutException():
            return "Read timeout expired"
    return "Webhook connection closed"
