"""The same ways on every other channel, and in groups: what they decode to is handled at once, and then taken back.

What is tried stands in one transaction that never commits, so that one desk serves all of it.  What each platform
sends is decoded in tests/channels; nothing is sent, and no clock ticks.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from bot import seed
from bot.channels.counted import RESIDENT
from bot.channels.telegram import BACKLOG, TEXT
from bot.channels.webchat import WebChat
from bot.channels.webchat.beside import Beside
from bot.channels.wecom.staff import IN_APP, ROOMS
from config import categories, community, model, settings, wording
from domain.community import Community
from domain.events import Edited, Pressed, Said, Speaker, Spoken
from domain.people import Abilities, ChatKind, Role
from domain.report import Report
from domain.understanding.classification import Classifier
from handlers import presses, saying
from handlers.desk import Desk, Turn
from handlers.talk import messages
from storage import chats, people
from storage.chats import PAGES
from storage.db import Tx, open_database
from tests.communities import two
from tests.desk import Running, StandingClock
from tests.roles.scene import HOME, OTHER, PHONE, WORDS, Scene, Who
from web.intake import SOURCE

R = TypeVar("R")


class NotThere(Exception):
    """The channel cannot carry what was tried."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is tried."""

    name: str
    channel: str
    abilities: Abilities
    kind: ChatKind = ChatKind.PRIVATE
    edits: bool = False  # whether somebody can change what they wrote


_TELEGRAM = Abilities(write_first=False, text_limit=TEXT, inline_media=False, backlog=BACKLOG)
_WECOM = replace(IN_APP, rooms=tuple(ROOMS.items()))
WEB = Place("the web chat", SOURCE, WebChat.abilities, edits=True)
PLACES = (
    Place("Telegram, private", "telegram", _TELEGRAM, edits=True),
    Place("Telegram, a residents' group", "telegram", _TELEGRAM, ChatKind.GROUP, edits=True),
    Place("Telegram, a duty group", "telegram", _TELEGRAM, ChatKind.DUTY, edits=True),
    Place("Telegram, a group without ephemeral messages", "quiet", replace(_TELEGRAM, ephemeral=False), ChatKind.GROUP),
    Place("WeCom, the app", "wecom", _WECOM),
    Place("WeCom, a smart bot's duty group", "wecom", _WECOM, ChatKind.DUTY),
    Place("WeCom, a smart bot's group of members", "wecom", _WECOM, ChatKind.GROUP),
    Place("WeChat customer service", "kf", replace(RESIDENT, asks_names=True)),
    WEB,
    Place("beside the staff pages", PAGES, Beside.abilities),
)
ROOM = {ChatKind.GROUP: "group", ChatKind.DUTY: "duty"}
_SAID, _UNKNOWN = "said elsewhere", '"data": "staff:'
_SPOKE = ("session",)  # that somebody spoke at all is counted where a platform counts


