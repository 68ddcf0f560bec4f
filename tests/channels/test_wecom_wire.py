"""The desk's routes and client against a WeCom that keeps its rules: repetitions, wrong order, faults in the middle."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels import Held, SendFailed
from bot.channels.wecom.client import Client, Credential
from config.settings import Settings
from storage import wecom as waiting
from storage.db import Database, Tx
from tests.web.conftest import serve
from tests.wecom.fake import FakeWeCom
from tests.wecom.resident import Resident
from tests.wecom.staff import Staff
from tests.wecom.world import Account, App

PNG = b"\x89PNG\r\n\x1a\n and more"


@dataclass(frozen=True, slots=True)
class Wire:
    """A desk set up at a WeCom, with a resident and a member there."""

    wecom: FakeWeCom
    app: App
    kf: Account
    li: Resident
    wang: Resident  # writes to an account that the desk does not serve: nobody but the test answers
    zhang: Staff
    db: Database
    client: Client

    @property
    def who(self) -> Credential:
        return Credential("the app", self.app.corp.id, self.app.secret)

    async def kept(self, source: str = "wecom") -> list[str]:
        """Keys of what came, in order."""
        return await self.db.write(_keys, source)

    async def send(self, text: str, msgid: str = "") -> dict[str, Any]:
        body = {"touser": self.wang.id, "open_kfid": self.wang.account.id, "msgtype": "text", "text": {"content": text}}
        return await self.client.post(self.who, "kf/send_msg", body | ({"msgid": msgid} if msgid else {}))


def _keys(tx: Tx, source: str) -> list[str]:
    return [row[0] for row in tx.all("SELECT key FROM inbox WHERE source LIKE ? || ':%' ORDER BY id", (source,))]


@asynccontextmanager
async def wired(folder: Path) -> AsyncIterator[Wire]:
    async with FakeWeCom() as wecom:
        wecom.pusher.pause = 0
        corp = wecom.corp()
        app = wecom.app(corp)
        kf = wecom.kf(app)
        token, key = "tokenTOKEN", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
        path = folder / "wecom.toml"
        path.write_text(
            f'[[corp]]\nid = "{corp.id}"\napi = "{wecom.base_url}"\n[[corp.app]]\nagent = {app.agent}\n'
            f'secret = "{app.secret}"\ntoken = "{token}"\naes_key = "{key}"\n'
            f'[[corp.app.kf]]\nid = "{kf.id}"\ncommunity = "ginkgo"\n'
        )
        config = Settings(database=folder / "huiyin.db", port=0, wecom=path, _env_file=None)
        async with serve(config) as it:
            url = f"{it.address}wecom/{corp.id}/app/{app.agent}"
            assert await wecom.save_callback(app, wecom.callback(url, corp, token, key))
            client = Client(wecom.base_url, read=2)
            wang = wecom.resident(wecom.kf(app), "王先生")
            people = wecom.resident(kf, "李阿姨"), wang, wecom.staff(corp, "ZhangSan", "张师傅")
            yield Wire(wecom, app, kf, *people, it.db, client)
            await client.close()


@pytest.fixture
async def wire(tmp_path: Path) -> AsyncIterator[Wire]:
    async with wired(tmp_path) as it:
        yield it


async def test_the_console_saves_the_address(wire: Wire) -> None:
    assert wire.app.callback is not None


async def test_what_a_member_says_is_kept_once_however_often_it_comes(wire: Wire) -> None:
    wire.wecom.duplicate(2)
    wire.wecom.lose_answers(1)
    deliveries = [wire.zhang.says(wire.app, f"第{number}句") for number in range(4)]
    await wire.wecom.told()
    keys = await wire.kept()
    assert len(keys) == len(set(keys)) == 4
    assert sum(len(each.attempts) for each in deliveries if each) > 4
    assert all(each.ok for each in deliveries if each)


async def test_what_was_overheard_changes_nothing(wire: Wire) -> None:
    delivery = wire.zhang.says(wire.app, "办好了")
    assert delivery
    await wire.wecom.told()
    assert (await wire.wecom.pusher.replay(delivery)).status == 200
    assert len(await wire.kept()) == 1
    wire.li.says("路灯不亮")
    await wire.wecom.told()
    (called,) = [each for each in wire.wecom.deliveries if each.event == "kf_msg_or_event"]
    woken = asyncio.Event()
    wire.db.on(waiting.WOKEN, woken.set)
    assert (await wire.wecom.pusher.replay(called)).status == 200
    calls = [key for key in await wire.kept("kf") if key.startswith("called:")]
    assert len(calls) == 1 and not woken.is_set()


async def test_a_callback_whose_clock_is_an_hour_off_is_refused(wire: Wire) -> None:
    stamp = wire.wecom.pusher.stamp
    wire.wecom.pusher.stamp = lambda: stamp() - 3600
    wire.zhang.says(wire.app, "办好了")
    await wire.wecom.told()
    assert [each.status for each in wire.wecom.deliveries[-1].attempts] == [403] * 3
    assert not await wire.kept()


async def test_the_token_of_the_last_callback_reads_what_came(wire: Wire) -> None:
    wire.wecom.reorder(1)
    for words in ("路灯不亮", "在3号楼", "快点"):
        wire.li.says(words)
    await wire.wecom.told()
    last = await wire.db.write(waiting.last_call, wire.kf.id)
    assert last
    body = {"cursor": "", "token": last.token, "limit": 1000, "voice_format": 0, "open_kfid": wire.kf.id}
    answer = await wire.client.post(wire.who, "kf/sync_msg", body)
    said = [each["text"]["content"] for each in answer["msg_list"] if each["msgtype"] == "text"]
    assert said == ["路灯不亮", "在3号楼", "快点"]


@pytest.mark.parametrize("end", ["revoked", "expired"])
async def test_a_token_that_ends_in_the_middle_loses_nothing(wire: Wire, end: str) -> None:
    wire.wang.says("路灯不亮")
    await wire.send("一")
    tokens = len(wire.wecom.called("gettoken"))
    if end == "revoked":
        wire.wecom.revoke_tokens(wire.app)
    else:
        wire.wecom.later(hours=3)
    await asyncio.gather(*(wire.send(each) for each in "二三四"))
    assert sorted(each.text for each in wire.wang.shown if not each.by) == sorted("一二三四")
    assert tokens < len(wire.wecom.called("gettoken")) <= tokens + 2  # one for us; the desk has a client of its own


async def test_five_and_no_more_until_the_resident_writes(wire: Wire) -> None:
    wire.wang.says("路灯不亮")
    for each in "一二三四五":
        await wire.send(each)
    with pytest.raises(Held) as held:
        await wire.send("六")
    assert held.value.code == 95001 and not held.value.permanent
    wire.wang.says("在吗")
    await wire.send("六")
    wire.wecom.later(hours=49)
    with pytest.raises(Held) as held:
        await wire.send("七")
    assert held.value.code in (95002, 95013, 95018)


@pytest.mark.parametrize("fault", ["server_error", "page", "garbage", "wrong_json", "hang", "drop"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_whatever_happens_to_a_call_it_is_seen_once(wire: Wire, fault: str, after: bool) -> None:
    """The caller's own msgid makes a repetition harmless."""
    wire.wang.says("路灯不亮")
    getattr(wire.wecom, fault)(path="kf/send_msg", after=after)
    with pytest.raises(SendFailed) as failed:
        await wire.send("已受理", "slot-1")
    assert not failed.value.permanent and not isinstance(failed.value, Held)
    await wire.send("已受理", "slot-1")
    assert [each.text for each in wire.wang.shown if not each.by] == ["已受理"]
    assert wire.client.trouble is None


async def test_media_go_up_and_down_and_end_after_three_days(wire: Wire) -> None:
    media = await wire.client.upload(wire.who, "image", "3号楼 灯.png", PNG)
    file = await wire.client.download(wire.who, media)
    assert (file.content, file.name) == (PNG, "3号楼 灯.png")
    wire.wecom.later(days=3, minutes=1)
    with pytest.raises(SendFailed) as gone:
        await wire.client.download(wire.who, media)
    assert gone.value.permanent and gone.value.code == 40007


async def test_a_webhook_waits_for_the_next_minute(wire: Wire) -> None:
    push = wire.wecom.push()
    body = {"msgtype": "text", "text": {"content": "本周 12 件"}}
    for _ in range(20):
        await wire.client.push("push:1", push.key, body)
    with pytest.raises(SendFailed) as busy:
        await wire.client.push("push:1", push.key, body)
    assert busy.value.code == 45009 and busy.value.retry_after
    wire.wecom.later(seconds=61)
    await wire.client.push("push:1", push.key, body)
