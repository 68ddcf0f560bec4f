"""An export asked for in the chat: who gets what file, for how long, and what a crash leaves."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.export.work import DESK
from domain.counting.exporting import Export
from storage import chats, exports, people
from storage.db import Tx
from storage.documents import KEPT, Documents
from tests.desk import START, Running, running_desk
from tests.export.made import database, job, resolved
from tests.export.sheets import read
from tests.transcript import Player
from web.app import application

ASKED = Export(
    0, "ginkgo", 1, 1, date(2026, 11, 1), date(2026, 11, 30), "xlsx", "own", True, (), "zh-CN", START
)  # fmt: skip


async def asked(running: Running, format_: str = "Excel 表格", player: Player | None = None) -> list[str]:
    """The head goes through the questions; what is seen in the end."""
    player = player or Player(running)
    await player.play("刘书记 在 私聊: 导出")
    await player.play("刘书记 在 私聊 按 [本月]")
    return await player.play(f"刘书记 在 私聊 按 [{format_}]")


def file_of(running: Running) -> Path:
    """The one file there is."""
    assert running.site.documents
    (path,) = running.site.documents.folder.glob("*/*")
    return path


async def rows(running: Running, sql: str, *values: Any) -> list[Any]:
    """Rows of the database."""
    return await running.desk.db.write(lambda tx: tx.all(sql, values))


async def test_a_file_that_only_we_can_read_and_a_line_in_the_log(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await asked(running)
        path = file_of(running)
        assert [each.stat().st_mode & 0o777 for each in (path, path.parent, path.parent.parent)] == [
            0o600,
            0o700,
            0o700,
        ]
        assert list(read(path)) == ["上报", "经过", "数据", "指纹链"]
        ((person, community, what, detail),) = await rows(
            running, "SELECT person.name, community, what, detail FROM access_log JOIN person ON person.id = person"
        )
        assert (person, community, what) == ("刘书记", "ginkgo", "export")
        assert detail == "2026-11-01 2026-11-30 xlsx own 0"


async def test_the_figures_of_the_period_by_grid_and_category(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        player = Player(running)
        await player.play("李阿姨 在 群: 3号楼2单元楼道灯不亮")
        await player.play("李阿姨 在 群 按 [报上去]")
        await player.play("[+3天]")
        await asked(running, player=player)
        head, *figures = read(file_of(running))["数据"].rows
        assert [row[:3] for row in figures] == [
            ["全部", "银杏里社区", 1], ["网格", "第一网格", 1], ["类别", "灯", 1]
        ]  # fmt: skip
        (total,) = [row for row in figures if row[0] == "全部"]
        assert total[head.index("按时回话率%")] == 0 and total[head.index("解决率%")] is None


@pytest.mark.parametrize(("rated", "shown"), [(2, None), (3, 100)])
async def test_what_one_or_two_residents_answered_stands_in_no_row(
    tmp_path: Path, rated: int, shown: int | None
) -> None:
    async with running_desk(tmp_path) as running:
        player = Player(running)
        for building in (3, 5, 3)[:rated]:
            await player.play(f"李阿姨 在 私聊: {building}号楼2单元楼道灯不亮")
            await player.play("李阿姨 在 私聊 按 [报上去]")
            await player.play("周师傅 在 值班群 按 [办结]")
            await player.play("周师傅 在 值班群: 换了新灯")
            await player.play("周师傅 在 值班群 按 [回头补]")
            for word in ("[+60秒]", "李阿姨 在 私聊 按 [好了]", "李阿姨 在 私聊 按 [满意]", "李阿姨 在 私聊 按 [有]"):
                await player.play(word)
        await asked(running, player=player)
        head, *figures = read(file_of(running))["数据"].rows
        rated_at = head.index("评价数")
        asked_rates = [head.index(name) for name in ("响应率%", "解决率%", "满意率%", "综合")]
        (total,) = [row for row in figures if row[0] == "全部"]
        assert total[rated_at] == rated
        assert [total[at] for at in asked_rates] == [shown] * 4
        assert not [row for row in figures if row[rated_at] in (1, 2) and any(row[at] for at in asked_rates)]


async def test_the_address_is_good_for_an_hour(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await asked(running, format_="CSV")
        path = file_of(running)
        address = f"/trial/document/{path.parent.name}/{path.name}"
        transport = httpx.ASGITransport(application(running.site))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
            found = await web.get(address)
            assert found.status_code == 200 and found.content == path.read_bytes()
            assert found.headers["content-disposition"] == f'attachment; filename="{path.name}"'
            for wrong in (
                f"/trial/document/{'0' * 32}/{path.name}",
                f"/trial/document/{path.parent.name}/../huiyin.db",
            ):
                assert (await web.get(wrong)).status_code == 404
            old = path.stat().st_mtime - KEPT - 1
            os.utime(path, (old, old))
            assert (await web.get(address)).status_code == 404
        assert running.site.documents and running.site.documents.sweep() == 1
        assert list(running.site.documents.folder.iterdir()) == []


async def test_whoever_lost_the_role_meanwhile_gets_nothing(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:

        def ask_and_lose(tx: Tx) -> None:
            person = people.by_account(tx, "web", "liu", "ginkgo")
            chat = chats.find(tx, "web", "private:liu", running.desk.channels)
            assert person and chat
            exports.ask(tx, replace(ASKED, person=person.id, chat=chat.id))
            people.end_roles(tx, person.id, "ginkgo")

        await running.desk.db.write(ask_and_lose)
        await running.settled()
        said = [message.content for message in await running.messages(0)]
        assert [each["text"] for each in said] == [
            "没导出来，不好意思。过一会儿再发“导出”试试；还不行，请运维看一看日志。"
        ]
        assert await rows(running, "SELECT 1 FROM access_log") == []


async def test_one_at_a_time_in_a_community(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:

        def twice(tx: Tx) -> list[int | None]:
            return [exports.ask(tx, ASKED), exports.ask(tx, ASKED), exports.ask(tx, replace(ASKED, community="willow"))]

        first, again, other = await running.desk.db.write(twice)
        assert first is not None and again is None and other is not None
        await running.desk.db.write(lambda tx: tx.run("DELETE FROM export WHERE community = 'willow'"))
        await running.settled()


async def waits(folder: Path, tries: int) -> None:
    """A process died over an export that the head asked for, and left half of a file."""
    async with running_desk(folder) as running:
        await asked(running)
        change = "UPDATE export SET state = 'waiting', percent = 40, file = '', tries = ?"
        await running.desk.db.write(lambda tx: tx.run(change, (tries,)))
        await running.desk.db.write(lambda tx: tx.run("DELETE FROM web_message"))
        path = file_of(running)
        (path.parent / f"{DESK}half").mkdir()
        path.rename(path.parent / f"{DESK}half" / path.name)


async def test_after_a_crash_it_is_made_again_and_handed_over_once(tmp_path: Path) -> None:
    await waits(tmp_path, 1)
    async with running_desk(tmp_path) as running:
        await running.settled()
        documents = [each for each in await running.messages(0) if "document" in each.content]
        assert len(documents) == 1
        found = running.site.documents and running.site.documents.find(documents[0].content["document"])
        assert found and list(read(found)) == ["上报", "经过", "数据", "指纹链"]
        assert await running.parked() == []


async def test_an_export_under_which_the_process_died_three_times_is_given_up(tmp_path: Path) -> None:
    await waits(tmp_path, 3)
    async with running_desk(tmp_path) as running:
        await running.settled()
        assert await rows(running, "SELECT state FROM export") == [("failed",)]
        assert [each.content for each in await running.messages(0) if "document" in each.content] == []


async def test_a_process_that_fails_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await rows(running, "ALTER TABLE supporter RENAME TO hidden")
        seen = await asked(running)
        assert [line for line in seen if "没导出来" in line] != []
        assert running.site.documents and list(running.site.documents.folder.iterdir()) == []
        await rows(running, "ALTER TABLE hidden RENAME TO supporter")
        assert any("文件" in line for line in await asked(running))


async def test_a_killed_writer_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    path = await database(tmp_path, *[resolved(1001 + n) for n in range(3_000)])
    room = tmp_path / "room"
    room.mkdir()
    assert _killed(job(path, folder=str(room)).packed()) == b"progress"
    assert [each.name.startswith(DESK) for each in room.iterdir()] == [True]


def _killed(line: str) -> bytes:
    process = subprocess.Popen([sys.executable, "-m", "bot.export"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    with process.stdin, process.stdout:
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        said = process.stdout.read(8)
        process.kill()
        process.wait()
    return said


def test_whoever_started_it_is_gone(tmp_path: Path) -> None:
    """The writer stops when nobody listens any more."""
    with closing(sqlite3.connect(tmp_path / "x.db")):
        pass
    read_end, write_end = os.pipe()
    os.close(read_end)
    wrong = job(tmp_path / "x.db").packed()
    done = subprocess.run(
        [sys.executable, "-m", "bot.export"], input=wrong.encode(), stdout=write_end, stderr=subprocess.PIPE, timeout=60
    )
    os.close(write_end)
    assert done.returncode != 0


@pytest.mark.parametrize("name", ["", "a/b", "../huiyin.db", f"{'0' * 32}/../../huiyin.db", f"{'0' * 32}/.x.xlsx"])
def test_no_other_file_is_a_document(tmp_path: Path, name: str) -> None:
    assert Documents(tmp_path).find(name) is None
