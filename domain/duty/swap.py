"""Somebody asks somebody else to take a turn of a shift; what follows from the answer is domain/duty/swapping.py."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Swap:
    """One request.  A turn has one open request at most."""

    id: int
    community: str
    shift: int
    day: date  # on which the turn begins
    asker: int
    other: int
    begins_at: datetime
    state: str = "open"  # open, accepted, declined, void
