"""Has voice messages written down, by the outbox: the voice stays, its words come when they come.

Off unless it is set up, and where a community has switched it off.  Only what somebody told the desk: a voice message
that became part of a draft or a report, never one said among neighbours.  What comes back is
handlers/talk/transcribed.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain import media
from handlers import copies as fetching
from handlers.talk import asking
from storage import chats, confided, copies, outbox

if TYPE_CHECKING:
    from handlers.desk import Turn

SPEECH = "speech"
EXPIRES_MS = 600_000  # whoever handles it has listened by then


def wanted(turn: Turn, voice: str | None) -> None:
    """A draft or a report has this voice message: have it written down, once; first fetch it, if it lies elsewhere."""
    plugin = turn.desk.plugins.get(SPEECH)
    copy = copies.get(turn.tx, voice) if plugin and voice else None
    if plugin is None or copy is None or copy.sent.chat is None or copy.sent.person is None:
        return
    chat = chats.get(turn.tx, copy.sent.chat, turn.desk.channels)
    if chat is None or chat.community not in plugin.communities or confided.of_person(turn.tx, copy.sent.person):
        return
    if copy.stored is None:
        if media.platform(copy.name):
            fetching.wanted(turn, (), copy.name)
        return
    place, tag = plugin.chat, f"ask:{copy.sent.person}:voice:{copy.name}"
    if not outbox.exists(turn.tx, place, tag):
        content: dict[str, Any] = {"voice": copy.stored, "about": {"voice": copy.name}}
        asking.call(turn, place, chat.community, content, tag, EXPIRES_MS)
