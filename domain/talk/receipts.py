"""What whoever filed a report gets at once: the reporter, or somebody who files for others.

The latter is told what to say to whoever told them: a short text to copy into WeChat or an SMS.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Effects, Priority, Say, Unbutton
from domain.lines import Arg, Button, Hour, Line, Rows, Term, line
from domain.people import Chat, ChatKind, Recipient
from domain.report import LIVE, Report, Status
from domain.reports import cards
from domain.talk.sources import CHOICES, TO_PHONE, Source


def receipt(ctx: Context, case: Case, at: Chat) -> tuple[Line, ...]:
    """The number and the hour; asked for beside it, who told it."""
    report = case.report
    if report.above:
        return complaint(ctx, case, at)
    if report.filed_by is None:
        return cards.receipt(ctx, report, at)
    head = (line("filed", number=str(report.number)), line("receipt-what", **cards.title(report)))
    nothing_to_copy = _is_late(ctx, report) and words_to_copy(ctx, case, at)
    return (*head, *_by(ctx, report), *(() if nothing_to_copy else (line(f"filed-{report.source}"),)))


def complaint(ctx: Context, case: Case, at: Chat) -> tuple[Line, ...]:
    """Who decides it; where nobody is left who could, whom to call, and no hour is promised."""
    whole = cards.receipt(ctx, case.report, at)
    if case.crew.staff:
        return (*whole, line(f"receipt-complaint-{case.report.above}"))
    return *whole[:2], line("receipt-complaint-nobody"), line("phone", what=Term("phone", "12345"), number="12345")


def _by(ctx: Context, report: Report) -> tuple[Line, ...]:
    if report.status not in LIVE:
        return ()
    late = _is_late(ctx, report)
    return (line("filed-late" if late else "filed-by", by=Hour(report.respond_by, dated=late)),)


def _is_late(ctx: Context, report: Report) -> bool:
    return report.status is Status.OPEN and report.respond_by <= ctx.now


def buttons(ctx: Context, case: Case, at: Chat) -> Rows:
    """What can be done with it; nothing once it has ended."""
    report = case.report
    own = cards.own_buttons(report)
    if report.filed_by is None or not own:
        return (*own, *hide(report, at)) if own else own
    ask = report.source == Source.UNSAID
    choices = source_rows("source", report.id, report.cycle, fixes=at.kind is ChatKind.DUTY) if ask else ()
    copied = () if _is_late(ctx, report) else copy_button(words_to_copy(ctx, case, at))  # it promises that hour
    return (*choices, (*copied, *own[0]))


def hide(report: Report, at: Chat) -> Rows:
    """[不公开], where nobody reads along and it is not private anyway."""
    if at.kind is not ChatKind.PRIVATE or report.visibility is Visibility.PRIVATE:
        return ()
    return ((cards.button("hide", "hide", report.id),),)


def shown(ctx: Context, case: Case, person: int, at: Chat, again: bool = False) -> Say:
    """The receipt as it stands now, where it stands."""
    return Say(
        at,
        receipt(ctx, case, at),
        buttons(ctx, case, at),
        tag=cards.receipt_tag(case.report, person),
        again=again,
        report=case.report.id,
        only_for=at.alone(person),
    )


def late(ctx: Context, case: Case) -> Effects:
    """Nobody answered in time: a receipt that promised so says it now.  That of a later round promised no hour."""
    report = case.report
    if report.status is not Status.OPEN or report.cycle > 1 or report.known:
        return
    for each, chat in _places(case):
        openly = chat.kind is ChatKind.GROUP and not chat.abilities.ephemeral  # there the card is the receipt
        beside = report.danger and chat.kind is not ChatKind.PRIVATE  # a card that warns: it names no hour
        if not openly and not beside:
            yield replace(shown(ctx, case, each.person, chat), change=True, priority=Priority.NOTICE)


def spent(case: Case) -> Effects:
    """It has ended: a receipt, wherever it stands, says what it said and offers nothing any more."""
    for each, chat in _places(case):
        yield Unbutton(chat, tag=cards.receipt_tag(case.report, each.person))


def _places(case: Case) -> Iterator[tuple[Recipient, Chat]]:
    """Whose receipt may stand in which chat."""
    for each in (case.reporter, case.filer):
        if each:
            for chat in dict.fromkeys((each.chat, *((case.group,) if case.group else ()), *case.crew.duty)):
                yield each, chat


def source_rows(verb: str, subject: int, cycle: int = 0, first: str = "", fixes: bool = False) -> Rows:
    """Who told you?  What the words seem to say comes first."""
    order = sorted(CHOICES, key=lambda source: source != first)
    beside = (Source.FIXED, Source.RESIDENT) if fixes else (Source.RESIDENT,)
    return (
        tuple(cards.button(f"source-{source}", verb, subject, cycle, source) for source in order),
        tuple(cards.button(f"source-{source}", verb, subject, cycle, source) for source in beside),
    )


def words_to_copy(ctx: Context, case: Case, at: Chat) -> Line | None:
    """What to tell whoever told us; a whole group reads no more of the place than anybody may."""
    report = case.report
    by = Hour(report.respond_by)
    if report.source in TO_PHONE:
        return line(
            "copy-receipt",
            **cards.title(report),
            what=what(cards.title(report), report),
            by=by,
            community=ctx.community.names[at.lang],
        )
    if report.source == Source.SEEN:
        words = cards.public_title(ctx, report, at.lang)
        return line(
            "copy-receipt-group", **words, what=what(words, report), by=by, community=ctx.community.names[at.lang]
        )
    return None


def what(words: dict[str, Arg], report: Report) -> Line:
    """The matter in a sentence of its own: 5号楼下水, without what nobody knows."""
    named = report.category != "other"
    if report.place.words:
        return line("copy-what" if named else "copy-what-place", **words)
    return line("copy-what-kind" if named else "copy-what-that", **words)


def copy_button(words: Line | None) -> tuple[Button, ...]:
    """[复制], where there is something to copy."""
    return (Button(line("button-copy"), "", words),) if words else ()
