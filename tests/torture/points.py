"""Every conversation of tests/conversations, with a death at every commit and every call: it ends as it should.

One round is one conversation and one kind of place.  There the power goes each time the desk comes to a commit, or a
call, that it has not died at before; the people go on where they were, and must see what the transcript says.
"""

import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels.webchat import WebChat
from storage.sending import Slot
from tests import transcript
from tests.communities import two
from tests.desk import START, Running, running_desk
from tests.torture.glass import Fate, GlassClock, Lives, glass, settled
from tests.torture.record import Round
from tests.transcript import ABILITIES, Player, parse

FOLDER = Path(__file__).parent.parent / "conversations"
PLACES = ("before commit", "after commit", "before call", "after call")
WITH_OTHERS = {"导出"}  # made by a process of its own, which takes real time


CHANNEL: type[WebChat] | None = None  # another one shows that a mistake is seen


def under_another_name(slot: Slot) -> Slot:
    """The mistake: a message that is sent again is another message."""
    return replace(slot, id=uuid.uuid4().int >> 80)


class Once(Fate):
    """Dies at every place of one kind, and at each once."""

    armed = False

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where, self.seen = where, set[str]()

    def cut(self, where: str, what: str) -> bool:
        """At the first time that the desk comes here."""
        if not self.armed or where != self._where or what in self.seen:
            return False
        self.seen.add(what)
        return True


class Survivor(Player):
    """Plays a transcript on whatever desk lives at the moment."""

    def __init__(self, lives: Lives, lang: str) -> None:
        self._lives = lives
        self._first: Running | None = None
        super().__init__(None, lang)  # type: ignore[arg-type]

    async def survive(self, step: str) -> list[str]:
        """Do one step through any number of deaths; what is seen then."""
        words, key = step, uuid.uuid4().hex
        if found := transcript._TIME.fullmatch(step):
            hour, minute, count, unit, words = found.groups()
            clock = (await self._lives.do(self._now)).clock
            until = clock.at + self._until(hour, minute, count, unit)
            await self._lives.do(lambda running: running.pass_time(until - clock.at))
        if words:
            await self._lives.do(lambda running: self._on(running, self._do, words, key))
        seen: list[str] = await self._lives.do(lambda running: self._on(running, self._look))
        return seen

    async def _look(self) -> list[str]:
        await self._running.settled()
        return await self._see("")

    async def _on(self, running: Running, act: Any, *args: Any) -> Any:
        self._running = running
        return await act(*args)

    async def _now(self, running: Running) -> Running:
        self._running = running
        return running


class GlassRunning(Running):
    """A desk at work under glass."""

    async def settled(self) -> None:
        """Wait until everything that arrived is handled and everything wanted is sent."""
        await settled(self)


@asynccontextmanager
async def glassed(desk: Any) -> AsyncIterator[Running]:
    async with desk as running:
        yield GlassRunning(running.desk, running.site, running.clock)


def names() -> tuple[str, ...]:
    """The rounds: every conversation with every kind of place."""
    files = [path.stem for path in sorted(FOLDER.glob("*.txt")) if not WITH_OTHERS & set(path.stem.split())]
    return tuple(f"{stem}:{where}" for stem in files for where in PLACES)


async def play(folder: Path, seed: str) -> Round:
    """One conversation, and one kind of place; the seed names both."""
    _, stem, where = seed.rsplit(":", 2)
    settings, steps = parse((FOLDER / f"{stem}.txt").read_text(encoding="utf-8"))
    fate, clock, wrong = Once(where), GlassClock(START), []
    homes = two(folder) if settings.get("小区") == "两个" else None
    abilities = ABILITIES[settings["能力"]] if "能力" in settings else None

    def start(again: bool) -> Any:
        return running_desk(
            folder, abilities=abilities, lang=settings.get("语言"), homes=homes,
            digest="周报" in settings, clock=clock, again=again,
        )  # fmt: skip

    with glass(fate, CHANNEL):
        lives = Lives(fate, lambda again: glassed(start(again)))
        player = Survivor(lives, settings.get("语言", "zh-CN"))
        await lives.do(player._now)
        fate.armed = True
        try:
            for step in steps:
                seen = await player.survive(step.text)
                expected = [line for line in step.seen if line != "(没有话)"]
                if len(expected) != len(seen) or not all(map(transcript.matches, expected, seen)):
                    wrong.append(f"{stem}:{step.number}: {step.text}: wanted {expected}, saw {seen}")
                    break
        finally:
            fate.armed = False
            await lives.end()
    wrong += _left(folder / "huiyin.db")
    return Round({"deaths": fate.lives - 1, "steps": len(steps)}, wrong)


def _left(database: Path) -> list[str]:
    """What must not be there at the end."""
    with closing(sqlite3.connect(database)) as connection:
        states = connection.execute("SELECT key, state FROM inbox WHERE state <> 'done'").fetchall()
        return [f"inbox {key}: {state}" for key, state in states]
