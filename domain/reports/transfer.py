"""Whether a report can go to another community or up to the street, and what its cards say meanwhile.

Its number and its clock stay what they are; how it goes is domain/reports/transferring.py.
"""

from collections.abc import Iterable
from datetime import timedelta

from domain.context import Context
from domain.lines import Line, Named, Rows, line
from domain.report import LIVE, Report
from domain.reports.cards import button

UP = "^"  # ``Report.going``: to the street
UNDO = timedelta(seconds=60)  # so long nobody is told, and it can be taken back


def obstacle(report: Report) -> str:
    """Why it cannot go anywhere now, as the end of a wording key; empty when it can."""
    if report.status not in LIVE:
        return "ended"
    if report.above or report.visibility == "private":
        return "private"  # who decides a complaint decides it; what only staff see, the street is not shown either
    if report.known:
        return "known"
    if report.danger:
        return "danger"  # first somebody goes there: the neighbours are called as well by whoever reports it
    if report.going:
        return "going"
    return "moment" if report.pending else ""


def standing(ctx: Context, report: Report, street: bool = False) -> tuple[Line, ...]:
    """What the cards of those who work on it, or of the street, say of its going."""
    if report.going == UP:
        return (line("going-up"),)
    if report.going == report.community:
        return (line("going-down"),)
    if report.going:
        return (line("going-to", community=name(ctx, report.going)),)
    return (line("at-street-here" if street else "at-street"),) if report.at_street else ()


def name(ctx: Context, community: str) -> Named | str:
    """What a community is called."""
    return Named(ctx.communities[community].names) if community in ctx.communities else community


def way_back(report: Report) -> Rows:
    """[撤销], while it is going."""
    return ((button("undo", "stay", report.id, report.cycle),),) if report.going else ()


def choices(ctx: Context, report: Report, overseen: Iterable[str]) -> tuple[str, ...]:
    """Where somebody who looks over these communities may send it; back down to its own, when the street was asked."""
    return tuple(
        code for code in overseen if code in ctx.communities and (code != report.community or report.at_street)
    )
