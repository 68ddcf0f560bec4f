"""A desk with a smart bot, a webhook and customer groups in one corp, and the members who use them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.program import running
from config.settings import Settings
from storage.db import Row, Tx
from tests.desk import START, Running, StandingClock, at_rest, without_digests
from tests.wecom.bots import Bot
from tests.wecom.fake import FakeWeCom
from tests.wecom.groups import Talking
from tests.wecom.staff import Staff
from tests.wecom.world import App, Corp, CustomerGroup, Push

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
LIGHT = "3号楼2单元楼道灯不亮"


@dataclass(slots=True)
class Office(Running):
    """The people, and the desk that serves them."""

    wecom: FakeWeCom
    corp: Corp
    app: App
    bot: Bot
    duty: Push
    open: Push
    wang: Staff  # owns the customer groups
    groups: Sequence[CustomerGroup]
    liu: Staff = field(init=False)  # the manager
    zhou: Staff = field(init=False)  # the electrician
    chat: Talking = field(init=False)  # an internal group with both
    alone: Talking = field(init=False)  # the electrician's own chat with the bot

    async def settled(self) -> None:
        """Wait until everything that came is handled and everything wanted is sent."""
        quiet = 0
        while quiet < 2:
            await self.wecom.told()
            quiet = quiet + 1 if await self.desk.db.write(at_rest) else 0

    async def all(self, sql: str, *values: Any) -> list[Row]:
        """Rows of the database."""

        def read(tx: Tx) -> list[Row]:
            return tx.all(sql, values)

        return await self.desk.db.write(read)

    async def connected(self) -> None:
        """The bot is connected."""
        await self.wecom.until(lambda: self.bot.live is not None)

    async def heard(self, frame: dict[str, Any]) -> None:
        """A callback was kept, and everything it caused is done."""
        msgid = frame["body"]["msgid"]
        while not await self.all("SELECT 1 FROM inbox WHERE key = ?", msgid):
            await self.wecom.told()
        await self.settled()

    async def says(self, who: Staff, text: str, chat: Talking | None = None, **more: Any) -> None:
        """A member says something to the bot."""
        await self.heard((chat or self.chat).says(who, text, **more))

    async def clicks(self, who: Staff, words: str, label: str, chat: Talking | None = None, **choose: str) -> None:
        """A member clicks a button of the newest card with these words."""
        await self.heard((chat or self.chat).clicks(who, words, label, **choose))

    async def people(self) -> None:
        """A manager and an electrician, known by their accounts, and a group with both."""
        self.liu = self.wecom.staff(self.corp, "LiuShuji", "刘书记")
        self.zhou = self.wecom.staff(self.corp, "ZhouShifu", "周师傅")
        self.chat = self.wecom.group(self.bot, "值班群", self.liu, self.zhou)
        self.alone = self.wecom.alone(self.bot, self.zhou)
        await self.connected()
        for member, name, role, trade in (
            (self.liu, "刘书记", "manager", "head"),
            (self.zhou, "周师傅", "staff", "electrician"),
        ):
            await self.desk.db.write(_hire, f"{self.corp.id}/{member.id}", name, role, trade)

    async def as_duty_group(self) -> None:
        """The manager binds the group."""
        await self.says(self.liu, "/bind")
        await self.clicks(self.liu, "这个群", "值班群")

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


def _hire(tx: Tx, account: str, name: str, role: str, trade: str) -> None:
    person = tx.insert("INSERT INTO person (name, lang) VALUES (?, 'zh-CN')", (name,))
    tx.run("INSERT INTO account (channel, external, person) VALUES ('wecom', ?, ?)", (account, person))
    tx.run(
        "INSERT INTO role (person, community, role, trade, grids) VALUES (?, 'ginkgo', ?, ?, '')", (person, role, trade)
    )


def written(
    folder: Path, wecom: FakeWeCom, app: App, bot: Bot, pushes: Sequence[Push], owner: str, more: str = ""
) -> Path:
    """The WeCom file of such a deployment."""
    path = folder / "wecom.toml"
    own_app = f'[[corp.app]]\nagent = {app.agent}\nsecret = "{app.secret}"\ntoken = "t"\naes_key = "{AES_KEY}"\n'
    parts = [
        f'[[corp]]\nid = "{app.corp.id}"\napi = "{wecom.base_url}"\n{own_app if owner else ""}',
        f'[[corp.bot]]\nid = "{bot.id}"\nsecret = "{bot.secret}"\naddress = "{wecom.ws_url}"\n{more}\n',
        *(
            f'[[corp.push]]\nkey = "{push.key}"\ncommunity = "ginkgo"\nstaff = {str(staff).lower()}\n'
            for push, staff in zip(pushes, (True, False), strict=False)
        ),
        f'[[corp.group]]\nowner = "{owner}"\ncommunity = "ginkgo"\n' if owner else "",
    ]
    path.write_text("".join(parts))
    return path


@asynccontextmanager
async def office(
    folder: Path,
    *,
    pushes: int = 0,
    customers: bool = False,
    digests: bool = False,
    more: str = "",
    homes: Path | None = None,
) -> AsyncIterator[Office]:
    """A desk with one bot, and what else is asked for."""
    clock = StandingClock()
    async with FakeWeCom(now=lambda: clock.at.timestamp() if clock.at > START else START.timestamp()) as wecom:
        corp = wecom.corp()
        app, bot = wecom.app(corp), wecom.bot(corp)
        app.callback = wecom.callback("http://127.0.0.1:9/nobody", corp)
        hooks = [wecom.push(), wecom.push()]
        wang = wecom.staff(corp, "WangFang", "王芳")
        groups = [wecom.customer_group(wang, name) for name in ("银杏里1群", "银杏里2群")]
        file = written(folder, wecom, app, bot, hooks[:pushes], wang.id if customers else "", more)
        own: dict[str, Any] = {"community": homes} if homes else {}
        config = Settings(database=folder / "huiyin.db", port=0, wecom=file, backup_hour=-1, _env_file=None, **own)
        async with running(config, clock) as program:
            if not digests:
                await program.desk.db.write(without_digests, program.desk.communities)
            program.desk.wording.strict = True
            found = Office(program.desk, program.site, clock, wecom, corp, app, bot, hooks[0], hooks[1], wang, groups)
            await found.people()
            yield found
