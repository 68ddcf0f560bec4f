"""What waits for somebody is counted as the list of all that is live would count it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.duty.workload import SHOWN
from domain.report import LIVE, Pause, Report, Status
from domain.understanding.result import Place
from storage import reports, workload
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW

ENDS = NOW + timedelta(hours=14)
NEVER = datetime.max.replace(tzinfo=UTC)
ME, OTHER = 5, 6
ONE = st.builds(
    lambda status, grid, who, respond, resolve, pause: replace(
        LIGHT,
        status=status,
        place=Place("3号楼", "b3", grid),
        assignee=who,
        respond_by=NOW + timedelta(hours=respond),
        resolve_by=NOW + timedelta(hours=resolve),
        pause=pause,
    ),
    st.sampled_from(Status),
    st.sampled_from(["g1", "g2", None]),
    st.sampled_from([None, ME, OTHER]),
    st.integers(-30, 30),
    st.integers(-30, 30),
    st.sampled_from([None, Pause("parked", NOW)]),
)


def due(report: Report) -> datetime:
    if report.status is Status.OPEN:
        return report.respond_by
    return report.resolve_by if report.pause is None else NEVER


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(ONE, max_size=12), st.sampled_from([None, frozenset({"g1"}), frozenset({"g1", "g2"})]))
async def test_it_counts_what_a_look_at_every_report_would(
    db: Database, found: list[Report], grids: frozenset[str] | None
) -> None:
    def fill(tx: Tx) -> None:
        tx.run("DELETE FROM report")
        for n, report in enumerate(found, start=1):
            reports.put(tx, replace(report, id=n, number=1000 + n))
        reports.put(tx, replace(LIGHT, id=99, number=1001, community="elsewhere"))

    await db.write(fill)
    work = await db.write(workload.of, "ginkgo", ME, grids, NOW, ENDS)
    mine = [
        replace(report, id=n)
        for n, report in enumerate(found, start=1)
        if report.status in LIVE and (grids is None or report.grid is None or report.grid in grids)
    ]
    assert work.new.count == sum(each.status is Status.OPEN and each.assignee is None for each in mine)
    assert work.due.count == sum(due(each) < ENDS for each in mine)
    assert work.late == sum(due(each) <= NOW for each in mine)
    assert work.mine.count == sum(each.assignee == ME for each in mine)
    pressing = sorted((each for each in mine if due(each) < ENDS), key=lambda each: (due(each), each.id))
    assert [id_ for id_, _ in work.due.first] == [each.id for each in pressing[:SHOWN]]


async def test_nothing_at_all_is_nothing(db: Database) -> None:
    assert (await db.write(workload.of, "ginkgo", ME, None, NOW, ENDS)).piles == ()


@pytest.mark.parametrize("many", [SHOWN, SHOWN + 3])
async def test_a_few_numbers_stand_for_all(db: Database, many: int) -> None:
    def fill(tx: Tx) -> None:
        for n in range(1, many + 1):
            reports.put(tx, replace(LIGHT, id=n, number=1000 + n))

    await db.write(fill)
    pile = (await db.write(workload.of, "ginkgo", ME, None, NOW, ENDS)).new
    assert (pile.count, len(pile.first)) == (many, SHOWN)
