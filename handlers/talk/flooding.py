"""Whoever floods a chat is not read for a while, and told so once; whoever works here, and danger, always are.

A flood must cost little: once its author was told, a message of it is looked at for danger, and asks the database
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.effects import Answer, Say
from domain.events import Edited, Pressed, Said, Spoken
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.talk import confided
from domain.understanding import classification, commands
from handlers import cases
from handlers.duty import attended
from handlers.talk.streams import Of
from storage import chats, outbox, people
from storage import confided as kept

if TYPE_CHECKING:
    from handlers.desk import Turn


def is_too_fast(turn: Turn, event: Spoken) -> bool:
    """Whether this is more than anybody types; then it is not read, and its author knows."""
    of = Of.PRESSING if isinstance(event, Pressed) else Of.PERSON
    return _is_over(turn, event, of, lambda: _may_always(turn, event))


def is_too_much(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether so much is said to us in a group that our answers would be the flood: then they know, or all know."""
    if not _is_for_us(turn, event, chat) or people.held(turn.tx, person.id):
        return False
    return any(_is_over(turn, event, of, lambda: False) for of in (Of.ASKING, Of.GROUP))


def _is_over(turn: Turn, event: Spoken, of: Of, exempt: Callable[[], bool]) -> bool:
    floods = turn.desk.floods
    if not floods.heard(of, event).over:
        return False
    told = floods.is_told(of, event)
    if not told and exempt():
        return False
    if _is_urgent(turn, event):
        floods.forget(of, event)  # what they say next may be where it burns
        return False
    if not told and (_tell_all(turn, event) if of is Of.GROUP else _tell(turn, event)):
        floods.told(of, event)
    return True


def _may_always(turn: Turn, event: Spoken) -> bool:
    """Whoever works somewhere, or is in danger themselves; and where the desk is silent by itself, it stays so."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    person = people.by_account(turn.tx, event.channel, event.speaker.account, "")
    if chat is None or person is None or chat.kind in (ChatKind.DUTY, ChatKind.UNBOUND):
        return True
    if people.held(turn.tx, person.id) or attended.is_there(turn, chat):
        return True
    return any(turn.now - each.heard_at <= confided.STILL_SPEAKING for each in kept.of_person(turn.tx, person.id))


def _is_urgent(turn: Turn, event: Spoken) -> bool:
    """Danger, for the neighbours or for themselves.  Corrections never teach it away, so none are asked for."""
    if isinstance(event, Pressed) or not event.text:
        return False
    classifier = turn.desk.classifier
    found = classifier.understand(event.text, turn.desk.home)
    return bool(found.danger or classifier.private(event.text))


def _tell_all(turn: Turn, event: Spoken) -> bool:
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if chat is None or not turn.desk.floods.may_say_aloud(chat, event.at):
        return False
    turn.keep([Say(chat, (line("flood-group"),))])
    return True


def _tell(turn: Turn, event: Spoken) -> bool:
    """Say it where they spoke; in a group to them alone, where that can be, and only about what was meant for us."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    person = people.by_account(turn.tx, event.channel, event.speaker.account, chat.community if chat else "")
    assert chat is not None and person is not None  # or they may always
    if isinstance(event, Pressed) and (chat.abilities.toasts or chat.kind is ChatKind.PRIVATE):
        turn.keep([Answer(line("flood-press"), alert=True)])
        return True
    if chat.kind is ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("flood"),))])
        return True
    if not isinstance(event, Pressed) and not _matters(turn, event, chat):
        return False
    to = cases.author(turn, person, chat, event.message)
    if to.in_public and not turn.desk.floods.may_say_aloud(chat, event.at):
        return False
    turn.keep([Say(to.chat, (line("flood-in-group"),), only_for=to.only_for, reply_to=to.reply_to)])
    return True


def _matters(turn: Turn, event: Said | Edited, chat: Chat) -> bool:
    """Whether it was meant for us, or we would offer to file it; of other talk nobody expects that we read it."""
    found = turn.desk.classifier.understand(event.text, turn.desk.home)
    return classification.worth_an_offer(found) or (isinstance(event, Said) and _is_for_us(turn, event, chat))


def _is_for_us(turn: Turn, event: Said, chat: Chat) -> bool:
    if event.mentioned or event.whispered:
        return True
    if event.text.startswith("/"):  # another bot's command is none of our business
        command = commands.parse(event.text, turn.desk.communities)
        return command is not None and command.name != "unknown"
    return bool(event.reply_to) and outbox.is_ours(turn.tx, chat.id, event.reply_to or "")
