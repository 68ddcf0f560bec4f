"""What waits is kept as it is, also while it may still be undone; and its whole life can be read back."""

from dataclasses import replace
from datetime import timedelta

from domain.promises.spent import Happened
from domain.report import Pause, Pending, Stand, Status, Taken
from storage import history, reports
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW

WAITING = Pause("parked", NOW, NOW + timedelta(days=7), "等配件", 2)
BEFORE = Stand(None, timedelta(hours=1), NOW + timedelta(days=3))
BETWEEN = Stand(WAITING, timedelta(), NOW + timedelta(days=4))


async def test_a_pause_comes_back_as_it_was_put(db: Database) -> None:
    for version, pause in enumerate((WAITING, Pause("resident", NOW), None)):
        await db.write(reports.put, replace(LIGHT, pause=pause, version=version))
        kept = await db.write(reports.get, LIGHT.id)
        assert kept and kept.pause == pause


async def test_a_move_that_may_be_undone_remembers_how_the_clock_stood(db: Database) -> None:
    pending = Pending(
        "refer", Status.ACKNOWLEDGED, NOW, "park", Taken(3), Status.OPEN, stood=BEFORE, between=BETWEEN
    )  # fmt: skip
    await db.write(reports.put, replace(LIGHT, pending=pending))
    kept = await db.write(reports.get, LIGHT.id)
    assert kept and kept.pending == pending
    assert kept.told.stand == BEFORE


async def test_the_life_of_a_report_is_read_in_order(db: Database) -> None:
    def lived(tx: Tx) -> list[Happened]:
        reports.put(tx, LIGHT)
        for hours, kind in enumerate(("reported", "paused", "resumed")):
            history.log(tx, LIGHT.id, NOW + timedelta(hours=hours), None, kind, "", "")
        return history.life(tx, LIGHT.id)

    found = await db.write(lived)
    assert [(each.kind, each.at, each.status) for each in found] == [
        (kind, NOW + timedelta(hours=hours), LIGHT.status)
        for hours, kind in enumerate(("reported", "paused", "resumed"))
    ]
