"""Somebody comes into a private chat, and taps what its menu offers."""

from domain.buttons import Press
from domain.effects import Answer
from domain.events import Entered
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.talk import visiting
from handlers.desk import Turn
from handlers.duty import attended
from handlers.members import members
from handlers.reports import progress
from handlers.talk import messages
from storage import sessions


def entered(turn: Turn, event: Entered) -> None:
    """Somebody came in: where they stand is kept for their next report, and they are greeted where that is free."""
    found = messages.enter(turn, event)
    if found is None:
        return
    chat, person = found
    if not chat.abilities.counted:
        members.greet(turn, chat, person)
        return
    context = turn.context(chat.community)
    at = visiting.place(context.community, event.sign, chat.lang)
    sessions.entered(turn.tx, chat.id, event.code, event.until_ms, event.sign if at else "", turn.now)
    if event.code and not attended.is_there(turn, chat):
        turn.keep(visiting.welcome(context, chat, at))


def pressed_mine(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """查进度 in a menu."""
    if chat.kind is ChatKind.PRIVATE and chat.community:
        progress.mine_to_see(turn, chat, person)
    else:
        turn.keep([Answer(line("answer-unknown"))])
