"""A month of a neighbourhood, with the desk away for hours and days: nobody is reminded twice, nothing is skipped."""

import random
import re
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import due
from tests.desk import Running, running_desk
from tests.transcript import NAMES
from web import intake
from web.intake import Visitor, Words

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


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("start", [datetime(2026, 12, 10, 1, tzinfo=UTC), datetime(2026, 9, 15, 12, tzinfo=UTC)])
async def test_a_month_with_downtime(tmp_path: Path, seed: int, start: datetime) -> None:
    chance = random.Random(seed)
    async with running_desk(tmp_path, at=start) as running:
        places = chance.sample(PLACES, 30)
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
                await away(running, chance.uniform(5, 70))
            else:
                await running.pass_time(timedelta(hours=chance.uniform(0.5, 20)))
        assert await running.parked() == []
        shown = [(each.chat, each.at, each.content.get("text", "")) for each in await running.messages(0)]
        late = Counter(
            re.findall(r"(\d{4}) 我们晚了，对不起。说好.*?前(回您|办完)", "\n".join(text for _, _, text in shown))
        )
        assert late and set(late.values()) == {1}
        rows = await running.desk.db.reader.execute_fetchall(
            "SELECT number, status, respond_by, resolve_by, late FROM report"
        )
        overdue_by = running.clock.at - timedelta(hours=12)  # a night of quiet hours may lie between
        for number, status, respond_by, resolve_by, told in rows:
            end = {"open": respond_by, "acknowledged": resolve_by}.get(status)
            if end and datetime.fromtimestamp(end / 1000, UTC) < overdue_by:
                assert late[str(number), "回您" if status == "open" else "办完"] == 1
                assert told.startswith("respond" if status == "open" else "resolve")
        heads = Counter((at, text) for chat, at, text in shown if chat == "private:liu" and "前" in text)
        assert not heads or max(heads.values()) == 1
        together = Counter((chat, at) for chat, at, text in shown if "还没回话" in text or "件等着呢" in text)
        assert max(together.values()) == 1  # one message to each, however much is due
