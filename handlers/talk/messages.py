"""Somebody wrote something: find out who and where, and hand it to the conversation of that chat."""

from dataclasses import replace

from domain.effects import PutDraft
from domain.events import Edited, Entered, Recalled, Said, Speaker, Spoken
from domain.members import binding
from domain.people import Abilities, Chat, ChatKind, Person
from domain.report import MoveRefused
from domain.talk import additions, dialogue
from domain.talk.drafts import Stage, reworded
from handlers import cases
from handlers.desk import Turn
from handlers.duty import attended, duty
from handlers.members import members, membership, named
from handlers.talk import confiding, filed, flooding, groups, private, quoting, settling, unsettled
from storage import chats, drafts, outbox, people, reports, sessions


def said(turn: Turn, event: Said) -> None:
    """A message arrived."""
    if flooding.is_too_fast(turn, event):
        return
    if not event.private and event.text.split(" ")[0].split("@")[0] in ("/bind", "/start"):
        membership.asked_to_bind(turn, event)
        return
    entered = enter(turn, event) or _named(turn, event)
    if entered is None:
        return
    chat, person = entered
    event = quoting.resolved(turn, event, chat)
    if chat.kind is ChatKind.GROUP and flooding.is_too_much(turn, event, chat, person):
        return
    if attended.is_answered(turn, event, chat) or confiding.heard(turn, event, chat, person):
        return
    if event.whispered and not event.reply_to:  # platforms do not say to what
        event = replace(event, reply_to=outbox.last_whisper(turn.tx, chat.id, person.id))
    if event.private and event.text.startswith("/start"):
        membership.started(turn, event, chat, person, event.text.removeprefix("/start").strip())
        return
    match chat.kind:
        case ChatKind.PRIVATE:
            private.said(turn, event, chat, person)
            members.hint(turn, chat, person)
        case ChatKind.GROUP:
            groups.said(turn, event, chat, person)
        case ChatKind.DUTY:
            duty.said(turn, event, chat, person)
        case ChatKind.UNBOUND:
            return


def _named(turn: Turn, event: Said) -> tuple[Chat, Person] | None:
    """The first word to us in a group of which nobody told us: a channel that serves one community is at home there.

    Elsewhere a manager who speaks is asked what the group is for.
    """
    abilities = turn.desk.channels.get(event.channel, Abilities()).of(event.chat)
    if event.private or not (abilities.members and event.mentioned):
        return None
    community = turn.desk.communities.get(event.speaker.community)
    if community is None or chats.find(turn.tx, event.channel, event.chat, turn.desk.channels):
        membership.asked_to_bind(turn, event)
        return None
    chat = membership.known_group(turn, event.channel, event.chat, "", "zh-CN")
    chats.bind(turn.tx, chat.id, ChatKind.GROUP, community.code)
    if entered := enter(turn, event):
        turn.keep(binding.introduced(turn.context(community.code), entered[0]))
    return entered


def edited(turn: Turn, event: Edited) -> None:
    """A message was changed: what it became part of follows; what it did not is let be."""
    if flooding.is_too_fast(turn, event):
        return
    entered = enter(turn, event)
    if entered is None:
        return
    chat, person = entered
    if confiding.heard(turn, event, chat, person):
        return
    draft_id, report_id = reports.linked(turn.tx, chat.id, event.message)
    context = turn.context(chat.community)
    if report_id and (report := reports.get(turn.tx, report_id)):
        chat, person = cases.seen_from(turn, chat, person, report)
        try:
            turn.keep(additions.edited(turn.context(chat.community), cases.load(turn, report), person, event))
        except MoveRefused:
            return  # it has ended, or the author has no part in it any more
    elif draft_id and (draft := drafts.get(turn.tx, draft_id)):
        before, draft = draft, reworded(draft, event.message, event.text)
        if not chat.community:
            unsettled.reworded(turn, draft, chat, person, before)
        elif draft.stage is not Stage.ASKING:
            groups.reworded(turn, draft, chat, person)
        elif (draft := dialogue.understand(context, draft)).danger:
            filed.by_author(turn, draft, chat, person)
        else:
            turn.keep(dialogue.ask(context, draft, chat, anew=False))


def recalled(turn: Turn, event: Recalled) -> None:
    """A message was taken back: what is no report yet is told without it; a report stands, staff may be on the way."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    draft_id = reports.linked(turn.tx, chat.id, event.message)[0] if chat else None
    draft = drafts.get(turn.tx, draft_id) if draft_id else None
    if chat is None or draft is None:
        return
    left = replace(draft, words=tuple(each for each in draft.words if each[0] != event.message))
    if left.words or left.photos or left.voice:
        turn.keep([PutDraft(left)])
    else:
        turn.keep(dialogue.erased(draft, chat))


def enter(turn: Turn, event: Spoken | Entered) -> tuple[Chat, Person] | None:
    """The chat and the person; both are new when somebody writes in private for the first time.

    None for a group that no community has bound: what is said there is none of our business.
    """
    tx, channels = turn.tx, turn.desk.channels
    chat = chats.find(tx, event.channel, event.chat, channels)
    if chat is None and not event.private:
        return None
    person = people.by_account(tx, event.channel, event.speaker.account, chat.community if chat else "")
    if person is None and chat is not None and chat.kind is ChatKind.UNBOUND:
        return None  # nobody is met in a group that is none of our business
    met, person = person is None, person or _meet(turn, event.channel, event.chat, event.speaker)
    if chat is None:
        way_in = event.speaker.community
        home = way_in if way_in in turn.desk.communities else settling.home_of(turn, person)
        chat = chats.opened(tx, event.channel, event.chat, home, person, channels)
        if not met:
            person = people.person(tx, person.id, chat.community) or person
    elif chat.kind is ChatKind.PRIVATE and chat.person is None:  # forgotten a moment ago, and here again
        chats.adopt(tx, chat.id, person.id)
        chat = replace(chat, person=person.id)
    elif chat.abilities.page:
        pass  # no place to tell them anything
    elif chat.kind is ChatKind.PRIVATE:
        chats.heard(tx, chat.id, person.id, turn.now)
    elif chat.abilities.members:  # nobody tells us that we may write there again: that we hear something does
        chats.set_lost(tx, event.channel, event.chat, False)
    if chat.abilities.counted and not isinstance(event, Entered):
        sessions.heard(tx, chat.id, min(event.at, turn.now))
    return chat, person


def _meet(turn: Turn, channel: str, chat: str, speaker: Speaker) -> Person:
    lang = "zh-CN" if (speaker.lang or "zh").lower().startswith("zh") else "en"
    if not speaker.name and turn.desk.channels[channel].asks_names:
        named.wanted(turn, channel, chat)
    return people.add_person(turn.tx, channel, speaker.account, speaker.name, lang)
