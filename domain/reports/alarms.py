"""Danger that somebody answers: 我在处理, 误报, and what is said again about an alarm that rings already.

In danger nobody waits for the minute of undo: who is told, is told at once.  The ladder is domain/promises/ladder.py.
"""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta

from domain.context import Case, Context
from domain.effects import Answer, Attach, Effect, Effects, Filed, Link, Log, Priority, Put, Say, Support, Unschedule
from domain.lines import Line, Rows, line
from domain.people import Chat, ChatKind, Person, Recipient, Role
from domain.promises import deadlines, spent
from domain.public import hiding, visibility
from domain.report import FALSE_ALARM, MoveRefused, Status, apply, check
from domain.reports import calls, cards, outcome
from domain.reports.lifecycle import menu, stored
from domain.reports.notices import shown, tell
from domain.talk import contacts, filing, receipts, wayin
from domain.talk.drafts import Draft

ONE_ALARM = timedelta(minutes=30)  # what is said of one danger in one building within it is one alarm


def handle(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """我在处理: somebody is on it, and everybody who waits hears so at once."""
    old = case.report
    check(old, "acknowledge", case.roles(who))
    if old.status is not Status.OPEN or old.danger is None:
        yield Answer(line("answer-handled", who=cards.trade(case.assignee)))
        return
    report = apply(
        old,
        "acknowledge",
        case.roles(who),
        assignee=who.id,
        coming="now",
        promised_at=ctx.now,
        acknowledged_at=old.acknowledged_at or ctx.now,
        call=False,
        pending=None,
    )
    yield from stored(report, who, "acknowledge", "now")
    yield Unschedule("tell", str(report.id))
    case = replace(case, report=report, assignee=who, told_assignee=who)
    yield from shown(ctx, case)
    yield from _heard(ctx, case, "handling")
    yield from calls.told(ctx, case, "acknowledge")
    yield Answer(line("answer-handling"))


def false_alarm(ctx: Context, case: Case, who: Person, at: Chat, sure: str) -> Effects:
    """误报: there is no danger.  Asked once more, since it silences a real one too."""
    old = case.report
    check(old, "false_alarm", case.roles(who))
    if old.danger is None:
        raise MoveRefused("false_alarm", old, "status")
    if sure != "yes":
        act = (old.id, old.cycle)
        rows: Rows = ((cards.button("no-danger", "false", *act, "yes"), cards.button("back", "back", *act)),)
        yield from menu(ctx, case, at, rows, line("ask-false"))
        return
    report = apply(
        old,
        "false_alarm",
        case.roles(who),
        reason=FALSE_ALARM,
        resolved_at=ctx.now,
        assignee=old.assignee or who.id,
        acknowledged_at=old.acknowledged_at or ctx.now,
        call=False,
        question="",
        pending=None,
    )
    report = deadlines.running(report, ctx.now)
    yield from stored(report, who, "false_alarm")
    yield from spent.clock(old, report, who.id)
    yield from wayin.lasting(ctx, case, report)
    yield Unschedule("tell", str(report.id))
    case = replace(case, report=report, assignee=who if report.assignee == who.id else case.assignee)
    yield from shown(ctx, case)
    yield from receipts.spent(case)
    yield from _heard(ctx, case, "false-alarm")
    for chat in dict.fromkeys((*case.crew.duty, *case.desks)):
        words = line("alarm-over", **cards.title(report), who=cards.trade(who))
        yield Say(chat, (words,), report=report.id, priority=Priority.ALERT)
    yield Answer(line("answer-false-alarm"))


def _heard(ctx: Context, case: Case, what: str) -> Effects:
    """The reporter, the neighbours, whoever filed it, the group, and the street if it was called."""
    report, who, group = case.report, cards.trade(case.assignee), case.group
    for each in case.heard:
        if not each.in_public and (group is None or each.chat.id != group.id):
            yield tell(each, report, (line(f"told-{what}", **outcome.about(ctx, case, each), who=who),))
    if case.filer and case.filer.chat.kind is ChatKind.PRIVATE and what == "false-alarm":
        yield tell(case.filer, report, (line("told-false-alarm", **cards.title(report), who=who),))
    if group:
        words = line(f"group-{what}", **cards.public_title(ctx, report, group.lang), who=who)
        yield Say(group, (words,), report=report.id, reply_to=report.message, priority=Priority.DANGER)
    for chat in case.street:
        words = line(f"street-{what}", **cards.public_title(ctx, report, chat.lang), who=who)
        yield Say(chat, (words,), report=report.id, priority=Priority.DANGER)


def joined(ctx: Context, case: Case, draft: Draft, author: Recipient, origin: Chat) -> Effects:
    """Somebody tells of a danger that staff are called to already: it is one alarm, with their words and photos."""
    case = yield from taken_in(ctx, case, draft, author, origin)
    yield from _answer(ctx, case, draft, author, origin)


def taken_in(ctx: Context, case: Case, draft: Draft, author: Recipient, origin: Chat) -> Generator[Effect, None, Case]:
    """What somebody tells stands by a report that is there already, and they have a part in it."""
    said, contact = contacts.split(draft.text)
    text = "\n".join(part for part in (case.report.text, said) if part)
    report = apply(case.report, "add", frozenset({Role.SUPPORTER}), text=text)
    report = visibility.followed(ctx.categories, case.report, report, ctx.now)
    yield Put(report)
    yield Log(report.id, "add", author.person, detail=draft.messages[0] if draft.messages else "", text=said)
    yield Attach(report.id, draft.photos, draft.voice)
    yield Link(origin.id, draft.messages, report=report.id)
    yield Filed(draft, report.id)
    case = yield from hiding.settled(ctx, case, report)
    case = replace(case, photos=(*case.photos, *draft.photos), voice=draft.voice or case.voice)
    if all(each.person != author.person for each in case.heard):
        yield Support(report.id, author.person, origin.id)
        yield Log(report.id, "support", author.person)
        case = replace(case, supporters=(*case.supporters, author))
    if contact:
        yield from wayin.kept(ctx, case, contact, author.person)
        case = replace(case, contact=contacts.merged(case.contact, contact))
    yield from shown(ctx, case)
    return case


def _answer(ctx: Context, case: Case, draft: Draft, author: Recipient, origin: Chat) -> Effects:
    """What to do comes first, unless the group's card says it under their eyes."""
    report, question = case.report, draft.tag if draft.turn else None
    if author.in_public and ctx.categories.hides(report.danger):
        yield filing.warn_alone(ctx, report, author)
        return
    warned = case.group is not None and case.group.id == author.chat.id
    lines: tuple[Line, ...] = () if warned else (*cards.warning(ctx, report), line("danger-robot-only"))
    state = "calling" if report.told_status is Status.OPEN else "handled"
    if question and author.chat.id != origin.id:
        yield Say(origin, (), tag=question)
    yield Say(
        author.chat,
        (*lines, line(f"joined-{state}", number=str(report.number), who=cards.trade(case.assignee))),
        tag=None if author.person == report.reporter and not question else cards.receipt_tag(report, author.person),
        replaces=question if author.chat.id == origin.id else None,
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
        priority=Priority.DANGER,
    )
