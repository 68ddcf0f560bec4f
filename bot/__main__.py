"""The running program, joined by name: ``python -m bot``."""

import asyncio
import contextlib
import faulthandler
import json
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn

from bot import in_hand, instance, seed
from bot.channels import Channel
from bot.channels.webchat import WebChat
from bot.clock import DeskClock, Ticker, move, stored_offset
from bot.reader import Reader
from bot.sender import Sender
from config import categories, community, settings, wording
from config.errors import ConfigError
from config.settings import Settings
from domain.classification import Classifier
from domain.community import Community
from handlers.desk import Desk
from storage import inbox, meta
from storage.db import Database, Tx, open_database
from storage.schema import WrongDatabase
from storage.times import to_ms
from web.app import application
from web.site import Site

log = logging.getLogger("huiyin")

FROZEN = 30.0  # s; a process whose loop stands still so long is beyond help: exit, and be started again
STOP_WITHIN = 4  # s for open pages to go


@asynccontextmanager
async def running(config: Settings, clock: DeskClock | None = None) -> AsyncIterator[tuple[Desk, Reader, Site]]:
    """The desk at work without its web server: reader, sender and clock run until the block is left.

    Raises ``ConfigError``, ``WrongDatabase`` or ``AlreadyRunning`` before anything is touched.
    """
    kinds = categories.load(config.categories)
    home = community.load(config.community)
    clock = clock or DeskClock()
    with instance.only_one(config.database):
        async with open_database(config.database) as db:
            await db.write(_claim, config, home.code)
            clock.offset = await db.write(stored_offset)
            hand = in_hand.InHand(config.database.with_name(config.database.name + ".hand"))
            if row := hand.left_over():
                await db.write(in_hand.blame, row)
                hand(0)
            await db.write(seed.first_start, to_ms(clock.now()))
            if config.trial:
                await db.write(seed.trial, home, wording.LANGUAGES[0])
            web_chat = WebChat(db)
            channels: dict[str, Channel] = {web_chat.name: web_chat}
            desk = Desk(
                db=db,
                clock=clock,
                wording=wording.load(kinds),
                categories=kinds,
                classifier=Classifier(kinds),
                communities={home.code: home},
                channels={name: channel.abilities for name, channel in channels.items()},
                in_hand=hand,
            )
            ticker = Ticker(db, clock)
            reader = Reader(desk, channels)
            work = [reader.run(), Sender(db, channels, clock).run(), ticker.run(), db.watch(), _alive()]
            tasks = [asyncio.create_task(coroutine) for coroutine in work]
            control = await instance.listen(config.database, lambda request: command(db, request))
            site = _site(desk, clock, ticker, home, config)
            try:
                yield desk, reader, site
            finally:
                control.close()
                site.stop()
                faulthandler.cancel_dump_traceback_later()
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


def _site(desk: Desk, clock: DeskClock, ticker: Ticker, home: Community, config: Settings) -> Site:
    async def move_clock(by: timedelta) -> None:
        clock.offset = await desk.db.write(move, by)
        await ticker.tick()
        await wake()

    async def set_lang(lang: str) -> None:
        await desk.db.write(seed.set_lang, lang)

    async def wake() -> None:
        async with site.changed:
            site.changed.notify_all()

    site = Site(
        db=desk.db,
        clock=clock,
        wording=desk.wording,
        categories=desk.categories,
        community=home,
        trial=config.trial,
        media=config.database.with_name(config.database.name + ".media"),
        move_clock=move_clock,
        set_lang=set_lang,
    )
    waking: set[asyncio.Task[None]] = set()

    def woken() -> None:
        task = asyncio.ensure_future(wake())
        waking.add(task)
        task.add_done_callback(waking.discard)

    desk.db.on("web", woken)
    return site


def _claim(tx: Tx, config: Settings, home: str) -> None:
    """Refuse a database that this mode must not touch."""
    moved, real = meta.get(tx, "clock_moved"), meta.get(tx, "real")
    if not config.trial and (moved or meta.get(tx, "trial")):
        why = "its clock was moved" if moved else "it holds invented people"
        raise WrongDatabase(
            f"{config.database}: this database belongs to a trial ({why}), so it cannot serve real residents. "
            "Set HUIYIN_DATABASE to another file, e.g. var/desk.db"
        )
    if config.trial and real:
        raise WrongDatabase(
            f"{config.database}: this database serves real residents, so it cannot be used for a trial. "
            "Set HUIYIN_PUBLIC_URL again, or HUIYIN_DATABASE to another file, e.g. var/trial.db"
        )
    if not config.trial:
        meta.put(tx, "real", home)


async def _alive() -> None:
    """Let a C-level timer end the process when the event loop stands still for good."""
    while True:
        faulthandler.dump_traceback_later(FROZEN, exit=True)
        await asyncio.sleep(FROZEN / 10)


async def command(db: Database, request: dict[str, Any]) -> Any:
    """What a command line may ask the running program."""
    match request:
        case {"do": "parked"}:
            return [
                {**row, "received_at": row["received_at"].isoformat()}
                for row in map(_row, await db.write(inbox.parked))
            ]
        case {"do": "retry", "row": int(row)}:
            return await db.write(inbox.retry, row)
        case {"do": "drop", "row": int(row)}:
            return await db.write(inbox.drop, row)
    raise ValueError("unknown command")


def _row(parked: inbox.Parked) -> dict[str, Any]:
    return {
        "id": parked.id,
        "source": parked.source,
        "lane": parked.lane,
        "received_at": parked.received_at,
        "body": json.loads(parked.body),
        "error": parked.error,
    }


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: stopping is our business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


async def serve(config: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    listener = _listener(config)
    async with running(config) as (_, _, site):
        options = uvicorn.Config(
            application(site), log_level="warning", access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN,
        )  # fmt: skip
        server = _Server(options)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        site.ready = True
        host, port = listener.getsockname()[:2]
        print(f"Huiyin 回音  http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
        site.stop()
        server.should_exit = True
        await serving


def _listener(config: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        return socket.create_server((config.host, config.port), family=family, backlog=256)
    except OSError as error:
        raise ConfigError(
            Path(".env"),
            "HUIYIN_PORT",
            f"cannot listen on {config.host}:{config.port} ({error.strerror})",
            str(config.port + 1),
        ) from error


def main() -> int:
    """Start the program; the exit code."""
    try:
        config = settings.load()
        logging.basicConfig(
            level=config.log_level,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
            stream=sys.stderr,
        )
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        asyncio.run(serve(config))
    except (ConfigError, WrongDatabase, instance.AlreadyRunning) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
