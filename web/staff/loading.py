"""What the pages of reports are made of, read at one moment: a report, what its card is made of, the talk.

The same values that a turn of the desk loads (handlers/cases.py), without the chats in which it would say something.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.categories import Visibility
from domain.context import Case, Crew
from domain.people import Chat, ChatKind, Person, Recipient
from domain.public import visibility
from domain.public.standing import Event
from domain.public.visibility import Sight
from domain.report import Report
from domain.reports.alerts import tag
from domain.talk import complaints
from storage import beside, chats, contacts, exports, history, people, reports
from storage.beside import Shown
from storage.board import events
from storage.db import Tx

LOOK = timedelta(minutes=30)  # looking again within this is the same look


@dataclass(frozen=True, slots=True)
class Opened:
    """One report as somebody sees it."""

    case: Case
    sight: Sight
    works: bool  # whether the chat would show them the card, with its buttons
    card: Shown | None  # the card that was pressed beside these pages last
    happened: tuple[Event, ...]
    private: bool


def opened(tx: Tx, community: str, number: int, person: Person, chat: str, home: str = "") -> Opened | None:
    """A report and what its page shows; None where they may not know of it.

    ``home``: the community that counted the number, of a report that came from there to this one.
    """
    report = reports.by_number(tx, home or community, number)
    if report is None or (home and report.community != community):
        return None
    if report.community != community:  # it went to another one: what they are is what they are to those who have it
        person = people.person(tx, person.id, report.community) or person
    case = load(tx, report)
    facing = case.facing(person)
    sight = visibility.sight(report, case.roles(person))
    if sight < Sight.FACTS:
        return None
    works = facing.is_staff(report.grid)
    card = beside.tagged(tx, chat, tag(report)) if works else None
    return Opened(
        case, sight, works, card, events(tx, report.id, report.community), report.visibility is Visibility.PRIVATE
    )


def looked(tx: Tx, person: int, report: Report, now: datetime) -> None:
    """Somebody opened a report that is private: it is written down as it is in the chat."""
    if not exports.looked_since(tx, person, report.id, now - LOOK):
        exports.log(tx, now, person, report.community, "opened", str(report.number), report.id)


def load(tx: Tx, report: Report) -> Case:
    """The report with all that its card shows."""
    before, after, voice, repairs = reports.media(tx, report.id)
    past = history.past(tx, report.id)
    mine = chats.get(tx, report.chat, {})
    return Case(
        report=report,
        crew=Crew(duty=(), staff=_crew(tx, report)),
        reporter=_at(mine, report.reporter),
        supporters=tuple(
            found for who, where in reports.supporters(tx, report.id) if (found := _at(chats.get(tx, where, {}), who))
        ),
        filed_by=people.person(tx, report.filed_by, report.community) if report.filed_by else None,
        group=mine if mine and mine.kind is ChatKind.GROUP and mine.community == report.community else None,
        handed=past.handed,
        overseen=people.is_overseen(tx, report.community),
        photos=before,
        after=after,
        repairs=repairs,
        voice=voice,
        earlier=reports.alike(tx, report),
        assignee=people.person(tx, report.assignee, report.community) if report.assignee else None,
        told_assignee=people.person(tx, report.told_assignee, report.community) if report.told_assignee else None,
        contact=contacts.of(tx, report.id),
        own=reports.own_photos(tx, report.id, report.reporter) if report.reporter else (),
        resolver=past.resolver,
        remark=past.remark,
        exchanges=past.exchanges,
        again=past.again,
        before=_before(tx, report, past.before),
    )


def queue(tx: Tx, community: str, person: Person) -> list[Report]:
    """What is still to be done of what somebody sees: as the chat's lists, in no order."""
    least = Sight.WHOLE if person.is_staff() else Sight.FACTS
    found = visibility.shown_to(reports.live(tx, community), person, least)
    decided = [each for each in _complaints(tx, community) if any(one.id == person.id for one in _crew(tx, each))]
    return [*found, *decided]


def _complaints(tx: Tx, community: str) -> list[Report]:
    return reports.complaints(tx, community)


def _crew(tx: Tx, report: Report) -> tuple[Person, ...]:
    if report.above:
        return complaints.above(report.above, report.concerned, people.holders(tx, report.community))
    return people.crew(tx, report.community, report.grid)


def _at(chat: Chat | None, person: int | None) -> Recipient | None:
    return Recipient(person, chat) if chat and person else None


def _before(tx: Tx, report: Report, before: tuple[int | None, str] | None) -> tuple[Person | None, str] | None:
    if before is None:
        return None
    return (people.person(tx, before[0], report.community) if before[0] else None), before[1]
