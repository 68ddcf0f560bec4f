"""What residents may press under a report: join it, ask how it stands, correct, withdraw, accept or reopen it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.buttons import Press
from domain.context import Case, Context
from domain.effects import Answer, Effects, Log, Put, Support
from domain.incidents.belonging import counted
from domain.lines import line
from domain.people import Chat, Person, Recipient
from domain.public import sights
from domain.report import LIVE
from domain.reports import cards, endings, own, rate
from domain.talk import contacting
from domain.talk.sources import Source


def press(ctx: Context, case: Case, who: Person, at: Chat, press: Press) -> Effects:
    """A resident pressed a button under a report's message.  Raises ``MoveRefused``."""
    yield from VERBS[press.verb](ctx, case, who, at, press.arg)


def support(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """我也遇到: counted once, and told how it goes.  Only under the card: nobody joins what was said in private."""
    here = case.group is not None and at.id == case.group.id
    if not here and not _announced(ctx, case):
        yield Answer(line("answer-unknown"))
    elif case.reporter and case.reporter.person == who.id:
        yield Answer(line("answer-your-own"))
    elif any(supporter.person == who.id for supporter in case.supporters):
        yield Answer(line("answer-already", count=len(case.supporters) + case.others))
    elif case.report.told_status not in LIVE:
        yield Answer(line("answer-ended"))
    else:
        yield Support(case.report.id, who.id, at.id)
        yield Log(case.report.id, "support", who.id)
        if case.report.source == Source.ANNOUNCED:
            case = replace(case, report=replace(case.report, source=Source.INCIDENT))
            yield Put(case.report)
        case = replace(case, supporters=(*case.supporters, Recipient(who.id, at)))
        yield from counted(ctx, case)
        yield Answer(line("answer-supported", count=len(case.supporters) + case.others))


def _announced(ctx: Context, case: Case) -> bool:
    """Whether it is a known incident that has begun: everybody in the community was told of it."""
    return case.report.known is not None and case.report.known.runs(ctx.now)


def progress(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """进度: how it stands, to those under whose eyes it stands anyway."""
    if (case.group is None or at.id != case.group.id) and not case.report.known and not case.concerns(who):
        yield Answer(line("answer-unknown"))
    else:
        state, *more = cards.progress_state(case, ctx)
        if any(each.key == "phone" for each in more):  # late: what flashes by cannot be dialled
            yield Answer(line("answer-late", state=state, phone=more[-1]), alert=True)
        else:
            yield Answer(state)


Verb = Callable[[Context, Case, Person, Chat, str], Effects]
VERBS: Mapping[str, Verb] = {
    "support": support,
    "progress": progress,
    "change": own.change,
    "rplace": own.rplace,
    "rcall": own.called,
    "contact": contacting.pressed,
    "hide": sights.lower,
    "withdraw": own.withdraw,
    "fixed": rate.fixed,
    "partly": rate.partly,
    "rate": rate.rate,
    "notfixed": endings.not_fixed,
    "appeal": endings.appeal,
    "grant": endings.grant,
    "deny": endings.deny,
}
RATING = frozenset({"fixed", "partly", "notfixed", "rate"})
CYCLED = RATING | frozenset({"appeal", "grant", "deny"})  # stale in a later cycle
