"""The time in the fake world: it goes on as the machine's does, or stands still, and a test moves it on."""

import time
from collections.abc import Callable
from datetime import timedelta


class Clock:
    """Unix time.  now: where it starts from; a function that always answers the same makes it stand still."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.source = now
        self.ahead = 0.0

    def __call__(self) -> float:
        """Seconds, with fractions."""
        return self.source() + self.ahead

    def date(self) -> int:
        """Whole seconds, as the API has them."""
        return int(self())

    def later(self, **span: float) -> None:
        """Moves on: later(hours=49)."""
        self.ahead += timedelta(**span).total_seconds()
