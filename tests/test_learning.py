"""What staff put right is understood from the next message on: over rollback, restart, /forget and a fresh start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from config import categories, community, model
from config.settings import Settings
from domain.community import Community
from domain.understanding.classification import Classifier
from handlers.machine.learned import Memory
from storage import lessons
from storage.db import Database, Tx, open_database
from tests.desk import START

SETTINGS = Settings(_env_file=None)
CLASSIFIER = Classifier(categories.load(SETTINGS.categories), model.load())
HOME = community.load(SETTINGS.community)
DING, ASKED = "红房子门口小叮当刷不开了", "红房子那边的小叮当又坏了"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "huiyin.db") as opened:
        yield opened


def teach(tx: Tx, after: str = "security", home: str = HOME.code) -> None:
    lessons.keep(tx, home, 1, 3, True, START, "category", "building", after, DING, 1, "")


def place(tx: Tx) -> None:
    lessons.keep(tx, HOME.code, 1, 3, True, START, "place", "红房子门口", "2号楼", DING, 1, "")


def heard(tx: Tx, memory: Memory, home: Community = HOME) -> tuple[str, str | None]:
    """Category and building of a message, as the desk understands it now."""
    classifier, home = memory.recall(tx, CLASSIFIER, home)
    found = classifier.understand(ASKED, home)
    return found.categories[0][0], found.place.building if found.place else None


async def test_used_by_the_next_message_and_after_a_restart(db: Database) -> None:
    memory = Memory()
    assert await db.write(heard, memory) == ("building", None)
    await db.write(teach)
    await db.write(place)
    assert await db.write(heard, memory) == ("security", "b2")
    assert await db.write(heard, Memory()) == ("security", "b2")


async def test_what_is_rolled_back_teaches_nothing_even_where_it_was_used_already(db: Database) -> None:
    def fails(tx: Tx) -> None:
        teach(tx)
        assert heard(tx, memory) == ("security", None)
        raise RuntimeError

    memory = Memory()
    with pytest.raises(RuntimeError):
        await db.write(fails)
    assert await db.write(heard, memory) == ("building", None)
    await db.write(teach, "noise")  # has the number of the one that is gone
    assert await db.write(heard, memory) == ("noise", None)


async def test_each_community_learns_for_itself(db: Database) -> None:
    memory = Memory()
    await db.write(teach, "security", "willow")
    assert await db.write(heard, memory) == ("building", None)


async def test_forgetting_whoever_wrote_it_takes_the_lesson_away(db: Database) -> None:
    memory = Memory()
    await db.write(teach)
    await db.write(place)
    await db.write(heard, memory)
    await db.write(lessons.forget, 1)
    assert await db.write(heard, memory) == ("building", None)


async def test_starting_anew(db: Database) -> None:
    memory = Memory()
    await db.write(teach)
    await db.write(heard, memory)
    await db.write(lessons.start_anew, HOME.code)
    assert await db.write(heard, memory) == ("building", None)
