"""A file that is not ours, newer than us, or damaged is refused and left as it is."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import meta
from storage.db import open_database
from storage.schema import APPLICATION, VERSION, WrongDatabase


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


@pytest.mark.parametrize(
    ("make", "why"),
    [
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
