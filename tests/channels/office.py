"""Staff in WeCom and residents on Telegram, served by one desk: fake platforms, the real program between them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import server
from bot.program import Program, running
from config.settings import Settings
from storage.db import Row, Tx
from tests.desk import START, Running, StandingClock, at_rest, without_digests
from tests.telegram import FakeTelegram
from tests.telegram.world import User
from tests.wecom.fake import FakeWeCom
from tests.wecom.limits import Rate
from tests.wecom.staff import Staff
from tests.wecom.world import App, Corp, Shown

TOKEN, AES_KEY = "tokenTOKEN", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass(slots=True)
class Office(Running):
    """The people, and the desk that serves them."""

    wecom: FakeWeCom
    telegram: FakeTelegram
    corp: Corp
    app: App
    liu: Staff = field(init=False)  # the manager
    zhou: Staff = field(init=False)  # the electrician
    chen: Staff = field(init=False)  # the property company's
    li: User = field(init=False)  # a resident on Telegram

    async def settled(self) -> None:
        """Wait until everything that came is handled and everything wanted is sent, on both platforms."""
        quiet = 0
        while quiet < 2:  # what was just sent may have been answered by something else
            await self.telegram.until(lambda: not self.telegram.updates.pending)
            await self.wecom.told()
            quiet = quiet + 1 if await self.desk.db.write(at_rest) else 0

    async def all(self, sql: str, *values: Any) -> list[Row]:
        """Rows of the database."""

        def read(tx: Tx) -> list[Row]:
            return tx.all(sql, values)

        return await self.desk.db.write(read)

    async def hire(self, userid: str, name: str, role: str = "staff", trade: str = "electrician") -> Staff:
        """A member whom the desk knows as staff."""
        member = self.wecom.staff(self.corp, userid, name)
        await self.says(member, "帮助")
        await self.all(
            "INSERT INTO role (person, community, role, trade, grids) "
            "SELECT person, 'ginkgo', ?, ?, '' FROM account WHERE external = ?",
            role,
            trade,
            f"{self.corp.id}/{userid}",
        )
        await self.all("UPDATE person SET name = ? WHERE name = ?", name, userid)
        return member

    async def open(self) -> None:
        """The first manager by the code from the console, two of staff, a resident, and a group."""
        telegram = self.telegram
        ((code,),) = await self.all("SELECT value FROM meta WHERE key LIKE 'manager_code:%'")
        self.liu = self.wecom.staff(self.corp, "LiuShuji", "刘书记")
        await self.says(self.liu, code)
        await self.all("UPDATE person SET name = '刘书记' WHERE name = 'LiuShuji'")
        self.zhou = await self.hire("ZhouShifu", "周师傅")
        self.chen = await self.hire("XiaoChen", "小陈", trade="property")
        self.li = telegram.user("李阿姨")
        telegram.start(self.li)
        await self.settled()

    async def says(self, who: Staff, text: str) -> None:
        """A member writes to the app."""
        who.says(self.app, text)
        await self.settled()

    async def clicks(self, who: Staff, card: Shown | str, label: str, **choose: str) -> None:
        """A member clicks a button of a card, the newest with these words unless one is given."""
        who.clicks(card, label, **choose)
        await self.settled()

    async def reports(self, text: str) -> None:
        """The resident reports something in private."""
        self.telegram.say(self.li, self.li, text)
        await self.settled()
        shown = next(each for each in reversed(self.telegram.from_bot(self.li)) if "报上去" in each.labels)
        self.telegram.press(self.li, shown, "报上去")
        await self.settled()

    def told(self) -> list[str]:
        """What the bot said to the resident."""
        return [each.text for each in self.telegram.from_bot(self.li)]

    async def wait(self, **time: float) -> None:
        """Let desk time pass."""
        await self.pass_time(timedelta(**time))

    async def well(self) -> None:
        """Nothing was parked, given up, refused or spoilt."""
        await self.settled()
        assert await self.parked() == []
        assert await self.all("SELECT content, error FROM slot WHERE state = 'failed'") == []
        assert [(call.path, call.body, call.error) for call in self.wecom.refused] == []
        assert self.wecom.careless == []


def written(folder: Path, wecom: FakeWeCom, *apps: App) -> Path:
    """The WeCom file of a deployment."""
    path = folder / "wecom.toml"
    parts = []
    for corp in dict.fromkeys(app.corp for app in apps):
        parts.append(f'[[corp]]\nid = "{corp.id}"\napi = "{wecom.base_url}"\n')
        for app in apps:
            if app.corp is corp:
                parts.append(f'[[corp.app]]\nagent = {app.agent}\nsecret = "{app.secret}"\n')
                parts.append(f'token = "{TOKEN}"\naes_key = "{AES_KEY}"\n')
                parts.extend(
                    f'[[corp.app.kf]]\nid = "{kf.id}"\ncommunity = "ginkgo"\n'
                    for kf in corp.accounts.values()
                    if kf.app is app
                )
    path.write_text("".join(parts))
    return path


@asynccontextmanager
async def office(folder: Path, telegram: FakeTelegram, corps: int = 1) -> AsyncIterator[Office]:
    """A desk with one Telegram bot and one app of each corp, with nobody in it yet."""
    clock = StandingClock()
    async with world(clock) as wecom:
        apps = [wecom.app(wecom.corp()) for _ in range(corps)]
        async with desk(folder, wecom, telegram, apps, clock) as place:
            yield place


@asynccontextmanager
async def world(clock: StandingClock) -> AsyncIterator[FakeWeCom]:
    """A WeCom with the desk's time, where a conversation of a minute may take a second."""
    async with FakeWeCom(now=lambda: max(clock.at, START).timestamp()) as wecom:
        wecom.pusher.pause = 0
        wecom.state.app_rate = Rate((10_000, 60))
        yield wecom


@asynccontextmanager
async def desk(
    folder: Path, wecom: FakeWeCom, telegram: FakeTelegram, apps: list[App], clock: StandingClock
) -> AsyncIterator[Office]:
    """A desk at work on these apps, and on what it has in this folder."""
    config = Settings(
        database=folder / "huiyin.db",
        port=0,
        wecom=written(folder, wecom, *apps),
        telegram_token=telegram.token,
        telegram_base_url=telegram.base_url,
        backup_hour=-1,
        _env_file=None,
    )
    async with at_work(config, clock) as (program, address):
        for app in apps:
            url = f"{address}wecom/{app.corp.id}/app/{app.agent}"
            assert await wecom.save_callback(app, wecom.callback(url, app.corp, TOKEN, AES_KEY))
        await program.desk.db.write(without_digests, program.desk.communities)
        program.desk.wording.strict = True
        yield Office(program.desk, program.site, clock, wecom, telegram, apps[0].corp, apps[0])


@asynccontextmanager
async def at_work(config: Settings, clock: StandingClock) -> AsyncIterator[tuple[Program, str]]:
    """The program with its web server."""
    with server.listen(config) as listener:
        async with running(config, clock) as program, server.serving(program.site, listener) as address:
            yield program, address
