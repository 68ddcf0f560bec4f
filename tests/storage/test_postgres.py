"""Two processes on one PostgreSQL database: no change is lost, nothing is handled twice, one holds the lease."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot import lease
from bot.lease import Held
from storage import inbox, meta, reports
from storage.db import Database, Tx, open_database
from storage.engine import leases
from tests import postgres
from tests.storage.examples import LIGHT, NOW

pytestmark = pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")
WAIT = 20.0  # s; bounds a wait, never the length of a test
Pair = tuple[Database, Database]


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Pair]:
    """The same database, as two processes have it."""
    server = postgres.server().fresh()
    async with open_database(tmp_path / "x", server) as one, open_database(tmp_path / "x", server) as two:
        yield one, two


async def test_two_changes_of_one_report_are_both_kept(pair: Pair) -> None:
    one, two = pair
    await one.write(reports.put, LIGHT)
    read, changed = threading.Event(), threading.Event()
    tries = []

    def note(tx: Tx) -> None:
        report = reports.get(tx, LIGHT.id)
        assert report is not None
        tries.append(report.version)
        read.set()
        assert changed.wait(WAIT)
        reports.put(tx, replace(report, note="梯子"))

    def secure(tx: Tx) -> None:
        report = reports.get(tx, LIGHT.id)
        assert report is not None
        reports.put(tx, replace(report, secured="围起来了"))

    noting = asyncio.create_task(one.write(note))
    await asyncio.to_thread(read.wait, WAIT)
    await two.write(secure)
    changed.set()
    await noting
    found = await one.write(reports.get, LIGHT.id)
    assert found and (found.note, found.secured, tries) == ("梯子", "围起来了", [1, 2])


async def test_numbers_of_a_community_have_no_gaps_and_no_doubles(pair: Pair) -> None:
    def file(tx: Tx) -> None:
        id_, number = reports.fresh(tx, "ginkgo")
        reports.put(tx, replace(LIGHT, id=id_, number=number))

    await asyncio.gather(*(db.write(file) for db in pair * 20))
    found = await pair[0].write(lambda tx: tx.all("SELECT number FROM report ORDER BY number"))
    assert [number for (number,) in found] == list(range(1001, 1041))


def takes(tx: Tx, row: int) -> bool:
    return tx.takes(row)


async def test_only_the_head_of_a_lane_is_taken_and_by_one_alone(pair: Pair) -> None:
    one, two = pair
    for key in "abc":
        await one.write(inbox.receive, "web", key, "lane", {}, NOW)
    first, second, third = [each.id for each in await one.write(inbox.waiting, 0, 10)]
    taken, let_go = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        assert tx.takes(first)
        taken.set()
        assert let_go.wait(WAIT)
        inbox.done(tx, first)

    holding_it = asyncio.create_task(one.write(hold))
    await asyncio.to_thread(taken.wait, WAIT)
    assert [await two.write(takes, row) for row in (first, second, third)] == [False, False, False]
    let_go.set()
    await holding_it
    assert [await two.write(takes, row) for row in (first, second, third)] == [False, True, False]


async def test_what_one_keeps_wakes_the_other(pair: Pair) -> None:
    one, two = pair
    woken = asyncio.Event()
    two.on("session", woken.set)

    def tell(tx: Tx) -> None:
        meta.put(tx, "k", "v")
        tx.woken.add("session")

    async with asyncio.timeout(WAIT):
        while not woken.is_set():
            await one.write(tell)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await woken.wait()


async def test_a_lease_has_one_holder_and_the_next_one_a_higher_token(pair: Pair) -> None:
    one, two = pair
    assert await one.write(leases.take, "outside", "a", 60.0) == 1
    assert await two.write(leases.take, "outside", "b", 60.0) == 0
    assert await one.write(leases.take, "outside", "a", 0.0) == 1
    assert await two.write(leases.take, "outside", "b", 60.0) == 2
    with pytest.raises(leases.Fenced):
        await one.write(leases.check, "outside", 1)
    await two.write(leases.check, "outside", 2)
    await two.write(leases.give_back, "outside", 2)
    assert await one.write(leases.take, "outside", "a", 60.0) == 3


async def test_the_work_passes_to_the_other_when_its_holder_is_gone(pair: Pair) -> None:
    working: list[str] = []
    begun = asyncio.Condition()

    async def work(name: str) -> None:
        async with begun:
            working.append(name)
            begun.notify_all()
        await asyncio.Event().wait()

    async def nothing() -> None:
        pass

    def run(db: Database, name: str) -> "asyncio.Task[None]":
        def of(held: Held) -> list[object]:
            return [work(name)]

        return asyncio.create_task(lease.outside(db, of, nothing, lasts=2.0, renewed=0.1))  # type: ignore[arg-type]

    tasks = {name: run(db, name) for name, db in zip("ab", pair, strict=True)}
    async with asyncio.timeout(WAIT), begun:
        await begun.wait_for(lambda: working)
        tasks[working[0]].cancel()
        await begun.wait_for(lambda: len(working) > 1)
    assert sorted(working) == ["a", "b"]
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


async def test_a_hanging_query_is_cut_off_and_the_next_one_works(pair: Pair) -> None:
    db, _ = pair
    watch = asyncio.create_task(db.watch(0.3))
    with pytest.raises(TimeoutError):
        await db.write(lambda tx: tx.all("SELECT pg_sleep(60)"))
    await db.write(meta.put, "a", "kept")
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)
    assert await db.write(meta.get, "a") == "kept"


async def test_connections_that_broke_are_made_anew(pair: Pair) -> None:
    one, two = pair
    await one.write(meta.put, "a", "1")
    assert await one.reader.execute_fetchall("SELECT 1")
    others = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()
    """
    await two.write(lambda tx: tx.all(others))
    with suppress(sqlite3.OperationalError):
        await one.reader.execute_fetchall("SELECT 1")
    assert await one.reader.execute_fetchall("SELECT 1")
    await one.write(meta.put, "a", "2")
    assert await two.write(meta.get, "a") == "2"


async def test_errors_are_those_of_the_standard_library(pair: Pair) -> None:
    db, _ = pair
    with pytest.raises(sqlite3.ProgrammingError):
        await db.write(lambda tx: tx.run("SELECT nothing FROM nowhere"))
    with pytest.raises(sqlite3.IntegrityError):
        await db.write(lambda tx: tx.run("INSERT INTO meta (key, value) VALUES ('a', NULL)"))
