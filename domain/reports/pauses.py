"""The clock of the resolution stands: 挂账 with a reason and a date, 转外单位, 接着办, and a question nobody answers.

The words are domain/reports/paused.py; how the promise moves is domain/promises/deadlines.py.
"""

from dataclasses import replace
from datetime import datetime

from domain.buttons import data
from domain.context import Case, Context
from domain.effects import Answer, Effects, Expect, Forgo, Priority, Put, Say, Unbutton
from domain.lines import Button, Line, Rows, line
from domain.people import Chat, Person
from domain.promises import deadlines, reminders, spent
from domain.report import MoveRefused, Pause, Report, apply, check
from domain.reports import cards, lifecycle, paused
from domain.reports.lifecycle import NOTE_WITHIN, asked_on, expect, moved, undo_here
from domain.talk.drafts import Prompt
from domain.talk.filing import refresh, staff_card
from domain.understanding import dates

DAYS = {"park": (3, 7, 30), "refer": (3, 7, 14)}
WAIT = 7  # days that 再等 gives
LONGEST = 60  # days that a button may ask for
KINDS = {"park": "parked", "refer": "unit"}


def park(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """挂账: why?"""
    check(case.report, "park", case.roles(who))
    yield from expect(ctx, case, who, at, "park", line("ask-park", **cards.title(case.report)))


def refer(ctx: Context, case: Case, who: Person, at: Chat, unit: str) -> Effects:
    """转外单位: which one?"""
    check(case.report, "refer", case.roles(who))
    if unit == "other":
        yield from expect(ctx, case, who, at, "refer", line("ask-unit-name", **cards.title(case.report)))
    elif unit in paused.UNITS:
        yield staff_card(case, ctx, at)
        yield from until_when(ctx, case, who, at, "refer", unit)
    else:
        yield from lifecycle.menu(ctx, case, at, _units(case.report), line("ask-unit"))


def _units(report: Report) -> Rows:
    act = (report.id, report.cycle)
    named = tuple(cards.button(f"unit-{code}", "refer", *act, code) for code in paused.UNITS[:-1])
    last = (cards.button("unit-other", "refer", *act, "other"), cards.button("back", "back", *act))
    return (*cards.in_rows(named, 4), last)


def until_when(
    ctx: Context, case: Case, who: Person, at: Chat, move: str, note: str, again: Line | None = None
) -> Effects:
    """The reason or the unit is known: until which day?"""
    report = case.report
    yield Expect(Prompt(at.id, who.id, f"{move}_until", report.id, report.cycle, ctx.now + NOTE_WITHIN, note))
    choices = tuple(
        Button(line("button-days", count=days), data("until", report.id, report.cycle, str(days)))
        for days in DAYS[move]
    )
    asked = again or line(f"ask-until-{move}", number=str(report.number))
    yield from asked_on(report, who, at, (choices,), asked)


def dated(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str) -> Effects:
    """The day in words."""
    until = dates.named(text, ctx.now, ctx.community.zone)
    over = dates.next_year(text, ctx.now, ctx.community.zone)
    if until is None or over:
        move = prompt.kind.removesuffix("_until")
        again = _over(over.astimezone(ctx.community.zone)) if over else line("ask-date-again")
        yield from until_when(ctx, case, who, at, move, prompt.text, again)
    else:
        yield from stands(ctx, case, who, at, prompt, until)


def _over(next_year: datetime) -> Line:
    """This year's day is over: did they mean it?"""
    year, month, day = (str(each) for each in (next_year.year, next_year.month, next_year.day))
    return line("ask-date-over", year=year, month=month, day=day)


def in_days(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, days: str) -> Effects:
    """The day by a button."""
    count = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0
    if 1 <= count <= LONGEST:
        yield from stands(ctx, case, who, at, prompt, dates.after(ctx.now, count, ctx.community.zone))
    else:
        yield Answer(line("answer-unknown"))


def stands(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, until: datetime) -> Effects:
    """All is known: the clock stands from now on, in the hands of whoever has it, or of whoever says so."""
    old, move = case.report, prompt.kind.removesuffix("_until")
    report = apply(
        old,
        move,
        case.roles(who),
        assignee=old.assignee or who.id,
        acknowledged_at=old.acknowledged_at or ctx.now,
        coming=None,
        promised_at=None,
        call=False,
    )
    report = deadlines.paused(report, Pause(KINDS[move], ctx.now, until, prompt.text), ctx.now)
    yield Forgo(at.id, who.id)
    code = prompt.text if move == "refer" and prompt.text in paused.UNITS else ""
    yield from moved(ctx, case, report, who, move, detail=f"{code}:{until.date()}", text="" if code else prompt.text)
    yield from undo_here(at, report, who, move)


def wait(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """再等: another week; how often is counted, and everybody who waits hears the new day."""
    pause, until = case.report.pause, dates.after(ctx.now, WAIT, ctx.community.zone)
    if pause is None or not case.report.waits:
        raise MoveRefused("park", case.report, "status")
    move = next(each for each, kind in KINDS.items() if kind == pause.kind)
    later = replace(pause, until=until, times=pause.times + 1)
    report = apply(case.report, move, case.roles(who), pause=later)
    yield Unbutton(at, tag=reminders.tag(report))
    yield from moved(ctx, case, report, who, move, detail=f"again:{until.date()}")
    yield from undo_here(at, report, who, move)


def resume(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """接着办: the clock runs again, and the promise is as much later as it waited."""
    if not case.report.waits:
        check(case.report, "resume", case.roles(who))
        raise MoveRefused("resume", case.report, "status")
    report = deadlines.running(apply(case.report, "resume", case.roles(who)), ctx.now)
    yield Unbutton(at, tag=reminders.tag(report))
    yield from moved(ctx, case, report, who, "resume")


# --- waiting for the resident ------------------------------------------------------------------------


def unanswered(ctx: Context, case: Case, cycle: int) -> Effects:
    """Three days without an answer: the clock runs again, and staff hear it."""
    old = case.report
    asking = old.pause is not None and old.pause.kind == "resident"
    if old.cycle != cycle or not asking or (old.pause and old.pause.until and ctx.now < old.pause.until):
        return
    report = deadlines.running(old, ctx.now)  # the question stays: a late answer is still one
    yield Put(report)
    yield from spent.clock(old, report, None)
    yield from refresh(replace(case, report=report), ctx)
    words = line("no-answer", **cards.title(report))
    act = (report.id, report.cycle)
    rows: Rows = ((cards.button("ask", "ask", *act), cards.button("done", "done", *act)),)
    for chat in reached(case):
        yield Say(chat, (words,), rows, report=report.id, priority=Priority.ALERT)


def reached(case: Case) -> tuple[Chat, ...]:
    """The duty groups, whoever has the card, and whoever has it in hand, in private."""
    mine = case.crew.private.get(case.report.assignee or 0)
    return tuple(dict.fromkeys((*case.crew.duty, *case.desks, *((mine,) if mine else ()))))
