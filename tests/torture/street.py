"""A street of people who report, press what they are shown, and go on when the desk is back; and what must be true."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.db import Row
from tests.telegram import FakeTelegram
from tests.telegram.world import Chat, User
from tests.torture.process import WAIT, Process

RESIDENTS = 8  # one in the group, now and then; the others in private, once a round
TROUBLES = ("楼道灯不亮", "单元门坏了", "垃圾桶满了", "下水道堵了")
APART = 4  # reports of one kind in one building; five would become one incident
TAG = re.compile(r"t\d+")  # stands in everything that is reported, so that it is known again


class Street:
    """People who report in private and in a group."""

    def __init__(self, telegram: FakeTelegram, group: Chat, residents: list[User], patient: bool = True) -> None:
        self.telegram, self.group, self.residents = telegram, group, residents
        self.patient = patient  # they wait for the last receipt before they report again
        self.said: list[str] = []
        self.rounds = -1
        self.spoken: Counter[int] = Counter()  # how often each of them reported
        self.waiting: dict[str, User] = {}  # whose summary is to be pressed
        self.deaths: list[int] = []  # how many calls the platform had seen by then
        self.parked: set[int] = set()  # rows that were in hand at three deaths, and were tried again later
        self.poison: set[str] = set()  # updates that nobody can read, by number

    def speak(self) -> None:
        """Everybody who is not just reporting has something to report."""
        self.rounds += 1
        for n, resident in enumerate(self.residents):
            if n == 0 and self.rounds % 4:
                continue  # a group takes twenty messages a minute
            if self.patient and n and self.spoken[resident.id] > len(self.numbers(resident)):
                continue  # deliveries that a power cut delayed may pass each other: words could join the last draft
            tag = f"t{len(self.said)}"
            where = self.group if n == 0 else resident
            self.telegram.say(resident, where, f"{'/report ' if n == 0 else ''}{self._trouble()} {tag}")
            self.said.append(tag)
            self.spoken[resident.id] += 1
            if n:
                self.waiting[tag] = resident

    def press(self) -> bool:
        """Press what is shown by now; whether nobody waits for a button any more."""
        for tag, resident in list(self.waiting.items()):
            for message in reversed(self.telegram.from_bot(resident)):
                if "报上去" in message.labels and f"{tag}”" in message.text:
                    self.telegram.press(resident, message, "报上去")
                    del self.waiting[tag]
                    break
        return not self.waiting

    def busy_until(self, calls: int) -> bool:
        """Go on pressing; whether the bot made so many calls, or has nothing more to do."""
        idle = self.press() and not self.telegram.updates.pending and self.filed() == len(self.said)
        return idle or len(self.telegram.calls) >= calls

    def filed(self) -> int:
        """How many reports have got their number on somebody's screen."""
        private = {number for resident in self.residents[1:] for number in self.numbers(resident)}
        return len(private | self.numbers(self.group))

    def numbers(self, where: Chat | User) -> set[str]:
        """The numbers that receipts there gave."""
        texts = [message.text for message in self.telegram.from_bot(where, self.residents[0])]
        return {number for text in texts for number in re.findall(r"收到了，编号(\d+)", text)}

    def died(self) -> None:
        """The power went just now."""
        self.deaths.append(len(self.telegram.calls))

    def _trouble(self) -> str:
        unit, building = divmod(len(self.said), 18)
        return f"{building + 1}号楼{unit + 1}单元{TROUBLES[unit // APART % len(TROUBLES)]}"


async def settle_in(process: Process, telegram: FakeTelegram) -> Street:
    """A head, one group that is served, and residents who have all written before."""
    head = telegram.user("刘书记")
    await telegram.until(lambda: telegram.called("setMyCommands"), WAIT)
    ((code,),) = process.rows("SELECT value FROM meta WHERE key LIKE 'manager_code:%'")
    telegram.start(head, code)
    await process.settled(telegram)
    residents = [telegram.user(f"邻居{n}") for n in range(RESIDENTS)]
    group = telegram.supergroup("银杏里居民", [head, *residents])
    telegram.add_bot(head, group, admin=True)
    await process.settled(telegram)
    (question,) = telegram.from_bot(group)
    telegram.press(head, question, "居民群")
    for resident in residents[1:]:
        telegram.start(resident)
    await process.settled(telegram)
    return Street(telegram, group, residents)


