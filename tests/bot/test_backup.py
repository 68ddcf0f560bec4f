"""A backup is whole or not there, is looked through, and comes back without saying anything twice."""

import asyncio
import json
import os
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.backup import folders, making, restoring, schedule
from bot.backup.making import DATABASE, FORGOTTEN, MANIFEST, Job
from bot.backup.restoring import InTheWay
from config.settings import Settings
from domain.people import Role
from storage import backed_up, due, forgotten, holding, meta, outbox, people, reports, results
from storage.backed_up import Standing
from storage.db import Tx, open_database
from storage.engine.backup import LEAP, Unsound
from storage.engine.schema import VERSION, WrongDatabase
from storage.holding import AFTER_ALL
from tests.bot.conftest import NOW
from tests.desk import Running, running_desk
from tests.test_mydata import LI, WANG, press, say

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    """Li reported a light with a photo, Wang a lock in words."""
    async with running_desk(tmp_path / "old") as running:
        await say(running, LI, "3号楼2单元楼道灯不亮", colour="red")
        await press(running, LI, "报上去")
        await say(running, WANG, "5号楼1单元门禁坏了", voice=b"OggS wang")
        await press(running, WANG, "报上去")
        yield running


def job(folder: Path, files: tuple[str, ...] = ()) -> Job:
    database = folder / "old" / "huiyin.db"
    return Job(str(database), f"{database}.media", str(folder / "backups"), files)


def back(folder: Path, path: str, name: str = "new", numbers: int = 100) -> restoring.Restored:
    database = folder / name / "huiyin.db"
    return restoring.restore(Path(path), database, database.with_name("huiyin.db.media"), NOW, numbers)


async def test_a_backup_of_a_running_desk_holds_everything_that_is_named(desk: Running, tmp_path: Path) -> None:
    own = tmp_path / "town.toml"
    own.write_text("# ours")
    made = making.make(job(tmp_path, (str(own),)), NOW)
    path = Path(made.path)
    assert path.name == "huiyin-20261122T013000Z" and path.stat().st_mode & 0o077 == 0
    assert (made.reports, made.media, made.missing) == (2, 3, ())  # a photo, its thumbnail, a voice message
    assert (path / "files" / "town.toml").read_text() == "# ours"
    assert sorted(os.listdir(path.parent)) == [".huiyin-backup.lock", path.name]
    checked = restoring.check(path)
    assert (checked.found.counts["report"], checked.media, checked.missing) == (2, 3, ())
    assert set(checked.found.heads) == {"ginkgo"} and checked.found.schema == VERSION


async def test_photos_of_the_next_backup_cost_no_room(desk: Running, tmp_path: Path) -> None:
    first, second = (making.make(job(tmp_path), NOW + timedelta(hours=hour)) for hour in (0, 1))
    (one,) = Path(first.path).glob("media/*/*.t.jpg")
    (two,) = Path(second.path).glob("media/*/*.t.jpg")
    assert one.samefile(two) and one.stat().st_nlink >= 3


async def test_what_was_erased_does_not_lie_in_the_free_pages_of_a_backup(desk: Running, tmp_path: Path) -> None:
    await desk.desk.db.write(lambda tx: tx.run("UPDATE report SET text = ''"))
    await desk.desk.db.write(lambda tx: tx.run("DELETE FROM draft"))
    await desk.desk.db.write(lambda tx: tx.run("UPDATE slot SET content = '{}'"))
    await desk.desk.db.write(lambda tx: tx.run("DELETE FROM web_message"))
    await desk.desk.db.write(lambda tx: tx.run("DELETE FROM listing"))
    made = making.make(job(tmp_path), NOW)
    assert "门禁坏了".encode() not in (Path(made.path) / DATABASE).read_bytes()


async def test_a_photo_that_is_gone_although_it_is_named_is_told(desk: Running, tmp_path: Path) -> None:
    (voice,) = (tmp_path / "old" / "huiyin.db.media").glob("*/*.ogg")
    voice.unlink()
    made = making.make(job(tmp_path), NOW)
    assert made.missing == (voice.name,)
    assert restoring.check(Path(made.path)).missing == ()  # it says so itself: nothing is missing beyond that


async def test_two_at_once_and_one_cut_off_in_the_middle(desk: Running, tmp_path: Path) -> None:
    with folders.writing(tmp_path / "backups", NOW), pytest.raises(folders.Busy):
        making.make(job(tmp_path), NOW)
    left = tmp_path / "backups" / ".huiyin-20261101T000000Z.part"
    left.mkdir()
    (left / DATABASE).write_text("half")
    making.make(job(tmp_path), NOW + timedelta(hours=1))
    assert not left.exists()


