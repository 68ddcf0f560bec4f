"""Conversations as text: who says what where, and what everybody sees then.

A line that begins at the margin is something that happens; an indented one beginning with ``->`` is what
somebody sees; ``#`` begins a comment, and in front of the first step a setting may stand (``能力:``, ``语言:``).
tests/conversations/README.md explains the format.  ``python -m tests.transcript FILE``
writes what really happens into the file, to be read with care before it is kept.
"""

import asyncio
import re
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.channels.webchat import WebChat
from domain.community import Community, Member, Point
from storage.web import WebMessage
from tests.communities import two
from tests.desk import Running, running_desk
from web import intake
from web.intake import Visitor, Words

CHATS = {"群": "group", "值班群": "duty", "group": "group", "duty": "duty"}
CHATS |= {"柳岸群": "group:willow", "柳岸值班群": "duty:willow"}  # with 小区: 两个
WHERE = {"group": "群", "duty": "值班群", "group:willow": "柳岸群", "duty:willow": "柳岸值班群"}
WEIXIN = ("微信", "wechat")  # the trial's likeness of it
NAMES = ("回音", "Huiyin")
_TIME = re.compile(r"\[(?:(\d{1,2}):(\d\d)|\+(\d+)(秒|分|分钟|小时|天|s|m|h|d))\]\s*(.*)")
_CODE = re.compile(r"(?<=join-)[a-z2-7]{16}|\b[A-Z2-7]{5}-[A-Z2-7]{5}\b")  # an invitation's; one that joins accounts
_UNITS = {"秒": 1, "s": 1, "分": 60, "分钟": 60, "m": 60, "小时": 3600, "h": 3600, "天": 86400, "d": 86400}
_DOES = r"(按|presses|回|replies to|改|edits|扫|scans) (.+?)|(进|enters|聊完|is done)"
_STEP = re.compile(rf"(\S+) (?:在|in) (\S+?)(?: (?:{_DOES}))?(?:[:\N{{FULLWIDTH COLON}}] ?(.*))?$")
_TIMES = re.compile(r" (?:连说|says )(\d+)(?:遍| times)(?=[:\N{FULLWIDTH COLON}])")
_BUTTON = re.compile(r"(旧的|old)?\s*(.*?)\s*\[(.+)\]")  # 旧的: as the message showed it before it changed
_MEDIA = re.compile(r"[((](照片|photo|语音|voice|位置|at)\s*([^))]*)[))]")


ABILITIES = {
    "没有悄悄话": replace(WebChat.abilities, ephemeral=False),  # nothing in a group is seen by one person alone
}
_SETTING = re.compile(r"(能力|语言|小区|周报)[\N{COLON}\N{FULLWIDTH COLON}]\s*(.+)")


@dataclass(slots=True)
class Step:
    """Something that happens, and what is seen then."""

    number: int  # of its line in the file
    text: str
    seen: list[str] = field(default_factory=list)


def parse(text: str) -> tuple[dict[str, str], list[Step]]:
    """The settings before the first step, and the steps."""
    settings: dict[str, str] = {}
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith((" ", "\t")) and line.strip().startswith("->"):
            steps[-1].seen.append(line.strip()[2:].strip())
        elif not steps and (setting := _SETTING.fullmatch(line.strip())):
            settings[setting[1]] = setting[2]
        elif line.strip() and not line.startswith("#"):
            steps.append(Step(number, line.strip()))
    return settings, steps


