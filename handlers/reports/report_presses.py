"""A button under a report's message: whether it is theirs and of this cycle; then the domain decides."""

from domain.buttons import Press
from domain.context import Case
from domain.effects import Answer, Say, Unbutton
from domain.events import Pressed
from domain.incidents import gathering
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.report import LIVE, MoveRefused, Report, Status
from domain.reports import alerts, cards, corrections, lifecycle, pauses, residents, staff, transfer
from domain.talk import filing
from handlers import cases
from handlers.desk import Turn
from handlers.incidents import known
from handlers.members import membership
from handlers.reports import calls, progress
from handlers.talk import answers, complaining, telling, urging
from storage import drafts, outbox, reports

_ONCE = frozenset({"notfixed", "appeal", "grant", "deny", "rplace", "rcall", "part"})  # answers to a question
_HERE = frozenset({"change", "withdraw"})  # the message with the button changes, not a receipt far above
_FILERS = frozenset({"source", "ring", "phoned"})  # also for volunteers, in private, of what they filed themselves
_MENUS = frozenset({"take", "hand", "more", "false"})  # ask on by a menu under the card
STAFF = frozenset(staff.VERBS) | {"merge", "unmerge", "skip", "stop", "until", "card", "ring", "phoned"}


def pressed(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person) -> None:
    report = reports.get(turn.tx, press.subject)
    if report is None:
        turn.keep([Answer(line("answer-unknown"))])
        return
    chat, person = cases.seen_from(turn, chat, person, report)
    if report.community != chat.community and report.home == chat.community:
        turn.keep(
            [
                Answer(
                    line("answer-moved-away", community=transfer.name(turn.context(report.community), report.community))
                )
            ]
        )
    elif report.community != chat.community or not _is_theirs_to_see(chat, person, report):
        turn.keep([Answer(line("answer-unknown"))])
    elif press.verb in _FILERS and report.filed_by == person.id and chat.kind is ChatKind.PRIVATE:
        _checked(turn, event, press, chat, person, report)
    elif press.verb in STAFF and chat.kind is ChatKind.DUTY and not (person.grants or chat.abilities.seeded):
        membership.unknown_staff(turn, chat, person)
    elif press.verb in STAFF and (why := not_staff_here(chat, person, report.grid)):
        turn.keep([Answer(line(why))])
    else:
        _checked(turn, event, press, chat, person, report)


def _is_theirs_to_see(chat: Chat, person: Person, report: Report) -> bool:
    """Whether a complaint is anything to them, here; of all else the report and the domain decide."""
    if not report.above:
        return True
    theirs = person.id in (report.reporter, report.filed_by)
    alone = chat.kind is ChatKind.PRIVATE or (theirs and chat.alone(person.id) is not None)
    return alone and (theirs or person.is_staff())


def _checked(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person, report: Report) -> None:
    """Whoever pressed may, as far as the chat goes; the report and the domain decide."""
    if _stale(press, report):
        turn.keep([Answer(line("answer-stale"))])
    elif press.verb == "take" and _came_late(turn, event, chat, person, report):
        who = cards.trade(cases.in_brief(turn, report).assignee)
        turn.keep([Answer(line("take-late", number=str(report.number), who=who))])
    else:
        if press.verb in _HERE:
            reports.take_in_hand(turn.tx, chat.id, event.message, cards.receipt_tag(report, person.id))
        try:
            case = known.case(turn, report, person) if press.verb == "support" else cases.load(turn, report)
            if press.verb in _MENUS and not press.arg and _is_below_card(turn, event, chat, report):
                turn.keep(staff.anew(turn.context(chat.community), case, person, chat, press))
            else:
                _decide(turn, press, case, chat, person)
            if press.verb in _ONCE:
                turn.keep([Unbutton(chat, message=event.message)])
            if press.verb in STAFF:
                _handed_card(turn, event, chat, person, report.id)
        except MoveRefused as refused:
            why = "closed" if report.status is Status.CLOSED else refused.reason
            turn.keep([Answer(line(f"refused-{why}", number=str(report.number)))])
            if why == "closed" and press.verb in residents.RATING and chat.kind is ChatKind.PRIVATE:
                turn.keep([_report_again(report, chat)])


def _came_late(turn: Turn, event: Pressed, chat: Chat, person: Person, report: Report) -> bool:
    """Whether somebody has it by now, and the card that was pressed had not said so yet: no two go there."""
    old = chat.abilities.cards or chat.abilities.page
    if not old or report.status is not Status.ACKNOWLEDGED or report.assignee in (None, person.id):
        return False
    return not outbox.has_button(turn.tx, chat.id, event.message, event.data)


def _handed_card(turn: Turn, event: Pressed, chat: Chat, person: Person, id_: int) -> None:
    """Whoever took it by a copy that everybody has gets the card with what is left to do, in their own chat."""
    report = reports.get(turn.tx, id_)
    if report is None or chat.kind is not ChatKind.PRIVATE or not chat.abilities.cards:
        return
    here = outbox.is_ours(turn.tx, chat.id, event.message) or outbox.exists(turn.tx, chat.id, alerts.tag(report))
    if not here and report.assignee == person.id and report.status in LIVE:
        turn.keep([filing.staff_card(cases.load(turn, report), turn.context(report.community), chat, again=True)])


