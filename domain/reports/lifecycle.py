"""A report's moves by staff: take it, hand it over, resolve it, refuse it, take that back.

A move shows on the staff's own card at once; residents hear of it a minute later, when it can no longer
be undone (domain/reports/notices.py).  The rarer things under 更多 are domain/reports/corrections.py; what residents do
to a report is domain/reports/residents.py.
"""

from dataclasses import replace
from datetime import timedelta

from domain.context import Case, Context
from domain.effects import Answer, Attach, Detach, Effects, Expect, Forgo, Log, Put, Say, Schedule, Unbutton, Unschedule
from domain.lines import Line, Rows, line
from domain.people import Chat, ChatKind, Person
from domain.promises import deadlines, spent
from domain.report import LIVE, Pending, Report, Taken, apply, check, with_stand, with_taken
from domain.reports import alerts, cards
from domain.talk import wayin
from domain.talk.drafts import Prompt
from domain.talk.filing import escalate, refresh, staff_card

UNDO = timedelta(seconds=60)  # so long a move can be taken back before any notice leaves
MENU = timedelta(minutes=10)  # how long a menu stands under a card that all colleagues share
NOTE_WITHIN = timedelta(minutes=30)  # how long staff's next words are taken for the note
NEXT_WITHIN = timedelta(minutes=3)  # how long among colleagues, where only a reply is later
MINUTE = timedelta(minutes=1)
HERE = {"resolve": "resolved-here", "secure": "secured-here", "park": "paused-here", "refer": "paused-here"}


def take(ctx: Context, case: Case, who: Person, at: Chat, coming: str) -> Effects:
    """接单: first ask when, then the report is theirs."""
    check(case.report, "acknowledge", case.roles(who))
    if coming not in alerts.COMING:
        yield from menu(ctx, case, at, alerts.when_menu(case.report), line("ask-when"))
        return
    report = apply(
        case.report,
        "acknowledge",
        case.roles(who),
        assignee=who.id,
        coming=coming,
        promised_at=ctx.now,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
    )
    yield from moved(ctx, case, deadlines.handed(report, ctx.now), who, "acknowledge", detail=coming)


def hand(ctx: Context, case: Case, who: Person, at: Chat, to: str) -> Effects:
    """转派: to somebody else, who has to take it in turn, and gets the card in private if we may write there."""
    check(case.report, "hand_over", case.roles(who))
    heir = next((person for person in case.crew.staff if str(person.id) == to), None)
    if heir is None:
        yield from menu(ctx, case, at, alerts.hand_menu(ctx, case), line("ask-who"))
        return
    told = case.report.told
    nobody = Taken(heir.id, told.acknowledged_at, secured=told.secured, secured_at=told.secured_at)
    handed = with_taken(apply(case.report, "hand_over", case.roles(who)), nobody)
    report = deadlines.handed(replace(with_stand(handed, told.stand), pending=None), ctx.now)
    yield from stored(report, who, "hand_over", str(heir.id))
    yield from spent.clock(case.report, report, who.id)
    yield Unschedule("tell", str(report.id))
    case = replace(case, report=report, assignee=heir)
    yield from refresh(case, ctx)
    chat = case.crew.private.get(heir.id)
    if chat and heir.id != who.id and chat not in case.desks:
        yield staff_card(case, ctx, chat, again=True)
    yield from escalate(case, ctx, "escalate-handed", case.handed + 1)
    yield Answer(line("answer-handed", name=heir.name))


