"""What comes one by one is kept together, and what fails undoes no other."""

import asyncio
import sqlite3
import threading

from storage import meta
from storage.db import Database, Tx
from storage.engine.gathered import Gathered
from tests.postgres import SQLITE

WAIT = 10.0  # s; bounds a wait, never the length of a test


class Kept:
    """Keeps keys, refuses some, and writes down how many it was given at a time."""

    def __init__(self) -> None:
        self.turns: list[list[str]] = []

    def __call__(self, tx: Tx, keys: list[str]) -> None:
        self.turns.append(list(keys))
        for key in keys:
            meta.put(tx, key, "kept")
            if key.startswith("bad"):
                raise ValueError(key)


async def held(db: Database) -> tuple[asyncio.Task[None], threading.Event]:
    """The writing thread stands still until the event is set."""
    entered, gate, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()

    def hold(tx: Tx) -> None:
        loop.call_soon_threadsafe(entered.set)
        assert gate.wait(WAIT)

    task = asyncio.create_task(db.write(hold))
    await entered.wait()
    return task, gate


async def there(db: Database) -> set[str]:
    return {row[0] for row in await db.write(lambda tx: tx.all("SELECT key FROM meta WHERE value = 'kept'"))}


@SQLITE
async def test_what_waits_for_the_thread_is_one_function(db: Database) -> None:
    kept = Kept()
    gathered = Gathered(db, kept)
    holding, gate = await held(db)
    waiting = asyncio.gather(*(gathered.keep(str(n)) for n in range(50)))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(holding, waiting)
    assert kept.turns == [[str(n) for n in range(50)]]


async def test_it_returns_after_the_commit(db: Database) -> None:
    gathered = Gathered(db, Kept())

    async def one(n: int) -> None:
        await gathered.keep(str(n))
        assert str(n) in await there(db)

    await asyncio.gather(*(one(n) for n in range(30)))
    await one(30)


async def test_one_that_fails_undoes_no_other(db: Database) -> None:
    gathered = Gathered(db, Kept())
    names = ["a", "bad1", "b", "bad2", "c"]
    found = await asyncio.gather(*map(gathered.keep, names), return_exceptions=True)
    assert [repr(each) for each in found] == ["None", "ValueError('bad1')", "None", "ValueError('bad2')", "None"]
    assert await there(db) == {"a", "b", "c"}
    await gathered.keep("later")
    assert "later" in await there(db)


async def test_who_went_away_meanwhile_holds_nobody_up(db: Database) -> None:
    gathered = Gathered(db, Kept())
    tasks = [asyncio.create_task(gathered.keep(name)) for name in ("a", "b", "bad")]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await there(db) >= {"b"}
    await gathered.keep("c")


async def test_where_nothing_can_be_written_everybody_hears_of_it(db: Database) -> None:
    gathered = Gathered(db, Kept())
    await db.close()
    found = await asyncio.gather(gathered.keep("a"), gathered.keep("b"), return_exceptions=True)
    assert all(isinstance(each, sqlite3.ProgrammingError) for each in found)
