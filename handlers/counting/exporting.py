"""Somebody wants the reports as a spreadsheet: asks, starts it, says how far it is, and hands the file over."""

from domain.buttons import Press
from domain.counting import exporting
from domain.counting.exporting import FORMATS, PERIODS, Export
from domain.effects import Answer, Say
from domain.events import CameDue
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from handlers.desk import Turn
from storage import chats, exports, people


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """/export: only for some, and in private."""
    if chat.kind is not ChatKind.PRIVATE:
        key = "export-in-private" if may(person, "export") else "export-not-you"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
    elif not may(person, "export"):
        turn.keep([Say(chat, (line("export-not-you"),))])
    else:
        turn.keep(exporting.ask_period(chat))


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """The next step: the format, or the export itself."""
    period, _, format_ = press.arg.partition(".")
    if chat.kind is not ChatKind.PRIVATE or not chat.community:
        turn.keep([Answer(line("answer-unknown"))])
    elif not may(person, "export"):
        turn.keep([Answer(line("answer-export-not-you"))])
    elif period not in PERIODS:
        turn.keep(exporting.ask_period(chat, again=False))
    elif format_ not in FORMATS:
        turn.keep(exporting.ask_format(turn.context(chat.community), chat, period))
    else:
        _start(turn, chat, person, period, format_)


def _start(turn: Turn, chat: Chat, person: Person, period: str, format_: str) -> None:
    since, until = exporting.days(period, turn.now, turn.context(chat.community).community.zone)
    words, grids = exporting.scope(person)
    kind, layout = FORMATS[format_]
    wanted = Export(
        0, chat.community, person.id, chat.id, since, until, kind, layout, words, grids, chat.lang, turn.now
    )
    id_ = exports.ask(turn.tx, wanted)
    if id_ is None:
        turn.keep([Answer(line("answer-export-busy"))])
    elif stored := exports.get(turn.tx, id_):
        turn.keep(exporting.working(chat, stored))


def came(turn: Turn, event: CameDue) -> None:
    """It went on, or ended: the word of it from beside the desk."""
    export = exports.get(turn.tx, int(event.subject))
    chat = chats.get(turn.tx, export.chat, turn.desk.channels) if export else None
    if export is None or chat is None:
        return
    if export.state == "waiting":
        turn.keep(exporting.working(chat, export))
    elif export.state == "failed" or not _still(turn, export):
        turn.keep(exporting.failed(chat, export))
    else:
        what = f"{export.since} {export.until} {export.format} {export.layout} {export.reports}"
        exports.log(turn.tx, turn.now, export.person, export.community, "export", what)
        turn.keep(exporting.ready(turn.context(export.community), chat, export))


def _still(turn: Turn, export: Export) -> bool:
    """Whether they may have it now that it is there: a role may have ended meanwhile."""
    person = people.person(turn.tx, export.person, export.community)
    return person is not None and may(person, "export_words" if export.words else "export")
