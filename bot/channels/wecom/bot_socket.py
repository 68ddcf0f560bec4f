"""A smart bot's long connection: kept alive, one at a time, every frame acknowledged (document/path/101463).

WeCom lets a bot have one connection and ends the older one when a newer comes.  So when somebody else has taken it,
it is not taken back at once: the two would end each other for ever.
"""

import asyncio
import json
import logging
import random
import secrets
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bot.channels import SendFailed
from bot.channels.wecom.codes import Verdict, failure, rule
from config.wecom import Bot

log = logging.getLogger(__name__)

LARGEST = 4 << 20  # bytes of a frame
MISSED = 2  # pings without an answer until the connection counts as dead
DAY = 86_400.0

Frame = dict[str, Any]
Receive = Callable[[Frame], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take, in seconds."""

    first: float = 1.0  # until the first new try; twice as long each time
    longest: float = 30.0
    refused: float = 300.0  # after a wrong secret
    ping: float = 30.0
    ack: float = 5.0
    coming: float = 10.0  # after the start, in which nothing counts as a try


class Replaced(Exception):
    """Somebody else has the bot's connection now."""


async def prove(bot: Bot, within: float) -> None:
    """Connect once, and let go: whoever has the bot's connection loses it.  Raises ``SendFailed``."""
    try:
        async with asyncio.timeout(within):
            await Connection(bot, _unheard, Pace(ack=within)).prove()
    except (OSError, TimeoutError, WebSocketException, Replaced) as error:
        raise SendFailed(f"smart bot {bot.id}: {type(error).__name__}") from None


async def _unheard(frame: Frame) -> None:
    """What comes in the moment of a proof."""


class Connection:
    """One bot's connection, made anew whenever it ends."""

    def __init__(self, bot: Bot, receive: Receive, pace: Pace | None = None) -> None:
        self._bot, self._receive, self._pace = bot, receive, pace or Pace()
        self._socket: ClientConnection | None = None  # once WeCom took our subscription
        self._acks: dict[str, asyncio.Future[Frame]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._arrived: asyncio.Queue[Frame] = asyncio.Queue()
        self._tries = self._lost = 0
        self._first = float("inf")  # until when the first connection may be on its way
        self.trouble: str | None = None

    @property
    def live(self) -> bool:
        """Whether something can be said."""
        return self._socket is not None

    @property
    def coming(self) -> bool:
        """Whether the program has just started, and it will be connected in a moment."""
        return self._socket is None and time.monotonic() < self._first

    async def run(self) -> None:
        """Be connected for ever."""
        self._first = time.monotonic() + self._pace.coming
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep())
            group.create_task(self._connected())

    async def ask(self, cmd: str, body: Frame, req_id: str = "") -> Frame:
        """What WeCom answers to a frame; ``req_id``: of the callback that it replies to.

        Raises ``SendFailed``; what was not acknowledged may have been taken all the same.
        """
        if self._socket is None:
            raise SendFailed(f"{cmd}: the smart bot is not connected")
        return await self._ask(self._socket, cmd, body, req_id)

    # --- one connection after the other -----------------------------------------------------------------------

    async def _connected(self) -> None:
        while True:
            began = time.monotonic()
            try:
                await self._once(self._ping)
                wait = self._pause("the connection ended")
            except Replaced:
                wait = self._replaced(time.monotonic() - began)
            except SendFailed as failed:
                alarm = rule(failed.code).verdict is Verdict.ALARM
                wait = self._pause(str(failed), self._pace.refused if alarm else 0.0)
            except (OSError, TimeoutError, WebSocketException) as error:
                wait = self._pause(type(error).__name__)
            await asyncio.sleep(wait)

    async def prove(self) -> None:
        """Be connected for a moment."""
        await self._once(self._let_go)

    async def _let_go(self, socket: ClientConnection) -> None:
        """Nothing more."""

    async def _once(self, then: Callable[[ClientConnection], Awaitable[None]]) -> None:
        """One connection until it ends, or ``then`` is done."""
        where = connect(
            self._bot.address, max_size=LARGEST, open_timeout=10, close_timeout=2, ping_interval=None, logger=_quiet()
        )
        async with where as socket:
            reading = asyncio.create_task(self._read(socket))
            try:
                await self._until(reading, self._subscribe(socket))
                await self._until(reading, then(socket))
            finally:
                self._socket = None
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)
                for ack in self._acks.values():
                    if not ack.done():
                        ack.set_exception(SendFailed("the connection ended before it was acknowledged"))

    async def _until(self, reading: asyncio.Task[None], doing: Awaitable[None]) -> None:
        """Do something for as long as there is something to read from.  Raises what either raises."""
        work = asyncio.ensure_future(doing)
        try:
            await asyncio.wait({reading, work}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                reading.result()
                raise SendFailed("the connection ended")
            work.result()
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _subscribe(self, socket: ClientConnection) -> None:
        await self._ask(socket, "aibot_subscribe", {"bot_id": self._bot.id, "secret": self._bot.secret})
        self._socket, self._tries, self._first = socket, 0, 0.0
        if self.trouble:
            log.warning("the smart bot %s is connected again", self._bot.id)
        self.trouble = None

    async def _ping(self, socket: ClientConnection) -> None:
        missed = 0
        while missed < MISSED:
            await asyncio.sleep(self._pace.ping)
            try:
                await self._ask(socket, "ping", {})
                missed = 0
            except SendFailed as failed:
                log.debug("%s", failed)
                missed += 1
        raise SendFailed("two pings were not answered")

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            frame = _frame(text)
            if frame is None:
                log.warning("the smart bot %s got a frame that is none", self._bot.id)
            elif not frame.get("cmd"):
                ack = self._acks.get(str(frame["headers"].get("req_id")))
                if ack and not ack.done():
                    ack.set_result(frame)
            elif _event(frame) == "disconnected_event":
                raise Replaced
            else:
                self._arrived.put_nowait(frame)

    async def _keep(self) -> None:
        """Hand on what came, in order; what cannot be kept now is tried until it can."""
        while True:
            frame = await self._arrived.get()
            while True:
                try:
                    await self._receive(frame)
                    break
                except (sqlite3.Error, OSError, TimeoutError) as error:
                    log.error("could not keep what the smart bot heard, trying again: %s", type(error).__name__)
                    await asyncio.sleep(self._pace.first)
                except Exception as error:  # it is the frame: what comes after it must not wait for it
                    log.error("the smart bot heard what cannot be kept: %s", type(error).__name__)
                    break

    # --- one frame --------------------------------------------------------------------------------------------

    async def _ask(self, socket: ClientConnection, cmd: str, body: Frame, req_id: str = "") -> Frame:
        name = req_id or f"{cmd}_{time.time_ns() // 1_000_000}_{secrets.token_hex(4)}"
        lock = self._locks.get(name) or asyncio.Lock()
        self._locks[name] = lock
        async with lock:  # one frame of a name at a time: acknowledgements have no other name
            ack = self._acks[name] = asyncio.get_running_loop().create_future()
            try:
                frame = {"cmd": cmd, "headers": {"req_id": name}, **({"body": body} if body else {})}
                async with asyncio.timeout(self._pace.ack):
                    await socket.send(json.dumps(frame, ensure_ascii=False))
                    answer = await ack
            except (WebSocketException, TimeoutError) as error:
                raise SendFailed(f"{cmd}: not acknowledged ({type(error).__name__})") from None
            finally:
                del self._acks[name]
        code = answer.get("errcode", 0)
        if code:
            raise failure(code if type(code) is int else -1, cmd)
        found = answer.get("body")
        return found if isinstance(found, dict) else {}

    # --- when it ended ----------------------------------------------------------------------------------------

    def _pause(self, why: str, at_least: float = 0.0) -> float:
        longest: float = min(self._pace.longest, self._pace.first * 2.0**self._tries)
        self._tries = min(self._tries + 1, 10)
        self._say(f"smart bot {self._bot.id}: {why}")
        return max(at_least, longest * random.uniform(0.5, 1.0))

    def _replaced(self, lived: float) -> float:
        """Somebody else runs the same bot: leave it to them, and look again later, each time later still."""
        slowly: float = self._bot.retake.total_seconds()
        self._lost = 0 if lived > max(slowly, 60.0) else min(self._lost + 1, 10)
        self._say(f"smart bot {self._bot.id}: another process has its connection")
        return min(slowly * 2.0**self._lost, DAY)

    def _say(self, why: str) -> None:
        if self.trouble != why:
            log.warning("%s", why)
        self.trouble = why


def _frame(text: str | bytes) -> Frame | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("headers"), dict) else None


def _event(frame: Frame) -> str:
    body = frame.get("body")
    event = body.get("event") if isinstance(body, dict) else None
    return str(event.get("eventtype", "")) if isinstance(event, dict) else ""


def _quiet() -> logging.Logger:
    """The library's own log, which at debug level shows what is said."""
    logger = logging.getLogger("huiyin.websockets")
    logger.setLevel(logging.WARNING)
    return logger
