"""A report's moves by staff and residents, by plain calls; and sequences that nobody thought of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.buttons import Press
from domain.people import Chat, Person, Recipient
from domain.report import MoveRefused, Report, Status
from domain.reports import corrections, lifecycle, notices, residents, staff, told
from domain.talk import questions
from domain.talk.drafts import Prompt
from tests.domain.cases import CHEN, DUTY, GROUP, LI, LIU, PEOPLE, UNDO, WANG, ZHOU, World, case, private, report


def press(world: World, who: Person, verb: str, arg: str = "", at: Chat = DUTY) -> None:
    """One press, as handlers/presses.py would let it through."""
    decide = staff.press if verb in staff.VERBS else residents.press
    world.keep(decide(world.ctx, world.case, who, at, Press(verb, world.report.id, world.report.cycle, arg)))


def resolve(world: World, who: Person = ZHOU, note: str = "换了新灯") -> None:
    """办结 with a note and a photo."""
    prompt = Prompt(DUTY.id, who.id, "note", world.report.id, world.report.cycle, world.now + timedelta(hours=1))
    world.keep(lifecycle.noted(world.ctx, world.case, who, DUTY, prompt, note, ("photo.jpg",)))


def test_taking_it_asks_when_and_changes_nothing_yet() -> None:
    world = World()
    press(world, ZHOU, "take")
    assert world.report.status is Status.OPEN
    assert "ask-when" in world.told(DUTY)


def test_nobody_hears_of_a_move_before_the_minute_is_over() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    world.pass_time(timedelta(seconds=59))
    assert world.told(private(LI)) == []
    world.pass_time(timedelta(seconds=1))
    assert world.told(private(LI)) == ["told-taken"]


def test_an_undone_move_is_never_told() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    press(world, ZHOU, "undo", "acknowledge")
    world.pass_time(timedelta(hours=1))
    assert world.report.status is Status.OPEN and world.report.assignee is None
    assert world.told(private(LI)) == []


def test_a_second_tap_on_undo_does_not_take_back_the_move_before() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    resolve(world)
    press(world, ZHOU, "undo", "resolve")
    press(world, ZHOU, "undo", "resolve")
    assert world.report.status is Status.ACKNOWLEDGED
    assert world.answers[-1] == "answer-stale"
    world.pass_time(UNDO)
    assert world.told(private(LI)) == ["told-taken"]


def test_undo_comes_too_late_after_a_minute() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    world.pass_time(UNDO)
    press(world, ZHOU, "undo", "acknowledge")
    assert world.report.status is Status.ACKNOWLEDGED
    assert world.answers[-1] == "answer-too-late"


def test_undoing_another_time_brings_the_old_promise_back() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    world.pass_time(timedelta(hours=2))
    promise = world.report.taken
    press(world, CHEN, "take", "tomorrow")
    press(world, CHEN, "undo", "acknowledge")
    assert world.report.taken == promise


def test_undoing_after_a_hand_over_gives_it_back_to_whom_it_was_handed() -> None:
    world = World()
    press(world, ZHOU, "hand", str(CHEN.id))
    press(world, CHEN, "take", "hour")
    press(world, CHEN, "undo", "acknowledge")
    assert world.report.assignee == CHEN.id and world.report.status is Status.OPEN


def test_what_was_handed_over_within_the_minute_is_not_told_as_taken() -> None:
    world = World()
    press(world, ZHOU, "take", "today")
    press(world, ZHOU, "hand", str(CHEN.id))
    world.pass_time(UNDO)
    assert world.told(private(LI)) == []
    assert world.told(private(CHEN))  # gets the card where it is noticed


def test_the_note_and_the_photo_may_come_apart() -> None:
    world = World()
    prompt = Prompt(DUTY.id, ZHOU.id, "note", 7, 1, world.now + timedelta(hours=1))
    world.keep(lifecycle.noted(world.ctx, world.case, ZHOU, DUTY, prompt, "", ("photo.jpg",)))
    assert world.status == "open"
    world.keep(lifecycle.noted(world.ctx, world.case, ZHOU, DUTY, world.expected[-1].prompt, "换了新灯", ()))
    assert world.status == "resolved" and world.report.note == "换了新灯"


def test_in_public_there_is_no_room_no_note_and_no_photo_but_of_the_repair() -> None:
    world = World()
    resolve(world, note="给502换了新灯")
    world.pass_time(UNDO)
    openly = [say for say in world.said if say.to.id == GROUP.id]
    assert openly and {name for say in openly for name in say.photos} <= set(world.case.after)
    assert "502" not in str([say.lines for say in openly])


def test_a_neighbour_is_not_told_the_reporters_room() -> None:
    world = World(case(supporters=(Recipient(WANG.id, private(WANG)),)))
    press(world, ZHOU, "take", "today")
    world.pass_time(UNDO)
    told = [say.lines for say in world.said if say.to.id == private(WANG).id]
    assert told and "502" not in str(told)


def test_a_question_to_somebody_who_was_forgotten_meanwhile_says_so() -> None:
    world = World(case(replace(report(), reporter=None), reporter=None))
    world.keep(questions.asked(world.ctx, world.case, ZHOU, DUTY, "几楼？"))
    assert world.told(DUTY) == ["answer-nobody-to-ask"]


def test_a_merged_report_is_told_and_supported_and_unmerging_takes_that_back() -> None:
    into = case(report(id=8, number=1002, reporter=WANG.id), reporter=Recipient(WANG.id, private(WANG)))
    world = World()
    world.keep(corrections.merged(world.ctx, world.case, ZHOU, into))
    assert world.told(private(LI)) == ["told-merged"]
    world = World(case(report(status=Status.DUPLICATE, duplicate_of=8)))
    came = frozenset({LI.id})
    into = replace(into, supporters=(world.case.heard[0],))
    world.keep(corrections.unmerged(world.ctx, world.case, ZHOU, into, came))
    assert world.told(private(LI)) == ["told-unmerged"]


@pytest.mark.parametrize("key", ["fixed", "notfixed"])
def test_a_resolved_report_closes_or_opens_again(key: str) -> None:
    world = World()
    resolve(world)
    world.pass_time(UNDO)
    press(world, LI, key, at=private(LI))
    assert (world.report.status, world.report.cycle) == ((Status.CLOSED, 1) if key == "fixed" else (Status.OPEN, 2))


def test_it_closes_by_itself_only_in_its_own_cycle() -> None:
    world = World()
    resolve(world)
    world.pass_time(UNDO)
    world.keep(notices.closed(world.ctx, world.case, 2))
    assert world.status == "resolved"
    world.keep(notices.closed(world.ctx, world.case, 1))
    assert world.status == "resolved"  # its reporter has not been told
    world.keep(told.taken(world.report, None, 1, world.now))
    world.keep(notices.closed(world.ctx, world.case, 1))
    assert world.status == "closed"


@pytest.mark.parametrize("verb", ["fixed", "notfixed"])
def test_nobody_answers_an_end_that_may_still_be_undone(verb: str) -> None:
    world = World()
    resolve(world)
    with pytest.raises(MoveRefused):
        press(world, LI, verb, at=private(LI))


def test_one_appeal_and_one_answer_to_it() -> None:
    world = World()
    world.keep(lifecycle.refused(world.ctx, world.case, ZHOU, "not_ours", ""))
    world.pass_time(UNDO)
    with pytest.raises(MoveRefused):
        press(world, LIU, "deny", at=private(LIU))  # nobody asked
    press(world, LI, "appeal", at=private(LI))
    press(world, LI, "appeal", at=private(LI))
    assert world.answers[-1] == "answer-appealed"
    press(world, LIU, "deny", at=private(LIU))
    with pytest.raises(MoveRefused):
        press(world, LIU, "grant", at=private(LIU))


# --- sequences ----------------------------------------------------------------------------------------

_ARGS = {
    "take": ("", "hour", "today", "tomorrow", "parts", "nonsense"),
    "hand": ("", "3", "4", "5", "99", "x"),
    "refuse": ("", "not_ours", "no_fault", "nonsense"),
    "kind": ("", "*", "road", "light", "nonsense"),
    "change": ("", "*", "road", "light", "nonsense"),
    "rplace": ("b5", "b12", "nonsense"),
    "undo": ("", "acknowledge", "resolve", "refuse"),
    "withdraw": ("", "words"),
}
_VERBS = sorted({*staff.VERBS, *residents.VERBS})
_PRESSES = st.sampled_from(_VERBS).flatmap(
    lambda verb: st.tuples(st.just(verb), st.sampled_from(PEOPLE), st.sampled_from(_ARGS.get(verb, ("",))))
)
_TIME = st.tuples(st.just("time"), st.just(LI), st.sampled_from(["1", "61", "4000", "90000"]))
_DONE = st.tuples(st.just("done-with-it"), st.sampled_from(PEOPLE), st.just("修好了"))
_STEPS = st.lists(st.one_of(_PRESSES, _PRESSES, _TIME, _DONE), max_size=40)


def step(world: World, verb: str, who: Person, arg: str) -> None:
    """Something happens; a refusal changes nothing."""
    at = DUTY if verb in staff.VERBS else GROUP
    try:
        if verb == "time":
            world.pass_time(timedelta(seconds=int(arg)))
        elif verb == "done-with-it":
            resolve(world, who, arg)
        else:
            press(world, who, verb, arg, at)
    except MoveRefused as refused:
        assert refused.reason in ("status", "role")


def seen(world: World) -> tuple[object, ...]:
    """What a second tap must not change."""
    each: Callable[[Report], tuple[object, ...]] = lambda it: (it.status, it.cycle, it.assignee, it.coming, it.category)  # noqa: E731
    supporters = tuple(supporter.person for supporter in world.case.supporters)
    return (*each(world.report), *each(world.report.told), world.report.reporter, world.report.appealed, supporters)


@settings(max_examples=150, deadline=None)
@given(_STEPS)
def test_no_sequence_of_presses_raises_anything_but_a_refusal(steps: list[tuple[str, Person, str]]) -> None:
    world = World()
    for verb, who, arg in steps:
        before = world.report
        step(world, verb, who, arg)
        after = world.report
        assert after.cycle >= before.cycle
        if after.status is Status.ACKNOWLEDGED:
            assert after.assignee is not None and after.coming is not None
        if after.pending:
            assert after.told_status is not after.status or after.told.taken != after.taken
        assert len({each.person for each in world.case.heard}) == len(world.case.heard)


@settings(max_examples=150, deadline=None)
@given(_STEPS, _PRESSES)
def test_a_second_tap_changes_nothing(steps: list[tuple[str, Person, str]], last: tuple[str, Person, str]) -> None:
    world = World()
    for each in steps:
        step(world, *each)
    if last[0] == "undo" and not last[2]:
        return  # a button of ours always names its move
    step(world, *last)
    once = seen(world)
    step(world, *last)
    assert seen(world) == once


@settings(max_examples=100, deadline=None)
@given(_STEPS)
def test_residents_are_told_of_a_move_only_when_it_stands(steps: list[tuple[str, Person, str]]) -> None:
    world = World()
    for verb, who, arg in steps:
        heard = len([key for key in world.told(private(LI)) if key.startswith("told-taken")])
        step(world, verb, who, arg)
        now = len([key for key in world.told(private(LI)) if key.startswith("told-taken")])
        assert now == heard or verb == "time"
