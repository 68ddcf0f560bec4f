"""A database, a desk on it, and what the tests wait with."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.db import Database, open_database

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
WAIT = 15.0  # s; bounds a wait, never the length of a test


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "huiyin.db") as opened:
        yield opened


class SetClock:
    """A clock whose both faces stand until a test sets them."""

    def __init__(self) -> None:
        self.at, self.ms = NOW, 1_000_000

    def now(self) -> datetime:
        return self.at

    def machine_ms(self) -> int:
        return self.ms


async def until(true: Callable[[], Awaitable[Any]]) -> None:
    """Wait until it is so; each look goes through the database's queue."""
    async with asyncio.timeout(WAIT):
        while not await true():
            pass


@asynccontextmanager
async def at_work(*work: Any) -> AsyncIterator[None]:
    """Coroutines that run until the block is left; one that ends by itself is an error."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in work]
        yield
        assert not any(task.done() for task in tasks)
        for task in tasks:
            task.cancel()


@asynccontextmanager
async def locked(db: Database) -> AsyncIterator[None]:
    """Let every write fail: somebody else holds the file."""
    await db.write(lambda tx: tx.one("PRAGMA busy_timeout = 0"))
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


class Heard(logging.Handler):
    """Waits for the log to say something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.event = text, asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.text in record.getMessage():
            self.event.set()


async def logged(text: str) -> None:
    """Wait until the log says something (again)."""
    heard = Heard(text)
    logging.getLogger().addHandler(heard)
    try:
        await asyncio.wait_for(heard.event.wait(), WAIT)
    finally:
        logging.getLogger().removeHandler(heard)
