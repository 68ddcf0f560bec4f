"""Whom somebody has to phone (请打电话告知): the end of a report whose reporter no message reaches.

An entry appears when such a report ends.  Whoever phones taps what they heard: domain/reports/phoned.py.  The name
and the number are for whoever has the report in hand, and for whoever filed it, in private.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain.context import Case, Context
from domain.effects import Effects, Priority, PutCall, Say
from domain.lines import Button, Line, Rows, line
from domain.people import Chat, ChatKind, Role
from domain.permissions import MAY
from domain.report import Report, Status
from domain.reports import cards, paused
from domain.talk import receipts
from domain.talk.sources import Source

FOR_OTHERS = "for_others"  # why: they told somebody who filed it, and have no chat here
UNTOLD = "untold"  # why: they have a chat here, and the message does not arrive there
MOST_TRIES = 3  # then they count as not reached


@dataclass(frozen=True, slots=True)
class Call:
    """That somebody has to be phoned about the end of one cycle of a report."""

    report: int
    cycle: int
    community: str
    why: str
    not_before: datetime
    state: str = "waiting"  # waiting, done, unreached
    tries: int = 0


def tag(report: Report) -> str:
    """The tag of a card to phone by, in a private chat."""
    return f"call:{report.id}:{report.cycle}"


def told(ctx: Context, case: Case, move: str) -> Effects:
    """A move stands: whoever filed it for others hears of it, and an end that nobody can be told is to be phoned."""
    report = case.report
    if report.to_phone and move in ("resolve", "refuse"):
        yield PutCall(Call(report.id, report.cycle, report.community, FOR_OTHERS, ctx.now))
        yield from please(ctx, case)
    elif case.filer and case.filer.chat.kind is ChatKind.PRIVATE and case.filer.person != report.assignee:
        yield from _filer_hears(ctx, case, case.filer.chat, move)


def please(ctx: Context, case: Case) -> Effects:
    """Ask whoever filed it, else whoever has it in hand, to phone; among staff where neither can be written to."""
    report, private = case.report, case.crew.private
    filer = case.filer.chat if case.filer and case.filer.chat.kind is ChatKind.PRIVATE else None
    if filer and report.filed_by:
        yield card(ctx, case, filer, frozenset({Role.FILER}))
    elif report.assignee and report.assignee in private:
        yield card(ctx, case, private[report.assignee], frozenset({Role.ASSIGNEE}))
    else:
        for chat in case.crew.duty:
            yield Say(chat, (ending(report),), listed((report,)), report=report.id, priority=Priority.NOTICE)


def card(ctx: Context, case: Case, at: Chat, roles: Collection[Role]) -> Say:
    """How it ended, whom to phone, what to say, and what they may answer."""
    report = case.report
    act = (report.id, report.cycle)
    missed = cards.button("phone-missed", "phoned", *act, "missed")
    words = to_say(ctx, report, at)
    copied = receipts.copy_button(words)
    rows: Rows = ((cards.button("phone-told", "phoned", *act, "told"), missed), *appeal_row(report), copied)
    if report.decided:
        rows = ((cards.button("phone-told", "phoned", *act, "told"), missed), copied)
    elif report.status is Status.RESOLVED:
        fixed = cards.button("fixed", "phoned", *act, "fixed")
        partly = cards.button("partly", "phoned", *act, "partly")
        rows = ((fixed, partly, cards.button("not-fixed", "phoned", *act, "notfixed")), (missed,), copied)
    unsent = () if report.to_phone else (line("call-untold"),)
    lines = (ending(report), *unsent, *whom(case, roles), line("call-say", words=words))
    return Say(at, lines, rows, tag=tag(report), again=True, report=report.id, priority=Priority.NOTICE)


def appeal_row(report: Report) -> Rows:
    """They want it looked at again: once."""
    return () if report.appealed else ((cards.button("phone-appeal", "phoned", report.id, report.cycle, "appeal"),),)


def ending(report: Report) -> Line:
    """How it ended, in one line, and that they are to be phoned."""
    return line(f"call-{_how(report)}", **cards.title(report), reason=cards.reason(report))


def item(report: Report) -> Line:
    """The same in a list."""
    return line(f"call-item-{_how(report)}", **cards.title(report), reason=cards.reason(report))


def _how(report: Report) -> str:
    return "denied" if report.denied else report.decided or str(report.status)


def whom(case: Case, roles: Collection[Role]) -> tuple[Line, ...]:
    """The name and the number, for those who may see them; the number on a line of its own."""
    contact = case.contact
    if not MAY["see_contact"] & set(roles):
        return (line("call-hidden"),)
    if contact is None:
        return (line("call-no-phone"),)
    name = (line("call-name", name=contact.name),) if contact.name else ()
    visit = (line("call-visit", visit=contact.visit),) if contact.visit else ()
    return (*name, line("text", text=contact.phone) if contact.phone else line("call-no-phone"), *visit)


def to_say(ctx: Context, report: Report, at: Chat) -> Line:
    """What to say on the phone, or to send."""
    words = cards.title(report)
    what = receipts.what(words, report)
    signed = ctx.community.names[at.lang]
    if report.decided:
        return line(f"copy-{report.decided}", what=what, note=cards.sentence(report.note), community=signed)
    if report.status is Status.RESOLVED:
        return line("copy-resolved", what=what, note=cards.sentence(report.note), community=signed)
    key = "copy-denied" if report.denied else "copy-refused"
    return line(key, what=what, reason=cards.reason(report), community=signed)


def listed(reports: Collection[Report]) -> Rows:
    """A button to the card of each."""
    return cards.in_rows(
        tuple(Button(line("text", text=str(each.number)), f"ring:{each.id}:0:") for each in reports), 4
    )


def _filer_hears(ctx: Context, case: Case, at: Chat, move: str) -> Effects:
    """Whoever filed it hears how it goes; of what was seen in a chat, with a text to answer there."""
    report = case.report
    words = cards.title(report)
    openly = cards.public_title(ctx, report, at.lang) if report.source == Source.SEEN else words
    what, signed = receipts.what(openly, report), ctx.community.names[at.lang]
    if move == "acknowledge":
        who, coming = cards.trade(case.assignee), cards.coming(ctx, report)
        said = line("told-taken", **words, who=who, coming=coming)
        key = "copy-taken-group" if report.source == Source.SEEN else "copy-taken"
        answer = line(key, what=what, who=who, coming=coming, community=signed)
    elif move == "resolve":
        took = cards.took(report, report.resolved_at or ctx.now)
        said = line("ended-own", **words, who=cards.trade(case.assignee), note=cards.sentence(report.note), took=took)
        answer = line("copy-resolved-group", what=what, community=signed)
    elif move == "refuse":
        said = line("told-refused", **words, reason=cards.reason(report))
        answer = line("copy-refused-group", what=what, reason=cards.public_reason(report), community=signed)
    elif move in ("park", "refer"):
        yield Say(at, (paused.told(report, words),), report=report.id, priority=Priority.NOTICE)
        return
    else:
        return
    rows: Rows = (receipts.copy_button(answer),) if report.source == Source.SEEN or report.to_phone else ()
    if move == "refuse":
        rows = (*appeal_row(report), *rows)
    yield Say(at, (said,), rows, report=report.id, priority=Priority.NOTICE)
