"""Everybody says and presses anything anywhere: nothing may fail to be handled."""

import uuid
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from domain.buttons import data
from domain.community import Point
from domain.reports import residents, staff
from storage.db import Tx
from tests.desk import Running, running_desk
from web import intake
from web.intake import Visitor, Words

VERBS = (
    *staff.VERBS, *residents.VERBS, "merge", "unmerge", "skip", "card", "file", "drop", "call", "dkind", "dplace",
    "cfile", "cdrop", "begin", "lang", "forget", "callme", "bind", "staff", "nonsense",
)  # fmt: skip
ARGS = (
    "", "", "today", "hour", "parts", "*", "road", "light", "b3", "square", "3", "4", "not_ours", "own", "inside", "en",
    "zh-CN", "yes", "no", "erase", "resolve", "acknowledge",
)  # fmt: skip
TEXTS = (
    "", "3号楼2单元楼道灯不亮", "北门垃圾桶满了", "电梯坏了", "还有，5号楼下水道也堵了", "着火了", "我家煤气味很大",
    "打13812345678", "下午六点后在家",
    "3号楼", "不知道", "谢谢", "你好", "修好了吗", "我家也是", "进度", "我的", "人工", "电话", "帮助", "取消", "撤回",
    "1001", "1002", "9999", "待办", "我接的", "超时", "/report", "/report 灯坏了", "/queue", "/forget", "/lang",
    "English", "/start", "/start b3", "/bind", "@回音", "@回音 灯坏了", "@回音 你好", "别理我了", "换了新灯", "几楼？",
    "今天天气真好", "x" * 9_000,
)  # fmt: skip


async def something(running: Running, random: Random) -> None:
    """One thing happens."""
    who = random.choice([*running.site.community.members, "stranger"])
    chat = random.choice(["group", "duty", f"private:{who}", f"private:{who}"])
    visitor, key, now = Visitor(who, who, "zh-CN"), uuid.uuid4().hex, running.clock.at
    db = running.desk.db
    shown = [message for message in await running.messages(0) if message.chat == chat]
    match random.choice(["say", "say", "press", "press", "button", "button", "button", "edit"]):
        case "say":
            words = Words(
                random.choice(TEXTS),
                photos=(f"{random.getrandbits(256):064x}.jpg",) if random.random() < 0.2 else (),
                voice=f"{random.getrandbits(256):064x}.ogg" if random.random() < 0.1 else None,
                point=Point(40.0711, 116.5117) if random.random() < 0.1 else None,
                reply_to=str(random.choice(shown).id) if shown and random.random() < 0.4 else None,
            )
            await db.write(intake.say, key, chat, visitor, words, ("回音", "Huiyin"), now)
        case "press":
            pressed = data(random.choice(VERBS), random.randint(0, 8), random.randint(0, 2), random.choice(ARGS))
            await db.write(intake.press, key, chat, visitor, "1", pressed, now)
        case "button":
            buttons = [
                (str(message.id), button["data"])
                for message in shown
                for row in message.content.get("buttons", ())
                for button in row
            ]
            if buttons:
                await db.write(intake.press, key, chat, visitor, *random.choice(buttons), now)
        case _:
            mine = [message for message in shown if message.author == who]
            if mine:
                words_ = random.choice(TEXTS) or "灯坏了"
                await db.write(intake.edit, key, chat, visitor, random.choice(mine).id, words_, now)


def _reports(tx: Tx) -> int:
    row = tx.one("SELECT count(*) FROM report")
    return int(row[0]) if row else 0


@pytest.mark.parametrize("seed", range(4))
async def test_anything_said_or_pressed_anywhere_is_handled(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    async with running_desk(tmp_path) as running:
        for _ in range(250):
            await something(running, random)
            if random.random() < 0.15:
                await running.pass_time(timedelta(minutes=random.choice([1, 2, 16, 300, 1500])))
        await running.settled()
        assert await running.parked() == []
        assert await running.desk.db.write(_reports) >= 1  # it was not all in vain
