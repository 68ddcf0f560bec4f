"""Somebody is tired of waiting: 催一下, and complaints that it takes too long."""

from domain.aside import aside
from domain.context import Case
from domain.events import Said
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import MAY
from domain.report import LIVE, Report
from domain.reports import cards
from domain.talk import urging
from handlers import cases
from handlers.desk import Turn
from handlers.reports import progress
from storage import reports

ALL = 1_000  # of one person's reports: more than anybody ever made


def urge(turn: Turn, report: Report, event: Said, chat: Chat, person: Person) -> None:
    """Somebody is tired of waiting for their own report."""
    chat, person = cases.seen_from(turn, chat, person, report)
    context, already = turn.context(report.community), progress.asked_today(turn, report, person)
    turn.keep(urging.urged(context, cases.load(turn, report), person, chat, event.text, already))


def nudge(turn: Turn, case: Case, person: Person) -> None:
    """催一下 was pressed."""
    context, already = turn.context(case.report.community), progress.asked_today(turn, case.report, person)
    turn.keep(urging.nudged(context, case, person, already))


def urges(turn: Turn, event: Said, chat: Chat, person: Person, replied: Case | None = None) -> bool:
    """Whether somebody complains that something takes too long, and was answered.

    A report whose number they name wins, also over the one they reply to; else which one is guessed from their own.
    """
    if event.photos or event.voice or not urging.is_urging(event.text):
        return False
    context = turn.context(chat.community)
    found = context.classifier.understand(event.text, context.community)
    named = [(each, reports.by_number(turn.tx, chat.community, each)) for each in urging.numbers(event.text)]
    cases_named = [cases.load(turn, report) for _, report in named if report]
    theirs = next((case for case in cases_named if MAY["nudge"] & case.roles(person)), None)
    strange = next((each for each, _ in named if not urging.is_of_place(each, found)), None)
    if theirs and theirs.report.told_status not in LIVE:
        progress.say_progress(turn, theirs, chat, person)
    elif theirs:
        urge(turn, theirs.report, event, chat, person)
    elif strange and person.is_staff():
        progress.number(turn, chat, person, chat.community, strange)
    elif strange:
        _not_theirs(turn, strange, cases_named, chat, person)
    elif report := urging.about(context, found, _waited_for(turn, chat, person, replied)):
        urge(turn, report, event, chat, person)
    else:
        return False
    return True


def _waited_for(turn: Turn, chat: Chat, person: Person, replied: Case | None) -> list[Report]:
    """What somebody's complaint may be about; in a reply only the one they replied to."""
    if replied:
        return [replied.report] if MAY["nudge"] & replied.roles(person) else []
    return reports.of_person(turn.tx, person.id, chat.community, ALL)


def _not_theirs(turn: Turn, number: int, named: list[Case], chat: Chat, person: Person) -> None:
    """They named a report that they do not wait for: nobody is told, least of all that it is another one."""
    seen = any(case.report.number == number and progress.may_ask(turn, case, person) for case in named)
    known = line("urged-not-yours" if seen else "no-such-number", number=str(number))
    live = [each for each in _waited_for(turn, chat, person, None) if each.told_status in LIVE]
    openly = chat.kind is ChatKind.GROUP and chat.alone(person.id) is None
    turn.keep(
        [aside(chat, person, (known,), () if openly else cards.nudge_buttons(progress.not_urged(turn, live, person)))]
    )
