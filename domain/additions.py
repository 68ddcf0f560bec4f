"""More about a report that is already filed: words, photos, a voice message, a changed message."""

from dataclasses import replace

from domain import cards, contacts
from domain.context import Case, Context
from domain.effects import Attach, Effects, KeepContact, Link, Log, Put, Rows, Say, line
from domain.events import Edited, Said
from domain.filing import refresh
from domain.people import Chat, Person
from domain.report import apply


def add(ctx: Context, case: Case, who: Person, at: Chat, event: Said) -> Effects:
    """More words, photos or a voice message about a report that is already filed."""
    words, contact = contacts.split(event.text)
    text = "\n".join(part for part in (case.report.text, words) if part)
    report = apply(case.report, "add", case.roles(who), text=text)
    yield Put(report)
    if contact:
        yield KeepContact(report.id, contact, who.id)
    yield Log(report.id, "add", who.id, text=words)
    yield Attach(report.id, event.photos, event.voice)
    yield Link(at.id, (event.message,), report=report.id)
    case = replace(case, report=report, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    case = replace(case, contact=contacts.merged(case.contact, contact) if contact else case.contact)
    yield from refresh(case, ctx)


def added(case: Case, at: Chat, who: Person, sure: bool = True) -> Say:
    """We have it; not ``sure`` that it was meant for this report, offer to make it another."""
    number = str(case.report.number)
    rows: Rows = () if sure else ((cards.button("another", "begin"),),)
    lines = (line("added", number=number),) if sure else (line("added", number=number), line("added-another"))
    return Say(at, lines, rows, report=case.report.id, only_for=at.alone(who.id))


def edited(ctx: Context, case: Case, who: Person, event: Edited) -> Effects:
    """A message of a filed report was changed: the new words are appended, the old ones stay."""
    words, contact = contacts.split(event.text)
    if contact:
        yield KeepContact(case.report.id, contact, who.id)
        case = replace(case, contact=contacts.merged(case.contact, contact))
    if words in case.report.text.split("\n"):
        return
    report = apply(case.report, "add", case.roles(who), text=f"{case.report.text}\n{words}")
    yield Put(report)
    yield Log(report.id, "add", who.id, text=words)
    yield from refresh(replace(case, report=report), ctx)
