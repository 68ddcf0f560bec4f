"""The real program is killed while it serves a resident in WeChat: nothing is lost, nothing is said twice."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wecom.fake import FakeWeCom
from tests.wecom.world import App

TOKEN, KEY = "tokenTOKEN", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@asynccontextmanager
async def program(folder: Path, port: int, wecom: FakeWeCom, app: App) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program itself, which nobody starts again; killed when the block is left."""
    settings = {"DATABASE": folder / "huiyin.db", "PORT": port, "WECOM": folder / "wecom.toml"}
    environment = {**os.environ, **{f"HUIYIN_{name}": str(value) for name, value in settings.items()}}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(60):
            url = f"http://127.0.0.1:{port}/wecom/{app.corp.id}/app/{app.agent}"
            while not await wecom.save_callback(app, wecom.callback(url, app.corp, TOKEN, KEY)):
                assert process.returncode is None
                await asyncio.sleep(0.05)
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def test_killed_around_every_call(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with FakeWeCom() as wecom:
        wecom.pusher.pause = 0
        corp = wecom.corp()
        app = wecom.app(corp)
        kf = wecom.kf(app)
        li = wecom.resident(kf, "李阿姨")
        (tmp_path / "wecom.toml").write_text(
            f'[[corp]]\nid = "{corp.id}"\napi = "{wecom.base_url}"\n[[corp.app]]\nagent = {app.agent}\n'
            f'secret = "{app.secret}"\ntoken = "{TOKEN}"\naes_key = "{KEY}"\n'
            f'[[corp.app.kf]]\nid = "{kf.id}"\ncommunity = "ginkgo"\n'
        )
        async with program(tmp_path, port, wecom, app):
            li.says("你好")
            await li.sees("一句就行", seconds=20)
        for number, (path, after) in enumerate(
            [("kf/sync_msg", True), ("kf/sync_msg", False), ("kf/send_msg", True), ("kf/send_msg", False)], start=2
        ):
            fault = wecom.hang(path=path, after=after)
            async with program(tmp_path, port, wecom, app):
                li.says("你好")
                await wecom.until(lambda fault=fault: fault.hits == 1, 20)  # type: ignore[misc]
            fault.release()
            async with program(tmp_path, port, wecom, app):
                await li.sees("一句就行", times=number, seconds=20)
                li.says("谢谢")
                await li.sees("不客气", times=number - 1, seconds=20)
        assert sum("一句就行" in text for text in li.texts) == 5
        assert wecom.refused == [] and wecom.careless == []