async def test_no_room_is_told_before_anything_is_written(
    desk: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "SPARE", 1 << 60)
    with pytest.raises(OSError, match="MB free, and a backup needs"):
        making.make(job(tmp_path), NOW)
    assert folders.backups(tmp_path / "backups") == []


# --- restoring ------------------------------------------------------------------------------------------


async def test_it_comes_back_held_with_fresh_numbers_and_ids(desk: Running, tmp_path: Path) -> None:
    made = making.make(job(tmp_path), NOW)
    person = await desk.desk.db.write(people.by_account, "web", "li", "ginkgo")
    done = back(tmp_path, made.path)
    assert (done.reports, done.media, done.erased) == (2, 3, 0)
    assert done.outlook.since
    async with open_database(tmp_path / "new" / "huiyin.db") as db:
        assert await db.write(holding.is_held)
        assert await db.write(results.leaving, 1 << 50, frozenset(), 8, NOW) == []
        assert await db.write(reports.fresh, "ginkgo") == (2 + LEAP, 1102)
        newcomer = await db.write(people.add_person, "web", "x", "X", "en")
        assert person and newcomer.id > person.id + LEAP - 1
    again = making.make(Job(str(tmp_path / "new" / "huiyin.db"), made.path, str(tmp_path / "b2"), ()), NOW)
    assert back(tmp_path, again.path, "third").outlook.since  # a backup of a restored desk is one like any other


async def test_nothing_is_overwritten(desk: Running, tmp_path: Path) -> None:
    made = making.make(job(tmp_path), NOW)
    before = (tmp_path / "old" / "huiyin.db").read_bytes()
    with pytest.raises(InTheWay, match="is there already; nothing was changed"):
        back(tmp_path, made.path, "old")
    assert (tmp_path / "old" / "huiyin.db").read_bytes() == before
    photos = tmp_path / "new" / "huiyin.db.media"
    photos.mkdir(parents=True)
    (photos / "kept").write_text("")
    with pytest.raises(InTheWay):
        back(tmp_path, made.path)
    assert not (tmp_path / "new" / "huiyin.db").exists()


@pytest.mark.parametrize("what", ["database", "manifest", "photo", "history", "nothing"])
async def test_a_damaged_backup_makes_no_desk(desk: Running, tmp_path: Path, what: str) -> None:
    path = Path(making.make(job(tmp_path), NOW).path)
    copy = path / DATABASE
    if what == "database":
        content = bytearray(copy.read_bytes())
        content[-50] ^= 255
        copy.write_bytes(content)
    elif what == "manifest":
        (path / MANIFEST).write_text("{")
    elif what == "photo":
        (voice,) = path.glob("media/*/*.ogg")
        voice.unlink()  # not written through: the desk has the same file
        voice.write_bytes(b"OggS other")
    elif what == "history":
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("UPDATE report_event SET kind = 'resolve' WHERE id = 1")
        said = json.loads((path / MANIFEST).read_text())
        said["database"]["sha256"] = making.digest(copy)
        (path / MANIFEST).write_text(json.dumps(said))
    if what == "nothing":
        assert back(tmp_path, str(path)).reports == 2
        return
    with pytest.raises(Unsound):
        back(tmp_path, str(path))
    assert not (tmp_path / "new").exists() or os.listdir(tmp_path / "new") == []


async def test_a_backup_of_a_newer_program_is_refused(desk: Running, tmp_path: Path) -> None:
    path = Path(making.make(job(tmp_path), NOW).path)
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    said = json.loads((path / MANIFEST).read_text())
    said["database"]["sha256"] = making.digest(path / DATABASE)
    (path / MANIFEST).write_text(json.dumps(said))
    with pytest.raises(WrongDatabase, match="written by a newer Huiyin"):
        back(tmp_path, str(path))


# --- what goes out afterwards ---------------------------------------------------------------------------


def _old_and_new(tx: Tx) -> None:
    (chat,) = tx.all("SELECT id FROM chat WHERE external = 'private:li'")[0]
    (report,) = tx.all("SELECT id FROM report ORDER BY id LIMIT 1")[0]
    for n, hours in ((1, 30), (2, 1)):
        outbox.put(tx, 10_000, n, chat, {"text": f"of {hours} hours ago"}, NOW - timedelta(hours=hours), priority=5)
    end = {"priority": 5, "report": report, "tells": 0}
    outbox.put(tx, 10_000, 3, chat, {"text": "ended"}, NOW - timedelta(hours=40), **end)


