"""A suggestion ends adopted or not, each time with a because: 采纳, 暂不采纳.

There is nothing to repair, so no photo is asked for, and nobody is asked whether it is good now: whoever wrote it
reads what was decided and why, and may answer.
"""

from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Effects, Forgo
from domain.lines import line
from domain.people import Chat, Person
from domain.promises import deadlines
from domain.report import ADOPTED, DECLINED, PROPOSALS, MoveRefused, Report, apply, check
from domain.reports import cards, lifecycle

ASKED = frozenset({ADOPTED, DECLINED})  # kinds of prompts: staff owe the because


def adopt(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """采纳: what will be done, or why it is right."""
    yield from _because(ctx, case, who, at, ADOPTED)


def decline(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """暂不采纳: why not, now."""
    yield from _because(ctx, case, who, at, DECLINED)


def _because(ctx: Context, case: Case, who: Person, at: Chat, how: str) -> Effects:
    _is_proposal(case.report)
    check(case.report, "resolve", case.roles(who))
    yield from lifecycle.expect(ctx, case, who, at, how, line(f"ask-{how}", **cards.title(case.report)))


def decided(ctx: Context, case: Case, who: Person, at: Chat, how: str, because: str) -> Effects:
    """It is decided, and this is why; for a minute it can be taken back."""
    _is_proposal(case.report)
    report = apply(
        case.report,
        "resolve",
        case.roles(who),
        note=because,
        reason=how,
        resolved_at=ctx.now,
        assignee=case.report.assignee or who.id,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
        call=False,
    )
    yield Forgo(at.id, who.id)
    report = deadlines.running(report, ctx.now)
    yield from lifecycle.moved(ctx, replace(case, after=()), report, who, "resolve", detail=how, text=because)
    yield from lifecycle.undo_here(at, report, who, "resolve")


def _is_proposal(report: Report) -> None:
    """A repair is not put aside by calling it a suggestion: that takes 改类别, which is counted.  Raises."""
    if report.category != PROPOSALS:
        raise MoveRefused("resolve", report, "status")
