"""How the call went that tells a reporter how it ended comes back as one row of the inbox, with what it writes down."""

import json

from storage import inbox, outbox, results
from storage.db import Database, Tx
from tests.storage.examples import NOW


async def back(db: Database) -> list[tuple[str, int, int]]:
    """What came back: told or not, of which report and cycle."""
    rows = await db.write(inbox.waiting, 0, 9)
    assert {row.source for row in rows} <= {results.SOURCE}
    bodies = [json.loads(row.body) for row in rows]
    return [(body["what"], body["report"], body["cycle"]) for body in bodies]


def ending(tx: Tx, text: str = "修好了") -> None:
    outbox.put(tx, 1, 1, 1, {"text": text}, NOW, priority=5, tag="ended:7:2", report=7, tells=2)


async def test_the_first_time_it_is_taken_counts(db: Database) -> None:
    await db.write(ending)
    await db.write(results.sent, 1, 1, "m1", NOW)
    assert await back(db) == [("told", 7, 2)]
    await db.write(ending, "改了")
    await db.write(results.sent, 1, 2, "m1", NOW)
    await db.write(ending, "又改了")
    await db.write(results.give_up, 1, 3, "failed", "cannot be edited", NOW)  # it stands there all the same
    assert await back(db) == [("told", 7, 2)]


async def test_what_never_left_was_not_told(db: Database) -> None:
    await db.write(ending)
    await db.write(results.give_up, 1, 9, "failed", "an older revision", NOW)
    assert await back(db) == []
    await db.write(results.give_up, 1, 1, "failed", "blocked", NOW)
    assert await back(db) == [("untold", 7, 2)]


async def test_other_messages_bring_nothing_back(db: Database) -> None:
    await db.write(lambda tx: outbox.put(tx, 1, 1, 1, {"text": "a"}, NOW, priority=5, report=7))
    await db.write(results.sent, 1, 1, "m1", NOW)
    assert await back(db) == []
