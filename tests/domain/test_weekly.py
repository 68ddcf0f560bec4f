"""When the digest is posted, whatever the zone does; and what it counts: sums that agree, no small cells."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import categories
from config.settings import HERE
from domain.categories import Visibility
from domain.community import Weekly
from domain.counting import digest, weekly
from domain.counting.facts import DUPLICATE, NO_DANGER, REFUSED, RESOLVED, WITHDRAWN, Fact
from domain.counting.figures import Figures, Rate
from domain.counting.tally import LEAST, end, is_late, tally, work
from tests.domain.cases import context

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")]
RULES = st.builds(Weekly, st.integers(0, 6), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
NOWS = st.integers(1_293_840_000, 1_956_528_000).map(lambda at: datetime.fromtimestamp(at, UTC))  # 2011 to 2031
HOUR, DAY = 3_600_000, 86_400_000
NOW = 1_795_000_000_000
KINDS = tuple(categories.load(HERE / "categories.toml").by_code)


@given(st.sampled_from(ZONES), RULES, NOWS)
def test_the_last_draft_and_the_next_follow_each_other(zone: ZoneInfo, rule: Weekly, now: datetime) -> None:
    last, coming = weekly.latest(zone, rule, now), weekly.next_draft(zone, rule, now)
    assert last.draft_at <= now < coming
    following = weekly.latest(zone, rule, coming)
    assert following.draft_at == coming and following.week != last.week
    assert following.windows[-1][0] == last.draft_at  # nothing between two weeks
    assert [each[0] for each in following.windows[1:]] == [each[1] for each in following.windows[:-1]]
    assert len(following.windows) == weekly.TREND


@given(st.sampled_from(ZONES), RULES, NOWS)
def test_it_is_posted_on_its_day_at_its_hour(zone: ZoneInfo, rule: Weekly, now: datetime) -> None:
    at = weekly.latest(zone, rule, now).at
    local = at.astimezone(zone)
    left_out = date(2011, 12, 30)  # Samoa had no such day
    if not (zone.key == "Pacific/Apia" and abs(local.date() - left_out) <= timedelta(days=2)):
        assert local.weekday() == rule.day
        forward = local.replace(tzinfo=None) - datetime.combine(local.date(), rule.hour)
        assert timedelta() <= forward <= timedelta(hours=1)  # an hour that the clocks leave out is said after it
    assert at - weekly.latest(zone, rule, now).draft_at == weekly.BEFORE


def test_every_week_has_one_key_through_the_years() -> None:
    rule, zone = Weekly(6, time(18, 37)), ZONES[0]
    now, found = datetime(2026, 1, 1, tzinfo=UTC), []
    while now.year < 2033:
        now = weekly.next_draft(zone, rule, now)
        found.append(weekly.latest(zone, rule, now).week)
    assert len(set(found)) == len(found) == 366
    assert "2026-W53" in found and "2027-W01" in found


@given(st.sampled_from(ZONES), RULES, NOWS)
def test_the_week_so_far_ends_now_and_says_days_in_order(zone: ZoneInfo, rule: Weekly, now: datetime) -> None:
    windows = weekly.so_far(zone, rule, now).windows
    first, last = weekly.days(zone, windows[-1])
    assert windows[-1][0] <= now == windows[-1][1] and len(windows) == weekly.TREND
    assert first <= last <= max(first, now + timedelta(hours=24))


def test_a_week_is_called_by_its_own_seven_days() -> None:
    zone = ZONES[0]
    for rule, days in ((Weekly(6, time(18, 37)), (16, 22)), (Weekly(0, time(9, 13)), (9, 15))):
        issue = weekly.issue(zone, rule, date(2026, 11, 16))
        first, last = weekly.days(zone, issue.windows[-1])
        assert (first.day, last.day) == days


def test_months_follow_each_other() -> None:
    zone = ZONES[0]
    windows = weekly.months(zone, "2027-02")
    local = [since.astimezone(zone) for since, _ in windows]
    assert [(at.year, at.month, at.day) for at in local][-3:] == [(2026, 12, 1), (2027, 1, 1), (2027, 2, 1)]
    assert weekly.before("2027-01") == "2026-12" and weekly.before("2026-11") == "2026-10"


# --- counting -------------------------------------------------------------------------------------------


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Reports of the last weeks in every state, duplicates of each other among them."""
    found = []
    for number in range(1, draw(st.integers(0, 40)) + 1):
        came = NOW - draw(st.integers(0, 60)) * DAY // 4
        ended = draw(st.sampled_from(("", RESOLVED, REFUSED, NO_DANGER, WITHDRAWN, DUPLICATE)))
        answered = draw(st.none() | st.integers(1, 60))
        found.append(
            Fact(
                report=number,
                community="ginkgo",
                grid=draw(st.sampled_from(("g1", "g2", None))),
                building=draw(st.sampled_from(("b1", "b2", None))),
                category=draw(st.sampled_from(KINDS)),
                reported_at=came,
                respond_by=came + DAY,
                resolve_by=came + 3 * DAY,
                provisional=0,
                by_staff=draw(st.integers(0, 1)),
                filed=0,
                own=0,
                answered_at=came + answered * HOUR if answered else None,
                end=ended,
                ended_at=min(came + draw(st.integers(1, 200)) * HOUR, NOW) if ended else None,
                original=draw(st.integers(1, number)) if ended == DUPLICATE else None,
            )
        )
    return found


