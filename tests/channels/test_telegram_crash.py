"""The power goes while Telegram talks to the desk: no update is lost, no report is made twice.

``HUIYIN_CRASH_ROUNDS`` sets how many deaths (6), ``HUIYIN_CRASH_SEED`` which ones (1).
"""

import asyncio
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.sender import AT_ONCE
from tests.telegram import FakeTelegram
from tests.telegram.world import Chat, User

ROUNDS = int(os.environ.get("HUIYIN_CRASH_ROUNDS", "6"))
SEED = int(os.environ.get("HUIYIN_CRASH_SEED", "1"))
RESIDENTS = 8  # one in the group, now and then; the others in private, once a round
ROOT = Path(__file__).parent.parent.parent
TAG = re.compile(r"t\d+")
WAIT = 60.0  # s; bounds a wait, never the length of a test


class Process:
    """The real program, through any number of deaths."""

    def __init__(self, folder: Path, telegram: FakeTelegram, webhook: bool) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        self.folder, self.database, self.address = folder, folder / "huiyin.db", f"http://127.0.0.1:{port}"
        self._environment = {
            **os.environ,
            "HUIYIN_DATABASE": str(self.database),
            "HUIYIN_PORT": str(port),
            "HUIYIN_TELEGRAM_TOKEN": telegram.token,
            "HUIYIN_TELEGRAM_BASE_URL": telegram.base_url,
            "PYTHONPATH": str(ROOT),
        } | ({"HUIYIN_PUBLIC_URL": self.address} if webhook else {})
        self._process: asyncio.subprocess.Process | None = None
        self.starting: list[float] = []  # seconds
        self.kills = 0

    async def start(self) -> None:
        """Start it, and see it serve."""
        began = time.monotonic()
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot",
                cwd=self.folder, env=self._environment, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self._process.stdout
        async with asyncio.timeout(WAIT):
            while b"http://" not in (line := await self._process.stdout.readline()):
                assert line, (self.folder / "log").read_text()[-3000:]
        self.starting.append(time.monotonic() - began)

    async def kill(self) -> None:
        """Cut its power."""
        assert self._process
        os.kill(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        self.kills += 1

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self._process
        self._process.terminate()
        return await asyncio.wait_for(self._process.wait(), 6)

    def memory(self) -> float:
        """Resident memory, MB."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    async def settled(self, telegram: FakeTelegram) -> None:
        """Wait until everything that happened is handled, and everything wanted is sent."""
        async with asyncio.timeout(WAIT), httpx.AsyncClient(base_url=self.address, trust_env=False) as http:
            while True:
                await telegram.until(lambda: not telegram.updates.pending, WAIT)
                state = (await http.get("/healthz")).json()
                if not state["waiting"] and not state["unsent"]:
                    return

    async def close(self) -> None:
        """End whatever still runs."""
        if self._process and self._process.returncode is None:
            await self.kill()


class Street:
    """People who report in private and in a group, and go on when the power comes back."""

    def __init__(self, telegram: FakeTelegram, group: Chat, residents: list[User]) -> None:
        self.telegram, self.group, self.residents = telegram, group, residents
        self.said: list[str] = []
        self.rounds = -1
        self.spoken: Counter[int] = Counter()  # how often each of them reported
        self.waiting: dict[str, User] = {}  # whose summary is to be pressed

    def speak(self) -> None:
        """Everybody who is not just reporting has something to report."""
        self.rounds += 1
        for n, resident in enumerate(self.residents):
            if n == 0 and self.rounds % 4:
                continue  # a group takes twenty messages a minute
            if n and self.spoken[resident.id] > len(self.numbers(resident)):
                continue  # deliveries that a power cut delayed may pass each other: words could join the last draft
            tag = f"t{len(self.said)}"
            where = self.group if n == 0 else resident
            self.telegram.say(resident, where, f"{'/report ' if n == 0 else ''}{self._place()}楼道灯不亮 {tag}")
            self.said.append(tag)
            self.spoken[resident.id] += 1
            if n:
                self.waiting[tag] = resident

    def press(self) -> bool:
        """Press what is shown by now; whether nobody waits for a button any more."""
        for tag, resident in list(self.waiting.items()):
            for message in self.telegram.from_bot(resident):
                if "报上去" in message.labels and f"{tag}”" in message.text:
                    self.telegram.press(resident, message, "报上去")
                    del self.waiting[tag]
                    break
        return not self.waiting

    def busy_until(self, calls: int) -> bool:
        """Go on pressing; whether the bot made so many calls, or has nothing more to do."""
        idle = self.press() and not self.telegram.updates.pending and self.filed() == len(self.said)
        return idle or len(self.telegram.calls) >= calls

    def filed(self) -> int:
        """How many reports have got their number on somebody's screen."""
        private = {number for resident in self.residents[1:] for number in self.numbers(resident)}
        return len(private | self.numbers(self.group))

    def numbers(self, where: Chat | User) -> set[str]:
        """The numbers that receipts there gave."""
        texts = [message.text for message in self.telegram.from_bot(where, self.residents[0])]
        return {number for text in texts for number in re.findall(r"收到了，编号(\d+)", text)}

    def _place(self) -> str:
        unit, building = divmod(len(self.said), 18)
        return f"{building + 1}号楼{unit + 1}单元"


@pytest.mark.timeout(90 + 20 * ROUNDS)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_nothing_is_lost_or_done_twice(
    tmp_path: Path, webhook: bool, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(SEED)
    async with FakeTelegram(privacy=False) as telegram:
        process = Process(tmp_path, telegram, webhook)
        try:
            await process.start()
            street = await settle_in(process, telegram)
            for _ in range(ROUNDS):
                street.speak()
                end = len(telegram.calls) + chance.randint(1, 2 * RESIDENTS)
                await telegram.until(partial(street.busy_until, end), 20)
                await process.kill()
                await process.start()
            await process.settled(telegram)
            await telegram.until(street.press, WAIT)
            await process.settled(telegram)
            memory = process.memory()
            assert await process.stop() == 0
        finally:
            await process.close()
        lost = unhandled(process.database, [str(entry.id) for entry in telegram.updates.log])
        reports = filed(process.database)
        repeated = sum(count - 1 for count in shown(telegram, street).values())
    record_property(
        "figures",
        f"telegram {'webhook' if webhook else 'polling'}: {process.kills} kills, {len(telegram.updates.log)} updates, "
        f"{len(lost)} lost, {len(street.said)} reports, {sum(reports.values()) - len(reports)} twice, "
        f"{repeated} messages repeated, start {min(process.starting):.1f}-{max(process.starting):.1f} s, "
        f"{memory:.0f} MB (seed {SEED})",
    )
    assert lost == []
    assert reports == Counter(street.said)
    assert repeated <= AT_ONCE * process.kills
    assert telegram.refused == []


async def settle_in(process: Process, telegram: FakeTelegram) -> Street:
    """A head, one group that is served, and residents who have all written before."""
    head = telegram.user("刘书记")
    await telegram.until(lambda: telegram.called("setMyCommands"), WAIT)
    with closing(sqlite3.connect(process.database)) as connection:
        ((code,),) = connection.execute("SELECT value FROM meta WHERE key LIKE 'manager_code:%'").fetchall()
    telegram.start(head, code)
    await process.settled(telegram)
    residents = [telegram.user(f"邻居{n}") for n in range(RESIDENTS)]
    group = telegram.supergroup("银杏里居民", [head, *residents])
    telegram.add_bot(head, group, admin=True)
    await process.settled(telegram)
    (question,) = telegram.from_bot(group)
    telegram.press(head, question, "居民群")
    for resident in residents[1:]:
        telegram.start(resident)
    await process.settled(telegram)
    return Street(telegram, group, residents)


def unhandled(database: Path, keys: list[str]) -> list[str]:
    """The updates that are not done."""
    with closing(sqlite3.connect(database)) as connection:
        states = dict(connection.execute("SELECT key, state FROM inbox WHERE source LIKE 'telegram:%'"))
    return [key for key in keys if states.get(key) != "done"]


def filed(database: Path) -> Counter[str]:
    """How often each thing that was said became a report."""
    with closing(sqlite3.connect(database)) as connection:
        texts = connection.execute("SELECT text FROM report").fetchall()
    return Counter(TAG.findall(text)[0] for (text,) in texts)


def shown(telegram: FakeTelegram, street: Street) -> Counter[tuple[int, str]]:
    """How often each message stands in its chat; those that speak of one report only."""
    seen: Counter[tuple[int, str]] = Counter()
    for where in [telegram.place(resident) for resident in street.residents[1:]] + [street.group]:
        for message in telegram.from_bot(where):
            if re.search(r"1\d{3}|t\d", message.text):
                seen[where.id, message.text] += 1
    return seen