class Player:
    """Plays a transcript on a running desk."""

    def __init__(self, running: Running, lang: str = "zh-CN") -> None:
        self._running = running
        self._lang = lang
        self._seq = 0
        self._shown: dict[int, WebMessage] = {}  # everything on the screens, by id
        self._code = ""  # the last code shown: {码}
        self._before: list[WebMessage] = []  # what those messages showed earlier

    @property
    def _community(self) -> Community:
        return self._running.site.community

    @property
    def _members(self) -> dict[str, Member]:
        return {handle: each for home in self._homes for handle, each in home.members.items()}

    @property
    def _homes(self) -> list[Community]:
        return list(self._running.desk.communities.values())

    async def play(self, step: str) -> list[str]:
        """Do one step; what is seen then, chat by chat."""
        if found := _TIME.fullmatch(step):
            hour, minute, count, unit, step = found.groups()
            await self._running.pass_time(self._until(hour, minute, count, unit))
        step, times = repeated(step)
        for _ in range(times if step else 0):
            await self._do(step, uuid.uuid4().hex)
        return gathered(await self._see(step), times)

    async def _see(self, step: str) -> list[str]:
        """What is seen once everything has come to rest."""
        await self._running.settled()
        if parked := await self._running.parked():
            raise AssertionError(f"{step}: could not be handled: {parked}")
        changes = await self._running.messages(self._seq)
        seen = []
        for message in changes:
            self._seq = message.seq
            known = message.id in self._shown
            old = self._shown.get(message.id)
            self._shown[message.id] = message
            if old:
                self._before.append(old)
            if message.author is None:
                self._code = code_in(message.content.get("text", "")) or self._code
            if message.author is None and (message.kind != "toast" or message.content["text"]):
                seen.append(self._line(message, known, old))
        return sorted(seen, key=lambda line: line.split(":")[0].split(" ")[0])

    def _until(self, hour: str | None, minute: str | None, count: str | None, unit: str | None) -> timedelta:
        if count and unit:
            return timedelta(seconds=int(count) * _UNITS[unit])
        local = self._running.clock.at.astimezone(self._community.zone)
        then = local.replace(hour=int(hour or 0), minute=int(minute or 0), second=0, microsecond=0)
        return then - local if then >= local else then - local + timedelta(days=1)

    async def _do(self, step: str, key: str) -> None:
        found = _STEP.fullmatch(step)
        if not found:
            raise ValueError(f"cannot read this step: {step}")
        name, where, verb, what, alone, words = found.groups()
        verb = verb or alone
        words = fill_in(words, self._code)
        who = self._visitor(name)
        chat = intake.weixin(who.account) if where in WEIXIN else CHATS.get(where, f"private:{who.account}")
        db, now = self._running.desk.db, self._running.clock.at
        match verb:
            case "按" | "presses":
                pressed = what if words is None else f"{what}:{words}"  # a forged button is full of colons
                message, data = self._button(chat, who.account, pressed.strip())
                await db.write(intake.press, key, chat, who, message, data, now)
            case "扫" | "scans":
                await db.write(intake.enter, key, who, what, now, self._running.clock.machine_ms())
            case "进" | "enters":
                await db.write(intake.enter, key, who, "", now, self._running.clock.machine_ms())
            case "聊完" | "is done":
                await db.write(intake.leave, key, who, now, self._running.clock.machine_ms())
            case "改" | "edits":
                edited = self._find(chat, what, who.account)
                assert await db.write(intake.edit, key, chat, who, int(edited), words or "", now)
            case _:
                reply_to = self._find(chat, what) if verb else None
                await db.write(intake.say, key, chat, who, self._words(words or "", reply_to), NAMES, now)

    def _visitor(self, name: str) -> Visitor:
        for member in self._members.values():
            if name in (member.name, member.handle):
                return Visitor(member.handle, member.name, self._lang)
        return Visitor(name, name, self._lang)  # somebody the community file does not know

    def _words(self, text: str, reply_to: str | None) -> Words:
        photos: tuple[str, ...] = ()
        voice, point = None, None
        for kind, detail in _MEDIA.findall(text):
            match kind:
                case "照片" | "photo":
                    count = int("".join(filter(str.isdigit, detail)) or 1)
                    photos = tuple(f"{len(self._shown):032x}{index:032x}.jpg" for index in range(count))
                case "语音" | "voice":
                    voice = f"{len(self._shown):064x}.ogg"
                case _:
                    point = self._point(detail)
        return Words(_MEDIA.sub("", text).strip().replace("⏎", "\n"), photos, voice, point, reply_to)

    def _point(self, name: str) -> Point:
        for building in (each for home in self._homes for each in home.buildings.values()):
            if name in building.names.values() and building.point:
                return building.point
        lat, lon = name.split()
        return Point(float(lat), float(lon))

    def _button(self, chat: str, account: str, label: str) -> tuple[str, str]:
        if not (found := _BUTTON.fullmatch(label)):
            return "0", label  # a forged button: its data as it stands
        old, words, label = found.groups()
        shown = self._before[::-1] if old else sorted(self._shown.values(), key=lambda message: -message.id)
        for message in shown:
            if message.chat != chat or message.only_for not in (None, account):
                continue
            if words and words not in message.content.get("text", ""):
                continue
            for row in message.content.get("buttons", ()):
                for button in row:
                    if button["label"] == label:
                        return str(message.id), button["data"]
        raise ValueError(f"nobody shows {account} a button [{label}] in {chat}")

    def _find(self, chat: str, words: str, author: str | None = None) -> str:
        words = words.strip("“”\"'")
        for message in sorted(self._shown.values(), key=lambda message: -message.id):
            theirs = author is None or message.author == author
            if message.chat == chat and theirs and message.kind != "toast" and words in message.content.get("text", ""):
                return str(message.id)
        raise ValueError(f"no message with {words!r} in {chat}")

    def _line(self, message: WebMessage, known: bool, old: WebMessage | None) -> str:
        content = message.content
        where = WHERE.get(message.chat)
        account = message.only_for or message.chat.removeprefix("private:").removeprefix("weixin:")
        member = self._members.get(account)
        person = member.name if member else account
        to = where or (f"{person}@微信" if message.chat.startswith("weixin:") else person)
        if where and message.only_for:
            to = f"{person}@{where}"
        if message.kind == "toast":
            return f"{to} 弹出: {content['text']}".replace("\n", "⏎")
        if content.get("deleted"):
            gone = old.content.get("text", "") if old else ""
            return f"{to} 去掉: {gone.splitlines()[0] if gone else ''}"
        media = f" (照片{len(content['photos'])}张)" if content.get("photos") else ""
        media += " (语音)" if content.get("voice") else ""
        media += f" (文件 {content['document'].partition('/')[2]})" if content.get("document") else ""
        shown = (button for row in content.get("buttons", ()) for button in row)
        buttons = "".join(f" [{button['label']}{_copied(button)}]" for button in shown)
        return (
            f"{to}{' 变成' if known else ''}: {hidden(content.get('text', '')).replace(chr(10), '⏎')}{media}{buttons}"
        )


