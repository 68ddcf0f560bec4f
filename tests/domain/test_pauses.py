"""挂账, 转外单位, 接着办: what waits, until when, and what everybody is told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.people import Person
from domain.promises import ladder
from domain.report import MoveRefused, Pause, Status
from domain.reports import corrections, lifecycle, pauses
from domain.talk import questions
from domain.talk.drafts import Prompt
from tests.domain.cases import CHEN, DUTY, LI, NOW, UNDO, WANG, ZHOU, World, case, private, report
from tests.domain.test_lifecycle import press, resolve

WEEK = timedelta(days=7)


def park(world: World, why: str = "等配件", days: int = 7, who: Person = ZHOU, move: str = "park") -> None:
    """挂账 or 转外单位, with all that is asked."""
    now = world.now
    prompt = Prompt(
        DUTY.id, who.id, f"{move}_until", world.report.id, world.report.cycle, now + timedelta(hours=1), why
    )
    world.keep(pauses.in_days(world.ctx, world.case, who, DUTY, prompt, str(days)))


def ask(world: World) -> None:
    world.keep(questions.asked(world.ctx, world.case, ZHOU, DUTY, "几楼？"))


def test_a_parked_report_is_answered_and_its_end_moves_by_the_time_it_waited() -> None:
    world = World()
    park(world)
    assert (world.report.status, world.report.assignee) == (Status.ACKNOWLEDGED, ZHOU.id)
    assert world.told(private(LI)) == []
    world.pass_time(UNDO)
    assert world.told(private(LI)) == ["told-parked"]
    before = world.report
    world.pass_time(WEEK)
    press(world, ZHOU, "resume")
    after = world.report
    assert after.pause is None and after.waited == WEEK + UNDO
    assert after.resolve_by == before.resolve_by + WEEK + UNDO
    assert after.respond_by == before.respond_by
    world.pass_time(UNDO)
    assert world.told(private(LI))[-1] == "told-resumed"


def test_undone_it_never_waited() -> None:
    world = World()
    before = world.report
    park(world)
    assert world.report.told.pause is None and world.report.told_status is Status.OPEN
    press(world, ZHOU, "undo", "park")
    world.pass_time(UNDO)
    report = world.report
    assert (report.status, report.pause, report.waited) == (Status.OPEN, None, timedelta())
    assert report.resolve_by == before.resolve_by
    assert world.told(private(LI)) == []


def test_an_undone_end_waits_again_as_it_did() -> None:
    world = World()
    park(world)
    world.pass_time(timedelta(days=2))
    waiting = world.report.stand
    for move in ("resolve", "resume"):
        resolve(world) if move == "resolve" else press(world, ZHOU, "resume")
        assert world.report.pause is None and world.report.waited > timedelta()
        press(world, ZHOU, "undo", move)
        assert world.report.stand == waiting


def test_two_moves_in_one_minute_go_back_one_by_one() -> None:
    world = World()
    park(world)
    parked = world.report.stand
    world.pass_time(timedelta(seconds=10))
    park(world, "power", 3, move="refer")
    assert world.report.pause and world.report.pause.kind == "unit"
    press(world, ZHOU, "undo", "refer")
    assert world.report.stand == parked
    press(world, ZHOU, "undo", "park")
    assert world.status == "open" and world.report.pause is None


def test_three_moves_in_one_minute_are_no_news_to_anybody() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    park(world)
    resolve(world)
    assert world.report.told_status is Status.OPEN
    for move in ("resolve", "park"):
        press(world, ZHOU, "undo", move)
    world.pass_time(UNDO)
    assert world.report.pause is None and world.told(private(LI)) == []


def test_put_off_again_is_counted_and_told() -> None:
    world = World()
    park(world)
    world.pass_time(WEEK)
    since = world.report.pause and world.report.pause.since
    press(world, CHEN, "wait")
    world.pass_time(UNDO)
    pause = world.report.pause
    assert pause and (pause.times, pause.since, pause.note) == (1, since, "等配件")
    assert pause.until and pause.until > world.now + timedelta(days=5)
    assert world.told(private(LI)) == ["told-parked", "told-parked-again"]
    steps = ladder.steps(world.report, world.ctx)
    assert (next(steps).kind, next(steps).at > pause.until) == ("review", True)


def test_taken_or_handed_over_it_does_not_wait_any_more() -> None:
    for act in (("take", "today"), ("hand", str(CHEN.id))):
        world = World()
        park(world)
        world.pass_time(timedelta(days=1))
        press(world, ZHOU, *act)
        assert world.report.pause is None and world.report.waited == timedelta(days=1)


def test_merged_or_refused_it_does_not_wait_any_more() -> None:
    world = World()
    park(world)
    world.pass_time(timedelta(days=1))
    other = case(report(id=8, number=1002))
    world.keep(corrections.merged(world.ctx, world.case, ZHOU, other))
    assert world.report.pause is None and world.report.waited == timedelta(days=1)
    world = World()
    park(world)
    world.keep(lifecycle.refused(world.ctx, world.case, ZHOU, "not_ours", ""))
    assert world.report.pause is None


def test_reopened_it_begins_anew() -> None:
    world = World()
    park(world)
    world.pass_time(timedelta(days=1))
    resolve(world)
    world.pass_time(UNDO)
    press(world, LI, "notfixed", at=private(LI))
    assert (world.report.pause, world.report.waited) == (None, timedelta())


def test_a_question_waits_three_days_at_most() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    world.pass_time(UNDO)
    ask(world)
    before = world.report
    assert before.pause and before.pause.kind == "resident" and not before.waits
    assert list(ladder.steps(before, world.ctx)) == []
    world.pass_time(timedelta(days=2))
    world.keep(pauses.unanswered(world.ctx, world.case, 1))
    assert world.report.pause is not None
    world.pass_time(timedelta(days=1))
    world.keep(pauses.unanswered(world.ctx, world.case, 1))
    assert world.report.pause is None and world.report.resolve_by == before.resolve_by + timedelta(days=3)
    assert "no-answer" in world.told(DUTY) and "no-answer" in world.told(private(ZHOU))


def test_a_question_never_stops_the_clock_of_the_answer() -> None:
    world = World()
    ask(world)
    assert (world.report.status, world.report.respond_by) == (Status.OPEN, NOW + timedelta(hours=24))
    assert next(ladder.steps(world.report, world.ctx)).kind == "soon"


def test_a_question_asked_twice_waits_from_the_first() -> None:
    world = World()
    ask(world)
    world.pass_time(timedelta(days=2))
    ask(world)
    pause = world.report.pause
    assert pause == Pause("resident", NOW, NOW + timedelta(days=5))
    world.pass_time(timedelta(days=1))
    world.keep(pauses.unanswered(world.ctx, world.case, 1))  # the first question's time is up, the second's is not
    assert world.report.pause == pause


def test_what_waits_for_a_date_is_not_replaced_by_a_question() -> None:
    world = World()
    park(world)
    world.pass_time(UNDO)
    ask(world)
    assert world.report.pause and world.report.pause.kind == "parked"


@pytest.mark.parametrize("days", ["", "0", "61", "-3", "3x", "999999", "٣"])
def test_a_forged_number_of_days_is_nothing(days: str) -> None:
    world = World()
    prompt = Prompt(DUTY.id, ZHOU.id, "park_until", 7, 1, NOW + UNDO, "等配件")
    world.keep(pauses.in_days(world.ctx, world.case, ZHOU, DUTY, prompt, days))
    assert world.report.pause is None


def test_residents_park_nothing_and_what_ended_cannot_wait() -> None:
    with pytest.raises(MoveRefused):
        press(World(), WANG, "park")
    world = World()
    resolve(world)
    for verb in ("park", "refer", "resume", "wait"):
        with pytest.raises(MoveRefused):
            press(world, ZHOU, verb)


def test_nothing_waits_that_was_not_told_to() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    for verb in ("resume", "wait"):
        with pytest.raises(MoveRefused):
            press(world, ZHOU, verb)


def test_another_category_does_not_call_a_promise_broken_that_was_paused_in_time() -> None:
    world = World(case=case(report(status=Status.ACKNOWLEDGED, assignee=ZHOU.id)))
    park(world, days=30)
    world.pass_time(timedelta(days=20))
    world.keep(corrections.recategorised(world.ctx, world.case, ZHOU, "road"))
    press(world, ZHOU, "resume")
    assert world.report.resolve_by > world.now


def test_an_unknown_day_is_asked_again() -> None:
    world = World()
    prompt = Prompt(DUTY.id, ZHOU.id, "park_until", 7, 1, NOW + UNDO, "等配件")
    world.keep(pauses.dated(world.ctx, world.case, ZHOU, DUTY, prompt, "再说吧"))
    assert world.report.pause is None and world.told(DUTY)[-1] == "ask-date-again"
    world.keep(pauses.dated(world.ctx, world.case, ZHOU, DUTY, world.expected[-1].prompt, "12月10号"))
    assert world.report.pause and world.report.pause.until == datetime.fromisoformat("2026-12-10T09:00+08:00")
    assert replace(world.report.pause, until=None) == Pause("parked", NOW, None, "等配件")


def test_the_unit_may_be_of_the_list_or_in_words() -> None:
    world = World()
    press(world, ZHOU, "refer", "power")
    assert world.expected[-1].prompt.text == "power"
    press(world, ZHOU, "refer", "other")
    assert world.expected[-1].prompt.kind == "refer"
    press(world, ZHOU, "refer", "mars")
    assert world.told(DUTY)[-1] == "ask-unit"
