"""The rules of a contact left for a report: when it is asked for, how it joins what is known, how long it stays.

What residents and staff press is domain/talk/contacting.py.  Who may see one is ``see_contact`` in
domain/permissions.py. To keep a contact from anywhere else: ``yield from wayin.kept(ctx, case, contact, by)``.
"""

from dataclasses import replace
from datetime import timedelta

from domain.context import Case, Context
from domain.effects import Effects, EraseContact, Expect, HideContact, KeepContact, Say, Schedule, Unschedule
from domain.lines import Line, line
from domain.people import Chat
from domain.report import ENDED, Report, Status
from domain.reports import cards
from domain.talk import contacts
from domain.talk.contacts import Contact
from domain.talk.drafts import Prompt

ASKED_FOR = timedelta(hours=24)  # how long words are taken for the contact
FORGET_AFTER = timedelta(days=7)  # after the end
LINK = "tel"  # before the report in a link that leads from the group to the private chat
NAME, VISIT = 20, 80  # characters shown: what pops up after a press holds 200


def ask(ctx: Context, report: Report, person: int, at: Chat, again: bool = True) -> Effects:
    """留个电话: their next words here are the contact."""
    yield Expect(Prompt(at.id, person, "contact", report.id, report.cycle, ctx.now + ASKED_FOR))
    yield Say(
        at,
        (line("ask-contact", number=str(report.number)),),
        ((cards.button("no-contact", "contact", report.id, arg="no"),),),
        tag=ask_tag(report, person),
        again=again,
        report=report.id,
    )


def ask_number(ctx: Context, report: Report, known: Contact | None, person: int, at: Chat) -> Effects:
    """Whoever filed it for somebody is asked once how to reach them."""
    yield Expect(Prompt(at.id, person, "contact", report.id, report.cycle, ctx.now + ASKED_FOR))
    number = str(report.number)
    named = line("ask-number", number=number, name=known.name) if known and known.name else None
    yield Say(
        at,
        (named or line("ask-number-theirs", number=number),),
        ((cards.button("no-number", "contact", report.id, arg="no"),),),
        tag=ask_tag(report, person),
        again=True,
        report=report.id,
    )


def kept(ctx: Context, case: Case, contact: Contact, by: int) -> Effects:
    """Somebody left a contact; a neighbour's number stands beside the reporter's, not in its place."""
    report, known = case.report, case.contact
    if known and known.phone and contact.phone and by != report.reporter:
        contact = replace(contact, name=known.name, phone=contacts.joined(known.phone, contact.phone))
    yield KeepContact(report.id, contact, by)
    yield from lasting(ctx, replace(case, contact=contact), report)


def lasting(ctx: Context, case: Case, report: Report) -> Effects:
    """How long it stays: until a week after the end, for good while the report goes on."""
    if case.contact is None:
        return
    if report.status in ENDED:
        yield Schedule(ctx.now + FORGET_AFTER, "forget_contact", str(report.id))
    else:
        yield Unschedule("forget_contact", str(report.id))


def due(report: Report) -> Effects:
    """The week is over."""
    if report.status in ENDED:
        yield EraseContact(report.id)


def out_of_sight(report: Report) -> HideContact:
    """Whoever was shown it and does not have the report any more sees it no longer."""
    return HideContact(report.id, report.assignee if report.status is not Status.OPEN else None)


def shown(contact: Contact) -> str:
    """A contact as it is read: who, the number on a line of its own, when."""
    parts = (cards.excerpt(contact.name, NAME), contact.phone, cards.excerpt(contact.visit, VISIT))
    return "\n".join(part for part in parts if part)


def words(contact: Contact) -> Line:
    """The same as a line of a message."""
    return line("text", text=shown(contact))


def ask_tag(report: Report, person: int) -> str:
    """The tag of the question for it."""
    return f"ask-contact:{report.id}:{person}"


def told_tag(report: Report, person: int) -> str:
    """The tag of the message that repeats it to whoever left it."""
    return f"contact:{report.id}:{person}"


def seen_tag(report: Report, person: int) -> str:
    """The tag of the message that shows it to the assignee in private."""
    return f"reach:{report.id}:{person}"
