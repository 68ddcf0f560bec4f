"""What promises cost: 10,000 that are broken at once, and a tick at which nothing is due.

All of them have another resident, who hears that it is late; the community's crew hears of them in lists.  Seconds of
the processor are those of the whole program, so that neighbours on the machine do not count.
"""

import asyncio
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bot.channels.webchat import WebChat
from bot.clock import DeskClock
from bot.reader import Reader
from config import categories, community, model, settings, wording
from domain.categories import Urgency
from domain.people import ChatKind, Role
from domain.report import Report, Status
from domain.understanding.classification import Classifier
from domain.understanding.result import Place
from handlers.desk import Desk
from storage import chats, due, people, reports
from storage.db import Database, Tx, open_database
from storage.report_rows import COLUMNS
from web.intake import SOURCE

OVERDUE = 10_000
FEW, MANY = 10_000, 1_000_000
TICKS = 500


async def measure() -> list[str]:
    """One line for the reminders, one for the tick."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        async with open_database(Path(folder) / "bench.db") as db:
            reminding = await _reminding(db)
        async with open_database(Path(folder) / "ticks.db") as db:
            return [reminding, await _ticking(db)]


async def _reminding(db: Database) -> str:
    channel = WebChat(db)
    desk = _desk(db, channel)
    await db.write(_overdue, desk.home.code)
    start, used = time.perf_counter(), time.process_time()
    reader = Reader(desk, {channel.name: channel})
    reading = asyncio.create_task(reader.run())
    while not await reader.idle() or await db.write(lambda tx: due.take(tx, desk.clock.now()) > 0):
        pass
    seconds, used = time.perf_counter() - start, time.process_time() - used
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    said = await db.write(lambda tx: tx.one("SELECT count(*) FROM slot"))
    return (
        f"reminders: {OVERDUE:,} broken promises, {said and said[0]:,} messages in the outbox in {seconds:.2f} s "
        f"({used:.2f} s of them computing; aim: 1 s)"
    )


async def _ticking(db: Database) -> str:
    spent = []
    for first, last in ((1, FEW), (FEW + 1, MANY)):
        await db.write(_old, first, last)
        spent.append(median([await _tick(db) for _ in range(TICKS)]))
    few, many = spent
    return (
        f"a tick with nothing due: {few:.0f} µs among {FEW:,} reports, {many:.0f} µs among {MANY:,} "
        f"({many / few:.2f} times as much; aim: 1.5)"
    )


async def _tick(db: Database) -> float:
    start = time.process_time()
    if await due.anything(db.reader, NOW):
        raise RuntimeError("something is due")
    return (time.process_time() - start) * 1e6


NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)  # ten in the morning there: no quiet hours


def _desk(db: Database, channel: WebChat) -> Desk:
    config = settings.Settings(_env_file=None)
    kinds = categories.load(config.categories)
    home = community.load(config.community)
    clock = DeskClock()
    clock.offset = NOW - clock.now()
    return Desk(
        db=db,
        clock=clock,
        wording=wording.load(kinds),
        categories=kinds,
        classifier=Classifier(kinds, model.load()),
        communities={home.code: home},
        channels={channel.name: channel.abilities},
    )


def _overdue(tx: Tx, home: str) -> None:
    chats.add(tx, SOURCE, "duty", ChatKind.DUTY, home, "zh-CN")
    head = people.add_person(tx, SOURCE, "head", "H", "zh-CN")
    people.grant(tx, head.id, home, Role.HEAD, "", ())
    chats.add(tx, SOURCE, "private:head", ChatKind.PRIVATE, home, "zh-CN", person=head.id)
    for n in range(1, OVERDUE + 1):
        person = people.add_person(tx, SOURCE, f"p{n}", "P", "zh-CN").id
        chat = chats.add(tx, SOURCE, f"private:p{n}", ChatKind.PRIVATE, home, "zh-CN", person=person)
        reports.put(tx, _report(n, home, person, chat))
    due.schedule(tx, NOW, "remind", home)


def _report(n: int, home: str, person: int, chat: int) -> Report:
    came, late = NOW - timedelta(hours=30), NOW - timedelta(hours=6)
    return Report(
        id=n,
        number=1000 + n,
        community=home,
        category="light",
        urgency=Urgency.NORMAL,
        place=Place("3号楼", "b3", "g1"),
        text="3号楼2单元楼道灯不亮",
        reporter=person,
        chat=chat,
        message=None,
        reported_at=came,
        since=came,
        respond_by=late,
        resolve_by=NOW + timedelta(days=2),
        remind_at=late,
        clock="set",
    )


def _old(tx: Tx, first: int, last: int) -> None:
    """Reports that nobody does anything more about, and one alarm far ahead."""
    due.schedule(tx, NOW + timedelta(days=1), "remind", "ginkgo")
    if first == 1:
        reports.put(tx, replace(_report(1, "ginkgo", 1, 1), status=Status.CLOSED, remind_at=None))
        first = 2
    copied = ", ".join(f'"{name}"' for name in COLUMNS if name not in ("id", "number"))
    tx.run(
        f"""
        WITH RECURSIVE n(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM n WHERE n < :last)
        INSERT INTO report (id, number, {copied}) SELECT n, 1000 + n, {copied} FROM n, report WHERE report.id = 1
        """,
        {"first": first, "last": last},
    )


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