async def test_what_is_old_can_be_dropped_and_who_was_not_told_is_phoned(desk: Running, tmp_path: Path) -> None:
    back(tmp_path, making.make(job(tmp_path), NOW).path)
    async with open_database(tmp_path / "new" / "huiyin.db") as db:
        await db.write(_old_and_new)
        found = await db.write(holding.outlook, NOW)
        (line,) = [each for each in found.messages if each.what == "web private"]
        assert line.count == 3
        assert [line.oldest, line.newest] == [(NOW - timedelta(hours=each)).isoformat() for each in (40, 1)]
        assert await db.write(holding.release, NOW - timedelta(hours=6), NOW) == 2
        assert not await db.write(holding.is_held)
        leaving = await db.write(results.leaving, 1 << 50, frozenset(), 8, NOW)
        assert [slot.content["text"] for slot in leaving] == ["of 1 hours ago"]
        untold = await db.write(lambda tx: tx.all("SELECT key FROM inbox WHERE key LIKE 'untold:%'"))
        assert len(untold) == 1


async def test_nothing_comes_due_while_it_is_held_and_no_burst_follows(desk: Running, tmp_path: Path) -> None:
    """Two reports are two days late when the desk comes back: everybody hears of it once."""
    back(tmp_path, making.make(job(tmp_path), NOW).path)
    late = desk.clock.now() + timedelta(days=3)
    async with running_desk(tmp_path / "new", late) as restored:
        db = restored.desk.db
        over = (await db.write(holding.outlook, late)).due
        assert sum(each.count for each in over) > 0
        before = {each.id for each in await restored.messages(0)}
        assert not await db.write(
            lambda tx: tx.all("SELECT id FROM inbox WHERE source = 'clock' AND state = 'waiting'")
        )
        await db.write(holding.release, None, late)
        await restored.pass_time(timedelta())
        new = Counter(each.chat for each in await restored.messages(0) if each.id not in before)
        assert new["private:li"] == 1 and new["private:zhou"] == 1  # we are late, sorry; two wait and are late
        assert set(new.values()) == {1}
        assert not await restored.parked()


# --- who was erased stays erased ------------------------------------------------------------------------


async def test_who_had_themselves_erased_since_is_erased_again_before_anything_goes_out(
    desk: Running, tmp_path: Path
) -> None:
    made = making.make(job(tmp_path), NOW)
    await say(desk, WANG, "/forget")
    await press(desk, WANG, "删掉我的资料")
    gone = await desk.desk.db.write(forgotten.listed)
    assert len(gone) == 1
    started = await desk.desk.db.write(meta.get, "started")
    making.note_forgotten(tmp_path / "backups" / FORGOTTEN, started or "", gone)
    done = back(tmp_path, made.path)
    assert done.erased == 1
    async with running_desk(tmp_path / "new") as restored:
        db = restored.desk.db
        while await db.write(lambda tx: tx.all("SELECT 1 FROM due WHERE kind = ?", (AFTER_ALL,))):
            await db.write(lambda tx: due.take(tx, NOW + timedelta(hours=1), only=AFTER_ALL))
        while await db.write(lambda tx: tx.all("SELECT 1 FROM inbox WHERE state = 'waiting'")):
            pass
        assert await db.write(holding.is_held)
        assert await db.write(people.by_account, "web", "wang", "ginkgo") is None
        assert await db.write(people.by_account, "web", "li", "ginkgo") is not None
        words = await db.write(lambda tx: tx.all("SELECT text FROM report ORDER BY id"))
        assert "灯" in words[0][0] and "门禁" not in words[1][0]
        assert await db.write(forgotten.listed)  # and would be after a restore of what is made now
        assert not await restored.parked()


async def test_a_list_of_another_desk_erases_nobody(desk: Running, tmp_path: Path) -> None:
    made = making.make(job(tmp_path), NOW)
    making.note_forgotten(tmp_path / "backups" / FORGOTTEN, "another", {1: 1, 2: 2})
    assert back(tmp_path, made.path).erased == 0


async def test_whoever_was_joined_to_somebody_erased_is_erased_too(desk: Running) -> None:
    def both(tx: Tx) -> dict[int, int]:
        forgotten.joined(tx, 71, 72)
        forgotten.joined(tx, 72, 73)
        forgotten.joined(tx, 5, 6)
        forgotten.note(tx, 73, NOW)
        return forgotten.listed(tx)

    assert set(await desk.desk.db.write(both)) == {71, 72, 73}


# --- which are kept, and when -----------------------------------------------------------------------------


def test_the_last_of_each_day_and_of_each_week_are_kept(tmp_path: Path) -> None:
    start = datetime(2026, 10, 1, 19, tzinfo=UTC)
    for hours in range(0, 24 * 50, 12):
        (tmp_path / f"huiyin-{start + timedelta(hours=hours):%Y%m%dT%H%M%S}Z").mkdir()
    (tmp_path / "huiyin-notes").mkdir()
    assert folders.thin_out(tmp_path, daily=3, weekly=4) == 100 - 6
    kept = [path.name.removeprefix("huiyin-2026")[:7] for path in folders.backups(tmp_path)]
    assert kept == ["1101T19", "1108T19", "1115T19", "1118T19", "1119T19", "1120T07"]
    assert (tmp_path / "huiyin-notes").exists()
    (tmp_path / "huiyin-20261120T010000Z").mkdir()  # not the last of its day; but of the last 24 hours
    assert folders.thin_out(tmp_path, daily=3, weekly=4) == 0


