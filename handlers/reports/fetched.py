"""A copy of a photo or voice message arrived, or there will be none: then whoever sent it hears of it."""

from domain import media
from domain.effects import Say
from domain.events import Fetched
from domain.lines import line
from domain.talk.filing import refresh
from handlers import cases
from handlers.desk import Turn
from handlers.reports import compared
from handlers.talk import hearing
from storage import chats, copies, reports
from storage.copies import Copy
from storage.likeness import Fingerprint


def fetched(turn: Turn, event: Fetched) -> None:
    """Keep the copy, and show it where it was missing; or say that it could not be used."""
    copy = copies.get(turn.tx, event.name)
    if copy is None or copy.state != "wanted":  # forgotten meanwhile
        return
    if event.stored is None:
        copies.give_up(turn.tx, event.name, "gone" if event.why == "gone" else "refused")
        _tell(turn, copy, event.why)
        return
    known_by = None if event.bits is None else Fingerprint(event.bits, bytes.fromhex(event.sketch))
    copies.keep(turn.tx, event.name, event.stored, event.size, known_by, turn.now)
    if copy.kind == "voice":
        hearing.wanted(turn, event.name)
    for report in copies.reports_of(turn.tx, event.name):
        _show(turn, report, event.name)


def _show(turn: Turn, id_: int, name: str) -> None:
    """Cards in channels that cannot show it by its platform's name get our copy."""
    report = reports.get(turn.tx, id_)
    if report is None:
        return
    case = cases.load(turn, report)
    compared.compare(turn, report)
    if any(not media.can_show(chat.channel, name) for chat in (*case.crew.duty, *case.desks)):
        turn.keep(refresh(case, turn.context(report.community)))


def _tell(turn: Turn, copy: Copy, why: str) -> None:
    """Told once for each reason and report, where it was sent."""
    sent = copy.sent
    chat = chats.get(turn.tx, sent.chat, turn.desk.channels) if sent.chat else None
    if chat is None or sent.person is None:
        return
    about = next(iter(copies.reports_of(turn.tx, copy.name)), None)
    kind = f"{why}-voice" if copy.kind == "voice" and why in ("gone", "too-large") else why
    turn.keep(
        [
            Say(
                chat,
                (line(f"media-{kind}"),),
                tag=f"refused:{about}:{why}:{sent.person}",
                report=about,
                only_for=chat.alone(sent.person),
                reply_to=sent.message,
            )
        ]
    )
