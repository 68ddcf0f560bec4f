"""How a known incident is spoken of: what and where, the words staff chose, and until when."""

from domain.context import Case, Context
from domain.incidents.known import Known
from domain.lines import Arg, Hour, Joined, Line, line
from domain.report import LIVE, Report, Status
from domain.understanding import outages
from domain.where.areas import names


def of(report: Report) -> Known:
    """What makes it one."""
    assert report.known is not None
    return report.known


def about(ctx: Context, report: Report, lang: str) -> dict[str, Arg]:
    """Number, what is off and where: anybody may read it."""
    where = Joined(names(of(report).area, ctx.community, lang))
    return {"number": str(report.number), "what": outages.what(report), "place": where}


def head(report: Report) -> Line:
    """The first line of staff's card."""
    return line("known-head", number=str(report.number), what=outages.what(report), place=report.place.words)


def said(ctx: Context, report: Report, dated: bool = False) -> tuple[Line, ...]:
    """What residents are told of it: staff's words or plain ones, and the time."""
    known = of(report)
    if known.words:
        words: tuple[Line, ...] = (line("text", text=known.words),)
    else:
        late = "known-late" if report.respond_by <= ctx.now else "known-calling"
        plain = late if report.told_status is Status.OPEN else "known-plain"
        words = () if known.planned else (line(plain, by=Hour(report.respond_by, dated)),)
    return (*words, when(ctx, known, dated))


def when(ctx: Context, known: Known, dated: bool = False) -> Line:
    """From when until when; what has passed is not promised any more."""
    begins = Hour(known.begins, dated)
    if known.until is None:
        return line("known-from", begins=begins) if not known.runs(ctx.now) else line("known-open")
    until = Hour(known.until, dated)
    if known.passed(ctx.now):
        return line("known-passed", until=until)
    if known.planned:
        return line("known-times", begins=begins, until=until)
    return line("known-until", until=until)


def card(case: Case, ctx: Context, lang: str) -> tuple[Line, ...]:
    """The one card in a group while it lasts, with how many said so."""
    report = case.report.told
    head = line("known-head", **about(ctx, report, lang))
    count = (line("known-count", count=len(case.supporters)),) if case.supporters else ()
    if report.status not in LIVE:
        return (head, line(f"known-is-{report.status}"), *count)
    return (head, *said(ctx, report, dated=True), *count)


def answer(ctx: Context, report: Report, lang: str, joined: bool) -> tuple[Line, ...]:
    """To whoever says the same, or asks."""
    end = (line("known-joined"),) if joined else ()
    return (line("known-head", **about(ctx, report, lang)), *said(ctx, report), *end)
