"""``huiyin export`` as people type it: beside the running desk, and with wrong input."""

import asyncio
import csv
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import move
from bot.instance import only_one
from domain.report import Pause, Status
from storage.db import open_database, reading
from storage.exports import CONSOLE
from tests.desk import running_desk
from tests.export.made import database, environment, resolved
from tests.export.sheets import read

NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")


def huiyin(path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command on this database, in its folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "export", *arguments],
        env=environment(path, PYTHONPATH=os.getcwd(), **more),
        cwd=path.parent,
        capture_output=True,
        text=True,
        timeout=60,
    )


async def test_it_writes_a_spreadsheet_and_says_where(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001), resolved(1002))
    done = huiyin(path, *NOVEMBER)
    assert (done.returncode, done.stdout) == (0, "huiyin-ginkgo-2026-11-01_2026-11-30.xlsx\n")
    assert done.stderr == "2 reports, 6 events\n"  # no bar: this is no terminal
    assert len(read(tmp_path / done.stdout.strip())["上报"].rows) == 3
    again = huiyin(path, *NOVEMBER)
    assert again.returncode == 1 and "is not overwritten. Name another folder with --out" in again.stderr


async def test_it_is_written_down_who_took_what(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001), resolved(1002))
    assert huiyin(path, *NOVEMBER).returncode == 0
    assert huiyin(path, *NOVEMBER).returncode == 1  # it is there already: nothing was taken out
    async with reading(path) as connection:
        logged = await connection.execute_fetchall("SELECT person, community, what, detail FROM access_log")
    assert [tuple(row) for row in logged] == [(CONSOLE, "ginkgo", "export", "2026-11-01 2026-11-30 xlsx own 2")]


async def test_it_judges_by_the_clock_that_a_trial_moved(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    waiting = {"status": Status.ACKNOWLEDGED, "resolved_at": None, "note": ""}
    told = (
        resolved(1001, now, status=Status.OPEN, resolved_at=None, assignee=None, note=""),
        resolved(1002, now, pause=Pause("parked", now), **waiting),
        resolved(1003, now, pause=Pause("unit", now, note="power"), waited=timedelta(hours=2), **waiting),
    )
    path = await database(tmp_path, *told)
    async with open_database(path) as db:
        await db.write(move, timedelta(days=7))
    days = [f"{now + timedelta(days=each):%Y-%m-%d}" for each in (-1, 1)]
    done = huiyin(path, "--from", days[0], "--to", days[1])
    head, *rows = read(tmp_path / done.stdout.strip())["上报"].rows
    assert rows[0][head.index("按时回话")] == "否"
    assert [row[head.index("状态")] for row in rows] == ["等人接", "挂账", "转外单位"]
    assert [row[head.index("暂停小时")] for row in rows] == [0, 168, 170]


async def test_what_cannot_be_written_down_is_not_taken_out(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    with only_one(path, "huiyin serve"):  # in use, and nobody answers
        done = huiyin(path, *NOVEMBER)
    assert done.returncode == 2 and "nothing was exported" in done.stderr
    assert list(tmp_path.glob("huiyin-ginkgo*")) == []


async def test_csv_in_english_as_a_hotline_list(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    (tmp_path / "lists").mkdir()
    done = huiyin(path, *NOVEMBER, *"--format csv --layout 12345 --lang en --no-words --out lists".split())
    assert done.returncode == 0, done.stderr
    names = [
        f"lists/huiyin-ginkgo-2026-11-01_2026-11-30-12345{each}.csv" for each in ("", "-events", "-figures", "-chain")
    ]
    assert done.stdout.splitlines() == names
    with (tmp_path / names[0]).open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["No."], row["Number"], row["Their words"], row["Claimant"]) == ("1", "1001", "", "")


async def test_beside_the_running_desk(tmp_path: Path) -> None:
    async with running_desk(tmp_path):
        done = await asyncio.to_thread(huiyin, tmp_path / "huiyin.db", *NOVEMBER)
    assert (done.returncode, done.stderr) == (0, "0 reports, 0 events\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-11-31", "--to", "2026-12-01"), "'2026-11-31' is no day; it should look like 2026-11-01"),
        (("--from", "1.11.2026", "--to", "2026-12-01"), "it should look like 2026-11-01"),
        (("--from", "2026-12-01", "--to", "2026-11-01"), "for example: huiyin export --from 2026-11-01"),
        ((*NOVEMBER, "--format", "pdf"), "choose from"),
        ((*NOVEMBER, "--community", "nowhere"), "no community is called 'nowhere'; choose with --community: ginkgo"),
        ((*NOVEMBER, "--out", "nowhere"), "--out nowhere is no folder; make it first"),
        ((), "--from"),
    ],
)
async def test_wrong_input_is_explained(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    path = await database(tmp_path)
    done = huiyin(path, *arguments)
    assert done.returncode == 2 and said in done.stderr and done.stdout == ""
    assert list(tmp_path.glob("*ginkgo*")) == []


def test_without_a_database_it_says_so_and_makes_none(tmp_path: Path) -> None:
    done = huiyin(tmp_path / "desk.db", *NOVEMBER)
    assert done.returncode == 2 and "there is no database" in done.stderr
    assert not (tmp_path / "desk.db").exists()


async def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    assert "\r[..............................]   0%" in on_a_terminal(path)


def on_a_terminal(path: Path) -> str:
    """What the command shows where its errors go to a terminal."""
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "export", *NOVEMBER],
            env=environment(path, PYTHONPATH=os.getcwd()),
            cwd=path.parent,
            stdout=subprocess.PIPE,
            stderr=theirs,
            timeout=60,
        )
        assert done.returncode == 0
        return os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
