"""A month of a neighbourhood, with the desk away for hours and days: nobody is reminded twice, nothing is skipped."""

import random
import re
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import HERE
from domain.promises.spent import PAUSED, RESUMED, Happened
from domain.promises.spent import running as spent
from domain.report import LIVE, Report
from storage import due, history, reports
from storage.db import Tx
from tests.desk import Running, running_desk
from tests.transcript import NAMES
from web import intake
from web.intake import Visitor, Words

SAMPLE = HERE / "sample" / "community.toml"
LI, ZHOU = Visitor("li", "李阿姨", "zh-CN"), Visitor("zhou", "周师傅", "zh-CN")
PLACES = [f"{number}号楼{unit}单元" for number in range(1, 19) for unit in (1, 2)]
FAULTS = ["楼道灯不亮", "单元门坏了", "垃圾桶满了", "下水道堵了", "墙皮掉了"]


async def away(running: Running, hours: float) -> None:
    """The desk is off for a while, and looks once when it is back."""
    running.clock.at += timedelta(hours=hours)
    while await running.desk.db.write(due.take, running.clock.at):
        await running.settled()


async def press(running: Running, who: Visitor, chat: str, label: str, number: int | None = None) -> bool:
    """Press the newest such button, if it is there."""
    for message in reversed(await running.messages(0)):
        if message.chat != chat or (number and f"{number} " not in message.content.get("text", "")):
            continue
        for row in message.content.get("buttons", ()):
            for button in row:
                if button["label"] == label:
                    args = (uuid.uuid4().hex, chat, who, str(message.id), button["data"], running.clock.at)
                    await running.desk.db.write(intake.press, *args)
                    await running.settled()
                    return True
    return False


async def say(running: Running, who: Visitor, chat: str, text: str) -> None:
    """Somebody writes a line."""
    await running.desk.db.write(intake.say, uuid.uuid4().hex, chat, who, Words(text), NAMES, running.clock.at)
    await running.settled()


async def wait_or_go_on(running: Running, chance: random.Random) -> None:
    """What is in hand is parked, passed on, put off again, or goes on."""
    for label in chance.sample(["再等7天", "接着办"], 2):
        if chance.random() < 0.5 and await press(running, ZHOU, "private:zhou", label):
            return
    if not await press(running, ZHOU, "duty", "更多"):
        return
    if chance.random() < 0.5 and await press(running, ZHOU, "duty", "挂账"):
        await say(running, ZHOU, "duty", "等配件")
        await press(running, ZHOU, "duty", chance.choice(["3天", "7天"]))
    elif await press(running, ZHOU, "duty", "转外单位") and await press(running, ZHOU, "duty", "供电"):
        await press(running, ZHOU, "duty", chance.choice(["3天", "14天"]))


async def cry_danger(running: Running, chance: random.Random, building: int) -> None:
    """Danger is told, perhaps twice; somebody answers, sooner or later."""
    for _ in range(chance.choice([1, 2])):
        await say(running, LI, "private:li", f"{building}号楼煤气味很大")
    await running.pass_time(timedelta(minutes=chance.choice([1, 7, 30])))
    if chance.random() < 0.5:
        await press(running, ZHOU, "duty", "误报")
        assert await press(running, ZHOU, "duty", "看过了，没有危险")
    else:
        assert await press(running, ZHOU, "duty", "我在处理")


def lives(tx: Tx) -> list[tuple[Report, list[Happened]]]:
    """Every report with all that happened to it."""
    found = (reports.get(tx, id_) for (id_,) in tx.all("SELECT id FROM report"))
    return [(report, history.life(tx, report.id)) for report in found if report]


def elsewhere(folder: Path, zone: str) -> Path:
    """The sample community, were it there: hours that come twice, or not at all."""
    path = folder / "community.toml"
    here = SAMPLE.read_text(encoding="utf-8")
    path.write_text(here.replace('timezone = "Asia/Shanghai"', f'timezone = "{zone}"'), encoding="utf-8")
    return path


