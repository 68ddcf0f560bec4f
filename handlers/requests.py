"""What people ask for: their reports, how one stands, the phone numbers, the queue, to be forgotten."""

from collections.abc import Iterable

from domain import cards, dialogue, filing
from domain.buttons import data
from domain.commands import Command
from domain.context import Case
from domain.effects import Button, Effects, Hour, Line, Rows, Say, line
from domain.events import Said
from domain.people import Chat, ChatKind, Person
from domain.report import LIVE, Report, Status
from handlers import cases
from handlers.desk import Turn
from storage import drafts, reports

LISTED = 8  # reports in one list; more are a word away


def run(turn: Turn, command: Command, chat: Chat, person: Person, event: Said) -> None:
    """Answer a request."""
    if command.staff and not person.is_staff():
        turn.keep([_say(chat, person, (line("staff-only"),))])
        return
    match command.name:
        case "report":
            _begin(turn, chat, person, event, command.rest)
        case "my":
            mine_to_see(turn, chat, person)
        case "progress":
            mine_to_see(turn, chat, person)
        case "number":
            _number(turn, chat, person, int(command.rest))
        case "human" | "phones":
            _contacts(turn, chat, person)
        case "lang":
            rows = ((_button("中文", "lang", "zh-CN"), _button("English", "lang", "en")),)
            turn.keep([_say(chat, person, (line("ask-lang"),), rows)])
        case "forget":
            _ask_forget(turn, chat, person)
        case "cancel":
            _cancel(turn, chat, person)
        case "queue" | "mine" | "overdue":
            _queue(turn, command.name, chat, person)
        case _:
            turn.keep([_say(chat, person, (line("help-staff" if person.is_staff() else "help"),))])


def mine_to_see(turn: Turn, chat: Chat, person: Person) -> None:
    """What I reported, and how it stands."""
    mine = reports.of_person(turn.tx, person.id, LISTED)
    if not mine:
        turn.keep([_say(chat, person, (line("my-none"),))])
        return
    context = turn.context(chat.community)
    lines: list[Line] = [line("my")]
    for report in mine:
        case = cases.load(turn, report)
        lines.extend(cards.progress(case, context))
    turn.keep([_say(chat, person, tuple(lines))])


def say_progress(turn: Turn, case: Case, chat: Chat, person: Person, to_all: bool = False) -> None:
    """How one report stands; ``to_all`` says it openly in the group."""
    lines = cards.progress(case, turn.context(chat.community))
    own = cards.own_buttons(case.report) if case.report.reporter == person.id and not to_all else ()
    only_for = None if to_all else _only_for(chat, person)
    turn.keep([Say(chat, lines, own, report=case.report.id, only_for=only_for)])


def _number(turn: Turn, chat: Chat, person: Person, number: int) -> None:
    report = reports.by_number(turn.tx, chat.community, number)
    if report is None or not _may_ask(turn, report, person):
        turn.keep([_say(chat, person, (line("no-such-number", number=str(number)),))])
    elif chat.kind is ChatKind.DUTY and person.is_staff(report.grid):
        show_card(turn, cases.load(turn, report), chat)
    else:
        say_progress(turn, cases.load(turn, report), chat, person)


def _may_ask(turn: Turn, report: Report, person: Person) -> bool:
    """Public kinds are anybody's to ask about; the others only those who have a part in them."""
    visibility = turn.desk.categories.get(report.category).visibility
    part = report.reporter == person.id or any(each == person.id for each, _ in reports.supporters(turn.tx, report.id))
    return part or visibility == "public" or person.is_staff(report.grid)


def show_card(turn: Turn, case: Case, chat: Chat) -> None:
    """A report's card at the bottom of the duty group, where staff are looking."""
    context = turn.context(chat.community)
    turn.keep(
        [
            Say(
                chat,
                cards.alert(case, context),
                cards.alert_buttons(case, context),
                tag=cards.alert_tag(case.report),
                again=True,
                report=case.report.id,
                photos=case.photos,
                voice=case.voice,
            )
        ]
    )


