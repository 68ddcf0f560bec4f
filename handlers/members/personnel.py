"""/staff: a manager sees who there is, sets their shifts, and ends a role."""

from collections.abc import Sequence

from domain.buttons import Press
from domain.context import Case
from domain.effects import Answer, Say
from domain.lines import line
from domain.members import leaving, personnel
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import LIVE
from handlers import cases
from handlers.desk import Turn
from handlers.duty import swapping
from storage import chats, outbox, people, reports, roster


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """/staff: only a manager, and in private."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    elif not may(person, "end_role"):
        turn.keep([Say(chat, (line("manager-only"),))])
    else:
        turn.keep(personnel.listed(turn.context(chat.community), chat, _holders(turn, chat), again=True))


def pressed_who(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A page of the list, one of them, or what to do with them."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Answer(line("answer-unknown"))])
    elif not may(person, "end_role"):
        turn.keep([Answer(line("answer-manager-only"))])
    elif not press.subject:
        turn.keep(personnel.listed(turn.context(chat.community), chat, _holders(turn, chat), press.cycle))
    elif (who := people.person(turn.tx, press.subject, chat.community)) and who.grants:
        _about(turn, press, chat, person, who)
    else:
        turn.keep([Answer(line("answer-done-already"))])


def _about(turn: Turn, press: Press, chat: Chat, manager: Person, who: Person) -> None:
    context, page = turn.context(chat.community), press.cycle
    what, _, code = press.arg.partition(".")
    match what:
        case "roster" if may(manager, "set_roster") and who.is_staff():
            turn.keep(personnel.shifts(context, chat, who, page, roster.load(turn.tx, chat.community)))
        case "shift" if may(manager, "set_roster"):
            turn.keep(personnel.toggle(context, chat, who, page, roster.load(turn.tx, chat.community), code))
        case "end" | "ended" if personnel.is_last_manager(who, _holders(turn, chat)):
            turn.keep(personnel.one(context, chat, who, page, line("last-manager")))
        case "end":
            turn.keep(personnel.ask_to_end(context, chat, who, page))
        case "ended":
            numbers = _end(turn, chat, manager, who)
            turn.keep(personnel.gone(chat, who, numbers, page))
        case _:
            turn.keep(personnel.one(context, chat, who, page))


def _holders(turn: Turn, chat: Chat) -> Sequence[Person]:
    return people.holders(turn.tx, chat.community)


def _end(turn: Turn, at: Chat, manager: Person, who: Person) -> tuple[str, ...]:
    """End somebody's roles; the numbers that go back to the duty group."""
    tx, context = turn.tx, turn.context(at.community)
    private = chats.private(tx, who.id, at.community, turn.desk.channels)
    held = reports.held(tx, at.community, who.id)
    swapping.left(turn, at.community, who.id)
    turn.keep(leaving.ended(context, who, manager, private, bool(held)))
    back: list[Case] = []
    for report in held:
        case = cases.load(turn, report)
        turn.keep(leaving.let_go(context, case, who, manager))
        if report.assignee == who.id and report.status in LIVE:
            back.append(case)
    turn.keep(leaving.back_on_duty(who, back))
    _take_back(turn, at.community, who)
    return tuple(str(case.report.number) for case in back)


def _take_back(turn: Turn, community: str, who: Person) -> None:
    """Their own copies of cards show nobody's words any more."""
    for chat in chats.private_rooms(turn.tx, who.id, turn.desk.channels):
        for tag, id_ in outbox.cards(turn.tx, chat.id):
            report = reports.get(turn.tx, id_)
            if report and report.community == community:
                turn.keep([leaving.take_back(turn.context(community), chat, tag, report)])
