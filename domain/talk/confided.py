"""What concerns one person alone: thoughts of self-harm, violence at home, threats.

It never becomes a report, so that no list, card, figure or export can show it.  Whoever said it is answered alone,
the heads are told in private, and when one of them lets it go the words are erased.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import phones
from domain.context import Context
from domain.effects import Answer, DropConfided, Effects, Priority, PutConfided, Say, Schedule, Unschedule
from domain.lines import Line, Rows, line
from domain.people import Chat, Person, Recipient
from domain.reports import cards

STILL_SPEAKING = timedelta(minutes=30)  # so long what they add in private belongs to it
AGAIN = timedelta(minutes=5)  # nobody took it: the heads are reminded
SOON, LAST = 6, 30  # reminders every five minutes at first, then every hour, then no more
LATE = 2  # the reminder with which they read that nobody answered yet
KEEP = timedelta(days=30)  # so long at most are the words kept
LONGEST = 2_000  # characters
REMIND, ERASE = "confided", "unconfide"  # kinds of timers


@dataclass(frozen=True, slots=True)
class Confided:
    """What somebody said that only the head may know."""

    id: int
    community: str
    person: int
    chat: int  # where they said it
    danger: str
    text: str
    at: datetime
    heard_at: datetime  # their last words
    told: tuple[int, ...] = ()  # the chats in which a head reads it
    taken_by: int | None = None
    answered: bool = True  # False: the channel could not answer them alone

    @property
    def tag(self) -> str:
        """The tag of the message in which a head reads it."""
        return f"confided:{self.id}"


def said(
    ctx: Context, was: Confided | None, new: Confided, author: Recipient, name: str, heads: tuple[Chat, ...]
) -> Effects:
    """Somebody said it, for the first time or again: they are answered, the heads are told."""
    confided = replace(new, told=tuple(dict.fromkeys((*new.told, *(chat.id for chat in heads)))))
    yield from answer(ctx, confided, author, bool(heads))
    yield PutConfided(replace(confided, answered=not author.in_public))
    yield from _told(ctx, confided, name, heads)
    if was:
        yield from _poke(confided, heads, "confided-more")
    else:
        yield Schedule(ctx.now + KEEP, ERASE, str(confided.id))
        yield Schedule(ctx.now + AGAIN, REMIND, str(confided.id), step=1)


def answer(ctx: Context, confided: Confided, author: Recipient, somebody: bool) -> Effects:
    """What helps now, to them alone; where others read along, one sentence that says nothing."""
    if author.in_public:
        yield Say(author.chat, (line("say-it-in-private"),), priority=Priority.DANGER)
        return
    heard = line("confided-heard" if somebody else "confided-nobody")
    lines = (line(f"danger-{confided.danger}"), *phones.of_danger(ctx, confided.danger), heard)
    yield Say(author.chat, lines, only_for=author.only_for, priority=Priority.DANGER)


def nowhere(ctx: Context, danger: str, chat: Chat) -> Effects:
    """Somebody whose community nobody knows: the numbers, and how the head there can hear of it."""
    lines = (line(f"danger-{danger}"), *phones.general(ctx, danger), line("confided-nowhere"))
    yield Say(chat, lines, priority=Priority.DANGER)


def reached(confided: Confided) -> Effects:
    """They have been answered alone by now."""
    yield PutConfided(replace(confided, answered=True))


def more(ctx: Context, confided: Confided, text: str, chat: Chat, name: str, heads: tuple[Chat, ...]) -> Effects:
    """They go on speaking, in private."""
    confided = added(confided, text, ctx.now)
    yield PutConfided(confided)
    yield from _told(ctx, confided, name, heads)
    yield from _poke(confided, heads, "confided-more")
    yield Say(chat, (line("confided-passed-on"),))


def added(confided: Confided, text: str, now: datetime) -> Confided:
    """With these words, too."""
    return replace(confided, text=f"{confided.text}\n{text}"[-LONGEST:], heard_at=now)


def unanswered(
    ctx: Context, confided: Confided, step: int, author: Recipient | None, heads: tuple[Chat, ...]
) -> Effects:
    """No head has taken it: they are reminded, and the person reads that they should not wait."""
    if confided.taken_by is not None:
        return
    yield from _poke(confided, heads, "confided-again")
    if step == LATE and author and not author.in_public:
        lines = (line("confided-late"), *phones.of_danger(ctx, confided.danger))
        yield Say(author.chat, lines, only_for=author.only_for, priority=Priority.DANGER)
    if step < LAST:
        later = AGAIN if step < SOON else timedelta(hours=1)
        yield Schedule(ctx.now + later, REMIND, str(confided.id), step=step + 1)


def taken(
    ctx: Context, confided: Confided, who: Person, name: str, told: tuple[Chat, ...], author: Recipient | None
) -> Effects:
    """我来联系: a head is on it, and whoever said it hears so."""
    if confided.taken_by is not None:
        yield Answer(line("confided-taken-already"))
        return
    confided = replace(confided, taken_by=who.id)
    yield PutConfided(confided)
    yield Unschedule(REMIND, str(confided.id))
    yield from _told(ctx, confided, name, told, who.name)
    yield from _hush(confided, told)
    if author and not author.in_public:
        yield Say(author.chat, (line("confided-seen"),), only_for=author.only_for, priority=Priority.DANGER)
    yield Answer(line("confided-yours"))


def ended(confided: Confided, told: tuple[Chat, ...]) -> Effects:
    """It is let go, or its time is over: the words are erased wherever they were shown."""
    yield DropConfided(confided.id)
    for kind in (REMIND, ERASE):
        yield Unschedule(kind, str(confided.id))
    for chat in told:
        yield Say(chat, (line("confided-ended"),), tag=confided.tag, change=True)
    yield from _hush(confided, told)


def _told(ctx: Context, confided: Confided, name: str, heads: tuple[Chat, ...], by: str = "") -> Effects:
    quoted = line("quoted", text=cards.excerpt(confided.text, LONGEST))
    for chat in heads:
        lines = (line(f"confided-{confided.danger}", name=name), quoted, *_how(ctx, confided, by))
        yield Say(
            chat, lines, _buttons(confided), tag=confided.tag, priority=Priority.DANGER, community=confided.community
        )


def _how(ctx: Context, confided: Confided, by: str) -> tuple[Line, ...]:
    if confided.taken_by is None:
        return line("confided-how"), *phones.of_danger(ctx, confided.danger)
    return (line("confided-with", who=by) if by else line("confided-in-hand"),)


def _buttons(confided: Confided) -> Rows:
    verb = "take" if confided.taken_by is None else "end"
    return ((cards.button(f"confided-{verb}", "confided", confided.id, arg=verb),),)


def _poke(confided: Confided, heads: tuple[Chat, ...], key: str) -> Effects:
    """A short word without anybody's words in it, which can be forgotten in a pocket; there is one at a time."""
    yield from _hush(confided, heads)
    for chat in heads:
        yield Say(
            chat,
            (line(key),),
            _buttons(confided),
            tag=f"{confided.tag}:poke",
            priority=Priority.DANGER,
            community=confided.community,
        )


def _hush(confided: Confided, chats: tuple[Chat, ...]) -> Effects:
    for chat in chats:
        yield Say(chat, (), tag=f"{confided.tag}:poke")
