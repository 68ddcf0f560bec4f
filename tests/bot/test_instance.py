"""One running program per database, and a line to talk to it."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import instance
from bot.instance import AlreadyRunning, ask, listen, only_one, socket_path
from storage.engine.schema import WrongDatabase

HOLD = """
import sys, pathlib, bot.instance
with bot.instance.only_one(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_copy_is_refused_and_told_who_holds_the_database(tmp_path: Path) -> None:
    database = tmp_path / "huiyin.db"
    with (
        only_one(database),
        pytest.raises(AlreadyRunning, match=f"in use by process {os.getpid()}"),
        only_one(database),
    ):
        pass


def test_the_database_is_free_after_its_holder_left(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path / "new" / "huiyin.db"):
            pass
        assert list((tmp_path / "new").iterdir()) == []  # also after a start that failed


def test_the_lock_of_a_holder_that_was_killed_is_free(tmp_path: Path) -> None:
    database = tmp_path / "huiyin.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match=f"process {holder.pid}"), only_one(database):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
        with only_one(database):
            pass


def test_a_start_waits_for_the_end_of_a_command(tmp_path: Path) -> None:
    database, held, asked = tmp_path / "huiyin.db", threading.Event(), threading.Event()

    def command() -> None:
        with only_one(database, instance.COMMAND):
            held.set()
            assert asked.wait(10)

    thread = threading.Thread(target=command)
    thread.start()
    assert held.wait(10)
    asked.set()
    with only_one(database):
        thread.join()


def test_a_place_where_nothing_can_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongDatabase, match="cannot be used"), only_one(tmp_path / "file" / "huiyin.db"):
        pass


# --- the line -------------------------------------------------------------------------------------------


@asynccontextmanager
async def listening(database: Path) -> AsyncIterator[None]:
    async def answer(request: dict[str, Any]) -> Any:
        if request["do"] == "fail":
            raise ValueError("no such thing")
        return {"you said": request["do"]}

    server = await listen(database, answer)
    yield
    server.close()


async def test_the_running_program_answers(tmp_path: Path) -> None:
    async with listening(tmp_path / "huiyin.db"):
        assert await ask(tmp_path / "huiyin.db", {"do": "办结"}) == {"you said": "办结"}
        with pytest.raises(ValueError, match="no such thing"):
            await ask(tmp_path / "huiyin.db", {"do": "fail"})


async def test_only_its_owner_may_connect(tmp_path: Path) -> None:
    async with listening(tmp_path / "huiyin.db"):
        assert socket_path(tmp_path / "huiyin.db").stat().st_mode & 0o777 == 0o600


async def test_a_path_too_long_for_a_socket_is_replaced_by_a_short_one(tmp_path: Path) -> None:
    database = tmp_path / ("深" * 60) / "huiyin.db"
    assert len(os.fsencode(socket_path(database))) <= instance.SOCKET_PATH_LIMIT
    assert socket_path(database) != socket_path(database.with_name("another.db"))
    async with listening(database):
        assert await ask(database, {"do": "a"}) == {"you said": "a"}
    socket_path(database).unlink(missing_ok=True)


async def test_whoever_asks_without_a_program_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match="no program is running"):
        await ask(tmp_path / "huiyin.db", {"do": "a"})


async def test_a_socket_left_by_a_dead_program_is_taken_over(tmp_path: Path) -> None:
    async with listening(tmp_path / "huiyin.db"):
        pass
    async with listening(tmp_path / "huiyin.db"):
        assert await ask(tmp_path / "huiyin.db", {"do": "a"}) == {"you said": "a"}


async def test_a_program_that_goes_away_while_asked_is_no_riddle(tmp_path: Path) -> None:
    async def leave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_unix_server(leave, socket_path(tmp_path / "huiyin.db"))
    with pytest.raises(ConnectionError, match="went away"):
        await ask(tmp_path / "huiyin.db", {"do": "a"})
    server.close()


@pytest.mark.parametrize("request_line", [b"", b"not json\n", b"[]\n", b"x" * (instance.REQUEST_LIMIT + 10) + b"\n"])
async def test_nonsense_harms_nobody(tmp_path: Path, request_line: bytes) -> None:
    async with listening(tmp_path / "huiyin.db"):
        _, writer = await asyncio.open_unix_connection(socket_path(tmp_path / "huiyin.db"))
        writer.write(request_line)
        writer.close()
        assert await ask(tmp_path / "huiyin.db", {"do": "a"}) == {"you said": "a"}
