"""A Telegram, and a desk on it that may write as fast as it likes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram import limits
from tests.channels.town import Town, town
from tests.telegram import FakeTelegram


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversation takes a minute in life and a second here: limits are tried in a test of their own."""
    for name in ("OVERALL", "CHAT", "GROUP"):
        monkeypatch.setattr(limits, name, (1_000, 1.0))


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram where the bot reads everything in its groups."""
    async with FakeTelegram(privacy=False) as fake:
        yield fake


@pytest.fixture
async def place(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> AsyncIterator[Town]:
    """Two groups that are served, where the bot is an administrator."""
    async with town(tmp_path, telegram) as served:
        await served.open()
        yield served
        await served.well()
