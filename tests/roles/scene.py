"""People with every role, the reports they try something on, and what their trying left behind."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from domain.buttons import data
from domain.categories import Urgency
from domain.people import ChatKind, Role
from domain.report import Report
from domain.reports.calls import Call
from domain.talk.contacts import Contact
from domain.understanding.result import Place
from storage import calls, chats, contacts, outbox, people, reports, web
from storage.db import Tx
from tests.desk import ENDLESS, Running
from web import intake
from web.intake import SOURCE, Visitor, Words

R = TypeVar("R")

HOME, OTHER = "ginkgo", "willow"
WORDS = "蓝梯子旁边那盏灯"  # of the resident: on a screen they betray that it saw the card
PHONE = "13800138000"
TRADES = {Role.STAFF: "electrician", Role.MANAGER: "head", Role.HEAD: "head"}
_OURS = ("inbox", "slot", "web_message")  # what happened and what was said; slots are compared apart


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who tries, what they hold, and what they are to the report they try it on."""

    name: str
    roles: frozenset[Role]  # what MAY has to say yes to
    grants: tuple[tuple[str, Role, tuple[str, ...]], ...] = ()
    part: Role | None = None
    id: int = 0
    chat: int = 0

    @property
    def visitor(self) -> Visitor:
        """Them at the keyboard."""
        return Visitor(self.name, self.name, "zh-CN")

    @property
    def private(self) -> str:
        """Their private chat, as the web chat calls it."""
        return f"private:{self.name}"


def _held(role: Role, grids: tuple[str, ...] = ()) -> tuple[str, Role, tuple[str, ...]]:
    return HOME, role, grids


def cast(roles: tuple[Role, ...]) -> list[Who]:
    """One person for each of these roles, and the impostors."""
    everybody = frozenset({Role.RESIDENT})
    granted = (Role.VOLUNTEER, Role.STAFF, Role.MANAGER, Role.HEAD, Role.STREET, Role.OPERATOR)
    tried = [
        Who(role, everybody | {role}, (_held(role),))
        if role in granted
        else Who(role, everybody | {role, Role.STAFF}, (_held(Role.STAFF),), part=role)
        if role is Role.ASSIGNEE
        else Who(role, everybody | {role}, part=role)
        for role in roles
    ]
    far = tuple(_held(role, ("g4",)) for role in (Role.STAFF, Role.VOLUNTEER))
    return [
        *tried,
        Who("in-another-grid", everybody, far),
        Who("in-another-community", everybody, tuple((OTHER, role, ()) for role in granted)),
        Who("had-it-once", everybody, part=Role.ASSIGNEE),  # their role ended, the row still names them
    ]


Rows = dict[str, Any]


