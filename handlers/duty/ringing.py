"""Danger rings a phone elsewhere: what is told there, until somebody takes it.

Never anybody's words: only what every neighbour may read, and the number of the people on duty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from config.wording import LANGUAGES
from domain import effects as fx
from domain.lines import line
from domain.report import Report, Status
from domain.reports import cards
from storage import outbox

if TYPE_CHECKING:
    from handlers.desk import Turn

EXPIRES_MS = 600_000  # what it says is old by then, and the ladder rings again


def ring(turn: Turn, report: Report, minutes: int) -> None:
    """Tell everything that rings; each alarm is a message of its own, whatever was told before."""
    expires = turn.desk.clock.machine_ms() + EXPIRES_MS
    for chat in turn.desk.alarms:
        turn.said += 1
        outbox.put(
            turn.tx,
            turn.cause,
            turn.said,
            chat,
            {"alarm": told(turn, report, minutes)},
            turn.now,
            priority=fx.Priority.DANGER,
            tag=f"{_prefix(report)}{turn.cause}.{turn.said}",  # no report: a step that fails must not hold up the next
            expires_at=expires,
        )


def hush(turn: Turn, report: Report) -> None:
    """Somebody took it, or it is over: what has not rung yet does not ring any more."""
    if report.danger and report.status is not Status.OPEN:
        for chat in turn.desk.alarms:
            outbox.cancel_all(turn.tx, chat, _prefix(report))


def told(turn: Turn, report: Report, minutes: int) -> dict[str, Any]:
    """What a program or a web hook is told."""
    context, lang = turn.context(report.community), LANGUAGES[0]
    home = context.community
    words = cards.public_title(context, report, lang)

    def said(what: str) -> str:
        return turn.desk.wording.line(lang, line("text", text=words[what]), turn.now, home.zone)

    return {
        "community": home.code,
        "community_name": home.names[lang],
        "number": report.number,
        "danger": report.danger,
        "category": report.category,
        "category_name": said("category"),
        "place": said("place"),
        "minutes": minutes,
        "reported_at": report.reported_at.isoformat(timespec="seconds"),
        "duty": home.phones["duty"],
    }


def _prefix(report: Report) -> str:
    return f"ring:{report.id}:"
