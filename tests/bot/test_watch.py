"""What the desk says of the machine it runs on: that it was away, that the disk fills up, that all is well."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import watch
from bot.watch import Ballast, Watch
from domain.people import Role
from storage import away, inbox, people
from storage.db import Tx
from tests.crash.program import Program
from tests.desk import Running, running_desk
from tests.test_mydata import LI, press, say

PLENTY = 50_000_000_000


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_desk(tmp_path) as running:
        await running.pass_time(timedelta())
        yield running


def watching(desk: Running, folder: Path, address: str | None = None, size: int = 4096) -> Watch:
    return Watch(desk.desk.db, desk.clock, Ballast(folder / "desk.db", size), address)


async def texts(desk: Running, chat: str) -> list[str]:
    return [each.content.get("text", "") for each in await desk.messages(0) if each.chat == chat]


# --- being away -----------------------------------------------------------------------------------------


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


async def away_for(desk: Running, minutes: int) -> bool:
    """Not a sign of life for so long, and a report within the last half hour of it."""
    db, left = desk.desk.db, desk.clock.at
    await db.write(away.alive, ms(left))
    desk.clock.at += timedelta(minutes=minutes)
    back = await db.write(away.came_back, ms(desk.clock.at), desk.clock.at)
    desk.clock.at -= timedelta(minutes=min(minutes, 20))
    await say(desk, LI, "3号楼2单元楼道灯不亮")
    await press(desk, LI, "报上去")
    desk.clock.at += timedelta(minutes=min(minutes, 20))
    return back


async def test_staff_hear_how_long_we_were_away_and_what_came_in(desk: Running) -> None:
    assert await away_for(desk, 95)
    await desk.pass_time(timedelta(minutes=2))
    assert not [text for text in await texts(desk, "duty") if "没在" in text]  # what was kept for us is still coming in
    await desk.pass_time(timedelta(minutes=2))
    (said,) = [text for text in await texts(desk, "duty") if "没在" in text]
    assert "9:30" in said and "11:05" in said and "来了1件上报" in said
    assert not [chat for chat in ("group", "private:li") for text in await texts(desk, chat) if "没在" in text]
    await desk.pass_time(timedelta(days=1))
    assert len([text for text in await texts(desk, "duty") if "没在" in text]) == 1


async def test_a_short_while_is_nobodys_business(desk: Running) -> None:
    assert not await away_for(desk, 29)


async def test_a_second_return_before_that_was_told_tells_it_all_as_one(desk: Running) -> None:
    db, left = desk.desk.db, desk.clock.at
    await db.write(away.alive, ms(left))
    for minutes in (40, 80):
        at = left + timedelta(minutes=minutes)
        assert await db.write(away.came_back, ms(at), at)
    assert await db.write(away.span) == (left, left + timedelta(minutes=80))
    assert await db.write(away.span) is None


async def test_the_first_start_of_all_was_no_return(desk: Running) -> None:
    assert not await desk.desk.db.write(away.came_back, ms(desk.clock.at), desk.clock.at)


# --- the disk ---------------------------------------------------------------------------------------------


async def test_little_room_is_told_once_a_day_to_whoever_keeps_the_machine_running(
    desk: Running, tmp_path: Path
) -> None:
    def operator(tx: Tx) -> None:
        person = people.by_account(tx, "web", "zhao", "ginkgo")
        assert person
        people.grant(tx, person.id, "ginkgo", Role.OPERATOR, "", ())

    await desk.desk.db.write(operator)
    one = watching(desk, tmp_path)
    for free, hours in ((PLENTY, 0), (700_000_000, 0), (600_000_000, 1), (500_000_000, 24)):
        await desk.pass_time(timedelta(hours=hours))
        await one.look(free)
        await desk.pass_time(timedelta())
    told = [text for text in await texts(desk, "private:zhao") if "硬盘快满了" in text]
    assert ["700 MB" in told[0], "500 MB" in told[1], len(told)] == [True, True, 2]


async def test_the_ballast_is_there_while_there_is_room_and_goes_when_there_is_none(
    desk: Running, tmp_path: Path
) -> None:
    one, ballast = watching(desk, tmp_path), tmp_path / "desk.db.ballast"
    await one.look(watch.LOW - 1)
    assert not ballast.exists()  # what little there is, is not taken by it
    await one.look(PLENTY)
    assert ballast.stat().st_size == 4096 and ballast.stat().st_blocks * 512 >= 4096
    await one.look(watch.LOW - 1)
    assert ballast.exists()
    await one.look(watch.SPENT - 1)
    assert not ballast.exists()


# --- the heartbeat ------------------------------------------------------------------------------------------


@asynccontextmanager
async def outside(
    answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
) -> AsyncIterator[tuple[str, list[str]]]:
    """A watcher: its address, and what it was asked for."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).decode().split()[1])
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/s3cret-key", asked


async def test_the_watcher_hears_us_while_all_is_well_and_not_while_events_wait(desk: Running, tmp_path: Path) -> None:
    async with outside() as (address, asked):
        one = watching(desk, tmp_path, address)
        await one.look(PLENTY)
        assert asked == ["/s3cret-key"] and not one.lost

        def stuck(tx: Tx) -> None:
            old = desk.clock.now() - timedelta(seconds=watch.STUCK + 1)
            inbox.receive(tx, "nobody", "stuck", "lane", {}, old)
            tx.woken.clear()  # the reader is not told

        await desk.desk.db.write(stuck)
        await one.look(PLENTY)
        assert len(asked) == 1
        await desk.desk.db.write(lambda tx: tx.run("DELETE FROM inbox WHERE key = 'stuck'"))


async def test_a_watcher_that_is_away_is_logged_once_without_its_address(
    desk: Running, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with outside(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") as (address, _):
        one = watching(desk, tmp_path, address)
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                await one.look(PLENTY)
    said = [each for each in caplog.messages if "heartbeat" in each]
    assert len(said) == 1 and one.lost == "HTTPStatusError" and "s3cret" not in caplog.text


# --- systemd ------------------------------------------------------------------------------------------------


async def test_systemd_hears_that_it_serves_lives_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(20)
        monkeypatch.setitem(os.environ, "NOTIFY_SOCKET", str(tmp_path / "notify"))
        program = Program(tmp_path)
        try:
            await program.start()
            said = {heard.recv(100), heard.recv(100)}
            assert said == {b"READY=1", b"WATCHDOG=1"}
            assert await program.stop() == 0
            rest = [heard.recv(100)]
            while rest[-1] != b"STOPPING=1":
                rest.append(heard.recv(100))
        finally:
            await program.close()
