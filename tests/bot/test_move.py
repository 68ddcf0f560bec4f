"""A desk moves from SQLite to PostgreSQL: everything arrives, goes on counting, and nothing is ever overwritten."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot import cli, instance
from storage import due, inbox, reports
from storage.db import Tx, open_database
from storage.engine import moving
from storage.engine.schema import WrongDatabase
from tests import postgres, transcript
from tests.storage.examples import LIGHT, NOW

pytestmark = pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")
LIVES = sorted((Path(__file__).parent.parent / "conversations").glob("*.txt"))


def emptied() -> str:
    """A database on the server without our tables."""
    return postgres.server().fresh("template1")


async def lived(folder: Path) -> Path:
    """A database in which something happened."""
    path = folder / "huiyin.db"
    async with open_database(path) as db:
        await db.write(inbox.receive, "web", "k\0", "lane", {"text": "3号楼\0灯不亮 😀"}, NOW)
        await db.write(reports.put, LIGHT)
        await db.write(due.schedule, NOW, "tell", "1")
        assert [await db.write(lambda tx: tx.number("draft")) for _ in range(3)] == [1, 2, 3]
        await db.write(due.cancel, "tell", "1")
    return path


async def test_all_of_a_life_arrives(tmp_path: Path) -> None:
    if postgres.CHOSEN:
        pytest.skip("the life is lived on SQLite")
    for _ in await transcript.play(LIVES[0], tmp_path):
        pass
    address = emptied()
    told: list[int] = []
    moved = moving.move(tmp_path / "huiyin.db", address, told.append)
    assert told[-1] == 100 and told == sorted(told)
    assert {"report", "slot", "listing_text", "chain", "person"} <= {table.name for table in moved if table.rows}
    with closing(sqlite3.connect(tmp_path / "huiyin.db")) as source:
        texts = source.execute("SELECT text FROM report ORDER BY id").fetchall()
    async with open_database(tmp_path / "x", address) as db:
        assert await db.write(lambda tx: tx.all("SELECT text FROM report ORDER BY id")) == texts


async def test_ids_and_numbers_go_on_where_they_were(tmp_path: Path) -> None:
    address = emptied()
    moving.move(await lived(tmp_path), address)
    async with open_database(tmp_path / "x", address) as db:

        def next_ones(tx: Tx) -> tuple[int, int, int]:
            due.schedule(tx, NOW, "tell", "2")
            ((id_,),) = tx.all("SELECT id FROM due")
            return tx.number("draft"), tx.next_report(), id_

        assert await db.write(next_ones) == (4, LIGHT.id + 1, 2)


async def test_a_database_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    address = emptied()
    path = await lived(tmp_path)
    moving.move(path, address)
    with pytest.raises(WrongDatabase, match="not empty"):
        moving.move(path, address)


async def test_one_of_another_program_is_left_alone(tmp_path: Path) -> None:
    address = emptied()
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(WrongDatabase, match="another program"):
        moving.move(await lived(tmp_path), address)


async def test_a_running_desk_does_not_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = (await lived(tmp_path)).rename(tmp_path / "town.db")
    monkeypatch.setenv("HUIYIN_DATABASE", str(path))
    photo = tmp_path / "town.db.media" / "ab" / "ab.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")
    address = emptied()
    with instance.only_one(path):
        assert cli.main(["move", "--to", address, "--lang", "en"]) == 2
    assert "is in use by" in capsys.readouterr().err
    assert cli.main(["move", "--to", address, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Everything has arrived and was compared" in said and f"HUIYIN_FOLDER={tmp_path}" in said
    assert (tmp_path / "huiyin.db.media" / "ab" / "ab.jpg").samefile(photo)  # where a desk on a server looks


def test_without_a_file_there_is_nothing_to_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUIYIN_DATABASE", str(tmp_path / "none.db"))
    assert cli.main(["move", "--to", "postgresql://nowhere/x", "--lang", "en"]) == 2
    assert "no SQLite database" in capsys.readouterr().err
