"""A neighbourhood on Telegram for tests: the real desk and the real library, and a Bot API server to play with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.program import Program, running
from config.settings import Settings
from storage.db import Row, Tx
from tests.desk import Running, StandingClock, at_rest, without_digests
from tests.telegram import FakeTelegram
from tests.telegram.people import Place
from tests.telegram.seen import Seen
from tests.telegram.state import Press
from tests.telegram.world import Chat, User


def settings(folder: Path, telegram: FakeTelegram, **more: Any) -> Settings:
    """One deployment on this Telegram; without backups, which tests/bot makes."""
    names = {"database": folder / "huiyin.db", "port": 0, "telegram_token": telegram.token, "backup_hour": -1} | more
    return Settings(telegram_base_url=telegram.base_url, _env_file=None, **names)  # type: ignore[arg-type]


@dataclass(slots=True)
class Town(Running):
    """The people, their groups, and the desk that serves them."""

    telegram: FakeTelegram
    liu: User = field(init=False)  # the manager
    li: User = field(init=False)  # a resident who never wrote in private
    wang: User = field(init=False)  # a resident who did, perhaps
    zhou: User = field(init=False)  # the electrician
    group: Chat = field(init=False)
    duty: Chat = field(init=False)

    def people(self) -> None:
        """Everybody, whom nobody knows yet."""
        telegram = self.telegram
        self.liu, self.li = telegram.user("刘书记"), telegram.user("李阿姨")
        self.wang, self.zhou = telegram.user("王先生"), telegram.user("周师傅")

    async def settled(self) -> None:
        """Wait until every update is confirmed and handled, and everything wanted is sent."""
        with_slots = 0
        while with_slots < 2:  # what was just sent may have been answered by another update
            await self.telegram.until(lambda: not self.telegram.updates.pending)
            with_slots = with_slots + 1 if await self.desk.db.write(at_rest) else 0

    async def all(self, sql: str, *values: Any) -> list[Row]:
        """Rows of the database."""

        def read(tx: Tx) -> list[Row]:
            return tx.all(sql, values)

        return await self.desk.db.write(read)

    async def make_manager(self) -> None:
        """The first manager shows the code from the console."""
        await self.telegram.until(lambda: self.telegram.called("setMyCommands"))
        ((code,),) = await self.all("SELECT value FROM meta WHERE key LIKE 'manager_code:%'")
        self.telegram.start(self.liu, code)
        await self.settled()

    async def bind(self, group: Chat, label: str, admin: bool = False) -> None:
        """A manager adds the bot to a group and says what for."""
        self.telegram.add_bot(self.liu, group, admin=admin)
        await self.settled()
        await self.press(self.liu, group, label)

    async def open(self, *, admin: bool = True, forum: bool = False) -> None:
        """From the first code to two groups that are served; with an electrician."""
        telegram = self.telegram
        self.people()
        await self.make_manager()
        self.group = telegram.supergroup("银杏里居民", [self.liu, self.li, self.wang], forum=forum)
        self.duty = telegram.supergroup("值班", [self.liu, self.zhou])
        await self.bind(self.group, "居民群", admin)
        await self.bind(self.duty, "值班群")
        telegram.start(self.zhou)
        await self.settled()
        await self.all(
            "INSERT INTO role (person, community, role, trade, grids) "
            "SELECT person, 'ginkgo', 'staff', 'electrician', '' FROM account WHERE external = ?",
            str(self.zhou.id),
        )

    def find(self, who: User, where: Place, label: str) -> Seen:
        """The newest message of the bot with that button."""
        shown = self.telegram.from_bot(where, who)
        for message in reversed(shown):
            if label in message.labels:
                return message
        raise LookupError(f"no [{label}] here: {[(each.text, each.buttons) for each in shown]}")

    async def press(self, who: User, where: Place, label: str) -> Press:
        """Press the newest such button; the press with its answer."""
        press = self.telegram.press(who, self.find(who, where, label), label)
        await self.settled()
        return press

    async def say(self, who: User, where: Place, text: str, **how: Any) -> Any:
        """Write something."""
        message = self.telegram.say(who, where, text, **how)
        await self.settled()
        return message

    def texts(self, where: Place, by: User | None = None) -> list[str]:
        """What the bot said there, as that person sees it."""
        return [message.text for message in self.telegram.from_bot(where, by)]

    def last(self, where: Place, by: User | None = None) -> Seen:
        """The last of it."""
        return self.telegram.from_bot(where, by)[-1]

    async def numbers(self) -> list[int]:
        """The reports."""
        return [number for (number,) in await self.all("SELECT number FROM report ORDER BY number")]

    async def well(self) -> None:
        """Nothing was parked, given up or refused, and time passes without trouble."""
        await self.settled()
        assert await self.parked() == []
        assert await self.all("SELECT content, error FROM slot WHERE state = 'failed'") == []
        assert [(call.method, call.params, call.error) for call in self.telegram.refused] == []

    async def wait(self, **time: float) -> None:
        """Let desk time pass."""
        await self.pass_time(timedelta(**time))


@asynccontextmanager
async def town(folder: Path, telegram: FakeTelegram, *, digest: bool = False, **more: Any) -> AsyncIterator[Town]:
    """A desk on this Telegram, with nobody in it yet."""
    clock = StandingClock()
    async with running(settings(folder, telegram, **more), clock) as program:
        if not digest:
            await program.desk.db.write(without_digests, program.desk.communities)
        yield at_work(program, clock, telegram)


def at_work(program: Program, clock: StandingClock, telegram: FakeTelegram) -> Town:
    """The town of a running program."""
    program.desk.wording.strict = True
    return Town(program.desk, program.site, clock, telegram)
