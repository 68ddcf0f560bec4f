"""Loads what decisions need: a report with everybody it concerns, and who works for a grid."""

from dataclasses import replace

from domain.categories import Visibility
from domain.context import Case, Crew
from domain.duty.roster import on_duty
from domain.people import Chat, ChatKind, Person, Recipient
from domain.report import Report
from domain.reports import alerts, cards
from domain.talk import complaints as rules
from handlers.desk import Turn
from storage import chats, contacts, history, outbox, people, ratings, reports, roster


def crew(turn: Turn, community: str, grid: str | None) -> Crew:
    """Where alerts for a grid go, who the people are, and who of them is on duty now."""
    tx, channels = turn.tx, turn.desk.channels
    staff = people.crew(tx, community, grid)
    shifts = roster.load(tx, community)
    present = on_duty(shifts, turn.context(community).community.zone, turn.now, grid)
    duty = chats.duty(tx, community, grid, channels)
    private = chats.privates(tx, [person.id for person in staff], community, channels)
    here = present & {person.id for person in staff}
    return Crew(
        duty=duty,
        staff=staff,
        private=private,
        on_duty=here,
        rostered=bool(shifts),
        copied=frozenset(
            person
            for person, own in private.items()
            if (person in here or not here) and any(each.copies_to(own) for each in duty)
        ),
    )


def deciding(turn: Turn, community: str, above: str, concerned: tuple[int, ...]) -> Crew:
    """Who decides a complaint, each with the rights of the head, reached in private alone."""
    staff = rules.above(above, concerned, people.holders(turn.tx, community))
    private = chats.privates(turn.tx, [person.id for person in staff], community, turn.desk.channels)
    return Crew(duty=(), staff=staff, private=private)


def complaints(turn: Turn, community: str, person: Person) -> list[Report]:
    """Complaints about those who work in a community that somebody is to decide."""
    found = reports.complaints(turn.tx, community)
    holders = people.holders(turn.tx, community) if found else ()
    return [
        report
        for report in found
        if any(each.id == person.id for each in rules.above(report.above, report.concerned, holders))
    ]


def crew_of(turn: Turn, report: Report) -> Crew:
    """Who works on a report: those of its grid, or whoever decides a complaint."""
    if report.above:
        return deciding(turn, report.community, report.above, report.concerned)
    return crew(turn, report.community, report.grid)


def seen_from(turn: Turn, chat: Chat, person: Person, report: Report) -> tuple[Chat, Person]:
    """The chat and the person as the report's community sees them: its places, and the roles they hold there.

    In private that may be another community than the chat's; a group speaks for its own alone, except to whoever
    said there what was passed on to the neighbours.
    """
    theirs = chat.id == report.chat and person.id in (report.reporter, report.filed_by)
    if report.above:
        person = rules.facing(report, person, crew_of(turn, report).staff)
    if chat.community == report.community or not (chat.kind is ChatKind.PRIVATE or theirs):
        return chat, person
    chat = replace(chat, community=report.community)
    return chat, person if report.above else people.person(turn.tx, person.id, report.community) or person


def load(turn: Turn, report: Report) -> Case:
    """A report with all that its moves need to know."""
    tx, channels = turn.tx, turn.desk.channels
    before, after, voice, repairs = reports.media(tx, report.id)
    past = history.past(tx, report.id)
    crew_now = crew_of(turn, report)
    ours = {person.id for person in crew_now.staff}
    group = group_of(turn, report)
    return Case(
        report=report,
        crew=crew_now,
        reporter=told_at(turn, report.reporter, report, report.message) if report.reporter else None,
        filer=told_at(turn, report.filed_by, report, None) if report.filed_by else None,
        filed_by=people.person(tx, report.filed_by, report.community) if report.filed_by else None,
        supporters=supporters(turn, report),
        group=group,
        beside=beside(turn, report),
        # Whoever works for this grid no more must not see what residents write from now on.
        desks=tuple(
            chat for chat in chats.private_desks(tx, report.id, alerts.tag(report), channels) if chat.person in ours
        ),
        handed=past.handed,
        overseen=people.is_overseen(tx, report.community),
        name=_name(turn, report),
        street=_street(turn, report) if report.danger and not report.above else (),
        photos=before,
        after=after,
        repairs=repairs,
        voice=voice,
        earlier=reports.alike(tx, report),
        assignee=people.person(tx, report.assignee, report.community) if report.assignee else None,
        told_assignee=told_assignee(turn, report),
        contact=contacts.of(tx, report.id),
        own=reports.own_photos(tx, report.id, report.reporter) if report.reporter else (),
        ratings=ratings.of(tx, report.id, report.cycle),
        resolver=past.resolver,
        remark=past.remark,
        exchanges=past.exchanges,
        again=past.again,
        before=(_person(turn, past.before[0], report), past.before[1]) if past.before else None,
    )


