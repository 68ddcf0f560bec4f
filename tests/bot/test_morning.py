"""The morning's line on a whole desk: through restarts, silence, a moved clock, and two communities."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.program import running
from config import community as communities
from config.settings import Settings
from domain.people import ChatKind, Role
from storage import chats, due, inbox, people, reports
from storage.db import Tx
from tests.desk import Running, StandingClock
from tests.storage.examples import LIGHT

SAMPLE = Path(communities.__file__).parent / "sample" / "community.toml"
EVENING = datetime(2026, 11, 22, 12, tzinfo=UTC)  # eight in the evening in Shanghai
MORNING = datetime(2026, 11, 23, 0, 10, tzinfo=UTC)  # ten past eight
DAY = timedelta(days=1)


@asynccontextmanager
async def desk(folder: Path, at: datetime, files: Path = SAMPLE) -> AsyncIterator[Running]:
    """A desk on the database of this folder."""
    clock = StandingClock(at)
    async with running(Settings(database=folder / "huiyin.db", community=files, _env_file=None), clock) as program:
        yield Running(program.desk, program.site, clock)


def to_do(tx: Tx, community: str = "ginkgo", id_: int = 1) -> None:
    """Something waits for everybody of the crew."""
    reports.put(tx, replace(LIGHT, id=id_, community=community))


def said(tx: Tx) -> list[str]:
    """The morning's lines so far, in order."""
    texts = [json.loads(content)["text"] for (content,) in tx.all("SELECT content FROM slot ORDER BY id")]
    return [text for text in texts if text.startswith(("早上好", "下午好", "晚上好"))]


async def test_each_with_a_shift_hears_once_and_a_restart_says_nothing_again(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.desk.db.write(to_do)
        await it.pass_time(MORNING - EVENING)
        assert len(first := await it.desk.db.write(said)) == 3  # 周师傅, 小陈, 孙姐; 刘书记 has no shift
    for hours in (0, 1, 5):
        async with desk(tmp_path, MORNING + timedelta(hours=hours)) as it:
            await it.pass_time(timedelta(hours=1))
            assert await it.desk.db.write(said) == first
    async with desk(tmp_path, MORNING + timedelta(hours=6)) as it:
        await it.pass_time(timedelta(days=1))
        assert len(await it.desk.db.write(said)) == 6
        assert not await it.parked()


@pytest.mark.parametrize(
    ("silence", "count"),
    [
        (timedelta(minutes=5), 3),
        (timedelta(hours=7), 3),  # in the afternoon, and says so
        (timedelta(hours=14), 0),  # late in the evening nobody wants it
        (5 * DAY + timedelta(hours=2), 3),  # five days: one line, of today
        (5 * DAY - timedelta(hours=4), 0),  # before the hour: it will come at the hour
    ],
)
async def test_after_a_silence_there_is_one_line_of_today(tmp_path: Path, silence: timedelta, count: int) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.desk.db.write(to_do)
    async with desk(tmp_path, MORNING + silence) as it:
        await it.pass_time(timedelta(minutes=1))
        assert len(await it.desk.db.write(said)) == count
        await it.pass_time(DAY)
        assert len(await it.desk.db.write(said)) == count + 3


async def test_killed_between_the_clock_and_the_handler_it_is_said_once(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.desk.db.write(to_do)
        it.clock.at = MORNING
        await it.desk.db.write(due.take, MORNING)  # moved into the inbox; what follows may come before the end or after
    for _ in range(2):
        async with desk(tmp_path, MORNING + timedelta(minutes=2)) as it:
            await it.pass_time(timedelta(minutes=2))
            assert len(await it.desk.db.write(said)) == 3
            assert not await it.parked()


async def test_a_clock_set_back_says_no_day_twice_and_goes_on(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.desk.db.write(to_do)
        await it.pass_time(MORNING - EVENING)
        it.clock.at = EVENING
        await it.pass_time(MORNING + timedelta(hours=1) - EVENING)
        assert len(await it.desk.db.write(said)) == 3
        await it.pass_time(DAY)
        assert len(await it.desk.db.write(said)) == 6


async def test_with_nothing_to_do_nobody_is_written_to(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.pass_time(3 * DAY)
        assert await it.desk.db.write(said) == []
        assert not await it.parked()


async def test_a_row_that_got_lost_is_back_within_the_hour(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:
        await it.desk.db.write(to_do)
        await it.desk.db.write(due.cancel, "morning", "ginkgo")
        await it.pass_time(MORNING - EVENING)
        assert len(await it.desk.db.write(said)) == 3


# --- two communities ------------------------------------------------------------------------------------


def two(folder: Path) -> Path:
    """Community files of Shanghai at ten past eight and of Berlin at seven."""
    folder.mkdir()
    text = SAMPLE.read_text(encoding="utf-8")
    (folder / "a.toml").write_text(text, encoding="utf-8")
    text = text.replace('code = "ginkgo"', 'code = "linden"').replace("Asia/Shanghai", "Europe/Berlin")
    (folder / "b.toml").write_text(text.replace('morning = "08:10"', 'morning = "07:00"'), encoding="utf-8")
    return folder


def crew_of_linden(tx: Tx) -> None:
    """Somebody works in the second community, where nobody has a shift yet."""
    person = people.add_person(tx, "web", "anna", "Anna", "zh-CN")
    chats.add(tx, "web", "private:anna", ChatKind.PRIVATE, "linden", "zh-CN", person=person.id)
    people.grant(tx, person.id, "linden", Role.STAFF, "electrician", ())


async def test_each_community_has_its_own_morning(tmp_path: Path) -> None:
    async with desk(tmp_path, EVENING) as it:  # the second one comes later
        await it.desk.db.write(to_do)
    async with desk(tmp_path, EVENING + timedelta(hours=1), two(tmp_path / "files")) as it:
        await it.desk.db.write(crew_of_linden)
        await it.desk.db.write(to_do, "linden", 2)
        await it.pass_time(MORNING - EVENING)
        assert len(await it.desk.db.write(said)) == 3
        await it.pass_time(timedelta(hours=4, minutes=48))  # a minute before seven in Berlin
        assert len(await it.desk.db.write(said)) == 3
        await it.pass_time(timedelta(minutes=5))
        assert len(await it.desk.db.write(said)) == 4  # in a community without a roster everybody hears
        await it.pass_time(DAY)
        assert len(await it.desk.db.write(said)) == 8
        assert not await it.parked()
    async with desk(tmp_path, MORNING + 3 * DAY) as it:  # and is gone again
        await it.pass_time(DAY)
        assert await it.desk.db.write(inbox.parked) == []