@pytest.mark.parametrize(
    ("tried", "why", "wanted"),
    [
        (datetime(2026, 11, 22, 2, 59, tzinfo=SHANGHAI), "", datetime(2026, 11, 22, 3, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 22, 3, 0, tzinfo=SHANGHAI), "", datetime(2026, 11, 23, 3, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 22, 3, 0, tzinfo=SHANGHAI), "disk", datetime(2026, 11, 22, 4, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 22, 2, 30, tzinfo=SHANGHAI), "disk", datetime(2026, 11, 22, 3, tzinfo=SHANGHAI)),
    ],
)
def test_it_is_made_at_its_hour_and_an_hour_after_one_that_failed(tried: datetime, why: str, wanted: datetime) -> None:
    assert schedule.next_at(Standing(tried.astimezone(UTC), None, 0, why), 3, SHANGHAI) == wanted


async def test_one_that_fails_is_told_once_a_day_and_one_that_works_ends_it(desk: Running, tmp_path: Path) -> None:
    def operator(tx: Tx) -> None:
        person = people.by_account(tx, "web", "zhao", "ginkgo")
        assert person
        people.grant(tx, person.id, "ginkgo", Role.OPERATOR, "", ())

    db = desk.desk.db
    await db.write(operator)
    settings = Settings(database=tmp_path / "old" / "huiyin.db", _env_file=None, backup_folder=tmp_path / "file")
    (tmp_path / "file").write_text("no folder")
    backups = schedule.Backups(db, settings, desk.clock, SHANGHAI)
    for hours in (0, 1, 24):
        await desk.pass_time(timedelta(hours=hours))
        await backups.make()
        await desk.pass_time(timedelta())
    told = [each.content["text"] for each in await desk.messages(0) if each.chat == "private:zhao"]
    assert len([text for text in told if text.startswith("备份没做成")]) == 2
    assert "还没有备份" in told[0]
    (tmp_path / "file").unlink()
    await backups.make()
    standing = await db.write(backed_up.standing)
    assert standing.made and not standing.why and standing.bytes > 0
    assert len(folders.backups(tmp_path / "file")) == 1


async def test_a_desk_for_residents_makes_one_at_its_hour_and_lists_who_was_erased(tmp_path: Path) -> None:
    async with open_database(tmp_path / "huiyin.db") as db:
        await db.write(backed_up.begin, NOW - timedelta(days=2))
        await db.write(forgotten.note, 77, NOW)
    settings = {"public_url": "https://desk.example.org", "port": 0}
    async with running_desk(tmp_path, settings=settings) as running, asyncio.timeout(30):
        while not (await running.desk.db.write(backed_up.standing)).made:
            pass
        started = await running.desk.db.write(meta.get, "started")
    (made,) = folders.backups(tmp_path / "backups")
    assert restoring.check(made).found.real
    for place in (tmp_path / "backups" / FORGOTTEN, restoring.beside(tmp_path / "huiyin.db")):
        assert set(making.read_forgotten(place, started or "")) == {77}


async def test_a_damaged_list_of_who_was_erased_stops_a_restore_and_no_desk(desk: Running, tmp_path: Path) -> None:
    made = making.make(job(tmp_path), NOW)
    place = tmp_path / "backups" / FORGOTTEN
    place.write_text("{")
    with pytest.raises(Unsound, match="who was erased cannot be read"):
        back(tmp_path, made.path)
    making.note_forgotten(place, "7", {1: 1})
    assert making.read_forgotten(place, "7") == {1: 1} and place.with_name(f"{FORGOTTEN}.broken").exists()


async def test_a_folder_is_for_one_desk(desk: Running, tmp_path: Path) -> None:
    theirs = making.make(job(tmp_path), NOW)
    await desk.desk.db.write(meta.put, "started", "1")
    nightly = replace(job(tmp_path), daily=1, weekly=1)
    with pytest.raises(Unsound, match="holds backups of another desk"):
        making.make(nightly, NOW + timedelta(hours=1))
    assert [str(path) for path in folders.backups(tmp_path / "backups")] == [theirs.path]
    making.note_forgotten(tmp_path / FORGOTTEN, "another", {1: 1})
    with pytest.raises(OSError, match="is of another desk"):
        making.note_forgotten(tmp_path / FORGOTTEN, "1", {2: 2})
    assert making.read_forgotten(tmp_path / FORGOTTEN, "another") == {1: 1}