WINDOWS = [(NOW - (ago + 1) * 7 * DAY, NOW - ago * 7 * DAY) for ago in range(7, -1, -1)]


@settings(deadline=None)
@given(facts())
def test_the_sums_agree_and_no_cell_is_small(all_: list[Fact]) -> None:
    originals = {fact.report: fact for fact in all_}
    counted = tally(all_, originals, WINDOWS, NOW)
    assert counted.heard == counted.done + counted.open + counted.refused + counted.no_danger + counted.withdrawn
    assert counted.heard == counted.trend[-1][0]
    assert counted.heard == sum(n for _, n in counted.kinds) + counted.other
    assert all(n >= LEAST for _, n in counted.kinds)
    public = {fact.category for fact in all_ if fact.visibility == Visibility.PUBLIC}
    assert {code for code, _ in counted.kinds} <= public


@settings(deadline=None)
@given(facts())
def test_private_kinds_change_nothing(all_: list[Fact]) -> None:
    private, found = {"noise", "light"}, context()
    all_ = [fact._replace(visibility="private") if fact.category in private else fact for fact in all_]
    originals = {fact.report: fact for fact in all_}
    without = [fact for fact in all_ if fact.category not in private]
    assert tally(all_, originals, WINDOWS, NOW) == tally(without, originals, WINDOWS, NOW)
    shown = work(found, all_, NOW, {}, (Figures(), Figures()))
    assert not private & {code for code, _ in shown.open}


@settings(deadline=None)
@given(facts())
def test_staff_see_all_that_is_open_and_late(all_: list[Fact]) -> None:
    shown = work(context(), all_, NOW, {}, (Figures(), Figures()))
    assert sum(n for _, n in shown.open) == sum(not fact.end for fact in all_)
    assert sum(n for _, n in shown.overdue) == sum(is_late(fact, NOW) for fact in all_)


def test_a_duplicate_ends_as_its_original_and_a_ring_of_them_never() -> None:
    base = Fact(1, "ginkgo", None, None, "light", NOW, NOW, NOW, 0, 0, 0, 0)
    done, copy = base._replace(end=RESOLVED), base._replace(report=2, end=DUPLICATE, original=1)
    assert end(copy, {1: done}) == RESOLVED
    assert end(copy, {}) == "" and end(copy, {1: base._replace(end=WITHDRAWN)}) == ""
    assert end(copy, {1: base._replace(end=DUPLICATE, original=2), 2: copy}) == ""


def test_half_is_said_of_all_and_not_only_of_the_answered() -> None:
    base = Fact(1, "ginkgo", None, None, "light", NOW - DAY, NOW + DAY, NOW + DAY, 0, 0, 0, 0)
    quick = base._replace(answered_at=NOW - DAY + 9 * HOUR - 60_000)

    def half(answered: int, waiting: int) -> timedelta | None:
        found = [quick] * answered + [base] * waiting
        return tally(found, {}, WINDOWS, NOW).half

    assert half(2, 2) == timedelta(hours=9)  # rounded up: nobody is told of a faster answer than there was
    assert half(2, 3) is None
    assert half(3, 0) is None  # of three, half says too much about one


@pytest.mark.parametrize(("answers", "key"), [(2, "digest-rate-hidden"), (3, "digest-rate-of")])
def test_what_too_few_residents_said_is_not_said_as_a_rate(answers: int, key: str) -> None:
    found = Figures(satisfied=Rate(answers, answers), rated=answers)
    assert digest.rate(found, "satisfied").key == key
    assert digest.rate(replace(found, answered=Rate(1, 2)), "answered").key == "digest-rate-of"  # staff's own doing
