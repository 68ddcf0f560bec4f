"""换班: somebody of the crew asks another to take one of their next turns; nothing changes until the other says yes.

A request ends with the answer, when the turn begins, when either is of the crew no more, or when the roster has become
such that it makes no sense.  No grid that had somebody is left without by a swap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.buttons import data
from domain.context import Context
from domain.duty.roster import Run, Shift, run_of, runs
from domain.duty.shift_words import hours, named
from domain.duty.swap import Swap
from domain.effects import Answer, Effects, OnDay, Priority, PutSwap, Say, Schedule, Unschedule
from domain.lines import Arg, Button, Day, Line, Rows, Term, line
from domain.people import Chat, Person
from domain.reports import cards

AHEAD = timedelta(days=7)
TAG = "swap"


@dataclass(frozen=True, slots=True)
class Crowd:
    """The crew of a community, its roster, and where each can be told something."""

    crew: Sequence[Person]
    shifts: Sequence[Shift]
    private: Mapping[int, Chat]
    duty: Sequence[Chat] = ()

    def name(self, person: int) -> Arg:
        """What somebody is called; by trade once they are gone."""
        return next((each.name for each in self.crew if each.id == person), Term("trade", "staff"))


def turn_of(ctx: Context, shifts: Sequence[Shift], shift: int, ordinal: int) -> Run | None:
    """The turn that a button names, if it is still to come."""
    coming = runs(shifts, ctx.community.zone, ctx.now, ctx.now + AHEAD)
    return next(
        (run for run in coming if (run.shift.id, run.day.toordinal()) == (shift, ordinal) and run.begin > ctx.now), None
    )


def mine(ctx: Context, shifts: Sequence[Shift], person: int) -> tuple[Run, ...]:
    """The turns that somebody has within a week."""
    coming = runs(shifts, ctx.community.zone, ctx.now, ctx.now + AHEAD)
    return tuple(run for run in coming if run.begin > ctx.now and person in run.people)


def could(ctx: Context, crowd: Crowd, run: Run, asker: int) -> tuple[Person, ...]:
    """Who could take a turn instead of somebody: it fits them, they are free then, and no grid loses its only one."""
    zone = ctx.community.zone
    busy = {
        person
        for other in runs(crowd.shifts, zone, run.begin, run.end)
        if other.begin < run.end
        for person in other.people
    }
    return tuple(
        each
        for each in crowd.crew
        if each.id not in busy and run.shift.fits(each) and _keeps(ctx, crowd, run, asker, each)
    )


def _keeps(ctx: Context, crowd: Crowd, run: Run, asker: int, other: Person) -> bool:
    """Whether every grid of the turn that has somebody still has somebody."""
    before = [each for each in crowd.crew if each.id in run.people]
    after = [*(each for each in before if each.id != asker), other]
    grids = run.shift.grids or ctx.community.grids
    return all(
        any(each.is_staff(grid) for each in after) for grid in grids if any(each.is_staff(grid) for each in before)
    )


# --- asking -------------------------------------------------------------------------------------------


def choose_turn(ctx: Context, chat: Chat, crowd: Crowd, who: Person, *, again: bool = False) -> Effects:
    """Which of your turns?"""
    turns = mine(ctx, crowd.shifts, who.id)
    buttons = tuple(
        Button(line("swap-turn", **_about(run)), data("swap", run.shift.id, run.day.toordinal())) for run in turns
    )
    words = line("swap-which") if turns else line("swap-none")
    yield _say(ctx, chat, (words,), cards.in_rows(buttons, 2), again)


def choose_person(ctx: Context, chat: Chat, crowd: Crowd, who: Person, run: Run, open_one: Swap | None) -> Effects:
    """Whom to ask?  One request for a turn at a time."""
    back = (cards.button("back", "swap"),)
    if open_one:
        asked = line("swap-already", name=crowd.name(open_one.other), **_about(run))
        off = (cards.button("swap-off", "swapped", open_one.id, arg="off"),) if open_one.asker == who.id else ()
        yield _say(ctx, chat, (asked,), ((*off, *back),))
        return
    found = [each for each in could(ctx, crowd, run, who.id) if each.id in crowd.private]
    buttons = tuple(
        Button(
            line("button-person", name=each.name, trade=Term("trade", each.trade)),
            data("swap", run.shift.id, run.day.toordinal(), str(each.id)),
        )
        for each in found
    )
    words = line("swap-whom" if found else "swap-nobody", **_about(run))
    yield _say(ctx, chat, (words,), (*cards.in_rows(buttons, 2), back))


def ask(ctx: Context, chat: Chat, crowd: Crowd, who: Person, run: Run, other: Person, id_: int) -> Effects:
    """The other is asked in private; until they answer nothing changes."""
    swap = Swap(id_, ctx.community.code, run.shift.id, run.day, who.id, other.id, run.begin)
    yield PutSwap(swap)
    yield Schedule(run.begin, "swap", str(id_))
    off = (cards.button("swap-off", "swapped", id_, arg="off"),)
    yield _say(ctx, chat, (line("swap-asked", name=other.name, **_about(run)),), (off,))
    rows = ((cards.button("swap-yes", "swapped", id_, arg="yes"), cards.button("swap-no", "swapped", id_, arg="no")),)
    yield from _to_other(swap, crowd, "swap-please", rows, name=who.name, **_when(run))


# --- how it ends --------------------------------------------------------------------------------------


def answered(ctx: Context, crowd: Crowd, swap: Swap, who: Person, what: str) -> Effects:
    """行, 不行, or the asker needs it no more."""
    asked = who.id == swap.other and what in ("yes", "no")
    if not asked and not (who.id == swap.asker and what == "off"):
        yield Answer(line("answer-unknown"))
    elif swap.state != "open":
        yield Answer(line("answer-done-already"))
    elif what == "off":
        yield from _ended(ctx, crowd, swap, "void", "swap-taken-back", "swap-not-needed")
    elif what == "no":
        yield from _ended(ctx, crowd, swap, "declined", "swap-declined", "swap-you-declined")
    else:
        yield from _accepted(ctx, crowd, swap)


def _accepted(ctx: Context, crowd: Crowd, swap: Swap) -> Effects:
    run = turn_of(ctx, crowd.shifts, swap.shift, swap.day.toordinal())
    fits = (
        run and swap.asker in run.people and any(each.id == swap.other for each in could(ctx, crowd, run, swap.asker))
    )
    if run is None or not fits:
        yield from ended_by_itself(ctx, crowd, swap, "swap-overtaken")
        return
    for person, on in ((swap.asker, False), (swap.other, True)):
        yield OnDay(swap.community, swap.shift, swap.day, person, on)
    yield from _ended(ctx, crowd, swap, "accepted", "swap-accepted", "swap-you-took")
    for chat in crowd.duty:
        if run.shift.covers(chat.grid):
            names = {"asker": crowd.name(swap.asker), "other": crowd.name(swap.other)}
            yield Say(chat, (line("swap-news", **names, **_about(run)),), priority=Priority.NOTICE)


def ended_by_itself(ctx: Context, crowd: Crowd, swap: Swap, why: str) -> Effects:
    """Nobody answered in time, or it makes no sense any more: the asker hears why, the other's buttons go."""
    yield from _ended(ctx, crowd, swap, "void", why, "swap-not-needed")


