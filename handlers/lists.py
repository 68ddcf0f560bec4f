"""What staff ask for: everything to do, what I took, what is late; each with a button to its card.

The street, which looks over the community, sees the same in public words and without buttons.
"""

from datetime import datetime

from domain import cards, complaints, visibility
from domain.buttons import data
from domain.context import Context
from domain.effects import Effects, Say
from domain.lines import Arg, Button, Day, Hour, Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import Report, Status
from domain.visibility import Sight
from handlers import calls
from handlers.desk import Turn
from storage import people, reports

LISTED = 8  # reports in one list; more are a word away
OVERLOOKED = 20  # where there are no buttons, more can be read at a glance


def show(turn: Turn, which: str, chat: Chat, person: Person) -> None:
    """A list of the reports of somebody's grids, or of whom to phone; never in a residents' group."""
    if which == "calls":
        calls.show(turn, chat, person)
        return
    looks_on = which != "mine" and not person.is_staff() and may(person, "see_queue")
    if why := _elsewhere(chat, person, looks_on):
        turn.keep([Say(chat, (line(why),), only_for=chat.alone(person.id))])
        return
    least = Sight.FACTS if looks_on else Sight.WHOLE
    found = visibility.shown_to(reports.live(turn.tx, chat.community), person, least)
    found = sorted((*found, *_complaints(turn, chat, person)), key=lambda report: report.respond_by)
    found = [report for report in found if report.above or may(person, "see_queue", report.grid)]
    if which == "mine":
        found = [report for report in found if report.assignee == person.id]
    if which == "overdue":
        found = [report for report in found if not _waits(report) and _due(report) <= turn.now]
    turn.keep(
        _overlooked(turn.context(chat.community), which, found, chat) if looks_on else _listed(which, found, chat)
    )


def _complaints(turn: Turn, chat: Chat, person: Person) -> list[Report]:
    """Complaints that somebody decides; never where others read along."""
    if chat.kind is not ChatKind.PRIVATE:
        return []
    found = reports.complaints(turn.tx, chat.community)
    holders = people.holders(turn.tx, chat.community) if found else ()
    return [
        report
        for report in found
        if any(each.id == person.id for each in complaints.above(report.above, report.concerned, holders))
    ]


def _elsewhere(chat: Chat, person: Person, looks_on: bool) -> str | None:
    """Why somebody is not answered here; None when they are."""
    if looks_on:
        return None if chat.kind is ChatKind.PRIVATE else "people-in-private"
    if not person.is_staff():
        return "staff-only"
    return "staff-elsewhere" if chat.kind is ChatKind.GROUP else None


def _overlooked(ctx: Context, which: str, found: list[Report], chat: Chat) -> Effects:
    """The list for those who only look on: of which community it is, the building and nobody's words."""
    now = [report.told for report in found][:OVERLOOKED]
    count, community = len(found), ctx.community.names[chat.lang]
    lines: list[Line] = [line(f"street-{which}", community=community, count=count)]
    lines.extend(_item(report, cards.public_title(ctx, report, chat.lang)) for report in now)
    if count > len(now):
        lines.append(line("list-more", count=count - len(now)))
    yield Say(chat, tuple(lines))


def _listed(which: str, found: list[Report], chat: Chat) -> Effects:
    if not found:
        yield Say(chat, (line(f"{which}-none"),))
        return
    shown = found[:LISTED]
    lines: list[Line] = [line(which, count=len(found)), *(_item(report, cards.title(report)) for report in shown)]
    if len(found) > len(shown):
        lines.append(line("list-more", count=len(found) - len(shown)))
    buttons = tuple(Button(line("text", text=str(report.number)), data("card", report.id)) for report in shown)
    yield Say(chat, tuple(lines), cards.in_rows(buttons, 4))


def _item(report: Report, words: dict[str, Arg]) -> Line:
    if _waits(report) and report.pause and report.pause.until:
        return line("queue-waits", **words, day=Day(report.pause.until))
    return line(f"queue-{report.status}", **words, by=Hour(_due(report)))


def _waits(report: Report) -> bool:
    """Whether the clock that runs for it stands."""
    return report.status is Status.ACKNOWLEDGED and report.pause is not None


def _due(report: Report) -> datetime:
    return report.respond_by if report.status is Status.OPEN else report.resolve_by
