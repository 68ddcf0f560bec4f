"""FakeTelegram: Telegram as one bot meets it, on a loopback port, with people to play and things to break."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from tests.telegram.faults import Fault, Faults
from tests.telegram.form import Form
from tests.telegram.gateway import Call, Gateway, Ledger
from tests.telegram.groups import Groups
from tests.telegram.limits import Limits
from tests.telegram.people import Place
from tests.telegram.profile import menu
from tests.telegram.seen import Seen, everything
from tests.telegram.state import State
from tests.telegram.updates import Entry, Updates
from tests.telegram.webhook import Delivery, Webhook
from tests.telegram.wire import Http
from tests.telegram.world import Chat, User, World

T = TypeVar("T")
TOKEN = "7654321098:AAF-a_fake_token_of_no_bot_at_all_1234"
TICK = 0.02  # s; until() also looks this often, for conditions outside the fake


class FakeTelegram(Groups, Faults):
    """A Bot API server with one bot.

    privacy: the bot sees only what is meant for it in groups, as a new bot does.  limits: Limits() answers 429 to a
    bot that is too fast.  ephemeral: "refused" and "ignored" play a server that does not know ephemeral messages and
    answers 400, or overlooks the parameter and shows the message to everybody.  now: the time that messages carry.
    pause: between the second and the third attempt to deliver to a webhook, in seconds; it doubles.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "huiyin_bot",
        first_name: str = "回音",
        privacy: bool = True,
        limits: Limits | None = None,
        ephemeral: Literal["on", "refused", "ignored"] = "on",
        now: Callable[[], float] = time.time,
        pause: float = 0.02,
    ) -> None:
        self.token = token
        self.moved = asyncio.Event()
        self.faults: list[Fault] = []
        self.ledger = Ledger()
        bot = User(int(token.partition(":")[0]), first_name, username, "", is_bot=True)
        updates = Updates(now, self.changed)
        self.webhook = Webhook(updates, pause, self.call)
        self.state = State(World(bot, privacy), updates, self.webhook, now)
        self.gateway = Gateway(token, self.state, self, self.ledger, self.changed)
        self.gateway.limits, self.gateway.ephemeral = limits, ephemeral
        self.http = Http(self.gateway.answer)

    async def __aenter__(self) -> Self:
        await self.http.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.webhook.close()
        await self.http.stop()

    @property
    def base_url(self) -> str:
        """In the place of https://api.telegram.org"""
        return f"http://127.0.0.1:{self.http.port}"

    @property
    def bot(self) -> User:
        """The bot."""
        return self.state.world.bot

    @property
    def updates(self) -> Updates:
        """The queue of updates."""
        return self.state.updates

    @property
    def calls(self) -> list[Call]:
        """Every call but getUpdates, in order."""
        return self.ledger.calls

    @property
    def polls(self) -> list[Call]:
        """Every getUpdates that was answered."""
        return self.ledger.polls

    @property
    def refused(self) -> list[Call]:
        """The calls that the description of the Bot API does not allow; a good bot makes none."""
        return self.ledger.refused

    @property
    def limited(self) -> int:
        """How many calls were too fast."""
        return self.ledger.limited

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver to the webhook."""
        return self.webhook.deliveries

    def called(self, method: str, chat: Chat | User | None = None) -> list[Call]:
        """The calls of a method, to a chat."""
        calls = [call for call in self.calls if call.method == method]
        return [call for call in calls if chat is None or str(call.params.get("chat_id")) == str(chat.id)]

    def seen(self, where: Place, by: User | None = None) -> list[Seen]:
        """The messages in a chat as a person sees them, ephemeral ones included; by None: as everybody does."""
        return everything(self.state.world, self.place(where), by)

    def from_bot(self, where: Place, by: User | None = None) -> list[Seen]:
        """Those of the messages that the bot has sent."""
        return [message for message in self.seen(where, by) if message.sender is self.bot]

    def menu(self, user: User, where: Place) -> dict[str, str]:
        """The commands that a person is offered in a chat, with their descriptions."""
        return {each["command"]: each["description"] for each in menu(self.state, user, self.place(where))}

    def raw(self, update: dict[str, Any]) -> Entry:
        """Queues an update of any shape, right or wrong."""
        return self.updates.push_raw(update, ("raw", self.updates.next_id))

    def replay(self, entry: Entry) -> None:
        """Queues an update again that may long be confirmed."""
        self.updates.enqueue(entry)

    def duplicate(self, times: int = 1) -> None:
        """The next updates come twice."""
        self.updates.twice += times

    def reorder(self, pairs: int = 1) -> None:
        """The next pairs of updates come in the wrong order, the first when the second has come."""
        self.updates.swaps += pairs

    def lose_answers(self, times: int = 1) -> None:
        """The bot's next good answers to the webhook are lost, and the updates are delivered again."""
        self.webhook.lost_answers += times

    @asynccontextmanager
    async def down(self) -> AsyncIterator[None]:
        """Telegram is gone: connections are refused, nothing is delivered.  Afterwards it is back on the same port."""
        self.webhook.open.clear()
        await self.http.stop(keep_port=True)
        try:
            yield
        finally:
            await self.http.start()
            self.webhook.open.set()

    async def until(self, condition: Callable[[], T], seconds: float = 5.0) -> T:
        """Waits for the condition and returns its value.  Fails with the latest calls if it does not come true."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"did not happen in {seconds} s; the latest calls: {self.latest()}")
            try:
                async with asyncio.timeout(TICK):
                    await self.moved.wait()
            except TimeoutError:
                pass
        return value

    def latest(self) -> list[str]:
        """The last calls, for a failing test."""
        return [f"{call.method} {call.error or call.fault or 'ok'}" for call in self.calls[-10:]]

    def changed(self) -> None:
        """Something happened that until() may wait for."""
        self.moved.set()
        self.moved = asyncio.Event()

    async def call(self, method: str, params: dict[str, Any]) -> object:
        """A call that the bot made in its answer to a webhook delivery."""
        return await self.gateway.perform(Call(method, params, self.state.now()), Form(params, {}))
