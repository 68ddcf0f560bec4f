"""Channels: a platform's update becomes an event, a slot becomes a call to the platform."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol, runtime_checkable

from domain.events import Event
from domain.people import Abilities
from storage.sending import Slot


class SendFailed(Exception):
    """The platform did not take a message.

    ``permanent``: it never will (blocked, kicked, refused).  ``retry_after``: how long it asked us to wait.
    ``code``: the platform's number for the reason, where it has numbers.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: timedelta | None = None, code: int = 0
    ) -> None:
        super().__init__(message)
        self.permanent, self.retry_after, self.code = permanent, retry_after, code


class Held(SendFailed):
    """The platform takes nothing for this chat until the person writes again: neither failed nor worth a retry."""


class Channel(Protocol):
    """One way to people."""

    name: str
    abilities: Abilities

    def decode(self, body: Mapping[str, Any]) -> Event | None:
        """The event in an inbox row; None when it means nothing to us.

        Raises anything on a body it cannot read; the row is parked.
        """

    def wait(self, slot: Slot) -> float:
        """Seconds until the platform's limits let this slot leave; 0 counts it as leaving now."""

    async def send(self, slot: Slot) -> str:
        """Show a new message; the platform's id for it.  Raises ``SendFailed``."""

    async def edit(self, slot: Slot) -> str | None:
        """Show the slot's content in place of what was sent, where its ``abilities`` say so.

        Its new id when it was said anew.  Raises ``SendFailed``.
        """


@runtime_checkable
class Paced(Protocol):
    """A channel with a limit for all that leaves, beside those of each chat."""

    def full(self) -> bool:
        """Whether that limit is reached, so that just now nothing may leave but what is worth more than the rest."""