MONTHS = [  # where, from when on, and how often the machine's clock is set back
    ("Asia/Shanghai", datetime(2026, 12, 10, 1, tzinfo=UTC), 0),
    ("Asia/Shanghai", datetime(2026, 9, 15, 12, tzinfo=UTC), 0),
    ("Europe/Berlin", datetime(2026, 10, 10, 6, tzinfo=UTC), 0),  # an hour comes twice
    ("America/New_York", datetime(2027, 2, 25, 12, tzinfo=UTC), 0),  # an hour is left out
    ("Asia/Shanghai", datetime(2026, 10, 1, tzinfo=UTC), 0.15),
    ("Europe/Berlin", datetime(2027, 3, 10, tzinfo=UTC), 0.15),
]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("zone", "start", "back"), MONTHS)
async def test_a_month_with_downtime(tmp_path: Path, seed: int, zone: str, start: datetime, back: float) -> None:
    chance = random.Random(seed)
    async with running_desk(tmp_path, at=start, homes=elsewhere(tmp_path, zone)) as running:
        places, set_back = chance.sample(PLACES, 30), 0
        while running.clock.at < start + timedelta(days=31):
            if places and chance.random() < 0.5:
                said = Words(f"{places.pop()}{chance.choice(FAULTS)}")
                key = uuid.uuid4().hex
                await running.desk.db.write(intake.say, key, "private:li", LI, said, NAMES, running.clock.at)
                await running.settled()
                await press(running, LI, "private:li", "报上去")
            elif chance.random() < 0.3 and await press(running, ZHOU, "duty", "接单"):
                await press(running, ZHOU, "duty", chance.choice(["今天", "明天", "等配件"]))
            if chance.random() < 0.3:
                await wait_or_go_on(running, chance)
            if chance.random() < 0.05:
                await cry_danger(running, chance, chance.randint(1, 18))
            if chance.random() < 0.3:
                await away(running, chance.uniform(5, 70))
            else:
                await running.pass_time(timedelta(hours=chance.uniform(0.5, 20)))
            if back and chance.random() < back:
                running.clock.at -= timedelta(hours=chance.choice([0.01, 1, 5, 30]))
                set_back += 1
                await running.settled()
        assert await running.parked() == [] and bool(set_back) == bool(back)
        shown = [(each.chat, each.at, each.content.get("text", "")) for each in await running.messages(0)]
        late = Counter(
            re.findall(r"(\d{4}) 我们晚了，对不起。.*?前(回您|办完)", "\n".join(text for _, _, text in shown))
        )
        assert late and set(late.values()) == {1}
        rows = await running.desk.db.reader.execute_fetchall(
            "SELECT number, status, respond_by, resolve_by, late, pause FROM report"
        )
        overdue_by = running.clock.at - timedelta(hours=12)  # a night of quiet hours may lie between
        for number, status, respond_by, resolve_by, told, pause in rows:
            end = {"open": respond_by, "acknowledged": None if pause else resolve_by}.get(status)
            if end and datetime.fromtimestamp(end / 1000, UTC) < overdue_by:
                assert late[str(number), "回您" if status == "open" else "办完"] == 1
                assert told.startswith("respond" if status == "open" else "resolve")
        heads = Counter((at, text) for chat, at, text in shown if chat == "private:liu" and "前" in text)
        assert not heads or max(heads.values()) == 1
        to_head = "\n".join(text for chat, _, text in shown if chat == "private:liu")
        broken = Counter(re.findall(r"^(\d{4}) .*到时间了，还没人回话", to_head, re.MULTILINE))
        assert not broken or max(broken.values()) == 1  # the step of a deadline once, whatever the clock did
        together = Counter((chat, at) for chat, at, text in shown if "还没回话" in text or "件等着呢" in text)
        assert max(together.values()) == 1  # one message to each, however much is due
        waited = 0
        for report, life in await running.desk.db.write(lives):
            ran, total = spent(life, running.clock.at)
            waited += sum(event.kind == PAUSED for event in life)
            standing = sum(event.kind == PAUSED for event in life) - sum(event.kind == RESUMED for event in life)
            assert standing == int(report.pause is not None)  # every pause is written down, and so is its end
            now = running.clock.at - report.pause.since if report.pause else timedelta()
            if report.status in LIVE and report.cycle == 1:
                assert total - ran == report.waited + now
        assert waited
        over = [text for chat, _, text in shown if chat == "private:li" and "没有危险" in text]
        assert len(over) == len(set(over))  # once for each false alarm
