"""Compares the photos of a repair with older ones, once it stands and whenever one of them arrives."""

from domain.report import Report, Status
from domain.reports import alike as decision
from handlers import cases
from handlers.desk import Turn
from storage import alike, reports


def compare(turn: Turn, report: Report) -> None:
    """Tell the head of a photo of a repair that nearly is an older one."""
    if report.pending or report.status not in (Status.RESOLVED, Status.CLOSED) or alike.is_noted(turn.tx, report):
        return
    if found := alike.older(turn.tx, report):
        photo, other, older = found
        if like := reports.get(turn.tx, other):
            turn.keep(decision.seen(cases.load(turn, report), photo, like, older))
