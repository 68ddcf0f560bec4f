"""What everybody may see of reports: facts, released words and photos, and that something left."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.categories import Visibility
from domain.known import Known
from domain.report import Pause, Pending, Status
from storage import copies, history, published, reports
from storage.copies import Sent
from storage.db import Database
from storage.published import Away, Published, Step, Wanted
from tests.storage.examples import LIGHT, NOW, report

HOUR = timedelta(hours=1)
ALL = Wanted()


async def shown(db: Database, number: int = 1001) -> Published:
    found = await published.one(db.reader, "ginkgo", number)
    assert isinstance(found, Published)
    return found


async def test_nothing_of_the_original_is_in_it(db: Database) -> None:
    await db.write(reports.put, replace(LIGHT, note="换了502门口的灯", question="是502吗"))
    assert "502" not in repr(await shown(db)) and "2单元" not in repr(await shown(db))


async def test_released_words_are(db: Database) -> None:
    await db.write(reports.put, replace(LIGHT, released="■■门口的灯不亮"))
    assert (await shown(db)).words == "■■门口的灯不亮"


@pytest.mark.parametrize("visibility", [Visibility.FIGURES, Visibility.PRIVATE])
async def test_what_is_not_public_is_nowhere(db: Database, visibility: Visibility) -> None:
    await db.write(reports.put, replace(LIGHT, visibility=visibility))
    assert await published.one(db.reader, "ginkgo", 1001) is None
    assert await published.page(db.reader, "ginkgo", ALL, None, 10) == []


async def test_what_left_leaves_number_day_and_kind_of_reason(db: Database) -> None:
    gone = replace(LIGHT, visibility=Visibility.PRIVATE, hidden_at=NOW + HOUR, hidden_why="reporter")
    await db.write(reports.put, gone)
    trace = Away(1001, NOW + HOUR, "reporter")
    assert await published.one(db.reader, "ginkgo", 1001) == trace
    assert await published.away(db.reader, "ginkgo", NOW, 10) == [trace]
    assert await published.away(db.reader, "ginkgo", NOW + 2 * HOUR, 10) == []


async def test_pages_go_by_number_and_by_what_is_wanted(db: Database) -> None:
    made = (
        report(1001),
        report(1002, category="road"),
        report(1003, status=Status.RESOLVED, resolved_at=NOW + HOUR),
        report(1004, reported_at=NOW + 24 * HOUR),
        report(1005, community="maple"),
    )
    for each in made:
        await db.write(reports.put, each)

    async def numbers(wanted: Wanted, before: int | None = None, limit: int = 10) -> list[int]:
        return [each.number for each in await published.page(db.reader, "ginkgo", wanted, before, limit)]

    assert await numbers(ALL) == [1004, 1003, 1002, 1001]
    assert await numbers(ALL, before=1003, limit=1) == [1002]
    assert await numbers(Wanted(category="road")) == [1002]
    assert await numbers(Wanted(building="b3", grid="g1")) == [1004, 1003, 1002, 1001]
    assert await numbers(Wanted(grid="g2")) == []
    assert await numbers(Wanted(statuses=frozenset({"resolved", "closed"}))) == [1003]
    assert await numbers(Wanted(since=NOW + HOUR)) == [1004]
    assert await numbers(Wanted(until=NOW + HOUR, category="light")) == [1003, 1001]


async def test_a_move_that_may_still_be_undone_has_not_happened(db: Database) -> None:
    pending = Pending("resolve", Status.OPEN, NOW + timedelta(minutes=1))
    await db.write(reports.put, replace(LIGHT, status=Status.RESOLVED, resolved_at=NOW, pending=pending))
    for kind in ("reported", "remark", "acknowledge", "undo", "resolve"):
        await db.write(history.log, 1, NOW, 2, kind, "", "")
    await db.write(reports.attach, 1, "photo", ["after"], True)
    found = await shown(db)
    assert (found.status, found.resolved_at, found.after) == ("open", None, ())
    assert found.steps == (Step(NOW, "reported"),)
    assert not await published.may_show(db.reader, "after")


async def test_photos_of_before_only_when_released_and_only_the_reporters_own(db: Database) -> None:
    ended = replace(LIGHT, status=Status.CLOSED, resolved_at=NOW)
    await db.write(reports.put, ended)
    for name, person in (("own", 1), ("neighbours", 7)):
        await db.write(copies.heard, [name], "photo", Sent(1, person, "m"), NOW)
        await db.write(reports.attach, 1, "photo", [name], False)
    await db.write(reports.attach, 1, "photo", ["after"], True)
    assert ((await shown(db)).photos, (await shown(db)).after) == ((), ("after",))
    await db.write(reports.put, replace(ended, version=1, published=True))
    assert (await shown(db)).photos == ("own",)
    assert [await published.may_show(db.reader, each) for each in ("own", "neighbours", "after")] == [True, False, True]


async def test_what_waits_for_a_date_is_not_late(db: Database) -> None:
    taken = replace(LIGHT, status=Status.ACKNOWLEDGED)
    await db.write(reports.put, taken)
    later = LIGHT.resolve_by + HOUR
    assert (await shown(db)).late(later) and not (await shown(db)).late(NOW)
    await db.write(reports.put, replace(taken, version=1, pause=Pause("parked", NOW, later, "等配件")))
    found = await shown(db)
    assert (found.waits, found.waits_until, found.late(later)) == ("parked", later, False)


async def test_supporters_are_a_number_and_known_incidents_are_said_so(db: Database) -> None:
    await db.write(reports.put, replace(LIGHT, known=Known((), NOW)))
    for person in (2, 3):
        await db.write(reports.support, 1, person, 1, NOW)
    assert ((await shown(db)).supporters, (await shown(db)).known) == (2, True)