def _ended(ctx: Context, crowd: Crowd, swap: Swap, state: str, to_asker: str, to_other: str) -> Effects:
    yield PutSwap(replace(swap, state=state))
    yield Unschedule("swap", str(swap.id))
    shift = next((shift for shift in crowd.shifts if shift.id == swap.shift), None)
    run = shift and run_of(shift, ctx.community.zone, swap.day)
    about = _about(run) if run else _gone(ctx, swap)
    if to_asker and (chat := crowd.private.get(swap.asker)):
        name = crowd.name(swap.other)
        yield Say(chat, (line(to_asker, name=name, **about),), priority=Priority.ALERT, community=swap.community)
    yield from _to_other(swap, crowd, to_other, (), name=crowd.name(swap.asker), **about)


def _to_other(swap: Swap, crowd: Crowd, key: str, rows: Rows, **about: Arg) -> Effects:
    """The one message that the other has of it."""
    if chat := crowd.private.get(swap.other):
        tag = f"{TAG}:{swap.id}"
        yield Say(chat, (line(key, **about),), rows, tag=tag, priority=Priority.ALERT, community=swap.community)


def _say(ctx: Context, chat: Chat, lines: tuple[Line, ...], rows: Rows, again: bool = False) -> Say:
    return Say(chat, lines, rows, tag=TAG, again=again, community=ctx.community.code)


def _about(run: Run) -> dict[str, Arg]:
    return {"shift": named(run.shift), "day": _day(run)}


def _when(run: Run) -> dict[str, Arg]:
    since, until = hours(run.shift)
    return {**_about(run), "since": since, "until": until}


def _day(run: Run) -> Line:
    return line("day-weekday", day=Day(run.begin), weekday=Term("weekday", str(run.day.weekday())))


def _gone(ctx: Context, swap: Swap) -> dict[str, Arg]:
    """The words for a turn whose shift is no more."""
    return {
        "shift": "",
        "day": line("day-weekday", day=Day(swap.begins_at), weekday=Term("weekday", str(swap.day.weekday()))),
    }
