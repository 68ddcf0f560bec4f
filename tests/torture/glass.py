"""A desk under glass: the real reader, sender, storage and handlers on one thread, where nothing happens by chance.

Time passes only when nothing is left to do, and then at once.  Every commit and every call of the platform asks
``Fate`` first, so that a death can be put at any of them; what a death leaves is what a killed process leaves: the
transactions that were committed, and what the platform has taken.
"""

import asyncio
import io
import selectors
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

import bot.channels.joined as joined
import bot.program as program
from bot.channels.painter import Painter
from bot.channels.webchat import WebChat
from bot.clock import Ticker
from storage.db import Database, Tx
from storage.engine import sqlite as real
from storage.sending import Slot
from tests.desk import Running, StandingClock, at_rest


class _Selector(selectors.SelectSelector):
    """Looks at the sockets that there are, and lets time pass instead of waiting for them."""

    passed = 0.0  # s

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready now; where nothing is, the time that it would have taken is over."""
        if not (found := super().select(0)) and timeout:
            self.passed += timeout
        return found


class Loop(asyncio.SelectorEventLoop):
    """An event loop with a time of its own, and no threads."""

    def __init__(self) -> None:
        self._chosen = _Selector()
        super().__init__(self._chosen)

    def time(self) -> float:
        """Seconds since it began."""
        return self._chosen.passed

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:  # type: ignore[override]
        """Run it here and now."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future


class GlassClock(StandingClock):
    """Desk time moves when it is moved; machine time is the loop's, and goes along."""

    def machine_ms(self) -> int:
        """Never goes back, whatever happens to desk time."""
        return 1_800_000_000_000 + int(asyncio.get_running_loop().time() * 1000)


class Fate:
    """Decides where a life ends.  By itself it never does."""

    def __init__(self) -> None:
        self.dead = asyncio.Event()
        self.lives = 1

    def cut(self, where: str, what: str) -> bool:
        """Whether the power goes now: ``before`` or ``after`` a ``commit`` or a ``call``, and which."""
        return False

    def ask(self, where: str, what: str) -> bool:
        """The same, remembered: nothing happens after a death."""
        if not self.dead.is_set() and self.cut(where, what):
            self.dead.set()
        return self.dead.is_set()

    def reborn(self) -> None:
        """The next life begins."""
        self.dead.clear()
        self.lives += 1


class _Died(BaseException):
    """The power went before a commit."""


class _Wire:
    """The connection, seen through: what is committed passes by here."""

    def __init__(self, connection: sqlite3.Connection, before: Callable[[], None]) -> None:
        self._connection, self._before = connection, before

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, params: Any = ()) -> sqlite3.Cursor:
        """Run a statement."""
        if sql == "COMMIT":
            self._before()
        return self._connection.execute(sql, params)


