"""What people are told of a report: each where they spoke, and only what has really happened."""

from dataclasses import replace
from datetime import timedelta

from domain import cards
from domain.context import Case, Context
from domain.effects import Effects, Line, Log, Priority, Put, Rows, Say, Schedule, Term, line
from domain.filing import contacts, refresh, show
from domain.people import Recipient, Role
from domain.report import Report, Status, apply

CLOSE_AFTER = timedelta(days=7)  # a resolved report closes when nobody says otherwise


def shown(ctx: Context, case: Case) -> Effects:
    """Every card of the report, as it stands now."""
    yield from refresh(case, ctx)
    if case.group:
        yield show(case, case.group)


def tell(
    to: Recipient, report: Report, lines: tuple[Line, ...], buttons: Rows = (), photos: tuple[str, ...] = ()
) -> Say:
    """A notice to one person, where they can be told."""
    return Say(
        to.chat,
        lines,
        buttons,
        report=report.id,
        only_for=to.only_for,
        reply_to=to.reply_to,
        photos=photos,
        priority=Priority.NOTICE,
    )


def stands(ctx: Context, case: Case) -> Effects:
    """The minute is over: a move that stands is told to everybody it concerns."""
    pending = case.report.pending
    if pending is None or ctx.now < pending.until:
        return
    report = replace(case.report, pending=None)
    case = replace(case, report=report)
    yield Put(report)
    yield from refresh(case, ctx)
    lines, buttons = _notice(ctx, case, pending.move)
    for each in case.heard:
        yield tell(each, report, lines, buttons, case.after)
    if case.group:
        yield show(case, case.group)
        if pending.move != "acknowledge":
            yield Say(
                case.group,
                lines[:-1],
                report=report.id,
                reply_to=report.message,
                photos=case.after if report.status is Status.RESOLVED else (),
                priority=Priority.NOTICE,
            )
    if report.status is Status.RESOLVED:
        yield Schedule(ctx.now + CLOSE_AFTER, "close", str(report.id), report.cycle)


def _notice(ctx: Context, case: Case, move: str) -> tuple[tuple[Line, ...], Rows]:
    report = case.report
    act = (report.id, report.cycle)
    about = cards.title(report)
    who = Term("trade", case.assignee.trade) if case.assignee else Term("trade", "staff")
    if move == "acknowledge":
        coming = Term("coming", report.coming or "today")
        return (line("told-taken", **about, who=who, coming=coming),), ()
    if move == "resolve":
        ended = report.resolved_at or ctx.now
        fixed = line("told-resolved", **about, note=report.note, took=cards.took(report, ended))
        buttons = ((cards.button("fixed", "fixed", *act), cards.button("not-fixed", "notfixed", *act)),)
        return (fixed, line("told-resolved-ask")), buttons
    why = report.note if report.reason == "own" else Term("refusal", report.reason or "own")
    appeal = () if report.appealed else ((cards.button("appeal", "appeal", *act),),)
    last = line("told-refused-final" if report.appealed else "told-refused-appeal")
    return (line("told-refused", **about, reason=why), *elsewhere(ctx, report), last), appeal


def elsewhere(ctx: Context, report: Report) -> tuple[Line, ...]:
    """Where else to go with a matter that is not ours."""
    category = ctx.categories.get(report.category)
    if report.reason == "not_ours" and category.elsewhere:
        return (line("told-elsewhere", where=Term("elsewhere", report.category)),)
    return contacts(ctx)[:1]


def closed(ctx: Context, case: Case, cycle: int) -> Effects:
    """Seven days without a word: the matter is closed."""
    if case.report.cycle != cycle or case.report.status is not Status.RESOLVED:
        return
    report = apply(case.report, "close", frozenset({Role.DESK}))
    yield Put(report)
    yield Log(report.id, "close", None)
    yield from shown(ctx, replace(case, report=report))
