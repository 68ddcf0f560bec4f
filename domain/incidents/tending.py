"""A known incident while it lasts: new words, another hour, over; staff are asked when it should be."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.context import Case, Context
from domain.effects import Answer, Effects, Forgo, Priority, Say, Schedule
from domain.incidents import known_words
from domain.incidents.belonging import BEGINS, COUNT, LOOK, STILL, timed
from domain.incidents.known import Known
from domain.lines import Rows, line
from domain.people import Chat, Person
from domain.permissions import MAY
from domain.report import LIVE, MoveRefused, Report, Status, apply
from domain.reports import cards, lifecycle
from domain.reports.lifecycle import expect, stored
from domain.reports.notices import groups, shown, tell, unhurried
from domain.reports.pauses import reached
from domain.talk.drafts import Prompt
from domain.understanding.spells import spell

WORDS = 200  # characters of staff's own words
LONGER = ("1", "3")  # hours that a button gives


def _tended(case: Case, who: Person) -> Known:
    """Staff of its grid may say more of it while it lasts.  Raises ``MoveRefused``."""
    report = case.report
    if report.known is None or report.status not in LIVE:
        raise MoveRefused("tend_incident", report, "status")
    if not MAY["tend_incident"] & case.roles(who):
        raise MoveRefused("tend_incident", report, "role")
    return report.known


def reword(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """告诉大家: which words?"""
    _tended(case, who)
    yield from expect(ctx, case, who, at, "reword", line("ask-reword", number=str(case.report.number)))


def reworded(ctx: Context, case: Case, who: Person, at: Chat, text: str) -> Effects:
    """New words, and the hour if they name one: everybody who joined hears them, and every group once."""
    known = _tended(case, who)
    yield Forgo(at.id, who.id)
    until = spell(text, ctx.now, ctx.community.zone).until
    words = cards.excerpt(text, WORDS)
    yield from _changed(ctx, case, who, at, replace(known, words=words, until=until or known.until), "reword")


def longer(ctx: Context, case: Case, who: Person, at: Chat, hours: str) -> Effects:
    """再等: so many hours more, or an hour in words."""
    known = _tended(case, who)
    if hours in LONGER:
        until = ctx.now + timedelta(hours=int(hours))
        yield from _changed(ctx, case, who, at, replace(known, until=until), "retime")
        yield Answer(line("known-longer"))
    else:
        yield from expect(ctx, case, who, at, "longer", line("ask-longer", number=str(case.report.number)))


def lengthened(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str) -> Effects:
    """The hour in words."""
    known = _tended(case, who)
    found = spell(text, ctx.now, ctx.community.zone)
    if found.until is None:
        yield from lifecycle.asked_on(case.report, who, at, (), line("ask-longer-again"))
        return
    yield Forgo(at.id, who.id)
    begins = found.begins if found.begins and not known.runs(ctx.now) else known.begins
    yield from _changed(ctx, case, who, at, replace(known, begins=begins, until=found.until), "retime")


def _changed(ctx: Context, case: Case, who: Person, at: Chat, known: Known, how: str) -> Effects:
    """One update reaches all: the cards, everybody who joined, and each group in one line."""
    report = replace(case.report, known=known)
    if report.status is Status.OPEN:  # whoever speaks to everybody has answered them, and has it in hand
        report = apply(
            report,
            "acknowledge",
            case.roles(who),
            assignee=report.assignee or who.id,
            acknowledged_at=report.acknowledged_at or ctx.now,
        )
    case = replace(case, report=report, assignee=who if report.assignee == who.id else case.assignee)
    yield from stored(report, who, how, text=known.words if how == "reword" else "")
    yield from timed(ctx, report)
    yield from shown(ctx, case)
    for chat in reached(case):
        yield Say(chat, (), tag=_still_tag(report))
    for each in case.heard:
        if not each.in_public:
            yield tell(each, report, known_words.answer(ctx, report, each.chat.lang, joined=False))
    for group in groups(case):
        yield Say(
            group,
            known_words.answer(ctx, report, group.lang, joined=False),
            report=report.id,
            priority=Priority.NOTICE,
        )
    yield Say(at, (line("known-told-all", number=str(report.number), count=len(case.heard)),), report=report.id)


def restored(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """恢复了: over, without a note or a photo; taken back within the minute like any end."""
    _tended(case, who)
    prompt = Prompt(at.id, who.id, "note", case.report.id, case.report.cycle, ctx.now)
    yield from lifecycle.resolve(ctx, case, who, at, prompt, "restored")


def still(ctx: Context, case: Case, step: int, quiet: datetime | None) -> Effects:
    """It begins, more have joined, or it should be over: then staff are asked, and nothing ends by itself."""
    report = case.report
    if report.known is None or report.status not in LIVE:
        return
    yield from unhurried(shown(ctx, case))
    if step in (BEGINS, COUNT):
        return
    if quiet:
        yield Schedule(quiet, "known", str(report.id), step=STILL)
        return
    yield Schedule(ctx.now + LOOK, "known", str(report.id), step=STILL)
    key = "known-still" if report.known.passed(ctx.now) else "known-still-open"
    act = (report.id, report.cycle)
    rows: Rows = (
        tuple(cards.button(f"longer-{hours}", "longer", *act, hours) for hours in LONGER),
        (cards.button("longer", "longer", *act), cards.button("restored", "restored", *act)),
    )
    for chat in reached(case):
        words = known_words.about(ctx, report, chat.lang)
        yield Say(
            chat,
            (line(key, **words, count=len(case.supporters)),),
            rows,
            tag=_still_tag(report),
            again=True,
            report=report.id,
            priority=Priority.ALERT,
        )


def _still_tag(report: Report) -> str:
    return f"known-still:{report.id}"
