"""Filing for others (代报): who told us, what was found and put right on a round, and what the filer hears of it.

How words say who told is domain/understanding/hearsay.py; the receipt is domain/talk/receipts.py; calling people up
is domain/reports/calls.py.
"""

from dataclasses import replace

from domain.context import Case, Context, Crew, Fresh
from domain.effects import Answer, Attach, Effects, Filed, KeepContact, Link, Log, Put, Unschedule
from domain.lines import line
from domain.people import Chat, Person, Recipient
from domain.report import MoveRefused, apply, check
from domain.reports.lifecycle import stored
from domain.talk import receipts
from domain.talk.drafts import Draft
from domain.talk.filing import refresh, report_of
from domain.talk.sources import CHOICES, Source


def told_by(ctx: Context, case: Case, who: Person, at: Chat, source: str) -> Effects:
    """The answer to: who told you?  Also when it is filed already."""
    report = case.report
    if report.filed_by is None or source not in {*CHOICES, Source.RESIDENT, Source.FIXED}:
        yield Answer(line("answer-unknown"))
        return
    if source == Source.FIXED:
        yield from fixed(ctx, case, who, at)
        return
    check(report, "correct", case.roles(who))
    filer = report.filed_by
    if source == Source.RESIDENT:
        if filer != who.id:
            raise MoveRefused("correct", report, "role")
        case = replace(case, reporter=case.filer or Recipient(who.id, at), filer=None)
        report = replace(report, reporter=who.id, filed_by=None)
    report = replace(report, source=source)
    yield from stored(report, who, "correct", f"source:{source}")
    case = replace(case, report=report)
    yield from refresh(case, ctx)
    yield receipts.shown(ctx, case, filer, at)
    yield Answer(line("answer-corrected"))


def fixed(ctx: Context, case: Case, who: Person, at: Chat) -> Effects:
    """发现并修好了, of what was filed a moment ago: nobody waits for it, so nobody is told."""
    roles = case.roles(who)
    old = case.report
    report = apply(
        old,
        "fix_on_round",
        roles,
        source=Source.FIXED,
        note=old.text,
        resolved_at=ctx.now,
        assignee=who.id,
        acknowledged_at=ctx.now,
        call=False,
    )
    yield Unschedule("tell", str(report.id))
    yield from stored(report, who, "fix_on_round", text=report.note)
    case = replace(case, report=report, assignee=who)
    yield from refresh(case, ctx)
    yield receipts.shown(ctx, case, report.filed_by or who.id, at)


def found_and_fixed(ctx: Context, draft: Draft, who: Person, at: Chat, crew: Crew, fresh: Fresh) -> Effects:
    """发现并修好了, in one step: filed and closed, the words are the note, the photos show the repair."""
    report, contact = report_of(ctx, draft, at, fresh, False, Source.FIXED)
    case = Case(report=report, crew=crew, filed_by=who)
    report = apply(
        report,
        "fix_on_round",
        case.roles(who),
        note=report.text,
        resolved_at=ctx.now,
        assignee=who.id,
        acknowledged_at=ctx.now,
    )
    yield Put(report)
    if contact:
        yield KeepContact(report.id, contact, who.id)
    yield Log(report.id, "fix_on_round", who.id, text=report.note)
    yield Attach(report.id, draft.photos, after=True)
    yield Attach(report.id, (), draft.voice)
    yield Link(at.id, draft.messages, report=report.id)
    yield Filed(draft, report.id)
    case = replace(case, report=report, assignee=who, after=draft.photos, voice=draft.voice)
    yield replace(receipts.shown(ctx, case, who.id, at), replaces=draft.tag if draft.turn else None)
    yield from refresh(case, ctx)
