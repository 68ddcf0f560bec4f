"""Loads what decisions need: a report with everybody it concerns, and who works for a grid."""

from domain import roster
from domain.context import Case, Crew
from domain.people import Chat, ChatKind, Person, Recipient
from domain.report import Report
from handlers.desk import Turn
from storage import people, reports


def crew(turn: Turn, community: str, grid: str | None) -> Crew:
    """Where alerts for a grid go, and who the people are."""
    tx, channels = turn.tx, turn.desk.channels
    staff = people.crew(tx, community, grid)
    return Crew(
        duty=people.duty_chats(tx, community, grid, channels),
        heads=_private(turn, community, (person for person in staff if person.is_head())),
        staff=staff,
    )


def all_hands(turn: Turn, community: str, grid: str | None) -> Crew:
    """The crew with the private chats of everybody on duty now; the heads when nobody is."""
    found = crew(turn, community, grid)
    context = turn.context(community)
    handles = roster.on_duty(context.community, turn.now)
    on_duty = people.by_handles(turn.tx, handles)
    chats = _private(turn, community, (person for person in found.staff if person.id in on_duty))
    return Crew(found.duty, found.heads, found.staff, chats or found.heads)


def _private(turn: Turn, community: str, persons) -> tuple[Chat, ...]:  # type: ignore[no-untyped-def]
    chats = (people.private_chat(turn.tx, person.id, community, turn.desk.channels) for person in persons)
    return tuple(chat for chat in chats if chat)


def load(turn: Turn, report: Report, hands: Crew | None = None) -> Case:
    """A report with all that its moves need to know."""
    tx, channels = turn.tx, turn.desk.channels
    origin = people.chat(tx, report.chat, channels)
    before, after, voice = reports.media(tx, report.id)
    return Case(
        report=report,
        crew=hands or crew(turn, report.community, report.grid),
        reporter=told_at(turn, report.reporter, report, report.message) if report.reporter else None,
        supporters=tuple(
            found
            for person, chat in reports.supporters(tx, report.id)
            if (found := people.recipient(tx, person, report.community, chat, None, channels))
        ),
        group=origin if origin and origin.kind is ChatKind.GROUP else None,
        photos=before,
        after=after,
        voice=voice,
        earlier=reports.alike(tx, report),
        assignee=people.person(tx, report.assignee) if report.assignee else None,
    )


def told_at(turn: Turn, person: int, report: Report, reply_to: str | None) -> Recipient | None:
    """Where the reporter is told: where they spoke, or in private when that is allowed."""
    return people.recipient(turn.tx, person, report.community, report.chat, reply_to, turn.desk.channels)


def author(turn: Turn, person: Person, chat: Chat, message: str | None) -> Recipient:
    """Where somebody who just spoke is answered: right there, alone where the channel can; else in private."""
    if chat.kind is ChatKind.PRIVATE or chat.abilities.ephemeral:
        return Recipient(person.id, chat, message if chat.kind is not ChatKind.PRIVATE else None)
    private = people.private_chat(turn.tx, person.id, chat.community, turn.desk.channels)
    return Recipient(person.id, private) if private else Recipient(person.id, chat, message)
