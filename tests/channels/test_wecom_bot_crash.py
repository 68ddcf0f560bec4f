"""The real program is killed around every frame of a smart bot: a group reads everything, and once."""

import socket
import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.channels.test_wecom_crash import PATIENCE, _code, _hired, _rests
from tests.channels.test_wecom_kf_crash import KEY, TOKEN, program
from tests.wecom.fake import FakeWeCom
from tests.wecom.sockets import Cut

LIGHT = "3号楼2单元楼道灯不亮"


class Story:
    """A duty group with a bot, and a program that dies at every frame."""

    def __init__(self, folder: Path, wecom: FakeWeCom, port: int) -> None:
        self.folder, self.wecom, self.port = folder, wecom, port
        self.corp = wecom.corp()
        self.app, self.bot = wecom.app(self.corp), wecom.bot(self.corp)
        self.liu, self.zhou = wecom.staff(self.corp, "LiuShuji"), wecom.staff(self.corp, "ZhouShifu")
        self.chat = wecom.group(self.bot, "值班群", self.liu, self.zhou)
        self.alone = wecom.alone(self.bot, self.zhou)
        self.kills = 0
        (folder / "wecom.toml").write_text(
            f'[[corp]]\nid = "{self.corp.id}"\napi = "{wecom.base_url}"\n[[corp.app]]\nagent = {self.app.agent}\n'
            f'secret = "{self.app.secret}"\ntoken = "{TOKEN}"\naes_key = "{KEY}"\n'
            f'[[corp.bot]]\nid = "{self.bot.id}"\nsecret = "{self.bot.secret}"\naddress = "{wecom.ws_url}"\n'
            'communities = ["ginkgo"]\n'
        )

    async def opens(self) -> None:
        """A manager, an electrician, and the group as duty group."""
        async with program(self.folder, self.port, self.wecom, self.app):
            self.liu.says(self.app, _code(self.folder))
            await self.liu.sees("负责人", seconds=PATIENCE)
            self.zhou.says(self.app, "帮助")
            await self.zhou.sees("邀请码", seconds=PATIENCE)
            await self.connected()
            self.chat.says(self.liu, "/bind")
            await self.wecom.until(lambda: any("值班群" in each.labels for each in self.chat.shown), PATIENCE)
            self.chat.clicks(self.liu, "这个群", "值班群")
            await self.wecom.until(lambda: any("值班" in text for text in self.chat.texts[1:]), PATIENCE)
            await self.rests()
        _hired(self.folder, f"{self.corp.id}/ZhouShifu")

    async def connected(self) -> None:
        await self.wecom.until(lambda: self.bot.live is not None, PATIENCE)

    async def rests(self) -> None:
        await self.wecom.until(lambda: _rests(self.folder), PATIENCE)

    async def survives(self, taken: bool, *acts: Callable[[], dict[str, Any]]) -> None:
        """People do something, and the program is killed at every frame that comes of it."""
        heard: list[str] = []
        skip = 0
        while True:
            held = self.wecom.sockets.hold(skip, taken)
            async with program(self.folder, self.port, self.wecom, self.app):
                await self.connected()
                heard = heard or [act()["body"]["msgid"] for act in acts]
                await self.wecom.until(partial(self.reached, heard, held), PATIENCE)
            if not held.hit:
                self.wecom.sockets.cuts.remove(held)
                return
            self.kills, skip = self.kills + 1, 1  # the frame that is tried again goes well

    def reached(self, msgids: list[str], held: Cut) -> bool:
        """Whether it hangs at the frame, or nothing is left to do."""
        return self.kept(msgids) and (held.hit or _rests(self.folder))

    def kept(self, msgids: list[str]) -> bool:
        """Whether what people did is in the inbox: before that a bot's callbacks go with the process."""
        with sqlite3.connect(self.folder / "huiyin.db") as db:
            return all(db.execute("SELECT 1 FROM inbox WHERE key = ?", (each,)).fetchone() for each in msgids)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("taken", [True, False])
async def test_killed_around_every_frame(tmp_path: Path, taken: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with FakeWeCom() as wecom:
        wecom.pusher.pause = 0
        story = Story(tmp_path, wecom, port)
        await story.opens()
        before = len(story.chat.texts)
        await story.survives(
            taken,
            lambda: story.alone.enters(story.zhou),
            lambda: story.chat.says(story.zhou, LIGHT),
        )
        await story.survives(taken, lambda: story.chat.says(story.zhou, "待办"))
        assert story.kills >= 2
        said = Counter([*story.chat.texts[before:], *(f"alone {text}" for text in story.alone.texts)])
        assert [text for text, times in said.items() if times > 1] == []
        cards = [each for each in story.chat.shown if "1001 灯" in each.text and "接单" in each.labels]
        assert len(cards) == 1
        assert sum("1001" in each.text for each in story.chat.shown[before:]) >= 2  # the card, and the list
        assert wecom.careless == []
