"""A report's moves by staff.

A move shows on the staff's own card at once; residents hear of it a minute later, when it can no longer
be undone (domain/notices.py).  What residents themselves do to a report is domain/residents.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from domain import cards
from domain.buttons import Press
from domain.context import Case, Context
from domain.drafts import Prompt
from domain.effects import (
    Answer,
    Attach,
    Correct,
    Detach,
    Effects,
    Expect,
    Forgo,
    Line,
    Log,
    Priority,
    Put,
    Rows,
    Say,
    Schedule,
    Support,
    Unschedule,
    line,
)
from domain.filing import refresh
from domain.notices import shown, tell
from domain.people import Chat, Person
from domain.places import find
from domain.report import Pending, Report, Status, apply, check, deadlines
from domain.understanding import Place

UNDO = timedelta(seconds=60)  # so long a move can be taken back before any notice leaves
NOTE_WITHIN = timedelta(minutes=30)  # how long staff's next words are taken for the note


def press(ctx: Context, case: Case, who: Person, at: Chat, press: Press) -> Effects:
    """A member of staff pressed a button under a report's card.

    Raises ``MoveRefused`` when the report or the person does not allow it.
    """
    yield from VERBS[press.verb](ctx, case, who, at, press.arg)


# --- acknowledge, hand over, resolve, refuse ----------------------------------------------------------


def take(ctx: Context, case: Case, who: Person, at: Chat, coming: str) -> Effects:
    """接单: first ask when, then the report is theirs."""
    check(case.report, "acknowledge", case.roles(who))
    if coming not in cards.COMING:
        yield menu(ctx, case, at, cards.when_menu(case.report), line("ask-when"))
        return
    report = apply(
        case.report,
        "acknowledge",
        case.roles(who),
        assignee=who.id,
        coming=coming,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
    )
    yield from _moved(ctx, case, report, who, "acknowledge", detail=coming)


def hand(ctx: Context, case: Case, who: Person, at: Chat, to: str) -> Effects:
    """转派: to somebody else, who has to take it in turn."""
    check(case.report, "hand_over", case.roles(who))
    heir = next((person for person in case.crew.staff if str(person.id) == to), None)
    if heir is None:
        yield menu(ctx, case, at, cards.hand_menu(case), line("ask-who"))
        return
    report = apply(case.report, "hand_over", case.roles(who), assignee=heir.id, coming=None, pending=None)
    yield from _stored(case, report, who, "hand_over", str(heir.id))
    yield Unschedule("tell", str(report.id))
    case = replace(case, report=report, assignee=heir)
    yield from refresh(case, ctx)
    yield Answer(line("answer-handed", name=heir.name))


def done(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """办结: ask for a note and a photo."""
    check(case.report, "resolve", case.roles(who))
    yield from _expect(ctx, case, who, at, "note", line("ask-note", **cards.title(case.report)))


def noted(
    ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str, photos: tuple[str, ...]
) -> Effects:
    """The note, the photo, or both: what is still missing is asked; then it is resolved."""
    check(case.report, "resolve", case.roles(who))
    prompt = replace(prompt, text=text or prompt.text, photos=(*prompt.photos, *photos))
    if prompt.text and prompt.photos:
        yield from resolve(ctx, case, who, prompt, "")
    else:
        yield Expect(replace(prompt, expires_at=ctx.now + NOTE_WITHIN))
        missing = "ask-note-too" if prompt.photos else "ask-photo"
        buttons = () if prompt.photos else cards.skip_buttons(case.report)
        yield Say(at, (line(missing, **cards.title(case.report)),), buttons, report=case.report.id)


def resolve(ctx: Context, case: Case, who: Person, prompt: Prompt, skipped: str) -> Effects:
    """It is done: with what, and with or without a photo."""
    report = apply(
        case.report,
        "resolve",
        case.roles(who),
        note=prompt.text,
        resolved_at=ctx.now,
        assignee=case.report.assignee or who.id,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
        call=False,
    )
    yield Forgo(prompt.chat, who.id)
    yield Attach(report.id, prompt.photos, after=True)
    case = replace(case, after=prompt.photos)
    yield from _moved(ctx, case, report, who, "resolve", detail=skipped, text=prompt.text)


def refuse(ctx: Context, case: Case, who: Person, at: Chat, reason: str) -> Effects:
    """退回: with a reason from the list, or in one's own words."""
    check(case.report, "refuse", case.roles(who))
    if reason == "own":
        yield from _expect(ctx, case, who, at, "reason", line("ask-reason", **cards.title(case.report)))
    elif reason in cards.REASONS:
        yield from refused(ctx, case, who, reason, "")
    else:
        yield menu(ctx, case, at, cards.refuse_menu(case.report), line("ask-refuse"))


