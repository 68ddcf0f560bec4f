"""A desk with reports of every kind, asked as programs of others ask."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands import command
from config.settings import Settings
from domain.categories import Visibility
from domain.report import Report, Status
from domain.understanding.result import Place
from storage import history, reports
from storage.db import Tx
from tests.communities import two
from tests.domain.cases import report
from tests.web.conftest import Served, serve

NOW = datetime.now(UTC).replace(microsecond=0)


def lamp(number: int, **changes: Any) -> Report:
    """A lamp that is out since yesterday."""
    at = changes.pop("reported_at", NOW - timedelta(days=1))
    times = {"reported_at": at, "since": at, "respond_by": at + timedelta(days=2), "resolve_by": at + timedelta(days=4)}
    place = Place("3号楼2单元402", "b3", "g1")
    return replace(
        report(), id=number, number=number, text="李四家 402 的灯 13800138000", **{"place": place, **times, **changes}
    )


def keep(tx: Tx, *kept: Report) -> None:
    """Store them, each with the event that began it."""
    for each in kept:
        reports.put(tx, each)
        history.log(tx, each.id, each.reported_at, 1, "reported", "", "")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Served]:
    """One community: an open lamp, one that is fixed, one that is private and one that is only counted."""
    config = Settings(
        database=tmp_path / "huiyin.db",
        port=0,
        public_url="https://desk.example.org",
        open311_asks=5000,
        _env_file=None,
    )
    async with serve(config) as it:
        fixed = lamp(1002, status=Status.RESOLVED, resolved_at=NOW - timedelta(hours=2), category="road")
        hidden = lamp(1003, visibility=Visibility.PRIVATE), lamp(1004, visibility=Visibility.FIGURES)
        await it.db.write(keep, lamp(1001), fixed, *hidden)
        it.client.headers["Accept-Language"] = "en"
        yield it


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Served]:
    """Two communities."""
    config = Settings(
        database=tmp_path / "huiyin.db",
        community=two(tmp_path),
        port=0,
        public_url="https://desk.example.org",
        _env_file=None,
    )
    async with serve(config) as it:
        await it.db.write(keep, lamp(1001))
        it.client.headers["Accept-Language"] = "en"
        yield it


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Served]:
    """A trial with its invented staff, who have a duty group."""
    async with serve(Settings(database=tmp_path / "huiyin.db", port=0, open311_asks=5000, _env_file=None)) as it:
        it.client.headers["Accept-Language"] = "en"
        yield it


async def key(desk: Served, community: str = "ginkgo", hour: int = 60, day: int = 500) -> str:
    """A new key."""
    wanted = {"do": "api-key-make", "community": community, "label": "Street app", "hour": hour, "day": day}
    made = await command(desk.db, wanted)
    return str(made["key"])
