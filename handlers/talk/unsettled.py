"""Somebody writes in private before we know their community: it is kept, asked about once, and then goes on."""

from domain.buttons import Press
from domain.effects import Answer, PutDraft, Say, Schedule
from domain.events import CameDue, Said, Speaker
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.talk import dialogue, settling
from domain.talk import directory as numbers
from domain.talk.drafts import Draft
from domain.understanding import commands, smalltalk
from domain.understanding.commands import Command
from domain.where.places import named
from handlers import requests
from handlers.desk import Turn
from handlers.machine import adrift
from handlers.members import membership
from handlers.talk import directory
from handlers.talk.settling import ask, asked, go_on, settle, settled
from storage import chats, drafts, people

ANYWHERE = frozenset({"lang", "forget", "cancel"})  # requests that are the same in every community


def said(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None) -> None:
    """Somebody tells us something: it may say by itself where they are; else it is kept and we ask."""
    bare = not (event.photos or event.voice or event.point)
    if bare and not event.text.strip():
        turn.keep([Say(chat, (line("cannot-read"),))])
        return
    if bare and draft is None and smalltalk.is_thanks(event.text):
        turn.keep([Say(chat, (line("welcome"),))])
        return
    homes, context = turn.desk.communities, turn.context(chat.community)
    fitting = settling.fits(event, homes)
    new, before = draft is None, draft
    wish = event.text if bare and new and wishes(turn, event.text) else ""
    draft = draft or settling.empty(context, chat, person.id, drafts.fresh(turn.tx), wish)
    if not wish and not (bare and smalltalk.is_greeting(event.text)):
        draft = settling.hear(context, event, draft, homes)
    turn.keep(settling.kept(draft, event, new))
    if len(fitting) == 1:
        known(turn, chat, person, draft, fitting[0])
        return
    _alarm(turn, chat, before, draft)
    if event.album:
        turn.keep([PutDraft(draft), Schedule(turn.now + dialogue.SETTLE, "settle", str(draft.id))])
    else:
        ask(turn, draft, chat, event.text, fitting)


def reworded(turn: Turn, draft: Draft, chat: Chat, person: Person, before: Draft) -> None:
    """They changed what they had said before we knew where they are."""
    draft = settling.unplaced(turn.context(chat.community), draft)
    fitting = settling.by_words(draft.text, turn.desk.communities)
    if len(fitting) == 1:
        known(turn, chat, person, draft, fitting[0])
    else:
        _alarm(turn, chat, before, draft)
        ask(turn, draft, chat, draft.text, fitting, again=False)


def nudge(turn: Turn, draft: Draft, chat: Chat) -> None:
    """They told us something and never said where: one reminder."""
    if settling.told(draft):
        ask(turn, draft, chat, lead=line("nudge"))


def came_due(turn: Turn, event: CameDue) -> None:
    """Danger, and they did not say where: everybody on duty may know."""
    draft = drafts.get(turn.tx, int(event.subject))
    chat = chats.get(turn.tx, draft.chat, turn.desk.channels) if draft else None
    if draft and chat and draft.asked == settling.ASKED:
        adrift.cry(turn, draft)
        ask(turn, draft, chat, lead=line("adrift-told"))


def _alarm(turn: Turn, chat: Chat, before: Draft | None, draft: Draft) -> None:
    """New danger: the safety words at once, and everybody on duty a minute later."""
    if draft.danger and not (before and before.danger):
        context = turn.context(chat.community)
        turn.keep(settling.warn(context, draft.danger, chat))
        turn.keep(settling.hold(context, draft))


def known(turn: Turn, chat: Chat, person: Person, draft: Draft, community: str) -> None:
    """We know it now: say so, and everything goes on as if we had known from the start."""
    chat, person = settle(turn, chat, person, community)
    answered = draft.turn and not draft.danger  # in danger the receipt takes the question's place
    turn.keep([Say(chat, (settled(turn, chat),), tag=draft.tag if answered else None)])
    go_on(turn, chat, person, draft)
    if draft.wish:
        _grant(turn, chat, person, draft)
    elif not settling.told(draft):
        turn.keep(dialogue.welcome(chat))