def secure(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """已先处置: made safe for now; ask what was done and what follows."""
    check(case.report, "secure", case.roles(who))
    yield from expect(ctx, case, who, at, "secure", line("ask-secure", **cards.title(case.report)))


def secured(
    ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str, photos: tuple[str, ...]
) -> Effects:
    """What was done at once: the report stays open, in the hands of whoever has it, or of whoever did it."""
    check(case.report, "secure", case.roles(who))
    if not text:
        yield Expect(replace(prompt, photos=(*prompt.photos, *photos), expires_at=ctx.now + NOTE_WITHIN))
        yield from asked_on(case.report, who, at, (), line("ask-secure-too", number=str(case.report.number)))
        return
    report = apply(
        case.report,
        "secure",
        case.roles(who),
        secured=text,
        secured_at=ctx.now,
        assignee=case.report.assignee or who.id,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
        call=False,
    )
    photos = (*prompt.photos, *photos)
    yield Forgo(prompt.chat, who.id)
    yield Attach(report.id, photos)
    yield from moved(ctx, replace(case, photos=(*case.photos, *photos)), report, who, "secure", text=text)
    yield from undo_here(at, report, who, "secure")


def done(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """办结: ask for a note and a photo."""
    check(case.report, "resolve", case.roles(who))
    yield from expect(ctx, case, who, at, "note", line("ask-note", **cards.title(case.report)))


def noted(
    ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str, photos: tuple[str, ...]
) -> Effects:
    """The note, the photo, or both: what is still missing is asked; then it is resolved."""
    check(case.report, "resolve", case.roles(who))
    prompt = replace(prompt, text=text or prompt.text, photos=(*prompt.photos, *photos))
    if prompt.text and prompt.photos:
        yield from resolve(ctx, case, who, at, prompt, "")
    else:
        yield Expect(replace(prompt, expires_at=ctx.now + NOTE_WITHIN))
        words = cards.title(case.report)
        if prompt.photos:
            yield from asked_on(case.report, who, at, (), line("ask-note-too", **words))
        else:
            lines = (line("ask-photo", **words), line("ask-photo-note", text=cards.excerpt(prompt.text)))
            yield from asked_on(case.report, who, at, alerts.skip_buttons(case.report), *lines)


def resolve(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, skipped: str) -> Effects:
    """It is done: with what, and with or without a photo."""
    report = apply(
        case.report,
        "resolve",
        case.roles(who),
        note=prompt.text,
        resolved_at=ctx.now,
        assignee=case.report.assignee or who.id,
        acknowledged_at=case.report.acknowledged_at or ctx.now,
        call=False,
    )
    yield Forgo(prompt.chat, who.id)
    yield Attach(report.id, prompt.photos, after=True)
    case = replace(case, after=prompt.photos)
    report = deadlines.running(report, ctx.now)
    yield from moved(ctx, case, report, who, "resolve", detail=skipped, text=prompt.text)
    yield from undo_here(at, report, who, "resolve")


def undo_here(at: Chat, report: Report, who: Person, move: str) -> Effects:
    """The card is far above by now: what was done, and the way back, stand under the words that did it."""
    undo_it = ((cards.button("undo", "undo", report.id, report.cycle, move),),)
    said = (line(HERE[move], number=str(report.number)),)
    yield Unbutton(at, tag=ask_tag(report, who))
    yield Unbutton(at, tag=cards.undo_tag(report))
    yield Say(at, said, undo_it, tag=cards.undo_tag(report), again=True, report=report.id)


def refuse(ctx: Context, case: Case, who: Person, at: Chat, reason: str) -> Effects:
    """退回: with a reason from the list, or in one's own words."""
    check(case.report, "refuse", case.roles(who))
    if reason == "own":
        yield from expect(ctx, case, who, at, "reason", line("ask-reason", **cards.title(case.report)))
    elif reason in alerts.REASONS:
        yield from refused(ctx, case, who, reason, "")
    else:
        yield from menu(ctx, case, at, alerts.refuse_menu(case.report), line("ask-refuse"))


def refused(ctx: Context, case: Case, who: Person, reason: str, text: str) -> Effects:
    """We cannot do it, and this is why."""
    report = apply(case.report, "refuse", case.roles(who), reason=reason, note=text, resolved_at=ctx.now)
    yield from moved(ctx, case, deadlines.running(report, ctx.now), who, "refuse", detail=reason, text=text)


def undo(ctx: Context, case: Case, who: Person, at: Chat, move: str) -> Effects:
    """Take the last move back while nobody has heard of it; an earlier one of the same minute comes back.

    The button names its move: tapped twice, it does not take back that earlier one as well.
    """
    check(case.report, "undo", case.roles(who))
    pending = case.report.pending
    if pending is None or ctx.now >= pending.until:
        yield Answer(line("answer-too-late"))
        return
    if move and move != pending.move:
        yield Answer(line("answer-stale"))
        return
    report = apply(case.report, "undo", case.roles(who), status=pending.back_to, pending=None)
    if pending.move in ("resolve", "refuse"):
        report = replace(report, note="", reason=None, resolved_at=None)
    if pending.move == "resolve":
        yield Detach(report.id)
    if pending.move in HERE:
        here = (line("undone-here", number=str(report.number)),)
        yield Say(at, here, tag=cards.undo_tag(report), report=report.id)
    if pending.before:  # it had been taken within the same minute: that stands again, and may be undone too
        origin = Pending(pending.before, pending.origin, ctx.now + UNDO, was=pending.was, stood=pending.stood)
        report = replace(with_stand(report, pending.between), pending=origin)
        if pending.move == "secure":
            report = replace(report, secured=pending.was.secured, secured_at=pending.was.secured_at)
    else:
        report = with_stand(with_taken(report, pending.was), pending.stood)
    yield from stored(report, who, "undo", pending.move)
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, who.id)
    if report.pending:
        yield Schedule(report.pending.until, "tell", str(report.id))
    else:
        yield Unschedule("tell", str(report.id))
    assignee = next((person for person in case.crew.staff if person.id == report.assignee), None)
    yield from refresh(replace(case, report=report, assignee=assignee, after=()), ctx)
    yield Answer(line("answer-undone"))


def moved(
    ctx: Context, case: Case, report: Report, who: Person, move: str, detail: str = "", text: str = ""
) -> Effects:
    """Store a move that may still be undone, show it to staff, and tell the others when it stands."""
    question = "" if move in ("resolve", "refuse") else report.question
    report = replace(report, pending=_pending(ctx, case.report, move), question=question)
    yield from stored(report, who, move, detail, text)
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, who.id)
    yield Schedule(ctx.now + UNDO, "tell", str(report.id))
    assignee = who if report.assignee == who.id else case.assignee
    yield from refresh(replace(case, report=report, assignee=assignee), ctx)
    yield Answer(line(f"answer-{move}"))


