"""The night itself: people act on what they see, and each call of the program is looked at once."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.storm import crowd
from benchmarks.storm.crowd import Plan
from benchmarks.storm.town import Home
from tests.telegram import FakeTelegram
from tests.telegram.gateway import Call
from tests.telegram.seen import look
from tests.telegram.world import Chat, Message, User

COUNTED = re.compile("算上您|编号1|合成一件|已经算上")  # they read that it is known, and that they are counted
WHERE = re.compile("哪里|在哪|哪栋|几号楼")
SAYS = ("我也遇到", "报上去")  # buttons that say yes, the better one first
NEWS = "变压器跳闸了，供电局在抢修，大约两小时后来电"


@dataclass(slots=True)
class Neighbour:
    """One who acts, and what came of it; times are seconds since the lights went out."""

    plan: Plan
    user: User
    home: Home
    wrote: float = 0.0
    answered: float = 0.0
    counted: float = 0.0
    over: float = 0.0
    messages: int = 0  # new ones that they alone read
    edits: int = 0
    pressed: set[str] = field(default_factory=set)
    placed: bool = False
    asked: list[tuple[float, float]] = field(default_factory=list)  # when they asked again, and were answered


class Night:
    """Everybody, and what they do; ``pace``: so many times as fast as they would."""

    def __init__(self, telegram: FakeTelegram, homes: list[Home], people: int, pace: float = 1.0) -> None:
        self.telegram, self.homes, self._pace = telegram, homes, pace
        self._dice, self._loop = Random(3), asyncio.get_running_loop()
        self.people = [self._neighbour(plan) for plan in crowd.crowd(people)]
        self.trapped = [self._neighbour(plan) for plan in crowd.emergencies(people)]
        self.alarmed: dict[int, float] = {}  # number of the one who is stuck: when the duty group read it
        self.shown: dict[int, tuple[Message, str]] = {}  # by group: the message with a button to join by
        self._by_user = {each.user.id: each for each in (*self.people, *self.trapped)}
        self._by_chat: dict[int, list[Neighbour]] = {}
        self._duty = {home.duty.id: home for home in homes}
        self._cards: dict[str, Message] = {}  # by community: the incident's card in its duty group
        self._seen, self._waiting = 0, 0
        self.began = 0.0

    def known(self) -> list[tuple[User, str]]:
        """Who wrote to the desk before this night."""
        return [(each.user, each.home.code) for each in (*self.people, *self.trapped) if not each.plan.new]

    @property
    def now(self) -> float:
        """Seconds since the lights went out."""
        return self._loop.time() - self.began

    @property
    def writers(self) -> list[Neighbour]:
        """Those who write, not those who only press."""
        return [each for each in self.people if each.plan.words]

    def begin(self) -> None:
        """The lights go out."""
        self.began = self._loop.time()
        for each in (*self.people, *self.trapped):
            self._later(each.plan.at, self._acts, each)

    @property
    def idle(self) -> bool:
        """Whether nobody is about to do something."""
        return self._waiting == 0

    def look(self) -> None:
        """See what the program did since the last look."""
        calls = self.telegram.calls
        for call in calls[self._seen :]:
            if call.ok and call.method.startswith(("send", "edit")) and call.method != "sendChatAction":
                self._read(call)
        self._seen = len(calls)

    # --- staff ---------------------------------------------------------------------------------------------------

    def tell_everybody(self) -> int:
        """Staff say what is known by now, wherever there is an incident; in how many communities."""
        for code, card in self._cards.items():
            home = next(each for each in self.homes if each.code == code)
            self.telegram.press(home.staff[0], card, "告诉大家")
            self._later(1.0, self.telegram.say, home.staff[0], home.duty, NEWS)
        return len(self._cards)

    def restore(self) -> int:
        """The lights are back, and staff say so."""
        for code, card in self._cards.items():
            home = next(each for each in self.homes if each.code == code)
            self.telegram.press(home.staff[0], card, "恢复了")
        return len(self._cards)

    # --- neighbours ----------------------------------------------------------------------------------------------

    def _neighbour(self, plan: Plan) -> Neighbour:
        home = self.homes[plan.community]
        user = self.telegram.user("街坊", started=not plan.new)
        if plan.group:
            self.telegram.fill(home.group(plan.building), [user], (), False)
        return Neighbour(plan, user, home)

    def _acts(self, who: Neighbour) -> None:
        plan, group = who.plan, who.home.group(who.plan.building)
        if not plan.words:
            if shown := self.shown.get(group.id):
                who.wrote = self.now
                self._press(who, *shown)
            return
        if plan.new:
            self.telegram.start(who.user, f"{who.home.code}-b{plan.building}")
        self._later(2.0 if plan.new else 0.0, self._says, who, group if plan.group else None)
        if plan.asks:
            self._later(plan.asks[0], self._asks, who, group if plan.group else None)

    def _says(self, who: Neighbour, group: Chat | None) -> None:
        who.wrote, where = self.now, group or who.user
        if group:
            self._by_chat.setdefault(group.id, []).append(who)
        if who.plan.photo:
            self.telegram.photo(who.user, where, who.plan.words)
        else:
            self.telegram.say(who.user, where, who.plan.words)

    def _asks(self, who: Neighbour, group: Chat | None) -> None:
        assert who.plan.asks
        who.asked.append((self.now, 0.0))
        self.telegram.say(who.user, group or who.user, who.plan.asks[1])

    def _press(self, who: Neighbour, message: Message, label: str) -> None:
        if label in look(message).labels and not message.deleted:
            self.telegram.press(who.user, message, label)

    def _later(self, seconds: float, do: Callable[..., object], *args: object) -> None:
        self._waiting += 1
        self._loop.call_later(seconds / self._pace, self._now, do, args)

    def _now(self, do: Callable[..., object], args: tuple[object, ...]) -> None:
        self._waiting -= 1
        do(*args)

    # --- what they see -------------------------------------------------------------------------------------------

    def _read(self, call: Call) -> None:
        chat, alone = int(call.params["chat_id"]), call.params.get("ephemeral_message_parameters")
        user = alone["receiver_user_id"] if alone else call.params.get("receiver_user_id", chat)
        new, text = call.method.startswith("send"), str(call.params.get("text") or call.params.get("caption") or "")
        message = self._message(call, chat)
        if home := self._duty.get(chat):
            self._staff_read(home, message, text)
        elif who := self._by_user.get(user):
            self._told(who, message, text, new)
        elif new:
            self._group_read(chat, call, message, text)
        elif message:
            self._joinable(chat, message)

    def _message(self, call: Call, chat: int) -> Message | None:
        there = self.telegram.state.world.chats[chat]
        result = call.result if isinstance(call.result, dict) else {}
        if number := result.get("ephemeral_message_id"):
            return next((each for (_, n), each in there.ephemeral.items() if n == number), None)
        return there.messages.get(result.get("message_id", 0))

    def _staff_read(self, home: Home, message: Message | None, text: str) -> None:
        for n, stuck in enumerate(self.trapped):
            building = stuck.plan.words.partition("单元")[0]
            if stuck.home is home and stuck.wrote and building in text and "困" in text:
                self.alarmed.setdefault(n, self.now)
        if message and "恢复了" in look(message).labels and text.startswith("1"):
            self._cards[home.code] = message

    def _told(self, who: Neighbour, message: Message | None, text: str, new: bool) -> None:
        if not who.wrote:
            return
        who.messages, who.edits = who.messages + new, who.edits + (not new)
        who.answered = who.answered or self.now
        if who.asked and not who.asked[-1][1]:
            who.asked[-1] = who.asked[-1][0], self.now
        if not who.counted and COUNTED.search(text):
            who.counted = self.now
        if "恢复了：" in text:
            who.over = who.over or self.now
        if message is None or who.counted:
            return
        self._answers(who, message, text)

    def _answers(self, who: Neighbour, message: Message, text: str) -> None:
        thinks = self._dice.uniform(*crowd.THINKS)
        for label in SAYS:
            if label in look(message).labels and label not in who.pressed:
                who.pressed.add(label)
                self._later(thinks, self._press, who, message, label)
                return
        if WHERE.search(text) and not who.placed and not who.plan.group:
            who.placed = True
            self._later(thinks, self.telegram.say, who.user, who.user, f"{who.plan.building}号楼")

    def _group_read(self, chat: int, call: Call, message: Message | None, text: str) -> None:
        """A message that a whole group reads answers whoever it replies to, or everybody who said the same."""
        said = self._by_chat.get(chat, [])
        answered = call.params.get("reply_parameters", {}).get("message_id")
        for who in said:
            if not who.answered and ("停电" in text or answered):
                who.answered = who.counted = self.now
        if message:
            self._joinable(chat, message)

    def _joinable(self, chat: int, message: Message) -> None:
        if "我也遇到" in look(message).labels:
            self.shown[chat] = message, "我也遇到"
