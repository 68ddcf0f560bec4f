"""A resident in WeChat: the whole loop through a WeCom that keeps its rules, and what goes wrong on the way."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot import server
from bot.program import running
from config.settings import Settings
from domain.events import Pressed, Said, Speaker
from domain.people import ChatKind, Role
from handlers import presses, saying
from handlers.desk import Desk, Turn
from handlers.talk import messages
from storage import calls, chats, copies, meta, people, pictures, sessions
from storage.db import Tx
from tests.desk import Running, StandingClock, without_digests
from tests.wecom.fake import FakeWeCom
from tests.wecom.resident import Resident
from tests.wecom.world import Account, App, Corp

TOKEN, KEY = "tokenTOKEN", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass(slots=True)
class Town:
    """A WeCom with one account, a desk that serves it, a resident in WeChat, and staff who work beside."""

    wecom: FakeWeCom
    corp: Corp
    app: App
    kf: Account
    li: Resident
    clock: StandingClock
    folder: Path
    running: Running | None = None
    acts: int = 0
    servicers: str = ""
    expected: list[int] = field(default_factory=list)  # refusals

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Running]:
        """The desk, from its start to its end."""
        path = self.folder / "wecom.toml"
        path.write_text(
            f'[[corp]]\nid = "{self.corp.id}"\napi = "{self.wecom.base_url}"\n[[corp.app]]\nagent = {self.app.agent}\n'
            f'secret = "{self.app.secret}"\ntoken = "{TOKEN}"\naes_key = "{KEY}"\n'
            f'[[corp.app.kf]]\nid = "{self.kf.id}"\ncommunity = "ginkgo"\n{self.servicers}'
        )
        config = Settings(database=self.folder / "huiyin.db", port=0, wecom=path, media_limit_mb=50, _env_file=None)
        with server.listen(config) as listener:
            async with (
                running(config, self.clock) as program,
                server.serving(program.site, listener) as address,
            ):
                program.desk.wording.strict = True
                await program.desk.db.write(without_digests, program.desk.communities)
                await program.desk.db.write(_staff)
                self.running = Running(program.desk, program.site, self.clock)
                url = f"{address}wecom/{self.corp.id}/app/{self.app.agent}"
                assert await self.wecom.save_callback(self.app, self.wecom.callback(url, self.corp, TOKEN, KEY))
                yield self.running

    async def write(self, fn: Callable[..., Any], *args: Any) -> Any:
        assert self.running
        return await self.running.desk.db.write(fn, *args)

    async def press(self, data: str) -> None:
        """周师傅 presses a button in the duty group."""
        who = Speaker("zhou", "周师傅")
        await self._act(presses.pressed, lambda n: Pressed("crew", "duty", who, "", self.clock.at, data, f"p{n}"))

    async def says(self, text: str, photo: str = f"{1:064x}.jpg") -> None:
        """周师傅 writes there, with a photo."""
        who = Speaker("zhou", "周师傅")
        await self._act(
            messages.said, lambda n: Said("crew", "duty", who, f"m{n}", self.clock.at, text=text, photos=(photo,))
        )

    async def _act(self, handler: Any, made: Callable[[int], Any]) -> None:
        assert self.running
        self.acts += 1
        await self.write(_handle, self.running.desk, handler, 1_000_000 + self.acts, made(self.acts))

    async def later(self, **span: float) -> None:
        assert self.running
        await self.running.pass_time(timedelta(**span))

    async def quiet(self) -> None:
        """Wait until all that was said there is read, handled and answered."""
        assert self.running
        await self.wecom.told()
        async with asyncio.timeout(20):
            while await self.write(_place, self.kf.id) != len(self.kf.log):
                pass
        await self.running.settled()
        assert await self.running.parked() == []

    async def filed(self) -> None:
        """She reports the lamp."""
        self.li.says("3号楼2单元楼道灯不亮")
        await self.li.sees("我这样报")
        self.li.clicks("报上去")
        await self.li.sees("编号1001")

    async def taken(self) -> None:
        await self.press("take:1:1:today")
        await self.later(seconds=61)

    async def done(self, photo: str = f"{1:064x}.jpg") -> None:
        await self.press("done:1:1:")
        await self.says("换了新灯", photo)
        await self.later(seconds=61)

    def times(self, words: str) -> int:
        """In how many messages she sees these words."""
        return sum(words in text for text in self.li.texts)


def _staff(tx: Tx) -> None:
    if people.by_account(tx, "crew", "zhou", "ginkgo"):
        return
    person = people.add_person(tx, "crew", "zhou", "周师傅", "zh-CN")
    people.grant(tx, person.id, "ginkgo", Role.STAFF, "electrician", ())
    chats.add(tx, "crew", "duty", ChatKind.DUTY, "ginkgo", "zh-CN")


def _handle(tx: Tx, desk: Desk, handler: Any, cause: int, event: Any) -> None:
    turn = Turn(tx, desk, cause, desk.clock.now(), event)
    handler(turn, event)
    saying.unheard(turn)


def _place(tx: Tx, account: str) -> int:
    row = tx.one("SELECT value FROM meta WHERE key = ?", (f"kf_cursor:{account}",))
    place = str(row[0])[-8:] if row else ""
    return int(place, 16) if place.isalnum() else -1


def _held(tx: Tx) -> int:
    return int(tx.all("SELECT count(*) FROM slot WHERE state = 'held'")[0][0])


@asynccontextmanager
async def town(folder: Path, servicers: str = "") -> AsyncIterator[Town]:
    clock = StandingClock()
    async with FakeWeCom(now=lambda: clock.at.timestamp()) as wecom:
        wecom.pusher.pause = 0
        corp = wecom.corp()
        app = wecom.app(corp)
        kf = wecom.kf(app)
        yield Town(wecom, corp, app, kf, wecom.resident(kf, "李阿姨"), clock, folder, servicers=servicers)


@pytest.fixture
def lamp() -> bytes:
    """A photo."""
    held = io.BytesIO()
    Image.new("RGB", (64, 48), "orange").save(held, "JPEG")
    return held.getvalue()


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path) as it, it.desk():
        yield it
        assert [call.error.code for call in it.wecom.refused if call.error] == it.expected
        assert it.wecom.careless == []


async def test_the_whole_loop(here: Town) -> None:
    here.li.enters("ginkgo", "D-0231")
    hello = await here.li.sees("我是银杏里社区的回音")
    assert "灯杆 D-0231" in hello.text and hello.labels == ["报修", "查进度", "找人工"]
    here.li.says("灯不亮")
    await here.li.sees("灯 · 灯杆 D-0231")
    here.li.clicks("报上去")
    await here.li.sees("编号1001")
    await here.taken()
    await here.li.sees("1001 有人接了")
    await here.done()
    await here.li.sees("1001 修好了")
    assert here.li.left == 2
    here.li.clicks("好了")
    await here.li.sees("这次办得怎么样")
    here.li.clicks("满意")
    await here.li.sees("联系过您吗")
    await here.quiet()
    assert not [call for call in here.wecom.calls if call.error]


async def test_the_link_of_a_sticker_leads_into_the_chat_with_the_place(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        for _ in range(2):  # the second start asks WeCom no more
            async with here.desk() as running:
                async with asyncio.timeout(20):
                    while not (link := running.site.weixin("ginkgo", "D-0231")):
                        await running.settled()
                assert running.site.weixin("willow", "D-0231") == ""
                assert "scene_param" not in running.site.weixin("ginkgo", "")
                assert "scene_param" not in running.site.weixin("ginkgo", "灯" * 60)  # longer than WeCom takes
        assert [call.path for call in here.wecom.calls if "add_contact_way" in call.path] == ["kf/add_contact_way"]
        async with here.desk():
            here.li.scans(link)
            assert "灯杆 D-0231" in (await here.li.sees("我是银杏里社区的回音")).text


async def test_an_end_after_48_hours_is_held_phoned_and_told_when_they_come(here: Town) -> None:
    await here.filed()
    await here.taken()
    await here.later(days=3)
    await here.done()
    assert here.times("修好了") == 0
    assert await here.write(lambda tx: [each.why for each in calls.waiting(tx, "ginkgo")]) == ["untold"]
    here.li.enters()
    both = await here.li.sees("1001 修好了")
    assert "我是银杏里社区的回音" in both.text and "1001 好了" in both.labels
    await here.quiet()
    assert await here.write(lambda tx: calls.waiting(tx, "ginkgo")) == []
    assert len(here.wecom.called("kf/send_msg_on_event")) == 1


async def test_five_and_no_more(here: Town) -> None:
    await here.filed()
    for text in ("一楼还是二楼？", "灯罩碎了没有？", "楼道里有人吗？", "几点不亮的？"):
        await here.press("ask:1:1:")
        await here.says(text)
        await here.quiet()  # or two of them would leave as one
    assert here.li.left == 2 and here.times("几点") == 0
    await here.taken()
    ride = await here.li.sees("有人接了")
    assert "几点不亮的" in ride.text  # it rides along; of what was held the newest alone
    await here.done()
    await here.li.sees("1001 修好了")
    assert here.li.left == 0


async def test_a_message_whose_answer_was_lost_is_shown_once(here: Town) -> None:
    for fault in (here.wecom.drop, here.wecom.server_error, here.wecom.garbage):
        fault(path="kf/send_msg", after=True)
        here.li.says("你好")
        await here.quiet()
    assert here.times("一句就行") == 3
    assert here.li.left == 4


async def test_what_comes_twice_or_in_the_wrong_order_is_heard_once(here: Town) -> None:
    here.wecom.duplicate(2)
    here.wecom.reorder(1)
    here.wecom.lose_answers(1)
    here.kf.page, here.kf.empty_pages = 2, 2
    here.wecom.server_error(path="kf/sync_msg", times=2)
    here.wecom.wrong_json(path="kf/sync_msg", skip=1)
    said = [here.li.says(f"{building}号楼楼道灯不亮") for building in (2, 3, 4, 5, 6)]
    await here.quiet()
    kept = await here.write(lambda tx: tx.all("SELECT key FROM inbox WHERE source LIKE 'kf:%' ORDER BY id"))
    assert [key for (key,) in kept if not key.startswith(("called:", "slot:"))] == said
    words = "".join(map(str, await here.write(lambda tx: tx.all("SELECT body FROM draft"))))
    assert [words.count(f"{building}号楼楼道灯不亮") for building in (2, 3, 4, 5, 6)] == [1] * 5


async def test_a_token_that_ended_is_asked_without(here: Town) -> None:
    here.wecom.refuse(95007, path="kf/sync_msg")
    here.wecom.revoke_tokens()
    here.li.says("你好")
    await here.quiet()
    assert here.times("一句就行") == 1


async def test_a_place_that_is_not_known_any_more_loses_and_repeats_nothing(here: Town) -> None:
    here.li.says("你好")
    await here.quiet()
    await here.write(meta.put, f"kf_cursor:{here.kf.id}", "from another life")
    here.li.says("谢谢")
    await here.quiet()
    assert here.times("一句就行") == here.times("不客气") == 1
    here.expected = [40058]


async def test_what_was_taken_and_not_delivered_is_phoned_and_told_later(here: Town) -> None:
    await here.filed()
    await here.taken()
    here.li.will_not_get(10)
    await here.done()
    await here.quiet()
    assert here.times("修好了") == 0
    assert len(await here.write(lambda tx: calls.waiting(tx, "ginkgo"))) == 1
    await here.later(minutes=1)
    here.li.says("谢谢")
    await here.li.sees("1001 修好了")
    await here.quiet()
    assert await here.write(lambda tx: calls.waiting(tx, "ginkgo")) == []


async def test_a_platform_that_counts_otherwise_is_believed(here: Town) -> None:
    await here.filed()
    here.wecom.refuse(95001, path="kf/send_msg")
    await here.taken()
    await here.quiet()
    assert here.times("有人接了") == 0 and await here.write(_held) == 1
    await here.later(minutes=1)
    here.li.says("谢谢")
    assert "不客气" in (await here.li.sees("有人接了")).text


async def test_photos_voice_places_and_what_nobody_can_read(here: Town, lamp: bytes) -> None:
    here.li.sends_image(lamp)
    here.li.sends_image(lamp + b"\0")
    await here.quiet()
    await here.later(seconds=2)
    await here.li.sees("照片收到了")
    assert here.times("照片收到了") == 1  # they come one by one, and are answered once
    here.li.sends_image(lamp + b"\0\0")
    here.li.sends_voice(b"#!AMR\n" + bytes(400))
    await here.quiet()
    await here.later(seconds=2)
    assert here.times("语音收到了") == 1
    here.li.says("3号楼2单元楼道灯不亮")
    await here.li.sees("我这样报")
    here.li.clicks("报上去")
    await here.li.sees("编号1001")
    await here.quiet()
    stored = await here.write(lambda tx: tx.all("SELECT name, state FROM media ORDER BY name"))
    assert [state for name, state in stored if name.startswith("kf:")] == ["stored"] * 4
    here.li.sends_location(40.0711, 116.5117, "3号楼", "")
    here.li.sends_location(400, 116.5117, "北门", "")
    here.li.sends_file(b"a sheet of numbers", "x.xlsx")
    await here.li.sees("这个我看不了")
    here.li.sends("merged_msg", {"title": "聊天记录", "item": []})
    await here.li.sees("这个我看不了", times=2)
    await here.quiet()


async def test_a_photo_of_the_repair_is_shown_while_there_is_room(here: Town, lamp: bytes) -> None:
    assert here.running
    photo = pictures.photo(lamp)
    name = here.running.site.media.put_photo(photo)
    await here.write(copies.uploaded, name, "photo", len(photo.jpeg), photo.print, here.clock.at)
    await here.filed()
    await here.taken()
    here.li.says("谢谢")
    await here.li.sees("不客气")
    await here.done(name)
    await here.wecom.until(lambda: any(each.kind == "image" for each in here.li.shown))
    assert here.li.shown[-1].media and here.li.left == 2


async def test_a_menu_id_is_never_trusted(here: Town) -> None:
    await here.filed()
    for data in ("take:1:1:today", "done:1:1:", "x" * 64, "file:1:0:", "withdraw:99:0:"):
        here.li.says("点一下", data)
        await here.quiet()
    assert await here.write(lambda tx: tx.one("SELECT status FROM report")) == ("open",)
    assert here.times("值班人员") >= 1


async def test_a_recalled_word_is_not_filed(here: Town) -> None:
    said = here.li.says("3号楼2单元楼道灯不亮，我家302")
    await here.li.sees("我这样报")
    here.li.recalls(said)
    await here.quiet()
    assert await here.write(lambda tx: tx.all("SELECT id FROM draft")) == []


async def test_old_history_is_nobodys_question_to_us(tmp_path: Path) -> None:
    async with town(tmp_path) as it:
        it.li.says("三天前说的：3号楼灯坏了")
        it.clock.at += timedelta(hours=2)
        async with it.desk():
            it.li.says("你好")
            await it.li.sees("一句就行")
            await it.quiet()
            assert it.times("三天前") == 0


async def test_a_crash_after_the_platform_took_it_shows_it_once(tmp_path: Path) -> None:
    async with town(tmp_path) as it:
        async with it.desk():
            await it.filed()
            hang = it.wecom.hang(path="kf/send_msg", after=True)
            await it.press("take:1:1:today")
            it.clock.at += timedelta(seconds=61)
            await it.wecom.until(lambda: hang.hits == 1)
            # the process ends here: the platform took it, and nobody wrote that down
        hang.release()
        async with it.desk():
            await it.li.sees("有人接了")
            await it.quiet()
            assert it.times("有人接了") == 1 and it.li.left == 3
            session = await it.write(lambda tx: sessions.get(tx, tx.one("SELECT chat FROM session")[0]))
            assert session.left(it.clock.at) == 3


async def test_a_person_takes_over_and_the_desk_is_silent(here: Town) -> None:
    await here.filed()
    here.li.says("转人工")
    await here.li.sees("帮您叫人了")
    zhang = here.wecom.servicer(here.kf, here.wecom.staff(here.corp, "ZhangSan"))
    zhang.takes(here.li)
    zhang.says(here.li, "您好，我是张师傅")
    here.li.says("3号楼1单元的灯也不亮")
    await here.taken()
    await here.quiet()
    assert here.times("1单元") == 0 and here.times("有人接了") == 0
    zhang.ends(here.li)
    over = await here.li.sees("人工聊完了")
    assert "有人接了" in over.text
    here.li.says("谢谢")
    await here.li.sees("不客气")


async def test_whoever_waits_for_a_person_is_not_forgotten(here: Town) -> None:
    def told(tx: Tx) -> list[str]:
        rows = tx.all(
            """
            SELECT slot.content FROM slot JOIN chat ON chat.id = slot.chat
            WHERE chat.channel = 'crew' ORDER BY slot.id
            """
        )
        return [json.loads(content)["text"].split("\n")[1:2][0] for (content,) in rows if "分钟了" in content]

    here.li.says("转人工")
    await here.li.sees("帮您叫人了")
    await here.quiet()
    await here.later(minutes=21)
    assert await here.write(told) == ["等了10分钟了，还没有人接。", "等了20分钟了，还没有人接。"]
    here.wecom.servicer(here.kf, here.wecom.staff(here.corp, "ZhangSan")).takes(here.li)
    await here.quiet()
    await here.later(hours=1)
    assert len(await here.write(told)) == 2


async def test_danger_while_nobody_has_come_ends_the_waiting(here: Town) -> None:
    here.li.says("转人工")
    await here.li.sees("帮您叫人了")
    here.li.says("3号楼2单元有煤气味")
    await here.li.sees("先顾人")
    here.li.says("好的谢谢")
    await here.quiet()
    here.expected = [95018]  # only the platform knows whether somebody came


async def test_danger_while_a_person_speaks_calls_staff_and_interrupts_nobody(here: Town) -> None:
    here.li.says("转人工")
    await here.li.sees("帮您叫人了")
    here.wecom.servicer(here.kf, here.wecom.staff(here.corp, "ZhangSan")).takes(here.li)
    here.li.says("3号楼2单元有煤气味")
    await here.quiet()
    assert here.times("先顾人") == 0
    assert await here.write(lambda tx: tx.one("SELECT danger FROM report")) == ("gas",)
    here.expected = [95018]


async def test_nobody_can_take_over(tmp_path: Path) -> None:
    async with town(tmp_path, 'servicers = ["ZhangSan", "LiSi"]\n') as it, it.desk():
        for name in ("ZhangSan", "LiSi"):
            it.wecom.servicer(it.kf, it.wecom.staff(it.corp, name)).pauses()
        it.li.says("转人工")
        await it.li.sees("现在没有人能接")
        it.li.clicks("请人联系我")
        await it.li.sees("编号1001")


async def test_the_second_servicer_takes_over_when_the_first_does_not(tmp_path: Path) -> None:
    async with town(tmp_path, 'servicers = ["ZhangSan", "LiSi"]\n') as it, it.desk():
        it.wecom.servicer(it.kf, it.wecom.staff(it.corp, "ZhangSan")).pauses()
        it.wecom.servicer(it.kf, it.wecom.staff(it.corp, "LiSi"))
        it.li.says("转人工")
        await it.li.sees("帮您叫人了")
        assert it.li.talk.servicer == "LiSi"


async def test_a_servicer_who_takes_the_chat_unasked_silences_the_desk(here: Town) -> None:
    here.li.says("你好")
    await here.li.sees("一句就行")
    zhang = here.wecom.servicer(here.kf, here.wecom.staff(here.corp, "ZhangSan"))
    here.li.talk.state = 2
    zhang.takes(here.li)
    await here.quiet()
    here.li.says("3号楼2单元楼道灯不亮")
    await here.quiet()
    assert here.times("我这样报") == 0


# --- what she is called -------------------------------------------------------------------------------------


async def test_staff_read_what_a_resident_is_called_in_wechat(here: Town) -> None:
    here.li.says("你好")
    await here.quiet()
    assert await here.write(_names) == ["李阿姨"]
    assert len(here.wecom.called("kf/customer/batchget")) == 1
    here.li.says("谢谢")
    await here.quiet()
    assert len(here.wecom.called("kf/customer/batchget")) == 1  # once, when she was new


@pytest.mark.parametrize("code", [48002, 40096, 95000])
async def test_without_a_name_nothing_is_the_matter(here: Town, code: int) -> None:
    fault = here.wecom.refuse(code, path="kf/customer/batchget", times=99)
    await here.filed()
    assert await here.write(_names) == [""] and fault.hits
    assert here.running and here.running.desk.troubles() == []
    assert (
        await here.write(lambda tx: tx.all("SELECT 1 FROM slot WHERE state = 'failed' AND content LIKE '%who%'")) == []
    )


async def test_a_name_whose_answer_was_nonsense_is_none(here: Town) -> None:
    body = b'{"errcode": 0, "customer_list": [7, {"external_userid": "wmOther", "nickname": "X"}]}'
    here.wecom.wrong_json(body, path="kf/customer/batchget")
    here.li.says("你好")
    await here.quiet()
    assert await here.write(_names) == [""]


def _names(tx: Tx) -> list[str]:
    return [name for (name,) in tx.all("SELECT name FROM person JOIN account ON person = id WHERE channel = 'kf'")]
