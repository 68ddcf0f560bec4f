"""Takes a contact away from wherever it was shown: from screens, and from the rows behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.lines import Line, line
from domain.talk import contacts
from storage import chats, due, outbox, people, reports, web
from storage import contacts as kept

if TYPE_CHECKING:
    from handlers.desk import Turn


def contact(turn: Turn, report: int) -> None:
    """Erase what was left for a report; whoever left it and whoever saw it read that it is gone."""
    tx = turn.tx
    found, about = kept.of(tx, report), reports.get(tx, report)
    if found is None or about is None:
        return
    _instead(turn, report, "contact:", line("contact-gone", number=str(about.number)))
    hide(turn, report, None)
    for phone in found.phones:
        for slot, content in outbox.said_of(tx, report):
            text = str(content.get("text", ""))
            if (without := contacts.without(text, phone)) != text:
                outbox.reword(tx, slot, {**content, "text": without.replace(contacts.KEPT, _mark(turn))})
    for account in people.accounts(tx, kept.giver(tx, report), "web", "weixin", "staff"):
        for id_, content in web.written(tx, account):
            text = str(content.get("text", ""))
            for phone in found.phones:
                text = contacts.without(text, phone)
            if text != content.get("text", ""):
                web.change(tx, id_, {**content, "text": text.replace(contacts.KEPT, _mark(turn))})
    for phone in found.phones:
        web.drop_toasts(tx, phone)
    kept.erase(tx, report)
    due.cancel(tx, "forget_contact", str(report))


def hide(turn: Turn, report: int, but: int | None) -> None:
    """Take the message that shows it from everybody but this person."""
    if about := reports.get(turn.tx, report):
        spared = f"reach:{report}:{but}"
        _instead(turn, report, "reach:", line("contact-away", number=str(about.number)), spared)


def _instead(turn: Turn, report: int, prefix: str, words: Line, spared: str = "") -> None:
    """Say this in the place of messages about a report whose tags begin so."""
    for slot, chat, tag in outbox.tagged(turn.tx, report, prefix):
        found = chats.get(turn.tx, chat, turn.desk.channels)
        if found and tag != spared:
            zone = turn.context(found.community).community.zone
            outbox.reword(turn.tx, slot, {"text": turn.desk.wording.line(found.lang, words, turn.now, zone)})


def _mark(turn: Turn) -> str:
    return turn.desk.wording.text("zh-CN", "contact-kept")
