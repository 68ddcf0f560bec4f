"""A backup of a desk on a PostgreSQL server is the same as one of a file, and either comes back on either."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.backup import making, restoring
from bot.backup.making import Job
from storage import backed_up, holding, inbox, people, reports
from storage.db import open_database
from storage.engine.backup import LEAP
from storage.engine.schema import VERSION, WrongDatabase
from tests import postgres
from tests.bot.conftest import NOW
from tests.desk import Running, running_desk
from tests.test_mydata import LI, press, say

pytestmark = pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    """Li reported a light with a photo, on a server."""
    async with running_desk(tmp_path / "old", settings={"server_url": postgres.server().fresh()}) as running:
        await say(running, LI, "3号楼2单元楼道灯不亮", colour="red")
        await press(running, LI, "报上去")
        yield running


def job(folder: Path, server: str) -> Job:
    database = folder / "old" / "huiyin.db"
    return Job(str(database), f"{database}.media", str(folder / "backups"), (), server=server)


def back(folder: Path, path: str, name: str, server: str = "") -> restoring.Restored:
    database = folder / name / "huiyin.db"
    return restoring.restore(Path(path), database, database.with_name("huiyin.db.media"), NOW, server=server)


async def test_it_is_whole_and_comes_back_on_either_engine(desk: Running, tmp_path: Path) -> None:
    db = desk.desk.db
    drafts = [await db.write(lambda tx: tx.number("draft")) for _ in range(3)]
    given, _ = await db.write(reports.fresh, "ginkgo")  # a number that was given and not used
    made = making.make(job(tmp_path, db.server), NOW)
    assert (made.reports, made.media, made.missing) == (1, 2, ())
    assert restoring.check(Path(made.path)).found.schema == VERSION
    person = await db.write(people.by_account, "web", "li", "ginkgo")
    server = postgres.server().fresh("template1")
    for name, address in (("file", ""), ("server", server)):
        done = back(tmp_path, made.path, name, address)
        assert (done.reports, done.media) == (1, 2) and done.outlook.since
        assert (tmp_path / name / "huiyin.db").exists() is not bool(address)
        async with open_database(tmp_path / name / "huiyin.db", address) as again:
            assert await again.write(holding.is_held)
            first, later = [await again.write(reports.fresh, "ginkgo") for _ in range(2)]
            assert first[0] >= given + LEAP and first[1] == 1001 + 100
            assert (later[0] > first[0]) is bool(address)  # a server gives each number once
            assert await again.write(lambda tx: tx.number("draft")) > drafts[-1] + LEAP - 1
            newcomer = await again.write(people.add_person, "web", "x", "X", "en")
            assert person and newcomer.id > person.id + LEAP - 1
    with pytest.raises(WrongDatabase, match="not empty"):
        back(tmp_path, made.path, "third", server)
    assert not (tmp_path / "third").exists()


async def test_nothing_that_is_kept_meanwhile_is_half_in_it(desk: Running, tmp_path: Path) -> None:
    """Everything is of one moment: what is kept while it is made is in it whole or not at all."""
    db = desk.desk.db
    await db.write(lambda tx: [inbox.receive(tx, "web", f"k{n}", "lane", {}, NOW) for n in range(50)])
    made = making.make(job(tmp_path, db.server), NOW + timedelta(hours=1))
    count = restoring.check(Path(made.path)).found.counts["inbox"]
    assert count == len(await db.write(lambda tx: tx.all("SELECT id FROM inbox")))


async def test_an_empty_database_and_one_that_is_away_are_told(tmp_path: Path) -> None:
    with pytest.raises(WrongDatabase, match="no desk was ever started on it"):
        making.make(job(tmp_path, postgres.server().fresh("template1")), NOW)
    with pytest.raises(Exception, match="onnection"):
        making.make(job(tmp_path, "postgresql://nobody@127.0.0.1:1/none"), NOW)
    assert [name for name in os.listdir(tmp_path / "backups") if not name.startswith(".huiyin-backup")] == []


async def test_the_commands_are_the_same(
    desk: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUIYIN_DATABASE", desk.desk.db.server)
    monkeypatch.setenv("HUIYIN_FOLDER", str(tmp_path / "old"))
    monkeypatch.setenv("HUIYIN_BACKUP_FOLDER", str(tmp_path / "backups"))

    async def huiyin(*words: str) -> tuple[int, str]:
        code = await asyncio.to_thread(cli.main, [*words, "--lang", "en"])
        told = capfd.readouterr()
        return code, told.out + told.err

    code, said = await huiyin("backup")
    assert code == 0 and "1 reports, 2 photos" in said
    code, said = await huiyin("backup", "--check")
    assert code == 0 and "is sound" in said
    assert (await desk.desk.db.write(backed_up.standing)).made
    code, said = await huiyin("restore", "latest")
    assert code == 2 and "huiyin.db.media: there already" in said and "--aside" in said
    code, said = await huiyin("restore", "latest", "--aside")
    assert code == 2 and "not empty" in said and (tmp_path / "old" / "huiyin.db.media").is_dir()  # put back
    monkeypatch.setenv("HUIYIN_DATABASE", postgres.server().fresh("template1"))
    code, said = await huiyin("restore", "latest", "--aside")
    assert code == 0 and "huiyin.db.media.before-" in said and "is there again: 1 reports" in said
    code, said = await huiyin("release")
    assert code == 1 and "Would go out" in said
    code, said = await huiyin("release", "--all")
    assert code == 0
