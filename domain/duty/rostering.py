"""A manager changes the roster in private: shifts are made, changed and dropped, people put on and off.

Every press changes one message.  ``shift:<id>:<number>:<what>`` is what the buttons carry; the number is a person, or
the ordinal of a day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from domain.buttons import data
from domain.context import Context
from domain.duty.roster import DAY, Run, Shift, run_of, with_exception
from domain.duty.shift_words import described, hours, named, read
from domain.effects import Assign, DropShift, Effects, Expect, Forgo, OnDay, PutShift, Say
from domain.lines import Button, Day, Joined, Line, Term, line
from domain.people import Chat, Person
from domain.reports import cards
from domain.talk.drafts import Prompt

TAG = "roster"
AHEAD = 14  # days for which an exception can be made
WAITS = timedelta(hours=1)  # for the line that says a shift
PROMPT = "shift"  # the kind of the question for it


def overview(ctx: Context, chat: Chat, shifts: Sequence[Shift], *, again: bool = False) -> Effects:
    """All shifts, each a button, and one to add another."""
    lines = [described(ctx.community, shift, chat.lang) for shift in shifts] or [line("no-shifts")]
    buttons = tuple(Button(line("text-is", text=named(shift)), data("shift", shift.id)) for shift in shifts)
    add = (cards.button("add-shift", "shift", arg="add"),)
    yield Say(chat, tuple(lines), (*cards.in_rows(buttons, 3), add), tag=TAG, again=again)


def one(ctx: Context, chat: Chat, shift: Shift, crew: Sequence[Person], *more: Line) -> Effects:
    """One shift: who has it every week, and the days on which that is otherwise."""
    have = [each.name for each in crew if each.id in shift.people]
    lines = [
        described(ctx.community, shift, chat.lang),
        line("shift-people", who=Joined(tuple(have))) if have else line("shift-nobody"),
        *(_exception(run, crew) for run in _coming(ctx, shift) if run.people != shift.people),
    ]
    rows = (
        *cards.in_rows(_ticks(shift, crew, shift.people, lambda who: data("shift", shift.id, who, "p")), 3),
        (
            cards.button("one-day", "shift", shift.id, arg="days"),
            cards.button("edit-shift", "shift", shift.id, arg="edit"),
        ),
        (cards.button("drop-shift", "shift", shift.id, arg="drop"), cards.button("back", "shift")),
    )
    yield Say(chat, (*lines, *more), rows, tag=TAG)


def toggle(ctx: Context, chat: Chat, shift: Shift, crew: Sequence[Person], person: int) -> Effects:
    """Somebody has this shift every week from now on, or no longer."""
    on = person not in shift.people
    if not on or any(each.id == person and shift.fits(each) for each in crew):
        yield Assign(person, ctx.community.code, shift.code, on)
        shift = replace(shift, people=shift.people ^ {person})
    yield from one(ctx, chat, shift, crew)


# --- one day ------------------------------------------------------------------------------------------


def days(ctx: Context, chat: Chat, shift: Shift) -> Effects:
    """Which day is to be otherwise?"""
    buttons = tuple(
        Button(line("text-is", text=_on(run)), data("shift", shift.id, run.day.toordinal(), "day"))
        for run in _coming(ctx, shift)
    )
    back = (cards.button("back", "shift", shift.id),)
    lines = (described(ctx.community, shift, chat.lang), line("ask-day"))
    yield Say(chat, lines, (*cards.in_rows(buttons, 3), back), tag=TAG)


def one_day(ctx: Context, chat: Chat, shift: Shift, crew: Sequence[Person], ordinal: int, what: str) -> Effects:
    """Who has it on one day alone; ``d<person>`` puts them on or takes them off."""
    run = next((run for run in _coming(ctx, shift) if run.day.toordinal() == ordinal), None)
    if run is None:
        yield from one(ctx, chat, shift, crew, line("day-is-over"))
        return
    person = int(what[1:]) if what[1:].isdecimal() else 0
    if person in run.people or any(each.id == person and shift.fits(each) for each in crew):
        on = person not in run.people
        yield OnDay(ctx.community.code, shift.id, run.day, person, on)
        changed = run_of(with_exception(shift, run.day, person, on), ctx.community.zone, run.day)
        run = changed or run
    there = Joined(tuple(each.name for each in crew if each.id in run.people))
    who = line("shift-people", who=there) if there.items else line("shift-nobody-then")
    marks = _ticks(shift, crew, run.people, lambda each: data("shift", shift.id, ordinal, f"d{each}"))
    back = (cards.button("back", "shift", shift.id),)
    since, until = hours(shift)
    head = line("shift-one-day", name=named(shift), day=_on(run), since=since, until=until)
    yield Say(chat, (head, who, line("only-that-day")), (*cards.in_rows(marks, 3), back), tag=TAG)


def _coming(ctx: Context, shift: Shift) -> list[Run]:
    """Its turns that are not over yet, for two weeks."""
    zone = ctx.community.zone
    today = ctx.now.astimezone(zone).date()
    found = (run_of(shift, zone, today + at * DAY) for at in range(-1, AHEAD))
    return [run for run in found if run and run.end > ctx.now]


def _on(run: Run) -> Line:
    return line("day-weekday", day=Day(run.begin), weekday=Term("weekday", str(run.day.weekday())))


def _exception(run: Run, crew: Sequence[Person]) -> Line:
    who = tuple(each.name for each in crew if each.id in run.people)
    return line("shift-otherwise", day=_on(run), who=Joined(who)) if who else line("shift-otherwise-none", day=_on(run))


def _ticks(
    shift: Shift, crew: Sequence[Person], there: frozenset[int], press: Callable[[int], str]
) -> tuple[Button, ...]:
    """Everybody who can have it, ticked who has."""
    return tuple(
        Button(line("ticked" if each.id in there else "text-is", text=each.name), press(each.id))
        for each in crew
        if shift.fits(each) or each.id in there
    )


# --- a shift is made, changed, dropped ----------------------------------------------------------------


def ask_line(ctx: Context, chat: Chat, person: Person, shift: Shift | None) -> Effects:
    """The next words of the manager say the shift."""
    yield Expect(Prompt(chat.id, person.id, PROMPT, shift.id if shift else 0, 0, ctx.now + WAITS))
    now = (described(ctx.community, shift, chat.lang),) if shift else ()
    back = (cards.button("back", "shift", shift.id if shift else 0),)
    yield Say(chat, (*now, line("ask-shift-line")), (back,), tag=TAG)


def said(
    ctx: Context,
    chat: Chat,
    person: Person,
    shifts: Sequence[Shift],
    which: int,
    text: str,
    trades: Mapping[str, str],
) -> Effects:
    """The line that says a shift: a new one, or how this one is from now on; who has it stays."""
    old = next((shift for shift in shifts if shift.id == which), None)
    new = read(text, old.code if old else _fresh(shifts), ctx.community, trades)
    if new is None:
        yield Say(chat, (line("shift-line-unclear"),))
        return
    yield Forgo(chat.id, person.id)
    yield PutShift(ctx.community.code, new)
    done = line("shift-changed" if old else "shift-added", shift=described(ctx.community, new, chat.lang))
    yield Say(chat, (done,), ((cards.button("to-roster", "shift", arg="open"),),))


def _fresh(shifts: Sequence[Shift]) -> str:
    """A code that no shift has."""
    taken = {shift.code for shift in shifts}
    return next(code for at in range(1, len(taken) + 2) if (code := f"own{at}") not in taken)


def ask_drop(ctx: Context, chat: Chat, shift: Shift) -> Effects:
    """Really?"""
    rows = (
        (cards.button("drop-shift", "shift", shift.id, arg="gone"), cards.button("not-drop-shift", "shift", shift.id)),
    )
    yield Say(chat, (described(ctx.community, shift, chat.lang), line("ask-drop-shift")), rows, tag=TAG)


def dropped(ctx: Context, chat: Chat, shifts: Sequence[Shift], shift: Shift) -> Effects:
    """It is no more."""
    yield DropShift(ctx.community.code, shift.id)
    yield from overview(ctx, chat, [each for each in shifts if each.id != shift.id])
