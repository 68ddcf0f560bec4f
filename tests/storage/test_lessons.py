"""Corrections are kept, known by a mark that changes with them, and erased with whoever wrote the words."""

import sqlite3

import pytest

from storage import lessons
from storage.db import Database, Tx
from tests.storage.examples import NOW


def keep(tx: Tx, text: str = "红房子的小叮当坏了", community: str = "ginkgo", person: int = 3, author: int = 1) -> None:
    lessons.keep(tx, community, 7, person, True, NOW, "category", "building", "security", text, author, "")


async def test_what_is_kept_is_read_again_by_community(db: Database) -> None:
    await db.write(keep)
    await db.write(keep, "别处的", "willow")
    found = await db.write(lessons.read, "ginkgo")
    assert [(each.person, each.crew, each.at, each.after, each.text) for each in found] == [
        (3, True, NOW, "security", "红房子的小叮当坏了")
    ]
    assert await db.write(lessons.mark, "moon") == ""


async def test_what_is_rolled_back_leaves_no_mark_and_a_later_one_has_its_own(db: Database) -> None:
    def fails(tx: Tx) -> None:
        keep(tx, "一")
        seen.append(lessons.mark(tx, "ginkgo"))
        raise RuntimeError

    seen: list[str] = []
    await db.write(keep)
    before = await db.write(lessons.mark, "ginkgo")
    with pytest.raises(RuntimeError):
        await db.write(fails)
    assert await db.write(lessons.mark, "ginkgo") == before
    await db.write(keep, "二")  # takes the number of the one that is gone
    assert await db.write(lessons.mark, "ginkgo") not in (before, *seen)


@pytest.mark.parametrize("person", [1, 3])  # whose words they are; who corrected
async def test_the_words_of_the_forgotten_are_erased_and_the_mark_changes(db: Database, person: int) -> None:
    def place(tx: Tx) -> None:
        lessons.keep(tx, "ginkgo", 7, 3, True, NOW, "place", "3号楼502", "2号楼", "灯坏了", 1, "")
        lessons.keep(tx, "ginkgo", None, 3, True, NOW, "is_report", "", "chatter", "", 1, '{"new": ["~1"]}')

    await db.write(keep)
    await db.write(place)
    before = await db.write(lessons.mark, "ginkgo")
    await db.write(lessons.forget, person)
    assert [(each.text, each.signs) for each in await db.write(lessons.read, "ginkgo")] == [("", "")] * 3
    assert [each.before for each in await db.write(lessons.read, "ginkgo")][1] == ""
    assert await db.write(lessons.mark, "ginkgo") != before


async def test_starting_anew_keeps_the_rows_and_reads_only_what_comes_later(db: Database) -> None:
    def count(tx: Tx) -> int:
        row = tx.one("SELECT count(*) FROM correction")
        assert row
        return int(row[0])

    await db.write(keep)
    before = await db.write(lessons.mark, "ginkgo")
    assert await db.write(lessons.start_anew, "ginkgo") == 1
    assert await db.write(lessons.read, "ginkgo") == []
    assert await db.write(lessons.mark, "ginkgo") != before
    await db.write(keep, "后来的")
    assert [each.text for each in await db.write(lessons.read, "ginkgo")] == ["后来的"]
    assert await db.write(count) == 2


async def test_starting_anew_where_nothing_was_learned_is_no_trouble(db: Database) -> None:
    assert await db.write(lessons.start_anew, "ginkgo") == 0
    await db.write(keep)
    assert len(await db.write(lessons.read, "ginkgo")) == 1


async def test_a_correction_must_say_whether_it_is_of_the_crew(db: Database) -> None:
    def wrong(tx: Tx) -> None:
        tx.run("INSERT INTO correction (community, person) VALUES ('ginkgo', 1)")

    with pytest.raises(sqlite3.IntegrityError):
        await db.write(wrong)
