"""The reader: takes what arrived from the inbox and has it handled, lane by lane.

Within a lane the order is that of arrival; lanes run beside each other, so that their writes share
commits.  What cannot be handled is parked with its reason, and the lane goes on.
"""

import asyncio
import logging
import sqlite3
from collections import defaultdict, deque
from collections.abc import Mapping

from bot.channels import Channel
from domain.events import CameDue, Event
from handlers.desk import Desk
from handlers.dispatch import dispatch
from storage import inbox
from storage.inbox import Arrival
from storage.times import from_ms

log = logging.getLogger(__name__)

HELD = 1_000  # rows in memory at most; the others wait in the table
RETRIES = (1.0, 8.0, 20.0)  # s to wait when storage fails under a row; then it is parked
TOO_LONG = 10.0  # s; a handler is one write, so this one hangs


class Reader:
    """Drains the inbox."""

    def __init__(self, desk: Desk, channels: Mapping[str, Channel]) -> None:
        self._desk, self._channels = desk, channels
        self._lanes: dict[str, deque[Arrival]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: set[int] = set()
        self._seen = 0  # the highest id that was read
        self._more = asyncio.Event()
        self._more.set()
        desk.db.on("inbox", self._more.set)
        desk.db.on("inbox-again", self._look_again)

    def _look_again(self) -> None:
        self._seen = 0  # a parked row waits again, behind what was read
        self._more.set()

    async def run(self) -> None:
        """Read for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                await self._more.wait()
                self._more.clear()
                if len(self._held) >= HELD:
                    continue  # a finished lane sets the event again
                for arrival in await self._desk.db.write(inbox.waiting, self._seen, HELD - len(self._held)):
                    self._more.set()
                    self._seen = max(self._seen, arrival.id)
                    if arrival.id in self._held:
                        continue
                    self._held.add(arrival.id)
                    lane = self._lanes[arrival.lane]
                    lane.append(arrival)
                    if len(lane) == 1:
                        group.create_task(self._drain(arrival.lane, lane))

    async def _drain(self, name: str, lane: deque[Arrival]) -> None:
        while lane:
            await self._handle(lane[0])
            self._held.discard(lane.popleft().id)
        self._lanes.pop(name, None)
        self._more.set()

    async def _handle(self, arrival: Arrival) -> None:
        for delay in (*RETRIES, None):
            try:
                event = self._decode(arrival)
                await asyncio.wait_for(dispatch(self._desk, arrival, event), TOO_LONG)
                return
            except sqlite3.OperationalError as error:  # disk full, locked: not the row's fault
                log.error("storage failed under inbox row %s: %s", arrival.id, error)
                if delay is None:
                    await self._park(arrival, error)
                else:
                    await asyncio.sleep(delay)
            except Exception as error:
                await self._park(arrival, error)
                return

    def _decode(self, arrival: Arrival) -> Event:
        body = arrival.body
        if arrival.source == "clock":
            return CameDue(body["kind"], body["subject"], body["cycle"], body["step"], from_ms(body["at"]))
        return self._channels[arrival.source].decode(body)

    async def _park(self, arrival: Arrival, error: BaseException) -> None:
        # The type and place of the error, never the text of the message that caused it.
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
        log.error("parked inbox row %s (%s at %s); see: huiyin parked list", arrival.id, type(error).__name__, where)
        try:
            await self._desk.db.write(inbox.park, arrival.id, f"{type(error).__name__} at {where}: {error}")
        except sqlite3.Error:
            log.exception("could not park inbox row %s: it waits for the next start", arrival.id)

    async def idle(self) -> bool:
        """Whether everything that arrived has been handled (for tests and benchmarks)."""
        return not self._held and not await self._desk.db.write(inbox.waiting, 0, 1)
