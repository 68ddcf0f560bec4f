"""A person takes over a private chat and leaves it again; the desk is silent meanwhile."""

from domain.buttons import Press
from domain.effects import Answer, Priority, Unschedule
from domain.events import CameDue, HandedOver, PersonCame, PersonLeft, Pressed, Spoken
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.report import LIVE
from domain.talk import budget, visiting
from handlers import cases
from handlers.desk import Turn
from storage import chats, outbox, people, reports, sessions

CALLS = "calls"  # what we call the chat of the calls that ask for a person; nobody is in it
LISTED = 8  # reports of somebody who waits for a person


def ask_person(turn: Turn, chat: Chat) -> None:
    """转人工: the platform is asked for a person, and the desk is silent from now on."""
    sessions.hand_over(turn.tx, chat.id)
    turn.said += 1
    turn.heard.add(chat.id)  # what is said of it follows when the platform has answered
    calls = chats.find(turn.tx, chat.channel, CALLS, turn.desk.channels)
    room = calls.id if calls else chats.add(turn.tx, chat.channel, CALLS, ChatKind.UNBOUND, "", chat.lang)
    outbox.put(
        turn.tx, turn.cause, turn.said, room, {"person": chat.external}, turn.now,
        priority=Priority.FETCH, tag=f"person:{chat.id}", again=True,
    )  # fmt: skip


def pressed_person(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """找人工 in a menu; where no person can take over, whom to call."""
    if chat.kind is ChatKind.PRIVATE and chat.abilities.hands_over:
        ask_person(turn, chat)
    else:
        turn.keep([Answer(line("answer-unknown"))])


def is_answered(turn: Turn, event: Spoken, chat: Chat) -> bool:
    """Whether somebody else answers here; danger the desk hears all the same, and calls staff."""
    if not chat.abilities.counted or not is_there(turn, chat):
        return False
    return isinstance(event, Pressed) or turn.understand(event.text, chat.community).danger is None


def is_there(turn: Turn, chat: Chat) -> bool:
    """Whether a person speaks with them there, or is on the way."""
    session = sessions.get(turn.tx, chat.id)
    return session is not None and session.state == budget.PERSON


def handed_over(turn: Turn, event: HandedOver) -> None:
    """The platform answered: a person comes, or none is there and the desk goes on."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if chat is None or not is_there(turn, chat):
        return
    if not event.taken:
        sessions.take_over(turn.tx, chat.id)
        turn.keep(visiting.nobody_there(turn.context(chat.community), chat))
        return
    sessions.entered(turn.tx, chat.id, event.code, event.until_ms, "", turn.now)
    name, live = _who(turn, chat)
    crew, context = cases.crew(turn, chat.community, None), turn.context(chat.community)
    turn.keep(visiting.handed_over(context, chat, crew, name, live, event.waits))


def still_waits(turn: Turn, event: CameDue) -> None:
    """A while has passed and nobody took the chat over."""
    chat = chats.get(turn.tx, int(event.subject), turn.desk.channels)
    if chat and is_there(turn, chat):
        name, live = _who(turn, chat)
        crew, context = cases.crew(turn, chat.community, None), turn.context(chat.community)
        turn.keep(visiting.still_waits(context, chat, crew, name, live, event.step + 1))


def _who(turn: Turn, chat: Chat) -> tuple[str, tuple[str, ...]]:
    """Who waits, and the numbers of what they reported and still wait for."""
    person = people.person(turn.tx, chat.person, chat.community) if chat.person else None
    mine = reports.of_person(turn.tx, person.id, chat.community, LISTED) if person else []
    return person.name if person else "", tuple(str(report.number) for report in mine if report.status in LIVE)


def person_came(turn: Turn, event: PersonCame) -> None:
    """Somebody took the chat over: asked for or not, the desk is silent."""
    if chat := chats.find(turn.tx, event.channel, event.chat, turn.desk.channels):
        sessions.hand_over(turn.tx, chat.id)
        turn.keep([Unschedule("person", str(chat.id))])


def person_left(turn: Turn, event: PersonLeft) -> None:
    """The person is done: one line, where it is free, and the desk listens again."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if chat is None or not sessions.ended(turn.tx, chat.id, event.code, event.until_ms):
        return
    turn.keep([Unschedule("person", str(chat.id))])
    if event.code:
        turn.keep(visiting.person_left(chat))
