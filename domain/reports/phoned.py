"""What somebody heard on the phone: it is good, it is not, they were told, nobody answered.

The answer is the reporter's own, spoken to whoever phoned; it is kept as theirs, marked as phoned.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from domain import phones
from domain.context import Case, Context
from domain.effects import Answer, Effects, Expect, Log, Put, PutCall, PutRating, Say
from domain.lines import Line, line
from domain.people import Chat, Person, Role
from domain.permissions import MAY
from domain.report import MoveRefused, Status, apply
from domain.reports import calls, cards
from domain.reports.calls import MOST_TRIES, Call
from domain.reports.endings import MISSING_WITHIN, again, reopened, to_heads
from domain.reports.notices import shown
from domain.reports.rating import BY_PHONE, NOT_HERE, Rating, Solved
from domain.talk.drafts import Prompt

MORNING = time(9)  # when a call that nobody took is tried again, civil time
PHONE = "phone"  # in the log: how the answer came


def press(ctx: Context, case: Case, call: Call | None, who: Person, at: Chat, how: str) -> Effects:
    """Somebody who phoned taps what they heard.  Raises ``MoveRefused``."""
    report = case.report
    if how == "appeal":
        yield from _appeal(ctx, case, call, who, at)
        return
    if call is None or call.state != "waiting" or call.cycle != report.cycle or report.pending:
        yield Answer(line("answer-phoned-already"))
        return
    if not MAY["phone"] & case.roles(who):
        raise MoveRefused("phone", report, "role")
    match how:
        case "fixed" | "partly":
            yield from _fixed(ctx, case, call, who, at, Solved.YES if how == "fixed" else Solved.PARTLY)
        case "notfixed":
            yield from _not_fixed(ctx, case, call, who, at)
        case "told" if report.decided:
            closed = apply(report, "close", frozenset({Role.DESK}), told_at=report.told_at or ctx.now)
            yield Put(closed)
            yield Log(report.id, "told_by_phone", who.id, PHONE)
            yield from _done(case, call, at, line("phoned-told", **cards.title(report)))
            yield from shown(ctx, replace(case, report=closed))
        case "told" if report.status is Status.REFUSED:
            yield Put(replace(report, told_at=report.told_at or ctx.now))
            yield Log(report.id, "told_by_phone", who.id, PHONE)
            told = line("phoned-told", **cards.title(report))
            yield PutCall(replace(call, state="done"))
            yield Say(at, (told,), calls.appeal_row(report), tag=calls.tag(report), report=report.id)
        case "missed":
            yield from _missed(ctx, case, call, who, at)
        case _:
            yield Answer(line("answer-unknown"))


def _fixed(ctx: Context, case: Case, call: Call, who: Person, at: Chat, solved: Solved) -> Effects:
    report = apply(case.report, "close_by_phone", case.roles(who), told_at=case.report.told_at or ctx.now)
    yield Put(report)
    yield _rated(ctx, case, solved)
    yield Log(report.id, "close_by_phone", who.id, PHONE)
    key = "phoned-fixed" if solved is Solved.YES else "phoned-partly"
    yield from _done(case, call, at, line(key, **cards.title(report)))
    yield from shown(ctx, replace(case, report=report))


def _not_fixed(ctx: Context, case: Case, call: Call, who: Person, at: Chat) -> Effects:
    report = again(ctx, case, "reopen_by_phone", who)
    yield _rated(ctx, case, Solved.NO)
    yield from _done(case, call, at, line("phoned-not-fixed", **cards.title(report)), line("ask-missing-phoned"))
    yield from reopened(ctx, case, report, who, "reopen_by_phone", PHONE)
    yield Expect(Prompt(at.id, who.id, "missing", report.id, report.cycle, ctx.now + MISSING_WITHIN))


def _appeal(ctx: Context, case: Case, call: Call | None, who: Person, at: Chat) -> Effects:
    """They want it looked at again, then or when they call back: to the head, once.  Raises ``MoveRefused``."""
    if case.report.appealed:
        yield Answer(line("answer-appealed"))
        return
    if case.report.pending:
        raise MoveRefused("appeal_by_phone", case.report, "status")
    told_at = case.report.told_at or ctx.now
    report = apply(case.report, "appeal_by_phone", case.roles(who), appealed=True, told_at=told_at)
    number = str(report.number)
    if not case.crew.heads:
        yield Say(at, (line("appeal-nobody", number=number), phones.on_duty(ctx)), report=report.id)
        return
    yield Put(report)
    yield Log(report.id, "appeal_by_phone", who.id, PHONE)
    yield from to_heads(case, report)
    if call and call.state == "waiting":
        yield PutCall(replace(call, state="done"))
    yield Say(at, (line("phoned-appealed", **cards.title(report)),), tag=calls.tag(report), report=report.id)


def _rated(ctx: Context, case: Case, solved: Solved) -> PutRating:
    """Their answer, as theirs.  How it was done is not asked: whoever phones often did it."""
    report = case.report
    return PutRating(
        Rating(report.id, report.cycle, report.reporter or NOT_HERE, ctx.now, solved, contacted=1, how=BY_PHONE)
    )


def _done(case: Case, call: Call, at: Chat, *lines: Line) -> Effects:
    yield PutCall(replace(call, state="done"))
    yield Say(at, lines, tag=calls.tag(case.report), report=case.report.id)


def _missed(ctx: Context, case: Case, call: Call, who: Person, at: Chat) -> Effects:
    """Nobody answered: again tomorrow; after three times they count as not reached, and the matter closes."""
    report = case.report
    call = replace(call, tries=call.tries + 1, not_before=tomorrow(ctx))
    yield Log(report.id, "not_reached", who.id, PHONE)
    if call.tries < MOST_TRIES:
        yield PutCall(call)
        missed = line("phoned-missed", **cards.title(report), count=call.tries)
        yield Say(at, (missed,), tag=calls.tag(report), report=report.id)
        return
    yield PutCall(replace(call, state="unreached"))
    yield Say(at, (line("phoned-unreached", **cards.title(report)),), tag=calls.tag(report), report=report.id)
    if report.status is Status.RESOLVED:
        closed = apply(report, "close", frozenset({Role.DESK}))
        yield Put(closed)
        yield Log(report.id, "close", None, "unreached")
        yield from shown(ctx, replace(case, report=closed))


def tomorrow(ctx: Context) -> datetime:
    """Tomorrow morning in the community."""
    day = ctx.now.astimezone(ctx.community.zone).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, ctx.community.zone).astimezone(ctx.now.tzinfo)
