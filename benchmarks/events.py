"""Events a second through the real reader and handlers into SQLite at FULL, with 64 lanes busy.

The rows are put into the inbox first; the clock runs from the start of the reader until the last of them is
handled and committed.  Sending is not part of it.
"""

import asyncio
import tempfile
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from bot.channels.webchat import WebChat
from bot.clock import DeskClock
from bot.reader import Reader
from config import categories, community, model, settings, wording
from domain.people import ChatKind, Role
from domain.understanding.classification import Classifier
from handlers.desk import Desk
from storage import chats, inbox, people
from storage.db import Database, Tx, open_database
from storage.times import from_ms, to_ms
from web.intake import SOURCE

LANES = 64
ROUNDS = 12
STAFF = 8  # of one community
CHATTER = ("今天天气真好", "谁家的快递放错了", "有人拼车去机场吗", "修好了吗", "谢谢大家")


async def measure() -> list[str]:
    """One line a kind of event, and one for all."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        async with open_database(Path(folder) / "bench.db") as db:
            return await _measure(db)


async def _measure(db: Database) -> list[str]:
    config = settings.Settings(_env_file=None)
    kinds = categories.load(config.categories)
    home = community.load(config.community)
    channel = WebChat(db)
    clock = DeskClock()
    desk = Desk(
        db=db,
        clock=clock,
        wording=wording.load(kinds),
        categories=kinds,
        classifier=Classifier(kinds, model.load()),
        communities={home.code: home},
        channels={channel.name: channel.abilities},
    )
    await db.write(_people, home.code)
    counts: dict[str, int] = defaultdict(int)
    spent: dict[str, float] = defaultdict(float)
    for turn in range(ROUNDS):
        clock.offset += timedelta(days=1)  # words within minutes of a report would add to it
        for name, step in STEPS.items():
            counts[name] += await db.write(step, turn, to_ms(clock.now()))
            spent[name] += await _drain(desk, channel)
    lines = [f"events: {name:22} {counts[name] / spent[name]:7,.0f}/s" for name in STEPS]
    every = sum(counts.values()) / sum(spent.values())
    return [*lines, f"events: {'all together':22} {every:7,.0f}/s  (aim: 3,000/s, {LANES} lanes)"]


async def _drain(desk: Desk, channel: WebChat) -> float:
    start = time.perf_counter()
    reader = Reader(desk, {channel.name: channel})
    reading = asyncio.create_task(reader.run())
    while not await reader.idle():  # asks through the queue of writes, so it waits for what is before it
        pass
    seconds = time.perf_counter() - start
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return seconds


def _people(tx: Tx, home: str) -> None:
    for lane in range(LANES):
        person = people.add_person(tx, SOURCE, f"p{lane}", f"P{lane}", "zh-CN")
        chats.add(tx, SOURCE, f"private:p{lane}", ChatKind.PRIVATE, home, "zh-CN", person=person.id)
        chats.add(tx, SOURCE, f"group{lane}", ChatKind.GROUP, home, "zh-CN")
        staff = people.add_person(tx, SOURCE, f"s{lane}", "S", "zh-CN")
        if lane < STAFF:
            people.grant(tx, staff.id, home, Role.STAFF, "electrician", ())
        chats.add(tx, SOURCE, f"private:s{lane}", ChatKind.PRIVATE, home, "zh-CN", person=staff.id)
    chats.add(tx, SOURCE, "duty", ChatKind.DUTY, home, "zh-CN")


def _chatter(tx: Tx, turn: int, now: int) -> int:
    return sum(
        said(tx, f"group{lane}", f"p{lane}", CHATTER[(lane + n) % len(CHATTER)], f"c{turn}.{lane}.{n}", now)
        for n in range(5)  # most of what a group says is none of our business
        for lane in range(LANES)
    )


def _told(tx: Tx, turn: int, now: int) -> int:
    count = 0
    for lane in range(LANES):
        text = f"{lane % 18 + 1}号楼{turn % 4 + 1}单元楼道灯不亮"
        count += said(tx, f"private:p{lane}", f"p{lane}", text, f"t{turn}.{lane}", now)
    return count


def _filed(tx: Tx, turn: int, now: int) -> int:
    drafts = tx.all("SELECT draft.id, chat.external FROM draft JOIN chat ON chat.id = draft.chat")
    return sum(pressed(tx, chat, chat.split(":")[1], f"file:{id_}:0:", f"f{id_}", now) for id_, chat in drafts)


def _taken(tx: Tx, turn: int, now: int) -> int:
    ids = tx.all("SELECT id FROM report WHERE status = 'open'")
    count = 0
    for (id_,) in ids:
        staff = f"s{id_ % STAFF}"
        count += pressed(tx, f"private:{staff}", staff, f"take:{id_}:1:today", f"k{id_}", now)
    return count


def _asked(tx: Tx, turn: int, now: int) -> int:
    return sum(said(tx, f"private:p{lane}", f"p{lane}", "进度", f"a{turn}.{lane}", now) for lane in range(LANES))


STEPS = {
    "chatter in a group": _chatter,
    "a report in private": _told,
    "filing it": _filed,
    "taking it": _taken,
    "asking how it stands": _asked,
}


def said(tx: Tx, chat: str, account: str, text: str, key: str, now: int) -> int:
    """Somebody writes something."""
    body = {
        "type": "said", "chat": chat, "account": account, "name": account, "lang": "zh-CN", "message": key, "at": now,
        "text": text, "photos": [], "voice": None, "point": None, "reply_to": None, "mentioned": False,
    }  # fmt: skip
    return _received(tx, chat, key, body, now)


def pressed(tx: Tx, chat: str, account: str, data: str, key: str, now: int) -> int:
    """Somebody presses something."""
    body = {
        "type": "pressed", "chat": chat, "account": account, "name": account, "lang": "zh-CN", "message": "1",
        "at": now, "data": data, "press": key,
    }  # fmt: skip
    return _received(tx, chat, key, body, now)


def _received(tx: Tx, chat: str, key: str, body: object, now: int) -> int:
    return int(inbox.receive(tx, SOURCE, key, f"{SOURCE}:{chat}", body, from_ms(now)))
