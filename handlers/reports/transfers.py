"""A report goes to another community, up to the street, or stays: who pressed it, and what follows in a minute."""

from dataclasses import replace
from datetime import timedelta

from domain.buttons import Press
from domain.effects import Answer, Priority, Put, Schedule
from domain.events import CameDue
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.public import street
from domain.report import MoveRefused, Report
from domain.reports import transfer, transferring
from domain.talk.filing import refresh
from handlers import cases
from handlers.desk import Turn
from handlers.members import street as looking_on
from storage import chats, people, reports

SECOND = timedelta(seconds=1)


def pressed_move(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """移交: to a community of those that somebody of the street looks over, as the one that has it."""
    there = looking_on.found(turn, press, chat, person)
    if there is None:
        return
    case, who = there
    context, theirs = turn.context(case.report.community), looking_on.over(turn, person)
    try:
        if press.arg in transfer.choices(context, case.report, theirs):
            turn.keep(transferring.begun(context, case, who, press.arg))
            _again(turn, case.report)
        else:
            turn.keep(transferring.ask_where(context, case, who, chat, theirs))
    except MoveRefused as refused:
        turn.keep([Answer(line(f"refused-{refused.reason}", number=str(case.report.number)))])


def pressed_raise(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """转街道: the head or a manager of the community that has it asks the street."""
    _pressed(turn, press, chat, person)


def pressed_stay(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """撤销 within the minute."""
    _pressed(turn, press, chat, person)


def _pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    report = reports.get(turn.tx, press.subject)
    who = people.person(turn.tx, person.id, report.community) if report else None
    here = report is not None and chat.kind is ChatKind.DUTY and chat.community == report.community
    if report is None or who is None or not (here or chat.kind is ChatKind.PRIVATE):
        turn.keep([Answer(line("answer-unknown"))])
        return
    if press.cycle != report.cycle:
        turn.keep([Answer(line("answer-stale"))])
        return
    context, case = turn.context(report.community), cases.load(turn, report)
    try:
        if press.verb == "stay":
            turn.keep(transferring.stayed(context, case, who))
        elif not case.overseen:
            turn.keep([Answer(line("not-moved-nobody"))])
        else:
            turn.keep(transferring.begun(context, case, who, transfer.UP))
        _again(turn, report)
    except MoveRefused as refused:
        turn.keep([Answer(line(f"refused-{refused.reason}", number=str(report.number)))])


def _again(turn: Turn, report: Report) -> None:
    if stands := reports.get(turn.tx, report.id):
        looking_on.show_again(turn, stands)


def came_due(turn: Turn, event: CameDue) -> None:
    """The minute is over: it goes, unless something came in between."""
    report = reports.get(turn.tx, int(event.subject))
    if report is None or not report.going:
        return
    if report.pending:  # a move of the desk may still be undone: what comes first is told first
        turn.keep([Schedule(report.pending.until + SECOND, transferring.KIND, str(report.id))])
        return
    context, case = turn.context(report.community), cases.load(turn, report)
    known = report.going == transfer.UP or report.going in turn.desk.communities
    if transfer.obstacle(replace(report, going="")) or not known:
        stands = replace(report, going="")
        turn.keep([Put(stands), *refresh(replace(case, report=stands), context)])
    elif report.going == transfer.UP:
        turn.keep(transferring.raised(context, case))
        _ask_the_street(turn, report)
    elif report.going == report.community:
        turn.keep(transferring.lowered(context, case))
    else:
        there = turn.context(report.going)
        turn.keep(transferring.left(context, there, case))
        if came := reports.get(turn.tx, report.id):
            turn.keep(transferring.arrived(there, cases.load(turn, came)))
    _again(turn, report)


def _ask_the_street(turn: Turn, report: Report) -> None:
    """Everybody of the street who looks over the community is asked who is to have it."""
    stands = reports.get(turn.tx, report.id)
    if stands is None:
        return
    context, case = turn.context(stands.community), cases.load(turn, stands)
    asked = line("street-asked", community=transfer.name(context, stands.community))
    for chat in chats.street(turn.tx, stands.community, turn.desk.channels):
        card = street.card(context, case, chat, asked)
        turn.keep([replace(card, again=True, priority=Priority.ALERT)])
