"""What one process does for all: poll and send, ring the clock, draw, tidy up.

With SQLite there is only one process, and it does all of it.  On a server whoever holds the lease does; the others
handle events and show pages, and one of them goes on when the holder dies (storage/engine/leases.py).
"""

import asyncio
import logging
import os
import secrets
import socket
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from storage.db import Database, Tx
from storage.engine import leases

log = logging.getLogger(__name__)

NAME = "outside"
LASTS = 15.0  # s; a holder that does not renew it for so long is dead
RENEWED = 3.0  # s between two renewals, and between two looks whether it is free
SURE = 0.8  # of that time; a holder that could not renew it sends nothing from then on


class Held:
    """The right to do it, as its holder has it."""

    def __init__(self, token: int = 0, until: float = float("inf")) -> None:
        self.token, self.until = token, until

    @property
    def valid(self) -> bool:
        """Whether it is surely still held: looked at before each call."""
        return time.monotonic() < self.until

    def check(self, tx: Tx) -> None:
        """Raises ``leases.Fenced`` when somebody else has it by now: looked at in every write that claims work."""
        if self.token:
            leases.check(tx, NAME, self.token)


ALONE = Held()  # nobody else is there who could

Work = Callable[[Held], Sequence[Coroutine[Any, Any, None]]]


async def outside(
    db: Database,
    work: Work,
    waiting: Callable[[], Awaitable[None]],
    *,
    lasts: float | None = None,
    renewed: float | None = None,
) -> None:
    """Do the work for ever while this process has the right to; ``waiting`` is called now and then while it has not."""
    lasts, renewed = lasts or LASTS, renewed or RENEWED
    if not db.shared:
        await _together(work(ALONE))
        return
    me = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
    while True:
        held = await _asked(db, me, lasts)
        if held and held.token:
            log.info("polling and sending from here")
            try:
                await _while_held(db, me, held, work, lasts, renewed)
            except leases.Fenced as error:
                log.warning("polling and sending no more from here: %s", error)
        else:
            with suppress(sqlite3.Error, TimeoutError):
                await waiting()
        await asyncio.sleep(renewed)


async def _while_held(db: Database, me: str, held: Held, work: Work, lasts: float, renewed: float) -> None:
    """Work until somebody else has the right to; while nobody can be asked, nothing is sent (``Held.valid``)."""
    working = asyncio.create_task(_together(work(held)))
    try:
        while True:
            done, _ = await asyncio.wait({working}, timeout=renewed)
            if done:
                working.result()
                return
            again = await _asked(db, me, lasts)
            if again and again.token != held.token:
                raise leases.Fenced("it was not renewed in time")
            held.until = again.until if again else held.until
    finally:
        held.until = 0.0
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        with suppress(sqlite3.Error, TimeoutError):
            await db.write(leases.give_back, NAME, held.token)


async def _asked(db: Database, me: str, lasts: float) -> Held | None:
    """The right to it, without a token when another one has it; None when that is not known."""
    since = time.monotonic()
    try:
        async with asyncio.timeout(lasts / 3):
            return Held(await db.write(leases.take, NAME, me, lasts), since + lasts * SURE)
    except (sqlite3.Error, TimeoutError) as error:
        log.error("could not ask who polls and sends: %s", error)
        return None


async def _together(work: Sequence[Coroutine[Any, Any, None]]) -> None:
    """All of it, until one fails."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each)
    except ExceptionGroup as failed:
        if fenced := failed.subgroup(leases.Fenced):
            raise leases.Fenced(str(fenced.exceptions[0])) from failed
        raise