@dataclass(slots=True)
class Scene:
    """A desk at work, and the eyes on it."""

    running: Running
    neighbour: Who = field(default_factory=lambda: Who("neighbour", frozenset({Role.RESIDENT})))
    before: Rows | None = None
    channel: str = SOURCE
    exported: str = "state = 'done'"  # of an export: how far it must have come

    def __post_init__(self) -> None:
        self.running.desk.floods.paces = ENDLESS  # what is tried here stands no chance to be too much

    async def do(self, function: Callable[..., R], *args: Any, **named: Any) -> R:
        """Run a storage function."""
        return await self.running.desk.db.write(lambda tx: function(tx, *args, **named))

    async def enter(self, who: Who) -> Who:
        """Give somebody an account, a private chat in the community, and their roles."""

        def add(tx: Tx) -> Who:
            person = people.add_person(tx, self.channel, who.name, who.name, "zh-CN").id
            chat = chats.add(tx, self.channel, who.private, ChatKind.PRIVATE, HOME, "zh-CN", person=person)
            for community, role, grids in who.grants:
                people.grant(tx, person, community, role, TRADES.get(role, ""), grids)
            return replace(who, id=person, chat=chat)

        return await self.do(add)

    async def report(self, who: Who, **changes: Any) -> Report:
        """A report to which somebody is what their role says."""
        now = self.running.clock.at
        neighbour = self.neighbour

        def add(tx: Tx) -> Report:
            id_, number = reports.fresh(tx, changes.get("community", HOME))
            report = Report(
                id=id_,
                number=number,
                community=HOME,
                category="light",
                urgency=Urgency.NORMAL,
                place=Place("3号楼2单元502", "b3", "g1"),
                text=WORDS,
                reporter=neighbour.id,
                chat=neighbour.chat,
                message=None,
                reported_at=now,
                since=now,
                respond_by=now + timedelta(hours=24),
                resolve_by=now + timedelta(days=3),
            )
            if who.part is Role.REPORTER:
                report = replace(report, reporter=who.id, chat=who.chat)
            if who.part is Role.FILER:
                report = replace(report, reporter=None, filed_by=who.id, chat=who.chat, source="phone")
            if who.part is Role.ASSIGNEE:
                report = replace(report, assignee=who.id)
            report = replace(report, **changes)
            reports.put(tx, report)
            report = reports.get(tx, id_) or report
            if who.part is Role.SUPPORTER:
                reports.support(tx, id_, who.id, who.chat, now)
            return report

        return await self.do(add)

    async def again(self, report: Report) -> Report:
        """The report as it stands now."""
        found = await self.do(reports.get, report.id)
        assert found is not None
        return found

    async def to_phone(self, report: Report) -> None:
        """Somebody has to be phoned about it, under a number that few may see."""
        call = Call(report.id, report.cycle, HOME, "for_others", self.running.clock.at)
        await self.do(calls.put, call)
        await self.do(contacts.keep, report.id, Contact("", PHONE, ""), self.neighbour.id, self.running.clock.at)

    async def about(self, who: Who, report: Report) -> str:
        """A message about the report in somebody's private chat, to reply to."""
        cause = uuid.uuid4().int >> 72
        await self.do(
            outbox.put, cause, 1, who.chat, {"text": "about it"}, self.running.clock.at, priority=1, report=report.id
        )
        await self.running.settled()
        row = await self.do(lambda tx: tx.one("SELECT platform_id FROM slot WHERE inbox = ?", (cause,)))
        assert row is not None
        return str(row[0])

    # --- trying -----------------------------------------------------------------------------------------

    async def begin(self) -> None:
        """What was done so far belongs to the situation; what follows is the attempt."""
        self.before = await self.do(_rows)

    async def press(self, who: Who, verb: str, report: Report | int, arg: str = "", **other: Any) -> None:
        """Press a button that is forged by hand."""
        await self.send(who, forged(verb, report, arg, other.get("cycle")), other.get("chat"))

    async def send(self, who: Who, pressed: str, chat: str | None = None) -> None:
        """Press a button with this data."""
        await self.send_all(who, [pressed], chat)

    async def send_all(self, who: Who, pressed: Iterable[str], chat: str | None = None) -> None:
        """Press one after the other."""
        if self.before is None:
            await self.begin()
        for each in pressed:
            key, at = uuid.uuid4().hex, self.running.clock.at
            await self.do(intake.press, key, chat or who.private, who.visitor, "0", each, at)
        await self.running.settled()

    async def say(self, who: Who, text: str, chat: str | None = None, reply_to: str | None = None) -> None:
        """Say something."""
        if self.before is None:
            await self.begin()
        key, words = uuid.uuid4().hex, Words(text, reply_to=reply_to)
        await self.do(intake.say, key, chat or who.private, who.visitor, words, (), self.running.clock.at)
        await self.running.settled()

    async def wrote(self, who: Who, text: str, report: Report) -> str:
        """Something they wrote in private, which became part of the report."""
        at = self.running.clock.at

        def write(tx: Tx) -> str:
            id_ = web.add(tx, who.private, uuid.uuid4().hex, {"text": text}, at, author=who.name)
            reports.link(tx, who.chat, (str(id_),), at, None, report.id)
            return str(id_)

        return await self.do(write)

    async def edit(self, who: Who, message: str, text: str) -> None:
        """Change what they wrote."""
        key, at = uuid.uuid4().hex, self.running.clock.at
        assert await self.do(intake.edit, key, who.private, who.visitor, int(message), text, at)
        await self.running.settled()

    # --- what came of it --------------------------------------------------------------------------------

    async def owes(self, who: Who) -> bool:
        """Whether we wait for their words."""
        return bool(await self.do(lambda tx: tx.one("SELECT 1 FROM prompt WHERE person = ?", (who.id,))))

    async def draft(self, who: Who) -> int:
        """The draft they are making."""
        row = await self.do(lambda tx: tx.one("SELECT max(id) FROM draft WHERE person = ?", (who.id,)))
        assert row is not None
        return int(row[0] or 0)

    async def shown(self, who: Who) -> str:
        """Everything that was put on their screen since the attempt began."""
        assert self.before is not None
        old, new = self.before["slot"], (await self.do(_rows))["slot"]
        fresh = [row for id_, row in new.items() if old.get(id_) != row]
        return "\n".join(row[2] for row in fresh if row[0] == who.chat or row[1] == who.id)

    async def traces(self, who: Who) -> list[str]:
        """What the attempt left besides words to whoever made it."""
        assert self.before is not None
        after = await self.do(_rows)
        left = [
            f"{table}: {sorted(set(map(str, after[table])) ^ set(map(str, rows)))}"
            for table, rows in self.before.items()
            if table != "slot" and after[table] != rows
        ]
        old = self.before["slot"]
        for id_, row in after["slot"].items():
            if old.get(id_) != row and row[0] != who.chat and row[1] != who.id:
                left.append(f"said elsewhere: {row}")
        return left


def forged(verb: str, report: Report | int, arg: str = "", cycle: int | None = None) -> str:
    """What a button would carry: of the report's own cycle, unless another is said."""
    subject, current = (report, 0) if isinstance(report, int) else (report.id, report.cycle)
    return data(verb, subject, current if cycle is None else cycle, arg)


def _rows(tx: Tx) -> Rows:
    """Every row of every table but those that any event adds to."""
    names = [str(name) for (name,) in tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows: Rows = {
        name: tx.all(f"SELECT * FROM {name}")
        for name in names
        if name not in (*_OURS, "meta", "due") and not name.startswith("sqlite_")
    }
    rows["meta"] = tx.all("SELECT * FROM meta WHERE key <> 'draft'")  # counts ids: one taken in vain harms nobody
    # The housekeeping and the change of duty have their own hours.
    rows["due"] = tx.all("SELECT * FROM due WHERE subject <> 'desk' AND kind <> 'handover'")
    slots = tx.all("SELECT id, chat, only_for, content, tag, rev FROM slot")
    rows["slot"] = {id_: slot for id_, *slot in slots}
    return rows