def wishes(turn: Turn, text: str) -> bool:
    """Whether somebody asks for the numbers of a building, in whichever community it is."""
    return any(numbers.asked(text, each) or named(text, each) for each in turn.desk.communities.values())


def _grant(turn: Turn, chat: Chat, person: Person, draft: Draft) -> None:
    """What they had asked for, now that it can be answered."""
    home, wish = turn.context(chat.community).community, draft.wish
    if wish.startswith(settling.AT):
        place = wish.removeprefix(settling.AT)
        if home.knows(place):
            membership.arrived(turn, chat, person, place)
        else:
            turn.keep(dialogue.welcome(chat))
    elif command := commands.parse(wish):
        message = draft.messages[-1] if draft.messages else ""
        event = Said(chat.channel, chat.external, Speaker("", person.name), message, turn.now, True, wish)
        requests.run(turn, command, chat, person, event)
    else:
        directory.card(turn, chat, person, numbers.asked(wish, home) or named(wish, home))


# --- choosing, and choosing again ---------------------------------------------------------------------


def choose(turn: Turn, event: Said, chat: Chat, person: Person, command: Command) -> None:
    """/community: another one from now on; open reports stay where they are."""
    homes = turn.desk.communities
    now = turn.context(chat.community).community.names[chat.lang]
    fitting = settling.by_words(command.rest, homes) or ((command.rest,) if command.rest in homes else ())
    if len(homes) == 1:
        turn.keep([Say(chat, (line("only-community", community=now),))])
    elif len(fitting) == 1:
        _move(turn, chat, person, fitting[0])
    elif not chat.community:
        asked(turn, event, chat, person)
    else:
        others = {code: each for code, each in homes.items() if code != chat.community}
        offered = [homes[code] for code in settling.offered(command.rest, fitting, others)]
        key = "choose-community" if offered else "choose-community-name"
        turn.keep([Say(chat, (line(key, community=now),), settling.buttons(offered, chat.lang))])


def pressed_live(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """Somebody says which community is theirs."""
    if chat.kind is not ChatKind.PRIVATE or press.arg not in turn.desk.communities:
        turn.keep([Answer(line("answer-unknown"))])
    else:
        _move(turn, chat, person, press.arg)


def _move(turn: Turn, chat: Chat, person: Person, community: str) -> None:
    draft = drafts.unfinished(turn.tx, chat.id, person.id)
    if draft and draft.asked == settling.ASKED:
        known(turn, chat, person, draft, community)
        return
    chat, person = settle(turn, chat, person, community)
    turn.keep([Say(chat, (settled(turn, chat),))])
    if draft := drafts.unfinished(turn.tx, chat.id, person.id):  # it was told elsewhere, and is understood anew
        go_on(turn, chat, person, draft)


def pressed_ours(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """Staff see that the danger is in their community: it is filed there at once."""
    draft = drafts.get(turn.tx, press.subject)
    there = chats.get(turn.tx, draft.chat, turn.desk.channels) if draft else None
    author = people.person(turn.tx, draft.person, press.arg) if draft else None
    staff = people.person(turn.tx, person.id, press.arg)
    among_staff = chat.kind is ChatKind.PRIVATE or (chat.kind is ChatKind.DUTY and chat.community == press.arg)
    if press.arg not in turn.desk.communities or not among_staff:
        turn.keep([Answer(line("answer-unknown"))])
    elif staff is None or not staff.is_staff():
        turn.keep([Answer(line("answer-staff-only"))])
    elif draft is None or draft.asked != settling.ASKED or not draft.danger or there is None or author is None:
        turn.keep([Answer(line("answer-done-already"))])
    else:
        known(turn, there, author, draft, press.arg)