def _begin(turn: Turn, chat: Chat, person: Person, event: Said, text: str) -> None:
    from handlers import private

    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([_say(chat, person, (line("report-how"),))])
    elif text:
        from dataclasses import replace

        private.tell(turn, replace(event, text=text), chat, person, drafts.latest(turn.tx, chat.id, person.id))
    else:
        begin(turn, chat, person)


def begin(turn: Turn, chat: Chat, person: Person) -> None:
    """Ask what is wrong."""
    context = turn.context(chat.community)
    draft = dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx))
    turn.keep(dialogue.begin(context, chat, draft))


def _contacts(turn: Turn, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    rows: Rows = ((cards.button("call-me", "callme"),),) if chat.kind is ChatKind.PRIVATE else ()
    turn.keep([_say(chat, person, (line("contacts"), *filing.contacts(context)), rows)])


def _ask_forget(turn: Turn, chat: Chat, person: Person) -> None:
    open_ones = sum(report.status in LIVE for report in reports.of_person(turn.tx, person.id, 100))
    if person.is_staff():
        turn.keep([_say(chat, person, (line("forget-staff"),))])
        return
    rows: Rows = ((cards.button("forget", "forget", arg="yes"), cards.button("keep", "forget", arg="no")),)
    turn.keep([_say(chat, person, (line("ask-forget", count=open_ones),), rows)])


def _cancel(turn: Turn, chat: Chat, person: Person) -> None:
    drafts.forgo(turn.tx, chat.id, person.id)
    if draft := drafts.latest(turn.tx, chat.id, person.id):
        turn.keep(dialogue.dropped(draft, chat))
    else:
        turn.keep([_say(chat, person, (line("nothing-to-cancel"),))])


# --- staff --------------------------------------------------------------------------------------------


def _queue(turn: Turn, which: str, chat: Chat, person: Person) -> None:
    found = [report for report in reports.live(turn.tx, chat.community) if person.is_staff(report.grid)]
    if which == "mine":
        found = [report for report in found if report.assignee == person.id]
    if which == "overdue":
        found = [report for report in found if _overdue(turn, report)]
    turn.keep(_listed(which, found, chat, person))


def _overdue(turn: Turn, report: Report) -> bool:
    due = report.respond_by if report.status is Status.OPEN else report.resolve_by
    return due <= turn.now


def _listed(which: str, found: list[Report], chat: Chat, person: Person) -> Effects:
    if not found:
        yield _say(chat, person, (line(f"{which}-none"),))
        return
    shown = found[:LISTED]
    lines = [line(which, count=len(found)), *(_item(report) for report in shown)]
    if len(found) > len(shown):
        lines.append(line("list-more", count=len(found) - len(shown)))
    buttons = tuple(Button(line("text", text=str(report.number)), data("card", report.id)) for report in shown)
    yield _say(chat, person, tuple(lines), tuple(_rows(buttons, 4)))


def _rows(buttons: tuple[Button, ...], width: int) -> Iterable[tuple[Button, ...]]:
    return (buttons[start : start + width] for start in range(0, len(buttons), width))


def _item(report: Report) -> Line:
    due = report.respond_by if report.status is Status.OPEN else report.resolve_by
    return line(f"queue-{report.status}", **cards.title(report), by=Hour(due))


def _say(chat: Chat, person: Person, lines: tuple[Line, ...], rows: Rows = ()) -> Say:
    return Say(chat, lines, rows, only_for=_only_for(chat, person))


def _only_for(chat: Chat, person: Person) -> int | None:
    return person.id if chat.kind is ChatKind.GROUP and chat.abilities.ephemeral else None


def _button(label: str, verb: str, arg: str) -> Button:
    return Button(line("text", text=label), data(verb, arg=arg))
