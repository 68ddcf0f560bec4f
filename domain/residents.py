"""What residents do to a report that exists: add to it, join it, correct, withdraw, accept or reopen it."""

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
    Effects,
    Expect,
    Forgo,
    Link,
    Log,
    Priority,
    Put,
    Say,
    Support,
    Term,
    Unschedule,
    Unsupport,
    line,
)
from domain.events import Edited, Said
from domain.filing import call_out, refresh, show
from domain.lifecycle import placed
from domain.notices import shown, tell
from domain.people import Chat, Person, Recipient
from domain.report import LIVE, Report, apply, check, deadlines
from domain.understanding import Place

ANSWER_WITHIN = timedelta(days=1)


def press(ctx: Context, case: Case, who: Person, at: Chat, press: Press) -> Effects:
    """A resident pressed a button under a report's message.  Raises ``MoveRefused``."""
    yield from VERBS[press.verb](ctx, case, who, at, press.arg)


def support(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """我也遇到: counted once, and told how it goes."""
    if case.reporter and case.reporter.person == who.id:
        yield Answer(line("answer-your-own"))
    elif any(supporter.person == who.id for supporter in case.supporters):
        yield Answer(line("answer-already", count=len(case.supporters)))
    elif case.report.status not in LIVE:
        yield Answer(line("answer-ended"))
    else:
        yield Support(case.report.id, who.id, at.id)
        yield Log(case.report.id, "support", who.id)
        case = replace(case, supporters=(*case.supporters, Recipient(who.id, at)))
        yield from shown(ctx, case)
        yield Answer(line("answer-supported", count=len(case.supporters)))


def progress(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """进度: how it stands."""
    yield Answer(cards.progress(case, ctx)[1])


def add(ctx: Context, case: Case, who: Person, event: Said) -> Effects:
    """More words, photos or a voice message about a report that is already filed."""
    text = "\n".join(part for part in (case.report.text, event.text) if part)
    report = apply(case.report, "add", case.roles(who), text=text)
    yield Put(report)
    yield Log(report.id, "add", who.id, text=event.text)
    yield Attach(report.id, event.photos, event.voice)
    yield Link(report.chat, (event.message,), report=report.id)
    case = replace(case, report=report, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    yield from refresh(case, ctx)


def added(case: Case, at: Chat, who: Person) -> Say:
    """We have it."""
    only_for = who.id if at.person is None and at.abilities.ephemeral else None
    return Say(at, (line("added", number=str(case.report.number)),), report=case.report.id, only_for=only_for)


def edited(ctx: Context, case: Case, who: Person, event: Edited) -> Effects:
    """A message of a filed report was changed: the new words are appended, the old ones stay."""
    if case.report.status not in LIVE or event.text in case.report.text.split("\n"):
        return
    report = apply(case.report, "add", case.roles(who), text=f"{case.report.text}\n{event.text}")
    yield Put(report)
    yield Log(report.id, "add", who.id, text=event.text)
    yield from refresh(replace(case, report=report), ctx)


def answered(ctx: Context, case: Case, who: Person, at: Chat, event: Said) -> Effects:
    """The reporter answers the question that staff asked."""
    report = apply(
        case.report,
        "add",
        case.roles(who),
        text="\n".join(part for part in (case.report.text, event.text) if part),
        question="",
    )
    yield Put(report)
    yield Log(report.id, "answer", who.id, text=event.text)
    yield Attach(report.id, event.photos, event.voice)
    yield Forgo(at.id, who.id)
    case = replace(case, report=report, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    yield from refresh(case, ctx)
    for chat in case.crew.duty:
        said = (line("answered", number=str(report.number)), line("quoted", text=event.text or "📷"))
        yield Say(chat, said, report=report.id, photos=event.photos, voice=event.voice, priority=Priority.ALERT)
    yield Say(
        at,
        (line("answer-passed-on", number=str(report.number)),),
        report=report.id,
        only_for=who.id if at.person is None and at.abilities.ephemeral else None,
    )


# --- the reporter's own buttons -----------------------------------------------------------------------


def change(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """改: the category by a button, the place by words."""
    report = case.report
    check(report, "correct", case.roles(who))
    if arg in ctx.categories.by_code:
        respond_by, resolve_by = deadlines(ctx.categories.get(arg), report.urgency, report.reported_at)
        changed = apply(report, "correct", case.roles(who), category=arg, respond_by=respond_by, resolve_by=resolve_by)
        yield Put(changed)
        yield Log(report.id, "correct", who.id, f"category:{report.category}:{arg}")
        case = replace(case, report=changed)
        yield from shown(ctx, case)
        yield _own(case, who, at)
        return
    yield Expect(Prompt(at.id, who.id, "place", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    guesses = ctx.classifier.understand(report.text, ctx.community).categories
    codes = tuple(guess for guess, _ in guesses if guess != report.category)[:3]
    codes = tuple(ctx.categories.by_code) if arg == "*" else codes
    rows = cards.kind_menu(report, codes, more=arg != "*")
    own = tuple(
        tuple(replace(each, data=each.data.replace("kind:", "change:", 1)) for each in row if "back:" not in each.data)
        for row in rows
    )
    yield Say(
        at,
        (*cards.receipt(case)[:2], line("ask-change")),
        own,
        tag=cards.receipt_tag(report, who.id),
        report=report.id,
        only_for=_alone(at, who),
    )


def replaced(ctx: Context, case: Case, who: Person, at: Chat, place: Place) -> Effects:
    """The reporter said where it is."""
    yield from placed(ctx, case, who, place)
    yield Forgo(at.id, who.id)
    report = replace(case.report, place=place if place.grid else replace(place, grid=case.report.grid))
    yield _own(replace(case, report=report), who, at, again=True)


def rplace(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """The reporter chose a place from the buttons."""
    if building := ctx.community.buildings.get(arg):
        yield from replaced(ctx, case, who, at, Place(building.names[at.lang], building.code, building.grid))
        yield Say(at, (), tag=f"where:{case.report.id}")


def called(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """说不清,请人联系我, about a report that was already filed."""
    report = apply(case.report, "correct", case.roles(who), call=True)
    yield Put(report)
    yield Log(report.id, "correct", who.id, "call")
    yield Forgo(at.id, who.id)
    yield from refresh(replace(case, report=report), ctx)
    yield Say(
        at,
        (line("will-call", number=str(report.number)),),
        tag=f"where:{report.id}",
        only_for=_alone(at, who),
    )


def withdraw(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """撤回: gone, unless neighbours wait for it too; then it becomes theirs."""
    if case.supporters:
        heir, *rest = case.supporters
        report = apply(case.report, "pass_on", case.roles(who), reporter=heir.person)
        yield Unsupport(report.id, heir.person)
        case = replace(case, report=report, reporter=heir, supporters=tuple(rest))
    else:
        report = apply(case.report, "withdraw", case.roles(who), pending=None)
        yield Unschedule("tell", str(report.id))
        case = replace(case, report=report)
    passed_on = report.status in LIVE
    yield Put(report)
    yield Log(report.id, "pass_on" if passed_on else "withdraw", who.id)
    yield from shown(ctx, case)
    key = "withdrawn-passed-on" if passed_on else "withdrawn"
    yield Say(
        at,
        (line(key, number=str(report.number)),),
        tag=cards.receipt_tag(report, who.id),
        report=report.id,
        only_for=_alone(at, who),
    )


def _own(case: Case, who: Person, at: Chat, again: bool = False) -> Say:
    return Say(
        at,
        cards.receipt(case),
        cards.own_buttons(case.report),
        tag=cards.receipt_tag(case.report, who.id),
        again=again,
        report=case.report.id,
        only_for=_alone(at, who),
    )


def _alone(at: Chat, who: Person) -> int | None:
    return who.id if at.person is None and at.abilities.ephemeral else None


# --- after the end ------------------------------------------------------------------------------------


def fixed(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """好了: the resident says so, and the matter is closed."""
    report = apply(case.report, "close", case.roles(who))
    yield Put(report)
    yield Log(report.id, "close", who.id)
    yield Unschedule("close", str(report.id))
    yield from shown(ctx, replace(case, report=report))
    yield Say(at, (line("told-closed", number=str(report.number)),), report=report.id, only_for=_alone(at, who))
    yield Answer(line("answer-thanks"))


def not_fixed(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """没好: open again, a new cycle, with the clock of the resolution started anew."""
    category = ctx.categories.get(case.report.category)
    respond_by, resolve_by = deadlines(category, case.report.urgency, ctx.now)
    report = _again(case.report, "reopen", case, who, respond_by=respond_by, resolve_by=resolve_by)
    yield from _reopened(ctx, case, report, who, "reopen")
    yield Unschedule("close", str(report.id))
    yield Expect(Prompt(at.id, who.id, "missing", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    yield Say(
        at,
        (line("reopened", **cards.title(report)), line("ask-missing")),
        report=report.id,
        only_for=_alone(at, who),
    )


def _again(old: Report, move: str, case: Case, who: Person, **changes: object) -> Report:
    return apply(
        old,
        move,
        case.roles(who),
        cycle=old.cycle + 1,
        note="",
        reason=None,
        coming=None,
        resolved_at=None,
        acknowledged_at=None,
        **changes,
    )


def _reopened(ctx: Context, case: Case, report: Report, who: Person, move: str) -> Effects:
    yield Put(report)
    yield Log(report.id, move, who.id)
    for chat in case.crew.duty:  # the card of the last cycle can do nothing any more, and says so
        old = (line("card-old-cycle", **cards.title(case.report)),)
        yield Say(chat, old, tag=cards.alert_tag(case.report), report=report.id, priority=Priority.ALERT)
    case = replace(case, report=report, after=())
    yield from call_out(case, ctx)
    if case.group:
        yield show(case, case.group)


def appeal(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """请书记看看: once, to the head."""
    if case.report.appealed:
        yield Answer(line("answer-appealed"))
        return
    report = apply(case.report, "appeal", case.roles(who), appealed=True)
    yield Put(report)
    yield Log(report.id, "appeal", who.id)
    act = (report.id, report.cycle)
    why = report.note if report.reason == "own" else Term("refusal", report.reason or "own")
    for chat in case.crew.heads:
        yield Say(
            chat,
            (
                line("appeal", **cards.title(report)),
                line("alert-words", text=cards.excerpt(report.text)),
                line("standing-refused", reason=why),
            ),
            ((cards.button("grant", "grant", *act), cards.button("deny", "deny", *act)),),
            tag=f"appeal:{report.id}",
            report=report.id,
            photos=case.photos,
            voice=case.voice,
            priority=Priority.ALERT,
        )
    yield Say(at, (line("appealed", number=str(report.number)),), report=report.id, only_for=_alone(at, who))


def grant(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The head says: this is ours after all."""
    check(case.report, "grant", case.roles(who))
    category = ctx.categories.get(case.report.category)
    respond_by, resolve_by = deadlines(category, case.report.urgency, ctx.now)
    report = _again(case.report, "grant", case, who, respond_by=respond_by, resolve_by=resolve_by)
    yield from _reopened(ctx, case, report, who, "grant")
    yield from _decided(case, report, at, "granted")


def deny(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The head stands by the refusal."""
    report = apply(case.report, "deny", case.roles(who))
    yield Put(report)
    yield Log(report.id, "deny", who.id)
    yield from _decided(case, report, at, "denied")


def _decided(case: Case, report: Report, at: Chat, key: str) -> Effects:
    yield Say(at, (line(f"appeal-{key}", **cards.title(report)),), tag=f"appeal:{report.id}", report=report.id)
    for each in case.heard:
        yield tell(each, report, (line(f"told-{key}", **cards.title(report)),))


Verb = Callable[[Context, Case, Person, Chat, str], Effects]
VERBS: Mapping[str, Verb] = {
    "support": support,
    "progress": progress,
    "change": change,
    "rplace": rplace,
    "withdraw": withdraw,
    "fixed": fixed,
    "notfixed": not_fixed,
    "appeal": appeal,
    "grant": grant,
    "deny": deny,
}
CYCLED = frozenset({"fixed", "notfixed", "appeal", "grant", "deny"})  # stale in a later cycle
