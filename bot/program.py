"""The desk at work, joined by name: database, channels, reader, sender, clock, and the site that shows it."""

import asyncio
import faulthandler
import gc
import os
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot import in_hand, instance, lease, notify, seed
from bot.backup.schedule import Backups
from bot.channels.joined import Able, Joined, join
from bot.clock import DeskClock, Ticker, stored_offset
from bot.commands import command
from bot.exporter import Exporter
from bot.keeper import Keeper
from bot.lease import Held
from bot.reader import Reader
from bot.sender import Sender
from bot.travel import travel
from bot.watch import Ballast, Watch
from config import categories, community, model, wecom, wording
from config.settings import Settings, secret
from domain.community import Community
from domain.understanding import hearsay
from domain.understanding.classification import Classifier
from handlers.counting import digests, monthly
from handlers.desk import Desk
from handlers.duty import changeover, workload
from storage import looking, meta
from storage.db import Database, Tx, open_database
from storage.documents import Bundle, Documents
from storage.engine.schema import WrongDatabase, unusable
from storage.media import Shelf
from storage.times import to_ms
from web.chat.app import PATH as CHAT
from web.metrics import Watched
from web.site import Site

FROZEN = 30.0  # s; a process whose loop stands still so long is beyond help: exit, and be started again


@dataclass(frozen=True, slots=True)
class Program:
    """The parts that others need."""

    desk: Desk
    reader: Reader
    site: Site


@asynccontextmanager
async def running(
    config: Settings, clock: DeskClock | None = None, place: Path | None = None
) -> AsyncIterator[Program]:
    """The desk at work without its web server: reader, sender and clock run until the block is left.

    ``place`` names what is this process's own, where there are several.  Raises ``ConfigError`` or ``WrongDatabase``
    before anything is touched; when one of the parts fails for good, the block is cancelled and the failure comes
    out as an ``ExceptionGroup``.
    """
    kinds = categories.load(config.categories)
    homes = community.load_all(config.community)
    if config.trial:
        homes = {code: community.peopled(each) for code, each in homes.items()}
    home = next(iter(homes.values()))
    corps = wecom.load(config.wecom, homes) if config.wecom else None
    clock = clock or DeskClock()
    async with open_database(config.database, config.server) as db, AsyncExitStack() as stack:
        hand = await _start(db, config, homes, clock, place or config.database)
        shelf = await asyncio.to_thread(Shelf, media_folder(config), config.media_limit_mb * 1_000_000)
        if shelf.folder.exists() and not os.access(shelf.folder, os.R_OK | os.W_OK | os.X_OK):
            raise WrongDatabase(unusable(shelf.folder, PermissionError("it belongs to another user")))
        documents = Documents(config.database.with_name(config.database.name + ".exports"))
        words = wording.load(kinds)
        joined = await join(db, config, corps, clock, words, kinds, homes, shelf, documents)
        stack.push_async_callback(joined.close)
        desk = Desk(
            db=db,
            clock=clock,
            wording=words,
            categories=kinds,
            classifier=Classifier(kinds, model.load()),
            communities=homes,
            adapted={code: categories.adapted(kinds, each) for code, each in homes.items()},
            channels=Able(joined.channels),
            results=f"{str(config.public_url).rstrip('/')}/board" if config.public_url else "",
            pages=lambda: site.address or (site.here if site.trial else ""),
            room=lambda: (shelf.used, shelf.limit),
            keeping=config.keeping,
            document=partial(_document, documents, shelf),
            troubles=joined.troubles,
            in_hand=hand,
            plugins={each.name: await db.write(seed.plugin, each, homes) for each in joined.plugins},
            alarms=await db.write(seed.alarm_chats, joined.alarm.name, joined.alarm.targets),
            pushes=await db.write(seed.push_chat) if joined.push else 0,
        )
        ticker = Ticker(db, clock)
        reader = Reader(desk, joined.channels)
        sender = Sender(db, joined.channels, clock)
        site = _site(desk, clock, ticker, home, config, shelf)
        if token := secret(config.metrics_token):
            from bot.metrics import Metrics  # the library is loaded only when somebody watches

            metrics = Metrics(desk, config, lambda: shelf.refused)
            sender.noted = metrics.called
            site.metrics = Watched(token, metrics.page)
        site.documents = documents
        site.pushing = joined.push.asked if joined.push else None
        site.troubles = lambda: [*joined.troubles(), *joined.asides()]
        site.lookout = stack.enter_context(looking.beside(config.database, config.server))
        await _ways_in(desk, joined, site)

        def outside(held: Held) -> list[Coroutine[Any, Any, None]]:
            sender.held = held
            return [
                sender.run(),
                ticker.run(),
                Keeper(db, shelf).run(),
                Exporter(db, config, clock, documents).run(),
                *([] if config.trial else _upkeep(db, config, clock, home)),
                *_platforms(desk, joined),
            ]

        work = [_read(desk, reader), db.watch(), _alive(), lease.outside(db, outside, joined.remember)]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coroutine) for coroutine in work]
            control = await instance.listen(place or config.database, partial(_asked, db, joined))
            try:
                yield Program(desk, reader, site)
            finally:
                control.close()
                site.stop()
                faulthandler.cancel_dump_traceback_later()
                for task in tasks:
                    task.cancel()


def _upkeep(db: Database, config: Settings, clock: DeskClock, home: Community) -> list[Coroutine[Any, Any, None]]:
    """What only a desk for residents needs."""
    watch = Watch(db, clock, Ballast(config.database), config.heartbeat_address)
    return [watch.run(), Backups(db, config, clock, home.zone).run()]


