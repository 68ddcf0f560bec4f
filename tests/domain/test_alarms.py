"""我在处理, 误报, and danger that is told twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people import Recipient
from domain.promises import ladder
from domain.report import MoveRefused, Pending, Status
from domain.reports import alarms, alerts
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place
from tests.domain.cases import CHEN, DUTY, GROUP, LI, LIU, NOW, UNDO, WANG, ZHOU, World, case, private, report
from tests.domain.test_lifecycle import press

GAS = report(danger="gas", category="gas")


def alarm(**changes: object) -> World:
    return World(case=case(GAS, **changes))


def verbs(world: World) -> list[str]:
    rows = alerts.buttons(world.case, world.ctx)
    return [button.data.split(":")[0] for row in rows for button in row]


def test_who_is_on_it_is_told_at_once_and_nobody_is_called_any_more() -> None:
    world = alarm()
    assert verbs(world) == ["handle", "false", "more"]
    press(world, ZHOU, "handle")
    assert (world.report.status, world.report.coming, world.report.pending) == (Status.ACKNOWLEDGED, "now", None)
    assert world.told(private(LI)) == ["told-handling"] and "group-handling" in world.told(GROUP)
    assert next(ladder.steps(world.report, world.ctx)).kind != "danger"


def test_a_second_hand_changes_nothing_and_hears_who_has_it() -> None:
    world = alarm()
    press(world, ZHOU, "handle")
    before = world.report
    press(world, CHEN, "handle")
    assert world.report == before and world.answers[-1] == "answer-handled"
    assert world.told(private(LI)) == ["told-handling"]


def test_a_false_alarm_is_asked_once_more_and_then_over_for_everybody() -> None:
    world = alarm(desks=(private(ZHOU), private(LIU)), street=(private(CHEN),))
    press(world, ZHOU, "false")
    assert world.report.status is Status.OPEN and world.told(DUTY)[-1] == "ask-false"
    press(world, ZHOU, "false", "yes")
    assert (world.report.status, world.report.reason) == (Status.CLOSED, "false_alarm")
    assert world.told(private(LI)) == ["told-false-alarm"]
    assert "alarm-over" in world.told(DUTY) and "alarm-over" in world.told(private(LIU))
    assert "street-false-alarm" in world.told(private(CHEN)) and "group-false-alarm" in world.told(GROUP)
    assert list(ladder.steps(world.report, world.ctx)) == [] and verbs(world) == []


def test_what_was_taken_may_still_prove_a_false_alarm() -> None:
    world = alarm()
    press(world, ZHOU, "take", "hour")
    press(world, ZHOU, "false", "yes")
    world.pass_time(UNDO)
    assert (world.report.status, world.report.pending) == (Status.CLOSED, None)
    assert world.told(private(LI)) == ["told-false-alarm"]


def test_only_danger_is_a_false_alarm_and_only_for_staff() -> None:
    with pytest.raises(MoveRefused):
        press(World(), ZHOU, "false", "yes")
    with pytest.raises(MoveRefused):
        press(alarm(), WANG, "false", "yes")
    with pytest.raises(MoveRefused):
        press(alarm(), WANG, "handle")
    ended = World(case=case(replace(GAS, status=Status.RESOLVED, pending=Pending("resolve", Status.OPEN, NOW))))
    with pytest.raises(MoveRefused):
        press(ended, ZHOU, "false", "yes")


def draft(who: int) -> Draft:
    place = Place("3号楼", "b3", "g1")
    words = (("m9", "3号楼煤气味很大 13800138000"),)
    return Draft(9, 1, who, Stage.ASKING, NOW, words, ("m9",), ("a.jpg",), danger="gas", category="gas", place=place)


def test_told_again_it_is_one_alarm_with_their_words_and_photos() -> None:
    world = alarm()
    world.keep(alarms.joined(world.ctx, world.case, draft(WANG.id), Recipient(WANG.id, private(WANG)), private(WANG)))
    assert [each.person for each in world.case.supporters] == [WANG.id]
    assert "煤气味很大" in world.report.text and "13800138000" not in world.report.text
    assert world.told(private(WANG))[0] == "danger-gas" and world.told(private(WANG))[-1] == "joined-calling"
    assert not any(say.again for say in world.said)  # nobody is called a second time
    press(world, ZHOU, "handle")
    assert world.told(private(WANG))[-1] == "told-handling"


def test_whoever_told_it_first_supports_nothing() -> None:
    world = alarm()
    world.pass_time(timedelta(minutes=2))
    press(world, ZHOU, "handle")
    world.keep(alarms.joined(world.ctx, world.case, draft(LI.id), Recipient(LI.id, private(LI)), private(LI)))
    assert world.case.supporters == () and world.told(private(LI))[-1] == "joined-handled"
