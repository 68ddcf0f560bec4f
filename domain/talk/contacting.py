"""Leaving a way in, taking it back, and looking at it: what residents and the assignee press."""

from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Answer, Attach, Effects, EraseContact, Forgo, Link, Log, Say, Unbutton
from domain.events import Said
from domain.lines import Rows, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import MAY
from domain.report import LIVE, MoveRefused, Status
from domain.reports import cards
from domain.talk import additions, contacts, wayin
from domain.talk.filing import refresh


def pressed(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """留电话 and what stands under it: 不用, 删掉."""
    if not MAY["change_contact"] & case.roles(who):
        raise MoveRefused("change_contact", case.report, "role")
    if arg == "erase":
        yield from erased(ctx, case, who)
    elif arg == "no":
        yield Forgo(at.id, who.id)
        mine = case.report.filed_by is None
        here = (line("contact-here" if mine else "no-number", number=str(case.report.number)),)
        yield Say(at, here, tag=wayin.ask_tag(case.report, who.id), report=case.report.id, only_for=at.alone(who.id))
    elif case.report.told_status not in LIVE:
        yield Answer(line("answer-ended"))
    else:
        yield from leave(ctx, case, who, at)


def leave(ctx: Context, case: Case, who: Person, at: Chat) -> Effects:
    """Ask for it in private: whatever somebody writes in a group, neighbours read."""
    reporter = case.reporter.chat if case.reporter else at
    if at.kind is ChatKind.PRIVATE:
        yield from wayin.ask(ctx, case.report, who.id, at)
    elif reporter.kind is ChatKind.PRIVATE:
        yield from wayin.ask(ctx, case.report, who.id, reporter)
        yield Answer(line("contact-asked-in-private"))
    else:
        leads = not at.abilities.write_first
        rows: Rows = ((cards.button("leave-private", "link", arg=f"{wayin.LINK}{case.report.id}"),),) if leads else ()
        where = (line("contact-in-private", number=str(case.report.number)),)
        if at.alone(who.id):
            yield Say(at, where, rows, report=case.report.id, only_for=who.id)
        else:
            yield Answer(where[0])


def left(ctx: Context, case: Case, who: Person, at: Chat, event: Said) -> Effects:
    """The words that were asked for: whatever is no number is the time to visit.  A photo is more about the report."""
    found = contacts.given(event.text)
    if not found:
        yield from additions.add(ctx, case, who, at, event)
        yield additions.added(case, at, who)
        return
    report, alone = case.report, at.alone(who.id)
    yield Forgo(at.id, who.id)
    yield from wayin.kept(ctx, case, found, who.id)
    yield Log(report.id, "leave_contact", who.id)
    if event.photos or event.voice:
        yield Attach(report.id, event.photos, event.voice)
        yield Link(at.id, (event.message,), report=report.id)
    known = contacts.merged(case.contact, found)
    case = replace(case, contact=known, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    yield from refresh(case, ctx)
    yield Unbutton(at, tag=wayin.ask_tag(report, who.id))
    yield Say(at, (), tag=wayin.told_tag(report, who.id))  # what was said before is not true any more
    yield Say(
        at,
        (line("contact-left", number=str(report.number)), wayin.words(known)),
        ((cards.button("erase-contact", "contact", report.id, arg="erase"),),),
        tag=wayin.told_tag(report, who.id),
        report=report.id,
        only_for=alone,
    )


def erased(ctx: Context, case: Case, who: Person) -> Effects:
    """删掉: at once, wherever it was shown."""
    if case.contact:
        yield EraseContact(case.report.id)
        yield Log(case.report.id, "erase_contact", who.id)
        yield from refresh(replace(case, contact=None), ctx)
    yield Answer(line("contact-erased"))


def reach(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """联系方式: for whoever has taken the report, and nobody else; each look is noted."""
    report = case.report
    if case.contact is None:
        yield Answer(line("contact-none"))
    elif report.status is Status.OPEN or not MAY["see_contact"] & case.roles(who):
        yield Answer(line("contact-take-first"))
    else:
        yield Log(report.id, "see_contact", who.id)
        if at.kind is ChatKind.PRIVATE:
            seen = (line("contact-of", **cards.title(report)), wayin.words(case.contact))
            yield Say(at, seen, tag=wayin.seen_tag(report, who.id), report=report.id)
        else:
            shown = line("contact-seen", number=str(report.number), contact=wayin.shown(case.contact))
            yield Answer(shown, alert=True)
