"""The digest on a whole desk: once a week, through restarts, silence, a moved clock, and a picture that fails."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels import SendFailed
from bot.channels.painter import Painter
from bot.keeper import Keeper
from bot.program import running
from config import community as communities
from config.settings import Settings
from domain.counting.figures import Measure, Rate
from domain.counting.tally import Work
from domain.events import CameDue
from handlers.counting.digests import count
from handlers.desk import Turn
from storage import copies, digests, facts, reports
from storage.db import Database, Tx
from storage.media import Shelf
from storage.sending import Slot
from storage.times import to_ms
from tests.desk import Running, StandingClock
from tests.storage.examples import LIGHT

SAMPLE = Path(communities.__file__).parent / "sample" / "community.toml"
BEFORE = datetime(2026, 11, 22, 7, tzinfo=UTC)  # Sunday, three in the afternoon in Shanghai
POST = datetime(2026, 11, 22, 10, 37, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@asynccontextmanager
async def desk(folder: Path, at: datetime, files: Path = SAMPLE) -> AsyncIterator[Running]:
    """A desk on the database of this folder."""
    clock = StandingClock(at)
    async with running(Settings(database=folder / "huiyin.db", community=files, _env_file=None), clock) as program:
        yield Running(program.desk, program.site, clock)


def reported(tx: Tx) -> None:
    """Somebody told of something this week."""
    told = replace(LIGHT, reported_at=BEFORE - HOUR, since=BEFORE - HOUR)
    reports.put(tx, told)
    facts.note(tx, told, BEFORE)


def said(tx: Tx, words: str = "这一周（") -> list[str]:
    """What the groups read, in order."""
    found = tx.all(
        "SELECT slot.content FROM slot JOIN chat ON chat.id = slot.chat WHERE chat.kind = 'group' ORDER BY slot.id"
    )
    texts = [json.loads(content).get("text", "") for (content,) in found]
    return [text for text in texts if text.startswith(words)]


def states(tx: Tx) -> list[str]:
    return [state for (state,) in tx.all("SELECT state FROM digest ORDER BY id")]


async def test_it_is_posted_once_through_restarts(tmp_path: Path) -> None:
    async with desk(tmp_path, BEFORE) as it:
        await it.pass_time(POST - BEFORE - HOUR)  # the draft is out
        assert await it.desk.db.write(states) == ["draft"] and not await it.desk.db.write(said)
    for ahead in (timedelta(), timedelta(minutes=1), HOUR, DAY):
        async with desk(tmp_path, POST + ahead) as it:
            await it.pass_time(timedelta(minutes=5))
            assert len(await it.desk.db.write(said)) == 1
            assert await it.desk.db.write(states) == ["posted"]
            assert not await it.parked()
    async with desk(tmp_path, POST + 2 * DAY) as it:
        await it.pass_time(7 * DAY)
        assert len(await it.desk.db.write(said)) == 2


@pytest.mark.parametrize(
    ("silence", "posts", "state"),
    [
        (-HOUR, 1, "posted"),  # the draft comes late, the post at its hour
        (timedelta(minutes=5), 1, "posted"),
        (23 * HOUR, 1, "posted"),
        (25 * HOUR, 0, "missed"),
        (17 * DAY, 0, "missed"),  # of the last week alone
    ],
)
async def test_after_a_silence(tmp_path: Path, silence: timedelta, posts: int, state: str) -> None:
    async with desk(tmp_path, BEFORE):
        pass
    async with desk(tmp_path, POST + silence) as it:
        await it.pass_time(2 * HOUR)
        assert len(await it.desk.db.write(said)) == posts
        assert await it.desk.db.write(states) == [state]
        told = [text async for text in _private(it) if "没有发" in text]
        assert len(told) == (state == "missed")
        assert not await it.parked()


async def _private(it: Running) -> AsyncIterator[str]:
    for message in await it.messages(0):
        if message.chat == "private:liu":
            yield message.content.get("text", "")


async def test_the_picture_goes_with_it_and_is_not_swept_away(tmp_path: Path) -> None:
    async with desk(tmp_path, BEFORE) as it:
        await it.desk.db.write(reported)
        await it.pass_time(POST - BEFORE)
        group = [
            message for message in await it.messages(0) if message.chat == "group" and message.content.get("photos")
        ]
        assert len(group) == 1 and "大家说了1件" in group[0].content["alt"]
        (name,) = group[0].content["photos"]
        drafts = [message.content for message in await it.messages(0) if message.chat == "private:liu"]
        assert [each["alt"] for each in drafts if each.get("photos") == [name]] == [group[0].content["alt"]]
        await it.desk.db.write(copies.purge, POST + 30 * DAY)
        whole, _, _ = await it.desk.db.write(copies.files)
        assert name in whole
        await Keeper(it.desk.db, it.site.media).sweep()
        found = it.site.media.find(name)
        assert found and 10_000 < found.stat().st_size < 400_000


async def test_each_community_has_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    text = SAMPLE.read_text(encoding="utf-8")
    (folder / "a.toml").write_text(text, encoding="utf-8")
    other = text.replace('code = "ginkgo"', 'code = "maple"').replace('"18:37"', '"17:11"').replace("sample = true", "")
    (folder / "b.toml").write_text(other, encoding="utf-8")
    never = text.replace('code = "ginkgo"', 'code = "oak"').replace('day = "sun"\nhour', 'day = "never"\nhour')
    (folder / "c.toml").write_text(never.replace("sample = true", ""), encoding="utf-8")
    async with desk(tmp_path, POST - 5 * HOUR, folder) as it:
        await it.pass_time(6 * HOUR)
        rows = await it.desk.db.write(lambda tx: tx.all("SELECT community, post_at FROM digest ORDER BY post_at"))
        assert [code for code, _ in rows] == ["maple", "ginkgo"]
        assert len(await it.desk.db.write(said)) == 1  # maple has no group


async def test_a_moved_clock_does_not_jump_over_it(tmp_path: Path) -> None:
    async with running(Settings(database=tmp_path / "huiyin.db", community=SAMPLE, _env_file=None)) as program:
        it = Running(program.desk, program.site, StandingClock())
        await program.site.move_clock(8 * DAY)
        await it.settled()
        assert await program.desk.db.write(states) == ["posted"]
        assert len(await program.desk.db.write(said)) == 1


async def test_the_page_of_the_month_comes_on_its_first_working_day(tmp_path: Path) -> None:
    async with desk(tmp_path, BEFORE) as it:
        await it.desk.db.write(reported)
        await it.pass_time(datetime(2026, 12, 1, 0, 9, tzinfo=UTC) - BEFORE)  # Tuesday, a minute before ten past eight
        assert not [text async for text in _private(it) if "月报" in text]
        await it.pass_time(HOUR)
        assert [text async for text in _private(it) if "月报" in text] == ["2026年11月的月报，可以打印（A4）。"]
    async with desk(tmp_path, datetime(2026, 12, 2, tzinfo=UTC)) as it:
        await it.pass_time(10 * DAY)
        assert len([text async for text in _private(it) if "月报" in text]) == 1


# --- the painter ----------------------------------------------------------------------------------------


def wish(drawing: int, attempts: int) -> Slot:
    content: dict[str, Any] = {"draw": {"form": "none"}, "drawing": drawing}
    return Slot(1, 1, "painter", "draw", None, None, None, 0, content, 1, 0, None, None, attempts, 10)


async def test_what_cannot_be_drawn_is_tried_again_and_then_said(db: Database, tmp_path: Path) -> None:
    painter = Painter(db, Shelf(tmp_path / "media", 10_000_000))
    drawing = await db.write(digests.draw, "ginkgo", "2026-W47", "zh-CN", None, POST)
    with pytest.raises(SendFailed):
        await painter.send(wish(drawing, 0))
    assert await painter.send(wish(drawing, 2)) == "drawn"
    ((body,),) = await db.write(lambda tx: tx.all("SELECT body FROM inbox WHERE source = 'painter'"))
    event = painter.decode(json.loads(body))
    assert event.drawing == drawing and event.stored is None  # type: ignore[union-attr]


async def test_without_a_picture_the_words_are_posted(tmp_path: Path) -> None:
    async with desk(tmp_path, BEFORE) as it:
        await it.desk.db.write(reported)
        it.site.media.limit = 0  # no room for one more file
        await it.pass_time(POST - BEFORE)
        assert len(await it.desk.db.write(said)) == 1
        assert not any(message.content.get("photos") for message in await it.messages(0))


async def test_staff_read_the_rates_by_the_community_s_own_weights(tmp_path: Path) -> None:
    since, until = BEFORE - 7 * DAY, BEFORE

    def counted(tx: Tx) -> Work:
        home = replace(it.desk.home, measure=Measure(so_so=0.5))
        reported(tx)
        tx.run("UPDATE fact SET \"end\" = 'resolved', ended_at = ?1, rated_at = ?1, satisfied = 1", (to_ms(until) - 1,))
        turn = Turn(
            tx, replace(it.desk, communities={home.code: home}), 0, until, CameDue("digest", "ginkgo", 0, 0, until)
        )
        return count(turn, home.code, ((since - 7 * DAY, since), (since, until)))[1]

    async with desk(tmp_path, BEFORE) as it:
        work = await it.desk.db.write(counted)
        assert (work.now.satisfied, work.last.satisfied) == (Rate(0.5, 1), Rate())
