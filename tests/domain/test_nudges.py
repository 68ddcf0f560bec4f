"""催一下 by a button, and what goes wrong again and again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Recipient
from domain.report import MoveRefused, Status
from domain.talk import urging
from tests.domain.cases import CHEN, DUTY, LI, LIU, NOW, WANG, ZHOU, World, case, context, private, report
from tests.domain.test_lifecycle import press


def test_once_a_day_by_the_calendar_of_the_community() -> None:
    evening = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # half past eleven at night
    assert urging.lately(context(evening + timedelta(minutes=20)), evening)
    assert not urging.lately(context(evening + timedelta(minutes=40)), evening)
    assert not urging.lately(context(), None)


def test_staff_and_who_has_it_hear_how_long_it_has_been() -> None:
    taken = report(status=Status.ACKNOWLEDGED, assignee=ZHOU.id)
    for who, supporters in ((LI, ()), (WANG, (Recipient(WANG.id, private(WANG)),))):
        world = World(case=case(taken, assignee=ZHOU, supporters=supporters), now=NOW + timedelta(hours=5))
        world.keep(urging.nudged(world.ctx, world.case, who, already=False))
        assert world.told(DUTY) == ["urged"] and world.told(private(ZHOU)) == ["urged"]
        assert world.said[0].lines[0].args["took"] == timedelta(hours=5)
        assert world.answers == ["answer-urged"]


def test_a_second_time_is_declined_and_strangers_are_refused() -> None:
    world = World()
    world.keep(urging.nudged(world.ctx, world.case, LI, already=True))
    assert world.answers == ["answer-urged-already"] and world.said == []
    for stranger in (WANG, CHEN):
        with pytest.raises(MoveRefused):
            world.keep(urging.nudged(world.ctx, world.case, stranger, already=False))
    ended = World(case=case(report(status=Status.CLOSED)))
    ended.keep(urging.nudged(ended.ctx, ended.case, LI, already=False))
    assert ended.answers == ["answer-ended"] and ended.said == []


@pytest.mark.parametrize(("before", "heard"), [(0, False), (1, False), (2, True), (3, False)])
def test_the_head_hears_of_the_third_hand_over_once(before: int, heard: bool) -> None:
    world = World(case=case(handed=before))
    press(world, ZHOU, "hand", str(CHEN.id))
    assert ("escalate-handed" in world.told(private(LIU))) is heard


@pytest.mark.parametrize(("cycle", "heard"), [(1, False), (2, False), (3, True), (4, False)])
def test_the_head_hears_of_the_third_reopening_once(cycle: int, heard: bool) -> None:
    world = World(case=case(replace(report(status=Status.RESOLVED), cycle=cycle)))
    press(world, LI, "notfixed", at=private(LI))
    assert ("escalate-reopened" in world.told(private(LIU))) is heard