def group_of(turn: Turn, report: Report) -> Chat | None:
    """The residents' group that has its card; none of what neighbours are not to know of."""
    origin = chats.get(turn.tx, report.chat, turn.desk.channels)
    ours = origin is not None and origin.kind is ChatKind.GROUP and origin.community == report.community
    return origin if ours and report.visibility is not Visibility.PRIVATE else None


def beside(turn: Turn, report: Report) -> tuple[Chat, ...]:
    """Further groups that have the card of a known incident."""
    if not report.known or report.visibility is Visibility.PRIVATE:
        return ()
    reached = outbox.chats_tagged(turn.tx, report.id, cards.card_tag(report)) - {report.chat}
    groups = chats.residents(turn.tx, report.community, turn.desk.channels)
    return tuple(chat for chat in groups if chat.id in reached)


def _name(turn: Turn, report: Report) -> str:
    who = people.person(turn.tx, report.reporter, report.home) if report.reporter else None
    return who.name if who else ""


def _street(turn: Turn, report: Report) -> tuple[Chat, ...]:
    """Whom of the street its danger has reached."""
    reached = outbox.chats_of(turn.tx, report.id)
    street = chats.street(turn.tx, report.community, turn.desk.channels)
    return tuple(chat for chat in street if chat.id in reached)


def supporters(turn: Turn, report: Report) -> tuple[Recipient, ...]:
    """Where everybody who has the same problem is told."""
    channels = turn.desk.channels
    return tuple(
        found
        for person, chat in reports.supporters(turn.tx, report.id)
        if (found := _unless_seen(report, chats.recipient(turn.tx, person, report.community, chat, None, channels)))
    )


def in_brief(turn: Turn, report: Report) -> Case:
    """A report with whoever has it in hand: enough to say how it stands in a list."""
    return Case(
        report=report,
        crew=Crew(duty=(), staff=()),
        assignee=people.person(turn.tx, report.assignee, report.community) if report.assignee else None,
        told_assignee=told_assignee(turn, report),
    )


def _person(turn: Turn, person: int | None, report: Report) -> Person | None:
    return people.person(turn.tx, person, report.community) if person else None


def told_assignee(turn: Turn, report: Report) -> Person | None:
    """Whom residents believe to have it."""
    told = report.told_assignee
    return people.person(turn.tx, told, report.community) if told else None


def told_at(turn: Turn, person: int, report: Report, reply_to: str | None) -> Recipient | None:
    """Where the reporter is told: where they spoke, or in private when that is allowed."""
    found = chats.recipient(turn.tx, person, report.community, report.chat, reply_to, turn.desk.channels)
    return _unless_seen(report, found)


def _unless_seen(report: Report, to: Recipient | None) -> Recipient | None:
    """Where somebody is told; nowhere, if neighbours would read what they are not to know of."""
    seen = to is not None and to.in_public and report.visibility is Visibility.PRIVATE
    return None if seen else to


def author(turn: Turn, person: Person, chat: Chat, message: str | None) -> Recipient:
    """Where somebody who just spoke is answered: right there, alone where the channel can; else in private."""
    if chat.kind is ChatKind.PRIVATE or chat.abilities.ephemeral:
        return Recipient(person.id, chat, message if chat.kind is not ChatKind.PRIVATE else None)
    private = chats.private(turn.tx, person.id, chat.community, turn.desk.channels)
    return Recipient(person.id, private) if private else Recipient(person.id, chat, message)
