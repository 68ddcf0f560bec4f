"""A trial's clock moves forward: it stops on the way where a digest is due, so that none is slept through."""

import asyncio
from datetime import timedelta

from bot.clock import DeskClock, Ticker, move
from storage import due, inbox
from storage.db import Database
from storage.times import from_ms

STOPS = ("digest", "monthly")  # kinds of what is due that a moved clock does not jump over
PATIENCE = 5.0  # s for what came due on the way
SOON = 0.02  # s between looks


async def travel(db: Database, clock: DeskClock, ticker: Ticker, by: timedelta) -> None:
    """Move the clock; what comes due on the way is handled at its own hour."""
    end = clock.now() + by
    while (at := await db.write(due.first, STOPS, end)) is not None:
        clock.offset = await db.write(move, max(from_ms(at) - clock.now(), timedelta()))
        await ticker.tick()
        await _handled(db)
    clock.offset = await db.write(move, max(end - clock.now(), timedelta()))
    await ticker.tick()


async def _handled(db: Database) -> None:
    for _ in range(int(PATIENCE / SOON)):
        waiting, _ = await db.write(inbox.backlog)
        if not waiting:
            return
        await asyncio.sleep(SOON)
