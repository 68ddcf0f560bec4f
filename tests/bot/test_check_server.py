"""``huiyin check`` looks at a database on a server, says how it stands, and never shows a password."""

from pathlib import Path

import pytest

from bot.check.command import check
from config.settings import Settings
from storage.db import open_database
from tests import postgres

pytestmark = pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")


async def said(folder: Path, server: str) -> str:
    config = Settings(database=server, folder=folder, _env_file=None)
    return "\n".join([f"{each.level} {each.text}" async for each in check(config)])


async def test_before_the_first_start_and_after_it(tmp_path: Path) -> None:
    address = postgres.server().fresh("template1").replace("huiyin@", "huiyin:hush@")
    before = await said(tmp_path, address)
    assert "is not there yet" in before
    async with open_database(tmp_path / "huiyin.db", address):
        pass
    after = await said(tmp_path, address)
    assert "stop " not in after
    assert "hush" not in before + after
