"""Running and total time, from a report's events."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.promises.spent import Happened, running
from domain.report import LIVE, Status
from tests.domain.cases import NOW

HOUR = timedelta(hours=1)
NOTHING = timedelta()


def life(*events: tuple[float, str, Status]) -> list[Happened]:
    return [Happened(NOW + hours * HOUR, kind, status) for hours, kind, status in events]


def hours(found: tuple[timedelta, timedelta]) -> tuple[float, float]:
    return found[0] / HOUR, found[1] / HOUR


OPEN, TAKEN, DONE, CLOSED = Status.OPEN, Status.ACKNOWLEDGED, Status.RESOLVED, Status.CLOSED


def test_while_it_waits_only_the_total_grows() -> None:
    lived = life((0, "reported", OPEN), (1, "acknowledge", TAKEN), (2, "paused", TAKEN), (10, "resumed", TAKEN))
    assert [hours(running(lived, NOW + at * HOUR)) for at in (1, 5, 12)] == [(1, 1), (2, 5), (4, 12)]


def test_the_end_is_the_end_however_late_it_is_closed() -> None:
    lived = life((0, "reported", OPEN), (3, "resolve", DONE), (90, "close", CLOSED))
    assert hours(running(lived, NOW + 99 * HOUR)) == (3, 3)


def test_reopened_the_clock_runs_again_and_the_total_goes_on() -> None:
    lived = life((0, "reported", OPEN), (3, "resolve", DONE), (20, "reopen", OPEN), (25, "resolve", DONE))
    assert hours(running(lived, NOW + 99 * HOUR)) == (8, 25)


def test_what_ended_while_it_waited_does_not_wait_after_it_is_reopened() -> None:
    lived = life((0, "reported", OPEN), (2, "paused", TAKEN), (5, "merge", Status.DUPLICATE), (9, "unmerge", OPEN))
    assert hours(running(lived, NOW + 10 * HOUR)) == (3, 10)


def test_nothing_happened_yet() -> None:
    assert running([], NOW) == (NOTHING, NOTHING)


_EVENTS = st.lists(
    st.tuples(st.floats(0, 50), st.sampled_from(["paused", "resumed", "remark"]), st.sampled_from(list(Status))),
    max_size=20,
).map(
    lambda steps: life(*((sum(each[0] for each in steps[: at + 1]), step[1], step[2]) for at, step in enumerate(steps)))
)


@given(_EVENTS, st.floats(0, 500), st.floats(0, 500))
def test_it_never_ran_longer_than_it_took_and_neither_shrinks(lived: list[Happened], at: float, later: float) -> None:
    now = running(lived, NOW + at * HOUR)
    then = running(lived, NOW + (at + later) * HOUR)
    assert NOTHING <= now[0] <= now[1] <= max(NOTHING, at * HOUR)
    assert now[0] <= then[0] and now[1] <= then[1]


@given(_EVENTS, st.floats(0, 500))
def test_running_and_standing_make_up_the_whole(lived: list[Happened], at: float) -> None:
    """Every stretch of time is counted once: it ran, it waited, or it had ended."""
    until = NOW + at * HOUR
    seen = [event for event in lived if event.at <= until]
    ran, waited, paused = NOTHING, NOTHING, False
    ends = [*(event.at for event in seen[1:]), until]
    for event, end in zip(seen, ends, strict=False):
        live = event.status in LIVE
        paused = live and (event.kind == "paused" or (paused and event.kind != "resumed"))
        ran += end - event.at if live and not paused else NOTHING
        waited += end - event.at if live and paused else NOTHING
    found, total = running(lived, until)
    assert found == ran and ran + waited <= total
    if all(event.status in LIVE for event in seen):
        assert ran + waited == total
