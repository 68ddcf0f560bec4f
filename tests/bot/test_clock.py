"""The tick moves what is due into the inbox, through stalls and failures."""

import asyncio
import sqlite3
from datetime import timedelta

import pytest

from bot.clock import DeskClock, Ticker, move, stored_offset
from storage import due, inbox
from storage.db import Database
from tests.bot.conftest import at_work, locked, logged, until

PAST = timedelta(seconds=-1)


async def came(db: Database, count: int = 1) -> bool:
    return await db.write(inbox.backlog) == (count, 0)


def ticker(db: Database) -> Ticker:
    return Ticker(db, DeskClock(), every=0.02, stalled=0.2)


async def schedule(db: Database) -> None:
    await db.write(due.schedule, DeskClock().now() + PAST, "tell", "1")


async def test_a_tick_moves_what_is_due(db: Database) -> None:
    await schedule(db)
    async with at_work(ticker(db).run()):
        await until(lambda: came(db))
    assert await db.write(inbox.backlog) == (1, 0)


async def test_one_tick_takes_more_than_a_batch(db: Database) -> None:
    clock = DeskClock()
    for n in range(due.BATCH + 1):
        await db.write(due.schedule, clock.now() + PAST, "tell", str(n))
    await Ticker(db, clock).tick()
    assert await db.write(inbox.backlog) == (due.BATCH + 1, 0)


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=1), timedelta(days=400)], ids=str)
async def test_with_nothing_due_no_transaction_is_opened(db: Database, ahead: timedelta) -> None:
    clock = DeskClock(ahead)
    await db.write(due.schedule, clock.now() + timedelta(minutes=1), "tell", "1")
    async with locked(db):  # a transaction could not even begin
        await Ticker(db, clock).tick()
        clock.offset += timedelta(minutes=2)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await Ticker(db, clock).tick()


async def test_a_scheduler_that_stalls_is_replaced(db: Database) -> None:
    ticking = ticker(db)
    await schedule(db)
    async with at_work(ticking.run()):
        await until(lambda: came(db))
        ticking.scheduler.shutdown(wait=False)
        await logged("the tick stalled")
        await schedule(db)
        await until(lambda: came(db, 2))


async def test_a_tick_that_fails_is_followed_by_one_that_works(db: Database) -> None:
    await schedule(db)
    async with locked(db), at_work(ticker(db).run()):
        await logged("could not look what is due")
    async with at_work(ticker(db).run()):
        await until(lambda: came(db))


async def test_the_desk_remembers_how_far_its_clock_was_moved(db: Database) -> None:
    assert await db.write(stored_offset) == timedelta()
    await db.write(move, timedelta(hours=20))
    assert await db.write(move, timedelta(hours=1)) == timedelta(hours=21)
    assert await db.write(stored_offset) == timedelta(hours=21)


def test_the_machine_s_clock_is_never_moved() -> None:
    moved, real = DeskClock(timedelta(days=7)), DeskClock()
    assert moved.now() - real.now() > timedelta(days=6)
    assert abs(moved.machine_ms() - real.machine_ms()) < 60_000


async def test_an_end_in_the_middle_of_a_tick_is_no_failure(
    db: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler cancels what runs; a graceful stop leaves no traceback in the log."""
    begun, over = asyncio.Event(), asyncio.Event()

    class Slow:
        async def execute_fetchall(self, sql: str, parameters: object = ()) -> list[object]:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                over.set()
            return []

    monkeypatch.setattr(db, "reader", Slow())
    async with at_work(ticker(db).run()):
        await begun.wait()
    await over.wait()
    await asyncio.sleep(0)  # what the scheduler makes of its end, it makes at once
    assert not caplog.records
