"""A photo of a repair that nearly is an older one: the head has a look.  Nobody else hears of it."""

from domain.buttons import data
from domain.context import Case
from domain.effects import Effects, Log, Priority, Say
from domain.lines import Button, line
from domain.report import Report


def seen(case: Case, photo: str, other: Report, older: str) -> Effects:
    """Show the head both photos, once for each cycle of the report."""
    report = case.report
    yield Log(report.id, "alike", None, detail=f"{report.cycle}:{other.number}")
    own = other.id == report.id
    key = (
        line("alike-own", number=str(report.number))
        if own
        else line("alike", number=str(report.number), other=str(other.number))
    )
    for chat in case.crew.heads:
        yield Say(
            chat,
            (key,),
            (tuple(_card(each) for each in ((report,) if own else (report, other))),),
            tag=f"alike:{report.id}:{report.cycle}",
            report=report.id,
            photos=(photo, older) if photo != older else (photo,),
            priority=Priority.NOTICE,
        )


def _card(report: Report) -> Button:
    return Button(line("text", text=str(report.number)), data("card", report.id, report.cycle))
