"""The desk as a process of its own, with as much of it at work as a measurement wants.

``python -m benchmarks.desk PORT FOLDER API PART…``: ``reader`` handles what came, ``sender`` lets it leave, ``clock``
looks what is due, ``board`` shows the results; without any, updates are only kept.  When an event was handled and
committed stands in FOLDER/handled: its key, and the monotonic time in nanoseconds.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.contest import SECRET
from benchmarks.updates import BUILDINGS
from bot.channels import Channel
from bot.channels.telegram.part import TelegramPart
from bot.clock import DeskClock, Ticker
from bot.loop import run
from bot.program import load
from bot.reader import Reader
from bot.sender import Sender
from bot.server import listen, serving
from config import categories, community, model, wording
from config.settings import Settings
from domain.events import Event
from domain.people import ChatKind
from domain.understanding.classification import Classifier
from handlers.desk import Desk, Turn
from storage import chats, looking
from storage.db import Tx, open_database
from storage.documents import Documents
from storage.inbox import Arrival
from storage.media import Shelf
from web.site import Site
from web.telegram import Webhook

DUTY = "-100500"
TOKEN = "1:benchmark"
E = TypeVar("E", bound=Event)


class Noted(Desk):
    """A desk that writes down when each event was committed."""

    __slots__ = ()
    log: Any = None

    async def settle(self, arrival: Arrival, handler: Callable[[Turn, E], None], event: E) -> None:
        """Handle it, and note when that was done."""
        await super().settle(arrival, handler, event)
        Noted.log.write(f"{arrival.key} {time.perf_counter_ns()}\n")


def large(folder: Path) -> Path:
    """The sample community with more buildings, so that few report the same thing twice."""
    sample = Settings(_env_file=None).community.read_text(encoding="utf-8")
    head, _, rest = sample.partition("[buildings]\n")
    known = sample.count('号楼", en')
    more = "".join(
        f'b{n} = {{ zh = "{n}号楼", en = "Building {n}", grid = "g{n % 4 + 1}" }}\n'
        for n in range(known + 1, BUILDINGS + 1)
    )
    path = folder / "community.toml"
    path.write_text(f"{head}[buildings]\n{more}{rest}", encoding="utf-8")
    return path


async def main(port: int, folder: Path, api: str, *parts: str) -> None:
    """Work until terminated."""
    config = Settings(
        _env_file=None, community=large(folder), telegram_token=TOKEN, telegram_base_url=api,
        public_url="https://desk.example.org", database=folder / "desk.db", port=port,
    )  # fmt: skip
    kinds, home = categories.load(config.categories), community.load(config.community)
    words, clock = wording.load(kinds), DeskClock()
    shelf = Shelf(folder / "media", 1_000_000_000)
    async with open_database(config.database) as db, asyncio.TaskGroup() as group:
        part = TelegramPart(db, config, clock, words, shelf, Documents(folder / "exports"))
        part.channel.named("bench_bot")
        channels: dict[str, Channel] = {part.channel.name: part.channel}
        await db.write(_duty, part.channel.name, home.code)
        Noted.log = (folder / "handled").open("w", buffering=1)
        desk = Noted(
            db=db, clock=clock, wording=words, categories=kinds, classifier=Classifier(kinds, model.load()),
            communities={home.code: home}, channels={part.channel.name: part.channel.abilities},
            results="https://desk.example.org/board",
        )  # fmt: skip
        await asyncio.to_thread(load, desk.classifier, home)
        site = Site(
            db=db, clock=clock, wording=words, categories=kinds, community=home, communities={home.code: home},
            trial=False, media=shelf, move_clock=_nothing, set_lang=_nothing, address="https://desk.example.org",
        )  # fmt: skip
        assert part.webhook
        site.webhook = Webhook("/telegram", SECRET, part.webhook.receive)
        group.create_task(db.watch())
        if "reader" in parts:
            group.create_task(Reader(desk, channels).run())
        if "sender" in parts:
            group.create_task(Sender(db, channels, clock).run())
        if "clock" in parts:
            group.create_task(Ticker(db, clock).run())
        with looking.beside(config.database) as lookout:
            site.lookout = lookout if "board" in parts else None

            async with serving(site, listen(config)):
                print("ready", flush=True)
                await asyncio.Event().wait()


def _duty(tx: Tx, channel: str, home: str) -> None:
    chats.add(tx, channel, DUTY, ChatKind.DUTY, home, "zh-CN")


async def _nothing(_: timedelta | str) -> None:
    """Nobody moves this clock."""


if __name__ == "__main__":
    run(main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
