"""What was left to reach somebody by is gone when we say so: from every table, wherever it stood."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from storage.db import Tx
from tests.desk import Running, running_desk
from tests.transcript import Player

NUMBER = "13812345678"
VISIT = "下午六点后在家"
LEFT = (
    f"李阿姨 在 私聊: 3号楼2单元楼道灯不亮，打{NUMBER}",
    "李阿姨 在 私聊 按 [报上去]",
    "李阿姨 在 私聊 按 [留电话]",
    f"李阿姨 在 私聊: 138 1234 5678，{VISIT}",
    f"李阿姨 在 私聊 回 编号1001: 还是{NUMBER}",
    "周师傅 在 值班群 按 [接单]",
    "周师傅 在 值班群 按 [今天]",
    "周师傅 在 值班群 按 [联系方式]",
    "周师傅 在 私聊: 1001",
    "周师傅 在 私聊 按 [联系方式]",
)
DONE = ("周师傅 在 值班群 按 [办结]", "周师傅 在 值班群: 换了灯 (照片)", "[+60秒]", "李阿姨 在 私聊 按 [好了]")
ENDS = {
    "done": DONE,
    "refused": ("周师傅 在 值班群 按 [更多]", "周师傅 在 值班群 按 [退回]", "周师傅 在 值班群 按 [是好的]", "[+60秒]"),
    "withdrawn": ("李阿姨 在 私聊 按 [撤回]",),
}


async def where(desk: Running, words: str) -> set[str]:
    """The columns of the whole database that hold these words, gaps within numbers aside."""

    def walk(tx: Tx) -> set[str]:
        found = set()
        for (table,) in tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            columns = [name for _, name, *_ in tx.all(f'PRAGMA table_info("{table}")')]
            for row in tx.all(f'SELECT * FROM "{table}"'):
                for column, value in zip(columns, row, strict=True):
                    if words in re.sub(r"[ -]", "", str(value)):
                        found.add(f"{table}.{column}")
        return found

    return await desk.desk.db.write(walk)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
async def test_a_week_after_the_end_no_table_holds_it(tmp_path: Path, end: tuple[str, ...]) -> None:
    async with running_desk(tmp_path) as desk:
        player = Player(desk)
        for step in LEFT + end:
            await player.play(step)
        await desk.pass_time(timedelta(days=6, hours=23))
        assert await where(desk, NUMBER) >= {"contact.phone"}
        assert "contact.visit" in await where(desk, VISIT)
        await desk.pass_time(timedelta(hours=2))
        assert await where(desk, NUMBER) == set()
        assert await where(desk, VISIT) == set()


@pytest.mark.parametrize(
    "how",
    [("李阿姨 在 私聊 按 [删掉]",), ("李阿姨 在 私聊: /forget", "李阿姨 在 私聊 按 [删掉我的资料]")],
    ids=["erased", "forgotten"],
)
async def test_taken_back_no_table_holds_it_at_once(tmp_path: Path, how: tuple[str, ...]) -> None:
    async with running_desk(tmp_path) as desk:
        player = Player(desk)
        for step in LEFT + how:
            await player.play(step)
        assert await where(desk, NUMBER) == set()


async def test_opened_again_it_stays(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as desk:
        player = Player(desk)
        for step in (*LEFT, *DONE[:3], "李阿姨 在 私聊 按 [没好]"):
            await player.play(step)
        await desk.pass_time(timedelta(days=30))
        assert "contact.phone" in await where(desk, NUMBER)


async def test_an_answer_that_left_is_not_kept(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as desk:
        player = Player(desk)
        for step in LEFT[:8]:
            await player.play(step)
        rows = await desk.desk.db.write(lambda tx: tx.all("SELECT content FROM slot WHERE expires_at IS NOT NULL"))
        assert rows and {content for (content,) in rows} == {"{}"}
        await desk.pass_time(timedelta(hours=3))
        toasts = await desk.desk.db.write(lambda tx: tx.all("SELECT content FROM web_message WHERE kind = 'toast'"))
        assert toasts and {content for (content,) in toasts} == {'{"deleted": true}'}