def _is_below_card(turn: Turn, event: Pressed, chat: Chat, report: Report) -> bool:
    """Whether the button stands under a reminder or a complaint: the card with its menu may be far above."""
    return outbox.tag_of(turn.tx, chat.id, event.message) != alerts.tag(report)


def _report_again(report: Report, chat: Chat) -> Say:
    """It is closed and not good: the way to report it anew, once."""
    rows = ((cards.button("again", "begin"),),)
    lines = (line("refused-closed", number=str(report.number)),)
    return Say(chat, lines, rows, tag=f"again:{report.id}", report=report.id)


def not_staff_here(chat: Chat, person: Person, grid: str | None) -> str | None:
    """Why somebody may not press a staff button here; None when they may."""
    if not person.is_staff():
        return "answer-staff-only"
    if chat.kind is ChatKind.GROUP:  # what staff see must not come up before the residents
        return "answer-among-staff"
    return None if person.is_staff(grid) else "answer-other-grid"


def _stale(press: Press, report: Report) -> bool:
    """Whether the button is of an earlier cycle; a list's button leads to the card of this one."""
    cycled = press.verb in residents.CYCLED or (press.verb in STAFF and press.verb not in ("card", "ring"))
    return cycled and press.cycle != report.cycle


def _decide(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    match press.verb:
        case "ring" | "phoned":
            calls.pressed(turn, press, chat, person, case.report)
        case "card":
            progress.show_card(turn, case, chat, person)
            turn.keep([Answer(line("answer-shown"))])
        case "merge":
            _merge(turn, press, case, chat, person)
        case "unmerge":
            turn.keep(corrections.unmerged(context, case, person, *_put_into(turn, case)))
        case "part":
            turn.keep(gathering.parted(context, case, person, *_put_into(turn, case)))
        case "skip":
            _skip(turn, press, case, chat, person)
        case "nudge":
            urging.nudge(turn, case, person)
        case "stop":
            if not answers.stop(turn, chat, person, case.report.id):
                turn.keep([Answer(line("answer-not-yours"))])
        case "until":
            _until(turn, press, case, chat, person)
        case "complaint" if press.arg == "none":
            complaining.unmark(turn, case, person)
        case "complaint" if not press.arg:
            complaining.mark(turn, case, person, chat)
        case "another":
            telling.another(turn, case, chat, person, press.arg)
        case verb if verb in staff.VERBS:
            turn.keep(staff.press(context, case, person, chat, press))
        case "support" | "progress" if case.report.known and not _was_told(turn, case, chat, person):
            turn.keep([Answer(line("answer-unknown"))])
        case verb if verb in residents.VERBS:
            turn.keep(residents.press(context, case, person, chat, press))
            if verb == "support" and case.report.known is None and case.report.danger is None:
                known.gather(turn, case.report.community, case.report.category, case.report.place.building)
        case _:
            turn.keep([Answer(line("answer-unknown"))])


def _was_told(turn: Turn, case: Case, chat: Chat, person: Person) -> bool:
    """Whether a known incident was spoken of here: in private its buttons stand under our own words."""
    return case.concerns(person) or chat.id in outbox.chats_of(turn.tx, case.report.id)


def _merge(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context, like = turn.context(chat.community), case.report
    others = [
        report
        for report in reports.live(turn.tx, like.community)
        if report.id != like.id and person.is_staff(report.grid)
    ]
    chosen = next((report for report in others if str(report.id) == press.arg), None)
    if chosen:
        turn.keep(corrections.merged(context, case, person, cases.load(turn, chosen)))
        return
    others.sort(key=lambda other: (other.category != like.category, other.place.building != like.place.building))
    turn.keep(corrections.merge(context, case, person, chat, tuple(others)))


def _put_into(turn: Turn, case: Case) -> tuple[Case | None, frozenset[int]]:
    """What a duplicate was merged into, and who came there with it."""
    into = reports.get(turn.tx, case.report.duplicate_of) if case.report.duplicate_of else None
    if into is None:
        return None, frozenset()
    return cases.load(turn, into), reports.came_with(turn.tx, into.id, case.report.id)


def _skip(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or prompt.kind != "note" or prompt.report != case.report.id or not prompt.text:
        turn.keep([Answer(line("answer-stale"))])
    else:
        turn.keep(lifecycle.resolve(turn.context(chat.community), case, person, chat, prompt, press.arg[:20]))


def _until(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or not prompt.kind.endswith("_until") or prompt.report != case.report.id:
        turn.keep([Answer(line("answer-stale"))])
    else:
        turn.keep(pauses.in_days(turn.context(chat.community), case, person, chat, prompt, press.arg))
