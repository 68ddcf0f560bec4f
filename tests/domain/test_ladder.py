"""When somebody is reminded: the steps of the clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.categories import Urgency
from domain.context import Context
from domain.promises import ladder
from domain.promises.ladder import APART, Level, Step
from domain.report import Pause, Report, Status
from tests.domain.cases import HOME, NOW, context, report

HOUR = timedelta(hours=1)
START, END = datetime(2026, 1, 1), datetime(2027, 12, 31)  # noqa: DTZ001 - Hypothesis adds the zone


def shown(found: list[Step], since: datetime = NOW) -> list[tuple[float, str, str]]:
    """Hours after the report, level and kind."""
    return [((step.at - since) / HOUR, step.level.name, step.kind) for step in found]


def first(count: int, of: Report, at: datetime = NOW) -> list[Step]:
    return list(islice(ladder.steps(of, context(at)), count))


def open_report(hours: float, since: datetime = NOW, **changes: object) -> Report:
    return report(since=since, respond_by=since + timedelta(hours=hours), **changes)


def test_half_the_time_then_the_end_then_every_day_one_step_up() -> None:
    # NOW is half past nine in the morning: four hours before the end is quiet, and would come half an hour after this
    assert shown(first(4, open_report(24))) == [
        (12, "ASSIGNEE", "soon"),
        (24, "HEAD", "missed"),
        (48, "STREET", "later"),
        (72, "STREET", "later"),
    ]


def test_four_hours_before_the_end_too_where_there_is_room() -> None:
    assert shown(first(3, open_report(12))) == [(6, "ASSIGNEE", "soon"), (8, "DUTY", "soon"), (12, "HEAD", "missed")]


@pytest.mark.parametrize(("hours", "soon"), [(8, [4]), (2, [1]), (1, []), (0.5, [])])
def test_a_step_before_the_report_or_beside_another_is_left_out(hours: float, soon: list[float]) -> None:
    found = first(3, open_report(hours))
    assert [(step.at - NOW) / HOUR for step in found if step.kind == "soon"] == soon


def test_what_is_urgent_knows_no_quiet_hours() -> None:
    night = datetime(2026, 11, 22, 15, tzinfo=UTC)  # 23:00
    assert shown(first(2, open_report(2, night, urgency=Urgency.URGENT)), night) == [
        (1, "ASSIGNEE", "soon"),
        (2, "HEAD", "missed"),
    ]


def test_danger_goes_up_in_minutes_and_is_never_left_alone() -> None:
    minutes = [(round((step.at - NOW) / timedelta(minutes=1)), step.level) for step in first(5, report(danger="gas"))]
    assert minutes == [(5, Level.DUTY), (10, Level.HEAD), (20, Level.STREET), (40, Level.STREET), (60, Level.STREET)]


def test_danger_nobody_answered_in_time_is_news_at_that_minute_and_once() -> None:
    danger = report(danger="gas", respond_by=NOW + timedelta(minutes=30))
    news = [step for step in first(6, danger) if ladder.is_news(danger, step)]
    assert news[0].at == danger.respond_by
    assert not ladder.is_news(replace(danger, late=ladder.lateness(danger, news[0])), news[1])


def test_while_it_waits_for_a_date_only_that_date_reminds() -> None:
    parked = Pause("parked", NOW, NOW + timedelta(days=7))
    waiting = report(status=Status.ACKNOWLEDGED, pause=parked)
    assert shown(first(2, waiting)) == [(168, "ASSIGNEE", "review"), (192, "ASSIGNEE", "review")]
    assert first(2, replace(waiting, pause=Pause("resident", NOW))) == []


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.CLOSED, Status.REFUSED, Status.DUPLICATE, Status.WITHDRAWN])
def test_what_has_ended_reminds_nobody(status: Status) -> None:
    assert first(1, report(status=status)) == []


def test_the_next_reminder_is_set_once_for_each_clock() -> None:
    fresh = ladder.armed(open_report(12), context())
    assert fresh.remind_at == NOW + 6 * HOUR
    overdue = replace(fresh, text="more words")
    assert ladder.armed(overdue, context(NOW + 7 * HOUR)) == overdue  # it is due, and is not skipped
    ended = ladder.armed(replace(fresh, status=Status.RESOLVED), context())
    assert ended.remind_at is None


def test_a_promise_that_a_change_breaks_is_said_at_once() -> None:
    fresh = ladder.armed(open_report(24), context())
    later = context(NOW + 3 * HOUR)
    shorter = ladder.armed(replace(fresh, respond_by=NOW + 2 * HOUR), later)
    assert shorter.remind_at == later.now


def test_whoever_waits_in_vain_hears_again_after_three_days_and_seven_and_then_seldom() -> None:
    waiting, told = open_report(24), []
    for step in first(45, waiting):
        if ladder.is_news(waiting, step):
            told.append(round((step.at - waiting.respond_by) / timedelta(days=1)))
            waiting = replace(waiting, late=ladder.lateness(waiting, step))
    assert told == [0, 3, 7, 21, 35]


def test_the_first_word_stays_the_first_however_late_it_comes() -> None:
    waiting = open_report(24)
    step = Step(waiting.respond_by + timedelta(days=5), Level.STREET, "later")
    assert ladder.is_news(waiting, step) and not ladder.was_told(waiting, step)
    assert ladder.was_told(replace(waiting, late="respond:1"), step)


def test_an_earlier_end_is_no_news_again() -> None:
    told = replace(open_report(24), late="respond:1:1")
    later = replace(told, respond_by=told.respond_by + timedelta(days=2))
    assert not ladder.is_news(later, Step(told.respond_by + timedelta(days=3), Level.STREET, "later"))


@pytest.mark.parametrize(
    ("coming", "hours"), [("hour", 1.5), ("today", 23.5), ("tomorrow", 47.5), ("parts", None), ("now", None)]
)
def test_a_visit_that_was_promised_is_asked_after_once(coming: str, hours: float | None) -> None:
    taken = report(status=Status.ACKNOWLEDGED, coming=coming, promised_at=NOW, resolve_by=NOW + 72 * HOUR)
    visits = [step for step in first(6, taken) if step.kind == "visit"]
    assert shown(visits) == ([] if hours is None else [(hours, "ASSIGNEE", "visit")])
    assert [step.at for step in first(6, taken)] == sorted(step.at for step in first(6, taken))
    late = replace(taken, resolve_by=NOW + HOUR)
    assert not [step for step in first(6, late) if step.kind == "visit"]  # it is broken anyway


def test_another_day_to_come_is_another_visit() -> None:
    taken = ladder.armed(report(status=Status.ACKNOWLEDGED, coming="hour", promised_at=NOW), context())
    later = ladder.armed(replace(taken, coming="tomorrow", promised_at=NOW + HOUR), context(NOW + HOUR))
    assert taken.remind_at and later.remind_at and later.clock != taken.clock


ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]


@given(
    st.datetimes(START, END, timezones=st.just(UTC)),
    st.floats(0.5, 24 * 15),
    st.sampled_from(ZONES),
    st.sampled_from([Urgency.NORMAL, Urgency.URGENT]),
)
def test_steps_go_up_never_crowd_and_never_call_a_promise_broken_before_it_is(
    since: datetime, hours: float, zone: str, urgency: Urgency
) -> None:
    home = replace(HOME, zone=ZoneInfo(zone))
    end = since + timedelta(hours=hours)
    ctx = Context(since, home, context().categories, context().classifier)
    found = list(islice(ladder.steps(report(since=since, respond_by=end, urgency=urgency), ctx), 6))
    assert [step.level for step in found] == sorted(step.level for step in found)
    assert all(later.at - earlier.at > APART for earlier, later in pairwise(found))
    assert found[0].at > since
    assert sum(step.kind == "missed" for step in found) == 1
    for step in found:
        assert step.at <= end if step.kind == "soon" else step.at >= end
        if urgency is Urgency.NORMAL:
            assert home.quiet is not None
            quiet = home.quiet.around(step.at, home.zone)
            assert quiet is None or step.at == quiet[0]  # just before the quiet hours begin, or outside of them


@given(st.lists(st.floats(0.01, 60), min_size=1, max_size=30), st.floats(0.5, 200))
def test_whatever_downtime_lies_between_each_deadline_is_said_exactly_once(waits: list[float], hours: float) -> None:
    """The desk looks at random times: what it says is never a burst, and never silence."""
    waiting = ladder.armed(open_report(hours), context())
    now, said = NOW, []
    for wait in waits:
        now += timedelta(hours=wait)
        ctx = context(now)
        if waiting.remind_at and waiting.remind_at <= now:
            found = ladder.due(waiting, ctx)
            assert found is not None
            step, then = found
            said.append(step)
            late = ladder.lateness(waiting, step) if ladder.is_news(waiting, step) else waiting.late
            waiting = replace(waiting, remind_at=then, late=late)
            assert then == ladder.following(waiting, ctx)
    assert len({step.at for step in said}) == len(said)
    if now >= waiting.respond_by + 10 * HOUR:  # a night may lie between
        assert waiting.late.startswith("respond:1")
