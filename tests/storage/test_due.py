"""Timers: each comes due exactly once."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from storage import due, inbox
from storage.db import Database

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def came(db: Database) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in await db.write(inbox.waiting, 0, 10_000)]


async def test_what_is_due_becomes_an_inbox_row_exactly_once(db: Database) -> None:
    await db.write(due.schedule, NOW, "tell", "7", 2, 1)
    assert not await due.anything(db.reader, NOW - timedelta(milliseconds=1))
    assert await db.write(due.take, NOW - timedelta(milliseconds=1)) == 0
    assert await due.anything(db.reader, NOW)
    assert [await db.write(due.take, NOW) for _ in range(3)] == [1, 0, 0]
    assert await came(db) == [{"kind": "tell", "subject": "7", "cycle": 2, "step": 1, "at": 1795311000000}]


async def test_what_is_due_for_one_subject_shares_a_lane(db: Database) -> None:
    await db.write(due.schedule, NOW, "tell", "7")
    await db.write(due.take, NOW)
    (arrival,) = await db.write(inbox.waiting, 0, 10)
    assert (arrival.source, arrival.lane) == ("clock", "clock:7")


async def test_scheduling_again_replaces_the_time(db: Database) -> None:
    await db.write(due.schedule, NOW, "draft", "7")
    await db.write(due.schedule, NOW + HOUR, "draft", "7")
    await db.write(due.schedule, NOW, "draft", "7", 0, 1)  # another step is another timer
    assert await db.write(due.take, NOW) == 1
    assert await db.write(due.next_at) == 1795311000000 + 3_600_000
    assert await db.write(due.take, NOW + HOUR) == 1
    assert await db.write(due.next_at) is None


async def test_cancelling_takes_all_steps_of_one_subject_and_no_other(db: Database) -> None:
    for kind, subject, step in (("draft", "7", 0), ("draft", "7", 1), ("draft", "8", 0), ("tell", "7", 0)):
        await db.write(due.schedule, NOW, kind, subject, 0, step)
    await db.write(due.cancel, "draft", "7")
    await db.write(due.take, NOW)
    assert [(each["kind"], each["subject"]) for each in await came(db)] == [("draft", "8"), ("tell", "7")]


async def test_the_same_timer_at_the_same_time_comes_due_again_when_it_is_set_again(db: Database) -> None:
    for _ in range(3):  # the row is deleted in between: its number must not be used again
        await db.write(due.schedule, NOW, "clean", "desk")
        assert await db.write(due.take, NOW) == 1
    assert len(await came(db)) == 3


async def test_late_timers_come_earliest_first_and_a_batch_at_a_time(db: Database) -> None:
    count = due.BATCH + 20
    for n in range(count):
        await db.write(due.schedule, NOW - n * HOUR, "tell", str(n))
    assert [await db.write(due.take, NOW) for _ in range(3)] == [due.BATCH, 20, 0]
    times = [each["at"] for each in await came(db)]
    assert times == sorted(times) and len(set(times)) == count
