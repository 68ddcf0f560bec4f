"""换班: one of the crew asks another, in private; and what ends a request."""

from dataclasses import replace

from domain.buttons import Press
from domain.duty import swapping
from domain.duty.swap import Swap
from domain.duty.swapping import Crowd
from domain.effects import Answer
from domain.events import CameDue
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from handlers.desk import Turn
from storage import chats, people, roster, swaps


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """[换班], one of my turns, or whom to ask; among staff it goes on in private."""
    community = swaps.home(turn.tx, press.subject) if press.subject else chat.community
    who = people.person(turn.tx, person.id, community) if community else None
    at = chat if chat.kind is ChatKind.PRIVATE else None
    if who is None or not community or chat.kind not in (ChatKind.PRIVATE, ChatKind.DUTY):
        turn.keep([Answer(line("answer-unknown"))])
    elif not who.is_staff():
        turn.keep([Answer(line("answer-staff-only"))])
    elif at or (at := chats.private(turn.tx, who.id, community, turn.desk.channels)):
        _choose(turn, press, replace(at, community=community), who)
        if at.id != chat.id:
            turn.keep([Answer(line("answer-in-private"))])
    else:
        turn.keep([Answer(line("swap-write-first"))])


def _choose(turn: Turn, press: Press, chat: Chat, who: Person) -> None:
    context, crowd = turn.context(chat.community), _crowd(turn, chat.community)
    run = swapping.turn_of(context, crowd.shifts, press.subject, press.cycle)
    if run is None or who.id not in run.people:
        turn.keep(swapping.choose_turn(context, chat, crowd, who, again=press.arg == "open"))
        return
    waiting = swaps.open_for(turn.tx, run.shift.id, run.day)
    asked = [each for each in swapping.could(context, crowd, run, who.id) if str(each.id) == press.arg]
    if waiting is None and asked and asked[0].id in crowd.private:
        turn.keep(swapping.ask(context, chat, crowd, who, run, asked[0], swaps.fresh(turn.tx)))
    else:
        turn.keep(swapping.choose_person(context, chat, crowd, who, run, waiting))


def pressed_answer(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """行, 不行, 不问了."""
    swap = swaps.get(turn.tx, press.subject)
    if swap is None or chat.kind is not ChatKind.PRIVATE:
        turn.keep([Answer(line("answer-unknown"))])
    else:
        crowd = _crowd(turn, swap.community)
        turn.keep(swapping.answered(turn.context(swap.community), crowd, swap, person, press.arg))


def came_due(turn: Turn, event: CameDue) -> None:
    """The turn begins, and nobody has answered."""
    if (swap := swaps.get(turn.tx, int(event.subject))) and swap.state == "open":
        _end(turn, swap, "swap-unanswered")


def left(turn: Turn, community: str, person: int) -> None:
    """Somebody is of the crew no more: what they asked, and what they were asked, is off."""
    for swap in swaps.open_of(turn.tx, community, person):
        _end(turn, swap, "" if swap.asker == person else "swap-other-left")


def dropped(turn: Turn, shift: int) -> None:
    """A shift goes: so do the requests for its turns."""
    for swap in swaps.open_of_shift(turn.tx, shift):
        _end(turn, swap, "swap-overtaken")


def _end(turn: Turn, swap: Swap, why: str) -> None:
    turn.keep(swapping.ended_by_itself(turn.context(swap.community), _crowd(turn, swap.community), swap, why))


def _crowd(turn: Turn, community: str) -> Crowd:
    """The crew of all grids."""
    tx, channels = turn.tx, turn.desk.channels
    crew = people.crew(tx, community, None)
    return Crowd(
        crew,
        roster.load(tx, community),
        chats.privates(tx, [each.id for each in crew], community, channels),
        chats.duty(tx, community, None, channels),
    )
