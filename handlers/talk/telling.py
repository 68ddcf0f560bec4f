"""Telling us what is wrong, in private: more words for a draft, a new one, or never mind."""

from dataclasses import replace

from domain.context import Case
from domain.effects import Answer, DropDraft, Link, Say
from domain.events import Said
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import LIVE
from domain.reports import own
from domain.talk import additions, dialogue
from domain.talk.drafts import Draft
from domain.talk.sources import Source
from domain.understanding import hearsay, subjects
from domain.understanding.hearsay import Heard
from handlers.desk import Turn
from handlers.incidents import known
from handlers.machine import adrift
from handlers.talk import answers, filed, near, settling, signed
from storage import added, chats, drafts, reports


def tell(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None) -> None:
    """The first words of a report, or more of it; danger is filed at once."""
    context = turn.context(chat.community)
    heard = _heard(event, person)
    event = replace(event, text=heard.text) if heard.text != event.text else event
    waiting = False
    if draft and event.text:
        found = context.classifier.understand(event.text, context.community)
        waiting = subjects.is_another_than_draft(found, draft)
    if draft and not waiting and dialogue.has_no_idea(draft, event.text):
        filed.by_author(turn, draft, chat, person, call=True, source=filed.said_by(draft))
        filed.resume(turn, chat, person)
        return
    new = draft is None or waiting
    if draft is None or waiting:
        draft = signed.at_the_sign(turn, chat, dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx)))
    draft = for_somebody(draft, person, heard)
    draft = dialogue.hear(context, event, draft, chat.lang)
    if draft.danger:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
        filed.resume(turn, chat, person)
    elif not (draft.text and known.joins(turn, draft, chat, person)):
        turn.keep(dialogue.said(context, event, chat, draft, new, waiting))
        if draft.place:
            near.look(turn, draft.id, chat)


def another(turn: Turn, case: Case, chat: Chat, person: Person, message: str) -> None:
    """另报一件: what was just added to a report becomes the beginning of another.  Raises ``MoveRefused``."""
    mine = chat.person == person.id and person.id in (case.report.reporter, case.report.filed_by)
    found = added.just(turn.tx, case.report.id, chat.id, person.id, message) if mine else ()
    if not found:
        turn.keep([Answer(line("answer-done-already" if mine else "answer-unknown"))])
        return
    _speak_for(turn, chat, person)
    context = turn.context(chat.community)
    turn.keep(additions.moved(context, case, person, chat, found))
    draft = additions.draft_of(dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx)), found)
    draft = for_somebody(draft, person, Heard(draft.text))
    draft = dialogue.understand(context, draft) if draft.text else draft
    turn.keep([Link(chat.id, draft.messages, draft=draft.id)])
    if draft.danger:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
    else:
        turn.keep(dialogue.begin(context, chat, draft))


def _speak_for(turn: Turn, chat: Chat, person: Person) -> None:
    """What becomes a report of its own belongs to the community of the one it was added to; so does the chat."""
    stored = chats.get(turn.tx, chat.id, turn.desk.channels)
    if stored and stored.kind is ChatKind.PRIVATE and stored.community != chat.community:
        settling.by_link(turn, stored, person, chat.community)


def for_somebody(draft: Draft, person: Person, heard: Heard) -> Draft:
    """The draft with what its words say of who told them, where its author may file for others."""
    others, fixes = may(person, "file_for_others"), may(person, "fix_on_round")
    if (others, fixes, heard.source, heard.name) == (draft.others, draft.fixes, None, ""):
        return draft  # a resident's
    source, teller = heard.source or draft.source, heard.name or draft.teller
    return replace(draft, others=others, fixes=fixes, source=source, teller=teller)


def _heard(event: Said, person: Person) -> Heard:
    """Who told somebody who may file for others; what they forward, they mostly saw in another chat."""
    if not may(person, "file_for_others"):
        return Heard(event.text)
    heard = hearsay.hear(event.text)
    return replace(heard, source=Source.SEEN) if event.forwarded and not heard.source else heard


def cancel(turn: Turn, chat: Chat, person: Person) -> None:
    """取消: whatever is half said, by a resident or by staff who owe us a note."""
    draft = drafts.unfinished(turn.tx, chat.id, person.id)
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    answers.stop(turn, chat, person)
    drafts.forgo(turn.tx, chat.id, person.id)
    if draft:
        adrift.quiet(turn, draft, line("adrift-dropped"))
    if draft and chat.person is None:
        turn.keep([DropDraft(draft), Say(chat, (line("dropped"),), only_for=chat.alone(person.id))])
    elif draft:
        turn.keep(dialogue.dropped(draft, chat))
        filed.resume(turn, chat, person)
    else:
        key = "no-more-waiting" if prompt else "nothing-to-cancel"
        recent = None if prompt else reports.latest_in(turn.tx, chat.id, person.id, turn.now - subjects.STILL_SPEAKING)
        if recent and recent.told_status in LIVE and chat.kind is ChatKind.PRIVATE:
            turn.keep([own.called_off(recent, chat)])
            return
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
