"""Messages leave: eight at once, one per chat, and a failure of one is no failure of the others."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.channels import SendFailed
from bot.sender import AT_ONCE, TRIES, Sender
from domain.events import Event
from domain.people import Abilities, ChatKind
from storage import chats, outbox
from storage.db import Database, Tx
from storage.sending import Slot
from tests.bot.conftest import NOW, SetClock, at_work, locked, logged, until


class Post:
    """A channel that writes down what it is given, fails as it is told, and can be held."""

    name = "post"
    abilities = Abilities()

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []  # chat, text
        self.shown: dict[str, str] = {}  # our id -> text
        self.failures: dict[str, list[Exception]] = {}  # text -> what its next calls raise
        self.limits: list[float] = []  # s that the next slots have to wait
        self.in_flight: list[str] = []
        self.called = asyncio.Condition()
        self.open = asyncio.Event()
        self.open.set()

    def decode(self, body: Mapping[str, Any]) -> Event:
        raise NotImplementedError

    def wait(self, slot: Slot) -> float:
        if slot.content.get("text") == "unmeasurable":
            raise KeyError("x")
        return self.limits.pop(0) if self.limits else 0.0

    async def send(self, slot: Slot) -> str:
        await self._take(slot)
        return f"p{slot.id}"

    async def edit(self, slot: Slot) -> None:
        assert slot.platform_id == f"p{slot.id}"
        await self._take(slot)

    async def _take(self, slot: Slot) -> None:
        text = slot.content.get("text", "")
        self.calls.append((slot.chat_external, text))
        self.in_flight.append(slot.chat_external)
        async with self.called:
            self.called.notify_all()
        await self.open.wait()
        self.in_flight.remove(slot.chat_external)
        if self.failures.get(text):
            raise self.failures[text].pop(0)
        self.shown[f"p{slot.id}"] = text

    async def reached(self, calls: int) -> None:
        """Wait until it was called so often."""
        async with asyncio.timeout(10), self.called:
            await self.called.wait_for(lambda: len(self.calls) >= calls)


class FullPost(Post):
    """One through which nothing at all may leave."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def wait(self, slot: Slot) -> float:
        self.asked.append(slot.chat_external)
        return 0.01

    def full(self) -> bool:
        return True


@pytest.fixture
def post() -> Post:
    return Post()


def sender(db: Database, post: Post, clock: SetClock | None = None) -> Sender:
    return Sender(db, {post.name: post}, clock or SetClock(), look_again=0.01, backoff_ms=(0,))


async def put(db: Database, text: str, *, chat: str = "one", **options: Any) -> None:
    def fn(tx: Tx) -> None:
        found = chats.find(tx, "post", chat, {})
        id_ = found.id if found else chats.add(tx, "post", chat, ChatKind.GROUP, "ginkgo", "en")
        row = tx.one("SELECT count(*) FROM slot")
        outbox.put(tx, 1, row[0] if row else 0, id_, {"text": text}, NOW, **{"priority": 3, **options})

    await db.write(fn)


async def nothing_waits(db: Database) -> bool:
    return (await db.write(outbox.backlog))[0] == 0


async def states(db: Database) -> list[str]:
    return [row[0] for row in await db.write(lambda tx: tx.all("SELECT state FROM slot ORDER BY id"))]


async def test_what_is_wanted_is_shown_once_and_in_order(db: Database, post: Post) -> None:
    await put(db, "before the start")
    async with at_work(sender(db, post).run()):
        for n in range(20):
            await put(db, str(n))
        await until(lambda: nothing_waits(db))
    assert post.calls == [("one", "before the start"), *(("one", str(n)) for n in range(20))]


async def test_eight_leave_at_once_and_one_per_chat(db: Database, post: Post) -> None:
    post.open.clear()
    for n in range(40):
        await put(db, str(n), chat=f"chat{n % 10}")
    async with at_work(sender(db, post).run()):
        await post.reached(AT_ONCE)
        await put(db, "one more", chat="chat0")
        assert len(post.in_flight) == len(set(post.in_flight)) == AT_ONCE == len(post.calls)
        post.open.set()
        await until(lambda: nothing_waits(db))
    for n in range(10):
        texts = [text for chat, text in post.calls if chat == f"chat{n}"]
        assert texts == [str(n), str(n + 10), str(n + 20), str(n + 30), *(["one more"] if n == 0 else [])]


async def test_the_most_urgent_leaves_first(db: Database, post: Post) -> None:
    for n, priority in enumerate((5, 3, 0, 3)):
        await put(db, str(n), priority=priority)
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert [text for _, text in post.calls] == ["2", "1", "3", "0"]


async def test_a_permanent_failure_ends_the_message_and_no_other(db: Database, post: Post) -> None:
    post.failures["a"] = [SendFailed("blocked", permanent=True)]
    await put(db, "a")
    await put(db, "b")
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == ["failed", "sent"]
    assert post.calls == [("one", "a"), ("one", "b")]


