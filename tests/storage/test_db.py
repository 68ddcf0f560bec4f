"""One thread writes: commits are shared, failures stay alone, and what hangs is cut off."""

import asyncio
import shutil
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from storage import meta
from storage.db import Database, OperationalError, Tx, open_database
from storage.engine.schema import Taken
from storage.engine.sqlite import BATCH, Lost
from tests.postgres import SQLITE

pytestmark = SQLITE
Fn = Callable[[Tx], Any]
WAIT = 10.0  # s; bounds a wait, never the length of a test


async def together(db: Database, *functions: Fn) -> list[Any]:
    """Run functions in one shared commit: the thread is held until all of them are queued."""
    entered, gate = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def hold(tx: Tx) -> None:
        loop.call_soon_threadsafe(entered.set)
        assert gate.wait(WAIT)

    holding = asyncio.create_task(db.write(hold))
    await entered.wait()
    waiting = asyncio.gather(*(db.write(fn) for fn in functions), return_exceptions=True)
    await asyncio.sleep(0)  # each of them is queued by its first step
    gate.set()
    await holding
    return await waiting


def note(key: str) -> Fn:
    """A function that leaves a row and wakes its reader."""

    def fn(tx: Tx) -> str:
        meta.put(tx, key, "kept")
        tx.woken.add("notes")
        return key

    return fn


def fail_after(key: str, error: BaseException) -> Fn:
    """A function that writes and then raises."""

    def fn(tx: Tx) -> None:
        note(key)(tx)
        raise error

    return fn


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def kept(db: Database) -> set[str]:
    return {row[0] for row in await db.write(lambda tx: tx.all("SELECT key FROM meta"))}


@asynccontextmanager
async def watched(db: Database, limit: float) -> AsyncIterator[None]:
    watch = asyncio.create_task(db.watch(limit))
    yield
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)


async def test_what_waits_together_shares_one_commit(db: Database) -> None:
    woken: list[None] = []
    db.on("notes", lambda: woken.append(None))
    assert await together(db, *(note(str(n)) for n in range(20))) == [str(n) for n in range(20)]
    assert len(woken) == 1


async def test_a_commit_takes_a_bounded_number_and_the_others_follow(db: Database) -> None:
    woken: list[None] = []
    db.on("notes", lambda: woken.append(None))
    results = await together(db, *(note(str(n)) for n in range(BATCH + 50)))
    assert len(results) == len(await kept(db)) == BATCH + 50
    assert len(woken) == 2


async def test_a_function_that_fails_leaves_its_neighbours_alone(db: Database) -> None:
    error = ValueError("no")
    assert await together(db, note("a"), fail_after("b", error), note("c")) == ["a", error, "c"]
    assert await kept(db) == {"a", "c"}


async def test_a_broken_statement_leaves_its_neighbours_alone(db: Database) -> None:
    a, error, c = await together(db, note("a"), lambda tx: tx.run("INSERT INTO nowhere VALUES (1)"), note("c"))
    assert (a, c) == ("a", "c")
    assert isinstance(error, sqlite3.OperationalError)


@pytest.mark.parametrize("error", [StopIteration(), SystemExit(), KeyboardInterrupt(), asyncio.CancelledError()])
async def test_an_error_that_would_end_a_loop_reaches_its_caller_as_an_ordinary_one(
    db: Database, error: BaseException
) -> None:
    a, raised, c = await together(db, note("a"), fail_after("b", error), note("c"))
    assert (a, c) == ("a", "c")
    assert isinstance(raised, RuntimeError)
    assert raised.__cause__ is error
    assert await kept(db) == {"a", "c"}


async def test_a_commit_that_fails_gives_everybody_the_error_and_the_next_one_works(db: Database) -> None:
    def break_promise(tx: Tx) -> None:
        tx.run("PRAGMA defer_foreign_keys = ON")  # looked at by COMMIT
        tx.run("INSERT INTO account (channel, external, person) VALUES ('web', 'nobody', 99)")

    results = await together(db, note("a"), break_promise, note("c"))
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 3
    assert await kept(db) == set()
    assert await db.write(note("d")) == "d"


async def test_a_full_disk_fails_loudly_and_writing_works_again_with_space(db: Database) -> None:
    def fill(tx: Tx) -> None:
        for n in range(100):
            meta.put(tx, str(n), "x" * 10_000)

    await db.write(lambda tx: tx.one("PRAGMA max_page_count = 1"))  # means: not larger than it is
    with pytest.raises(sqlite3.OperationalError, match="full"):
        await db.write(fill)
    before, _, after = await together(db, note("before"), fill, note("after"))
    assert isinstance(before, Lost) and isinstance(after, Lost)  # SQLite rolled everything back by itself
    await db.write(lambda tx: tx.one("PRAGMA max_page_count = 100000"))
    await db.write(fill)
    assert len(await kept(db)) == 100


async def test_a_function_that_hangs_is_cut_off_and_its_neighbours_are_kept(db: Database) -> None:
    def hang(tx: Tx) -> None:
        note("b")(tx)
        while True:
            pass

    async with watched(db, 0.1):
        a, error, c = await together(db, note("a"), hang, note("c"))
        assert (a, c) == ("a", "c")
        assert isinstance(error, TimeoutError)
        assert await db.write(note("d")) == "d"
    assert await kept(db) == {"a", "c", "d"}


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


