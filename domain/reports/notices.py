"""What people are told of a report: each where they spoke, and only what has really happened.

Who can be told alone hears it alone.  In a channel where the group would read along, the reporter is told
once, as a reply without personal data, and the card speaks to everybody else.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Effects, Log, Priority, Put, Say, Unbutton
from domain.lines import Arg, Line, Rows, line
from domain.people import Chat, Recipient, Role
from domain.report import Report, Status, apply
from domain.reports import alerts, calls, cards, outcome, paused, told
from domain.reports.outcome import about
from domain.reports.rating import counted
from domain.reports.responsible import falls_to_community
from domain.talk import receipts, wayin
from domain.talk.filing import refresh, show


def shown(ctx: Context, case: Case) -> Effects:
    """Every card of the report, as it stands now."""
    yield from refresh(case, ctx)
    for group in groups(case):
        yield show(case, ctx, group)


def unhurried(effects: Effects) -> Effects:
    """The same, said when nothing waits that somebody has to act on."""
    for each in effects:
        yield replace(each, priority=Priority.NOTICE) if isinstance(each, Say) else each


def groups(case: Case) -> tuple[Chat, ...]:
    """The residents' groups that have its card: the one it came from, of a known incident every one it concerns."""
    return (case.group, *case.beside) if case.group else ()


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
    yield from no_way_back(case)
    yield from _to_publish(ctx, case)
    ended = report.status in told.OWED
    if ended:
        yield from receipts.spent(case)
    for each in case.heard:
        if not each.in_public:
            yield outcome.ending(ctx, case, each) if ended else _told(ctx, case, pending.move, each)
    yield from _openly(ctx, case, pending.move)
    yield from calls.told(ctx, case, pending.move)
    yield from told.begun(ctx, report)


def no_way_back(case: Case) -> Effects:
    """The small message with 撤销 keeps its words: wherever staff made the move, its button is spent."""
    for chat in _where_undone(case):
        yield Unbutton(chat, tag=cards.undo_tag(case.report))


def _to_publish(ctx: Context, case: Case) -> Effects:
    """The same message offers what the card, far above by now, offers too: the reporter's photos in the group."""
    if not alerts.may_publish(ctx, case):
        return
    words = line("resolved-photos", number=str(case.report.number))
    for chat in _where_undone(case):
        rows = (alerts.publish_button(case.report),)
        yield Say(chat, (words,), rows, tag=cards.undo_tag(case.report), change=True, report=case.report.id)


def published(case: Case) -> Effects:
    """The photos stand in the group: the message that offered it says so."""
    words = line("photos-published", number=str(case.report.number))
    for chat in _where_undone(case):
        yield Say(chat, (words,), tag=cards.undo_tag(case.report), change=True, report=case.report.id)


def _where_undone(case: Case) -> Iterable[Chat]:
    return dict.fromkeys((*case.crew.duty, *case.desks, *case.crew.private.values()))


def _told(ctx: Context, case: Case, move: str, to: Recipient) -> Say:
    said = tell(to, case.report, _notice(ctx, case, move, to))
    return replace(said, owed=move == "acknowledge")


def _notice(ctx: Context, case: Case, move: str, to: Recipient) -> tuple[Line, ...]:
    """What somebody who can be told alone hears of a move that is no end."""
    report, words = case.report, about(ctx, case, to)
    if move == "acknowledge":
        return _taken(ctx, case, words)
    if move in ("park", "refer"):
        return (paused.told(report, words),)
    if move == "resume":
        return (line("told-resumed", **words, who=cards.trade(case.assignee)),)
    return (line("told-secured", **words, text=cards.sentence(report.secured)),)


def _taken(ctx: Context, case: Case, words: dict[str, Arg]) -> tuple[Line, ...]:
    taken = line("told-taken", **words, who=cards.trade(case.assignee), coming=cards.coming(ctx, case.report))
    ours = falls_to_community(ctx, case.report.category, case.report.place)
    return (taken, line("no-company")) if ours else (taken,)


def _openly(ctx: Context, case: Case, move: str) -> Effects:
    """The group hears how it ended; a reporter whom only the group can reach hears there of the taking too."""
    report = case.report
    if case.group is None:
        return
    if report.status in told.OWED:
        for group in groups(case):
            if said := outcome.openly(ctx, case, group):
                yield said
        return
    if case.reporter is None or not case.reporter.in_public:
        return
    words = cards.public_title(ctx, report, case.group.lang)
    if move == "acknowledge":
        lines = _taken(ctx, case, words)
    elif move in ("park", "refer"):
        lines = (paused.openly(report, words),)
    elif move == "resume":
        lines = (line("group-resumed", **words),)
    else:
        lines = (line("group-secured", **words),)
    yield Say(case.group, lines, report=report.id, reply_to=report.message, priority=Priority.NOTICE)


def closed(ctx: Context, case: Case, cycle: int) -> Effects:
    """Seven days since they were told: closed, rated by what neighbours said, or unrated."""
    owed = case.report.reporter is not None and told.is_owed(case.report, cycle)
    if case.report.cycle != cycle or case.report.status is not Status.RESOLVED or owed:
        return
    report = apply(case.report, "close", frozenset({Role.DESK}))
    yield Put(report)
    rated = counted(case.ratings, report.reporter).solved
    yield Log(report.id, "close", None, "rated" if rated else "unrated")
    yield from wayin.lasting(ctx, case, report)
    yield from shown(ctx, replace(case, report=report))
    yield from receipts.spent(case)
