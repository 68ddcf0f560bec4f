"""The real program behind a real port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot import server
from bot.program import running
from config.settings import Settings
from storage.db import Database


@dataclass(frozen=True, slots=True)
class Served:
    """A running desk, its address, and a client that speaks as the trial page does."""

    address: str
    db: Database
    client: httpx.AsyncClient


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A trial of the sample community."""
    async with serve(Settings(database=tmp_path / "huiyin.db", port=0, _env_file=None)) as it:
        yield it


@pytest.fixture
async def served_for_real(tmp_path: Path) -> AsyncIterator[Served]:
    """The same with a public address, so no trial."""
    config = Settings(database=tmp_path / "huiyin.db", port=0, public_url="https://desk.example.org", _env_file=None)
    async with serve(config) as it:
        yield it


@asynccontextmanager
async def serve(config: Settings) -> AsyncIterator[Served]:
    """A desk with these settings."""
    with server.listen(config) as listener:
        async with running(config) as program, server.serving(program.site, listener, config.proxies) as address:
            headers = {"Sec-Fetch-Site": "same-origin"}
            async with httpx.AsyncClient(base_url=address, headers=headers, timeout=20) as client:
                yield Served(address, program.desk.db, client)
