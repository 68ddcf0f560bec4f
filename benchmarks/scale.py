"""How many events a second one process and two handle on PostgreSQL, with communities of their own, and what they cost.

Not part of ``make bench``: it wants PostgreSQL's server, and a machine with two cores to give.
``python -m benchmarks.scale`` starts a server with its disk flushed as in earnest, fills the inbox and lets one
process, then two, empty it.  Sending is not part of it, nor is what fills the inbox.  What an event costs is counted
apart for our processes and for the server's; and one process is played on one core, too, since a machine whose two
cores are full with a process and its server has nothing left for another.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.contest import TICK, load, ratio
from benchmarks.events import pressed, said
from bot.channels.webchat import WebChat
from bot.clock import DeskClock
from bot.reader import Reader
from config import categories, community, model, settings, wording
from domain.people import ChatKind
from domain.understanding.classification import Classifier
from handlers.desk import Desk
from storage import chats, inbox, people
from storage.db import Database, Tx, open_database
from storage.times import to_ms
from tests import postgres
from web.intake import SOURCE

COMMUNITIES = 12
RESIDENTS = 40  # of each, every one in a lane of their own
ROUNDS = 3
AIM = 1.5
HERE = Path("var/scale")
TROUBLE = "楼道灯不亮"


def codes() -> list[str]:
    """What the communities are called."""
    return [f"home{n}" for n in range(COMMUNITIES)]


# --- a process that handles ------------------------------------------------------------------------------------


async def work(server: str) -> None:
    """Empty the inbox, after a word on standard input; then say what that took."""
    async with open_database(HERE, server) as db:
        desk, channel = _desk(db)
        desk.classifier.understand(TROUBLE, next(iter(desk.communities.values())))  # what is loaded once, before
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        used = time.process_time()
        reading = asyncio.create_task(Reader(desk, {channel.name: channel}).run())
        await _empty(db)
        print(json.dumps({"cpu": time.process_time() - used, "again": getattr(db, "again", 0)}), flush=True)
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


# --- what is to be handled -------------------------------------------------------------------------------------


def fill(tx: Tx, code: str, n: int) -> None:
    """Somebody of a community, and what they tell."""
    now = datetime.now(UTC)
    if n == 0:
        chats.add(tx, SOURCE, f"duty:{code}", ChatKind.DUTY, code, "zh-CN")
    who = f"{code}-{n}"
    person = people.add_person(tx, SOURCE, who, who, "zh-CN")
    chats.add(tx, SOURCE, f"private:{who}", ChatKind.PRIVATE, code, "zh-CN", person=person.id)
    text = f"{n % 18 + 1}号楼{n % 4 + 1}单元{TROUBLE}"
    said(tx, f"private:{who}", who, text, f"t{who}", to_ms(now))


def press(tx: Tx) -> int:
    """Everybody who was asked files it; how many."""
    now = datetime.now(UTC)
    drafts = tx.all("SELECT draft.id, chat.external FROM draft JOIN chat ON chat.id = draft.chat")
    for id_, chat in drafts:
        who = chat.removeprefix("private:")
        pressed(tx, chat, who, f"file:{id_}:0:", f"f{id_}", to_ms(now))
    return len(drafts)


# --- measured --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What emptying the inbox took."""

    events: int
    seconds: float
    ours: float  # s of the processor in our processes
    theirs: float  # and in the server's
    again: int  # transactions that were run once more

    @property
    def rate(self) -> float:
        """Events a second."""
        return self.events / self.seconds

    def __add__(self, other: "Found") -> "Found":
        return Found(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


async def measure(server: postgres.Server, processes: int, cores: Sequence[int]) -> Found:
    """Everybody tells something, and files it; handled by so many processes on these cores."""
    os.sched_setaffinity(server.pid, cores)
    address = server.fresh()
    async with open_database(HERE, address) as db:
        for n in range(RESIDENTS):
            for code in codes():
                await db.write(fill, code, n)
        told = await _emptied(db, server, address, processes, cores, COMMUNITIES * RESIDENTS)
        filed = await _emptied(db, server, address, processes, cores, await db.write(press))
        parked = await db.write(inbox.parked)
        assert not parked, parked[0].error
    return told + filed


async def _emptied(
    db: Database, server: postgres.Server, address: str, processes: int, cores: Sequence[int], events: int
) -> Found:
    workers = [_started(address, cores) for _ in range(processes)]
    for each in workers:
        assert each.stdout and each.stdout.readline() == "ready\n"
    since, used = time.perf_counter(), _used(server.pid)
    for each in workers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    await _empty(db)
    seconds, theirs = time.perf_counter() - since, _used(server.pid) - used
    said = [json.loads(each.communicate()[0]) for each in workers]
    ours, again = (sum(each[name] for each in said) for name in ("cpu", "again"))
    return Found(events, seconds, ours, theirs, int(again))


def _started(address: str, cores: Sequence[int]) -> "subprocess.Popen[str]":
    where = ",".join(map(str, cores))
    command = ["taskset", "-c", where, sys.executable, "-m", "benchmarks.scale", address]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _used(pid: int) -> float:
    """Seconds of the processor that a server took so far, in all its processes, those that ended included."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended just now
        if int(stat.parent.name) == pid:
            ticks += sum(map(int, fields[11:15]))  # its own, and of children that it waited for
        elif int(fields[1]) == pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


async def main() -> None:
    """Print the figures."""
    found = postgres.programs()
    assert found, "PostgreSQL's server is not installed here"
    server = postgres.Server(found, postgres.SAFE)
    cores = sorted(os.sched_getaffinity(0))[:2]
    plays = {"one": (1, cores), "two": (2, cores), "one on one core": (1, cores[:1])}
    taken: dict[str, list[Found]] = {name: [] for name in plays}
    for _ in range(ROUNDS):
        for name, (processes, where) in plays.items():
            taken[name].append(await measure(server, processes, where))
            print(_line(name, taken[name][-1]), flush=True)
    for name, all_of_it in taken.items():
        print(f"scale, {name}, the middle: {median(each.rate for each in all_of_it):,.0f}/s")
    rates = {name: [each.rate for each in all_of_it] for name, all_of_it in taken.items()}
    print(f"scale, two processes to one, both on {len(cores)} cores: {ratio(rates['two'], rates['one'], AIM)}")
    alone = ratio(rates["two"], rates["one on one core"], AIM)
    print(f"scale, two processes on two cores to one on one: {alone}; {load()}")


def _line(name: str, found: Found) -> str:
    ours, theirs = found.ours / found.events * 1e3, found.theirs / found.events * 1e3
    busy = (found.ours + found.theirs) / found.seconds
    return (
        f"scale, {name}: {found.events} events, {found.rate:,.0f}/s; each {ours:.2f} ms of the processor with us and "
        f"{theirs:.2f} ms with PostgreSQL, {busy:.2f} cores busy; {found.again} run again; {load()}"
    )


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]) if len(sys.argv) > 1 else main())
