"""Programs of others that report by Open311: nothing is sent to them, they look how it goes.

What we would say stands in the public answers as soon as it is true (web/open311), so each word is taken at once.
"""

from collections.abc import Mapping
from typing import Any

from domain.community import Point
from domain.events import Submitted
from domain.people import Abilities
from storage.sending import Slot
from storage.times import from_ms


class Open311:
    """Those programs as a channel."""

    name = "open311"
    abilities = Abilities(buttons=False, answers=False)

    def decode(self, body: Mapping[str, Any]) -> Submitted:
        """The event that web/open311/posting.py kept."""
        values = {**body, "channel": self.name, "at": from_ms(body["at"])}
        values["answers"] = tuple((question, answer) for question, answer in body["answers"])
        values["point"] = Point(*body["point"]) if body["point"] else None
        return Submitted(**values)

    def wait(self, slot: Slot) -> float:
        """Nothing to wait for."""
        return 0.0

    async def send(self, slot: Slot) -> str:
        """It can be looked up from now on."""
        return str(slot.id)

    async def edit(self, slot: Slot) -> None:
        """So can the change."""
