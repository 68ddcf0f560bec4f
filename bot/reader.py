"""The reader: takes what arrived from the inbox and has it handled, lane by lane.

Within a lane the order is that of arrival; lanes run beside each other, so that their writes share
commits.  What cannot be handled is parked with its reason, and the lane goes on.
"""

import asyncio
import json
import logging
import sqlite3
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from bot.channels import Channel
from domain.events import CameDue, Event, Told, Untold
from handlers.desk import Desk
from handlers.dispatch import dispatch
from storage import inbox, parking, results
from storage.inbox import Arrival
from storage.times import from_ms

log = logging.getLogger(__name__)

HELD = 1_000  # rows in memory at most; the others wait in the table
BESIDE = 8  # the same where other processes take from the table, too: what one holds another one would try in vain
LEFT = 0.02  # s to leave a lane to the process that has it in hand
RETRIES = (1.0, 8.0, 20.0)  # s to wait when storage fails under a row; then it is parked
TOO_LONG = 10.0  # s; a handler is one write, so this one hangs


class Reader:
    """Drains the inbox."""

    def __init__(
        self,
        desk: Desk,
        channels: Mapping[str, Channel],
        *,
        retries: Sequence[float] = RETRIES,
        too_long: float = TOO_LONG,
    ) -> None:
        self._desk, self._channels = desk, channels
        self._retries, self._too_long = retries, too_long
        self._lanes: dict[str, deque[Arrival]] = defaultdict(deque)
        self._held: set[int] = set()
        self._seen = 0  # the highest id that was read
        self._again = False  # rows wait again behind what was read
        self._full = False  # rows may wait that there was no room for
        self._turns = asyncio.Semaphore(desk.db.at_once)
        self._more = asyncio.Event()
        self._more.set()
        desk.db.on("inbox", self._more.set)
        desk.db.on("inbox-again", self._look_again)

    def _look_again(self) -> None:
        self._again = True
        self._more.set()

    async def run(self) -> None:
        """Read for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                await self._more.wait()
                self._more.clear()
                for arrival in await self._next():
                    self._held.add(arrival.id)
                    lane = self._lanes[arrival.lane]
                    lane.append(arrival)
                    if len(lane) == 1:
                        group.create_task(self._drain(arrival.lane, lane))

    async def _next(self) -> list[Arrival]:
        """Rows that are not in memory yet, as many as there is room for."""
        shared = self._desk.db.shared
        room = (BESIDE if shared else HELD) - len(self._held)
        self._full = shared or room <= 0  # of a lane that others may have in hand only the next row is taken
        if room < (BESIDE // 2 if shared else 1):
            return []
        if self._again:
            self._again, self._seen = False, 0
        try:
            if shared:
                found = await self._desk.db.write(inbox.heads, frozenset(self._lanes), room)
            else:
                found = await self._desk.db.write(inbox.waiting, self._seen, room)
        except (sqlite3.Error, TimeoutError) as error:
            log.error("could not read the inbox, trying again: %s", error)
            await asyncio.sleep(self._retries[0])
            self._more.set()
            return []
        if found:
            self._seen = found[-1].id
        if len(found) == room:
            self._more.set()
        return [arrival for arrival in found if arrival.id not in self._held]

    async def _drain(self, name: str, lane: deque[Arrival]) -> None:
        while lane:
            await self._handle(lane[0])
            self._held.discard(lane.popleft().id)
            if self._full:
                self._more.set()
        del self._lanes[name]

    async def _handle(self, arrival: Arrival) -> None:
        tries = 0
        while not await self._settled(arrival, tries):
            await asyncio.sleep((*self._retries, self._retries[-1])[tries])
            tries = (tries + 1) % (len(self._retries) + 1)

    async def _settled(self, arrival: Arrival, tries: int) -> bool:
        """Handle it, or park it.  False while storage takes neither: the lane waits, so that nothing overtakes.

        When not even parking works, storage is down for everybody: the row is not to blame, and is tried afresh.
        """
        try:
            event = self._decode(arrival)
            async with self._turns, asyncio.timeout(self._too_long):
                if event is None:
                    await self._desk.db.write(inbox.done, arrival.id)
                else:
                    await dispatch(self._desk, arrival, event)
            return True
        except inbox.Elsewhere:
            await asyncio.sleep(LEFT)
            return True  # when it still waits by then, it is found again
        except inbox.NotWaiting as error:
            log.warning("%s", error)
            return True
        except sqlite3.OperationalError as error:  # disk full, locked: not the row's fault
            log.error("storage failed under inbox row %s: %s", arrival.id, error)
            return tries >= len(self._retries) and await self._park(arrival, error)
        except Exception as error:
            return await self._park(arrival, error)

    def _decode(self, arrival: Arrival) -> Event | None:
        body = json.loads(arrival.body)
        if arrival.source == "clock":
            return CameDue(body["kind"], body["subject"], body["cycle"], body["step"], from_ms(body["at"]))
        if arrival.source == results.SOURCE:
            about = body["report"], body["cycle"], from_ms(body["at"])
            return Told(*about) if body["what"] == "told" else Untold(*about, body["what"] == "bounced")
        return self._channels[arrival.source.split(":")[0]].decode(body)

    async def _park(self, arrival: Arrival, error: Exception) -> bool:
        what = f"{type(error).__name__} at {_place(error)}"
        try:
            parked = await self._desk.db.write(
                parking.set_aside, arrival.id, f"{what}: {error}", self._desk.clock.now()
            )
        except (sqlite3.Error, TimeoutError) as failure:
            log.error("could not park inbox row %s: %s", arrival.id, failure)
            return False
        if parked:  # the log gets type and place of the error, never the words of the message that caused it
            log.error("parked inbox row %s (%s); see: huiyin parked list", arrival.id, what)
        return True

    async def idle(self) -> bool:
        """Whether everything that arrived has been handled (for tests and benchmarks)."""
        waiting = await self._desk.db.write(inbox.waiting, 0, 1)
        return not waiting and not self._held


def _place(error: Exception) -> str:
    """File and line where it was raised."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
