"""/link: two accounts of one person find together by a code."""

import re

from domain.buttons import Press
from domain.effects import Answer, Say
from domain.lines import line
from domain.members import joining
from domain.people import Chat, ChatKind, Person
from handlers import codes
from handlers.desk import Turn
from storage import accounts, chats, people

_CODE = re.compile(r"[A-Z2-7]{10}")


def asked(turn: Turn, chat: Chat, person: Person, rest: str) -> None:
    """/link gives a code; with a code it is the other account that speaks."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    elif rest:
        shown(turn, chat, person, rest)
    else:
        turn.keep(joining.begin(turn.context(chat.community), chat, person, codes.joining()))


def shown(turn: Turn, chat: Chat, guest: Person, written: str) -> None:
    """Somebody wrote a code; after a few wrong ones none is looked at for an hour."""
    tx, channels = turn.tx, turn.desk.channels
    if accounts.wrong_since(tx, chat.id, turn.now - joining.WRONG_WITHIN) >= joining.WRONG:
        turn.keep([Say(chat, (line("link-too-often"),))])
        return
    plain = re.sub(r"[^A-Z0-9]", "", written.upper())
    found = accounts.by_hash(tx, codes.code(plain).hash) if _CODE.fullmatch(plain) else None
    host = people.person(tx, found.person, chat.community) if found else None
    desk = chats.get(tx, found.chat, channels) if found else None
    works = bool(people.held(tx, guest.id))
    turn.keep(joining.shown(turn.context(chat.community), found, host, desk, guest, chat, works))


def pressed_same(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """是我, or 不是我."""
    tx, channels = turn.tx, turn.desk.channels
    found = accounts.get(tx, press.subject)
    desk = chats.get(tx, found.chat, channels) if found else None
    if found is None or desk is None or desk.person != found.person or person.id not in (found.person, found.guest):
        turn.keep([Answer(line("answer-unknown"))])
        return
    guest = people.person(tx, found.guest, chat.community) if found.guest else None
    door = chats.get(tx, found.guest_chat, channels) if found.guest_chat else None
    turn.keep(joining.answered(turn.context(chat.community), found, chat, guest, door, desk, press.arg != "no"))
