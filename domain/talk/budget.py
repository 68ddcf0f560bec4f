"""What may still be said in a private chat whose platform counts, and what of it goes into one message.

WeChat customer service (微信客服) takes five messages within 48 hours of what its person said last, and none after
(WeCom, "kf/send_msg").  So whatever waits for such a chat leaves as one message, the last two are kept for the word
that somebody took a report and how it ended, and what cannot leave is held until they come again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.effects import Priority

MESSAGES = 5
WITHIN = timedelta(hours=48)
KEPT = 2  # of those, for what is owed
TEXT = 2048  # bytes of a message
HEAD = 1024  # bytes above a menu
MENU = 10  # items
APART = "\n\n"  # between what would have been messages of their own

OPEN, CLOSED, PERSON = "open", "closed", "person"


@dataclass(frozen=True, slots=True)
class Session:
    """How it stands with one chat."""

    chat: int
    heard_at: datetime | None = None  # None: they came in, and said nothing yet
    used: int = 0
    state: str = OPEN  # closed: nothing until they speak; person: somebody speaks with them there
    code: str = ""  # for one message that counts for nothing
    code_until: int = 0  # machine time
    place: str = ""  # the code on the sign they came by
    place_at: datetime | None = None

    def left(self, now: datetime) -> int:
        """How many messages the platform still takes."""
        if self.state == CLOSED or self.heard_at is None or now - self.heard_at >= WITHIN:
            return 0
        return max(0, MESSAGES - self.used)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the desk wants said there."""

    id: int
    text: str
    buttons: tuple[tuple[dict[str, str], ...], ...] = ()
    report: int | None = None
    number: int | None = None  # of that report
    priority: int = Priority.REPLY
    owed: bool = False
    media: bool = False  # a photo or voice message, which is a message of its own
    held: bool = False  # it could not leave before

    @property
    def chatter(self) -> bool:
        """Whether it is worth nothing later: a word in passing, about no report."""
        return self.report is None and self.priority in (Priority.REPLY, Priority.BULK)


@dataclass(frozen=True, slots=True)
class Choice:
    """What leaves now as one message, what is held until they come again, and what is not said at all."""

    carry: tuple[Waiting, ...] = ()
    hold: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()


def choose(session: Session, waiting: Sequence[Waiting], now: datetime, free: bool = False) -> Choice:
    """What becomes of all that waits, oldest first; ``free``: one message may leave that counts for nothing.

    A word on danger leaves at once and alone.  Otherwise all goes into one message as soon as anything in it may
    leave, for what rides along costs nothing.
    """
    left = session.left(now)
    if danger := tuple(each for each in waiting if each.priority == Priority.DANGER and not each.held):
        return Choice(carry=danger) if left or free else Choice(hold=tuple(each.id for each in danger))
    words = tuple(each for each in waiting if not each.media)
    spare = session.state == OPEN and (left > KEPT or (left > 0 and any(each.owed for each in words)))
    if words and (free or spare):
        return _newest(words)
    if spare:
        return Choice(carry=tuple(waiting[:1]))  # a photo, while there is room to spare
    return _kept(waiting)


def _newest(words: Sequence[Waiting]) -> Choice:
    """Of what was held, how each report ended, else the last that was to be said of it; nothing word for word twice."""
    last = {each.report: each.id for each in words if each.held and each.report is not None}
    last |= {each.report: each.id for each in words if each.held and each.report is not None and each.owed}
    twice = {(each.report, each.text): each.id for each in words}
    old = tuple(
        each.id
        for each in words
        if (each.held and each.report in last and last[each.report] != each.id)
        or twice[each.report, each.text] != each.id
    )
    return Choice(carry=tuple(each for each in words if each.id not in old), drop=old)


def _kept(waiting: Sequence[Waiting]) -> Choice:
    idle = tuple(each.id for each in waiting if each.media or each.chatter)
    return Choice(hold=tuple(each.id for each in waiting if each.id not in idle), drop=idle)


def folded(carry: Sequence[Waiting]) -> tuple[dict[str, Any], tuple[int, ...]]:
    """One message of all of them, and those that must wait for another: more than fits even when it is told shortly."""
    limit = HEAD if any(each.buttons for each in carry) else TEXT
    texts = {each.id: each.text for each in carry}
    old = [each for each in carry if each.held]
    if _size(texts) > limit:
        texts |= {each.id: each.text.split("\n", 1)[0] for each in old}
    over = []
    while _size(texts) > limit and len(texts) > 1 and old:
        over.append(old.pop().id)
        del texts[over[-1]]
    carried = [each for each in carry if each.id in texts]
    content: dict[str, Any] = {"text": APART.join(texts.values())}
    if buttons := _menu(carried):
        content["buttons"] = buttons
    return content, tuple(over)


def _size(texts: dict[int, str]) -> int:
    return len(APART.join(texts.values()).encode())


def _menu(carried: Sequence[Waiting]) -> list[list[dict[str, str]]]:
    """Their buttons, as many as a menu takes, the newest first to stay; by its number each tells what it is about."""
    several = sum(bool(each.buttons) for each in carried) > 1
    chosen: list[list[dict[str, str]]] = []
    room = MENU
    for each in reversed(carried):
        rows = [[_named(button, each.number if several else None) for button in row] for row in each.buttons]
        if (count := sum(map(len, rows))) <= room:
            chosen = rows + chosen
            room -= count
    return chosen


def _named(button: dict[str, str], number: int | None) -> dict[str, str]:
    return button if number is None else {**button, "label": f"{number} {button['label']}"}
