"""Our own copies of what people send: noted when it is heard, wanted when a report names it.

A copy is fetched by the outbox, from a chat that nobody is in, so that no message waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain import media
from domain.effects import Priority
from domain.events import Said
from domain.people import ChatKind
from storage import chats, copies, outbox, people
from storage.copies import Sent

if TYPE_CHECKING:
    from handlers.desk import Turn

FETCH, BRIEF = "fetch", "brief"  # what we call the chats of these calls


def noted(turn: Turn, photos: Iterable[str], voice: str | None = None) -> None:
    """Somebody sent these, and they may become part of a report."""
    photos = tuple(photos)
    if not (photos or voice):
        return
    event = turn.event
    fresh = {*event.photos, event.voice} if isinstance(event, Said) else set()
    sent = _sent(turn) if fresh & {*photos, voice} - {None} else Sent()
    copies.heard(turn.tx, photos, "photo", sent, turn.now)
    copies.heard(turn.tx, (voice,) if voice else (), "voice", sent, turn.now)
    _want(turn, tuple(name for name in (*photos, *((voice,) if voice else ())) if media.is_brief(name)), voice)


def _sent(turn: Turn) -> Sent:
    event = turn.event
    assert isinstance(event, Said)
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    who = people.by_account(turn.tx, event.channel, event.speaker.account, chat.community if chat else "")
    return Sent(chat.id if chat else None, who.id if who else None, event.message)


def wanted(turn: Turn, photos: Iterable[str], voice: str | None = None) -> None:
    """A report names them: those that lie on a platform's servers are fetched."""
    photos = tuple(photos)
    noted(turn, photos, voice)
    _want(turn, (*photos, *((voice,) if voice else ())), voice)


def _want(turn: Turn, names: tuple[str, ...], voice: str | None) -> None:
    for name in names:
        if media.platform(name) and copies.want(turn.tx, name):
            turn.said += 1
            outbox.put(
                turn.tx, turn.cause, turn.said, _place(turn, name), {"fetch": name, "kind": _kind(name, voice)},
                turn.now, priority=Priority.BRIEF if media.is_brief(name) else Priority.FETCH, tag=f"fetch:{name}",
            )  # fmt: skip


def _kind(name: str, voice: str | None) -> str:
    return "voice" if name == voice else "photo"


def _place(turn: Turn, name: str) -> int:
    """The chat that the call for a copy belongs to; nobody is in it."""
    return place(turn, media.platform(name) or "", BRIEF if media.is_brief(name) else FETCH)


def place(turn: Turn, channel: str, name: str) -> int:
    """The chat of this name, which is nobody's: calls for ourselves belong to it."""
    if chat := chats.find(turn.tx, channel, name, turn.desk.channels):
        return chat.id
    return chats.add(turn.tx, channel, name, ChatKind.UNBOUND, "", "zh-CN")


def forgotten(turn: Turn, person: int) -> None:
    """What somebody sent goes with them; what was not fetched yet is not fetched any more."""
    for name in copies.forget(turn.tx, person):
        if media.platform(name):
            outbox.cancel(turn.tx, f"fetch:{name}", _place(turn, name))


def showable(turn: Turn, channel: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names by which a channel can show them: the platform's own, or our copy; without what is not here yet."""
    found = (name if media.can_show(channel, name) else copies.stored(turn.tx, name) for name in names)
    return tuple(name for name in found if name)
