"""What the street is told of a community is what a look at every report would say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.categories import Visibility
from domain.report import LIVE, Pause, Report, Status
from storage import overseen, reports
from storage.db import Database, Tx
from storage.overseen import Count
from tests.storage.examples import LIGHT, NOW

NEVER = datetime.max.replace(tzinfo=UTC)
ONE = st.builds(
    lambda status, above, seen, respond, resolve, pause: replace(
        LIGHT,
        status=status,
        above=above,
        visibility=seen,
        respond_by=NOW + timedelta(hours=respond),
        resolve_by=NOW + timedelta(hours=resolve),
        pause=pause,
    ),
    st.sampled_from(Status),
    st.sampled_from(["", "", "head"]),
    st.sampled_from(Visibility),
    st.integers(-30, 30),
    st.integers(-30, 30),
    st.sampled_from([None, Pause("parked", NOW)]),
)


def due(report: Report) -> datetime:
    if report.status is Status.OPEN:
        return report.respond_by
    return report.resolve_by if report.pause is None else NEVER


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(ONE, max_size=12), st.booleans())
async def test_it_is_what_a_look_at_every_report_would_say(db: Database, found: list[Report], late: bool) -> None:
    def fill(tx: Tx) -> None:
        tx.run("DELETE FROM report")
        for n, report in enumerate(found, start=1):
            reports.put(tx, replace(report, id=n, number=1000 + n))
        reports.put(tx, replace(LIGHT, id=99, number=1001, community="elsewhere"))

    await db.write(fill)
    live = [replace(each, id=n) for n, each in enumerate(found, start=1) if each.status in LIVE and each.above == ""]
    private = [each for each in live if each.visibility is Visibility.PRIVATE]
    expected = Count(len(live), sum(due(each) <= NOW for each in live), len(private))
    assert await db.write(overseen.count, "ginkgo", NOW) == expected
    seen = [each for each in live if each not in private and (not late or due(each) <= NOW)]
    listed = await db.write(overseen.longest, "ginkgo", NOW, 5, late)
    assert [each.id for each in listed] == [each.id for each in sorted(seen, key=lambda each: (due(each), each.id))][:5]
