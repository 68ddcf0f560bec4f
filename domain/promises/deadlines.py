"""What we promise, and when it is broken: until when somebody answers, and until when it is done.

Hours are clock hours.  The resolution may be promised in working days; while we wait for the resident, for another
unit or for a date (a pause), its clock stands.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.categories import Category, Urgency
from domain.context import Context
from domain.effects import Effects, Put
from domain.report import Pause, Report

URGENT_RESPONSE = {Urgency.EMERGENCY: timedelta(minutes=30), Urgency.URGENT: timedelta(hours=2)}


def promised(ctx: Context, category: Category, urgency: Urgency, at: datetime) -> tuple[datetime, datetime, bool]:
    """(respond_by, resolve_by, provisional) for what was reported or reopened at this time.

    Provisional: it counts working days of a year whose holidays are not published yet.
    """
    respond = category.respond
    if urgency is not Urgency.NORMAL:
        respond = min(respond, URGENT_RESPONSE[urgency])
    provisional = False
    if category.working:
        resolve_by, provisional = ctx.community.workdays.after(at, category.resolve.days, ctx.community.zone)
    else:
        resolve_by = at + category.resolve
    return at + respond, max(resolve_by, at + respond), provisional


def begun(ctx: Context, report: Report, at: datetime) -> Report:
    """The report with the promises of a cycle that begins now."""
    respond_by, resolve_by, provisional = promised(ctx, ctx.categories.get(report.category), report.urgency, at)
    return replace(report, since=at, respond_by=respond_by, resolve_by=resolve_by, provisional=provisional)


def recategorised(ctx: Context, report: Report, category: str) -> Report:
    """The report as another category: promises count from the same time, and a broken one stays broken."""
    changed = begun(ctx, replace(report, category=category), report.since)
    changed = replace(changed, resolve_by=changed.resolve_by + report.waited)
    counted = report.pause.since if report.pause else ctx.now  # until when the clock of the resolution has run
    return replace(
        changed,
        respond_by=_kept(report.respond_by, changed.respond_by, ctx.now),
        resolve_by=_kept(report.resolve_by, changed.resolve_by, counted),
    )


def hurried(ctx: Context, report: Report, urgency: Urgency) -> Report:
    """The report as urgent, or not: an answer is promised sooner from now on, never later than it was."""
    respond_by, _, _ = promised(ctx, ctx.categories.get(report.category), urgency, ctx.now)
    return replace(report, urgency=urgency, respond_by=min(report.respond_by, respond_by))


def paused(report: Report, pause: Pause, now: datetime) -> Report:
    """The report waiting; what it waited for before is over.  The promise of an answer is never paused."""
    return replace(running(report, now), pause=pause)


def running(report: Report, now: datetime) -> Report:
    """The report with its clock running again: its resolution is promised for as much later as it waited."""
    if report.pause is None:
        return report
    stood = max(now - report.pause.since, timedelta())
    return replace(report, pause=None, waited=report.waited + stood, resolve_by=report.resolve_by + stood)


def handed(report: Report, now: datetime) -> Report:
    """The report when somebody else is to have it: a date that others set is off, a question to the resident stays."""
    return running(report, now) if report.waits else report


def published(ctx: Context, report: Report) -> Effects:
    """The promise of a live report whose working days were not published when it was made."""
    counted = begun(ctx, report, report.since)
    if not counted.provisional:
        yield Put(replace(report, resolve_by=counted.resolve_by + report.waited, provisional=False))


def _kept(old: datetime, new: datetime, now: datetime) -> datetime:
    return min(old, new) if old <= now else new
