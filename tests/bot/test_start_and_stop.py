"""The real program as a process: clear refusals, restarts, a graceful end, and the parked list by command line."""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import sys
from contextlib import aclosing, closing
from pathlib import Path

import pytest

from bot import loop
from storage import inbox
from storage.db import open_database
from tests.bot.conftest import NOW
from tests.canaries import silent
from tests.crash.program import Page, Program

WAIT = 20.0  # s; bounds a wait, never the length of a test


async def start(folder: Path, *command: str, **settings: str) -> asyncio.subprocess.Process:
    """Start a command with the settings of a trial in this folder."""
    own = {"HUIYIN_DATABASE": str(folder / "huiyin.db"), "HUIYIN_PORT": "0", "HUIYIN_HOST": "127.0.0.1"}
    pipe = asyncio.subprocess.PIPE
    env = {**os.environ, **own, **settings}
    return await asyncio.create_subprocess_exec(sys.executable, *command, cwd=folder, env=env, stdout=pipe, stderr=pipe)


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Its exit code and what it said."""
    out, err = await asyncio.wait_for(process.communicate(), WAIT)
    return process.returncode, out.decode(), silent(err.decode())


async def run(folder: Path, *command: str, **settings: str) -> tuple[int | None, str, str]:
    return await ended(await start(folder, *command, **settings))


async def line(stream: asyncio.StreamReader | None) -> str:
    assert stream
    return (await asyncio.wait_for(stream.readline(), WAIT)).decode()


# --- what it refuses ------------------------------------------------------------------------------------


async def refused(folder: Path, why: str, **settings: str) -> None:
    code, _, said = await run(folder, "-m", "bot", **settings)
    assert code == 2
    assert said.startswith("huiyin: ") and said.count("\n") <= 2  # what is wrong, and how to see all of it
    assert why in said


async def test_a_port_in_use_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        await refused(tmp_path, "换一个端口", HUIYIN_PORT=str(taken.getsockname()[1]))


async def test_a_wrong_setting_is_refused_with_a_way_out(tmp_path: Path) -> None:
    await refused(tmp_path, "HUIYIN_PORT", HUIYIN_PORT="eighty")


async def test_words_behind_it_are_a_command_and_start_no_desk(tmp_path: Path) -> None:
    assert await run(tmp_path, "-m", "bot", "parked", "list") == await run(tmp_path, "-m", "bot.cli", "parked", "list")
    code, said, wrong = await run(tmp_path, "-m", "bot", "chekc")
    assert code == 2 and said == "" and "chekc" in wrong
    assert not (tmp_path / "huiyin.db").exists()


async def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "huiyin.db").write_text("dear diary")
    await refused(tmp_path, "not a readable database")
    assert (tmp_path / "huiyin.db").read_text() == "dear diary"
    assert os.listdir(tmp_path) == ["huiyin.db"]


async def test_a_desk_whose_database_is_gone_does_not_begin_anew_unasked(tmp_path: Path) -> None:
    (tmp_path / "huiyin.db.hand").write_text("00000000")  # what every desk leaves beside its database
    (tmp_path / "huiyin.db").write_text("")
    real = {"HUIYIN_PUBLIC_URL": "https://desk.example.org", "HUIYIN_PROT": "80", "LANG": "en_GB.UTF-8"}
    code, _, said = await run(tmp_path, "-m", "bot", **real)
    assert code == 2 and "is gone or empty" in said and "huiyin restore latest --aside" in said
    assert "HUIYIN_PROT is no setting of ours" in said and "HUIYIN_PORT" in said
    assert (tmp_path / "huiyin.db").read_text() == ""


async def test_a_second_copy_is_refused_in_one_line(tmp_path: Path) -> None:
    program = Program(tmp_path)
    try:
        await program.start()
        await refused(tmp_path, "in use by process")
    finally:
        await program.close()


# --- stopping and starting again ------------------------------------------------------------------------


async def test_it_stops_at_once_although_a_page_is_open(tmp_path: Path) -> None:
    program, page = Program(tmp_path), Page()
    try:
        await program.start()
        await program.post("/trial/say", {"as": "li", "chat": "private:li", "key": "k" * 8, "text": "你好"})
        async with aclosing(program.stream(page)) as stream:
            await anext(stream)
            assert await program.stop() == 0
        assert "Traceback" not in (tmp_path / "log").read_text()
    finally:
        await program.close()


def holder(folder: Path) -> int:
    """The process that holds the database."""
    return int((folder / "huiyin.db.lock").read_text().split()[-1])


async def test_the_supervisor_starts_it_again_after_a_death_and_stops_when_told(tmp_path: Path) -> None:
    supervisor = await start(tmp_path, "-m", "bot.cli", "run")
    try:
        assert "http://" in await line(supervisor.stdout)
        first = holder(tmp_path)
        os.kill(first, signal.SIGKILL)
        assert "http://" in await line(supervisor.stdout)
        assert holder(tmp_path) != first
    finally:
        supervisor.terminate()
    code, _, said = await ended(supervisor)
    assert code == 0
    assert "ended (signal 9); starting it again" in said


async def test_the_supervisor_does_not_repeat_a_start_that_settings_forbid(tmp_path: Path) -> None:
    code, _, said = await run(tmp_path, "-m", "bot.cli", "run", HUIYIN_PORT="eighty")
    assert code == 2
    assert said.count("huiyin: ") == 1 and "again" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_the_supervisor_stops_when_told_between_two_starts(tmp_path: Path, number: int) -> None:
    failing = f"import bot.supervisor as s, sys; s.Supervisor([{sys.executable!r}, '-c', 'exit(1)']).run()"
    supervisor = await start(tmp_path, "-c", failing)
    for _ in range(2):
        assert "starting it again" in await line(supervisor.stderr)
    supervisor.send_signal(number)
    assert (await ended(supervisor))[0] == 0


# --- huiyin parked --------------------------------------------------------------------------------------


async def parked(folder: Path, *words: str) -> tuple[int | None, str, str]:
    return await run(folder, "-m", "bot.cli", "parked", *words)


async def park_one(folder: Path) -> int:
    """A database with one parked event whose error holds what a terminal should not obey."""
    async with open_database(folder / "huiyin.db") as db:
        body = {"kind": "no such timer", "subject": "1", "cycle": 0, "step": 0, "at": 0}
        await db.write(inbox.receive, "clock", "bad", "clock:1", body, NOW)
        (arrival,) = await db.write(inbox.waiting, 0, 1)
        await db.write(inbox.park, arrival.id, "KeyError: \x1b[2J\n李阿姨")
        return arrival.id


async def test_parked_events_are_listed_retried_and_dropped_without_a_running_program(tmp_path: Path) -> None:
    row = await park_one(tmp_path)
    assert await parked(tmp_path, "list") == (0, f"{row}\t2026-11-22T01:30:00\tclock:1\tKeyError:  [2J 李阿姨\n", "")
    code, out, _ = await parked(tmp_path, "list", "--json")
    assert code == 0 and json.loads(out)["body"]["kind"] == "no such timer"
    assert (await parked(tmp_path, "drop", str(row)))[:2] == (0, f"{row}: dropped\n")
    assert (await parked(tmp_path, "list"))[:2] == (0, "nothing is parked\n")


async def test_parked_events_are_retried_through_the_running_program(tmp_path: Path) -> None:
    row = await park_one(tmp_path)
    program = Program(tmp_path)
    try:
        await program.start()
        assert (await parked(tmp_path, "retry", str(row)))[:2] == (0, f"{row}: will be handled again\n")
        await program.settled()  # and is parked again: the kind is as unknown as before
        code, out, _ = await parked(tmp_path, "list", "--json")
        assert code == 0 and re.search("KeyError at timers.py", json.loads(out)["error"])
        assert (await parked(tmp_path, "drop", str(row)))[0] == 0
    finally:
        await program.close()
    with closing(sqlite3.connect(tmp_path / "huiyin.db")) as connection:
        assert connection.execute("SELECT state FROM inbox WHERE key = 'bad'").fetchone() == ("dropped",)


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("retry", "999"), 1, "no event number 999 is parked"),
        (("retry", "x"), 2, "'x' is no number of the list"),
        (("drop", "9" * 30), 2, "is no number of the list"),
        (("bury",), 2, "invalid choice"),
    ],
)
async def test_a_wrong_command_is_told_what_is_wrong(
    tmp_path: Path, words: tuple[str, ...], code: int, why: str
) -> None:
    await park_one(tmp_path)
    ended_with, _, said = await parked(tmp_path, *words)
    assert ended_with == code and why in said and "Traceback" not in said


async def test_without_a_database_there_is_nothing_to_list(tmp_path: Path) -> None:
    code, _, said = await parked(tmp_path, "list")
    assert code == 2 and "there is no database" in said
    assert os.listdir(tmp_path) == []


async def said_by_the_loop() -> None:
    print(type(asyncio.get_running_loop()).__module__)


def test_without_the_fast_loop_it_runs_on_the_ordinary_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loop.run(said_by_the_loop())
    monkeypatch.setitem(sys.modules, "uvloop", None)
    loop.run(said_by_the_loop())
    assert capsys.readouterr().out.split() == ["uvloop", "asyncio.unix_events"]
