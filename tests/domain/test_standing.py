"""What everybody reads of a report's life."""

from datetime import timedelta

from domain.public.standing import Event, Step, steps, with_promises
from tests.storage.examples import NOW

MINUTE = timedelta(minutes=1)


def life(*kinds: str) -> list[Event]:
    """Events a minute apart; ``kind:detail``."""
    return [Event(NOW + n * MINUTE, *_named(kind), "electrician") for n, kind in enumerate(kinds)]


def _named(kind: str) -> tuple[str, str, str]:
    name, _, detail = kind.partition(":")
    return name, "acknowledged", detail


def kinds(events: list[Event], untold: tuple[str, ...] = ()) -> list[str]:
    return [step.kind for step in steps(events, untold)]


def test_moves_become_steps_and_what_people_wrote_does_not() -> None:
    events = life("reported", "add", "acknowledge", "remark", "see_contact", "resolve", "told", "close")
    assert kinds(events) == ["reported", "taken", "resolved", "closed"]
    assert steps(events)[1] == Step(NOW + 2 * MINUTE, "taken", "electrician")


def test_what_was_undone_has_not_happened() -> None:
    assert kinds(life("reported", "acknowledge", "resolve", "undo:resolve")) == ["reported", "taken"]
    assert kinds(life("reported", "acknowledge", "undo:acknowledge", "acknowledge")) == ["reported", "taken"]


def test_what_may_still_be_undone_has_not_happened_yet() -> None:
    events = life("reported", "acknowledge", "resolve")
    assert kinds(events, ("resolve",)) == ["reported", "taken"]
    assert kinds(events, ("resolve", "acknowledge")) == ["reported"]


def test_a_pause_that_was_taken_back_goes_with_its_move() -> None:
    at = NOW + 5 * MINUTE
    paused = [Event(at, "paused", "acknowledged", "parked"), Event(at, "park", "acknowledged")]
    assert kinds([*life("reported"), *paused]) == ["reported", "paused"]
    assert kinds([*life("reported"), *paused], ("park",)) == ["reported"]


def test_a_clock_that_stops_since_it_ended_is_no_step() -> None:
    events = [*life("reported", "acknowledge"), Event(NOW + 9 * MINUTE, "resumed", "resolved", "parked")]
    assert kinds(events) == ["reported", "taken"]


def test_the_same_twice_in_a_row_is_said_once() -> None:
    assert kinds(life("reported", "acknowledge", "acknowledge")) == ["reported", "taken"]


def test_a_broken_promise_stands_where_it_was_broken() -> None:
    found = with_promises(steps(life("reported", "acknowledge")), [(NOW + MINUTE / 2, "late-answer")])
    assert [(step.kind, step.bad) for step in found] == [("reported", False), ("late-answer", True), ("taken", False)]
