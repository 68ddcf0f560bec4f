"""The duty group: notes we wait for, requests, and remarks under a card; the rest is staff talking."""

from domain import commands
from domain.effects import Log, Say, line
from domain.events import Said
from domain.people import Chat, Person
from handlers import answers, private, requests
from handlers.desk import Turn
from storage import drafts, outbox, reports


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Something said among staff."""
    tx = turn.tx
    if not person.is_staff():
        return
    command = commands.parse(event.text)
    if command and (event.text.startswith("/") or event.mentioned or command.staff or command.name == "number"):
        if command.name == "report" and command.rest:
            draft = drafts.latest(tx, chat.id, person.id)
            private.tell(turn, _without_command(event, command.rest), chat, person, draft)
        else:
            requests.run(turn, command, chat, person, event)
        return
    about = outbox.report_of(tx, chat.id, event.reply_to) if event.reply_to else None
    prompt = drafts.expected(tx, chat.id, person.id, turn.now)
    if prompt and about in (None, prompt.report):
        answers.answer(turn, event, chat, person, prompt)
    elif about and (report := reports.get(tx, about)) and person.is_staff(report.grid):
        turn.keep([Log(report.id, "remark", person.id, text=event.text)])
        reports.attach(tx, report.id, "photo", event.photos, after=False)
        turn.keep([Say(chat, (line("remarked", number=str(report.number)),), report=report.id)])


def _without_command(event: Said, rest: str) -> Said:
    from dataclasses import replace

    return replace(event, text=rest)
