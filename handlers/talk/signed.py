"""The place of the sign by which somebody came into a private chat: their next report is there."""

from dataclasses import replace

from domain.events import Said
from domain.people import Chat
from domain.talk import visiting
from domain.talk.drafts import Draft
from handlers.desk import Turn
from storage import sessions


def at_the_sign(turn: Turn, chat: Chat, draft: Draft) -> Draft:
    """A new draft with the place of the sign by which its author came in; it serves once."""
    sign = turn.event.sign if isinstance(turn.event, Said) else ""
    if chat.abilities.counted:
        sign = visiting.came_by(sessions.get(turn.tx, chat.id), turn.now)
    at = visiting.place(turn.context(chat.community).community, sign, chat.lang) if sign else None
    if at is None:
        return draft
    if chat.abilities.counted:
        sessions.took_place(turn.tx, chat.id)
    return replace(draft, place=at, grid=at.grid)
