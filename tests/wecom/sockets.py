"""openws: a WebSocket with one live connection for each bot, and what can go wrong with it."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.wecom import bot_replies, bot_uploads
from tests.wecom.bots import Bot, Exchange
from tests.wecom.errors import WeComError
from tests.wecom.state import State
from tests.wecom.world import Json

COMMANDS: dict[str, Callable[[State, Bot, str, Json], Json]] = {
    "aibot_respond_msg": bot_replies.respond,
    "aibot_respond_welcome_msg": bot_replies.welcome,
    "aibot_respond_update_msg": bot_replies.update,
    "aibot_send_msg": bot_replies.send,
    "aibot_upload_media_init": bot_uploads.begin,
    "aibot_upload_media_chunk": bot_uploads.chunk,
    "aibot_upload_media_finish": bot_uploads.finish,
}
PATIENCE = 90.0  # s without a frame; a guess


@dataclass(eq=False, slots=True)
class Cut:
    """The connection breaks at a frame, or goes on without a word about it."""

    frames: int  # so many frames that fit go well before
    cmd: str  # "": any
    taken: bool  # the frame at which it breaks is carried out, but not acknowledged
    closes: bool = True
    hit: bool = False


@dataclass(eq=False, slots=True)
class Frame:
    """A frame of the bot, and what it was told."""

    cmd: str
    req_id: str
    body: Json
    error: WeComError | None = None
    cut: bool = False


@dataclass(eq=False, slots=True)
class Connection:
    """One client."""

    socket: ServerConnection
    bot: Bot | None = None
    heard: float = field(default_factory=time.monotonic)  # the machine's time: pings do not follow the fake's
    out: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)


class Sockets:
    """Answers frames, and delivers callbacks."""

    def __init__(self, state: State, bots: dict[str, Bot]) -> None:
        self.state = state
        self.bots = bots
        self.port = 0
        self.patience = PATIENCE
        self.server: Server | None = None
        self.frames: list[Frame] = []  # but pings
        self.pings = self.connections = self.twice = self.swaps = self.silent_acks = 0
        self.cuts: list[Cut] = []
        self.refusals: list[tuple[int, str]] = []  # errcode and cmd
        self.held: Json | None = None

    async def start(self) -> None:
        """Listens; the first time on any free port, later on the same."""
        self.server = await serve(self.accept, "127.0.0.1", self.port, max_size=4 << 20)
        self.port = next(iter(self.server.sockets)).getsockname()[1]

    async def stop(self) -> None:
        """Refuses connections and breaks those that are open."""
        assert self.server is not None
        for socket in list(self.server.connections):
            socket.transport.abort()
        self.server.close()
        await self.server.wait_closed()

    async def accept(self, socket: ServerConnection) -> None:
        """Serves one connection for as long as it lasts."""
        connection = Connection(socket)
        self.connections += 1
        writer = asyncio.create_task(self.write(connection))
        try:
            async for text in socket:
                connection.heard = time.monotonic()
                if not self.take(connection, json.loads(text)):
                    socket.transport.abort()
        except ConnectionClosed:
            pass
        finally:
            writer.cancel()
            if connection.bot is not None and connection.bot.live is connection:
                connection.bot.live = None
            self.state.waiter.changed()

    async def write(self, connection: Connection) -> None:
        """Sends what is queued, in order."""
        while True:
            await connection.socket.send(json.dumps(await connection.out.get(), ensure_ascii=False))

    def take(self, connection: Connection, message: Json) -> bool:
        """One frame.  Whether the connection goes on."""
        frame = Frame(message.get("cmd", ""), message.get("headers", {}).get("req_id", ""), message.get("body") or {})
        answer: Json = {}
        cut = self.next_cut(frame.cmd)
        if cut is None or cut.taken:
            try:
                self.check_refusals(frame.cmd)
                answer = self.carry_out(connection, frame)
            except WeComError as error:
                frame.error = error
        frame.cut = cut is not None
        self.record(frame)
        if cut is not None:
            return not cut.closes
        ack = {"headers": {"req_id": frame.req_id}} | (
            frame.error.body() if frame.error else {"errcode": 0, "errmsg": "ok"}
        )
        if self.silent_acks and frame.cmd not in ("ping", "aibot_subscribe"):
            self.silent_acks -= 1
        else:
            connection.out.put_nowait(ack | ({"body": answer} if answer else {}))
        return True

    def check_refusals(self, cmd: str) -> None:
        """Raises WeComError if the next such frame was to be refused."""
        found = next((each for each in self.refusals if each[1] in ("", cmd)), None)
        if found is not None:
            self.refusals.remove(found)
            raise WeComError(found[0])

    def next_cut(self, cmd: str) -> Cut | None:
        """Whether the connection breaks at this frame."""
        for cut in [cut for cut in self.cuts if cut.cmd in ("", cmd)]:
            if cmd in ("aibot_subscribe", "ping") and not cut.closes:
                continue
            if cut.frames == 0:
                self.cuts.remove(cut)
                cut.hit = True
                return cut
            cut.frames -= 1
        return None

    def record(self, frame: Frame) -> None:
        """Writes it down."""
        if frame.cmd == "ping":
            self.pings += 1
        else:
            self.frames.append(frame)
        self.state.waiter.changed()

    def carry_out(self, connection: Connection, frame: Frame) -> Json:
        """What a frame asks for.  Raises WeComError."""
        if frame.cmd == "aibot_subscribe":
            self.subscribe(connection, frame.body)
            return {}
        if frame.cmd == "ping":
            return {}
        bot = connection.bot
        if bot is None or bot.live is not connection:
            raise WeComError(853000, "not subscribed")  # a guess
        if frame.cmd not in COMMANDS:
            raise WeComError(40058, "cmd")
        return COMMANDS[frame.cmd](self.state, bot, frame.req_id, frame.body)

    def subscribe(self, connection: Connection, body: Json) -> None:
        """A connection becomes the bot's; the one before is told and closed.  Raises WeComError."""
        bot = self.bots.get(body.get("bot_id", ""))
        if bot is None or bot.secret != body.get("secret"):
            raise WeComError(853000)
        before, bot.live, connection.bot = bot.live, connection, bot
        if before is not None and before is not connection:
            before.out.put_nowait(self.event(bot, {"eventtype": "disconnected_event"}))
            asyncio.get_running_loop().call_later(0.2, before.socket.transport.abort)

    def event(self, bot: Bot, event: Json, **more: object) -> Json:
        """A frame that tells of an event."""
        head = {"msgid": self.state.ids.long("botevt"), "create_time": self.state.clock.date(), "aibotid": bot.id}
        body = head | {"msgtype": "event", "event": event} | more
        return {"cmd": "aibot_event_callback", "headers": {"req_id": self.state.ids.long("REQ")}, "body": body}

    def push(self, bot: Bot, frame: Json, exchange: Exchange) -> Json:
        """Tells the bot; if nobody is connected it is lost (a guess)."""
        bot.exchanges[frame["headers"]["req_id"]] = exchange
        if bot.live is not None and time.monotonic() > bot.live.heard + self.patience:
            bot.live.socket.transport.abort()
            bot.live = None
        if bot.live is None:
            bot.missed.append(frame)
        elif self.swaps and self.held is None:
            self.swaps, self.held = self.swaps - 1, frame
        else:
            again, self.twice = bool(self.twice), max(0, self.twice - 1)
            for each in [frame] * (2 if again else 1) + ([self.held] if self.held else []):
                bot.live.out.put_nowait(each)
            self.held = None
        self.state.waiter.changed()
        return frame

    def cut(self, frames: int = 0, cmd: str = "", taken: bool = True) -> None:
        """The connection breaks at the next frame that fits, or some frames later."""
        self.cuts.append(Cut(frames, cmd, taken))

    def hold(self, frames: int = 0, taken: bool = True) -> Cut:
        """The next frame, or one some frames later, is not acknowledged; subscriptions are."""
        self.cuts.append(Cut(frames, "", taken, closes=False))
        return self.cuts[-1]

    def refuse(self, code: int, cmd: str = "") -> None:
        """The next frame that fits is refused, for no reason that the bot could see."""
        self.refusals.append((code, cmd))

    def hang_up(self, bot: Bot) -> None:
        """The bot's connection breaks now."""
        assert bot.live is not None
        bot.live.socket.transport.abort()
