"""How many events a second one process and two handle on PostgreSQL, with communities of their own.

Not part of ``make bench``: it wants PostgreSQL's server, and a machine with two cores to give.
``python -m benchmarks.scale`` starts a server with its disk flushed as in earnest, fills the inbox and lets one
process, then two, empty it.  Sending is not part of it.
"""

import asyncio
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.events import pressed, said
from bot.channels.webchat import WebChat
from bot.clock import DeskClock
from bot.reader import Reader
from config import categories, community, model, settings, wording
from domain.classification import Classifier
from domain.people import ChatKind
from handlers.desk import Desk
from storage import chats, inbox, people
from storage.db import Database, Tx, open_database
from storage.times import to_ms
from tests import postgres
from web.intake import SOURCE

COMMUNITIES = 12
RESIDENTS = 40  # of each, every one in a lane of their own
HERE = Path("var/scale")


def codes() -> list[str]:
    """What the communities are called."""
    return [f"home{n}" for n in range(COMMUNITIES)]


async def work(server: str) -> None:
    """Empty the inbox, after a word on standard input."""
    async with open_database(HERE, server) as db:
        desk, channel = _desk(db)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        reading = asyncio.create_task(Reader(desk, {channel.name: channel}).run())
        await _empty(db)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _empty(db: Database) -> None:
    while (await db.write(inbox.backlog))[0]:  # noqa: ASYNC110
        await asyncio.sleep(0.2)  # other processes empty it


def _desk(db: Database) -> tuple[Desk, WebChat]:
    config = settings.Settings(_env_file=None)
    kinds = categories.load(config.categories)
    home = community.load(config.community)
    channel = WebChat(db)
    homes = {code: replace(home, code=code) for code in codes()}
    desk = Desk(
        db=db,
        clock=DeskClock(),
        wording=wording.load(kinds),
        categories=kinds,
        classifier=Classifier(kinds, model.load()),
        communities=homes,
        channels={channel.name: channel.abilities},
    )
    return desk, channel


def fill(tx: Tx, code: str, n: int) -> None:
    """Somebody of a community, and what they tell."""
    now = datetime.now(UTC)
    if n == 0:
        chats.add(tx, SOURCE, f"duty:{code}", ChatKind.DUTY, code, "zh-CN")
    who = f"{code}-{n}"
    person = people.add_person(tx, SOURCE, who, who, "zh-CN")
    chats.add(tx, SOURCE, f"private:{who}", ChatKind.PRIVATE, code, "zh-CN", person=person.id)
    text = f"{n % 18 + 1}号楼{n % 4 + 1}单元楼道灯不亮"
    said(tx, f"private:{who}", who, text, f"t{who}", to_ms(now))


def press(tx: Tx) -> int:
    """Everybody who was asked files it; how many."""
    now = datetime.now(UTC)
    drafts = tx.all("SELECT draft.id, chat.external FROM draft JOIN chat ON chat.id = draft.chat")
    for id_, chat in drafts:
        who = chat.removeprefix("private:")
        pressed(tx, chat, who, f"file:{id_}:0:", f"f{id_}", to_ms(now))
    return len(drafts)


async def measure(server: postgres.Server, processes: int) -> list[tuple[str, int, float]]:
    """(what, how many, in how many seconds)."""
    address = server.fresh()
    found = []
    async with open_database(HERE, address) as db:
        for n in range(RESIDENTS):
            for code in codes():
                await db.write(fill, code, n)
        found.append(("told", COMMUNITIES * RESIDENTS, await _emptied(db, address, processes)))
        count = await db.write(press)
        found.append(("filed", count, await _emptied(db, address, processes)))
        parked = await db.write(inbox.parked)
        assert not parked, parked[0].error
    return found


async def _emptied(db: Database, address: str, processes: int) -> float:
    command = [sys.executable, "-m", "benchmarks.scale", address]
    workers = [_started(command) for _ in range(processes)]
    for each in workers:
        assert each.stdout and each.stdout.readline() == "ready\n"
    since = time.perf_counter()
    for each in workers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    await _empty(db)
    seconds = time.perf_counter() - since
    for each in workers:
        each.communicate()
    return seconds


def _started(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def main() -> None:
    """Print the figures."""
    found = postgres.programs()
    assert found, "PostgreSQL's server is not installed here"
    server = postgres.Server(found, postgres.SAFE)
    for processes in (1, 2, 1, 2):
        for what, count, seconds in await measure(server, processes):
            print(f"{processes} processes, {what}: {count} events, {count / seconds:,.0f}/s", flush=True)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]) if len(sys.argv) > 1 else main())
