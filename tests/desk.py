"""A running desk for tests: the real reader, sender and database, with a clock that stands until it is moved."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import seed
from bot.clock import DeskClock
from bot.program import running
from config.settings import Settings
from domain.community import Community
from domain.people import Abilities, ChatKind, Role
from domain.talk.floods import Pace
from handlers.desk import Desk
from handlers.talk.streams import Of
from storage import chats, due, exports, inbox, outbox, people, roster, web
from storage.db import Database, Tx
from storage.times import from_ms, to_ms
from storage.web import WebMessage
from tests import postgres
from web.intake import SOURCE
from web.site import Site

START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # a Sunday, half past nine in the morning in Shanghai
LOOKS, PAUSE = 5, 0.001  # at once, then s between two: what is waited for needs the processor, in other processes too

ENDLESS = {of: Pace(burst=1_000_000, every=timedelta(0, 1), rest=timedelta(0), anew=False) for of in Of}  # no floods


class StandingClock(DeskClock):
    """Desk time that moves only when a test moves it."""

    def __init__(self, at: datetime = START) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The time the test set."""
        return self.at


@dataclass(slots=True)
class Running:
    """A desk at work, and what to do with it."""

    desk: Desk
    site: Site
    clock: StandingClock

    async def settled(self) -> None:
        """Wait until everything that arrived is handled and everything wanted is sent."""
        await settled(self.desk.db)

    async def pass_time(self, by: timedelta) -> None:
        """Move the clock through everything that becomes due on the way, each at its own hour."""
        end = self.clock.at + by
        await self.settled()  # the ticker may have been faster
        while at := await self.desk.db.write(_due_by, end):
            self.clock.at = max(at, self.clock.at)
            await self.desk.db.write(due.take, self.clock.at)
            await self.settled()
        self.clock.at = end
        await self.settled()

    async def parked(self) -> list[str]:
        """Why events could not be handled; empty when all is well."""
        return [row.error for row in await self.desk.db.write(inbox.parked)]

    async def messages(self, after: int) -> list[WebMessage]:
        """What the web chat showed since."""
        return await web.since(self.desk.db.reader, after, 10_000)


def _due_by(tx: Tx, end: datetime) -> datetime | None:
    """When something comes due next, unless that is later than the end."""
    at = due.next_at(tx)
    return from_ms(at) if at is not None and at <= to_ms(end) else None


async def settled(db: Database) -> None:
    """Wait until everything that arrived is handled and everything wanted is sent."""
    looks = 0
    while not await db.write(at_rest):
        looks += 1
        await asyncio.sleep(PAUSE if looks > LOOKS else 0)


def at_rest(tx: Tx) -> bool:
    """Whether nothing waits to be handled, sent or exported: at one moment, since one leads to another."""
    return not (inbox.backlog(tx)[0] or outbox.backlog(tx)[0] or exports.waiting(tx))


def _people_of(tx: Tx, community: Community) -> None:
    """The people and the two groups of another community than the trial's."""
    for member in community.members.values():
        person = people.add_person(tx, SOURCE, member.handle, member.name, "zh-CN")
        chat = seed.private(member.handle)
        chats.add(tx, SOURCE, chat, ChatKind.PRIVATE, community.code, "zh-CN", person=person.id)
        people.grant(tx, person.id, community.code, Role(member.role), member.trade, member.grids)
        for shift in community.shifts:
            if member.handle in shift.people:
                roster.assign(tx, community.code, shift.code, person.id)
    chats.add(tx, SOURCE, f"group:{community.code}", ChatKind.GROUP, community.code, "zh-CN")
    chats.add(tx, SOURCE, f"duty:{community.code}", ChatKind.DUTY, community.code, "zh-CN")


def without_digests(tx: Tx, communities: Mapping[str, Community]) -> None:
    """No digest and no monthly page, where they are not the matter."""
    assert isinstance(communities, dict)
    for code, each in communities.items():
        communities[code] = replace(each, digest=None)
        due.cancel(tx, "digest", code)
        due.cancel(tx, "monthly", code)


@asynccontextmanager
async def running_desk(
    folder: Path,
    at: datetime = START,
    abilities: Abilities | None = None,
    lang: str | None = None,
    homes: Path | None = None,
    digest: bool = False,
    settings: Mapping[str, object] | None = None,
    clock: StandingClock | None = None,
    again: bool = False,
) -> AsyncIterator[Running]:
    """The sample community's desk on a database of its own; ``homes`` are the files of several communities.

    Without ``digest`` no community has one: other conversations run for weeks.  ``settings`` are more of them.
    ``abilities`` stand in for those of the web chat, ``lang`` is what everybody is spoken to in.  A text that
    lacks an argument raises, which parks its event.  ``again``: the folder holds what a desk left behind.
    """
    clock = clock or StandingClock(at)
    own = {**({"community": homes} if homes else {}), **(settings or {})}
    if server := postgres.fresh():
        own["server_url"] = server
    async with running(Settings(database=folder / "huiyin.db", _env_file=None, **own), clock) as program:  # type: ignore[arg-type]
        desk = program.desk
        desk.wording.strict = True
        if not digest:
            await desk.db.write(without_digests, desk.communities)
        if abilities:
            object.__setattr__(
                desk, "channels", {**desk.channels, SOURCE: abilities}
            )  # frozen, and already in the reader's hands
        for other in list(desk.communities.values())[1:] if not again else ():
            await desk.db.write(_people_of, other)
        if lang:
            await desk.db.write(seed.set_lang, lang)
        yield Running(desk, program.site, clock)
