"""What leaves: slots a second through the sender to a Bot API that does nothing, beside ``Bot.send_message``.

Telegram's limits are lifted for that, and stand again for the alert: in a chat of its own, behind 10,000 digests.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from telegram import Bot, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from benchmarks.ahead import ahead
from benchmarks.contest import Program, Ratio, Rounds, Turn, load, middle, ratio, rounds, running
from bot.channels.telegram import Telegram, limits
from bot.channels.telegram.client import Client
from bot.channels.telegram.decode import Me
from bot.clock import DeskClock
from bot.sender import AT_ONCE, Sender
from domain.effects import Priority
from domain.people import ChatKind
from storage import chats, outbox
from storage.db import Database, Tx, open_database
from storage.documents import Documents
from storage.media import Shelf

SLOTS, WAITING, ALERTS = 600, 10_000, 5
AIM, LATEST = 0.5, 1.0  # of the CPU; s until an alert is there
TOKEN = "1:benchmark"
TEXT = "1042 灯 · 3号楼2单元\n“3号楼2单元楼道灯不亮，已经三天了”\n明天上午9:31前要回话"
BUTTONS = [[{"label": "接单", "data": "take:42:1:"}, {"label": "转派", "data": "hand:42:1:"}]]
KEYBOARD = {"inline_keyboard": [[{"text": each["label"], "callback_data": each["data"]} for each in BUTTONS[0]]]}


async def measure() -> list[str]:
    """Two lines: how fast and how dear, and how late an alert is."""
    with tempfile.TemporaryDirectory(dir=".") as fast, tempfile.TemporaryDirectory(dir=".") as slow:
        async with running("the null Bot API", "benchmarks.null_api") as api:
            return [await _contest(Path(fast), api), await _alerts(Path(slow), api)]


async def _contest(folder: Path, api: Program) -> str:
    at = f"http://127.0.0.1:{api.port}"
    lifted: dict[str, Any] = dict.fromkeys(("OVERALL", "CHAT", "GROUP"), (1_000_000, 1.0))
    with patch.multiple(limits, **lifted):  # numbers of Telegram's, which a null server has not
        async with _sending(folder, at) as db:
            players = {"ours": _ours(db), "Bot.send_message": await _plain(at)}
            with ahead() as order:
                taken = await rounds(players, lambda taken: _dearer(taken).settled)
    said = "; ".join(f"{name} {middle(turns)}" for name, turns in taken.items())
    return f"sending, {AT_ONCE} at once: {said}; ours by CPU {_dearer(taken)}; {order}, {load()}"


def _dearer(taken: Rounds) -> Ratio:
    ours, plain = ([each.cpu for each in taken[name]] for name in ("ours", "Bot.send_message"))
    return ratio(ours, plain, AIM, below=True)


def _ours(db: Database) -> Callable[[], Awaitable[Turn]]:
    numbers = count(0, SLOTS)

    async def play() -> Turn:
        first = next(numbers)
        await db.write(_chats, first, SLOTS)
        start, used = time.perf_counter(), time.process_time()
        await db.write(_wanted, first, SLOTS, Priority.REPLY)
        while await db.write(lambda tx: outbox.backlog(tx)[0]):  # noqa: ASYNC110  (asks what is committed)
            await asyncio.sleep(0.02)
        return Turn(SLOTS / (time.perf_counter() - start), (time.process_time() - used) / SLOTS)

    return play


async def _plain(at: str) -> Callable[[], Awaitable[Turn]]:
    """The library's own call, as many at once as ours."""
    bot = Bot(TOKEN, base_url=f"{at}/bot", request=HTTPXRequest(connection_pool_size=16))
    await bot.initialize()
    keyboard = InlineKeyboardMarkup.de_json(KEYBOARD, bot)

    async def play() -> Turn:
        numbers = iter(range(SLOTS))

        async def some() -> None:
            for n in numbers:
                await bot.send_message(1_000_000 + n, TEXT, reply_markup=keyboard)

        start, used = time.perf_counter(), time.process_time()
        await asyncio.gather(*(some() for _ in range(AT_ONCE)))
        return Turn(SLOTS / (time.perf_counter() - start), (time.process_time() - used) / SLOTS)

    return play


async def _alerts(folder: Path, api: Program) -> str:
    """Seconds from the commit of an alert until it is at the platform, while digests leave as fast as they may."""
    late = []
    async with _sending(folder, f"http://127.0.0.1:{api.port}") as db:
        await db.write(_chats, 0, WAITING)
        await db.write(_wanted, 0, WAITING, Priority.BULK)
        start, used = time.perf_counter(), time.process_time()
        await asyncio.sleep(3)
        share = (time.process_time() - used) / (time.perf_counter() - start)
        for n in range(ALERTS):
            await asyncio.sleep(1.3)
            await db.write(_chats, WAITING + n, 1)
            start = time.perf_counter()
            await db.write(_wanted, WAITING + n, 1, Priority.ALERT, "ALERT ")
            late.append(float(await api.said.readline()) - start)
        waiting = (await db.write(outbox.backlog))[0]
    met = "met" if max(late) <= LATEST else "missed"
    return (
        f"sending, an alert behind {WAITING:,} digests: {median(late):.2f} s, at worst {max(late):.2f} s of {ALERTS} "
        f"({waiting:,} still waited; {share:.0%} of a core goes into it; aim ≤ {LATEST:g} s: {met}); {load()}"
    )


@asynccontextmanager
async def _sending(folder: Path, at: str) -> AsyncIterator[Database]:
    client = Client(TOKEN, at)
    async with open_database(folder / "bench.db") as db:
        channel = Telegram(db, client, Me(1, "bench_bot"), Shelf(folder / "media", 1), Documents(folder / "documents"))
        sending = asyncio.create_task(Sender(db, {channel.name: channel}, DeskClock()).run())
        try:
            yield db
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending
            await client.close()


def _chats(tx: Tx, first: int, count: int) -> None:
    for n in range(first, first + count):
        chats.add(tx, "telegram", str(1_000_000 + n), ChatKind.PRIVATE, "ginkgo", "zh-CN")


def _wanted(tx: Tx, first: int, count: int, priority: Priority, lead: str = "") -> None:
    content = {"text": f"{lead}{TEXT}", "buttons": BUTTONS}
    for n in range(first, first + count):
        chat = tx.all("SELECT id FROM chat WHERE external = ? AND channel = 'telegram'", (str(1_000_000 + n),))[0][0]
        outbox.put(tx, n + 1, 0, chat, content, DeskClock().now(), priority=priority)


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
