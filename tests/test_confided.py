"""What only the head may hear reaches nobody else: not by a list, a card, a figure, an export, a forged button."""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.db import Tx
from tests.desk import Running, running_desk
from tests.transcript import NAMES
from web import intake
from web.intake import Visitor, Words

SECRET = "绿萝枯了我不想活了"
BEATEN = "我老公又打我了蓝围巾"
KNIFE = "北门有人拿刀砍人紫雨伞"
LI, WANG, ZHOU, LIU = (
    Visitor(code, name, "zh-CN")
    for code, name in (("li", "李阿姨"), ("wang", "王先生"), ("zhou", "周师傅"), ("liu", "刘书记"))
)
# Everything staff and neighbours can ask for.
ASKED = ("待办", "交班", "数据", "周报", "/export", "我的网格", "/queue", "进度", "我的", "/health")


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_desk(tmp_path, digest=True) as desk:
        yield desk
        assert await desk.parked() == []


async def say(running: Running, chat: str, who: Visitor, words: str) -> None:
    await running.desk.db.write(intake.say, uuid.uuid4().hex, chat, who, Words(words), NAMES, running.clock.at)
    await running.settled()


def rows(tx: Tx) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    tables = [row[0] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [json.dumps([str(cell) for cell in row], ensure_ascii=False) for row in tx.all(f'SELECT * FROM "{name}"')]
        for name in tables
    }


async def shown(running: Running, words: str) -> set[str]:
    """The chats in which anybody but its author can read these words."""
    return {
        each.chat
        for each in await running.messages(0)
        if each.author is None and words in json.dumps(each.content, ensure_ascii=False)
    }


async def where(running: Running, words: str) -> set[str]:
    """The tables in which these words stand."""
    return {name for name, found in (await running.desk.db.write(rows)).items() if any(words in row for row in found)}


@pytest.mark.parametrize(("chat", "words"), [("group", SECRET), ("duty", BEATEN), ("private:li", BEATEN)])
async def test_it_stands_nowhere_but_before_the_head(running: Running, chat: str, words: str) -> None:
    who = ZHOU if chat == "duty" else LI
    await say(running, chat, who, words)
    assert await shown(running, words) == {"private:liu"}
    for asking, place in ((ZHOU, "private:zhou"), (ZHOU, "duty"), (LI, "group"), (LI, "private:li")):
        for text in ASKED:
            await say(running, place, asking, text)
    await running.pass_time(timedelta(days=8))
    assert await shown(running, words) == {"private:liu"}
    # slot: what the head reads; web_message: that, and what the author's own page shows
    assert await where(running, words) <= {"confided", "slot", "web_message"}
    found = await running.desk.db.write(rows)
    assert not found["report"] and not found["fact"] and not found["report_event"] and not found["draft"]


async def test_it_is_caught_in_answers_edits_and_half_told_reports(running: Running) -> None:
    await say(running, "private:li", LI, "楼道灯不亮")  # asked where
    await say(running, "private:li", LI, SECRET)
    assert await shown(running, SECRET) == {"private:liu"}
    assert not any(SECRET in row for row in (await running.desk.db.write(rows))["draft"])


async def test_a_forged_button_opens_nothing(running: Running) -> None:
    await say(running, "private:li", LI, SECRET)
    for who in (ZHOU, WANG, LI):
        for arg in ("take", "end", ""):
            await forge(running, who, f"confided:1:0:{arg}")
    kept = (await running.desk.db.write(rows))["confided"]
    assert len(kept) == 1 and await taken(running) == [None]
    await forge(running, LIU, "confided:1:0:take")
    assert await taken(running) != [None]
    await forge(running, LIU, "confided:1:0:end")
    assert not (await running.desk.db.write(rows))["confided"]
    assert await shown(running, SECRET) == set()
    assert await where(running, SECRET) <= {"web_message"}  # their own page


async def taken(running: Running) -> list[Any]:
    return [row[0] for row in await running.desk.db.write(lambda tx: tx.all("SELECT taken_by FROM confided"))]


async def forge(running: Running, who: Visitor, data: str) -> None:
    chat = f"private:{who.account}"
    await running.desk.db.write(intake.press, uuid.uuid4().hex, chat, who, "1", data, running.clock.at)
    await running.settled()


async def test_a_knife_in_the_yard_is_for_staff_and_never_for_the_group(running: Running) -> None:
    await say(running, "group", LI, KNIFE)
    assert "duty" in await shown(running, "紫雨伞")
    await say(running, "group", WANG, "进度 1001")
    await say(running, "private:wang", WANG, "1001")
    await running.pass_time(timedelta(days=2))
    seen = [
        each for each in await running.messages(0) if each.author is None and each.chat == "group" and not each.only_for
    ]
    assert [each for each in seen if "治安" in json.dumps(each.content, ensure_ascii=False)] == []
    assert not any("1001" in json.dumps(each.content) for each in seen)
    assert not any(
        "1001 治安" in each.content.get("text", "") for each in await running.messages(0) if each.chat == "private:wang"
    )
