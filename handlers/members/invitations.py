"""Invitations: a manager makes one, somebody shows its code, the manager agrees."""

from domain.buttons import Press
from domain.effects import Answer, Say
from domain.lines import line
from domain.members import inviting
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from handlers import codes
from handlers.desk import Turn
from storage import chats, invitations, people


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """/invite: only a manager, and in private."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    elif not may(person, "invite"):
        turn.keep([Say(chat, (line("manager-only"),))])
    else:
        turn.keep(inviting.begin(chat))


def pressed_invite(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """The next step towards an invitation."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Answer(line("answer-unknown"))])
        return
    context = turn.context(chat.community)
    turn.keep(inviting.choose(context, chat, person, press.subject, press.arg, codes.invitation()))


def community_of(turn: Turn, payload: str) -> str | None:
    """The community that an invitation is for."""
    found = invitations.by_hash(turn.tx, codes.code(payload.removeprefix(inviting.CODE).lower()).hash)
    return found.community if found else None


def shown(turn: Turn, chat: Chat, guest: Person, payload: str) -> None:
    """Somebody opened an invitation."""
    tx, channels = turn.tx, turn.desk.channels
    code = codes.code(payload.removeprefix(inviting.CODE).lower())
    invitation = invitations.by_hash(tx, code.hash)
    inviter = people.person(tx, invitation.inviter, invitation.community) if invitation else None
    desk = chats.private(tx, inviter.id, invitation.community, channels) if inviter and invitation else None
    context = turn.context(invitation.community if invitation else chat.community)
    turn.keep(inviting.shown(context, invitation, inviter, desk, guest, chat))


def pressed_agree(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """The inviter says whether the one who came is the one they meant."""
    invitation = invitations.get(turn.tx, press.subject)
    manager = people.person(turn.tx, person.id, invitation.community) if invitation else None
    if invitation is None or chat.kind is not ChatKind.PRIVATE or manager is None:
        turn.keep([Answer(line("answer-unknown"))])
        return
    guest = people.person(turn.tx, invitation.guest, invitation.community) if invitation.guest else None
    door = chats.get(turn.tx, invitation.guest_chat, turn.desk.channels) if invitation.guest_chat else None
    context = turn.context(invitation.community)
    turn.keep(inviting.answered(context, invitation, manager, chat, guest, door, press.arg != "no"))
