"""The roster as it is kept: shifts, people, single days."""

from datetime import date, time, timedelta
from typing import Any

from domain.duty.roster import Shift
from storage import people, roster
from storage.db import Database, Tx
from tests.storage.examples import NOW

WEEK = frozenset(range(7))
SUNDAY = date(2026, 11, 22)


def somebody(tx: Tx, handle: str) -> int:
    return people.add_person(tx, "web", handle, handle, "zh-CN").id


async def test_a_shift_comes_back_as_it_was_put(db: Database) -> None:
    night = Shift(
        "own1", frozenset({0, 4}), time(20), time(8), frozenset(), frozenset({"g1"}), frozenset({"lift"}), "夜班"
    )

    def story(tx: Tx) -> tuple[Any, ...]:
        zhou, chen = somebody(tx, "zhou"), somebody(tx, "chen")
        roster.put(tx, "ginkgo", night)
        (made,) = roster.load(tx, "ginkgo")
        roster.assign(tx, "ginkgo", "own1", zhou)
        roster.on_day(tx, made.id, SUNDAY, chen, on=True)
        roster.on_day(tx, made.id, SUNDAY, zhou, on=True)
        roster.on_day(tx, made.id, SUNDAY, zhou, on=False)  # what was said last counts
        return zhou, chen, made, roster.load(tx, "ginkgo"), roster.load(tx, "willow")

    zhou, chen, made, (kept,), elsewhere = await db.write(story)
    assert (made.days, made.since, made.until, made.name) == (night.days, night.since, night.until, "夜班")
    assert (made.grids, made.trades, made.people) == (night.grids, night.trades, frozenset())
    assert (kept.people, kept.extra, kept.absent) == ({zhou}, {(SUNDAY, chen)}, {(SUNDAY, zhou)})
    assert kept.on(SUNDAY) == {chen} and elsewhere == ()


async def test_a_change_keeps_people_and_a_drop_keeps_nothing(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        zhou = somebody(tx, "zhou")
        roster.add(tx, "ginkgo", "day", WEEK, time(8), time(20))
        roster.assign(tx, "ginkgo", "day", zhou)
        roster.put(tx, "ginkgo", Shift("day", WEEK, time(9), time(18), frozenset(), name="早班"))
        (changed,) = roster.load(tx, "ginkgo")
        roster.on_day(tx, changed.id, SUNDAY, zhou, on=False)
        roster.drop(tx, changed.id)
        return zhou, changed, roster.load(tx, "ginkgo"), tx.all("SELECT * FROM shift_exception")

    zhou, changed, left, exceptions = await db.write(story)
    assert (changed.since, changed.name, changed.people) == (time(9), "早班", {zhou})
    assert left == () and exceptions == []


async def test_days_that_are_over_are_forgotten(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        zhou = somebody(tx, "zhou")
        roster.add(tx, "ginkgo", "day", WEEK, time(8), time(20))
        (day,) = roster.load(tx, "ginkgo")
        for at in (SUNDAY - timedelta(days=20), SUNDAY - timedelta(days=1), SUNDAY):
            roster.on_day(tx, day.id, at, zhou, on=True)
        roster.purge(tx, NOW)
        (kept,) = roster.load(tx, "ginkgo")
        roster.leave(tx, "ginkgo", zhou)
        return kept, roster.load(tx, "ginkgo")[0]

    kept, left = await db.write(story)
    assert {at for at, _ in kept.extra} == {SUNDAY - timedelta(days=1), SUNDAY}
    assert left.extra == frozenset()
