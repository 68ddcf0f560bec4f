"""Chats that count: what leaves is counted in the same write, and no crash and no refusal loses count or words."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.counted import RESIDENT
from domain.people import Abilities, Chat, ChatKind
from domain.talk.budget import MESSAGES, WITHIN
from storage import chats, inbox, outbox, people, results, sessions
from storage.db import Database, Tx, open_database
from storage.sending import Slot
from tests.storage.examples import NOW

CHAT = 1


@pytest.fixture
async def counted(db: Database) -> Database:
    await db.write(open_chat)
    return db


def open_chat(tx: Tx) -> None:
    chats.add(tx, "weixin", "weixin:a", ChatKind.PRIVATE, "ginkgo", "zh-CN")
    sessions.heard(tx, CHAT, NOW)


class Desk:
    """What is wanted, each from a cause of its own, and what the sender sees of it."""

    def __init__(self) -> None:
        self.cause = 0

    def say(self, tx: Tx, /, text: str, *, priority: int = 5, report: int | None = 7, **more: Any) -> None:
        self.cause += 1
        outbox.put(tx, self.cause, 1, CHAT, {"text": text}, NOW, priority=priority, report=report, **more)


def leave(tx: Tx, now: datetime = NOW, now_ms: int = 0) -> Slot | None:
    found = results.leaving(tx, now_ms, frozenset(), 8, now)
    assert len(found) <= 1
    return found[0] if found else None


def state(tx: Tx) -> dict[str, list[str]]:
    """The words that are wanted, by what became of them; parcels aside."""
    rows = tx.all("SELECT state, content FROM slot WHERE parcel IS NULL OR parcel <> id ORDER BY id")
    found: dict[str, list[str]] = {}
    for each, content in rows:
        found.setdefault(each, []).append(json.loads(content)["text"])
    return found


def used(tx: Tx) -> int:
    session = sessions.get(tx, CHAT)
    assert session
    return session.used


async def back(db: Database) -> list[tuple[str, int, int]]:
    bodies = [json.loads(row.body) for row in await db.write(inbox.waiting, 0, 99)]
    return [(body["what"], body["report"], body["cycle"]) for body in bodies]


async def test_what_waits_leaves_as_one_message_that_is_counted_at_once(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "有人接了")
    await counted.write(desk.say, "修好了", tells=1, owed=True)
    slot = await counted.write(leave)
    assert slot and slot.content == {"text": "有人接了\n\n修好了"}
    assert await counted.write(used) == 1
    assert await counted.write(state) == {"carried": ["有人接了", "修好了"]}
    await counted.write(results.sent, slot.id, slot.rev, "m1", NOW)
    assert await counted.write(state) == {"sent": ["有人接了", "修好了"]}
    assert await back(counted) == [("told", 7, 1)]
    assert await counted.write(outbox.report_of, CHAT, "m1") == 7


async def test_after_a_crash_the_same_message_leaves_and_counts_once(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了")
    first = await counted.write(leave)
    await counted.write(desk.say, "还有一句")  # meanwhile
    again = await counted.write(leave)
    assert first and again and (again.id, again.content) == (first.id, first.content)
    assert await counted.write(used) == 1


async def test_one_that_is_tried_again_holds_the_others_up_but_not_danger(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了")
    first = await counted.write(leave)
    assert first
    await counted.write(lambda tx: tx.run("UPDATE slot SET not_before = 5000, attempts = 1 WHERE id = ?", (first.id,)))
    await counted.write(desk.say, "还有一句", report=8)
    assert await counted.write(leave) is None
    await counted.write(desk.say, "先顾人！", report=9, priority=0)
    slot = await counted.write(leave)
    assert slot and slot.content == {"text": "先顾人！"}


async def test_what_changes_on_its_way_is_another_message(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "怎么了？", tag="draft:1:1", report=None, priority=3)
    await counted.write(leave)
    assert await counted.write(outbox.stands, CHAT, "draft:1:1") == "怎么了？"
    await counted.write(desk.say, "在哪儿？", tag="draft:1:1", report=None, priority=3)
    assert await counted.write(state) == {"carried": ["怎么了？"], "waiting": ["在哪儿？"]}


async def test_a_platform_that_takes_nothing_more_is_believed(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了", tells=1, owed=True)
    await counted.write(desk.say, "好", report=None, priority=3)
    slot = await counted.write(leave)
    assert slot
    await counted.write(results.hold, slot.id, NOW)
    assert await counted.write(state) == {"held": ["修好了"], "cancelled": ["好"]}
    assert await back(counted) == [("untold", 7, 1)]
    await counted.write(desk.say, "有人接了", report=8, owed=True)
    assert await counted.write(leave) is None  # closed until they speak
    await counted.write(sessions.heard, CHAT, NOW + timedelta(hours=1))
    slot = await counted.write(leave)
    assert slot and slot.content == {"text": "修好了\n\n有人接了"}
    await counted.write(results.sent, slot.id, slot.rev, "m2", NOW)
    assert (await back(counted))[-1] == ("told", 7, 1)


async def test_what_was_taken_and_not_delivered_waits_again(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了", tells=1, owed=True)
    slot = await counted.write(leave)
    assert slot
    await counted.write(results.sent, slot.id, slot.rev, "m1", NOW)
    await counted.write(results.bounced, CHAT, "m1", NOW)
    await counted.write(results.bounced, CHAT, "m1", NOW)  # told twice
    assert await counted.write(state) == {"held": ["修好了"]}
    assert await back(counted) == [("told", 7, 1), ("bounced", 7, 1)]


async def test_what_fails_for_good_was_not_counted(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了", tells=1)
    slot = await counted.write(leave)
    assert slot
    await counted.write(results.give_up, slot.id, slot.rev, "failed", "refused", NOW)
    assert await counted.write(state) == {"failed": ["修好了"]}
    assert await counted.write(used) == 0
    assert await back(counted) == [("untold", 7, 1)]


async def test_a_code_lets_one_message_leave_that_counts_for_nothing(counted: Database) -> None:
    desk, later = Desk(), NOW + WITHIN
    await counted.write(desk.say, "修好了", tells=1, owed=True)
    assert await counted.write(leave, later) is None
    await counted.write(sessions.entered, CHAT, "code", 20_000, "b3", later)
    await counted.write(desk.say, "您好", report=None, priority=3)
    slot = await counted.write(leave, later, 10_000)
    assert slot and slot.content == {"text": "修好了\n\n您好", "code": "code"} and slot.expires_at == 20_000
    assert await counted.write(used) == 0
    await counted.write(desk.say, "还有一句", report=8)
    await counted.write(results.give_up, slot.id, slot.rev, "expired", "came too late", later)
    assert await counted.write(leave, later, 21_000) is None  # and it serves once
    assert await counted.write(state) == {"held": ["修好了", "还有一句"], "cancelled": ["您好"]}


async def test_the_words_stand_in_what_was_carried_and_nowhere_else(counted: Database) -> None:
    def found(tx: Tx) -> list[str]:
        return [content for (content,) in tx.all("SELECT content FROM slot WHERE content LIKE '%13800138000%'")]

    desk = Desk()
    for end in ("sent", "give_up", "hold"):
        await counted.write(desk.say, f"{end}：13800138000", report=desk.cause)
        slot = await counted.write(leave)
        assert slot
        if end == "sent":
            await counted.write(results.sent, slot.id, slot.rev, f"m{slot.id}", NOW)
        elif end == "give_up":
            await counted.write(results.give_up, slot.id, slot.rev, "failed", "refused", NOW)
        else:
            await counted.write(results.hold, slot.id, NOW)
    assert len(await counted.write(found)) == 3
    await counted.write(sessions.forget, CHAT)
    assert len(await counted.write(found)) == 2  # what was held; what was said is erased with its report
    await counted.write(sessions.heard, CHAT, NOW + timedelta(hours=1))
    assert await counted.write(leave) is None


async def test_staff_are_not_called_where_messages_are_counted(counted: Database) -> None:
    able = {"weixin": RESIDENT, "web": Abilities()}

    def two(tx: Tx) -> Chat:
        person = people.add_person(tx, "web", "a", "周师傅", "zh-CN").id
        chats.adopt(tx, CHAT, person)
        chats.add(tx, "web", "private:a", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=person)
        chats.heard(tx, CHAT, person, NOW)  # used last
        return chats.privates(tx, [person], "ginkgo", able)[person]

    assert (await counted.write(two)).channel == "web"


async def test_what_is_on_its_way_counts_for_the_next_48_hours_too(counted: Database) -> None:
    desk = Desk()
    await counted.write(desk.say, "修好了")
    slot = await counted.write(leave)
    await counted.write(sessions.heard, CHAT, NOW + timedelta(seconds=1))
    assert slot and await counted.write(used) == 1
    await counted.write(results.sent, slot.id, slot.rev, "m1", NOW)
    await counted.write(sessions.heard, CHAT, NOW + timedelta(seconds=2))
    assert await counted.write(used) == 0
    await counted.write(desk.say, "还有一句")
    await counted.write(leave)
    await counted.write(sessions.heard, CHAT, NOW)  # said before, and here only now
    assert await counted.write(used) == 1


async def test_a_chat_that_holds_back_keeps_nobody_else_waiting(counted: Database) -> None:
    def others(tx: Tx) -> None:
        for n in range(12):
            chat = chats.add(tx, "weixin", f"weixin:{n}", ChatKind.PRIVATE, "ginkgo", "zh-CN")
            sessions.entered(tx, chat, "", 0, "", NOW)
            outbox.put(tx, 100 + n, 1, chat, {"text": "a"}, NOW, priority=2, report=n)
        outbox.put(tx, 200, 1, CHAT, {"text": "b"}, NOW, priority=5, report=99)

    await counted.write(others)
    slot = await counted.write(leave)
    assert slot and slot.content == {"text": "b"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["heard", "notice", "owed", "danger", "reply", "leave", "crash", "take", "refuse", "bounce", "day"]
        ),
        max_size=40,
    )
)
async def test_nothing_is_lost_or_said_twice_and_the_platform_never_refuses_for_our_count(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    async with open_database(tmp_path_factory.mktemp("db") / "huiyin.db") as db:
        await db.write(open_chat)
        desk, now, heard = Desk(), NOW, NOW
        taken: list[str] = []
        since = 0  # messages the platform took since it heard them
        flying: Slot | None = None
        for step in steps:
            match step:
                case "heard":
                    now = heard = now + timedelta(minutes=1)
                    since = 0
                    await db.write(sessions.heard, CHAT, now)
                case "day":
                    now += timedelta(days=1)
                case "notice" | "owed" | "danger":
                    priority = 0 if step == "danger" else 5
                    await db.write(
                        desk.say, f"{desk.cause}.", report=desk.cause, priority=priority, owed=step == "owed"
                    )
                case "reply":
                    await db.write(desk.say, f"{desk.cause}.", report=None, priority=3)
                case "leave" | "crash":
                    flying = await db.write(leave, now)
                case "take" if flying:
                    assert flying.content["text"] not in taken
                    taken.append(flying.content["text"])
                    since += 1
                    assert since <= MESSAGES and (now - heard < WITHIN or flying.attempts == 0)
                    await db.write(results.sent, flying.id, flying.rev, f"m{flying.id}", now)
                    flying = None
                case "refuse" if flying:
                    await db.write(results.hold, flying.id, now)
                    flying = None
        found = await db.write(state)
        said = [each for text in taken for each in text.split("\n\n")]
        assert sorted(found.get("sent", [])) == sorted(said) and len(set(said)) == len(said)
        assert not found.get("failed")
        chatter = await db.write(
            lambda tx: {
                json.loads(row[0])["text"]
                for row in tx.all("SELECT content FROM slot WHERE report IS NULL AND parcel IS NOT id")
            }
        )
        assert set(found.get("cancelled", [])) <= chatter
