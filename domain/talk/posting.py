"""A report that came through a program of somebody else (Open311): what its form says becomes a draft and a contact.

Its category was chosen there.  Its words are read for danger, its place is looked for in words and on the map.
"""

from domain import phones
from domain.categories import Danger, Urgency
from domain.context import Context
from domain.events import Submitted
from domain.lines import Hour, Line, line
from domain.people import Chat, Person
from domain.report import Report
from domain.talk import contacts
from domain.talk.contacts import Contact
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place
from domain.where.places import find, in_building, named, nearest


def draft(ctx: Context, event: Submitted, id_: int, chat: Chat, person: Person) -> Draft:
    """What was posted, as if it had been told."""
    found = ctx.classifier.understand(event.text, ctx.community)
    danger = found.danger or event.danger
    return Draft(
        id=id_,
        chat=chat.id,
        person=person.id,
        stage=Stage.ASKING,
        created_at=ctx.now,
        words=((event.token, words(event)),),
        messages=(event.token,),
        category=event.category,
        chosen=True,
        urgency=Urgency.EMERGENCY if danger else found.urgency,
        danger=danger,
        place=place(ctx, event, chat.lang),
        point=event.point,
        link=event.link,
    )


def words(event: Submitted) -> str:
    """What staff read: what was written, and the answers, each on a line of its own."""
    answers = (f"{question}: {answer}" for question, answer in event.answers)
    return "\n".join(part for part in (event.text, *answers) if part)


def place(ctx: Context, event: Submitted, lang: str) -> Place:
    """Where it is: words as they were written, the building and grid as far as words or the point say."""
    home = ctx.community
    chosen = in_building(event.building, home, lang) if event.building else None
    if chosen:
        return chosen
    building = named(event.address, home)
    said = in_building(building.code, home, lang) if building else find(event.address, home)
    near = nearest(event.point, home, lang=lang) if event.point else None
    known = said if said and said.grid else near or said
    shown = f"{event.point.lat:.6f}, {event.point.lon:.6f}" if event.point else ""
    text = event.address or (near.words if near else shown)
    return Place(text, known.building if known else None, known.grid if known else None)


def contact(event: Submitted, known: Contact | None) -> Contact | None:
    """How to reach whoever it was, as far as they said; an address for mail stands with the other words.

    A number that stood among the words is one more.
    """
    number = (contacts.given(event.phone).phone or event.phone) if event.phone else ""
    if number and known and known.phone:
        number = contacts.joined(known.phone, number)
    return Contact(event.name, number, event.email) or None


def head_reads(event: Submitted) -> str:
    """What the head reads of what nobody else may: also how to reach them, since no chat leads there."""
    return "\n".join(part for part in (words(event), event.name, event.phone, event.email, event.address) if part)


def private(ctx: Context, event: Submitted) -> Danger | None:
    """The danger that is for the head alone, where the words or an answer tell of one."""
    named = ctx.categories.dangers.get(event.danger or "")
    return ctx.classifier.private(event.text) or (named if named and named.private else None)


def notice(ctx: Context, report: Report, joined: bool) -> tuple[Line, ...]:
    """What whoever reported it should know now: in danger what to do, and whom to call."""
    told = line("open311-joined", number=str(report.number)) if joined else None
    if report.danger:
        warned = (line(f"danger-{report.danger}"), *phones.of_danger(ctx, report.danger))
        return (*warned, told) if told else warned
    return (told or line("open311-filed", by=Hour(report.respond_by, dated=True)),)


def notice_alone(ctx: Context, danger: Danger) -> tuple[Line, ...]:
    """The same where it became no report."""
    return line(f"danger-{danger.code}"), *phones.of_danger(ctx, danger.code)
