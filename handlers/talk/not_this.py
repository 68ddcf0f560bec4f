"""不是这个: somebody was answered from a known incident, and means something else."""

from dataclasses import replace

from domain.buttons import Press
from domain.effects import Answer, DropDraft, Say
from domain.incidents import belonging as incidents
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.reports import cards
from domain.talk import dialogue
from domain.talk.drafts import Draft, Stage
from handlers import cases
from handlers.desk import Turn
from handlers.talk import filed
from storage import chats, drafts, reports


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """They are no part of it, and their words are filed as usual."""
    draft = drafts.get(turn.tx, press.subject)
    if press.subject == 0 and press.arg.isascii() and press.arg.isdigit() and len(press.arg) <= 18:
        draft = drafts.answered(turn.tx, chat.id, person.id, int(press.arg))
    if draft is None:
        turn.keep([Answer(line("answer-done-already"))])
    elif draft.person != person.id or draft.stage is not Stage.ANSWERED:
        turn.keep([Answer(line("answer-not-yours"))])
    else:
        _leave(turn, draft, chat, person)


def _leave(turn: Turn, draft: Draft, at: Chat, person: Person) -> None:
    report = reports.get(turn.tx, draft.known)
    chat = chats.get(turn.tx, draft.chat, turn.desk.channels)
    if report is None or chat is None:
        turn.keep([DropDraft(draft), Answer(line("answer-done-already"))])
        return
    turn.keep(incidents.left(turn.context(report.community), cases.load(turn, report), draft, person.id))
    words = (line("known-left", number=str(report.number)),)
    turn.keep([Say(at, words, tag=cards.receipt_tag(report, person.id), change=True)])
    _as_usual(turn, draft, chat, person)


def _as_usual(turn: Turn, draft: Draft, chat: Chat, person: Person) -> None:
    """In private asked on, in a group filed: they pressed already."""
    if chat.kind is ChatKind.PRIVATE:
        turn.keep(dialogue.ask(turn.context(chat.community), replace(draft, stage=Stage.ASKING), chat))
    else:
        filed.by_author(turn, replace(draft, stage=Stage.OFFERED, turn=0), chat, person)
