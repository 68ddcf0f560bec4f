"""/duty: who is on duty now and until when, and who is next; grid by grid where that differs."""

from collections.abc import Sequence

from domain.context import Context
from domain.duty.roster import DAY, Run, Shift, runs
from domain.duty.shift_words import named
from domain.effects import Effects, Say
from domain.lines import Hour, Joined, Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.reports import cards

AHEAD = 8 * DAY


def show(ctx: Context, chat: Chat, who: Person, shifts: Sequence[Shift], crew: Sequence[Person]) -> Effects:
    """Who is on now and next, among staff."""
    alone = chat.kind is ChatKind.PRIVATE
    change = (cards.button("change-roster", "shift", arg="open"),) if alone and may(who, "set_roster") else ()
    swap = (cards.button("swap", "swap", arg="open"),) if shifts else ()
    yield Say(chat, listed(ctx, chat.lang, shifts, crew), ((*swap, *change),))


def listed(ctx: Context, lang: str, shifts: Sequence[Shift], crew: Sequence[Person]) -> tuple[Line, ...]:
    """Who is on now and next; grids with the same answer share it."""
    if not shifts:
        return (line("no-shifts"),)
    found = runs(shifts, ctx.community.zone, ctx.now, ctx.now + AHEAD)
    groups: list[tuple[tuple[Line, ...], list[str]]] = []
    for code, grid in ctx.community.grids.items():
        lines = _of(ctx, found, code, crew)
        grids = next((grids for known, grids in groups if known == lines), None)
        if grids is None:
            groups.append((lines, grids := []))
        grids.append(grid.names[lang])
    if len(groups) == 1:
        return groups[0][0]
    headed = ((line("duty-grids", grids=Joined(tuple(grids))), *lines) for lines, grids in groups)
    return tuple(each for lines in headed for each in lines)


def _of(ctx: Context, found: Sequence[Run], grid: str, crew: Sequence[Person]) -> tuple[Line, ...]:
    """One grid's answer."""
    theirs = [
        (run, people)
        for run in found
        if run.shift.covers(grid)
        and (people := [each for each in crew if each.id in run.people and each.is_staff(grid)])
    ]
    now = [(run, people) for run, people in theirs if run.begin <= ctx.now]
    begins = min((run.begin for run, _ in theirs if run.begin > ctx.now), default=None)
    return (
        *(line("duty-now", shift=named(run.shift), who=who(people), until=Hour(run.end)) for run, people in now),
        *(() if now else (line("duty-nobody"),)),
        *(
            line("duty-next", shift=named(run.shift), who=who(people), at=Hour(run.begin))
            for run, people in theirs
            if run.begin == begins
        ),
    )


def who(people: Sequence[Person]) -> Joined:
    """Names and trades, as staff see each other."""
    return Joined(tuple(line("duty-person", name=each.name, trade=cards.trade(each)) for each in people))
