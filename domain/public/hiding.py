"""What is shown of a report changed: it leaves the residents' groups, or is said there in fewer words.

Whoever changes a report in a way that may change its visibility goes on with the case that ``settled`` returns.
"""

from collections.abc import Generator
from dataclasses import replace

from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Effect, Effects, Log, Say
from domain.lines import Term, line
from domain.report import Report
from domain.reports import cards, outcome
from domain.reports.notices import groups


def settled(
    ctx: Context, case: Case, report: Report, actor: int | None = None, reason: str = ""
) -> Generator[Effect, None, Case]:
    """The case with its report as it is now; what residents' groups must not show any more is taken from them."""
    old, case = case.report, replace(case, report=report)
    if old.visibility is report.visibility:
        return case
    detail = f"{old.visibility}:{report.visibility}:{report.shown_by}:{reason or report.hidden_why}"
    yield Log(report.id, "visibility", actor, detail)
    if report.visibility is Visibility.PRIVATE:
        yield from _away(case)
        return replace(case, group=None, beside=())
    if case.group and (said := outcome.openly(ctx, case, case.group)):
        yield replace(said, change=True)
    return case


def _away(case: Case) -> Effects:
    """Number and the kind of reason stay where the card and the notice of its end were."""
    report = case.report
    words = line("card-away", number=str(report.number), reason=Term("hidden", report.hidden_why or "category"))
    for chat in groups(case):
        for tag in (cards.card_tag(report), outcome.public_tag(report)):
            yield Say(chat, (words,), tag=tag, change=True, report=report.id)
