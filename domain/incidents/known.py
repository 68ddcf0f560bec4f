"""What makes a report a known incident (已知情况): where it is so, from when until when, and what residents are told.

It is a report like any other; whoever says the same joins it as a supporter and is answered from it.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.understanding.result import Place

GRID = "@"  # before the code of a grid in an area; a building stands by its code alone


@dataclass(frozen=True, slots=True)
class Known:
    """Where, from when until when, and in which words; ``area`` empty is the whole community."""

    area: tuple[str, ...]
    begins: datetime
    until: datetime | None = None  # nobody knows
    words: str = ""  # staff's own; empty: plain neutral ones
    planned: bool = False  # announced before it begins

    def covers(self, place: Place | None, grid: str | None) -> bool:
        """Whether it reaches a place, or, where none is named, the grid that somebody spoke for."""
        if not self.area:
            return True
        if place and place.building:
            return place.building in self.area or f"{GRID}{place.grid}" in self.area
        inside = (place.grid if place else None) or grid
        return inside is not None and f"{GRID}{inside}" in self.area

    def runs(self, now: datetime) -> bool:
        """Whether it has begun; it goes on until staff say that it is over."""
        return self.begins <= now

    def passed(self, now: datetime) -> bool:
        """Whether it should have been over by now."""
        return self.until is not None and self.until <= now
