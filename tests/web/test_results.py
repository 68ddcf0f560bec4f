"""The results of several communities: one page each, and only what each shows to the public."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings
from storage import reports
from storage.db import Tx
from tests.communities import two
from tests.domain.cases import report
from tests.web.conftest import Served, serve


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Served]:
    """Two communities behind a public address, each with a broken lamp, number 1001."""
    config = Settings(
        database=tmp_path / "huiyin.db",
        community=two(tmp_path),
        port=0,
        public_url="https://desk.example.org",
        _env_file=None,
    )
    async with serve(config) as it:
        await it.db.write(_reports)
        yield it


def _reports(tx: Tx) -> None:
    lamp = report()
    reports.put(tx, lamp)
    reports.put(tx, replace(lamp, id=8, community="willow"))
    reports.put(tx, replace(lamp, id=9, number=1002, community="willow", category="lift"))


async def test_the_first_community_is_shown_and_the_others_are_a_click_away(both: Served) -> None:
    page = (await both.client.get("/results?lang=zh-CN")).text
    assert "· 银杏里社区 ·" in page
    assert "/results?community=willow&amp;lang=zh-CN" in page
    assert "第一网格" in page and "东片" not in page


async def test_a_community_shows_its_own_reports_and_hides_what_it_does_not_publish(both: Served) -> None:
    page = (await both.client.get("/results?community=willow&lang=zh-CN")).text
    assert "· 柳岸社区 ·" in page
    assert "东片" in page and "第一网格" not in page
    assert ">1002<" in page and ">1001<" not in page  # willow publishes no lamps
    assert "/results?community=willow&amp;lang=en" in page  # another language is the same page


async def test_a_community_that_is_not_there_is_not_found(both: Served) -> None:
    answer = await both.client.get("/results?community=oak")
    assert answer.status_code == 404
    assert "no community is called 'oak' here" in answer.json()["error"]


async def test_one_community_has_nothing_to_choose(served: Served) -> None:
    assert "community=" not in (await served.client.get("/results?lang=zh-CN")).text