def repeated(step: str) -> tuple[str, int]:
    """A step as it is done once, and how often it is done: ``连说40遍``."""
    found = _TIMES.search(step)
    return (step.replace(found[0], "", 1), int(found[1])) if found else (step, 1)


def gathered(lines: list[str], times: int) -> list[str]:
    """What is seen after a step that was done several times: a line that comes again stands once.

    In WeChat several become one as the time allows, so that nobody can say how many there are.
    """
    if times == 1:
        return lines
    counted = Counter(lines)
    return [f"{each} (×{count})" if count > 1 and "@微信:" not in each else each for each, count in counted.items()]


def code_in(text: str) -> str | None:
    """The code that a message shows, if it does."""
    found = _CODE.search(text)
    return found[0] if found else None


def hidden(text: str) -> str:
    """A text with ``{码}`` where a code stands: nobody can know it beforehand."""
    return _CODE.sub("{码}", text)


def fill_in(words: str | None, code: str) -> str | None:
    """What somebody says, with the code that they were shown."""
    return words.replace("{码}", code) if words else words


def _copied(button: Mapping[str, str]) -> str:
    """What a press copies, behind the button's label."""
    return f"→{button['copy']}" if "copy" in button else ""


def matches(expected: str, seen: str) -> bool:
    """Whether a seen line is the expected one; ``…`` stands for anything."""
    pattern = ".*".join(re.escape(part.strip()) for part in expected.split("…"))
    return re.fullmatch(pattern.replace(r".*", r"\s*.*\s*"), seen, re.DOTALL) is not None


async def play(path: Path, folder: Path) -> list[tuple[Step, list[str]]]:
    """Play a file on a fresh desk; each step with what was really seen."""
    settings, steps = parse(await asyncio.to_thread(path.read_text, encoding="utf-8"))
    abilities = ABILITIES[settings["能力"]] if "能力" in settings else None
    homes = two(folder) if settings.get("小区") == "两个" else None
    async with running_desk(
        folder, abilities=abilities, lang=settings.get("语言"), homes=homes, digest="周报" in settings
    ) as running:
        player = Player(running, settings.get("语言", "zh-CN"))
        return [(step, await player.play(step.text)) for step in steps]


def rewrite(path: Path) -> None:
    """Write what really happens into the file."""
    with tempfile.TemporaryDirectory() as folder:
        played = asyncio.run(play(path, Path(folder)))
    results = {step.number: seen for step, seen in played}
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith((" ", "\t")) and line.strip().startswith("->"):
            continue
        out.append(line)
        out.extend(f"    -> {seen}" for seen in results.get(number, ()))
        if number in results and not results[number]:
            out.append("    -> (没有话)")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
