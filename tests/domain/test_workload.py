"""My grid: what is said of how much there is to do, and to whom."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.context import Context
from domain.duty import workload
from domain.duty.roster import Shift, on_day
from domain.duty.workload import Pile, Work
from domain.people import Chat, Grant, Role
from tests.domain.cases import CHEN, DUTY, HOME, LIU, NOW, ZHOU, context, private

NEW = Pile(2, ((7, 1001), (8, 1002)))
MUCH = Pile(9, ((7, 1001), (9, 1003), (10, 1004), (11, 1005)))


def keys(work: Work, chat: Chat = DUTY) -> list[str]:
    """What the lines of the answer count."""
    say = workload.overview(context(), ZHOU, work, chat)
    return [getattr(each.args.get("what"), "key", each.key) for each in say.lines]


def test_empty_piles_are_not_mentioned() -> None:
    assert keys(Work()) == ["grid-none"]
    assert keys(Work(new=NEW)) == ["grid", "grid-new"]
    assert keys(Work(NEW, MUCH, 3, NEW)) == ["grid", "grid-new", "grid-due-late", "grid-mine"]


def test_where_everybody_reads_along_it_says_whose_pile_it_is() -> None:
    openly = replace(DUTY, abilities=replace(DUTY.abilities, ephemeral=False))
    assert keys(Work(mine=NEW), openly) == ["grid", "grid-mine-of"]
    assert keys(Work(mine=NEW), private(ZHOU)) == ["grid", "grid-mine"]


def test_a_report_on_two_piles_has_one_button() -> None:
    say = workload.overview(context(), ZHOU, Work(NEW, MUCH), DUTY)
    data = [[button.data for button in row] for row in say.buttons]
    assert data == [["card:7:0:", "card:8:0:"], ["card:9:0:", "card:10:0:", "card:11:0:"]]


def test_with_nothing_to_do_the_morning_is_silent() -> None:
    assert list(workload.morning(context(), ZHOU, Work(), private(ZHOU))) == []
    assert len(list(workload.morning(context(), ZHOU, Work(mine=NEW), private(ZHOU)))) == 1


@pytest.mark.parametrize(("hour", "key"), [(8, "morning-early"), (12, "morning-noon"), (19, "morning-late")])
def test_a_late_morning_s_line_does_not_say_good_morning(hour: int, key: str) -> None:
    at = datetime(2026, 11, 22, hour, tzinfo=HOME.zone).astimezone(UTC)
    (say,) = workload.morning(context(at), ZHOU, Work(NEW), private(ZHOU))
    assert say.lines[0].key == key


def test_the_grids_of_somebody_are_those_of_all_their_roles() -> None:
    assert workload.grids(ZHOU) is None  # no grids named: all of them
    assert workload.grids(CHEN) == frozenset({"g1"})
    both = replace(CHEN, grants=(*CHEN.grants, Grant(Role.MANAGER, "head", frozenset({"g2"}))))
    assert workload.grids(both) == frozenset({"g1", "g2"})
    assert workload.grids(replace(CHEN, grants=(*CHEN.grants, *LIU.grants))) is None
    street = replace(CHEN, grants=(*CHEN.grants, Grant(Role.STREET, "", frozenset())))
    assert workload.grids(street) == frozenset({"g1"})  # who only looks on works nowhere


def test_the_day_ends_at_midnight_where_the_community_is() -> None:
    assert workload.day_ends(context()) == datetime(2026, 11, 23, tzinfo=HOME.zone)
    berlin = replace(HOME, zone=ZoneInfo("Europe/Berlin"))
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # clocks go back that night: a day of 25 hours
    ctx = Context(at, berlin, context().categories, context().classifier)
    assert workload.day_ends(ctx).astimezone(UTC) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_whose_shift_begins_today_or_still_runs_is_there_today() -> None:
    day = Shift("day", frozenset({6}), time(8), time(20), frozenset({1}))
    night = Shift("night", frozenset({5}), time(20), time(8), frozenset({2}))
    monday = Shift("monday", frozenset({0}), time(8), time(20), frozenset({3}))
    early = datetime(2026, 11, 22, 7, tzinfo=HOME.zone)  # a Sunday
    assert on_day([day, night, monday], HOME.zone, early) == {1, 2}
    assert on_day([day, night, monday], HOME.zone, early + timedelta(hours=1)) == {1}
    assert NOW
