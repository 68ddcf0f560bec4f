"""Plays a transcript (tests/transcript.py) on Telegram: the same people, the same words, the same desk.

What is seen is compared without regard to order within a step, and without photos and voice, which are messages
of their own here (tests/channels/test_telegram_loop.py looks at those).
"""

import re
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.community import Point
from tests import transcript
from tests.channels.town import Town, town
from tests.telegram import FakeTelegram
from tests.telegram.render import message_json, user_json
from tests.telegram.seen import Seen, look
from tests.telegram.state import Press
from tests.telegram.world import Chat, Message, User
from tests.transcript import Step, matches, parse


def _shown(button: dict[str, Any]) -> str:
    """A button's label, and what its press copies."""
    return str(button["text"]) + (f"→{button['copy_text']['text']}" if "copy_text" in button else "")


APART = re.compile(r" \((?:照片\d+张|语音|文件 \S+)\)| \[私聊里[回答留]+\]")  # the last: links that only Telegram needs


class Player:
    """One transcript on one Telegram."""

    def __init__(self, place: Town) -> None:
        self.place, self.telegram = place, place.telegram
        self.users: dict[str, User] = {}
        self.group = self.duty = Chat(0, "supergroup")
        self.screen: dict[tuple[int, int, int], Seen] = {}
        self.before: list[Seen] = []
        self.code = ""  # the last one shown
        self.link = f"https://t.me/{self.telegram.bot.username}?start="

    async def set_up(self, settings: dict[str, str]) -> None:
        """The sample's people, all of whom wrote before, and its two groups."""
        place, telegram, community = self.place, self.telegram, self.place.site.community
        lang = "en" if settings.get("语言") == "en" else "zh-hans"
        for member in community.members.values():
            user = self.users[member.name] = self.users[member.handle] = telegram.user(member.name, language=lang)
            if member.handle != "liu":
                telegram.start(user)
        place.liu = self.users["liu"]
        await place.make_manager()
        everybody = list({user.id: user for user in self.users.values()}.values())
        self.group = telegram.supergroup("居民", everybody)
        self.duty = telegram.supergroup("值班", everybody)
        residents, staff = ("Residents", "Staff on duty") if lang == "en" else ("居民群", "值班群")
        await place.bind(self.group, residents, admin="能力" not in settings)
        await place.bind(self.duty, staff, admin="能力" not in settings)
        for member in community.members.values():
            account = str(self.users[member.handle].id)
            for shift in community.shifts if member.role != "resident" else ():
                if member.handle in shift.people:
                    await place.all(
                        "INSERT INTO shift_person (shift, person) "
                        "SELECT shift.id, person FROM shift, account WHERE code = ? AND external = ?",
                        shift.code, account,
                    )  # fmt: skip
            if member.role not in ("resident", "manager"):
                await place.all(
                    "INSERT INTO role (person, community, role, trade, grids) "
                    "SELECT person, ?, ?, ?, ? FROM account WHERE external = ?",
                    community.code, member.role, member.trade, " ".join(member.grids), account,
                )  # fmt: skip
        if lang == "en":
            await place.all("UPDATE chat SET lang = 'en'")
            await place.all("UPDATE person SET lang = 'en'")
        await place.settled()
        self.look()

    async def play(self, step: str) -> list[str]:
        """Do one step; what is seen then."""
        if found := transcript._TIME.fullmatch(step):
            hour, minute, count, unit, step = found.groups()
            await self.place.pass_time(self._until(hour, minute, count, unit))
        step, times = transcript.repeated(step)
        for _ in range(times if step else 0):
            press = await self._do(step)
        await self.place.settled()
        assert await self.place.parked() == [], step
        return transcript.gathered(self.look() + (self._popped(press) if step and press else []), times)

    def look(self) -> list[str]:
        """What is on the screens now and was not before."""
        now: dict[tuple[int, int, int], Seen] = {}
        for chat in list(self.telegram.state.world.chats.values()):
            for message in [*chat.messages.values(), *chat.ephemeral.values()]:
                if message.sender is self.telegram.bot and not message.deleted and not look(message).media:
                    now[chat.id, message.id, message.ephemeral_id] = look(message)
        lines = []
        for key, seen in now.items():
            old = self.screen.get(key)
            if old is None or (old.text, old.buttons) != (seen.text, seen.buttons):
                buttons = "".join(f" [{_shown(button)}]" for row in seen.rows for button in row)
                self.code = transcript.code_in(seen.text) or self.code
                text = (
                    transcript.hidden(seen.text)
                    .replace(self.link, "/start ")
                    .replace("（Telegram）", "（网页）")
                    .replace("\n", "⏎")
                )
                lines.append(f"{self._to(seen.message)}{' 变成' if old else ''}: {text}{buttons}")
                self.before += [old] if old else []
        for key in self.screen.keys() - now.keys():
            gone = self.screen[key]
            self.before.append(gone)
            lines.append(f"{self._to(gone.message)} 去掉: {gone.text.splitlines()[0]}")
        self.screen = now
        return lines

    def _popped(self, press: Press) -> list[str]:
        assert press.answer is not None
        where = press.message.chat
        to = {self.group.id: "@群", self.duty.id: "@值班群"}.get(where.id, "")
        text = press.answer.text.replace("\n", "⏎")
        return [f"{press.user.first_name}{to} 弹出: {text}"] if text else []

    def _to(self, message: Message) -> str:
        where = {self.group.id: "群", self.duty.id: "值班群"}.get(message.chat.id)
        if where and message.receiver:
            return f"{message.receiver.first_name}@{where}"
        return where or (message.chat.user.first_name if message.chat.user else "?")

    def _until(self, hour: str | None, minute: str | None, count: str | None, unit: str | None) -> timedelta:
        if count and unit:
            return timedelta(seconds=int(count) * transcript._UNITS[unit])
        local = self.place.clock.at.astimezone(self.place.site.community.zone)
        then = local.replace(hour=int(hour or 0), minute=int(minute or 0), second=0, microsecond=0)
        return then - local if then >= local else then - local + timedelta(days=1)

    async def _do(self, step: str) -> Press | None:
        found = transcript._STEP.fullmatch(step)
        assert found, step
        name, where, verb, what, _, words = found.groups()
        words = transcript.fill_in(words, self.code)
        who = self._user(name)
        chat = {"group": self.group, "duty": self.duty}.get(transcript.CHATS.get(where, ""))
        place = chat or self.telegram.private(who)
        match verb:
            case "按" | "presses":
                return self._press(who, place, (what if words is None else f"{what}:{words}").strip())
            case "改" | "edits":
                self.telegram.edit(self._find(place, what, who, own=True), words or "")
            case _:
                self._say(who, place, words or "", self._find(place, what, who) if verb else None)
        return None

    def _user(self, name: str) -> User:
        if name not in self.users:
            user = self.users[name] = self.telegram.user(name)
            for group in (self.group, self.duty):
                self.telegram.join(user, group)
        return self.users[name]

    def _say(self, who: User, place: Chat, text: str, reply_to: Message | None) -> None:
        plain = transcript._MEDIA.sub("", text).strip().replace("⏎", "\n")
        for name in ("@回音", "@Huiyin"):
            plain = plain.replace(name, f"@{self.telegram.bot.username}")
        media = transcript._MEDIA.findall(text)
        if not media:
            self.telegram.say(who, place, plain, reply_to)
        for kind, detail in media:
            match kind:
                case "照片" | "photo":
                    count = int("".join(filter(str.isdigit, detail)) or 1)
                    if count > 1:
                        self.telegram.album(who, place, count, plain, reply_to)
                    else:
                        self.telegram.photo(who, place, plain, reply_to=reply_to)
                case "语音" | "voice":
                    self.telegram.voice(who, place)
                case _:
                    point = self._point(detail)
                    self.telegram.location(who, place, point.lat, point.lon)

    def _point(self, name: str) -> Point:
        for building in self.place.site.community.buildings.values():
            if name in building.names.values() and building.point:
                return building.point
        lat, lon = name.split()
        return Point(float(lat), float(lon))

    def _press(self, who: User, place: Chat, label: str) -> Press:
        found = transcript._BUTTON.fullmatch(label)
        if not found:
            return self._forged(who, place, label)
        old, words, label = found.groups()
        shown = self.before[::-1] if old else sorted(self.screen.values(), key=lambda seen: -seen.message.born)
        for seen in shown:
            alone = seen.message.receiver
            if seen.message.chat is place and alone in (None, who) and (words or "") in seen.text:
                if label in seen.labels:
                    return self.telegram.press(who, seen, label)
        raise LookupError(f"nobody shows {who.first_name} a button [{label}]")

    def _forged(self, who: User, place: Chat, data: str) -> Press:
        state = self.telegram.state
        shown = next(iter(place.messages.values()))
        press = Press(str(next(self.telegram.press_ids)), who, shown, "", data, state.now())
        state.presses[press.id] = press
        body: dict[str, Any] = {"id": press.id, "from": user_json(who), "chat_instance": "1", "data": data}
        body["message"] = message_json(shown, state.world)
        state.updates.push("callback_query", body, ("callback_query", who.id))
        return press

    def _find(self, place: Chat, words: str, who: User, own: bool = False) -> Message:
        words = words.strip("“”\"'")
        for seen in sorted(self.telegram.seen(place, who), key=lambda seen: -seen.message.born):
            if words in seen.text and (not own or seen.sender is who):
                return seen.message
        raise LookupError(f"no message with {words!r}")


async def play(path: Path, folder: Path) -> list[tuple[Step, list[str]]]:
    """Play a file on a fresh Telegram; each step with what was really seen."""
    settings, steps = parse(path.read_text(encoding="utf-8"))
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(privacy=False))
        place = await stack.enter_async_context(town(folder, telegram, digest="周报" in settings))
        player = Player(place)
        await player.set_up(settings)
        played = [(step, await player.play(step.text)) for step in steps]
        assert [(call.method, call.params, call.error) for call in telegram.refused] == []
        return played


def same(expected: list[str], seen: list[str]) -> bool:
    """Whether these are the same lines in any order, photos and voice aside."""
    left = [APART.sub("", line) for line in seen]
    for line in sorted((APART.sub("", each) for each in expected), key=lambda each: "…" in each):
        found = next((each for each in left if matches(line, each)), None)
        if found is None:
            return False
        left.remove(found)
    return not left