async def test_a_query_that_hangs_is_cut_off_too(db: Database) -> None:
    async with watched(db, 0.1):
        a, error, c = await together(db, note("a"), lambda tx: tx.one(f"{ENDLESS} SELECT max(i) FROM n"), note("c"))
    assert (a, c) == ("a", "c")
    assert isinstance(error, TimeoutError)


async def test_a_statement_that_takes_the_transaction_with_it_tells_its_neighbours_to_come_again(db: Database) -> None:
    def fill(tx: Tx) -> None:
        tx.run(f"{ENDLESS} INSERT INTO meta (key, value) SELECT i, '' FROM n")

    async with watched(db, 0.1):
        a, error, c = await together(db, note("a"), fill, note("c"))
    assert isinstance(error, TimeoutError)
    assert isinstance(a, Lost) and isinstance(c, Lost)
    assert await kept(db) == set()
    assert await db.write(note("a")) == "a"


async def test_a_waiter_who_left_does_not_disturb_the_others(db: Database) -> None:
    gone = asyncio.create_task(db.write(note("a")))
    await asyncio.sleep(0)
    gone.cancel()
    assert await db.write(note("b")) == "b"
    assert await kept(db) == {"a", "b"}


async def test_listeners_are_woken_after_the_commit_and_only_by_what_was_kept(db: Database) -> None:
    seen: list[int] = []

    def look() -> None:
        other = sqlite3.connect(db.path)
        seen.append(other.execute("SELECT count(*) FROM meta").fetchone()[0])
        other.close()

    db.on("notes", look)
    await together(db, fail_after("a", ValueError()))
    await db.write(lambda tx: None)
    assert seen == []
    await db.write(note("b"))
    assert seen == [1]


async def test_closing_finishes_what_is_queued(tmp_path: Path) -> None:
    async with open_database(tmp_path / "huiyin.db") as db:
        queued = [asyncio.create_task(db.write(note(str(n)))) for n in range(500)]
        await asyncio.sleep(0)
    assert len(await asyncio.gather(*queued)) == 500
    async with open_database(tmp_path / "huiyin.db") as again:
        assert len(await kept(again)) == 500


async def test_a_closed_database_refuses_to_write_instead_of_waiting_for_ever(tmp_path: Path) -> None:
    async with open_database(tmp_path / "huiyin.db") as db:
        pass
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        await db.write(note("late"))


async def test_readers_see_what_is_committed_and_cannot_write(db: Database) -> None:
    await db.write(note("a"))
    assert [tuple(row) for row in await db.reader.execute_fetchall("SELECT key FROM meta")] == [("a",)]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.reader.execute_fetchall("DELETE FROM meta")


async def test_any_name_is_fine_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "社区 #1?mode=memory&x=100%41.db"
    async with open_database(path) as db:
        await db.write(note("a"))
        assert await db.reader.execute_fetchall("SELECT key FROM meta")
        assert modes(tmp_path) == {path.name + suffix: 0o600 for suffix in ("", "-shm", "-wal")}
    assert list(modes(tmp_path)) == [path.name]


async def test_commits_are_flushed_before_they_are_confirmed(db: Database) -> None:
    pragmas = await db.write(lambda tx: [tx.one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")])
    assert pragmas == [("wal",), (2,)]  # 2 = FULL


# --- the file is taken away ---------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["deleted", "moved away", "with its log", "with its folder"])
async def test_a_file_that_is_deleted_under_the_running_desk_is_written_anew(tmp_path: Path, how: str) -> None:
    path = tmp_path / "var" / "huiyin.db"
    async with open_database(path) as db:
        await db.write(meta.put, "before", "1")
        match how:
            case "moved away":
                path.rename(tmp_path / "elsewhere")
            case "with its folder":
                shutil.rmtree(path.parent)
            case _:
                path.unlink()
                if how == "with its log":
                    path.with_name("huiyin.db-wal").unlink()
        await db.write(meta.put, "after", "2")  # confirmed: so it has to be there
        with pytest.raises(OperationalError, match="deleted while the desk ran"):
            await db.write(meta.put, "late", "3")
        with pytest.raises(Taken, match="written anew, with everything in it"):
            await db.watch(0.01)
    async with open_database(path) as db:
        found = [await db.write(meta.get, key) for key in ("before", "after", "late")]
    assert found == ["1", "2", None] and path.stat().st_mode & 0o077 == 0
    assert not list(path.parent.glob("*rescued*"))


async def test_a_file_that_is_replaced_under_the_running_desk_stays_and_nothing_is_lost(tmp_path: Path) -> None:
    path, other = tmp_path / "huiyin.db", tmp_path / "other.db"
    async with open_database(other) as db:
        await db.write(meta.put, "who", "other")
    async with open_database(path) as db:
        await db.write(meta.put, "who", "desk")
        other.rename(path)
        await db.write(meta.put, "after", "2")
        with pytest.raises(Taken, match="what is there now was not touched"):
            await db.watch(0.01)
    (kept,) = tmp_path.glob("huiyin.db.rescued-*")
    for place, who, after in ((path, "other", None), (kept, "desk", "2")):
        async with open_database(place) as db:
            assert (await db.write(meta.get, "who"), await db.write(meta.get, "after")) == (who, after)
