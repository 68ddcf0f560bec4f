"""A fake Telegram, a bot of the real library on it, and a plain HTTP client."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from tests.telegram.fake import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram where the bot sees everything in its groups."""
    async with FakeTelegram(privacy=False) as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    """The bot, as python-telegram-bot has it."""
    api, files = f"{telegram.base_url}/bot", f"{telegram.base_url}/file/bot"
    async with Bot(telegram.token, base_url=api, base_file_url=files) as connected:
        yield connected


@pytest.fixture
async def http(telegram: FakeTelegram) -> AsyncIterator[httpx.AsyncClient]:
    """Calls by hand: http.post("getMe")."""
    base = f"{telegram.base_url}/bot{telegram.token}/"
    async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=10) as client:
        yield client
