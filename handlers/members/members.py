"""Chats in which only members of an organisation are: whoever has no role yet hears, once, how to come by one."""

from domain.effects import Say
from domain.lines import line
from domain.people import Chat, Person
from handlers.desk import Turn
from storage import outbox, people

HINT = "member"  # the tag of that word


def greet(turn: Turn, chat: Chat, person: Person) -> None:
    """Somebody opened their chat: the first time they hear what it is for."""
    if chat.abilities.members and not outbox.exists(turn.tx, chat.id, HINT):
        known = bool(people.held(turn.tx, person.id))
        home = turn.desk.communities.get(chat.community)
        here = line("member-welcome", community=home.names[chat.lang]) if home else line("member-welcome-all")
        turn.keep([Say(chat, (here, line("member-known" if known else "member-unknown")), tag=HINT)])


def hint(turn: Turn, chat: Chat, person: Person) -> None:
    """Somebody without any role wrote something: after the answer to that, how to come by one."""
    if not chat.abilities.members or outbox.exists(turn.tx, chat.id, HINT) or people.held(turn.tx, person.id):
        return
    turn.keep([Say(chat, (line("member-unknown"),), tag=HINT)])
