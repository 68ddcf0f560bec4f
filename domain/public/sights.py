"""Who may see a report is changed by people: its reporter lowers it, staff lower or raise it, the latter with a reason.

What each of them means is domain/public/visibility.py; what staff release of the words and photos,
domain/public/release.py.
"""

from dataclasses import replace

from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Answer, Effects, Log, Put, Say, Unschedule
from domain.lines import Button, Line, Rows, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import MAY
from domain.promises import deadlines
from domain.public import hiding, visibility
from domain.report import LIVE, MoveRefused, Report, Status, Taken, with_taken
from domain.reports import alerts, cards, outcome
from domain.reports.lifecycle import menu
from domain.reports.notices import shown
from domain.talk import complaints, receipts
from domain.talk.complaints import Complaint
from domain.understanding import naming

REASONS = ("agreed", "harmless", "concerns_all")  # why staff raise it
LONGEST = 30  # characters of a wish


def is_wish(text: str) -> bool:
    """Whether somebody asks for nothing but that what they told is not shown around."""
    return len(text) <= LONGEST and naming.wants_silence(text)


def lower(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """不公开: its reporter wants nobody to see it but those who work on it.  Raises ``MoveRefused``."""
    _allowed(case, who, "lower_visibility")
    report = case.report
    if report.visibility is Visibility.PRIVATE:
        yield Answer(line("answer-hidden-already"))
        return
    lowered = visibility.turned(report, Visibility.PRIVATE, visibility.REPORTER, "reporter", ctx.now)
    yield Put(lowered)
    case = yield from hiding.settled(ctx, case, lowered, who.id)
    yield from shown(ctx, case)
    yield replace(receipts.shown(ctx, case, who.id, at), change=True)
    yield Answer(line("answer-hidden"))
    about_us = ((cards.button("about-us", "complaint", report.id),),)
    told = (line("hidden-told", number=str(report.number)),)
    yield Say(at, told, about_us, report=report.id, only_for=at.alone(who.id))


def choose(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """谁看得见: staff see how it stands, and change it; what raises it wants a reason.  Raises ``MoveRefused``."""
    report = case.report
    wanted, _, reason = arg.partition(".")
    if wanted not in tuple(Visibility) or wanted == report.visibility or report.above:
        _allowed(case, who, "lower_visibility")
        yield from menu(ctx, case, at, _choices(case), _standing(report))
        return
    to = Visibility(wanted)
    raises = visibility.strictest(to, report.visibility) is report.visibility
    _allowed(case, who, "raise_visibility" if raises else "lower_visibility")
    if raises and reason not in REASONS:
        yield from menu(ctx, case, at, _reasons(report, to), line("ask-why-raise"))
        return
    changed = visibility.turned(report, to, visibility.STAFF, "staff", ctx.now)
    yield Put(changed)
    case = yield from hiding.settled(ctx, case, changed, who.id, reason)
    yield from shown(ctx, case)
    if raises:
        yield from _told(ctx, case, report.shown_by)
    yield Answer(line(f"answer-sight-{to}"))


def button(report: Report) -> tuple[Button, ...]:
    """[谁看得见]."""
    return (cards.button("sight", "sight", report.id, report.cycle),)


def _told(ctx: Context, case: Case, lowered_by: str) -> Effects:
    """Staff raised it: its receipt offers again to lower it, and whoever had lowered it hears of it."""
    reporter = case.reporter
    if reporter is None or reporter.in_public:
        return
    if reporter.chat.kind is ChatKind.PRIVATE:
        yield replace(receipts.shown(ctx, case, reporter.person, reporter.chat), change=True)
    if lowered_by == visibility.REPORTER:
        words = line(f"raised-told-{case.report.visibility}", number=str(case.report.number))
        rows = receipts.hide(case.report, reporter.chat)
        yield Say(reporter.chat, (words,), rows, report=case.report.id, only_for=reporter.only_for)


def _allowed(case: Case, who: Person, action: str) -> None:
    if not MAY[action] & case.roles(who):
        raise MoveRefused(action, case.report, "role")


def _standing(report: Report) -> Line:
    return line("sight-complaint" if report.above else f"sight-{report.visibility}")


def _choices(case: Case) -> Rows:
    report = case.report
    act = (report.id, report.cycle)
    others = tuple(
        cards.button(f"sight-{each}", "sight", *act, each.value) for each in Visibility if each is not report.visibility
    )
    if report.above:
        return ((cards.button("no-complaint", "complaint", *act, "none"),), (alerts.back(report),))
    mark = cards.button("complaint", "complaint", *act)
    return (others, *_releases(case), (mark, alerts.back(report)))


def _releases(case: Case) -> Rows:
    """What of the original may be shown too, while it is public."""
    report = case.report
    if report.visibility is not Visibility.PUBLIC:
        return ()
    act = (report.id, report.cycle)
    words = cards.button("unrelease" if report.released else "release", "release", *act, "back" * bool(report.released))
    photos = cards.button("unphotos" if report.published else "photos", "photos", *act, "back" * bool(report.published))
    row = ((words,) if report.text or report.released else ()) + ((photos,) if case.own or report.published else ())
    return (row,) if row else ()


def _reasons(report: Report, to: Visibility) -> Rows:
    rows = tuple((cards.button(f"why-{each}", "sight", report.id, report.cycle, f"{to}.{each}"),) for each in REASONS)
    return (*rows, (alerts.back(report),))


def again(ctx: Context, case: Case) -> Effects:
    """The group's notice of how it ended, in fewer words or without photos: what it showed before is taken away."""
    if case.group and (said := outcome.openly(ctx, case, case.group)):
        gone = Say(case.group, (), tag=said.tag, report=case.report.id)
        yield gone
        yield replace(said, tells=None)


def complaint(ctx: Context, case: Case, who: Person, said: Complaint, by: str) -> Effects:
    """It is about somebody who works here: it leaves those who had it, and everything that shows it."""
    old = case.report
    report = complaints.put_on(visibility.turned(old, Visibility.PRIVATE, by, "complaint", ctx.now), said)
    if old.status in LIVE:
        freed = deadlines.running(with_taken(report, Taken()), ctx.now)
        report = replace(freed, status=Status.OPEN, pending=None, question="")
    yield Put(report)
    yield Unschedule("tell", str(report.id))
    yield from hiding.settled(ctx, case, report, who.id)
    yield Log(report.id, "complaint", who.id, f"{said.about}:{said.above}")


def no_complaint(report: Report, who: Person) -> Effects:
    """Whoever decides it says that it is none: the desk has it like any other; it stays private."""
    yield Put(replace(report, above="", concerned=()))
    yield Log(report.id, "complaint", who.id, "none")
