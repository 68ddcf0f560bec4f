"""Waiting until something is so, without sleeping for a guessed time."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TICK = 0.02  # s; it also looks this often, for conditions outside the fake


class Waiter:
    """Knows when something happened in the fake."""

    def __init__(self) -> None:
        self.moved = asyncio.Event()
        self.latest: Callable[[], list[str]] = list  # what a failing test shows

    def changed(self) -> None:
        """Something happened."""
        self.moved.set()
        self.moved = asyncio.Event()

    async def until(self, condition: Callable[[], T], seconds: float = 5.0) -> T:
        """Waits for the condition and returns its value.  Fails with the latest calls if it does not come true."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"did not happen in {seconds} s; the latest calls: {self.latest()}")
            try:
                async with asyncio.timeout(TICK):
                    await self.moved.wait()
            except TimeoutError:
                pass
        return value
