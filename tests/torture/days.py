"""Months of a neighbourhood under glass: random people, a platform with bad days, deaths between commits; one seed.

The same seed says the same words in the same order, byte for byte (``digest``), so a seed that fails is a test.
What must be true at every noon is in tests/promises.py.
"""

import asyncio
import hashlib
import random
import sqlite3
from collections import Counter
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import handlers.codes
import storage.chain
import storage.documents
import storage.meta
from bot import api_keys
from bot import seed as seeds
from bot.channels import SendFailed
from bot.channels.webchat import WebChat
from storage import due, exports, inbox, outbox, web
from storage.db import Tx
from storage.sending import Slot
from storage.times import from_ms
from tests import promises
from tests.desk import Running, running_desk
from tests.torture.glass import Fate, GlassClock, Lives, glass, swapped
from tests.torture.points import glassed
from tests.torture.record import Round
from tests.transcript import NAMES
from web import intake
from web.intake import Visitor, Words

DAYS = 100
SCREEN = 80  # messages that people still see
START = datetime(2026, 9, 1, 0, 30, tzinfo=UTC)
RESIDENTS, CREW = ("li", "wang", "zhao"), ("zhou", "chen", "sun", "liu", "ma")
TROUBLES = ("楼道灯不亮", "单元门坏了", "垃圾桶满了", "下水道堵了", "墙皮掉了", "电梯坏了", "路灯不亮了")
CHATTER = ("谢谢", "好的", "今天天气不错", "有人吗", "催一下", "什么时候来", "还没好", "修好了", "/my", "帮助")
DANGERS = ("煤气味很大", "有人困在电梯里", "井盖没了", "电线掉下来了")
WORDS_OF_CREW = ("等配件", "已经换了灯泡", "/queue", "今天下午去", "换好了", "我的", "不归我们管，是供电的")
NOT_PRESSED = ("导出", "忘记", "删除")  # a file is made by a process of its own; who is forgotten does nothing more


class Said(NamedTuple):
    """A message that the platform took."""

    at: datetime
    chat: str
    text: str
    slot: int
    rev: int


class Weather(Fate):
    """What goes wrong today, by the seed alone."""

    def __init__(self, seed: str, deaths: float) -> None:
        super().__init__()
        self.chance, self._deaths = random.Random(f"weather {seed}"), deaths
        self.armed, self.gone = False, False
        self.said: list[Said] = []
        self.unsure: set[tuple[int, int]] = set()  # slots that the platform took without saying so
        self.ends: list[int] = []  # how much had been said at each death
        self.bad = Counter[str]()

    def cut(self, where: str, what: str) -> bool:
        """Rarely the power goes."""
        if not self.armed or self.chance.random() >= self._deaths:
            return False
        self.bad[where] += 1
        return True

    def reborn(self) -> None:
        """What was in flight may be said again."""
        self.ends.append(len(self.said))
        super().reborn()


def platform(weather: Weather, clock: GlassClock) -> type[WebChat]:
    """A web chat whose platform asks to wait, breaks, is away, or takes a message and never says so."""

    class Platform(WebChat):
        async def send(self, slot: Slot) -> str:
            self._before(slot)
            name = await super().send(slot)
            self._after(slot)
            return name

        async def edit(self, slot: Slot) -> None:
            self._before(slot)
            await super().edit(slot)
            self._after(slot)

        def _before(self, slot: Slot) -> None:
            if weather.gone:
                raise SendFailed("NetworkError: nothing can be reached")
            if weather.armed and (luck := weather.chance.random()) < 0.04:
                weather.bad["refused"] += 1
                raise SendFailed("429", retry_after=timedelta(seconds=3)) if luck < 0.02 else SendFailed("502")

        def _after(self, slot: Slot) -> None:
            weather.said.append(Said(clock.at, slot.chat_external, slot.content.get("text", ""), slot.id, slot.rev))
            if weather.armed and weather.chance.random() < 0.01:
                weather.bad["unanswered"] += 1
                weather.unsure.add((slot.id, slot.rev))
                raise SendFailed("no answer in time")

    return Platform


