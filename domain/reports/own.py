"""The reporter's own buttons: correct the category or the place, ask to be called, withdraw."""

from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Answer, Effects, EraseContact, Expect, Forgo, Log, Priority, Put, Say, Unschedule, Unsupport
from domain.lines import Rows, line
from domain.people import Chat, ChatKind, Person
from domain.promises import deadlines, spent
from domain.report import LIVE, Report, apply, check
from domain.reports import cards
from domain.reports.corrections import likely, placed, recategorised
from domain.reports.notices import shown
from domain.talk import receipts, wayin
from domain.talk.drafts import Prompt
from domain.talk.filing import ANSWER_WITHIN, refresh
from domain.understanding.result import Place


def change(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """改: the category by a button, the place by words."""
    report = case.report
    check(report, "correct", case.roles(who))
    if arg in ctx.categories.by_code:
        yield from recategorised(ctx, case, who, arg)
        yield Forgo(at.id, who.id)
        kind = ctx.categories.get(arg)
        respond_by = report.since + min(kind.respond, report.respond_by - report.since)
        yield receipts.shown(
            ctx, replace(case, report=replace(report, category=arg, respond_by=respond_by)), who.id, at
        )
        return
    yield Expect(Prompt(at.id, who.id, "place", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    codes = tuple(ctx.categories.by_code) if arg == "*" else likely(ctx, report)
    yield Say(
        at,
        (*cards.receipt(ctx, report, at)[:2], line("ask-change")),
        _kinds(report, codes, more=arg != "*"),
        tag=cards.receipt_tag(report, who.id),
        report=report.id,
        only_for=at.alone(who.id),
    )


def _kinds(report: Report, codes: tuple[str, ...], more: bool) -> Rows:
    rows = cards.in_rows(cards.kind_choices(codes, "change", report.id), 3)
    last = (cards.button("all-kinds", "change", report.id, 0, "*"),) if more else ()
    back = cards.button("back", "change", report.id, 0, report.category)
    return (*rows, (*last, back), (cards.button("unsure-others" if report.filed_by else "unsure", "rcall", report.id),))


def called_off(report: Report, at: Chat) -> Say:
    """Somebody says that nobody need come: one press takes it back, nothing happens without it."""
    return Say(at, (line("cancel-filed", number=str(report.number)),), cards.own_buttons(report), report=report.id)


def replaced(ctx: Context, case: Case, who: Person, at: Chat, place: Place) -> Effects:
    """The reporter said where it is."""
    yield from placed(ctx, case, who, place)
    yield Forgo(at.id, who.id)
    yield Say(at, (), tag=f"where:{case.report.id}")
    place = place if place.grid else replace(place, grid=case.report.grid)
    yield receipts.shown(ctx, replace(case, report=replace(case.report, place=place)), who.id, at, again=True)


def rplace(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """The reporter chose a place from the buttons."""
    if building := ctx.community.buildings.get(arg):
        yield from replaced(ctx, case, who, at, Place(building.names[at.lang], building.code, building.grid))


def called(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """说不清,请人联系我, about a report that was already filed."""
    report = apply(case.report, "correct", case.roles(who), call=case.report.filed_by is None)
    yield Put(report)
    yield Log(report.id, "correct", who.id, "call")
    yield Forgo(at.id, who.id)
    case = replace(case, report=report)
    yield from refresh(case, ctx)
    yield Say(at, (), tag=f"where:{report.id}")
    yield receipts.shown(ctx, case, who.id, at)
    if case.contact is None and at.kind is ChatKind.PRIVATE:
        yield from wayin.ask(ctx, report, who.id, at)


def withdraw(ctx: Context, case: Case, who: Person, at: Chat, how: str) -> Effects:
    """撤回: gone, unless neighbours wait for it too; then it becomes theirs.  ``how``: "words" when they wrote it."""
    if case.supporters:
        heir, *rest = case.supporters
        report = apply(case.report, "pass_on", case.roles(who), reporter=heir.person, filed_by=None)
        yield Unsupport(report.id, heir.person)
        case = replace(case, report=report, reporter=heir, supporters=tuple(rest), filer=None)
    else:
        report = deadlines.running(apply(case.report, "withdraw", case.roles(who), pending=None), ctx.now)
        yield Unschedule("tell", str(report.id))
        case = replace(case, report=report)
    passed_on = report.status in LIVE
    yield Put(report)
    yield Log(report.id, "pass_on" if passed_on else "withdraw", who.id)
    if passed_on and case.contact:
        yield EraseContact(report.id)
        case = replace(case, contact=None)
    yield wayin.out_of_sight(report)
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, who.id)
    yield Forgo(at.id, who.id)
    yield from shown(ctx, case)
    if not passed_on and report.assignee:
        yield from _call_off(case)
    if not passed_on:
        yield from receipts.spent(case)
    gone = line("withdrawn-passed-on" if passed_on else "withdrawn", number=str(report.number))
    yield Answer(gone)
    yield Say(
        at,
        (gone,),
        tag=cards.receipt_tag(report, who.id),
        again=how == "words",
        report=report.id,
        only_for=at.alone(who.id),
    )


def _call_off(case: Case) -> Effects:
    """Somebody may be on the way: a card that changed quietly would not stop them."""
    for chat in (*case.crew.duty, *case.desks):
        off = line("withdrawn-staff", **cards.title(case.report))
        yield Say(chat, (off,), report=case.report.id, priority=Priority.ALERT)
