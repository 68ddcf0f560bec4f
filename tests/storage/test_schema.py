"""A file that is not ours, newer than us, or damaged is refused and left as it is."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage import meta
from storage.db import Tx, open_database
from storage.engine import postgres_schema
from storage.engine.postgres_tx import PostgresTx
from storage.engine.schema import APPLICATION, OURS, VERSION, Step, Versions, WrongDatabase, copy_before, look, prepare
from tests import postgres

SERVER = pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")


def text(path: Path) -> None:
    path.write_text("dear diary, " * 400)


def other_program(path: Path) -> None:
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE song (title); INSERT INTO song VALUES ('茉莉花');")
    other.close()


def newer(path: Path) -> None:
    later = sqlite3.connect(path)
    later.executescript(
        f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION + 1}; CREATE TABLE meta (key);"
    )
    later.close()


def damaged_header(path: Path) -> None:
    other_program(path)
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def damaged_tables(path: Path) -> None:
    other_program(path)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


def damaged_page(path: Path) -> None:
    ours = sqlite3.connect(path, isolation_level=None)
    prepare(ours, path)
    ours.close()
    good = path.read_bytes()
    path.write_bytes(good[:8192] + bytes(4096) + good[12288:])


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (damaged_page, "is damaged"),
        (text, "not a readable database"),
        (other_program, "belongs to another program"),
        (newer, "written by a newer Huiyin"),
        (damaged_header, "not a readable database"),
        (damaged_tables, "not a readable database"),
    ],
)
async def test_a_wrong_file_is_refused_and_not_a_byte_of_it_changes(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    path = tmp_path / "precious.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(WrongDatabase, match=why) as refused:
        async with open_database(path):
            pass
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["precious.db"]


async def test_a_folder_in_place_of_the_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(WrongDatabase, match="cannot be used as the database"):
        async with open_database(tmp_path):
            pass


async def test_a_file_in_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(WrongDatabase, match="cannot be used as the database"):
        async with open_database(tmp_path / "var" / "huiyin.db"):
            pass


async def test_an_empty_file_becomes_ours_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "new" / "huiyin.db"
    async with open_database(path) as db:
        await db.write(meta.put, "a", "1")
        await db.write(meta.put, "a", "2")
    async with open_database(path) as db:
        assert await db.write(meta.get, "a") == "2"
        assert await db.write(meta.get, "b") is None


# --- carrying an older file forward ---------------------------------------------------------------------


def _older(path: Path) -> None:
    """As an invented version 7 left it: a table of ours with one row, another that names it."""
    with closing(sqlite3.connect(path)) as older:
        older.executescript(
            f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 7; PRAGMA journal_mode = WAL;"
            "CREATE TABLE lamp (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;"
            "CREATE TABLE pole (lamp INTEGER NOT NULL REFERENCES lamp (id)) STRICT;"
            "INSERT INTO lamp VALUES (1, '3号楼'); INSERT INTO pole VALUES (1);"
        )


def _renamed(tx: Tx) -> None:
    tx.tables("ALTER TABLE lamp RENAME COLUMN at TO place")


def _added(tx: Tx) -> None:
    tx.tables("ALTER TABLE lamp ADD COLUMN lit INTEGER NOT NULL DEFAULT 1;")


def _fails(tx: Tx) -> None:
    _added(tx)
    tx.run("INSERT INTO no_such_table VALUES (1)")


def _orphans(tx: Tx) -> None:
    tx.run("DELETE FROM lamp")


def _open(path: Path, known: Versions) -> Any:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection, path, known)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("SELECT * FROM lamp").fetchall()


def test_an_older_file_is_carried_forward_step_by_step_with_a_copy_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _older(path)
    known = Versions(newest=9, oldest=7, steps={7: _renamed, 8: _added})
    look(path, known)  # only looking changes nothing
    assert not copy_before(path, 9).exists()
    assert _open(path, known) == (9, [(1, "3号楼", 1)])
    assert _open(path, known) == (9, [(1, "3号楼", 1)])  # and is opened like any other from then on
    with closing(sqlite3.connect(copy_before(path, 9))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (7,)
        assert copy.execute("SELECT at FROM lamp").fetchall() == [("3号楼",)]


@pytest.mark.parametrize("steps", [{7: _renamed, 8: _fails}, {7: _renamed, 8: _orphans}, {7: _renamed}])
def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, steps: dict[int, Step]) -> None:
    path = tmp_path / "desk.db"
    _older(path)
    for _ in range(2):  # the copy of the first try is not in the way of the second
        with pytest.raises(WrongDatabase, match="could not be carried forward from schema 7 to 9"):
            _open(path, Versions(newest=9, oldest=7, steps=steps))
    with closing(sqlite3.connect(path)) as older:
        assert older.execute("PRAGMA user_version").fetchone() == (7,)
        assert older.execute("SELECT at FROM lamp JOIN pole ON lamp = lamp.id").fetchall() == [("3号楼",)]


def test_a_file_from_before_the_first_that_is_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    _older(path)
    with pytest.raises(WrongDatabase, match="made by a version before the first release"):
        _open(path, Versions(newest=9, oldest=8, steps={8: _added}))


# --- the same steps on a server ---------------------------------------------------------------------------


def _older_there() -> str:
    """As version 7 left it on a server, in the words of its ``schema.sql``."""
    address = postgres.server().fresh("template1")
    with psycopg.connect(address) as connection:
        tx = PostgresTx(connection)
        tx.tables(
            "CREATE TABLE huiyin (version INTEGER NOT NULL) STRICT;"
            "CREATE TABLE lamp (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;"
            "CREATE TABLE pole (lamp INTEGER NOT NULL REFERENCES lamp (id)) STRICT;"
        )
        tx.run("INSERT INTO huiyin VALUES (7)")
        tx.run("INSERT INTO lamp VALUES (1, '3号楼')")
        tx.run("INSERT INTO pole VALUES (1)")
    return address


def _there(address: str, *asked: str) -> list[Any]:
    with psycopg.connect(address) as connection:
        return [connection.execute(each).fetchall() for each in asked]


@SERVER
def test_an_older_server_is_carried_forward_by_the_same_steps() -> None:
    address = _older_there()
    known = Versions(newest=9, oldest=7, steps={7: _renamed, 8: _added})
    for _ in range(2):
        postgres_schema.prepare(address, known)
        assert _there(address, "SELECT version FROM huiyin", "SELECT id, place, lit FROM lamp") == [
            [(9,)],
            [(1, "3号楼", 1)],
        ]
    with pytest.raises(WrongDatabase, match=r"newer Huiyin \(schema 9, this one knows 8\)"):
        postgres_schema.prepare(address, Versions(newest=8, oldest=7, steps={7: _renamed}))


@SERVER
@pytest.mark.parametrize("steps", [{7: _renamed, 8: _fails}, {7: _renamed, 8: _orphans}, {7: _renamed}])
def test_a_step_that_fails_leaves_the_server_as_it_was(steps: dict[int, Step]) -> None:
    address = _older_there()
    for _ in range(2):
        with pytest.raises(WrongDatabase, match="could not be carried forward from schema 7 to 9"):
            postgres_schema.prepare(address, Versions(newest=9, oldest=7, steps=steps))
    assert _there(address, "SELECT version FROM huiyin", "SELECT at FROM lamp") == [[(7,)], [("3号楼",)]]


@SERVER
def test_a_server_from_before_the_first_that_is_known_is_refused() -> None:
    with pytest.raises(WrongDatabase, match="made by a version before the first release"):
        postgres_schema.prepare(_older_there(), Versions(newest=9, oldest=8, steps={8: _added}))


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    assert set(OURS.steps) == set(range(OURS.oldest, OURS.newest))
