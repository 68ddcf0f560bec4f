"""A role ends: what somebody had in hand goes back to the duty group, and nothing of it reaches them any more."""

from collections.abc import Iterable
from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Effects, EndRoles, HideContact, Log, Priority, Put, Say, Unschedule
from domain.lines import Joined, line
from domain.members import personnel
from domain.people import Chat, Person
from domain.promises import deadlines, spent
from domain.report import LIVE, Report, Status, Taken, check, with_taken
from domain.reports import cards
from domain.reports.notices import shown


def ended(ctx: Context, who: Person, by: Person, private: Chat | None, unfinished: bool) -> Effects:
    """Their roles here are gone at once; they are told, also of what they had in hand."""
    yield EndRoles(who, ctx.community.code, by.id)
    if private is None:
        return
    community = ctx.community.names[private.lang]
    lines = [line("your-role-ended", community=community, posts=personnel.posts(ctx, private.lang, who))]
    if unfinished:
        lines.append(line("your-work-goes-on"))
    yield Say(private, (*lines, line("still-report")))


def let_go(ctx: Context, case: Case, who: Person, by: Person) -> Effects:
    """A report leaves these hands; nothing that may be undone leads back into them."""
    report = freed(case.report, who.id)
    yield HideContact(report.id, report.assignee if report.assignee != who.id else None)
    if case.report.assignee == who.id and case.report.status in LIVE:
        check(case.report, "release", case.roles(by))
        report = deadlines.handed(report, ctx.now)
        yield Unschedule("tell", str(report.id))
        yield Put(report)
        yield Log(report.id, "release", by.id)
        yield from spent.clock(case.report, report, by.id)
    else:
        yield Put(report)
    assignee = case.assignee if report.assignee else None
    told = None if case.told_assignee and case.told_assignee.id == who.id else case.told_assignee
    yield from shown(ctx, replace(case, report=report, assignee=assignee, told_assignee=told))


def freed(report: Report, person: int) -> Report:
    """The report without this person: open again if they have it, and no way back to their having it."""
    told = report.told
    nobody = Taken(acknowledged_at=told.acknowledged_at, secured=told.secured, secured_at=told.secured_at)
    if report.assignee == person and report.status in LIVE:
        return replace(with_taken(report, nobody), status=Status.OPEN, pending=None)
    pending = report.pending
    if pending and person in (report.assignee, pending.was.assignee):
        return replace(report, pending=replace(pending, back_to=Status.OPEN, before="", was=nobody))
    return report


def back_on_duty(who: Person, cases: Iterable[Case]) -> Effects:
    """One line to each duty group: these are waiting for somebody again."""
    numbers: dict[Chat, list[str]] = {}
    for case in cases:
        for chat in case.crew.duty or case.crew.heads:
            numbers.setdefault(chat, []).append(str(case.report.number))
    for chat, theirs in numbers.items():
        words = line("back-on-duty", name=who.name, numbers=Joined(tuple(theirs)))
        yield Say(chat, (words,), priority=Priority.ALERT)


def take_back(ctx: Context, chat: Chat, tag: str, report: Report) -> Say:
    """A report's card in the private chat of somebody whose role ended: no buttons, nobody's words."""
    words = cards.public_title(ctx, report, chat.lang)
    return Say(chat, (line("card-not-yours", **words),), tag=tag, report=report.id, priority=Priority.NOTICE)
