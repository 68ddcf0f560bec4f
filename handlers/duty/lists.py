"""What staff ask for: everything to do, what I took, what is late; each with a button to its card.

What the street sees of several communities is handlers/members/street.py.
"""

from datetime import datetime

from domain.buttons import data
from domain.effects import Effects, Say
from domain.lines import Button, Day, Hour, Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.public import visibility
from domain.public.visibility import Sight
from domain.report import Report, Status
from domain.reports import cards
from handlers import cases
from handlers.desk import Turn
from handlers.members import street
from handlers.reports import calls
from storage import reports

LISTED = 8  # reports in one list; more are a word away


def show(turn: Turn, which: str, chat: Chat, person: Person) -> None:
    """A list of the reports of somebody's grids, or of whom to phone; never in a residents' group."""
    if which == "calls":
        calls.show(turn, chat, person)
        return
    if which != "mine" and street.looks_on(turn, person):
        street.queue(turn, which, chat, person)
        return
    if why := _elsewhere(chat, person):
        turn.keep([Say(chat, (line(why),), only_for=chat.alone(person.id))])
        return
    found = visibility.shown_to(reports.live(turn.tx, chat.community), person, Sight.WHOLE)
    found = sorted((*found, *_complaints(turn, chat, person)), key=lambda report: report.respond_by)
    found = [report for report in found if report.above or may(person, "see_queue", report.grid)]
    if which == "mine":
        found = [report for report in found if report.assignee == person.id]
    if which == "overdue":
        found = [report for report in found if not _waits(report) and _due(report) <= turn.now]
    turn.keep(_listed(which, found, chat))


def _complaints(turn: Turn, chat: Chat, person: Person) -> list[Report]:
    """Complaints that somebody decides; never where others read along."""
    return cases.complaints(turn, chat.community, person) if chat.kind is ChatKind.PRIVATE else []


def _elsewhere(chat: Chat, person: Person) -> str | None:
    """Why somebody is not answered here; None when they are."""
    if not person.is_staff():
        return "staff-only"
    return "staff-elsewhere" if chat.kind is ChatKind.GROUP else None


def _listed(which: str, found: list[Report], chat: Chat) -> Effects:
    if not found:
        yield Say(chat, (line(f"{which}-none"),))
        return
    shown = found[:LISTED]
    lines: list[Line] = [line(which, count=len(found)), *(_item(report) for report in shown)]
    if len(found) > len(shown):
        lines.append(line("list-more", count=len(found) - len(shown)))
    buttons = tuple(Button(line("text", text=cards.number(report)), data("card", report.id)) for report in shown)
    yield Say(chat, tuple(lines), cards.in_rows(buttons, 4))


def _item(report: Report) -> Line:
    words = cards.title(report)
    if _waits(report) and report.pause and report.pause.until:
        return line("queue-waits", **words, day=Day(report.pause.until))
    return line(f"queue-{report.status}", **words, by=Hour(_due(report)))


def _waits(report: Report) -> bool:
    """Whether the clock that runs for it stands."""
    return report.status is Status.ACKNOWLEDGED and report.pause is not None


def _due(report: Report) -> datetime:
    return report.respond_by if report.status is Status.OPEN else report.resolve_by
