"""/duty: the crew see who is on now and next; residents hear which trades are."""

from domain.duty import watch
from domain.people import Chat, ChatKind, Person
from handlers.desk import Turn
from handlers.talk import directory
from storage import people, roster


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """值班, 谁值班: names among staff, trades to everybody else and wherever residents read along."""
    if not person.is_staff() or chat.kind is ChatKind.GROUP:
        directory.on_duty(turn, chat, person)
        return
    context = turn.context(chat.community)
    shifts, crew = roster.load(turn.tx, chat.community), people.crew(turn.tx, chat.community, None)
    turn.keep(watch.show(context, chat, person, shifts, crew))
