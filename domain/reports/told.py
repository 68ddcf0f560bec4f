"""Whether a reporter has been told how it ended: only what the platform took counts.

From then on they have seven days to answer.  Whom no message reaches stands in the list to be phoned, and the
report stays resolved until somebody has.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.context import Case, Context
from domain.effects import Effects, Log, Put, PutCall, Schedule, Unschedule
from domain.report import Report, Status
from domain.reports import calls
from domain.reports.calls import UNTOLD, Call

CLOSE_AFTER = timedelta(days=7)  # a resolved report closes when nobody says otherwise
PATIENCE = timedelta(hours=24)  # a word that has not left by then is said on the phone; it may still leave
OWED = frozenset({Status.RESOLVED, Status.REFUSED})  # ends whose word is owed


def begun(ctx: Context, report: Report) -> Effects:
    """An end stands, and its word is on its way; where nobody waits for one the days run at once."""
    if report.status not in OWED or report.to_phone:
        return  # that closes with what they say on the phone
    if report.reporter is not None:
        yield Schedule(ctx.now + PATIENCE, "untold", str(report.id), report.cycle)
    elif report.status is Status.RESOLVED:
        yield Schedule(ctx.now + CLOSE_AFTER, "close", str(report.id), report.cycle)


def is_owed(report: Report, cycle: int) -> bool:
    """Whether the word of this cycle's end is still owed to the reporter."""
    return report.cycle == cycle and report.told_at is None and report.pending is None and report.status in OWED


def taken(report: Report, call: Call | None, cycle: int, at: datetime) -> Effects:
    """The platform took it: the first time in a cycle counts."""
    closed = report.cycle == cycle and report.told_at is None and report.status is Status.CLOSED
    if not closed and not is_owed(report, cycle):
        return
    yield Put(replace(report, told_at=at))
    yield Log(report.id, "told", None, str(cycle))
    yield Unschedule("untold", str(report.id))
    if report.status is Status.RESOLVED:
        yield Schedule(at + CLOSE_AFTER, "close", str(report.id), cycle)
    if call and call.state == "waiting":
        yield PutCall(replace(call, state="done"))


def not_after_all(report: Report, cycle: int) -> Effects:
    """The platform had taken it, and did not deliver it: nobody was told, and no days run."""
    if report.cycle == cycle and report.told_at is not None and report.status in OWED:
        yield Put(replace(report, told_at=None))
        yield Unschedule("close", str(report.id))


def to_phone(ctx: Context, case: Case, call: Call | None, cycle: int) -> Effects:
    """No message reaches them: somebody has to phone."""
    report = case.report
    if call or not is_owed(report, cycle):
        return
    yield Unschedule("untold", str(report.id))
    if report.reporter is None:  # forgotten meanwhile: nobody is left to be told
        yield from begun(ctx, report)
        return
    yield PutCall(Call(report.id, cycle, report.community, UNTOLD, ctx.now))
    yield Log(report.id, "untold", None, str(cycle))
    yield from calls.please(ctx, case)
