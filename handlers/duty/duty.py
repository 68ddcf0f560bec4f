"""The duty group: notes we wait for, requests, and remarks under a card; the rest is staff talking."""

from domain.events import Said
from domain.people import Chat, Person
from domain.reports import corrections
from domain.understanding import classification, commands
from handlers import cases, requests
from handlers.desk import Turn
from handlers.talk import answers, groups
from storage import drafts, outbox, reports


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Something said among staff; what anybody else says there is let be."""
    if not person.is_staff():
        return
    command = commands.parse(event.text, turn.desk.communities)
    if command and _asks(turn, event, command, chat, person):
        if command.name != "cancel":
            answers.stop(turn, chat, person)
        if command.name == "report" and (command.rest or event.photos):
            groups.file_at_once(turn, event, chat, person, command.rest)
        elif command.name != "unknown":
            requests.run(turn, command, chat, person, event)
        return
    about = outbox.report_of(turn.tx, chat.id, event.reply_to) if event.reply_to else None
    if prompt := answers.expected(turn, event, chat, person, about):
        answers.answer(turn, event, chat, person, prompt, about)
    elif about and (report := reports.get(turn.tx, about)) and person.is_staff(report.grid) and not report.above:
        case = cases.load(turn, report)
        turn.keep(corrections.remarked(turn.context(chat.community), case, person, chat, event.text, event.photos))
    elif event.mentioned and not event.reply_to and _reports(turn, event, chat):
        groups.file_at_once(turn, event, chat, person, event.text)
    elif not event.reply_to:
        groups.passed_on(turn, event, chat, person)


def _reports(turn: Turn, event: Said, chat: Chat) -> bool:
    """Whether what is said to the bot by name is a report; other staff talk it hears only by the way."""
    found = turn.understand(event.text, chat.community)
    return bool(event.photos or found.danger) or classification.looks_like_report(found)


def _asks(turn: Turn, event: Said, command: commands.Command, chat: Chat, person: Person) -> bool:
    """Among staff a word is a request when it can hardly be meant for a colleague."""
    if command.name == "cancel" and drafts.expected(turn.tx, chat.id, person.id, turn.now):
        return True
    return event.text.startswith("/") or event.mentioned or command.staff or command.name in ("number", "named")