def refused(ctx: Context, case: Case, who: Person, reason: str, text: str) -> Effects:
    """We cannot do it, and this is why."""
    report = apply(case.report, "refuse", case.roles(who), reason=reason, note=text, resolved_at=ctx.now)
    yield from _moved(ctx, case, report, who, "refuse", detail=reason, text=text)


def undo(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """Take the last move back while nobody has heard of it."""
    check(case.report, "undo", case.roles(who))
    pending = case.report.pending
    if pending is None or ctx.now >= pending.until:
        yield Answer(line("answer-too-late"))
        return
    again = Pending(pending.before, Status.OPEN, ctx.now + UNDO) if pending.before else None
    changes: dict[str, object] = {"status": pending.back_to, "pending": again}
    if pending.back_to is Status.OPEN:
        changes |= {"assignee": None, "coming": None, "acknowledged_at": None}
    if pending.move != "acknowledge":
        changes |= {"note": "", "reason": None, "resolved_at": None}
    report = apply(case.report, "undo", case.roles(who), **changes)
    if pending.move == "resolve":
        yield Detach(report.id)
    yield from _stored(case, report, who, "undo", pending.move)
    yield Schedule(ctx.now + UNDO, "tell", str(report.id)) if again else Unschedule("tell", str(report.id))
    case = replace(case, report=report, assignee=None if report.assignee is None else case.assignee, after=())
    yield from refresh(case, ctx)
    yield Answer(line("answer-undone"))


def _moved(
    ctx: Context, case: Case, report: Report, who: Person, move: str, detail: str = "", text: str = ""
) -> Effects:
    """Store a move that may still be undone, show it to staff, and tell the others when it stands."""
    held = case.report.pending  # a second move within the minute goes back to before the first
    back_to = held.back_to if held and move == "acknowledge" else case.report.status
    before = held.move if held and move != "acknowledge" else ""
    report = replace(report, pending=Pending(move, back_to, ctx.now + UNDO, before), question="")
    yield from _stored(case, report, who, move, detail, text)
    yield Schedule(ctx.now + UNDO, "tell", str(report.id))
    assignee = who if report.assignee == who.id else case.assignee
    yield from refresh(replace(case, report=report, assignee=assignee), ctx)
    yield Answer(line(f"answer-{move}"))


def _stored(case: Case, report: Report, who: Person, move: str, detail: str = "", text: str = "") -> Effects:
    yield Put(report)
    yield Log(report.id, move, who.id, detail, text)


# --- ask, correct, merge ------------------------------------------------------------------------------


def ask(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """问一句: what do you want to know?"""
    check(case.report, "ask", case.roles(who))
    if case.reporter is None:
        yield Answer(line("answer-nobody-to-ask"))
        return
    yield from _expect(ctx, case, who, at, "question", line("ask-question", **cards.title(case.report)))


def asked(ctx: Context, case: Case, who: Person, at: Chat, text: str) -> Effects:
    """Relay the question to the reporter, without showing who asked."""
    report = apply(case.report, "ask", case.roles(who), question=text)
    asker = case.reporter
    assert asker is not None  # ``ask`` offered it only with a reporter
    yield from _stored(case, report, who, "ask", text=text)
    yield Forgo(at.id, who.id)
    yield Expect(Prompt(asker.chat.id, asker.person, "answer", report.id, report.cycle, ctx.now + timedelta(days=1)))
    yield tell(
        asker,
        report,
        (line("question", **cards.title(report), who=cards.addressee(who)), line("quoted", text=text)),
    )
    yield from refresh(replace(case, report=report), ctx)
    yield Say(at, (line("asked", number=str(report.number)),), report=report.id)


def more(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """更多: the rarer things."""
    yield menu(ctx, case, at, cards.more_menu(case.report))


def back(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The card without a menu."""
    yield menu(ctx, case, at, cards.alert_buttons(case, ctx))


def whole(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """All that was written, however long: the card shows only its beginning."""
    text = case.report.text or "—"
    size = at.abilities.text_limit - 100  # room for the heading
    for start in range(0, len(text), size):
        part = text[start : start + size]
        yield Say(at, (line("whole", **cards.title(case.report)), line("text", text=part)), report=case.report.id)


def kind(ctx: Context, case: Case, who: Person, at: Chat, code: str) -> Effects:
    """改类别: the deadlines follow, counted from the time of the report."""
    report = case.report
    check(report, "correct", case.roles(who))
    if code not in ctx.categories.by_code:
        guesses = ctx.classifier.understand(report.text, ctx.community).categories
        likely = tuple(guess for guess, _ in guesses if guess != report.category)[:3]
        codes = tuple(ctx.categories.by_code) if code == "*" else likely
        yield menu(ctx, case, at, cards.kind_menu(report, codes, more=code != "*"), line("ask-kind"))
        return
    respond_by, resolve_by = deadlines(ctx.categories.get(code), report.urgency, report.reported_at)
    changed = apply(report, "correct", case.roles(who), category=code, respond_by=respond_by, resolve_by=resolve_by)
    yield from _stored(case, changed, who, "correct", f"category:{report.category}:{code}")
    yield Correct(report.id, who.id, "category", report.category, code, report.text)
    yield from shown(ctx, replace(case, report=changed))
    yield Answer(line("answer-corrected"))


def where(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """改地点: ask staff for it."""
    check(case.report, "correct", case.roles(who))
    yield from _expect(ctx, case, who, at, "place", line("ask-where", **cards.title(case.report)))


def placed(ctx: Context, case: Case, who: Person, place: Place) -> Effects:
    """The place is now known: the card says so, and another grid's staff may have to hear."""
    report = case.report
    place = place if place.grid else replace(place, grid=report.grid)
    changed = apply(report, "correct", case.roles(who), place=place, call=report.call and not place.words)
    yield from _stored(case, changed, who, "correct", "place", place.words)
    yield Correct(report.id, who.id, "place", report.place.words, place.words, report.text)
    yield from shown(ctx, replace(case, report=changed))


def place_from(ctx: Context, text: str) -> Place:
    """The place that somebody typed."""
    return find(text, ctx.community) or Place(cards.excerpt(text, 60))


def merge(ctx: Context, case: Case, who: Person, at: Chat, others: tuple[Report, ...]) -> Effects:
    """合并: which open report is it the same as?"""
    check(case.report, "merge", case.roles(who))
    if others:
        yield menu(ctx, case, at, cards.merge_menu(case.report, others), line("ask-merge"))
    else:
        yield Answer(line("answer-nothing-to-merge"))


def merged(ctx: Context, case: Case, who: Person, into: Case) -> Effects:
    """Two reports are one matter: ``into`` goes on, and hears for both."""
    report = apply(case.report, "merge", case.roles(who), duplicate_of=into.report.id, pending=None)
    check(into.report, "add", into.roles(who))
    yield from _stored(case, report, who, "merge", str(into.report.id))
    yield Unschedule("tell", str(report.id))
    yield Log(into.report.id, "merged", who.id, str(report.id))
    joining = tuple(each for each in case.heard if each.person not in {other.person for other in into.heard})
    for each in joining:
        yield Support(into.report.id, each.person, each.chat.id)
    for each in case.heard:
        yield tell(
            each,
            into.report,
            (line("told-merged", number=str(report.number), other=str(into.report.number)),),
        )
    yield from shown(ctx, replace(case, report=report))
    yield from shown(ctx, replace(into, supporters=(*into.supporters, *joining)))
    yield Answer(line("answer-merged", number=str(into.report.number)))


def unmerge(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """They were two matters after all."""
    report = apply(case.report, "unmerge", case.roles(who), duplicate_of=None)
    yield from _stored(case, report, who, "unmerge")
    yield from shown(ctx, replace(case, report=report))
    yield Answer(line("answer-unmerged"))


def menu(ctx: Context, case: Case, at: Chat, buttons: Rows, question: Line | None = None) -> Say:
    """The card in this chat with other buttons under it."""
    lines = cards.alert(case, ctx)
    return Say(
        at,
        (*lines, question) if question else lines,
        buttons,
        tag=cards.alert_tag(case.report),
        report=case.report.id,
        photos=case.photos,
        voice=case.voice,
        priority=Priority.ALERT,
    )


def _expect(ctx: Context, case: Case, who: Person, at: Chat, what: str, question: Line) -> Effects:
    yield Expect(Prompt(at.id, who.id, what, case.report.id, case.report.cycle, ctx.now + NOTE_WITHIN))
    yield Say(at, (question,), report=case.report.id)
    yield Answer(line("answer-write"))


Verb = Callable[[Context, Case, Person, Chat, str], Effects]
VERBS: Mapping[str, Verb] = {
    "take": take,
    "hand": hand,
    "done": done,
    "refuse": refuse,
    "undo": undo,
    "ask": ask,
    "more": more,
    "back": back,
    "whole": whole,
    "kind": kind,
    "where": where,
    "unmerge": unmerge,
}
