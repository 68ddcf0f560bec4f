"""A swap changes one turn, for two people, and leaves no grid without somebody; what passes on is said once."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.duty import handover, swapping
from domain.duty.roster import Shift, run_of, runs, with_exception
from domain.duty.swap import Swap
from domain.duty.swapping import Crowd
from domain.effects import Effect, OnDay, PutSwap, Say
from domain.lines import line
from domain.people import Person, Role
from domain.report import Pause, Report, Status
from tests.domain.cases import DUTY, HOME, context, person, private, report

WEEK = frozenset(range(7))
GRIDS = tuple(HOME.grids)
MONDAY = date(2026, 11, 23)


def crew_of(reach: list[tuple[str, ...]]) -> tuple[Person, ...]:
    return tuple(person(at, f"师傅{at}", Role.STAFF, "electrician", grids) for at, grids in enumerate(reach, 1))


REACH = st.lists(st.sampled_from([(), ("g1",), ("g1", "g2"), ("g3", "g4")]), min_size=2, max_size=5)
SHIFT = st.builds(
    Shift,
    code=st.sampled_from(["day", "night"]),
    days=st.just(WEEK),
    since=st.sampled_from([time(0), time(8), time(20)]),
    until=st.sampled_from([time(0), time(8), time(20)]),
    people=st.frozensets(st.integers(1, 5), max_size=3),
    grids=st.sampled_from([frozenset[str](), frozenset({"g1"}), frozenset({"g2", "g3"})]),
    trades=st.sampled_from([frozenset[str](), frozenset({"electrician"}), frozenset({"lift"})]),
    absent=st.frozensets(st.tuples(st.just(MONDAY), st.integers(1, 5)), max_size=2),
)
ROSTER = st.lists(SHIFT, min_size=1, max_size=3).map(
    lambda found: tuple(
        Shift(s.code, s.days, s.since, s.until, s.people, s.grids, s.trades, s.name, at, s.extra, s.absent)
        for at, s in enumerate(found, 1)
    )
)


def covered(crew: tuple[Person, ...], shift: Shift, day: date) -> set[str]:
    """The grids for which somebody has this turn."""
    there = [each for each in crew if each.id in shift.on(day)]
    return {grid for grid in GRIDS if shift.covers(grid) and any(each.is_staff(grid) for each in there)}


def changed(shifts: tuple[Shift, ...], effects: list[Effect]) -> tuple[Shift, ...]:
    """The roster after these effects."""
    for effect in effects:
        if isinstance(effect, OnDay):
            shifts = tuple(
                with_exception(each, effect.day, effect.person, effect.on) if each.id == effect.shift else each
                for each in shifts
            )
    return shifts


@given(REACH, ROSTER, st.integers(1, 5), st.sampled_from(["yes", "no", "off", "maybe"]), st.integers(1, 5))
def test_a_swap_never_loses_coverage_nor_puts_anybody_in_two_places(
    reach: list[tuple[str, ...]], shifts: tuple[Shift, ...], asker: int, answer: str, presser: int
) -> None:
    crew = crew_of(reach)
    crowd = Crowd(crew, shifts, {each.id: private(each) for each in crew}, (DUTY,))
    ctx = context()
    for run in swapping.mine(ctx, shifts, asker):
        for other in swapping.could(ctx, crowd, run, asker):
            swap = Swap(1, HOME.code, run.shift.id, run.day, asker, other.id, run.begin)
            effects = list(swapping.answered(ctx, crowd, swap, person(presser, "某人"), answer))
            after = changed(shifts, effects)
            (now,) = (each for each in after if each.id == run.shift.id)
            assert covered(crew, now, run.day) >= covered(crew, run.shift, run.day)
            assert len(now.on(run.day)) == len(run.people)
            if (answer, presser) == ("yes", other.id):
                assert now.on(run.day) == (run.people - {asker}) | {other.id}
                theirs = [each for each in runs(after, HOME.zone, run.begin, run.end) if other.id in each.people]
                assert sum(each.begin < run.end and each.end > run.begin for each in theirs) == 1
            else:
                assert after == shifts
            done = [effect.swap.state for effect in effects if isinstance(effect, PutSwap)]
            assert done in ([], ["accepted"], ["declined"], ["void"])


def test_a_request_that_is_over_changes_nothing() -> None:
    crew = crew_of([(), ()])
    shift = Shift("day", WEEK, time(8), time(20), frozenset({1}), id=1)
    crowd = Crowd(crew, (shift,), {each.id: private(each) for each in crew}, (DUTY,))
    run = run_of(shift, HOME.zone, MONDAY)
    assert run
    for state in ("accepted", "declined", "void"):
        swap = Swap(1, HOME.code, 1, MONDAY, 1, 2, run.begin, state)
        for who, what in ((2, "yes"), (2, "no"), (1, "off")):
            effects = list(swapping.answered(context(), crowd, swap, person(who, "某人"), what))
            assert not any(isinstance(effect, OnDay | PutSwap | Say) for effect in effects)
    begun = context(run.begin + timedelta(minutes=1))
    late = list(swapping.answered(begun, crowd, Swap(1, HOME.code, 1, MONDAY, 1, 2, run.begin), crew[1], "yes"))
    assert not any(isinstance(effect, OnDay) for effect in late)


# --- what passes on -----------------------------------------------------------------------------------

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # eight in the evening
YESTERDAY = NOW - timedelta(days=1)


def taken(number: int, by: int, coming: str, promised: datetime = NOW, **more: object) -> Report:
    changes = {"status": Status.ACKNOWLEDGED, "assignee": by, "coming": coming, "promised_at": promised, **more}
    return report(id=number, number=number, **changes)


def test_each_report_passes_on_for_one_reason() -> None:
    live = [
        report(id=1, number=1),
        taken(2, 3, "today"),
        taken(3, 3, "tomorrow", YESTERDAY),
        taken(4, 3, "tomorrow"),
        taken(5, 4, "parts"),
        taken(6, 5, "parts"),  # whose turn is not over
        taken(7, 3, "today", pause=Pause("parked", NOW, NOW + timedelta(days=3), "")),
    ]
    found = handover.sections(context(NOW), live, [report(id=8, number=8)], {3, 4})
    assert [(each.kind, each.person, [report.id for report in each.reports]) for each in found] == [
        ("nobody", 0, [1]),
        ("today", 0, [2, 3]),
        ("of", 3, [4]),
        ("of", 4, [5]),
        ("calls", 0, [8]),
    ]
    assert handover.sections(context(NOW), [], [], {3}) == ()


def test_a_long_list_is_cut_and_fits_a_message() -> None:
    live = [report(id=at, number=1000 + at) for at in range(1, 200)]
    (section,) = handover.sections(context(NOW), live, [], ())
    said = handover.say(DUTY, line("handover-now"), [section], {1: "长" * 500}, {}, NOW)
    assert len(handover.shown(section)) == handover.LISTED
    assert sum(len(row) for row in said.buttons) <= handover.BUTTONS
    assert said.lines[-1].args == {"count": 199 - handover.LISTED}


def test_only_those_whose_turn_is_over_leave() -> None:
    shifts = (
        Shift("day", WEEK, time(8), time(20), frozenset({3, 4}), frozenset({"g1"})),
        Shift("night", WEEK, time(20), time(8), frozenset({3}), frozenset({"g2"})),
        Shift("late", WEEK, time(14), time(22), frozenset({5})),
    )
    changed = handover.change(context(NOW), shifts, NOW)
    assert (sorted(changed.leaving), sorted(changed.grids)) == ([4], ["g1", "g2"])  # 3 goes on
    assert [run.shift.code for run in (*changed.out, *changed.into)] == ["day", "night"]
