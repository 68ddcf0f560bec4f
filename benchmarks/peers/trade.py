"""What both bots know of the trade: kinds, places, words, and the rows that a report leaves.

A message leaves its key (a repeat is dropped), the person, what is to be looked at later, and a row for each answer.
A report leaves itself with its deadlines, its event, the link to each message it was made of, what it counts as, and
an alert for the staff.  Everything that one message causes is one transaction.
"""

import json
import re
import time
from dataclasses import dataclass
from typing import Any

import aiosqlite

DUTY = -100500
HOUR = 3_600_000
KINDS = {
    "light": ("灯", 24, 72), "lift": ("电梯", 2, 24), "garbage": ("垃圾", 24, 48), "drain": ("下水", 4, 48),
    "water": ("停水", 4, 24), "road": ("路面", 24, 120), "charger": ("充电", 24, 72), "noise": ("吵", 24, 72),
    "parking": ("停车", 24, 72), "green": ("树", 48, 240), "door": ("门禁", 24, 72), "pest": ("老鼠", 48, 168),
}  # fmt: skip
PLACE = re.compile(r"(\d+)号楼(?:(\d+)单元)?")
YES, NO = "报上去", "不报了"
ASK_WHERE = "在哪儿呢？说楼号，或者旁边有什么都行。"
NOT_UNDERSTOOD = "没看懂。说说哪里坏了就行。"
DROPPED = "好，不报了。"

