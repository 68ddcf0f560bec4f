"""The results page reads codes and times, newest first."""

from datetime import timedelta

from domain.categories import Visibility
from domain.report import Pending, Status
from storage import board, reports
from storage.board import Result
from storage.db import Database
from tests.storage.examples import LIGHT, NOW, report


async def results(db: Database, *, before: int | None = None, limit: int = 10) -> list[Result]:
    return await board.results(db.reader, "ginkgo", before, limit)


async def test_the_newest_come_first_page_by_page(db: Database) -> None:
    for number in range(1001, 1006):
        await db.write(reports.put, report(number))
    assert [each.number for each in await results(db, limit=2)] == [1005, 1004]
    assert [each.number for each in await results(db, before=1004)] == [1003, 1002, 1001]


async def test_what_is_only_counted_what_is_private_and_other_communities_are_left_out(db: Database) -> None:
    hidden = (report(1002, visibility=Visibility.FIGURES), report(1003, visibility=Visibility.PRIVATE))
    for each in (report(1001), *hidden, report(1004, community="maple")):
        await db.write(reports.put, each)
    assert [each.number for each in await results(db)] == [1001]


async def test_an_open_report_is_due_to_be_answered_and_a_taken_one_to_be_resolved(db: Database) -> None:
    await db.write(reports.put, report(1001))
    await db.write(reports.put, report(1002, status=Status.ACKNOWLEDGED))
    taken, opened = await results(db)
    assert opened == Result(1001, "light", "g1", "open", NOW, LIGHT.respond_by, None)
    assert taken == Result(1002, "light", "g1", "acknowledged", NOW, LIGHT.resolve_by, None)


async def test_a_move_that_can_still_be_undone_is_not_shown_yet(db: Database) -> None:
    pending = Pending("resolve", Status.ACKNOWLEDGED, NOW + timedelta(minutes=1))
    ended = NOW + timedelta(hours=1)
    await db.write(reports.put, report(1001, status=Status.RESOLVED, resolved_at=ended, pending=pending))
    await db.write(reports.put, report(1002, status=Status.RESOLVED, resolved_at=ended))
    told, pending_one = await results(db)
    assert (told.status, told.ended_at) == ("resolved", ended)
    assert (pending_one.status, pending_one.ended_at) == ("acknowledged", None)
