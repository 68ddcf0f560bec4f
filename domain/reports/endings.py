"""After the end: is it fixed, is it not, and may a refusal stand?"""

from dataclasses import replace
from datetime import timedelta

from domain import phones
from domain.context import Case, Context
from domain.effects import (
    Answer,
    Attach,
    Detach,
    Effects,
    Expect,
    Link,
    Log,
    Priority,
    Put,
    PutCall,
    PutRating,
    Say,
    Schedule,
    Unbutton,
    Unschedule,
)
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.promises import deadlines
from domain.public import hiding, visibility
from domain.report import MoveRefused, Report, Taken, apply, check, with_taken
from domain.reports import alerts, calls, cards, outcome
from domain.reports.calls import FOR_OTHERS, Call
from domain.reports.notices import groups, tell, tell_all
from domain.reports.rating import Rating, Solved
from domain.talk import contacts, wayin
from domain.talk.drafts import Prompt
from domain.talk.filing import call_out, escalate, show, staff_card

STILL_SO = timedelta(hours=2)  # then staff are asked of a known incident that came back
MISSING_WITHIN = timedelta(hours=1)  # how long words after 没好 are taken for what is still wrong


def not_fixed(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """没好: open again, and they are asked what is missing.  Raises ``MoveRefused``."""
    yield from not_good(ctx, case, who, at)


def not_good(
    ctx: Context, case: Case, who: Person, at: Chat, text: str = "", photos: tuple[str, ...] = (), message: str = ""
) -> Effects:
    """It is not good: a new cycle, with what they said and showed; the clock of the resolution starts anew."""
    if outcome.handled(case, who.id):
        yield Answer(line("answer-own-work"))
        return
    _has_ended(case, "reopen")
    mine = outcome.own_rating(case, who.id) or Rating(case.report.id, case.report.cycle, who.id, ctx.now)
    words, contact = contacts.split(text)
    report = again(ctx, case, "reopen", who)
    report = replace(report, text="\n".join(part for part in (report.text, words) if part))
    report = visibility.followed(ctx.categories, case.report, report, ctx.now)
    case = replace((yield from hiding.settled(ctx, case, report)), report=case.report)
    yield PutRating(replace(mine, at=ctx.now, solved=Solved.NO))
    yield Attach(report.id, photos, message=message or None)
    if contact:
        yield from wayin.kept(ctx, replace(case, report=report), contact, who.id)
    yield from reopened(ctx, replace(case, photos=(*case.photos, *photos)), report, who, "reopen")
    if message:
        yield Log(report.id, "add", who.id, detail=message, text=words)
        yield Link(at.id, (message,), report=report.id)
    ask = () if words or photos else (line("ask-missing"),)
    if ask:
        yield Expect(Prompt(at.id, who.id, "missing", report.id, report.cycle, ctx.now + MISSING_WITHIN))
    said = Say(at, (line("reopened", **cards.title(report)), *ask), report=report.id, only_for=at.alone(who.id))
    if who.id == report.reporter:  # the receipt of the last cycle is spent: this one takes its place
        tag = cards.receipt_tag(report, who.id)
        said = replace(said, buttons=cards.own_buttons(report), tag=tag, again=True)
    yield said


def _has_ended(case: Case, move: str) -> None:
    """Nobody answers an end that they were not told of: staff may still take it back.  Raises ``MoveRefused``."""
    if case.report.pending:
        raise MoveRefused(move, case.report, "status")


def again(ctx: Context, case: Case, move: str, who: Person) -> Report:
    """The report open again, in its next cycle, in nobody's hands.  Raises ``MoveRefused``."""
    old = case.report
    report = apply(
        old,
        move,
        case.roles(who),
        cycle=old.cycle + 1,
        note="",
        reason=None,
        resolved_at=None,
        pause=None,
        waited=timedelta(),
        told_at=None,
        published=False,
        known=replace(old.known, until=None, words="") if old.known else None,
    )
    return with_taken(deadlines.begun(ctx, report, ctx.now), Taken())


def reopened(ctx: Context, case: Case, report: Report, who: Person, move: str, how: str = "") -> Effects:
    """Keep it, and call staff out again; ``how`` the answer came."""
    yield Put(report)
    yield Log(report.id, move, who.id, how)
    yield Unschedule("close", str(report.id))
    yield Unschedule("untold", str(report.id))
    for each in case.heard:  # what was asked of the last cycle is answered
        yield Unbutton(each.chat, tag=outcome.tag(case.report, each))
    yield wayin.out_of_sight(report)
    yield from wayin.lasting(ctx, case, report)
    for chat in (*case.crew.duty, *case.desks):  # the card of the last cycle can do nothing any more, and says so
        old = (line("card-old-cycle", **cards.title(case.report)),)
        yield Say(chat, old, tag=alerts.tag(case.report), report=report.id, priority=Priority.ALERT)
    if report.known:
        yield Schedule(ctx.now + STILL_SO, "known", str(report.id), step=1)
    yield Detach(report.id, keep=True)
    ended, before = case.report, case.crew.private.get(case.report.assignee or 0)
    case = _once_more(case, report, move)
    yield from call_out(case, ctx)
    if before and before.person not in {chat.person for chat in case.desks}:
        yield staff_card(case, ctx, before)  # whoever had it last hears of it where they look first
    for group in groups(case):
        yield Unbutton(group, tag=outcome.public_tag(ended))
        yield show(case, ctx, group)
    yield from escalate(case, ctx, "escalate-reopened", report.cycle - 1, again=False)


def _once_more(case: Case, report: Report, move: str) -> Case:
    """What staff need to know of the cycle before stands on the card of the next."""
    who = next((each for each in case.crew.staff if each.id == case.resolver), case.assignee)
    return replace(
        case,
        report=report,
        photos=(*case.photos, *case.after),
        repairs=case.repairs + len(case.after),
        after=(),
        ratings=(),
        assignee=None,
        again=move,
        before=(who, case.report.note) if move != "grant" and case.report.note else None,
    )


def appeal(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """请书记看看: once, to the head."""
    if case.report.appealed:
        yield Answer(line("answer-appealed"))
        return
    _has_ended(case, "appeal")
    report = apply(case.report, "appeal", case.roles(who), appealed=True)
    alone = at.alone(who.id)
    if not case.crew.heads:
        nobody = (line("appeal-nobody", number=str(report.number)), phones.on_duty(ctx))
        yield Say(at, nobody, report=report.id, only_for=alone)
        return
    yield Put(report)
    yield Log(report.id, "appeal", who.id)
    yield from to_heads(case, report)
    yield Say(at, (line("appealed", number=str(report.number)),), report=report.id, only_for=alone)


def to_heads(case: Case, report: Report) -> Effects:
    """Somebody asks the head to look at a refusal."""
    act = (report.id, report.cycle)
    lines = [line("appeal", **cards.title(report))]
    if report.text:
        lines.append(line("alert-words", text=cards.excerpt(report.text)))
    lines.append(line("standing-refused", reason=cards.reason(report)))
    for chat in case.crew.heads:
        yield Say(
            chat,
            tuple(lines),
            ((cards.button("grant", "grant", *act), cards.button("deny", "deny", *act)),),
            tag=_appeal_tag(report),
            report=report.id,
            photos=case.photos,
            voice=case.voice,
            priority=Priority.ALERT,
        )


def grant(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The head says: this is ours after all."""
    _undecided(case, "grant", who)
    report = again(ctx, case, "grant", who)
    yield from reopened(ctx, case, report, who, "grant")
    yield from _decided(ctx, case, report, "granted")


def deny(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The head stands by the refusal, once."""
    _undecided(case, "deny", who)
    report = apply(case.report, "deny", case.roles(who), denied=True)
    yield Put(report)
    yield Log(report.id, "deny", who.id)
    yield from _decided(ctx, case, report, "denied")


def _undecided(case: Case, move: str, who: Person) -> None:
    """The head was asked and has not answered.  Raises ``MoveRefused``."""
    check(case.report, move, case.roles(who))
    if case.report.denied or not case.report.appealed:
        raise MoveRefused(move, case.report, "status")


def _decided(ctx: Context, case: Case, report: Report, key: str) -> Effects:
    by_phone = report.to_phone and key == "denied"  # whoever asked has no chat here
    for chat in case.crew.heads:
        decided = line(f"appeal-{key}-phone" if by_phone else f"appeal-{key}", **cards.title(report))
        yield Say(chat, (decided,), tag=_appeal_tag(case.report), report=report.id)
    case = replace(case, report=report)
    yield from tell_all(ctx, case, f"told-{key}")
    if by_phone:
        yield PutCall(Call(report.id, report.cycle, report.community, FOR_OTHERS, ctx.now))
        yield from calls.please(ctx, case)
    elif case.filer and case.filer.chat.kind is ChatKind.PRIVATE:
        yield tell(case.filer, report, (line(f"told-{key}", **cards.title(report)),))


def _appeal_tag(report: Report) -> str:
    return f"appeal:{report.id}:{report.cycle}"