SCHEMA = """
    CREATE TABLE IF NOT EXISTS seen (
        key INTEGER PRIMARY KEY, chat INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS person (
        account INTEGER PRIMARY KEY, name TEXT NOT NULL, lang TEXT NOT NULL,
        met INTEGER NOT NULL, heard INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS due (
        kind TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, subject)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS due_at ON due (at);
    CREATE TABLE IF NOT EXISTS report (
        id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL UNIQUE, category TEXT NOT NULL,
        place TEXT NOT NULL, building TEXT NOT NULL, text TEXT NOT NULL, reporter INTEGER NOT NULL,
        reported_at INTEGER NOT NULL, respond_by INTEGER NOT NULL, resolve_by INTEGER NOT NULL,
        status TEXT NOT NULL DEFAULT 'open'
    ) STRICT;
    CREATE INDEX IF NOT EXISTS report_place ON report (building, category, reported_at) WHERE status = 'open';
    CREATE INDEX IF NOT EXISTS report_person ON report (reporter, reported_at);
    CREATE TABLE IF NOT EXISTS report_event (
        id INTEGER PRIMARY KEY, report INTEGER NOT NULL, at INTEGER NOT NULL, actor INTEGER, kind TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS report_event_of ON report_event (report);
    CREATE TABLE IF NOT EXISTS report_message (
        chat INTEGER NOT NULL, message INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (chat, message)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS fact (
        report INTEGER PRIMARY KEY, category TEXT NOT NULL, building TEXT NOT NULL, reported_at INTEGER NOT NULL,
        respond_by INTEGER NOT NULL, resolve_by INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS slot (
        id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, content TEXT NOT NULL, report INTEGER,
        state TEXT NOT NULL DEFAULT 'waiting', wanted_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS slot_waiting ON slot (chat, id) WHERE state = 'waiting';
"""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, where, and in which message."""

    update: int
    chat: int
    message: int
    name: str
    lang: str


async def opened(path: str) -> aiosqlite.Connection:
    """The database, ready."""
    db = await aiosqlite.connect(path, isolation_level=None)
    await db.execute("PRAGMA journal_mode = WAL")
    await db.execute("PRAGMA synchronous = FULL")
    await db.executescript(SCHEMA)
    return db


def kind_of(text: str) -> str | None:
    """The category whose word is in the text."""
    return next((code for code, (word, *_) in KINDS.items() if word in text), None)


def summary(draft: dict[str, Any]) -> str:
    """What we understood."""
    return f"我这样报：{KINDS[draft['category']][0]} · {draft['place']}\n“{draft['text']}”"


def now() -> int:
    """Epoch milliseconds."""
    return int(time.time() * 1000)


async def begin(db: aiosqlite.Connection, who: Sender) -> bool:
    """Open the transaction of a message; False when it came before."""
    await db.execute("BEGIN IMMEDIATE")
    at = now()
    cursor = await db.execute("INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (who.update, who.chat, at))
    if not cursor.rowcount:
        await db.execute("ROLLBACK")
        return False
    await db.execute(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET heard = excluded.heard",
        (who.chat, who.name, who.lang, at, at),
    )
    return True


async def say(db: aiosqlite.Connection, chat: int, text: str, buttons: tuple[str, ...] = (), report: int = 0) -> None:
    """A row for what is to be said."""
    content = json.dumps({"text": text, "buttons": [[each] for each in buttons]}, ensure_ascii=False)
    await db.execute(
        "INSERT INTO slot (chat, content, report, wanted_at) VALUES (?, ?, ?, ?)",
        (chat, content, report or None, now()),
    )


async def noted(db: aiosqlite.Connection, who: Sender) -> None:
    """A draft is there: to be brought to mind in fifteen minutes, and erased within a day."""
    for kind, wait in (("draft", HOUR // 4), ("erase", 23 * HOUR)):
        await db.execute("INSERT OR REPLACE INTO due VALUES (?, ?, ?)", (kind, str(who.chat), now() + wait))


async def dropped(db: aiosqlite.Connection, who: Sender) -> None:
    """No draft is there any more."""
    for kind in ("draft", "erase"):
        await db.execute("DELETE FROM due WHERE kind = ? AND subject = ?", (kind, str(who.chat)))


async def same(db: aiosqlite.Connection, draft: dict[str, Any]) -> int | None:
    """The number of an open report of the same kind in the same building."""
    cursor = await db.execute(
        """
        SELECT number FROM report WHERE building = ? AND category = ? AND status = 'open' ORDER BY reported_at LIMIT 1
        """,
        (draft["building"], draft["category"]),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else None


async def filed(db: aiosqlite.Connection, who: Sender, draft: dict[str, Any]) -> None:
    """Make it a report, say so, and alert the staff."""
    at, (word, respond, resolve) = now(), KINDS[draft["category"]]
    times = at, at + respond * HOUR, at + resolve * HOUR
    cursor = await db.execute("SELECT coalesce(max(number), 1000) + 1 FROM report")
    row = await cursor.fetchone()
    assert row
    number = int(row[0])
    cursor = await db.execute(
        """
        INSERT INTO report (number, category, place, building, text, reporter, reported_at, respond_by, resolve_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (number, draft["category"], draft["place"], draft["building"], draft["text"], who.chat, *times),
    )
    report = cursor.lastrowid or 0
    await db.execute(
        "INSERT INTO report_event (report, at, actor, kind) VALUES (?, ?, ?, 'reported')", (report, at, who.chat)
    )
    for message in draft["messages"]:
        await db.execute("INSERT OR REPLACE INTO report_message VALUES (?, ?, ?)", (who.chat, message, report))
    await db.execute(
        "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", (report, draft["category"], draft["building"], *times)
    )
    await db.execute("INSERT INTO due VALUES ('remind', ?, ?)", (str(report), times[1]))
    await dropped(db, who)
    until = time.strftime("%m-%d %H:%M", time.localtime(times[1] / 1000))
    receipt = f"收到了，编号{number}。\n{word} · {draft['place']}\n最晚{until}，会有人回您。"
    await say(db, who.chat, receipt, ("改", "留电话", "撤回", "不公开"), report)
    card = f"{number} {word} · {draft['place']}\n“{draft['text']}”\n{until}前要回话"
    await say(db, DUTY, card, ("接单", "转派", "问一句", "办结", "更多"), report)
