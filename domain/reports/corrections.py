"""What staff put right: another category, another place, two reports that are one matter, the whole text."""

from dataclasses import replace

from domain.categories import Urgency
from domain.context import Case, Context
from domain.effects import Answer, Attach, Correct, Effects, Log, Part, Say, Support, Unschedule
from domain.lines import line
from domain.people import Chat, Person
from domain.promises import deadlines, spent
from domain.public import hiding, visibility
from domain.report import MoveRefused, Report, Status, apply, check
from domain.reports import alerts, cards
from domain.reports.lifecycle import expect, menu, stored
from domain.reports.notices import shown, tell_all
from domain.talk import contacts, wayin
from domain.talk.filing import refresh
from domain.understanding import learning
from domain.understanding.result import Place
from domain.where.places import find


def whole(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """All that was written, however long: the card shows only its beginning."""
    if not (case.report.text or case.exchanges):
        yield Answer(line("answer-no-text"))
        return
    size = at.abilities.text_limit - 100  # room for the heading
    for start in range(0, len(case.report.text), size):
        part = case.report.text[start : start + size]
        yield Say(at, (line("whole", **cards.title(case.report)), line("text", text=part)), report=case.report.id)
    answers = tuple(line("alert-answer", question=question, answer=answer) for question, answer in case.exchanges)
    if answers:
        yield Say(at, (line("whole", **cards.title(case.report)), *answers), report=case.report.id)


def kind(ctx: Context, case: Case, who: Person, at: Chat, code: str) -> Effects:
    """改类别: the deadlines follow, counted from the time of the report."""
    report = case.report
    check(report, "correct", case.roles(who))
    if code in ctx.categories.by_code:
        yield from recategorised(ctx, case, who, code)
        yield Answer(line("answer-corrected"))
        return
    codes = tuple(ctx.categories.by_code) if code == "*" else likely(ctx, report)
    yield from menu(ctx, case, at, alerts.kind_menu(report, codes, more=code != "*"), line("ask-kind"))


def likely(ctx: Context, report: Report) -> tuple[str, ...]:
    """Three categories that it could be instead."""
    guesses = ctx.classifier.understand(report.text, ctx.community).categories
    return cards.three(tuple(guess for guess, _ in guesses), report.category)


def recategorised(ctx: Context, case: Case, who: Person, code: str) -> Effects:
    """It is of another category, for staff and residents alike."""
    old = case.report
    if code == old.category:
        yield from shown(ctx, case)  # the menu goes away
        return
    report = deadlines.recategorised(ctx, apply(old, "correct", case.roles(who)), code)
    report = visibility.followed(ctx.categories, old, report, ctx.now)
    yield from stored(report, who, "correct", f"category:{old.category}:{code}")
    yield _corrected(old, who, learning.CATEGORY, old.category, code)
    case = yield from hiding.settled(ctx, case, report)
    yield from shown(ctx, case)


def haste(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """改急缓: urgent, or not after all.  Danger is neither: that ends with 误报."""
    old = case.report
    check(old, "correct", case.roles(who))
    if old.danger or old.known or arg not in (Urgency.URGENT, Urgency.NORMAL):
        raise MoveRefused("correct", old, "status")
    urgency = Urgency(arg)
    if urgency is not old.urgency:
        report = deadlines.hurried(ctx, apply(old, "correct", case.roles(who)), urgency)
        yield from stored(report, who, "correct", f"urgency:{old.urgency}:{urgency}")
        yield _corrected(old, who, learning.URGENCY, old.urgency, urgency)
        case = replace(case, report=report)
    yield from shown(ctx, case)
    yield Answer(line("answer-corrected"))


def where(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """改地点: ask staff for it."""
    check(case.report, "correct", case.roles(who))
    if case.report.known:  # its area is what residents were told
        raise MoveRefused("correct", case.report, "status")
    yield from expect(ctx, case, who, at, "place", line("ask-where", **cards.title(case.report)))


def placed(ctx: Context, case: Case, who: Person, place: Place) -> Effects:
    """The place is now known: the card says so, and another grid's staff may have to hear."""
    old = case.report
    place = place if place.grid else replace(place, grid=old.grid)
    report = apply(old, "correct", case.roles(who), place=place, call=old.call and not place.words)
    report = visibility.followed(ctx.categories, old, report, ctx.now)
    yield from stored(report, who, "correct", "place", place.words)
    yield _corrected(old, who, learning.PLACE, old.place.words, place.words)
    case = yield from hiding.settled(ctx, case, report)
    yield from shown(ctx, case)


def _corrected(report: Report, who: Person, what: str, before: str, after: str) -> Correct:
    crew = who.is_staff(report.grid)
    return Correct(report.community, report.id, who.id, crew, what, before, after, report.text, report.reporter)


def place_from(ctx: Context, text: str) -> Place:
    """The place that somebody typed."""
    return find(text, ctx.community) or Place(cards.excerpt(contacts.split(text)[0], 60))


# --- two reports, one matter --------------------------------------------------------------------------


def merge(ctx: Context, case: Case, who: Person, at: Chat, others: tuple[Report, ...]) -> Effects:
    """合并: which open report is it the same as?"""
    check(case.report, "merge", case.roles(who))
    if case.report.known:  # others are put to it, not it to others
        raise MoveRefused("merge", case.report, "status")
    if others:
        yield from menu(ctx, case, at, alerts.merge_menu(case.report, others), line("ask-merge"))
    else:
        yield Answer(line("answer-nothing-to-merge"))


def merged(ctx: Context, case: Case, who: Person, into: Case) -> Effects:
    """Two reports are one matter: ``into`` goes on, and hears for both."""
    check(into.report, "add", into.roles(who))
    if case.report.known:
        raise MoveRefused("merge", case.report, "status")
    report = apply(case.report, "merge", case.roles(who), duplicate_of=into.report.id, pending=None)
    report = deadlines.running(report, ctx.now)
    yield from stored(report, who, "merge", str(into.report.id))
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, who.id)
    yield Unschedule("tell", str(report.id))
    yield Log(into.report.id, "merged", who.id, str(report.id))
    known = {other.person for other in into.heard}
    joining = tuple(each for each in case.heard if each.person not in known)
    for each in joining:
        yield Support(into.report.id, each.person, each.chat.id, via=report.id)
    yield from tell_all(ctx, case, "told-merged", other=str(into.report.number))
    yield from shown(ctx, replace(case, report=report))
    photos = (*into.photos, *case.photos)
    yield from shown(ctx, replace(into, supporters=(*into.supporters, *joining), photos=photos))
    yield Answer(line("answer-merged", number=str(into.report.number)))


def unmerged(ctx: Context, case: Case, who: Person, into: Case | None, came: frozenset[int]) -> Effects:
    """They were two matters after all: whoever came along (``came``) waits for their own again, the photos too."""
    report = apply(case.report, "unmerge", case.roles(who), duplicate_of=None, reason=None)
    yield from stored(report, who, "unmerge")
    yield from wayin.lasting(ctx, case, report)
    yield from shown(ctx, replace(case, report=report))
    if into:
        yield Part(into.report.id, report.id)
        staying = tuple(each for each in into.supporters if each.person not in came)
        yield from tell_all(ctx, case, "told-unmerged", other=str(into.report.number))
        photos = tuple(name for name in into.photos if name not in case.photos)
        yield from shown(ctx, replace(into, supporters=staying, photos=photos))
    yield Answer(line("answer-unmerged"))


def remarked(ctx: Context, case: Case, who: Person, at: Chat, text: str, photos: tuple[str, ...]) -> Effects:
    """Staff replied to the card: their words and photos stand on it; residents do not see them."""
    yield Log(case.report.id, "remark", who.id, text=text)
    repaired = case.report.status in (Status.RESOLVED, Status.CLOSED)
    yield Attach(case.report.id, photos, after=repaired)
    case = replace(case, remark=text or case.remark)
    case = replace(case, after=(*case.after, *photos)) if repaired else replace(case, photos=(*case.photos, *photos))
    yield from refresh(case, ctx)
    yield Say(at, (line("remarked", number=str(case.report.number)),), report=case.report.id)