async def test_a_passing_failure_is_tried_again_in_its_turn(db: Database, post: Post) -> None:
    post.failures["a"] = [SendFailed("timed out"), SendFailed("timed out")]
    await put(db, "a")
    await put(db, "b")
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert [text for _, text in post.calls] == ["a", "a", "a", "b"]


async def test_the_platform_may_say_how_long_to_wait(db: Database, post: Post) -> None:
    clock = SetClock()
    post.failures["a"] = [SendFailed("too many", retry_after=timedelta(seconds=30))]
    await put(db, "a")
    await put(db, "elsewhere", chat="two")
    async with at_work(sender(db, post, clock).run()):
        await post.reached(2)
        await until(lambda: _put_off(db, clock.ms + 30_000))
        assert len(post.calls) == 2
        clock.ms += 30_000
        await until(lambda: nothing_waits(db))
    assert Counter(text for _, text in post.calls) == {"a": 2, "elsewhere": 1}


async def _put_off(db: Database, to: int) -> bool:
    return await db.write(lambda tx: tx.one("SELECT not_before FROM slot WHERE id = 1")) == (to,)


async def test_an_answer_that_comes_too_late_is_not_sent(db: Database, post: Post) -> None:
    await put(db, "late", expires_at=SetClock().ms)
    await put(db, "in time", expires_at=SetClock().ms + 1)
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert post.calls == [("one", "in time")]
    assert await states(db) == ["expired", "sent"]


async def test_a_message_for_a_channel_that_is_not_there_fails(db: Database, post: Post) -> None:
    await put(db, "a")
    async with at_work(Sender(db, {}, SetClock()).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == ["failed"]


async def test_a_channel_that_breaks_on_a_message_is_given_a_few_chances(db: Database, post: Post) -> None:
    post.failures["poison"] = [KeyError("x") for _ in range(TRIES)]
    await put(db, "poison")
    await put(db, "next")
    await put(db, "elsewhere", chat="two")
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert await states(db) == ["failed", "sent", "sent"]
    assert Counter(text for _, text in post.calls) == {"poison": TRIES, "next": 1, "elsewhere": 1}


async def test_a_change_while_it_leaves_follows_as_an_edit(db: Database, post: Post) -> None:
    post.open.clear()
    await put(db, "open", tag="card")
    async with at_work(sender(db, post).run()):
        await post.reached(1)
        for text in ("taken", "waiting", "resolved"):
            await put(db, text, tag="card")
        post.open.set()
        await until(lambda: nothing_waits(db))
    assert [text for _, text in post.calls] == ["open", "resolved"]
    assert post.shown == {"p1": "resolved"}


async def test_what_was_taken_away_while_it_left_is_deleted(db: Database, post: Post) -> None:
    post.open.clear()
    await put(db, "open", tag="card")
    async with at_work(sender(db, post).run()):
        await post.reached(1)
        await db.write(outbox.remove, 1, "card")
        post.open.set()
        await until(lambda: nothing_waits(db))
        await post.reached(2)
    assert post.shown == {"p1": ""}  # what a channel makes of {"deleted": true}


async def test_what_left_is_not_sent_again_because_it_could_not_be_written_down(db: Database, post: Post) -> None:
    post.open.clear()
    await put(db, "a")
    async with at_work(sender(db, post).run()):
        await post.reached(1)
        async with locked(db):
            post.open.set()
            await logged("could not write down")
        await until(lambda: nothing_waits(db))
    assert post.calls == [("one", "a")]
    assert await states(db) == ["sent"]


async def test_chats_that_reached_a_limit_do_not_keep_the_others_waiting(db: Database, post: Post) -> None:
    post.limits = [0.2] * AT_ONCE
    for n in range(AT_ONCE + 1):
        await put(db, str(n), chat=f"chat{n}")
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert post.calls[0] == (f"chat{AT_ONCE}", str(AT_ONCE))
    assert len(post.calls) == AT_ONCE + 1


async def test_a_channel_that_breaks_on_measuring_a_message_stops_no_other(db: Database, post: Post) -> None:
    for text in ("unmeasurable", "next"):
        await put(db, text)
    async with at_work(sender(db, post).run()):
        await until(lambda: nothing_waits(db))
    assert [text for _, text in post.calls] == ["unmeasurable", "next"]


async def test_the_sender_survives_a_time_when_nothing_can_be_read(db: Database, post: Post) -> None:
    async with at_work(sender(db, post).run()):
        async with locked(db):
            await logged("could not read the outbox")
        await put(db, "a")
        await until(lambda: nothing_waits(db))
    assert post.calls == [("one", "a")]


async def test_while_nothing_may_leave_thousands_are_not_looked_through(db: Database) -> None:
    post = FullPost()
    for n in range(10 * AT_ONCE):
        await put(db, str(n), chat=f"chat{n}")

    async def looked() -> bool:
        assert not await nothing_waits(db)
        return len(post.asked) >= 3 * AT_ONCE  # again and again, after each rest

    async with at_work(Sender(db, {post.name: post}, SetClock(), look_again=60).run()):
        await until(looked)
    assert set(post.asked) == {f"chat{n}" for n in range(AT_ONCE)}