@dataclass
class Verdict:
    """What went wrong; all but ``repeated`` empty when nothing did.  A repeat is allowed for a call in flight."""

    lost: list[str] = field(default_factory=list)  # updates that were confirmed and are not handled
    missing: list[str] = field(default_factory=list)  # what was reported and is no report
    twice: list[str] = field(default_factory=list)  # what was reported once and is there more often
    disordered: list[str] = field(default_factory=list)  # lanes whose rows were not handled as they came
    unshown: list[str] = field(default_factory=list)  # messages that were wanted and never left
    unexplained: list[str] = field(default_factory=list)  # messages repeated that were in flight at no death
    refused: list[str] = field(default_factory=list)  # calls that the Bot API does not allow
    repeated: int = 0

    def wrong(self) -> list[str]:
        """All that must not be, in words."""
        kinds = ("lost", "missing", "twice", "disordered", "unshown", "unexplained", "refused")
        return [f"{kind}: {each}" for kind in kinds for each in getattr(self, kind)]


def judge(process: Process, street: Street) -> Verdict:
    """Compare what people did with what the dead left."""
    telegram, verdict = street.telegram, Verdict()
    states: dict[str, str] = dict(process.rows("SELECT key, state FROM inbox WHERE source LIKE 'telegram:%'"))
    keys = dict.fromkeys(str(entry.id) for entry in telegram.updates.log)
    verdict.lost = [f"update {key}: {states.get(key)}" for key in keys if states.get(key) != "done"]
    _reports(process.rows("SELECT text FROM report"), street.said, verdict)
    _order(process, street.parked, verdict)
    wanted = process.rows(
        """
        SELECT id, state, error FROM slot
        WHERE state IN ('waiting', 'failed') OR (state = 'expired' AND content <> '{}')
        """
    )
    verdict.unshown = [
        f"slot {id_}: {state}: {error}"
        for id_, state, error in wanted
        if not (street.poison and error == "Chat not found")
    ]  # poison may name a chat that never was
    _repeats(street, verdict)
    verdict.lost = [each for each in verdict.lost if each.split()[1].rstrip(":") not in street.poison]
    verdict.refused = [f"{call.method}: {call.error}" for call in telegram.refused]
    return verdict


def filed(texts: Iterable[Row]) -> Counter[str]:
    """How often each thing that was said became a report."""
    return Counter((TAG.findall(text) or [text])[0] for (text,) in texts)


def _reports(texts: Iterable[Row], said: Sequence[str], verdict: Verdict) -> None:
    there = filed(texts)
    verdict.missing = [tag for tag in said if not there[tag]]
    verdict.twice = [tag for tag, count in there.items() if count > 1]


def _order(process: Process, parked: set[int], verdict: Verdict) -> None:
    """What one chat caused was wanted in the order in which it arrived; polled, that is the order of its numbers."""
    caused = process.rows(
        """
        SELECT inbox.lane, inbox.id FROM slot JOIN inbox ON inbox.id = slot.inbox
        WHERE inbox.source LIKE 'telegram:%' ORDER BY slot.id
        """
    )
    latest: dict[str, int] = {}
    for lane, row in caused:
        if row in parked:
            continue
        if row < latest.get(lane, 0):
            verdict.disordered.append(f"{lane}: row {row} after {latest[lane]}")
        latest[lane] = row


def _repeats(street: Street, verdict: Verdict) -> None:
    """A message that stands twice was in flight when the power went, one for each chat and death; or not answered."""
    firsts: dict[tuple[object, object], int] = {}
    excused: set[tuple[object, int]] = set()
    for index, call in enumerate(street.telegram.calls):
        if call.method != "sendMessage" or call.result is None or not re.search(r"1\d{3}|t\d", call.params["text"]):
            continue
        chat, name = call.params["chat_id"], (call.params["chat_id"], call.params["text"])
        if (first := firsts.get(name)) is not None:
            verdict.repeated += 1
            if street.telegram.calls[first].fault:
                firsts[name] = index
                continue
            between = [death for death in street.deaths if first < death <= index and (chat, death) not in excused]
            if between:
                excused.add((chat, between[0]))
            else:
                verdict.unexplained.append(f"chat {chat}, call {index}: {call.params['text'][:60]}")
        firsts[name] = index
