"""Where nothing that was said can be changed: what becomes of a decision to change it.

One rule.  Whoever just spoke or pressed in this chat hears what is new in it, as a message of its own.  Nobody else
hears of it: what has to reach somebody unasked is said by decisions as a message of its own.  What has not left yet
changes as anywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.effects import Say
from domain.events import Edited, Pressed, Said
from domain.lines import Line, Rows
from domain.people import Chat
from storage import outbox

if TYPE_CHECKING:
    from handlers.desk import Turn


def can_change(turn: Turn, say: Say) -> bool:
    """Whether what stands there can change in place; where there are cards, they alone can."""
    able, tag = say.to.abilities, say.replaces or say.tag
    return able.edit and (not able.cards or tag is None or not outbox.is_plain(turn.tx, say.to.id, tag))


def anew(turn: Turn, say: Say) -> tuple[Say, str | None] | None:
    """What to say instead, with what stands there already; None: nothing."""
    tx, chat = turn.tx, say.to
    if say.replaces and outbox.stands(tx, chat.id, say.replaces) is not None:
        outbox.untag(tx, chat.id, say.replaces)  # it stays above, as it is
        return replace(say, replaces=None), None
    before = outbox.stands(tx, chat.id, say.tag) if say.tag and not say.again else None
    if before is None:
        return say, None
    if say.change or not acts(turn, chat):
        return None
    return replace(say, again=True, photos=(), voice=None), before  # they stand above, too


def acts(turn: Turn, chat: Chat) -> bool:
    """Whether this turn answers somebody in this chat."""
    event = turn.event
    if not isinstance(event, Said | Edited | Pressed):
        return False
    return (event.channel, event.chat) == (chat.channel, chat.external)


def fresh(content: dict[str, Any], before: str) -> dict[str, Any]:
    """Only the lines that do not stand there already; the first of all where none is new."""
    said = frozenset(before.split("\n"))
    lines = content["text"].split("\n")
    news = [line for line in lines if line not in said] or lines[:1]
    return {**content, "text": "\n".join(news), "whole": content["text"]}


def to_copy(rows: Rows) -> tuple[Line, ...]:
    """What buttons would copy, to be read instead."""
    return tuple(button.copy for row in rows for button in row if button.copy)


def pressed(rows: Rows) -> Rows:
    """The buttons without those that copy."""
    return tuple(left for row in rows if (left := tuple(button for button in row if not button.copy)))
