"""Names of those whom a platform does not name with what they say: asked for once, when somebody is new.

Without one nobody notices: staff see what they saw before.
"""

from domain.effects import Priority
from domain.events import Named
from handlers.copies import place
from handlers.desk import Turn
from storage import outbox, people

NAMES = "names"  # what we call the chat of these calls


def wanted(turn: Turn, channel: str, chat: str) -> None:
    """Somebody nameless wrote for the first time; ``chat``: their own."""
    turn.said += 1
    outbox.put(
        turn.tx, turn.cause, turn.said, place(turn, channel, NAMES), {"who": chat}, turn.now,
        priority=Priority.FETCH, tag=f"who:{chat}",
    )  # fmt: skip


def named(turn: Turn, event: Named) -> None:
    """What they are called there; whoever has a name by now keeps it."""
    who = people.by_account(turn.tx, event.channel, event.account, "")
    if who is not None and not who.name:
        people.rename(turn.tx, who.id, event.name)
