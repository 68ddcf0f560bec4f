"""What arrived is handled in order, and what cannot be handled is parked while the others go on."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.webchat import WebChat
from bot.reader import HELD, Reader
from config import categories, community, model, wording
from config.settings import Settings
from domain.understanding.classification import Classifier
from handlers.desk import Desk
from storage import inbox
from storage.db import Database, Tx
from tests.bot.conftest import NOW, SetClock, at_work, locked, logged, until


class Hand:
    """Told which row is in hand, as the desk tells it: keeps the order, and fails or hangs where a test says so."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.before: dict[int, Callable[[], None]] = {}

    def __call__(self, row: int) -> None:
        if row:
            self.rows.append(row)
        if row in self.before:
            self.before[row]()


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def desk(db: Database, hand: Hand, tmp_path: Path) -> Desk:
    config = Settings(database=tmp_path / "huiyin.db", _env_file=None)
    kinds, home = categories.load(config.categories), community.load(config.community)
    return Desk(
        db=db,
        clock=SetClock(),
        wording=wording.load(kinds),
        categories=kinds,
        classifier=Classifier(kinds, model.load()),
        communities={home.code: home},
        channels={"web": WebChat.abilities},
        in_hand=hand,
    )


def reader(desk: Desk, **options: Any) -> Reader:
    return Reader(desk, {"web": WebChat(desk.db)}, **{"retries": (0.0, 0.0, 0.0), **options})


def come_due(tx: Tx, key: str, kind: str, lane: str) -> int:
    body = {"kind": kind, "subject": "1", "cycle": 0, "step": 0, "at": 0}
    assert inbox.receive(tx, "clock", key, lane, body, NOW)
    row = tx.one("SELECT max(id) FROM inbox")
    assert row is not None
    return int(row[0])


async def arrive(db: Database, key: str, kind: str = "close", lane: str = "clock:1") -> int:
    """A timer of a report that is not there: handled without a word.  An unknown kind raises."""
    return await db.write(come_due, key, kind, lane)


async def states(db: Database) -> dict[str, str]:
    return dict(await db.write(lambda tx: tx.all("SELECT key, state FROM inbox")))


async def nothing_waits(db: Database) -> bool:
    return (await db.write(inbox.backlog))[0] == 0


async def test_what_waited_at_the_start_is_handled(db: Database, desk: Desk) -> None:
    for key in "abc":
        await arrive(db, key)
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == dict.fromkeys("abc", "done")


async def test_what_arrives_is_handled_in_order_within_its_lane(db: Database, desk: Desk, hand: Hand) -> None:
    async with at_work(reader(desk).run()):
        lanes: dict[str, list[int]] = {"one": [], "two": [], "three": []}
        for n in range(30):
            for lane, rows in lanes.items():
                rows.append(await arrive(db, f"{lane}{n}", lane=lane))
        await until(lambda: nothing_waits(db))
    for rows in lanes.values():
        assert [row for row in hand.rows if row in rows] == rows


async def test_more_than_memory_holds_is_handled_to_the_end(db: Database, desk: Desk, hand: Hand) -> None:
    def flood(tx: Tx) -> None:
        for n in range(HELD + 300):
            come_due(tx, str(n), "close", f"lane{n % 2}")

    await db.write(flood)
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert len(hand.rows) == len(set(hand.rows)) == HELD + 300


async def test_a_decision_that_raises_is_parked_at_once_with_its_body_and_its_lane_goes_on(
    db: Database, desk: Desk, hand: Hand
) -> None:
    async with at_work(reader(desk).run()):
        bad = await arrive(db, "bad", kind="no such timer")
        await arrive(db, "next")
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"bad": "parked", "next": "done"}
    assert hand.rows.count(bad) == 1
    (parked,) = await db.write(inbox.parked)
    assert "no such timer" in parked.body
    assert parked.error.startswith("KeyError at timers.py:")


async def test_the_log_names_the_place_of_an_error_and_never_what_people_wrote(
    db: Database, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await arrive(db, "bad", kind="李阿姨家的灯")
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert "KeyError at timers.py" in caplog.text
    assert "李阿姨" not in caplog.text


@pytest.mark.parametrize(
    ("source", "body"),
    [("web", "{"), ("web", "[]"), ("web", '{"type": "danced"}'), ("nowhere", "{}"), ("clock", "[" * 100_000)],
)
async def test_a_body_that_nobody_can_read_is_parked(db: Database, desk: Desk, source: str, body: str) -> None:
    await db.write(inbox.receive, source, "bad", "lane", {}, NOW)
    await db.write(lambda tx: tx.run("UPDATE inbox SET body = ?", (body,)))
    await arrive(db, "next", lane="lane")
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"bad": "parked", "next": "done"}


async def test_when_storage_fails_the_row_is_tried_again(db: Database, desk: Desk, hand: Hand) -> None:
    row = await arrive(db, "a")

    def fail_twice() -> None:
        if hand.rows.count(row) <= 2:
            raise sqlite3.OperationalError("disk I/O error")

    hand.before[row] = fail_twice
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"a": "done"}
    assert hand.rows == [row] * 3


async def test_a_row_under_which_storage_fails_every_time_is_parked(db: Database, desk: Desk, hand: Hand) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    row = await arrive(db, "a")
    hand.before[row] = fail
    await arrive(db, "next")
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"a": "parked", "next": "done"}
    assert hand.rows.count(row) == 4


async def test_while_nothing_can_be_written_nothing_is_parked_and_nothing_overtakes(
    db: Database, desk: Desk, hand: Hand
) -> None:
    rows = [await arrive(db, key) for key in "abc"]
    async with at_work(reader(desk).run()):
        async with locked(db):
            await logged("could not park")
        await until(lambda: nothing_waits(db))
    assert await states(db) == dict.fromkeys("abc", "done")
    assert hand.rows == rows


async def test_a_handler_that_hangs_is_cut_off_and_parked(db: Database, desk: Desk, hand: Hand) -> None:
    def hang() -> None:
        while True:
            pass

    row = await arrive(db, "hangs")
    hand.before[row] = hang
    await arrive(db, "next")
    await arrive(db, "elsewhere", lane="two")
    async with at_work(reader(desk).run(), db.watch(0.1)):
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"hangs": "parked", "next": "done", "elsewhere": "done"}


async def test_a_parked_row_that_is_retried_is_handled(db: Database, desk: Desk, hand: Hand) -> None:
    def fail_once() -> None:
        if hand.rows.count(row) == 1:
            raise ValueError("mended by now")

    row = await arrive(db, "a")
    hand.before[row] = fail_once
    await arrive(db, "b")
    async with at_work(reader(desk).run()):
        await until(lambda: nothing_waits(db))
        assert await db.write(inbox.retry, row)
        await until(lambda: nothing_waits(db))
    assert await states(db) == {"a": "done", "b": "done"}


async def test_a_retry_is_not_missed_while_the_reader_reads(db: Database, desk: Desk, hand: Hand) -> None:
    row = await arrive(db, "a")
    await db.write(inbox.park, row, "error")
    gate = threading.Event()
    async with at_work(reader(desk).run()):
        await arrive(db, "b")
        await until(lambda: nothing_waits(db))
        holding = asyncio.ensure_future(db.write(lambda tx: gate.wait(10)))
        coming = asyncio.ensure_future(arrive(db, "c"))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(holding, coming)  # the reader's look for "c" is queued behind this
        assert await db.write(inbox.retry, row)
        await until(lambda: nothing_waits(db))
    assert await states(db) == dict.fromkeys("abc", "done")
