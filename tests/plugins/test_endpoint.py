"""The endpoint answers late, badly or not at all: none of it is taken for an answer, and none of it shows a secret."""

import json
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels import SendFailed
from bot.channels.plugins.endpoint import Endpoint
from bot.channels.plugins.model import Model
from bot.channels.plugins.plugin import TRIES, Plugin
from config import categories
from config.settings import HERE
from domain.effects import Priority
from storage import metering
from storage.db import Database, Tx, open_database
from storage.metering import Account
from storage.sending import Slot
from tests.plugins.server import KEY, Answer, Server, good, said, serving

MONTH = Account("model", "ginkgo", "2026-11")
KINDS = categories.load(HERE / "categories.toml")


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "huiyin.db") as opened:
        yield opened


def plugin(db: Database, server: Server, within: float = 5, budget: int = 100_000) -> Plugin:
    return Plugin("model", db, Endpoint(server.url, KEY, within), Model("sorter", KINDS), budget)


def slot(attempts: int = 0) -> Slot:
    content: dict[str, Any] = {
        "words": "3号楼那边又那样了",
        "about": {"what": "draft", "id": 7, "mark": "m"},
        "community": "ginkgo",
        "month": "2026-11",
        "lane": "web:group",
    }
    return Slot(9, 1, "model", "ginkgo", None, None, None, 0, content, 1, 0, None, None, attempts, Priority.FETCH)


def arrived(tx: Tx) -> list[tuple[str, Any]]:
    rows = tx.all("SELECT lane, body FROM inbox WHERE source = 'model' ORDER BY id")
    return [(lane, json.loads(body)) for lane, body in rows]


async def test_an_answer_comes_back_in_the_lane_of_what_was_asked_about(db: Database) -> None:
    with serving(good("light", urgency="urgent")) as server:
        asking = plugin(db, server)
        assert await asking.send(slot()) == "answered" and await asking.send(slot()) == "answered"
        ((lane, body),) = await db.write(arrived)  # the same slot twice, as after a crash: once
        event = asking.decode(body)
    assert lane == "web:group"
    assert (event.what, event.id, event.mark, event.category, event.urgency) == ("draft", 7, "m", "light", "urgent")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "bad",
    [
        said("light"),
        said("not json at all {"),
        said(json.dumps({"is_report": True, "category": "nuclear", "urgency": "normal"})),
        said(json.dumps({"is_report": True, "category": "light", "urgency": "emergency"})),
        said(json.dumps({"is_report": "yes", "category": "light", "urgency": "normal"})),
        said(json.dumps({"is_report": True, "category": "light", "urgency": "normal", "press": "file:1"})),
        said(json.dumps({"is_report": True, "category": ["light"], "urgency": "normal"})),
        said('{"is_report": true, "category": "light", "urg'),
        said("[" * 100_000),
        Answer(b"<html>garbage</html>"),
        Answer(b"[1, 2]"),
        Answer(b'{"choices": []}'),
        Answer(b'{"choices": [{"message": {"content": null}}]}'),
        Answer(good("light").body, cut=40),
        Answer(b"x" * 1_000_000),
        Answer(b"", status=500),
        Answer(b"", status=503),
        Answer(b"", status=401),
        Answer(b"", status=302, headers={"location": "http://127.0.0.1:9/"}),
        Answer(b"", status=429, headers={"retry-after": "0"}),
    ],
)
async def test_what_is_no_answer_is_none(db: Database, bad: Answer, caplog: pytest.LogCaptureFixture) -> None:
    with serving(bad) as server:
        asking = plugin(db, server)
        try:
            assert await asking.send(slot()) == "unanswered"  # it never will be
        except SendFailed as failed:
            assert not failed.permanent and KEY not in str(failed)
            assert await asking.send(slot(TRIES - 1)) == "unanswered"  # often enough
    assert await db.write(arrived) == []
    assert len(server.asked) in (1, 2)
    assert asking.trouble and KEY not in asking.trouble + caplog.text and str(server.server_port) not in caplog.text


async def test_a_slow_one_is_not_waited_for_longer_than_was_said(db: Database) -> None:
    with serving(good("light", held=threading.Event())) as server:
        with pytest.raises(SendFailed, match="did not answer"):
            await plugin(db, server, within=0.2).send(slot())
    assert await db.write(arrived) == []


async def test_it_is_asked_again_when_it_says(db: Database) -> None:
    with serving(Answer(b"", status=429, headers={"retry-after": "17"})) as server:
        with pytest.raises(SendFailed) as failed:
            await plugin(db, server).send(slot())
    assert failed.value.retry_after and failed.value.retry_after.total_seconds() == 17


async def test_nobody_listening_is_no_answer(db: Database) -> None:
    with serving(good("light")) as server:
        asking = plugin(db, server)
    with pytest.raises(SendFailed, match="cannot be reached"):
        await asking.send(slot())


async def test_what_may_have_been_charged_stays_counted(db: Database) -> None:
    """A connection that breaks after the question may have cost; one that was refused has not."""
    with serving(Answer(good("light").body, cut=40), Answer(b"", status=503)) as server:
        asking = plugin(db, server)
        with pytest.raises(SendFailed):
            await asking.send(slot())
        broken = (await db.write(metering.used, MONTH)).units
        with pytest.raises(SendFailed):
            await asking.send(slot())
    assert broken > 0 and (await db.write(metering.used, MONTH)) == metering.Use(2, broken)


async def test_a_call_that_the_budget_does_not_hold_is_not_made(db: Database) -> None:
    with serving(good("light")) as server:
        assert await plugin(db, server, budget=100).send(slot()) == "over budget"
        assert await plugin(db, server, budget=100).send(slot()) == "over budget"
    assert server.asked == [] and await db.write(metering.used, MONTH) == metering.Use()
    assert await db.write(arrived) == [
        ("clock:plugins", {"spent": {"plugin": "model", "community": "ginkgo", "month": "2026-11"}})
    ]


@pytest.mark.parametrize("given", ["{}/chat/completions", "{}/", "{}"])
async def test_the_address_may_be_given_in_full(db: Database, given: str) -> None:
    with serving(good("light")) as server:
        await Endpoint(given.format(server.url), None, 5).post("/chat/completions", json={})
    path, headers, _ = server.asked[0]
    assert path == "/v1/chat/completions" and "authorization" not in headers
