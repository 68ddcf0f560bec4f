"""The real program, with a hand on the switch: it kills itself at a named boundary, the n-th time it comes there.

``CRASH_AT=received:3`` dies with the third row kept and not handled.  ``CRASH_BROKEN`` names a mistake to make, to
prove that the checker sees it.  The product has no hooks for this: the functions are wrapped here.
"""

import inspect
import os
import signal
import sys
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import bot.reader
import storage.results
from bot.__main__ import main
from bot.channels.webchat import WebChat
from domain.events import CameDue, Event, Told
from handlers.desk import Desk
from handlers.talk.streams import PACES
from storage import due, inbox
from storage.db import Tx
from storage.inbox import Arrival
from storage.sending import Slot
from tests.desk import ENDLESS

Cut = Callable[[], None]
reader: Any = bot.reader
timers: Any = due
chat: Any = WebChat
results: Any = storage.results


def received(cut: Cut) -> None:
    """Kept and confirmed, not handled."""
    reader.dispatch = around(reader.dispatch, before=cut)


def middle(cut: Cut) -> None:
    """Within the transaction that handles a row, before its commit."""
    inbox.done = around(inbox.done, after=cut)


def committed(cut: Cut) -> None:
    """Handled, before the sender looks."""
    reader.dispatch = around(reader.dispatch, after=cut)


def leaving(cut: Cut) -> None:
    """A slot was chosen, and the platform has not seen it."""
    chat.send, chat.edit = around(chat.send, before=cut), around(chat.edit, before=cut)


def sent(cut: Cut) -> None:
    """The platform took it, and it is not marked sent."""
    chat.send, chat.edit = around(chat.send, after=cut), around(chat.edit, after=cut)


def moving(cut: Cut) -> None:
    """Within the transaction that moves what is due into the inbox."""
    take = timers.take

    def moved(tx: Tx, *args: Any, **how: Any) -> int:
        count: int = take(tx, *args, **how)
        if count:
            cut()
        return count

    timers.take = moved


def moved(cut: Cut) -> None:
    """What was due stands in the inbox and is not handled."""

    async def dispatch(desk: Desk, arrival: Arrival, event: Event) -> None:
        if isinstance(event, CameDue):
            cut()
        await real(desk, arrival, event)

    real = reader.dispatch
    reader.dispatch = dispatch


BOUNDARIES = {each.__name__: each for each in (received, middle, committed, leaving, sent, moving, moved)}


def ending_taken(cut: Cut) -> None:
    """The platform took the word of an end, and nothing of that is written down."""
    real = chat.send

    async def send(self: WebChat, slot: Slot) -> Any:
        name = await real(self, slot)
        if "修好了" in slot.content.get("text", "") and slot.content.get("buttons"):
            cut()
        return name

    chat.send = send


def ending_noted(cut: Cut) -> None:
    """Within the transaction that writes down that it was taken."""
    note = results._note

    def noted(*args: Any) -> None:
        note(*args)
        cut()

    results._note = noted


def ending_heard(cut: Cut) -> None:
    """That it was taken stands in the inbox and is not handled."""

    async def dispatch(desk: Desk, arrival: Arrival, event: Event) -> None:
        if isinstance(event, Told):
            cut()
        await real(desk, arrival, event)

    real = reader.dispatch
    reader.dispatch = dispatch


ENDINGS = {each.__name__: each for each in (ending_taken, ending_noted, ending_heard)}


def done_first() -> None:
    """The mistake: a row is marked done in a commit of its own, before it is handled."""
    done, real = inbox.done, reader.dispatch

    async def dispatch(desk: Desk, arrival: Arrival, event: Event) -> None:
        await desk.db.write(done, arrival.id)
        await real(desk, arrival, event)

    reader.dispatch = dispatch
    inbox.done = lambda tx, id_: None


def done_later() -> None:
    """The mistake: a row is marked done in a commit of its own, after it was handled."""
    done, real = inbox.done, reader.dispatch

    async def dispatch(desk: Desk, arrival: Arrival, event: Event) -> None:
        await real(desk, replace(arrival, id=uuid.uuid4().int >> 66), event)  # or the slots' names would betray it
        await desk.db.write(done, arrival.id)

    reader.dispatch = dispatch
    inbox.done = lambda tx, id_: None


def no_key() -> None:
    """The mistake: a message that is sent again is another message."""
    real = chat.send

    async def send(self: WebChat, slot: Slot) -> Any:
        return await real(self, replace(slot, id=uuid.uuid4().int >> 80))

    chat.send = send


MISTAKES = {each.__name__: each for each in (done_first, done_later, no_key)}


def around(fn: Callable[..., Any], before: Cut = lambda: None, after: Cut = lambda: None) -> Callable[..., Any]:
    """The function with something done before and after it."""
    if not inspect.iscoroutinefunction(fn):

        def plain(*args: Any) -> Any:
            before()
            result = fn(*args)
            after()
            return result

        return plain

    coroutine: Callable[..., Awaitable[Any]] = fn

    async def awaited(*args: Any) -> Any:
        before()
        result = await coroutine(*args)
        after()
        return result

    return awaited


def the(n: int) -> Cut:
    """Cut the power the n-th time."""
    left = n

    def cut() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return cut


if __name__ == "__main__":
    PACES.update(ENDLESS)  # one page says what a whole neighbourhood would
    if boundary := os.environ.get("CRASH_AT"):
        name, n = boundary.split(":")
        (BOUNDARIES | ENDINGS)[name](the(int(n)))
    if mistake := os.environ.get("CRASH_BROKEN"):
        MISTAKES[mistake]()
    sys.exit(main())
