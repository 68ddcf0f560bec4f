"""Danger rings a phone when it is filed and at each step after, until somebody takes it; its cards never wait."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.alarm import Alarm
from storage.db import Tx
from tests.bot.conftest import until
from tests.channels.test_alarm import program
from tests.desk import Running, running_desk
from tests.test_month import LI, ZHOU, press
from tests.transcript import NAMES, Player
from web import intake
from web.intake import Words

SMELL = "3号楼2单元501煤气味很大，我是老李"


def ringing(folder: Path) -> dict[str, Path]:
    return {"alarm_command": program(folder, f"cat >> {folder / 'rung'}", f"echo >> {folder / 'rung'}")}


def rung(folder: Path) -> list[dict[str, Any]]:
    if not (folder / "rung").exists():
        return []
    return [json.loads(line) for line in (folder / "rung").read_text(encoding="utf-8").splitlines()]


async def smell(running: Running, chat: str) -> None:
    await running.desk.db.write(intake.say, "k1", chat, LI, Words(SMELL), NAMES, running.clock.at)


@pytest.mark.parametrize("chat", ["group", "private:li"])
async def test_it_rings_at_each_step_until_somebody_takes_it(tmp_path: Path, chat: str) -> None:
    async with running_desk(tmp_path, settings=ringing(tmp_path)) as running:
        await smell(running, chat)
        await running.settled()
        assert rung(tmp_path) == [
            {
                "community": "ginkgo",
                "community_name": "银杏里社区",
                "number": 1001,
                "danger": "gas",
                "category": "gas",
                "category_name": "燃气",
                "place": "3号楼2单元",
                "minutes": 0,
                "reported_at": "2026-11-22T01:30:00+00:00",
                "duty": running.desk.home.phones["duty"],
                "trial": True,
            }
        ]
        await running.pass_time(timedelta(minutes=51))
        assert [each["minutes"] for each in rung(tmp_path)] == [0, 5, 10, 20, 30, 50]
        assert await press(running, ZHOU, "duty", "我在处理")
        await running.pass_time(timedelta(hours=2))
        assert len(rung(tmp_path)) == 6 and await running.parked() == []


async def test_opened_again_it_rings_from_the_start(tmp_path: Path) -> None:
    async with running_desk(tmp_path, settings=ringing(tmp_path)) as running:
        player = Player(running)
        for step in (
            "李阿姨 在 私聊: 3号楼2单元煤气味很大",
            "[+6分]",
            "周师傅 在 值班群 按 [我在处理]",
            "周师傅 在 值班群 按 [办结]",
            "周师傅 在 值班群: 阀门换好了 (照片)",
            "[+2小时]",
        ):
            await player.play(step)
        assert [each["minutes"] for each in rung(tmp_path)] == [0, 5]
        await player.play("李阿姨 在 私聊 按 [没好]")
        await running.pass_time(timedelta(minutes=51))
        assert [each["minutes"] for each in rung(tmp_path)] == [0, 5, 0, 5, 10, 20, 30, 50]
        assert {each["number"] for each in rung(tmp_path)} == {1001}
        assert await press(running, ZHOU, "duty", "我在处理")
        await running.pass_time(timedelta(hours=2))
        assert len(rung(tmp_path)) == 8 and await running.parked() == []


async def test_what_is_no_danger_rings_nothing(tmp_path: Path) -> None:
    async with running_desk(tmp_path, settings=ringing(tmp_path)) as running:
        await running.desk.db.write(
            intake.say, "k1", "private:li", LI, Words("3号楼2单元楼道灯不亮"), NAMES, running.clock.at
        )
        await running.settled()
        assert await press(running, LI, "private:li", "报上去")
        await running.pass_time(timedelta(days=4))
        assert rung(tmp_path) == []


async def test_several_alarms_fold_nothing(tmp_path: Path) -> None:
    async with running_desk(tmp_path, settings=ringing(tmp_path)) as running:
        await smell(running, "group")
        await running.desk.db.write(intake.say, "k2", "group", ZHOU, Words("7号楼电梯困人了"), NAMES, running.clock.at)
        await running.settled()
        await running.pass_time(timedelta(minutes=6))
        assert sorted((each["number"], each["minutes"]) for each in rung(tmp_path)) == [
            (1001, 0), (1001, 5), (1002, 0), (1002, 5),
        ]  # fmt: skip


async def test_a_command_that_is_gone_holds_no_card_up_and_is_not_tried_once_somebody_has_it(tmp_path: Path) -> None:
    async with running_desk(tmp_path, settings={"alarm_command": tmp_path / "gone"}) as running:
        await smell(running, "group")
        await until(lambda: _shown(running))
        await until(lambda: _troubled(running))
        assert running.desk.troubles() == ["the alarm command cannot be run (No such file or directory)"]
        assert await running.desk.db.write(_rings) == ["waiting"]
        assert await press(running, ZHOU, "duty", "我在处理")  # settled: nothing waits any more
        assert await running.desk.db.write(_rings) == ["cancelled"]


async def _shown(running: Running) -> bool:
    """Whether the danger is on the group's card and on the duty group's."""
    shown = {each.chat for each in await running.messages(0) if "1001" in each.content.get("text", "")}
    return {"group", "duty"} <= shown


async def _troubled(running: Running) -> bool:
    return bool(await running.desk.db.write(_tried))


def _tried(tx: Tx) -> int:
    row = tx.one("SELECT max(attempts) FROM slot JOIN chat ON chat.id = slot.chat WHERE channel = ?", (Alarm.name,))
    return int(row[0] or 0) if row else 0


def _rings(tx: Tx) -> list[str]:
    rows = tx.all("SELECT state FROM slot JOIN chat ON chat.id = slot.chat WHERE channel = ?", (Alarm.name,))
    return [state for (state,) in rows]
