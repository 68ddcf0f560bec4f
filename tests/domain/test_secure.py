"""已先处置: made safe, and not finished."""

from datetime import timedelta

from domain.people import Person
from domain.report import Status
from domain.reports import lifecycle
from domain.talk.drafts import Prompt
from tests.domain.cases import CHEN, DUTY, LI, UNDO, ZHOU, World, private
from tests.domain.test_lifecycle import press, resolve


def secure(world: World, text: str = "断了电，周一换配件", who: Person = ZHOU) -> None:
    """已先处置 with a line of words."""
    prompt = Prompt(DUTY.id, who.id, "secure", world.report.id, world.report.cycle, world.now + timedelta(hours=1))
    world.keep(lifecycle.secured(world.ctx, world.case, who, DUTY, prompt, text, ()))


def test_it_stays_open_in_the_hands_of_who_did_it_and_everybody_hears() -> None:
    world = World()
    secure(world)
    assert (world.report.status, world.report.assignee) == (Status.ACKNOWLEDGED, ZHOU.id)
    assert world.told(private(LI)) == []
    world.pass_time(UNDO)
    assert world.told(private(LI)) == ["told-secured"]
    assert world.report.secured == "断了电，周一换配件"


def test_who_has_it_keeps_it() -> None:
    world = World()
    press(world, CHEN, "take", "today")
    world.pass_time(UNDO)
    secure(world)
    assert (world.report.assignee, world.report.coming) == (CHEN.id, "today")


def test_undone_nobody_has_it_and_nothing_was_done() -> None:
    world = World()
    secure(world)
    press(world, ZHOU, "undo", "secure")
    world.pass_time(UNDO)
    report = world.report
    assert (report.status, report.assignee, report.secured, report.secured_at) == (Status.OPEN, None, "", None)
    assert world.told(private(LI)) == []


def test_undone_what_was_done_before_stands() -> None:
    world = World()
    secure(world, "断了电")
    world.pass_time(UNDO)
    secure(world, "拉了临时灯")
    press(world, ZHOU, "undo", "secure")
    assert (world.report.status, world.report.secured) == (Status.ACKNOWLEDGED, "断了电")


def test_taken_and_secured_within_a_minute_goes_back_one_by_one() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    secure(world)
    press(world, ZHOU, "undo", "secure")
    assert (world.report.status, world.report.coming, world.report.secured) == (Status.ACKNOWLEDGED, "today", "")
    press(world, ZHOU, "undo", "acknowledge")
    assert (world.report.status, world.report.assignee) == (Status.OPEN, None)


def test_said_twice_within_a_minute_counts_once() -> None:
    world = World()
    secure(world, "断了电")
    secure(world, "断了电，周一换配件")
    press(world, ZHOU, "undo", "secure")
    assert (world.report.status, world.report.secured) == (Status.OPEN, "")


def test_another_time_within_the_minute_does_not_hide_it() -> None:
    world = World()
    secure(world)
    press(world, ZHOU, "take", "tomorrow")
    world.pass_time(UNDO)
    assert world.told(private(LI)) == ["told-secured"]
    assert (world.report.coming, world.report.secured) == ("tomorrow", "断了电，周一换配件")


def test_resolved_within_the_minute_only_the_repair_is_told() -> None:
    world = World()
    secure(world)
    resolve(world)
    press(world, ZHOU, "undo", "resolve")
    assert (world.report.status, world.report.secured) == (Status.ACKNOWLEDGED, "断了电，周一换配件")
    resolve(world)
    world.pass_time(UNDO)
    assert world.told(private(LI)) == ["ended-own", "told-resolved-ask"]


def test_opened_again_it_is_forgotten_and_handed_over_it_is_not() -> None:
    world = World()
    secure(world)
    world.pass_time(UNDO)
    press(world, ZHOU, "hand", str(CHEN.id))
    assert (world.report.assignee, world.report.secured) == (CHEN.id, "断了电，周一换配件")
    resolve(world, CHEN)
    world.pass_time(UNDO)
    press(world, LI, "notfixed", at=private(LI))
    assert (world.report.status, world.report.secured, world.report.secured_at) == (Status.OPEN, "", None)


def test_a_photo_alone_waits_for_words() -> None:
    world = World()
    prompt = Prompt(DUTY.id, ZHOU.id, "secure", world.report.id, world.report.cycle, world.now)
    world.keep(lifecycle.secured(world.ctx, world.case, ZHOU, DUTY, prompt, "", ("a.jpg",)))
    assert world.report.status is Status.OPEN
    assert world.expected[-1].prompt.photos == ("a.jpg",)
