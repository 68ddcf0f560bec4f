"""FakeWeCom: the platform as one deployment meets it, on loopback ports, with people to play and things to break."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self, TypeVar

from tests.telegram.wire import Http
from tests.wecom.bots import Bot
from tests.wecom.clock import Clock
from tests.wecom.faults import Fault, Faults
from tests.wecom.gateway import Call, Gateway
from tests.wecom.ids import Ids
from tests.wecom.peopled import Peopled
from tests.wecom.pusher import Delivery, Pusher
from tests.wecom.sockets import Sockets
from tests.wecom.state import State
from tests.wecom.tokens import Tokens
from tests.wecom.waiting import Waiter
from tests.wecom.world import App, Corp

T = TypeVar("T")


class FakeWeCom(Peopled, Faults):
    """qyapi and openws.  now: the time there; one that always answers the same stands still until later() moves it."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        self.waiter = Waiter()
        self.clock, self.ids = Clock(now), Ids()
        self.faults: list[Fault] = []
        corps: dict[str, Corp] = {}
        self.pusher = Pusher(self.waiter.changed)
        self.tokens = Tokens(corps, self.ids)
        self.state = State(self.clock, self.ids, self.waiter, self.pusher, corps, self.tokens)
        self.gateway = Gateway(self.state, self, self.waiter.changed)
        self.waiter.latest = self.latest
        self.changed = self.waiter.changed
        self.http = Http(self.gateway.answer)
        self.bots: dict[str, Bot] = {}
        self.sockets = Sockets(self.state, self.bots)

    async def __aenter__(self) -> Self:
        await self.http.start()
        await self.sockets.start()
        self.state.base_url = self.base_url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.pusher.close()
        await self.sockets.stop()
        await self.http.stop()

    @property
    def base_url(self) -> str:
        """In the place of https://qyapi.weixin.qq.com"""
        return f"http://127.0.0.1:{self.http.port}"

    @property
    def ws_url(self) -> str:
        """In the place of wss://openws.work.weixin.qq.com"""
        return f"ws://127.0.0.1:{self.sockets.port}"

    @property
    def calls(self) -> list[Call]:
        """Every call, in order."""
        return self.gateway.calls

    @property
    def refused(self) -> list[Call]:
        """The calls that a good caller does not make: those that were refused for what they said."""
        return self.gateway.refused

    @property
    def careless(self) -> list[str]:
        """What the platform took without a word and then cut or dropped; a good caller leaves this empty."""
        return self.state.careless

    @property
    def deliveries(self) -> list[Delivery]:
        """Every callback, with its tries."""
        return self.pusher.deliveries

    def called(self, path: str) -> list[Call]:
        """The calls of one path, as "kf/send_msg"."""
        return [call for call in self.calls if call.path == path]

    def later(self, **span: float) -> None:
        """Time passes there: later(hours=49)."""
        self.clock.later(**span)

    def revoke_tokens(self, app: App | None = None) -> None:
        """Access tokens end before their time."""
        self.tokens.revoke(app)

    def duplicate(self, times: int = 1) -> None:
        """The next callbacks come twice."""
        self.pusher.twice += times

    def reorder(self, pairs: int = 1) -> None:
        """The next pairs of callbacks come in the wrong order, the first when the second has come."""
        self.pusher.swaps += pairs

    def lose_answers(self, times: int = 1) -> None:
        """The next good answers to callbacks are lost, and the callbacks come again."""
        self.pusher.lost_answers += times

    @asynccontextmanager
    async def down(self) -> AsyncIterator[None]:
        """The API is gone: connections are refused.  Afterwards it is back on the same port."""
        await self.http.stop(keep_port=True)
        try:
            yield
        finally:
            await self.http.start()

    @asynccontextmanager
    async def sockets_down(self) -> AsyncIterator[None]:
        """No WebSocket is to be had.  Afterwards it is back on the same port."""
        await self.sockets.stop()
        try:
            yield
        finally:
            await self.sockets.start()

    async def until(self, condition: Callable[[], T], seconds: float = 5.0) -> T:
        """Waits for the condition and returns its value.  Fails with the latest calls if it does not come true."""
        return await self.waiter.until(condition, seconds)

    async def told(self) -> None:
        """Waits until all callbacks were delivered, or given up."""
        await self.until(lambda: all(delivery.done for delivery in self.deliveries))

    def latest(self) -> list[str]:
        """The last calls, for a failing test."""
        return [f"{call.path} {call.error or call.fault or 'ok'}" for call in self.calls[-10:]]
