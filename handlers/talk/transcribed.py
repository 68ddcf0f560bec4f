"""What somebody said aloud was written down: their draft or report has the words now, marked as a machine's."""

from dataclasses import replace

from domain.categories import Urgency
from domain.effects import PutDraft
from domain.events import Edited, Speaker, Transcribed
from domain.people import Chat, Person
from domain.report import MoveRefused, Report
from domain.talk import additions, dialogue
from domain.talk.drafts import Draft, Stage, reworded
from domain.understanding import advice, spoken
from domain.understanding.advice import Advice
from handlers import cases
from handlers.desk import Turn
from handlers.talk import confiding, filed, groups, near
from storage import chats, copies, drafts, outbox, people, reports


def transcribed(turn: Turn, event: Transcribed) -> None:
    """Take the words, as if they had been written in the message that brought the voice."""
    copy = copies.get(turn.tx, event.voice)
    sent = copy.sent if copy else None
    if sent is None or sent.chat is None or sent.person is None or sent.message is None:
        return
    chat = chats.get(turn.tx, sent.chat, turn.desk.channels)
    person = people.person(turn.tx, sent.person, chat.community) if chat else None
    if chat is None or person is None or not chat.community:
        return
    words = Edited(chat.channel, chat.external, Speaker("", ""), sent.message, turn.now, spoken.marked(event.text))
    draft_id, report_id = reports.linked(turn.tx, chat.id, sent.message)
    draft = drafts.get(turn.tx, draft_id) if draft_id else None
    report = reports.get(turn.tx, report_id) if report_id else None
    if draft is None and report is None:
        return  # never mind, they said
    if confiding.heard(turn, words, chat, person):
        if draft:
            turn.keep(dialogue.erased(draft, chat))
    elif draft:
        _on_draft(turn, draft, words, chat, person)
    elif report:
        _on_report(turn, report, words, chat, person, event.voice)


def _on_draft(turn: Turn, draft: Draft, words: Edited, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    heard = reworded(draft, words.message, words.text)
    draft = dialogue.understand(context, heard)
    if draft.danger:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
        filed.resume(turn, chat, person)
    elif draft.stage is not Stage.ASKING:
        groups.reworded(turn, heard, chat, person)
    elif draft.turn and not _may_change(turn, draft, chat):
        turn.keep([PutDraft(heard)])
    else:
        turn.keep(dialogue.ask(context, draft, chat, anew=not chat.abilities.edit))
        near.look(turn, draft.id, chat)


def _may_change(turn: Turn, draft: Draft, chat: Chat) -> bool:
    """Whether no menu is open under it: what somebody is choosing just now must not change under their finger."""
    return draft.asked in ("what", "place", "which") or outbox.shows(turn.tx, chat.id, draft.tag, f"drop:{draft.id}")


def _on_report(turn: Turn, report: Report, words: Edited, chat: Chat, person: Person, voice: str) -> None:
    chat, person = cases.seen_from(turn, chat, person, report)
    context = turn.context(report.community)
    found = context.classifier.understand(words.text, context.community)
    if found.danger and not report.danger:
        _alarm(turn, report, words, chat, person, voice)
        return
    untouched = report.version == 1
    try:
        turn.keep(additions.edited(context, cases.load(turn, report), person, words))
    except MoveRefused:
        return  # it has ended
    now = reports.get(turn.tx, report.id)
    if now and untouched and report.category == "other":
        urgency = found.urgency if found.urgency is not Urgency.EMERGENCY else Urgency.NORMAL
        turn.keep(advice.better(context, cases.load(turn, now), Advice(True, found.category, urgency)))


def _alarm(turn: Turn, report: Report, words: Edited, chat: Chat, person: Person, voice: str) -> None:
    """Danger that was only said aloud: a report of its own, since everybody must be called for it now."""
    context = turn.context(chat.community)
    draft = dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx))
    draft = replace(draft, messages=(words.message,), voice=voice, place=report.place if report.place.words else None)
    draft = dialogue.understand(context, reworded(draft, words.message, words.text))
    filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
