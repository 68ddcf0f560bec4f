"""请打电话告知: the list of whom to phone, the card with their number in private, and what they answered."""

from domain.buttons import Press
from domain.effects import Answer, Say
from domain.lines import Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import Report
from domain.reports import calls, phoned
from handlers import cases
from handlers.desk import Turn
from storage import calls as stored
from storage import chats, contacts, reports

LISTED = 8  # in one list; more are a word away


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """待告知: who is to be phoned about reports of somebody's grids; never in a residents' group."""
    if not may(person, "phone") or chat.kind is ChatKind.GROUP:
        key = "staff-elsewhere" if may(person, "phone") else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    waiting = [
        (call, report)
        for call in stored.waiting(turn.tx, chat.community)
        if (report := reports.get(turn.tx, call.report)) and may(person, "phone", report.grid) and not report.above
    ]
    due = [report for call, report in waiting if call.not_before <= turn.now]
    later = len(waiting) - len(due)
    lines: list[Line] = [line("calls", count=len(due)) if due else line("calls-none")]
    lines.extend(_item(turn, report) for report in due[:LISTED])
    if len(due) > LISTED:
        lines.append(line("list-more", count=len(due) - LISTED))
    if later:
        lines.append(line("calls-later", count=later))
    turn.keep([Say(chat, tuple(lines), calls.listed(due[:LISTED]))])


def _item(turn: Turn, report: Report) -> Line:
    """One of the list; whether there is a number to call is no secret, the number is."""
    known = contacts.of(turn.tx, report.id)
    return calls.item(report) if known and known.phone else line("call-item-no-phone", item=calls.item(report))


def pressed(turn: Turn, press: Press, chat: Chat, person: Person, report: Report) -> None:
    """A button of the list, or of a card to phone by.  Raises ``MoveRefused``."""
    context, case = turn.context(report.community), cases.load(turn, report)
    call = stored.of(turn.tx, report.id, report.cycle)
    if press.verb == "phoned":
        turn.keep(phoned.press(context, case, call, person, chat, press.arg))
        return
    private = chat if chat.kind is ChatKind.PRIVATE else None
    private = private or chats.private(turn.tx, person.id, report.community, turn.desk.channels)
    if call is None or call.state != "waiting" or report.pending:
        turn.keep([Answer(line("answer-phoned-already"))])
    elif private is None:  # their number is for one pair of eyes
        turn.keep([Answer(line("answer-write-first"))])
    else:
        said = line("answer-shown" if private == chat else "answer-in-private")
        turn.keep([calls.card(context, case, private, case.roles(person)), Answer(said)])