class GlassDatabase(real.SqliteDatabase):
    """The database without its thread: what is queued together is committed together, in order."""

    def __init__(self, path: Path, connection: sqlite3.Connection, fate: Fate) -> None:
        self.path, self.server, self._fate = path, "", fate
        self.reader = _Reader(connection)
        self._connection = _Wire(connection, self._before)  # type: ignore[assignment]
        self._queued: list[tuple[real._Job, str]] = []
        self._loop = asyncio.get_running_loop()
        self._running, self._closed = None, False
        self._guard = threading.Lock()
        self._listeners: dict[str, list[Callable[[], None]]] = {}
        self._what, self._changes, self.gone = "", 0, ""

    def _look_for_file(self) -> None:
        """Nobody takes it away here."""

    async def write(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As the real one, in the next turn of the loop."""
        if self._closed:
            raise sqlite3.ProgrammingError("the database is closed")
        future: asyncio.Future[Any] = self._loop.create_future()
        name = " ".join([fn.__name__, *(str(getattr(each, "id", each)) for each in args if _names(each))])
        self._queued.append((real._Job(lambda tx: fn(tx, *args, **kwargs), future), name))
        if len(self._queued) == 1:
            self._loop.call_soon(self._turn)
        return await future

    def _turn(self) -> None:
        batch, self._queued = self._queued, []
        if self._fate.dead.is_set():
            return
        self._what, self._changes = "; ".join(name for _, name in batch), self._connection.total_changes
        jobs = [job for job, _ in batch]
        woken = self._commit(jobs)
        changed = self._connection.total_changes != self._changes
        if not self._fate.dead.is_set() and not (changed and self._fate.ask("after commit", self._what)):
            self._deliver(jobs, woken)

    def _before(self) -> None:
        if self._connection.total_changes != self._changes and self._fate.ask("before commit", self._what):
            raise _Died

    async def close(self) -> None:
        """Take no more writes."""
        self._closed = True


def _names(value: object) -> bool:
    """Whether this tells one write from another."""
    return isinstance(value, int | str) or isinstance(getattr(value, "id", None), int)


class _Reader:
    """Reads on the same connection: between two turns it shows what is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def execute_fetchall(self, sql: str, params: Any = ()) -> list[Any]:
        return self._connection.execute(sql, params).fetchall()


class Still(Ticker):
    """Looks when it is told to, and never by itself."""

    async def run(self) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()


async def _idle() -> None:
    """In the place of the watch over the real seconds in which the loop stands still."""


async def _drawn(painter: Painter, sheet: dict[str, Any]) -> bytes:
    """A picture without a process of its own, which would take real time."""
    content = io.BytesIO()
    Image.new("RGB", (64, 64)).save(content, "PNG")
    return content.getvalue()


@contextmanager
def swapped(*swaps: tuple[Any, str, Any]) -> Iterator[None]:
    """Something else in the place of a part of the program, until the block is left."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in swaps]
    for owner, name, value in swaps:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)


@contextmanager
def glass(fate: Fate, channel: type[WebChat] | None = None) -> Iterator[None]:
    """Desks that are started in this block stand under glass; ``channel`` is the web chat they speak through."""

    @asynccontextmanager
    async def opened(path: Path, server: str = "") -> AsyncIterator[Database]:
        connection = real._connect(path)
        try:
            yield GlassDatabase(path, connection, fate)
        finally:
            connection.close()

    class Chat(channel or WebChat):  # type: ignore[misc]
        async def send(self, slot: Slot) -> str:
            return str(await _called(fate, f"send {slot.id}", super().send(slot)))

        async def edit(self, slot: Slot) -> None:
            await _called(fate, f"edit {slot.id} {slot.rev}", super().edit(slot))

    swaps = [(program, "open_database", opened), (program, "Ticker", Still), (program, "_alive", _idle)]
    with swapped(*swaps, (Painter, "_draw", _drawn), (joined, "WebChat", Chat)):
        yield


async def _called(fate: Fate, what: str, call: Any) -> Any:
    if fate.ask("before call", what):
        call.close()
        await asyncio.Event().wait()
    result = await call
    if fate.ask("after call", what):
        await asyncio.Event().wait()
    return result


class Lives:
    """One desk through any number of lives; ``start`` makes each."""

    def __init__(self, fate: Fate, start: Callable[[bool], Any]) -> None:
        self.fate, self._start = fate, start
        self._life: asyncio.Task[None] | None = None
        self._born: asyncio.Future[Running] = asyncio.get_running_loop().create_future()

    async def do(self, act: Callable[[Running], Any]) -> Any:
        """Do something with the desk that lives, again after every death, until it is done."""
        while True:
            doing = asyncio.ensure_future(self._with(act))
            died = asyncio.ensure_future(self.fate.dead.wait())
            await asyncio.wait({doing, died, self._alive()}, return_when=asyncio.FIRST_COMPLETED)
            died.cancel()
            if doing.done() and not doing.cancelled():
                return doing.result()
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            await self.end()
            if not self.fate.dead.is_set():
                raise AssertionError("the desk ended by itself")
            self.fate.reborn()

    async def end(self) -> None:
        """Take the desk that lives, or is dead, off the stage."""
        if self._life:
            self._life.cancel()
            (ended,) = await asyncio.gather(self._life, return_exceptions=True)
            self._life, self._born = None, asyncio.get_running_loop().create_future()
            if ended and not isinstance(ended, asyncio.CancelledError):
                raise ended

    async def _with(self, act: Callable[[Running], Any]) -> Any:
        self._alive()
        return await act(await self._born)

    def _alive(self) -> asyncio.Task[None]:
        if self._life is None:
            self._life = asyncio.create_task(self._live(self._born))
        return self._life

    async def _live(self, born: "asyncio.Future[Running]") -> None:
        async with self._start(self.fate.lives > 1) as running:
            born.set_result(running)
            await asyncio.Event().wait()


async def settled(running: Running) -> None:
    """Wait until everything that arrived is handled and everything wanted is sent, however long the platform takes."""
    while not await running.desk.db.write(_at_rest):  # noqa: ASYNC110
        await asyncio.sleep(0.02)


def _at_rest(tx: Tx) -> bool:
    return at_rest(tx)
