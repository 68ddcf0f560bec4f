"""No sequence of events, timers, sends and crashes loses a row, doubles one, or shows a message twice."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.people import ChatKind
from storage import chats, due, inbox, outbox, sending
from storage.db import Database, Tx, open_database
from storage.inbox import Arrival
from storage.sending import Slot

START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
CHATS = st.sampled_from([1, 1, 1, 2])  # mostly the same one: what is rare is what meets
TAGS = st.sampled_from(["card", "card", "offer", None])
RARELY = st.sampled_from([False, False, True])
KEYS = st.sampled_from("abcdefgh")
SUBJECTS = st.sampled_from(["7", "8"])


class Failed(Exception):
    """A handler fails in the middle."""


class Storage(RuleBasedStateMachine):
    """Inbox, timers and outbox together, against a model of dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.stack = AsyncExitStack()
        self.db: Database = self.runner.run(self._open())
        self.now, self.said = START, 0
        self.rows: Counter[str] = Counter()  # state -> how many inbox rows
        self.keys: set[str] = set()
        self.timers: dict[tuple[str, str], datetime] = {}
        self.wanted: dict[int, tuple[int, str]] = {}  # message -> its chat and text
        self.tags: dict[tuple[int, str], int] = {}  # -> message
        self.flight: list[Slot] = []
        self.unsure: set[int] = set()  # slots that the platform may have taken before a crash
        self.screen: dict[int, tuple[int, str]] = {}  # slot -> chat and text: what the platform shows

    async def _open(self) -> Database:
        return await self.stack.enter_async_context(open_database(Path(self.folder.name) / "huiyin.db"))

    def write(self, fn: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return self.runner.run(self.db.write(fn, *args, **options))

    @initialize()
    def chats(self) -> None:
        for name in ("one", "two"):
            self.write(chats.add, "web", name, ChatKind.GROUP, "ginkgo", "en")

    # --- inbox and timers -----------------------------------------------------------------------------

    @rule(key=KEYS)
    def receive(self, key: str) -> None:
        fresh = self.write(inbox.receive, "web", key, "lane", {}, self.now)
        assert fresh == (key not in self.keys)
        self.keys.add(key)
        self.rows["waiting"] += fresh

    @rule(subject=SUBJECTS, hours=st.integers(0, 3))
    def schedule(self, subject: str, hours: int) -> None:
        at = self.now + timedelta(hours=hours)
        self.write(due.schedule, at, "tell", subject)
        self.timers["tell", subject] = at

    @rule(subject=SUBJECTS)
    def cancel(self, subject: str) -> None:
        self.write(due.cancel, "tell", subject)
        self.timers.pop(("tell", subject), None)

    @rule(hours=st.integers(0, 4))
    def tick(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        came = [timer for timer, at in self.timers.items() if at <= self.now]
        assert self.write(due.take, self.now) == len(came)
        for timer in came:
            del self.timers[timer]
        self.rows["waiting"] += len(came)

    @rule()
    def park(self) -> None:
        assert self.write(inbox.park, self._first().id, "error")
        self._move("waiting", "parked")

    @precondition(lambda self: self.rows["parked"])
    @rule(again=st.booleans())
    def decide_about_parked(self, again: bool) -> None:
        parked = self.write(inbox.parked)[0]
        assert self.write(inbox.retry if again else inbox.drop, parked.id)
        self._move("parked", "waiting" if again else "dropped")

    @rule()
    def purge(self) -> None:
        assert self.write(inbox.purge, self.now) == 0  # nothing is a week old

    # --- handling -------------------------------------------------------------------------------------

    def _first(self) -> Arrival:
        """The next row to handle; something new happens when nothing waits."""
        if not self.rows["waiting"]:
            self.receive(f"new {sum(self.rows.values())}")
        return self.write(inbox.waiting, 0, 1)[0]  # type: ignore[no-any-return]

    def _move(self, before: str, after: str) -> None:
        self.rows[before] -= 1
        self.rows[after] += 1

    @rule(
        chat=CHATS, tag=TAGS, again=RARELY, report=st.sampled_from([None, 7]), priority=st.integers(0, 3), leaves=RARELY
    )
    def say(self, chat: int, tag: str | None, again: bool, report: int | None, priority: int, leaves: bool) -> None:
        self.said += 1
        text = str(self.said)

        def handle(tx: Tx, row: int) -> None:
            options: dict[str, Any] = {"tag": tag, "again": again, "report": report, "priority": priority}
            outbox.put(tx, row, 1, chat, {"text": text}, self.now, **options)
            inbox.done(tx, row)

        self.write(handle, self._first().id)
        self._move("waiting", "done")
        message = self.tags.get((chat, tag)) if tag and not again else None
        if message is None:
            message = self.said
        if tag:
            self.tags[chat, tag] = message
        self.wanted[message] = (chat, text)
        if leaves:
            self.begin()

    @precondition(lambda self: not self.unsure)
    @rule(chat=CHATS, tag=TAGS.filter(bool))
    def take_away(self, chat: int, tag: str) -> None:
        def handle(tx: Tx, row: int) -> None:
            outbox.remove(tx, chat, tag)
            inbox.done(tx, row)

        self.write(handle, self._first().id)
        self._move("waiting", "done")
        if message := self.tags.pop((chat, tag), None):
            del self.wanted[message]

    @rule(chat=CHATS)
    def fail(self, chat: int) -> None:
        def handle(tx: Tx, row: int) -> None:
            outbox.put(tx, row, 1, chat, {"text": "never"}, self.now, priority=0, tag="card")
            due.schedule(tx, self.now, "never", "7")
            inbox.done(tx, row)
            raise Failed

        with suppress(Failed):
            self.write(handle, self._first().id)

    # --- sending --------------------------------------------------------------------------------------

    @rule()
    def begin(self) -> None:
        busy = frozenset(slot.chat for slot in self.flight)
        self.flight += self.write(sending.ready, 0, busy, 8)
        assert len({slot.chat for slot in self.flight}) == len(self.flight)

    @precondition(lambda self: self.flight)
    @rule(took=st.booleans())
    def finish(self, took: bool) -> None:
        slot = self.flight.pop(0)
        if took:
            self._show(slot)
            self.write(sending.sent, slot.id, slot.rev, f"m{slot.id}")
            self.unsure.discard(slot.id)
        else:
            self.write(sending.put_off, slot.id, 0, "timed out")

    @rule(took=st.booleans())
    def crash(self, took: bool) -> None:
        for slot in self.flight if took else ():
            # The one limit: what is taken away while it leaves stays, if we die before we know its name there.
            if self.write(lambda tx, id_: tx.one("SELECT state FROM slot WHERE id = ?", (id_,)), slot.id) == (
                "waiting",
            ):
                self._show(slot)
                self.unsure |= {slot.id} if slot.sent_rev == 0 else set()
        self.flight.clear()
        self.runner.run(self.stack.aclose())
        self.db = self.runner.run(self._open())

    def _show(self, slot: Slot) -> None:
        if slot.content.get("deleted"):
            self.screen.pop(slot.id, None)
        else:
            self.screen[slot.id] = (slot.chat, slot.content["text"])

    # --- what must hold -------------------------------------------------------------------------------

    @invariant()
    def every_row_is_where_it_should_be(self) -> None:
        rows = dict(self.write(lambda tx: tx.all("SELECT state, count(*) FROM inbox GROUP BY state")))
        assert rows == {state: count for state, count in self.rows.items() if count}
        assert self.write(lambda tx: tx.one("SELECT count(*) FROM due")) == (len(self.timers),)

    def teardown(self) -> None:
        while self.flight:
            self.finish(took=True)
        self.begin()
        while self.flight:
            self.finish(took=True)
            self.begin()
        self.runner.run(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()
        assert sorted(self.screen.values()) == sorted(self.wanted.values())


TestStorage = Storage.TestCase
TestStorage.settings = settings(
    max_examples=40, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
