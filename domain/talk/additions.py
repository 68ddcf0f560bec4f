"""More about a report that is already filed: words, photos, a voice message, a changed message."""

from dataclasses import dataclass, replace

from domain.context import Case, Context
from domain.effects import Attach, Effects, Link, Log, Put, Say, TakeBack
from domain.events import Edited, Said
from domain.lines import line
from domain.people import Chat, Person
from domain.promises import deadlines, spent
from domain.public import hiding, visibility
from domain.report import Report, apply, check
from domain.reports import cards
from domain.talk import contacts, wayin
from domain.talk.drafts import Draft
from domain.talk.filing import refresh


@dataclass(frozen=True, slots=True)
class Added:
    """What one message added to a report."""

    message: str
    text: str
    photos: tuple[str, ...]
    voice: str | None


def add(ctx: Context, case: Case, who: Person, at: Chat, event: Said) -> Effects:
    """More words, photos or a voice message about a report that is already filed."""
    words, contact = contacts.split(event.text)
    text = "\n".join(part for part in (case.report.text, words) if part)
    report = apply(case.report, "add", case.roles(who), text=text)
    report = visibility.followed(ctx.categories, case.report, report, ctx.now)
    if report.pause and not report.waits and who.id == report.reporter:  # asked, and answered in a way of their own
        report = deadlines.running(report, ctx.now)
    yield Put(report)
    yield from spent.clock(case.report, report, who.id)
    if contact:
        yield from wayin.kept(ctx, case, contact, who.id)
    yield Log(report.id, "add", who.id, detail=event.message, text=words)
    yield Attach(report.id, event.photos, event.voice, message=event.message)
    yield Link(at.id, (event.message,), report=report.id)
    case = yield from hiding.settled(ctx, case, report)
    case = replace(case, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    case = replace(case, contact=contacts.merged(case.contact, contact) if contact else case.contact)
    yield from refresh(case, ctx)


def added(case: Case, at: Chat, who: Person, unsure: str | None = None) -> Say:
    """We have it; where it is unsure that this message was meant for this report, offer to make it another."""
    report = case.report
    lines = (line("added", number=str(report.number)),)
    if unsure is None:
        return Say(at, lines, report=report.id, only_for=at.alone(who.id))
    rows = ((cards.button("another", "another", report.id, report.cycle, unsure),),)
    tag = _tag(report, unsure)
    return Say(at, (*lines, line("added-another")), rows, tag=tag, report=report.id, only_for=at.alone(who.id))


def moved(ctx: Context, case: Case, who: Person, at: Chat, found: tuple[Added, ...]) -> Effects:
    """另报一件: what was just added leaves the report; the caller makes a draft of it.  Raises ``MoveRefused``."""
    text, gone = case.report.text, frozenset(name for each in found for name in each.photos)
    for each in reversed(found):
        text = _without(text, each.text) if each.text else text
    report = apply(case.report, "add", case.roles(who), text=text)
    yield Put(report)
    yield Log(report.id, "moved", who.id, detail=" ".join(each.message for each in found))
    yield TakeBack(report.id, tuple(each.message for each in found))
    photos = tuple(name for name in case.photos if name not in gone)
    voice = None if any(each.voice == case.voice for each in found) else case.voice
    yield from refresh(replace(case, report=report, photos=photos, voice=voice), ctx)
    for each in found:
        yield Say(at, (line("added-moved", number=str(report.number)),), tag=_tag(report, each.message), change=True)


def draft_of(draft: Draft, found: tuple[Added, ...]) -> Draft:
    """What was just added, as the beginning of a report of its own."""
    return replace(
        draft,
        words=tuple((each.message, each.text) for each in found if each.text),
        messages=tuple(each.message for each in found),
        photos=tuple(name for each in found for name in each.photos),
        voice=next((each.voice for each in reversed(found) if each.voice), None),
    )


def _without(text: str, part: str) -> str:
    """The text without its last lines that are this part."""
    before, found, after = f"\n{text}\n".rpartition(f"\n{part}\n")
    return f"{before}\n{after}".strip("\n") if found else text


def tags(report: Report) -> str:
    """What the tags of these answers about a report begin with; the message follows."""
    return f"added:{report.id}:"


def _tag(report: Report, message: str) -> str:
    return f"{tags(report)}{message}"


def edited(ctx: Context, case: Case, who: Person, event: Edited) -> Effects:
    """A message of a filed report was changed: the new words are appended, the old ones stay."""
    words, contact = contacts.split(event.text)
    if contact:
        check(case.report, "add", case.roles(who))
        yield from wayin.kept(ctx, case, contact, who.id)
        case = replace(case, contact=contacts.merged(case.contact, contact))
    if words in case.report.text.split("\n"):
        return
    report = apply(case.report, "add", case.roles(who), text=f"{case.report.text}\n{words}")
    report = visibility.followed(ctx.categories, case.report, report, ctx.now)
    yield Put(report)
    yield Log(report.id, "add", who.id, text=words)
    case = yield from hiding.settled(ctx, case, report)
    yield from refresh(case, ctx)
