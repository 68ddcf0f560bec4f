"""What a message refers to, where the platform tells its words and no more (a smart bot of WeCom)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import Said
from domain.people import Chat
from domain.reports import alerts, cards
from domain.understanding import commands, smalltalk
from storage import outbox, reports

if TYPE_CHECKING:
    from handlers.desk import Turn

_NUMBER = re.compile(r"\D{0,4}(\d{3,9})\b")  # how the words of a card begin


def resolved(turn: Turn, event: Said, chat: Chat) -> Said:
    """A colleague's words become part of what is said, a card of ours is what it answers; else ours are let be."""
    if not event.quoted:
        return event
    if message := _card(turn, event.quoted, chat):
        return replace(event, reply_to=message)
    if outbox.has_said(turn.tx, chat.id, event.quoted):
        return event
    return replace(event, text=_joined(event.text, event.quoted))


def _card(turn: Turn, quoted: str, chat: Chat) -> str | None:
    """The platform's name of our card whose words these are."""
    number = _NUMBER.match(quoted)
    report = reports.by_number(turn.tx, chat.community, int(number[1])) if number and chat.community else None
    if report is None:
        return None
    return next((found for tag in (alerts.tag(report), cards.card_tag(report))
                 if (found := outbox.platform_id(turn.tx, chat.id, tag))), None)  # fmt: skip


def _joined(own: str, quoted: str) -> str:
    command = commands.parse(own)
    if command and command.name == "report":
        return f"/report {command.rest} {quoted}"
    if command or smalltalk.is_thanks(own):
        return own
    return f"{quoted}\n{own}".strip()
