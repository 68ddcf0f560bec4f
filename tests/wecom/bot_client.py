"""A plain client of the bot's WebSocket, for the fake's own tests."""

import asyncio
import json
from itertools import count
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.wecom.bots import Bot
from tests.wecom.world import Json


class BotClient:
    """One connection: sends frames, waits for what comes."""

    def __init__(self, url: str, bot: Bot) -> None:
        self.url = url
        self.bot = bot
        self.numbers = count(1)
        self.acks: dict[str, asyncio.Future[Json]] = {}
        self.callbacks: asyncio.Queue[Json] = asyncio.Queue()
        self.closed = asyncio.Event()
        self.patience = 5.0

    async def __aenter__(self) -> Self:
        self.socket: ClientConnection = await connect(self.url, proxy=None)
        self.reading = asyncio.create_task(self.read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()
        await self.reading

    async def read(self) -> None:
        """Sorts what comes."""
        try:
            async for text in self.socket:
                frame = json.loads(text)
                if "cmd" in frame:
                    self.callbacks.put_nowait(frame)
                elif not (ack := self.acks[frame["headers"]["req_id"]]).done():
                    ack.set_result(frame)
        except ConnectionClosed:
            pass
        finally:
            self.closed.set()

    async def ask(self, cmd: str, body: Any = None, req_id: str = "") -> Json:
        """A frame and its acknowledgement.  Raises TimeoutError if the connection breaks before."""
        req_id = req_id or f"{cmd}_{next(self.numbers)}"
        self.acks[req_id] = asyncio.get_running_loop().create_future()
        await self.socket.send(json.dumps({"cmd": cmd, "headers": {"req_id": req_id}, "body": body}))
        closed = asyncio.ensure_future(self.closed.wait())
        ends: list[asyncio.Future[Any]] = [self.acks[req_id], closed]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED, timeout=self.patience)
        closed.cancel()
        if not self.acks[req_id].done():
            raise TimeoutError("no acknowledgement")
        return self.acks[req_id].result()

    async def code(self, cmd: str, body: Any = None, req_id: str = "") -> int:
        """The errcode of such a frame."""
        return int((await self.ask(cmd, body, req_id))["errcode"])

    async def subscribe(self) -> int:
        """The errcode of the subscription."""
        return await self.code("aibot_subscribe", {"bot_id": self.bot.id, "secret": self.bot.secret})

    async def hears(self) -> Json:
        """The next callback."""
        async with asyncio.timeout(5):
            return await self.callbacks.get()

    async def reply(self, heard: Json, kind: str, body: Json, cmd: str = "aibot_respond_msg") -> int:
        """A reply to a callback."""
        return await self.code(cmd, {"msgtype": kind, kind: body}, heard["headers"]["req_id"])
