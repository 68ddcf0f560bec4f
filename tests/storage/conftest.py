"""A real database for every test, opened as the program opens it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.people import ChatKind
from storage.chats import add
from storage.db import Database, Tx, open_database
from tests import postgres


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "huiyin.db", postgres.fresh()) as opened:
        yield opened


@pytest.fixture
async def chats(db: Database) -> tuple[int, int]:
    """Two groups to send to."""

    def two_groups(tx: Tx) -> tuple[int, int]:
        one, two = (add(tx, "web", name, ChatKind.GROUP, "ginkgo", "en") for name in ("one", "two"))
        return one, two

    return await db.write(two_groups)