def _pending(ctx: Context, old: Report, move: str) -> Pending:
    """How to go back: a second move within the minute remembers the first, taking it twice counts once."""
    held, until = old.pending, ctx.now + UNDO
    if held is None:
        return Pending(move, old.status, until, was=old.taken, stood=old.stand)
    if move == held.move or (move == "acknowledge" and held.move == "secure"):  # counts once, goes back whole
        return replace(held, until=until)
    if move == "acknowledge":
        return Pending(move, held.back_to, until, was=held.was, stood=held.stood)
    first = held.origin if held.before else held.back_to
    return Pending(move, old.status, until, held.move, held.was, first, held.stood, old.stand)


def stored(report: Report, who: Person, move: str, detail: str = "", text: str = "") -> Effects:
    """Keep a move of somebody, and who made it."""
    yield Put(report)
    yield Log(report.id, move, who.id, detail, text)
    yield wayin.out_of_sight(report)


def more(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """更多: the rarer things."""
    yield from menu(ctx, case, at, alerts.more_menu(case.report, case.overseen))


def back(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """The card without a menu."""
    yield staff_card(case, ctx, at)


def menu(ctx: Context, case: Case, at: Chat, buttons: Rows, question: Line | None = None) -> Effects:
    """The card in this chat with other buttons under it, until somebody chooses or has plainly gone away."""
    yield staff_card(case, ctx, at, question=question, menu=buttons)
    yield Schedule(ctx.now + MENU, "menu", str(case.report.id))


def menu_over(ctx: Context, case: Case) -> Effects:
    """Nobody chose: colleagues find the card's usual buttons again."""
    if case.report.status in LIVE:
        yield from refresh(case, ctx)


def expect(ctx: Context, case: Case, who: Person, at: Chat, what: str, *question: Line) -> Effects:
    """Ask a member of staff for words: their next message here is taken for them."""
    yield Expect(Prompt(at.id, who.id, what, case.report.id, case.report.cycle, ctx.now + NOTE_WITHIN))
    heard = "ask-in-time-named" if at.abilities.members else "ask-in-time"
    in_time = (line(heard, minutes=int(NEXT_WITHIN / MINUTE)),) if at.kind is ChatKind.DUTY else ()
    yield from asked_on(case.report, who, at, (), *question, *in_time)
    yield Answer(line("answer-write"))


def asked_on(report: Report, who: Person, at: Chat, rows: Rows, *lines: Line) -> Effects:
    """Ask, or ask on: only the latest of these messages has buttons, the last of which ends it."""
    yield Unbutton(at, tag=ask_tag(report, who))
    rows = (*rows, (cards.button("stop-asking", "stop", report.id, report.cycle),))
    yield Say(at, lines, rows, tag=ask_tag(report, who), again=True, report=report.id)


def stopped(report: Report, who: Person, at: Chat) -> Effects:
    """Nothing is waited for any more (不办了, or they went on to something else): the report is as it was."""
    yield Forgo(at.id, who.id)
    yield Say(
        at, (line("ask-stopped", number=str(report.number)),), tag=ask_tag(report, who), change=True, report=report.id
    )


def not_taken(ctx: Context, report: Report, who: Person, at: Chat, prompt: Prompt) -> Effects:
    """Their words ask something or tell of something else: they are no answer, unless sent as a reply."""
    if at.kind is ChatKind.DUTY:  # colleagues talk on: from now on only a reply is meant for us
        yield Expect(replace(prompt, expires_at=min(prompt.expires_at, ctx.now + NOTE_WITHIN - NEXT_WITHIN)))
    rows = alerts.skip_buttons(report) if prompt.kind == "note" and prompt.text and not prompt.photos else ()
    yield from asked_on(report, who, at, rows, line(f"not-taken-{prompt.kind}", number=str(report.number)))


def ask_tag(report: Report, who: Person) -> str:
    """The tag of what we asked a member of staff about a report."""
    return f"staff-ask:{report.id}:{who.id}"