@dataclass(slots=True)
class Elsewhere(Scene):
    """A scene in one transaction, at one place."""

    place: Place = PLACES[0]
    exported: str = "1"
    tx: Tx | None = None
    acted: set[int] = field(default_factory=set)  # chats
    causes: Iterator[int] = field(default_factory=lambda: count(1_000_000))

    async def do(self, function: Callable[..., R], *args: Any, **named: Any) -> R:
        """Run a storage function, in the transaction that is open."""
        assert self.tx is not None
        return function(self.tx, *args, **named)

    @property
    def room(self) -> int:
        """The group in which it is tried."""
        assert self.tx is not None
        found = chats.find(self.tx, self.channel, ROOM[self.place.kind], self.running.desk.channels)
        assert found is not None
        return found.id

    async def about(self, who: Who, report: Report) -> str:
        """A message about the report, if one can be replied to there."""
        raise NotThere("replying")

    async def wrote(self, who: Who, text: str, report: Report) -> str:
        """Something that became part of the report, if it can be changed there."""
        raise NotThere("editing")

    async def send_all(self, who: Who, pressed: Iterable[str], chat: str | None = None) -> None:
        """Press one after the other."""
        if self.before is None:
            await self.begin()
        for each in pressed:
            cause = next(self.causes)
            where = chat or self._where(who)
            speaker, at = Speaker(who.name, who.name), self.running.clock.at
            private = where == who.private
            self._happens(cause, Pressed(self.channel, where, speaker, "1", at, each, f"p{cause}", private))

    async def say(self, who: Who, text: str, chat: str | None = None, reply_to: str | None = None) -> None:
        """Say something; in a group to the desk."""
        if reply_to:
            raise NotThere("replying")
        if self.before is None:
            await self.begin()
        cause, where = next(self.causes), chat or self._where(who)
        private = where == who.private
        speaker, at = Speaker(who.name, who.name), self.running.clock.at
        said = Said(self.channel, where, speaker, f"m{cause}", at, private, text, mentioned=not private)
        self._happens(cause, said)

    async def edit(self, who: Who, message: str, text: str) -> None:
        """Change what they wrote."""
        raise NotThere("editing")

    async def shown(self, who: Who) -> str:
        """Everything that was put on their screen since the attempt began, wherever they acted."""
        return "\n".join([await Scene.shown(self, replace(who, chat=room)) for room in self._rooms(who)])

    async def traces(self, who: Who) -> list[str]:
        """What the attempt left, but words where they acted, and the question to the head who somebody unknown is."""
        rooms = self._rooms(who)
        left = [each for each in await Scene.traces(self, who) if not each.startswith((*_SPOKE, _SAID))]
        old = (self.before or {})["slot"]
        rows = await self.do(lambda tx: tx.all("SELECT id, chat, only_for, content FROM slot"))
        elsewhere = [row for row in rows if row[0] not in old and row[1] not in rooms and row[2] != who.id]
        return [*left, *(f"{_SAID}: {row}" for row in elsewhere if _UNKNOWN not in row[3])]

    async def betrayed(self) -> list[str]:
        """Staff matters that everybody in the residents' group can read now."""
        if self.place.kind is not ChatKind.GROUP or self.before is None:
            return []
        old, readable = self.before["slot"], "SELECT id, content FROM slot WHERE chat = ? AND only_for IS NULL"
        rows = await self.do(lambda tx: tx.all(readable, (self.room,)))
        return [each for id_, each in rows if id_ not in old and any(part in each for part in (WORDS, PHONE))]

    def _rooms(self, who: Who) -> set[int]:
        return {who.chat, *self.acted}

    def _where(self, who: Who) -> str:
        """Where they act: in the group, unless they were asked something in private."""
        assert self.tx is not None
        asked = self.tx.one("SELECT 1 FROM prompt WHERE person = ? AND chat = ?", (who.id, who.chat))
        return who.private if asked else ROOM.get(self.place.kind, who.private)

    def _happens(self, cause: int, event: Spoken) -> None:
        assert self.tx is not None
        if chat := chats.find(self.tx, self.channel, event.chat, self.running.desk.channels):
            self.acted.add(chat.id)
        turn = Turn(self.tx, self.running.desk, cause, self.running.clock.at, event)
        match event:
            case Said():
                messages.said(turn, event)
            case Edited():
                messages.edited(turn, event)
            case Pressed():
                presses.pressed(turn, event)
        saying.unheard(turn)


class Still(Running):
    """A desk at which nothing goes on by itself."""

    async def settled(self) -> None:
        """It always is."""


def at_once(work: Coroutine[Any, Any, R]) -> R:
    """Do what never waits."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise AssertionError("it waited")


@contextmanager
def taken_back(tx: Tx) -> Iterator[None]:
    """What is done within stands until the block is left."""
    tx.run("SAVEPOINT cell")
    try:
        yield
    finally:
        tx.run("ROLLBACK TO cell")
        tx.run("RELEASE cell")


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Still]:
    """Two communities on every channel, each with a residents' and a duty group of the first."""
    config = settings.Settings(database=folder / "huiyin.db", community=two(folder), _env_file=None)
    kinds, homes = categories.load(config.categories), community.load_all(config.community)
    channels = {each.channel: each.abilities for each in PLACES}
    async with open_database(config.database) as db:
        made = Desk(
            db=db,
            clock=StandingClock(),
            wording=wording.load(kinds),
            categories=kinds,
            classifier=Classifier(kinds, model.load()),
            communities=homes,
            adapted={code: categories.adapted(kinds, each) for code, each in homes.items()},
            channels=channels,
        )
        made.wording.strict = True
        await db.write(_groups, channels, homes)
        yield Still(made, None, made.clock)  # type: ignore[arg-type]


def _groups(tx: Tx, channels: dict[str, Abilities], homes: Mapping[str, Community]) -> None:
    seed.first_start(tx, 0)
    for home in homes.values():
        seed.roster_of(tx, home)
    head = people.add_person(tx, "telegram", "a head", "", "zh-CN").id  # who can be told of an appeal
    chats.add(tx, "telegram", "a head", ChatKind.PRIVATE, HOME, "zh-CN", person=head)
    people.grant(tx, head, HOME, Role.HEAD, "head", ())
    for channel in channels:
        for room, kind in (("group", ChatKind.GROUP), ("duty", ChatKind.DUTY)):
            chats.add(tx, channel, room, kind, HOME, "zh-CN")
            chats.add(tx, channel, f"{room}:{OTHER}", kind, OTHER, "zh-CN")


@asynccontextmanager
async def scene(folder: Path, place: Place) -> AsyncIterator[Elsewhere]:
    """One place with everything that is done there standing until the end, in the thread of whoever looks."""
    async with desk(folder) as still:
        with closing(sqlite3.connect(still.desk.db.path, isolation_level=None)) as connection:
            tx = Tx(connection)
            tx.run("BEGIN")
            made = Elsewhere(still, place=place, channel=place.channel, tx=tx)
            made.neighbour = await made.enter(made.neighbour)
            yield made
