"""A report goes to another community, or up to the street which says where: with its number and its clock.

For a minute nobody is told and it can be taken back; then the desks, the street and the residents hear of it once.
"""

from dataclasses import replace

from domain.buttons import data
from domain.context import Case, Context
from domain.effects import Answer, Effects, Log, Put, Say, Schedule, Unschedule
from domain.lines import Button, Hour, Line, line
from domain.people import Chat, Person
from domain.promises import deadlines
from domain.public import street
from domain.report import Report, Status, Taken, check, with_taken
from domain.reports import alerts, cards, notices, transfer
from domain.reports.lifecycle import stored
from domain.reports.transfer import UNDO, UP
from domain.talk import filing, wayin
from domain.understanding.result import Place
from domain.where.places import find

KIND = "transfer"  # of the due row: the minute is over


def ask_where(ctx: Context, case: Case, who: Person, at: Chat, overseen: tuple[str, ...]) -> Effects:
    """移交: to which community?"""
    report = case.report
    check(report, "transfer", case.roles(who))
    if why := transfer.obstacle(report):
        yield Answer(line(f"not-moved-{why}"))
        return
    codes = transfer.choices(ctx, report, overseen)
    if not codes:
        yield Answer(line("not-moved-nowhere"))
        return
    rows = tuple((_to(ctx, report, code),) for code in codes)
    yield street.card(ctx, case, at, line("move-where"), (*rows, (cards.button("back", "look", report.id),)))


def _to(ctx: Context, report: Report, code: str) -> Button:
    key = "button-move-back" if code == report.community else "button-move-to"
    return Button(line(key, community=transfer.name(ctx, code)), data("move", report.id, report.cycle, code))


def begun(ctx: Context, case: Case, who: Person, to: str) -> Effects:
    """It goes there in a minute; ``to`` is a community, or up to the street."""
    old, move = case.report, "raise" if to == UP else "transfer"
    roles = case.roles(who)
    check(old, move, roles)
    if (why := transfer.obstacle(old)) or (to == UP and old.at_street):
        yield Answer(line(f"not-moved-{why or 'going'}"))
        return
    report = replace(old, going=to)
    yield from stored(report, who, move, detail="" if to == UP else f"{old.community}>{to}")
    yield Schedule(ctx.now + UNDO, KIND, str(report.id))
    yield from filing.refresh(replace(case, report=report), ctx)
    yield Answer(line("answer-move"))


def stayed(ctx: Context, case: Case, who: Person) -> Effects:
    """撤销, while nobody has been told."""
    check(case.report, "stay", case.roles(who))
    if not case.report.going:
        yield Answer(line("answer-too-late"))
        return
    report = replace(case.report, going="")
    yield from stored(report, who, "stay")
    yield Unschedule(KIND, str(report.id))
    yield from filing.refresh(replace(case, report=report), ctx)
    yield Answer(line("answer-undone"))


# --- the minute is over -------------------------------------------------------------------------------


def raised(ctx: Context, case: Case) -> Effects:
    """The street is to say who has it; until then its community does, and its clock runs."""
    report = replace(case.report, going="", at_street=True)
    case = replace(case, report=report)
    yield Put(report)
    yield Log(report.id, "raised", None)
    yield from filing.refresh(case, ctx)
    yield from notices.tell_all(ctx, case, "told-raised", **_promise(report))


def lowered(ctx: Context, case: Case) -> Effects:
    """The street says that it stays where it is."""
    report = replace(case.report, going="", at_street=False)
    case = replace(case, report=report)
    yield Put(report)
    yield Log(report.id, "lowered", None)
    yield from filing.refresh(case, ctx)
    yield from _tell(ctx, case, "told-lowered")


def left(ctx: Context, there: Context, case: Case) -> Effects:
    """It is with another community from now on: those who had it read so on their cards, and the group on its own."""
    old = case.report
    report = moved(there, old)
    yield Put(report)
    yield Log(report.id, "transferred", None, detail=f"{old.community}>{report.community}")
    yield wayin.out_of_sight(report)
    yield Unschedule("menu", str(report.id))
    gone = line("moved-away", **cards.title(old), community=transfer.name(ctx, report.community))
    for chat in dict.fromkeys((*case.crew.duty, *case.desks)):
        yield Say(chat, (gone,), tag=alerts.tag(old), change=True, report=report.id)
    for group in notices.groups(case):
        title = cards.public_title(ctx, old, group.lang)
        words = (line("card", **title), line("card-moved-away", community=transfer.name(ctx, report.community)))
        yield Say(group, words, tag=cards.card_tag(old), change=True, report=report.id)


def arrived(ctx: Context, case: Case) -> Effects:
    """Those who have it now get its card, and everybody who waits for it is told."""
    for effect in filing.call_out(case, ctx):  # a card that it had here before stands far above by now
        yield replace(effect, again=True) if isinstance(effect, Say) else effect
    for group in notices.groups(case):
        yield filing.show(case, ctx, group)
    yield from _tell(ctx, case, "told-transferred")


def moved(there: Context, report: Report) -> Report:
    """The report as another community has it: its places, nobody's hands yet; the number and every promise stay."""
    words = report.place.words
    told = report.told
    nobody = Taken(acknowledged_at=told.acknowledged_at, secured=told.secured, secured_at=told.secured_at)
    return replace(
        with_taken(deadlines.handed(report, there.now), nobody),
        status=Status.OPEN,
        community=there.community.code,
        counted_by=report.home if report.home != there.community.code else "",
        place=(find(words, there.community) if words else None) or Place(words),
        going="",
        at_street=False,
        clock="",  # its reminders are those of the community that has it
    )


def _tell(ctx: Context, case: Case, key: str) -> Effects:
    name = transfer.name(ctx, case.report.community)
    yield from notices.tell_all(ctx, case, key, community=name, **_promise(case.report))


def _promise(report: Report) -> dict[str, Line]:
    """What was promised, which goes on as it was."""
    if report.status is Status.OPEN and report.acknowledged_at is None:
        return {"promise": line("promise-answer", by=Hour(report.respond_by))}
    return {"promise": line("promise-end", by=Hour(report.resolve_by))}