async def _asked(db: Database, joined: Joined, request: dict[str, Any]) -> Any:
    """What a command line may ask: of the database, or how the smart bots stand."""
    if request == {"do": "smart-bots"}:
        return joined.wecom.bots.standing if joined.wecom else {}
    return await command(db, request)


async def _read(desk: Desk, reader: Reader) -> None:
    """Handle what arrives, once what understands it is loaded.

    That takes a quarter of a second; with a row in hand meanwhile, three deaths of a restless machine would park it.
    """
    await asyncio.to_thread(load, desk.classifier, desk.home)
    await reader.run()


def load(classifier: Classifier, home: Community) -> None:
    """Make ready what understands, so that nobody waits for it."""
    classifier.understand("", home)
    hearsay.load()
    _stay()


@cache
def _stay() -> None:
    """What is loaded by now stays: the collector need not walk through it, for a tenth of a second each time."""
    gc.collect()
    gc.freeze()


async def _ways_in(desk: Desk, joined: Joined, site: Site) -> None:
    """Let Telegram and WeCom come in by the site."""
    if telegram := joined.telegram:
        site.webhook = telegram.webhook
        site.bot = lambda: telegram.channel.me.username
    if joined.wecom:
        site.callbacks = joined.wecom.callbacks
        site.weixin = joined.wecom.ways_in.link
        await _invite_manager(desk, "", "setup-code-app")
    if not (telegram or joined.wecom) and site.chat and site.address:
        await _invite_manager(desk, "", "setup-code-web", f"{site.address}{site.chat}")


def _platforms(desk: Desk, joined: Joined) -> list[Coroutine[Any, Any, None]]:
    """What has to run for them."""
    work: list[Coroutine[Any, Any, None]] = []
    if joined.telegram:
        work.append(joined.telegram.run(lambda name: _invite_manager(desk, name)))
    if joined.wecom:
        work.append(joined.wecom.run())
    return work


async def _invite_manager(desk: Desk, bot: str, key: str = "setup-code", address: str = "") -> None:
    """While a community has no manager, the console says how to become the first; ``key``: where."""
    for home in desk.communities.values():
        if code := await desk.db.write(seed.manager_code, home.code):
            for lang in wording.LANGUAGES:
                words = desk.wording.text(lang, key, bot=bot, code=code, community=home.names[lang], address=address)
                print(words, flush=True)


async def _start(
    db: Database, config: Settings, homes: dict[str, Community], clock: DeskClock, place: Path
) -> in_hand.InHand:
    """What has to be settled before anything is handled."""
    home = next(iter(homes.values()))
    await db.write(_claim, config, home.code)
    clock.offset = await db.write(stored_offset)
    hand = in_hand.InHand(place.with_name(place.name + ".hand"))
    if row := hand.left_over():
        await db.write(in_hand.blame, row, clock.now())
        hand(0)
    await db.write(seed.first_start, to_ms(clock.now()))
    for each in homes.values():
        await db.write(seed.roster_of, each)
        for alarm in (workload.set_alarm, digests.set_alarm, monthly.set_alarm):
            await db.write(alarm, each, clock.now())
    if config.trial:
        await db.write(seed.trial, home, wording.LANGUAGES[0])
    for each in homes.values():
        await db.write(changeover.set_alarm, each, clock.now())
    return hand


def _site(desk: Desk, clock: DeskClock, ticker: Ticker, home: Community, config: Settings, shelf: Shelf) -> Site:
    async def move_clock(by: timedelta) -> None:
        await travel(desk.db, clock, ticker, by)
        site.bell.ring()

    async def set_lang(lang: str) -> None:
        await desk.db.write(seed.set_lang, lang)

    site = Site(
        db=desk.db,
        clock=clock,
        wording=desk.wording,
        categories=desk.categories,
        community=home,
        communities=desk.communities,
        adapted=desk.adapted,
        trial=config.trial,
        classifier=desk.classifier,
        media=shelf,
        move_clock=move_clock,
        set_lang=set_lang,
        address=str(config.public_url).rstrip("/") if config.public_url else "",
        asks=config.open311_asks,
        keeping=config.keeping,
        chat=CHAT if config.chats else "",
    )
    desk.db.on("web", site.bell.ring)
    desk.db.on("moved", site.bell.ring)
    desk.db.on("session", site.bell.ring)
    desk.db.on("posted", site.bell.ring)
    return site


def _claim(tx: Tx, config: Settings, home: str) -> None:
    """Refuse a database that this mode must not touch."""
    moved, real = meta.get(tx, "clock_moved"), meta.get(tx, "real")
    if not config.trial and (moved or meta.get(tx, "trial")):
        why = "its clock was moved" if moved else "it holds invented people"
        raise WrongDatabase(
            f"{config.database}: this database belongs to a trial ({why}), so it cannot serve real residents. "
            "Set HUIYIN_DATABASE to another file, e.g. var/desk.db, and HUIYIN_TRIAL_DATABASE to this one"
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
        notify.tell("WATCHDOG=1")
        await asyncio.sleep(FROZEN / 10)


def _document(documents: Documents, shelf: Shelf, name: str, text: str, beside: Mapping[str, str]) -> Bundle:
    """A text for one person, beside it what is left of these files of ours."""
    paths = {called: path for called, file in beside.items() if (path := shelf.find(file))}
    return documents.bundle(name, text, paths)


def media_folder(config: Settings) -> Path:
    """Where photos and voice messages lie: beside the database."""
    return config.database.with_name(config.database.name + ".media")
