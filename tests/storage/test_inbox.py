"""What happened is kept once, in order, until it was handled, parked or given up."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from storage import inbox
from storage.db import Database, Tx
from storage.inbox import Arrival
from tests.postgres import SQLITE

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


async def receive(db: Database, *keys: str, lane: str = "web:group", at: datetime = NOW) -> list[int]:
    for key in keys:
        assert await db.write(inbox.receive, "web", key, lane, {"text": key}, at)
    return [arrival.id for arrival in await waiting(db) if arrival.key in keys]


async def waiting(db: Database, after: int = 0, limit: int = 100) -> list[Arrival]:
    return await db.write(inbox.waiting, after, limit)


def row(tx: Tx, id_: int) -> tuple[str, str | None, str | None]:
    found = tx.one("SELECT state, body, error FROM inbox WHERE id = ?", (id_,))
    assert found is not None
    return found[0], found[1], found[2]


async def test_a_key_is_kept_once_per_source(db: Database) -> None:
    assert await db.write(inbox.receive, "web", "k", "lane", {"n": 1}, NOW)
    assert not await db.write(inbox.receive, "web", "k", "lane", {"n": 2}, NOW)
    assert await db.write(inbox.receive, "telegram", "k", "lane", {"n": 3}, NOW)
    assert [json.loads(each.body)["n"] for each in await waiting(db)] == [1, 3]


@SQLITE  # on a server everybody looks now and then
async def test_a_repeat_wakes_nobody(db: Database) -> None:
    woken: list[None] = []
    db.on("inbox", lambda: woken.append(None))
    for _ in range(3):
        await db.write(inbox.receive, "web", "k", "lane", {}, NOW)
    assert len(woken) == 1


async def test_rows_come_in_order_of_arrival_from_where_one_left_off(db: Database) -> None:
    ids = await receive(db, "a", "b", "c", "d")
    assert ids == sorted(ids)
    assert [each.key for each in await waiting(db, limit=2)] == ["a", "b"]
    assert [each.key for each in await waiting(db, after=ids[1])] == ["c", "d"]


async def test_of_several_lanes_only_what_comes_next_is_handed_out_and_of_a_held_one_nothing(db: Database) -> None:
    for n in range(3 * inbox.OLDEST):
        await db.write(inbox.receive, "web", f"k{n}", f"lane{n % (2 * inbox.OLDEST)}", {"n": n}, NOW)
    held = [f"lane{n}" for n in range(0, inbox.OLDEST, 2)]
    found = await db.write(inbox.heads, held, 8)
    numbers = [json.loads(each.body)["n"] for each in found]
    assert len(set(numbers)) == 8 and numbers == sorted(numbers)
    assert all(n < 2 * inbox.OLDEST and f"lane{n}" not in held for n in numbers)
    everything = await db.write(inbox.heads, (), 1_000)
    assert [each.lane for each in everything] == [f"lane{n}" for n in range(inbox.OLDEST)]


async def test_an_arrival_says_where_and_when(db: Database) -> None:
    (id_,) = await receive(db, "a")
    assert await waiting(db) == [Arrival(id_, "web", "a", "web:group", NOW, '{"text": "a"}', 0)]


async def test_done_erases_the_words_and_keeps_the_key(db: Database) -> None:
    (id_,) = await receive(db, "a")
    await db.write(inbox.done, id_)
    assert await db.write(row, id_) == ("done", None, None)
    assert not await db.write(inbox.receive, "web", "a", "lane", {}, NOW)


async def test_a_row_is_done_once(db: Database) -> None:
    (id_,) = await receive(db, "a")
    await db.write(inbox.done, id_)
    with pytest.raises(inbox.NotWaiting):
        await db.write(inbox.done, id_)


async def test_a_parked_row_keeps_its_body_and_waits_again_after_retry(db: Database) -> None:
    (id_,) = await receive(db, "a")
    assert await db.write(inbox.park, id_, "KeyError at cards.py:7: 'x'")
    assert await waiting(db) == []
    (parked,) = await db.write(inbox.parked)
    assert (parked.id, parked.source, parked.lane, parked.received_at) == (id_, "web", "web:group", NOW)
    assert (parked.body, parked.error) == ('{"text": "a"}', "KeyError at cards.py:7: 'x'")
    assert await db.write(inbox.retry, id_)
    assert [each.id for each in await waiting(db)] == [id_]
    assert await db.write(row, id_) == ("waiting", '{"text": "a"}', None)


async def test_a_dropped_row_loses_its_words_and_the_error_that_may_quote_them(db: Database) -> None:
    (id_,) = await receive(db, "a")
    await db.write(inbox.park, id_, "ValueError: 李阿姨")
    assert await db.write(inbox.drop, id_)
    assert await db.write(row, id_) == ("dropped", None, None)


async def test_only_what_waits_is_parked_and_only_what_is_parked_is_retried_or_dropped(db: Database) -> None:
    a, b = await receive(db, "a", "b")
    await db.write(inbox.done, a)
    assert not await db.write(inbox.park, a, "late")
    for id_ in (a, b, 999):
        assert not await db.write(inbox.retry, id_)
        assert not await db.write(inbox.drop, id_)
    assert [each.id for each in await waiting(db)] == [b]


async def test_deaths_are_counted_against_a_row_that_waits(db: Database) -> None:
    a, b = await receive(db, "a", "b")
    assert [await db.write(inbox.failed, a, "died") for _ in range(2)] == [1, 2]
    await db.write(inbox.done, b)
    assert await db.write(inbox.failed, b, "died") == 0
    assert await db.write(inbox.failed, 999, "died") == 0


async def test_keys_are_forgotten_a_week_after_they_were_handled(db: Database) -> None:
    old, fresh = NOW - timedelta(days=7, seconds=1), NOW - timedelta(days=6)
    done, dropped, parked, _ = await receive(db, "done", "dropped", "parked", "waiting", at=old)
    (recent,) = await receive(db, "recent", at=fresh)
    for id_ in (done, recent):
        await db.write(inbox.done, id_)
    for id_ in (dropped, parked):
        await db.write(inbox.park, id_, "error")
    await db.write(inbox.drop, dropped)
    assert await db.write(inbox.purge, NOW) == 2
    left = await db.write(inbox.states, "web", ["done", "dropped", "parked", "waiting", "recent"])
    assert left == {"parked": "parked", "waiting": "waiting", "recent": "done"}


async def test_a_number_is_never_given_twice(db: Database) -> None:
    (first,) = await receive(db, "a", at=NOW - timedelta(days=8))
    await db.write(inbox.done, first)
    await db.write(inbox.purge, NOW)
    (second,) = await receive(db, "b")
    assert second > first


async def test_the_backlog_counts_what_waits_and_what_is_parked(db: Database) -> None:
    a, *_ = await receive(db, "a", "b", "c")
    await db.write(inbox.park, a, "error")
    assert await db.write(inbox.backlog) == (2, 1)


async def test_half_a_surrogate_pair_is_kept_as_a_question_mark(db: Database) -> None:
    await db.write(inbox.receive, "web", "k", "lane", {"text": "灯\ud83d坏了"}, NOW)
    (arrival,) = await waiting(db)
    assert json.loads(arrival.body) == {"text": "灯?坏了"}
    assert await db.write(inbox.park, arrival.id, "ValueError: \udc00")
