"""Whoever asked their browser for it is told that something new stands in their chat; never what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import effects as fx
from domain.events import Edited, Pressed, Said
from domain.people import ChatKind
from storage import outbox, pushes

if TYPE_CHECKING:
    from handlers.desk import Turn

WORTH = frozenset({fx.Priority.DANGER, fx.Priority.ALERT, fx.Priority.NOTICE})  # not what answers a word just said
EXPIRES_MS = 24 * 3600 * 1000  # machine time: a day later nobody needs to hear of it


def nudge(turn: Turn, say: fx.Say) -> None:
    """One call for each browser of theirs, unless they are speaking there just now."""
    chat, desk = say.to, turn.desk
    if not desk.pushes or chat.channel != "web" or chat.kind is not ChatKind.PRIVATE or chat.person is None:
        return
    if say.priority not in WORTH or _here(turn, chat.external):
        return
    for browser in pushes.of(turn.tx, chat.person):
        turn.said += 1
        until = desk.clock.machine_ms() + EXPIRES_MS
        urgent = say.priority is fx.Priority.DANGER
        outbox.put(
            turn.tx, turn.cause, turn.said, desk.pushes, {"push": browser, "urgent": urgent}, turn.now,
            priority=fx.Priority.FETCH, expires_at=until,
        )  # fmt: skip


def _here(turn: Turn, external: str) -> bool:
    event = turn.event
    return isinstance(event, Said | Edited | Pressed) and (event.channel, event.chat) == ("web", external)
