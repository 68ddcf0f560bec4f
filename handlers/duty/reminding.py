"""The reminders of a community that are due: all of them in one turn, so that each person gets one message."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.context import Case, Context, Crew
from domain.events import CameDue
from domain.people import Chat
from domain.promises import deadlines, ladder, reminders
from domain.promises.ladder import APART
from domain.promises.reminders import Call
from domain.report import Report
from handlers import cases
from handlers.desk import Turn
from storage import chats, due, reports

DAY = timedelta(days=1)
AT_ONCE = 2_000  # reports in one turn; the rest follows in the next


def remind(turn: Turn, event: CameDue) -> None:
    """Remind of what is due in this community, and wake up for the next."""
    community = event.subject
    context = turn.context(community)
    found = reports.to_remind(turn.tx, community, turn.now + APART, AT_ONCE)
    street = chats.street(turn.tx, community, turn.desk.channels)
    calls = _calls(turn, context, found, street)
    turn.keep(reminders.remind(context, calls, street))
    broken = [call for call in calls if ladder.is_news(call.report, call.step)]
    shared = reports.supported(turn.tx, [call.report.id for call in broken])
    turn.keep(reminders.sorry(context, ((_heard(turn, call, shared), call.step) for call in broken)))
    reports.reminded(turn.tx, (_next(call) for call in calls))
    said = {call.report.id for call in calls}
    idle = (each for each in found if each.id not in said and each.remind_at and each.remind_at <= turn.now)
    reports.reminded(turn.tx, ((each.id, ladder.following(each, context), each.late) for each in idle))
    if at := reports.next_reminder(turn.tx, community):
        due.schedule(turn.tx, at, "remind", community)


def promise_again(turn: Turn, event: CameDue) -> None:
    """A day began: promises in working days that were not published are counted anew, in case they are by now."""
    for report in reports.provisional(turn.tx):
        turn.keep(deadlines.published(turn.context(report.community), report))
    due.schedule(turn.tx, turn.now + DAY, "promise", "desk")


def _next(call: Call) -> tuple[int, datetime | None, str]:
    """When this report is next reminded of, and which broken promise its resident knows of."""
    report = call.report
    late = ladder.lateness(report, call.step) if ladder.is_news(report, call.step) else report.late
    return report.id, call.then, late


def _calls(turn: Turn, context: Context, found: list[Report], street: tuple[Chat, ...]) -> list[Call]:
    """What is due, and what may be said with it because the same people would hear it within half an hour."""
    crews: dict[str | None, Crew] = {}
    now: list[Call] = []
    later: list[Call] = []
    for report in found:
        crew = cases.crew_of(turn, report) if report.above else crews.get(report.grid)
        crew = crew or crews.setdefault(report.grid, cases.crew(turn, report.community, report.grid))
        for call in _call(turn, context, report, crew):
            (now if call.step.at <= turn.now else later).append(call)
    if not later:
        return now
    reached = {chat.id for call in now for chat in reminders.to(call, street)}
    return now + [
        call
        for call in later
        if call.step.kind in reminders.EARLY and reached.issuperset(chat.id for chat in reminders.to(call, street))
    ]


def _call(turn: Turn, context: Context, report: Report, crew: Crew) -> Iterator[Call]:
    assert report.remind_at is not None
    ahead = report.remind_at > context.now
    found = ladder.due(report, replace(context, now=report.remind_at) if ahead else context)
    if found:
        assignee = next((person for person in crew.staff if person.id == report.assignee), None)
        step, then = found
        case = cases.load(turn, report) if step.kind == "danger" else None
        yield Call(report, step, crew, assignee, case, then)


def _heard(turn: Turn, call: Call, shared: frozenset[int]) -> Case:
    """The report with everybody who waits for it; ``shared``: those that somebody supports."""
    report = call.report
    reporter = cases.told_at(turn, report.reporter, report, report.message) if report.reporter else None
    filer = cases.told_at(turn, report.filed_by, report, None) if report.filed_by else None
    supporters = cases.supporters(turn, report) if report.id in shared else ()
    return Case(
        report,
        call.crew,
        reporter,
        supporters,
        filer,
        group=cases.group_of(turn, report),
        beside=cases.beside(turn, report),
        assignee=call.assignee,
        told_assignee=cases.told_assignee(turn, report) if report.pending else None,
    )
