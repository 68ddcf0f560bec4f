"""Each change of shift is said once, whatever stops between; after a silence only the latest; quiet ones not at all."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from storage import due
from tests.desk import START, Running, running_desk
from tests.test_month import LI, away, press
from tests.transcript import NAMES
from web import intake
from web.intake import Words

ZONE = ZoneInfo("Asia/Shanghai")


async def report(running: Running, words: str) -> None:
    await running.desk.db.write(intake.say, uuid.uuid4().hex, "private:li", LI, Words(words), NAMES, running.clock.at)
    await running.settled()
    assert await press(running, LI, "private:li", "报上去")


async def posted(running: Running) -> list[tuple[datetime, str]]:
    """When a change of shift was posted, and its first line."""
    shown = [(each.chat, each.at, each.content.get("text", "")) for each in await running.messages(0)]
    return [(at.astimezone(ZONE), text.split("\n")[0]) for chat, at, text in shown if chat == "duty" and "交给" in text]


async def test_a_quiet_community_hears_nothing(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await running.pass_time(timedelta(days=3))
        assert await posted(running) == [] and await running.parked() == []


async def test_each_change_once_and_after_a_silence_only_the_latest(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await report(running, "3号楼2单元楼道灯不亮")
        await running.pass_time(timedelta(hours=34))  # Monday half past seven in the evening
        heard = await posted(running)
        assert [(at.hour, text) for at, text in heard] == [
            (20, "交班：白班交给夜班（周师傅、孙姐）"),
            (8, "交班：夜班交给白班（周师傅、小陈、孙姐）"),
        ]
        await away(running, 24 * 3 + 1)  # five changes slept through, the last on Thursday evening
        later = (await posted(running))[len(heard) :]
        assert [text for _, text in later] == ["交班：白班交给夜班（周师傅、孙姐）"]
        await running.pass_time(timedelta(hours=12))
        assert len(await posted(running)) == len(heard) + 2
        assert await running.parked() == []


async def test_a_restart_at_the_change_says_it_once(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await report(running, "3号楼2单元楼道灯不亮")
    change = START + timedelta(hours=10, minutes=30)
    for at in (change, change, change + timedelta(minutes=5)):  # down over the change, and started again and again
        async with running_desk(tmp_path, at=at) as running:
            while await running.desk.db.write(due.take, running.clock.at):
                await running.settled()
            await running.settled()
            assert len(await posted(running)) == 1
            assert await running.parked() == []


async def test_what_was_said_is_a_number_until_something_is_otherwise(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await report(running, "3号楼2单元楼道灯不亮")
        await running.pass_time(timedelta(hours=11))
        await running.pass_time(timedelta(days=2))
        shown = [each.content.get("text", "") for each in await running.messages(0)]
        told = [text for text in shown if text.startswith("交班：")]
        named = [("1001" in text, "还是上次交班时那1件" in text) for text in told]
        # In full on the first evening, and once more when its promise is broken; then it only counts.
        assert named == [(True, False), (False, True), (True, False), (False, True), (False, True)]
        assert await running.parked() == []
