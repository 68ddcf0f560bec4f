"""The weekly post in customer groups: whether each owner has confirmed it, and managers hear when not."""

from datetime import timedelta

from domain.effects import Priority, Say, Schedule, Unschedule
from domain.events import CameDue, Confirmed, Posted
from domain.lines import Line, line
from domain.people import Chat
from handlers.counting import digests
from handlers.desk import Turn
from storage import chats, customer_posts, outbox, people

LOOKS = (timedelta(hours=1), timedelta(hours=24))  # after which it is asked whether the owner has confirmed
KIND = "customers"  # of what is due


def posted(turn: Turn, event: Posted) -> None:
    """It waits for its owner; or it could not even be made, and managers are told why."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if chat is None:
        return
    if not event.msgid:
        _tell(turn, chat, line("post-failed", name=_owner(turn, chat), why=event.why))
    elif customer_posts.put(turn.tx, event.msgid, chat.id, turn.now):
        turn.keep(Schedule(turn.now + after, KIND, event.msgid, step=step) for step, after in enumerate(LOOKS))


def came_due(turn: Turn, event: CameDue) -> None:
    """Time to ask."""
    if post := customer_posts.get(turn.tx, event.subject):
        _call(turn, post.chat, {"ask": post.msgid})


def confirmed(turn: Turn, event: Confirmed) -> None:
    """An owner who has not confirmed is reminded, and managers know whom to speak to; then, that it was sent."""
    post = customer_posts.get(turn.tx, event.msgid)
    chat = chats.get(turn.tx, post.chat, turn.desk.channels) if post else None
    if post is None or chat is None:
        return
    name = _owner(turn, chat)
    if not event.confirmed:
        _call(turn, chat.id, {"remind": post.msgid})
        _tell(turn, chat, line("post-unconfirmed", name=name))
        customer_posts.told(turn.tx, post.msgid)
        return
    turn.keep([Unschedule(KIND, post.msgid)])
    if event.missed:
        _tell(turn, chat, line("post-missed", name=name, sent=event.sent, missed=event.missed))
    elif post.told:
        _tell(turn, chat, line("post-sent", name=name, sent=event.sent))


def _call(turn: Turn, chat: int, content: dict[str, str]) -> None:
    turn.said += 1
    outbox.put(turn.tx, turn.cause, turn.said, chat, content, turn.now, priority=Priority.NOTICE)


def _tell(turn: Turn, chat: Chat, words: Line) -> None:
    rooms = digests.managers(turn, chat.community)
    turn.keep(Say(room, (words,), priority=Priority.NOTICE, community=chat.community) for room in rooms)


def _owner(turn: Turn, chat: Chat) -> str:
    """Whose groups they are: as the desk knows them, else by their name in the corp."""
    account = chat.external.partition(":")[2]
    person = people.by_account(turn.tx, chat.channel, account, chat.community)
    return person.name if person else account.rpartition("/")[2]
