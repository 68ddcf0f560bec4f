"""What people are told of a report: each where they spoke, and only what has really happened.

Who can be told alone hears it alone.  In a channel where the group would read along, the reporter is told
once, as a reply without personal data, and the card speaks to everybody else.
"""

from dataclasses import replace
from datetime import timedelta

from domain import calls, cards, paused, phones, wayin
from domain.context import Case, Context
from domain.effects import Arg, Effects, Line, Log, Priority, Put, Rows, Say, Schedule, Term, line
from domain.filing import refresh, show
from domain.people import Recipient, Role
from domain.report import Report, Status, apply
from domain.responsible import falls_to_community

HALFWAY = frozenset({"acknowledge", "secure", "park", "refer", "resume"})  # the card says so; a notice ends it
CLOSE_AFTER = timedelta(days=7)  # a resolved report closes when nobody says otherwise


def shown(ctx: Context, case: Case) -> Effects:
    """Every card of the report, as it stands now."""
    yield from refresh(case, ctx)
    if case.group:
        yield show(case, ctx, case.group)


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


def tell_all(ctx: Context, case: Case, key: str, **more: Arg) -> Effects:
    """The same short word to everybody who waits for it, where they can be told alone; the reporter anyway."""
    for each in case.heard:
        if not each.in_public or each == case.reporter:
            yield tell(each, case.report, (line(key, **about(ctx, case, each), **more),))


def stands(ctx: Context, case: Case) -> Effects:
    """The minute is over: a move that stands is told to everybody it concerns."""
    pending = case.report.pending
    if pending is None or ctx.now < pending.until:
        return
    report = replace(case.report, pending=None)
    case = replace(case, report=report)
    yield Put(report)
    yield from shown(ctx, case)
    for each in case.heard:
        if not each.in_public:
            lines, buttons = _notice(ctx, case, pending.move, each)
            photos = case.after if pending.move == "resolve" else ()
            yield tell(each, report, lines, buttons, photos)
    yield from _openly(ctx, case, pending.move)
    yield from calls.told(ctx, case, pending.move)
    if report.status is Status.RESOLVED and not report.to_phone:  # that closes with what they say on the phone
        yield Schedule(ctx.now + CLOSE_AFTER, "close", str(report.id), report.cycle)


def about(ctx: Context, case: Case, to: Recipient) -> dict[str, Arg]:
    """The words for the report: the reporter's own to the reporter, public ones to everybody else."""
    if to == case.reporter and not to.in_public:
        return cards.title(case.report)
    return cards.public_title(ctx, case.report, to.chat.lang)


def _notice(ctx: Context, case: Case, move: str, to: Recipient) -> tuple[tuple[Line, ...], Rows]:
    """What somebody who can be told alone hears of a move."""
    report, words = case.report, about(ctx, case, to)
    if move == "acknowledge":
        return _taken(ctx, case, words), ()
    if move == "secure":
        return (line("told-secured", **words, text=cards.sentence(report.secured)),), ()
    if move in ("park", "refer"):
        return (paused.told(report, words),), ()
    if move == "resume":
        return (line("told-resumed", **words, who=cards.trade(case.assignee)),), ()
    if move == "resolve":
        ended = report.resolved_at or ctx.now
        fixed = line("told-resolved", **words, note=cards.sentence(report.note), took=cards.took(report, ended))
        return (fixed, line("told-resolved-ask")), cards.ended_buttons(report)
    last = line("told-refused-final" if report.appealed else "told-refused-appeal")
    refused = line("told-refused", **words, reason=cards.reason(report))
    return (refused, *elsewhere(ctx, report), last), cards.appeal_buttons(report)


def _taken(ctx: Context, case: Case, words: dict[str, Arg]) -> tuple[Line, ...]:
    taken = line("told-taken", **words, who=cards.trade(case.assignee), coming=cards.coming(ctx, case.report))
    ours = falls_to_community(ctx, case.report.category, case.report.place)
    return (taken, line("no-company")) if ours else (taken,)


def _openly(ctx: Context, case: Case, move: str) -> Effects:
    """The group hears how it ended, in codes alone: no note, no photo, no room.

    A reporter whom only the group can reach hears there of the taking too, and finds the buttons there.
    """
    report, only_here = case.report, case.reporter is not None and case.reporter.in_public
    if case.group is None or (move in HALFWAY and not only_here):
        return
    words = cards.public_title(ctx, report, case.group.lang)
    buttons: Rows = ()
    if move == "acknowledge":
        lines = _taken(ctx, case, words)
    elif move == "secure":
        lines = (line("group-secured", **words),)
    elif move in ("park", "refer"):
        lines = (paused.openly(report, words),)
    elif move == "resume":
        lines = (line("group-resumed", **words),)
    elif move == "resolve":
        lines = (line("group-resolved", **words, took=cards.took(report, report.resolved_at or ctx.now)),)
        buttons = cards.ended_buttons(report) if only_here else ()
    else:
        lines = (line("group-refused", **words, reason=cards.public_reason(report)), *elsewhere(ctx, report))
        buttons = cards.appeal_buttons(report) if only_here else ()
    yield Say(case.group, lines, buttons, report=report.id, reply_to=report.message, priority=Priority.NOTICE)


def elsewhere(ctx: Context, report: Report) -> tuple[Line, ...]:
    """Where else to go with a matter that is not ours."""
    category = ctx.categories.get(report.category)
    if report.reason == "not_ours" and category.elsewhere:
        return (line("told-elsewhere", where=Term("elsewhere", report.category)),)
    return line("told-call"), phones.on_duty(ctx)


def closed(ctx: Context, case: Case, cycle: int) -> Effects:
    """Seven days without a word: the matter is closed."""
    if case.report.cycle != cycle or case.report.status is not Status.RESOLVED:
        return
    report = apply(case.report, "close", frozenset({Role.DESK}))
    yield Put(report)
    yield Log(report.id, "close", None)
    yield from wayin.lasting(ctx, case, report)
    yield from shown(ctx, replace(case, report=report))
