"""Whom to ask: the contact card of a building, of the group's grid, of where somebody reported last, or of all."""

from domain.buttons import Press
from domain.community import Building
from domain.duty.roster import next_start
from domain.effects import Answer, Say
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.talk import directory
from domain.talk.directory import Duty, Where
from handlers import cases
from handlers.desk import Turn
from handlers.members import membership
from storage import reports, roster


def show(turn: Turn, chat: Chat, person: Person, asked: str = "") -> None:
    """The card for what was asked, or for where this chat or person belongs."""
    community = turn.context(chat.community).community
    building = directory.place_in(asked, community) if asked else None
    if building or not asked:
        card(turn, chat, person, building or _theirs(turn, chat, person))
    else:
        card(turn, chat, person, None, unknown=asked)


def card(turn: Turn, chat: Chat, person: Person, where: Where, unknown: str = "") -> None:
    """One contact card, in a group for the one who asked alone where the channel can."""
    context = turn.context(chat.community)
    lines = directory.card(context, where, _duty(turn, chat.community, where), chat.lang)
    lead = (line("directory-unknown", text=unknown[:20]),) if unknown else ()
    which = () if isinstance(where, Building) else (line("directory-which"),)
    rows = directory.buttons(context, where, chat.lang, alone=chat.kind is ChatKind.PRIVATE, unknown=unknown)
    only_for = chat.alone(person.id) if chat.kind is ChatKind.GROUP else None
    turn.keep([Say(chat, (*lead, *lines, *which), rows, only_for=only_for)])


def on_duty(turn: Turn, chat: Chat, person: Person) -> None:
    """谁值班: the line of the card about now."""
    lines = directory.now(turn.context(chat.community), _duty(turn, chat.community, _theirs(turn, chat, person)))
    turn.keep([Say(chat, lines, only_for=chat.alone(person.id) if chat.kind is ChatKind.GROUP else None)])


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A building under the card was chosen."""
    building = turn.context(chat.community).community.buildings.get(press.arg)
    if building is None:
        turn.keep([Answer(line("answer-unknown"))])
    else:
        card(turn, chat, person, building)


def pressed_start(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """Report something in the building whose card this is."""
    if chat.kind is ChatKind.PRIVATE and press.arg in turn.context(chat.community).community.buildings:
        membership.arrived(turn, chat, person, press.arg)
    else:
        turn.keep([Answer(line("answer-unknown"))])


def _theirs(turn: Turn, chat: Chat, person: Person) -> Where:
    """The grid that a group is bound to; in private where somebody reported last."""
    community = turn.context(chat.community).community
    if chat.kind is not ChatKind.PRIVATE:
        return community.grids.get(chat.grid or "")
    last = next(iter(reports.of_person(turn.tx, person.id, chat.community, 1)), None)
    if last is None:
        return None
    return community.buildings.get(last.place.building or "") or community.grids.get(last.grid or "")


def _duty(turn: Turn, community: str, where: Where) -> Duty:
    grid = where.grid if isinstance(where, Building) else where.code if where else None
    crew = cases.crew(turn, community, grid)
    present = [person.trade for person in crew.staff if person.id in crew.on_duty]
    if found := directory.trades(present, where):
        return Duty(found)
    theirs = {person.id for person in crew.staff}
    zone = turn.context(community).community.zone
    return Duty((), next_start(roster.load(turn.tx, community), zone, turn.now, grid, theirs))