class Dice:
    """In the place of ``secrets``: as good for a simulation, and the same every time."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(f"dice {seed}")

    def token_bytes(self, size: int = 32) -> bytes:
        """So many bytes."""
        return self._chance.randbytes(size)

    def token_hex(self, size: int = 32) -> str:
        """So many bytes, as text."""
        return self.token_bytes(size).hex()

    def token_urlsafe(self, size: int = 32) -> str:
        """The same."""
        return self.token_hex(size)


class Neighbourhood:
    """People who do what comes to their mind."""

    def __init__(self, lives: Lives, clock: GlassClock, weather: Weather, seed: str) -> None:
        self.lives, self.clock, self.weather = lives, clock, weather
        self.chance = random.Random(f"people {seed}")
        self.acts = self.reports = self.seen = 0
        self.danger = False  # somebody told of one, and nobody said that they go

    async def moment(self) -> None:
        """Somebody does something, and time passes."""
        luck, chance = self.chance.random(), self.chance
        if self.danger and luck < 0.6:
            self.danger = not await self._press(chance.choice(CREW[:3]), "我在处理")
        elif luck < 0.25:
            await self._report()
        elif luck < 0.265:
            self.danger = True
            await self._say(chance.choice(RESIDENTS), "", f"{chance.randint(1, 18)}号楼{chance.choice(DANGERS)}")
        elif luck < 0.37:
            crew = chance.random() < 0.4
            who = chance.choice(CREW if crew else RESIDENTS)
            await self._say(who, "duty" if crew else "", chance.choice(WORDS_OF_CREW if crew else CHATTER))
        elif luck < 0.40:
            await self._say(chance.choice(RESIDENTS), "group", chance.choice(CHATTER))
        else:
            await self._press(chance.choice(CREW + RESIDENTS))
        await self._pass_time()

    async def _report(self) -> None:
        who, chance = self.chance.choice(RESIDENTS), self.chance
        place = f"{chance.randint(1, 18)}号楼{chance.randint(1, 4)}单元"
        self.reports += 1
        if chance.random() < 0.25:
            await self._say(who, "group", f"/report {place}{chance.choice(TROUBLES)}")
            return
        await self._say(who, "", f"{place}{chance.choice(TROUBLES)}")
        await self._press(who, "报上去")

    async def _say(self, who: str, chat: str, text: str) -> None:
        self.acts += 1
        key, chat, visitor = f"k{self.acts}", chat or f"private:{who}", _visitor(who)

        async def act(running: Running) -> None:
            await running.desk.db.write(intake.say, key, chat, visitor, Words(text), NAMES, self.clock.at)
            await self._settled(running)

        await self.lives.do(act)

    async def _press(self, who: str, label: str = "") -> bool:
        """Press what is shown, or this; whether there was such a button."""
        self.acts += 1
        key, chats = f"k{self.acts}", {f"private:{who}", "group"} | ({"duty"} if who in CREW else set())

        async def act(running: Running) -> bool:
            found = [
                (message, button)
                for message in await running.messages(self.seen)
                if message.chat in chats and message.only_for in (None, who) and not message.content.get("deleted")
                for row in message.content.get("buttons", ())
                for button in row
                if "data" in button and not any(word in button["label"] for word in NOT_PRESSED)
            ]
            self.seen = max(0, await web.newest(running.desk.db.reader) - SCREEN)
            if label:
                found = [each for each in found if each[1]["label"] == label][-1:]
            if not found:
                return False
            message, button = found[min(int(luck * len(found)), len(found) - 1)]
            args = key, message.chat, _visitor(who), str(message.id), button["data"], self.clock.at
            await running.desk.db.write(intake.press, *args)
            await self._settled(running)
            return True

        luck = self.chance.random() ** 0.5  # what was shown last is pressed more often
        pressed: bool = await self.lives.do(act)
        return pressed

    async def _pass_time(self) -> None:
        chance = self.chance
        if chance.random() < 0.02:
            self.weather.gone = not self.weather.gone
        if chance.random() < 0.02:
            self.clock.at -= timedelta(hours=chance.choice([0.01, 1, 5]))  # somebody set the machine's clock
            self.weather.bad["set back"] += 1
        by = timedelta(hours=chance.choice([0.1, 0.5] if self.danger else [0.1, 0.5, 1, 3, 6, 12]))
        if chance.random() < 0.1:  # the desk was off, and looks once when it is back
            self.clock.at += by * (1 if self.danger else 4)
        else:
            end = self.clock.at + by
            await self.lives.do(lambda running: self._through(running, end))
        await self.lives.do(self._settled)

    async def _through(self, running: Running, end: datetime) -> None:
        """Each thing at its own hour."""
        while True:
            next_ms = await running.desk.db.write(due.next_at)
            at = from_ms(next_ms) if next_ms is not None else end
            self.clock.at = min(max(at, self.clock.at), end)
            await self._settled(running)
            if at >= end:
                self.clock.at = end
                return

    async def _settled(self, running: Running) -> None:
        """Everything due is taken; everything that came is handled; and said, unless the platform is away."""
        db = running.desk.db
        while await db.write(due.take, self.clock.at) or not await db.write(self._at_rest):  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    def _at_rest(self, tx: Tx) -> bool:
        unsaid = 0 if self.weather.gone else outbox.backlog(tx)[0]
        return not (inbox.backlog(tx)[0] or unsaid or exports.waiting(tx))


def _visitor(handle: str) -> Visitor:
    return Visitor(handle, handle, "zh-CN")


async def play(folder: Path, seed: str, days: int = DAYS, deaths: float = 0.002) -> Round:
    """So many days; what they came to."""
    weather, clock = Weather(seed, deaths), GlassClock(START)
    said = weather.said
    wrong: list[str] = []
    with ExitStack() as stack:
        dice = Dice(seed)
        for module in (handlers.codes, storage.chain, storage.documents, storage.meta, api_keys, seeds):
            if hasattr(module, "secrets"):
                stack.enter_context(swapped((module, "secrets", dice)))
        stack.enter_context(glass(weather, platform(weather, clock)))

        def start(again: bool) -> Any:
            return glassed(running_desk(folder, digest=True, clock=clock, again=again))

        lives = Lives(weather, start)
        people = Neighbourhood(lives, clock, weather, seed)
        await lives.do(people._settled)
        weather.armed = True
        noon = START
        try:
            while clock.at < START + timedelta(days=days) and not wrong:
                await people.moment()
                if clock.at > noon and not weather.gone:
                    noon = clock.at + timedelta(days=1)
                    wrong = await lives.do(lambda running: running.desk.db.write(promises.all_of, clock.at))
            weather.armed = weather.gone = False
            await lives.do(people._settled)
            wrong += await lives.do(lambda running: running.desk.db.write(promises.all_of, clock.at))
        finally:
            weather.armed = False
            await lives.end()
    wrong += _repeated(said, weather) + _reminded(folder, said)
    figures: dict[str, float] = {
        "days": days, "acts": people.acts, "reports": people.reports, "said": len(said), "deaths": weather.lives - 1,
        **{name.replace(" ", "_"): count for name, count in sorted(weather.bad.items())},
        "digest": int(digest(said)[:12], 16),
    }  # fmt: skip
    return Round(figures, list(dict.fromkeys(wrong)))


def digest(said: list[Said]) -> str:
    """One number for all that was said, when and where, in order."""
    lines = (f"{each.at.isoformat()} {each.chat} {each.text}" for each in said)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _repeated(said: list[Said], weather: Weather) -> list[str]:
    """Said twice without an excuse: one call for each chat is in flight at a death, or was never answered."""
    wrong, excused = [], set[tuple[str, int]]()
    before: dict[tuple[int, int], int] = {}
    for n, each in enumerate(said):
        name = each.slot, each.rev
        if (first := before.get(name)) is not None and name not in weather.unsure:
            deaths = [end for end in weather.ends if first < end <= n and (each.chat, end) not in excused]
            if deaths:
                excused.add((each.chat, deaths[0]))
            else:
                wrong.append(f"said twice at {each.at:%m-%d %H:%M}: slot {each.slot} rev {each.rev} to {each.chat}")
        before[name] = n
    return wrong


def _reminded(folder: Path, said: list[Said]) -> list[str]:
    """What nobody may hear twice, whatever slot it stood in; a message taken and not confirmed counts once."""
    with closing(sqlite3.connect(folder / "huiyin.db")) as connection:
        cycles = {str(number): cycle for number, cycle in connection.execute("SELECT number, cycle FROM report")}
    told = {(each.slot, each.rev): (each.at, each.chat, each.text) for each in said}
    return list(promises.once(told.values(), cycles))
