"""What happens in the fake while a peer runs: each play starts the peer, acts, and looks at what came of it."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.wecom.bot_client import BotClient
from tests.wecom.fake import FakeWeCom
from tests.wecom.peers import environment
from tests.wecom.world import Json

HERE = Path(__file__).parent
PNG = b"\x89PNG\r\n\x1a\n and more"
BOT_STEPS = 8


class Peer:
    """A program of others, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self.reading = asyncio.create_task(self.read())

    @classmethod
    async def start(cls, home: Path, script: str, world: Json) -> "Peer":
        """With what it must know of the fake."""
        program = "node" if script.endswith(".mjs") else str(environment.python(home))
        env = {"PATH": os.environ["PATH"], "WORLD": json.dumps(world), "no_proxy": "*"}
        pipe, same, folder = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT, environment.node(home)
        start = asyncio.create_subprocess_exec
        return cls(await start(program, str(HERE / script), env=env, cwd=folder, stdout=pipe, stderr=same))

    async def read(self) -> None:
        """Keeps what it says."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode().rstrip())

    async def says(self, words: str) -> str:
        """Waits for a line that begins so."""
        async with asyncio.timeout(20):
            while not (found := [line for line in self.lines if line.startswith(words)]):
                assert not self.reading.done(), "\n".join(self.lines)
                await asyncio.sleep(0.02)
        return found[-1]

    async def ends(self) -> list[str]:
        """Waits until it is over; what it says is shown if it failed."""
        async with asyncio.timeout(60):
            await self.reading
            code = await self.process.wait()
        assert code == 0, "\n".join(self.lines)
        return self.lines


async def rest(home: Path, script: str) -> list[str]:
    """A client of the REST API, in a world where something was said."""
    async with FakeWeCom() as wecom:
        corp = wecom.corp()
        app = wecom.app(corp)
        app.callback = wecom.callback("http://127.0.0.1:9/", corp)
        kf, staff, push = wecom.kf(app), wecom.staff(corp, "ZhangSan"), wecom.push()
        wang = wecom.resident(kf, "王姐")
        wecom.customer_group(staff, "东区")
        wecom.pusher.silent = True
        wang.enters("willow", "3栋")
        wang.says("路灯不亮")
        wang.sends_image(PNG)
        wang.sends_location(23.1, 113.3, "柳荫小区", "柳荫路1号")
        wecom.refuse(40014, path="kf/account/list", skip=1)
        world = {"base_url": wecom.base_url, "corp": corp.id, "secret": app.secret, "agent": app.agent, "kf": kf.id}
        world |= {"kf_token": list(kf.tokens)[-1], "resident": wang.id, "staff": staff.id, "push_key": push.key}
        return await (await Peer.start(home, script, world)).ends()


async def bot(home: Path, script: str) -> list[str]:
    """A client of the bot's WebSocket, and a member who talks to it."""
    async with FakeWeCom() as wecom:
        corp = wecom.corp()
        one, zhang = wecom.bot(corp), wecom.staff(corp, "ZhangSan")
        group, alone = wecom.group(one, "值班群", zhang), wecom.alone(one, zhang)
        world = {"bot": one.id, "bot_secret": one.secret, "ws_url": wecom.ws_url, "chat": group.chat.id}
        peer = await Peer.start(home, script, world | {"peer": script.partition(".")[0]})
        await peer.says("aibot_subscribe")
        alone.enters(zhang)
        await alone.sees("您好")
        group.says(zhang, "3栋路灯坏了")
        await group.sees("已受理")
        group.sends_mixed(zhang, "看图", b"\x89PNG picture")
        await group.sees("路灯不亮")
        group.clicks(zhang, "路灯不亮", "接单")
        await group.sees("已接单")
        await group.sees("周报")
        assert [each.kind for each in group.shown if each.media and each.by != "me"] == ["image"]
        await peer.says("aibot_send_msg")
        await wecom.until(lambda: wecom.sockets.pings > 0)
        async with BotClient(wecom.ws_url, one) as other:
            await other.subscribe()
            lines = await peer.ends()
        assert len(lines) == BOT_STEPS, lines
        return lines


async def callbacks(home: Path, script: str) -> list[str]:
    """A callback address that WeCom's own package decrypts for, and whose answers it encrypts."""
    async with FakeWeCom() as wecom:
        corp = wecom.corp()
        app, zhang = wecom.app(corp), wecom.staff(corp, "ZhangSan")
        draft = wecom.callback("", corp)
        world = {"token": draft.token, "aes_key": draft.aes_key, "corp": corp.id}
        peer = await Peer.start(home, script, world)
        try:
            port = (await peer.says("port")).split()[1]
            callback = wecom.callback(f"http://127.0.0.1:{port}/", corp, draft.token, draft.aes_key)
            assert await wecom.save_callback(app, callback)
            for text in ("", "一", "😀" * 9, "字" * 500):
                zhang.says(app, text)
                await peer.says(f"callback text {text}".rstrip())
            await zhang.sees("收到😀", times=4)
        finally:
            peer.process.terminate()
            await peer.process.wait()
        return ["echostr", "four callbacks decrypted", "four answers encrypted"]


PEERS: dict[str, Callable[[Path, str], Awaitable[list[str]]]] = {
    "odoo_wechatpy.py": rest,
    "wecomkit_cards.py": rest,
    "aibot_python.py": bot,
    "aibot_node.mjs": bot,
    "crypto_node.mjs": callbacks,
}
