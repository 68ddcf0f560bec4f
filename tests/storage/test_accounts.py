"""Two people become one: nothing names the one who is gone, and what both had counts once."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.counting.exporting import Export
from domain.duty.swap import Swap
from domain.members.account import Joining, Stage
from domain.members.invitation import Invitation, Post
from domain.people import Abilities, ChatKind, Grant, Role
from domain.report import Pending, Status, Taken
from domain.reports.rating import Rating, Solved
from domain.talk.confided import Confided
from domain.talk.contacts import Contact
from domain.talk.drafts import Prompt
from storage import (
    accounts,
    browsers,
    chats,
    confided,
    contacts,
    copies,
    drafts,
    exports,
    facts,
    history,
    invitations,
    lessons,
    outbox,
    people,
    ratings,
    reports,
    roster,
    swaps,
)
from storage.db import Database, Tx
from storage.engine import schema
from tests.storage.examples import DRAFT, NOW, report

SCHEMA = Path(schema.__file__).with_name("schema.sql").read_text(encoding="utf-8")
SOMEBODY = {
    "person",
    "reporter",
    "assignee",
    "actor",
    "only_for",
    "inviter",
    "guest",
    '"by"',
    "by",
    "author",
    "manager",
    "asker",
    "other",
    "filed_by",
    "taken_by",
}
CODES = {("web_message", "author"), ("web_message", "only_for")}  # accounts, not people
CHANNELS = {"web": Abilities()}
KEEP, GONE, OTHER = 1, 2, 3


def columns() -> set[tuple[str, str]]:
    """Every column of the schema that by its name or its reference is a person."""
    found: set[tuple[str, str]] = set()
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", SCHEMA, re.DOTALL):
        for column, rest in re.findall(r'^    ("?\w+"?) +(\w+.*)$', body, re.MULTILINE):
            if column in SOMEBODY or "REFERENCES person" in rest:
                found.add((table, column))
    return found


def test_no_column_that_names_somebody_is_forgotten() -> None:
    assert columns() - CODES == {*accounts.NAMES, *accounts.KEYS, ("role", "person")}


def two(tx: Tx) -> None:
    """李阿姨 and her other account, which has done everything that leaves a name."""
    for handle in ("li", "li2"):
        person = people.add_person(tx, "web", handle, handle, "zh-CN").id
        chats.add(tx, "web", f"private:{handle}", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=person)
    people.add_person(tx, "web", "wu", "wu", "zh-CN")
    chats.add(tx, "web", "group", ChatKind.GROUP, "ginkgo", "zh-CN")
    pending = Pending("acknowledge", Status.OPEN, NOW, was=Taken(assignee=GONE))
    reports.put(tx, report(1001, reporter=GONE, assignee=GONE, filed_by=GONE, pending=pending))
    facts.note(tx, report(1001, reporter=GONE, assignee=GONE), NOW)
    reports.put(tx, report(1002, reporter=KEEP))
    for person in (KEEP, GONE):
        reports.support(tx, 1001, person, 3, NOW)
        reports.support(tx, 2, person, 3, NOW)
        ratings.put(tx, Rating(2, 1, person, NOW, Solved.YES))
        drafts.expect(tx, Prompt(3, person, "place", 2, 1, NOW))
        chats.hush(tx, 3, person)
        for code in ("day", "night"):
            roster.add(tx, "ginkgo", code, frozenset({0}), NOW.time(), NOW.time())
        roster.assign(tx, "ginkgo", "day", person)
        roster.on_day(tx, 1, NOW.date(), person, on=True)
    reports.support(tx, 1, KEEP, 3, NOW)
    history.log(tx, 1, NOW, GONE, "hand_over", str(GONE), "")
    lessons.keep(tx, "ginkgo", 1, GONE, True, NOW, "category", "a", "b", "灯", GONE, "")
    contacts.keep(tx, 1, Contact("姓李", "13800000000"), GONE, NOW)
    confided.put(tx, Confided(1, "ginkgo", GONE, 2, "self_harm", "", NOW, NOW, (2,), taken_by=GONE))
    drafts.put(tx, replace(DRAFT, person=GONE))
    exports.ask(tx, Export(0, "ginkgo", GONE, 2, NOW.date(), NOW.date(), "csv", "own", False, (), "zh-CN", NOW))
    exports.log(tx, NOW, GONE, "ginkgo", "export", "")
    copies.heard(tx, ["photo"], "photo", copies.Sent(2, GONE, "m1"), NOW)
    outbox.put(tx, 1, 1, 3, {"text": "a"}, NOW, priority=3, only_for=GONE)
    outbox.put(tx, 1, 2, 3, {"text": "b"}, NOW, priority=3, tag=f"receipt:1:{GONE}", report=1)
    people.grant(tx, GONE, "ginkgo", Role.STAFF, "plumber", ("g1",))
    people.log_role(tx, NOW, "ginkgo", GONE, GONE, "granted", Role.STAFF, "plumber", ("g1",))
    shown = Invitation(0, "h", "ginkgo", GONE, Post(Role.HEAD), NOW)
    swaps.put(tx, Swap(1, "ginkgo", 1, NOW.date(), GONE, OTHER, NOW))
    swaps.put(tx, Swap(2, "ginkgo", 2, NOW.date(), OTHER, GONE, NOW))
    invitations.put(tx, shown)
    invitations.put(tx, replace(shown, id=1, guest=GONE, guest_chat=2))
    accounts.put(tx, Joining(0, "h", GONE, 2, NOW))
    accounts.put(tx, replace(Joining(1, "h", GONE, 2, NOW), guest=GONE))
    for link in ("used", "waiting"):
        browsers.put_link(tx, link, GONE, 2)
        if link == "used":
            browsers.enter(tx, link, "word", "Firefox · Linux", 1)


def naming(tx: Tx, person: int) -> set[tuple[str, str]]:
    """The columns in which somebody is named."""
    return {
        (table, column)
        for table, column in columns() - CODES
        if tx.one(f"SELECT 1 FROM {table} WHERE {column} = ?", (person,))
    }


async def test_whatever_named_the_one_names_the_other(db: Database) -> None:
    def story(tx: Tx) -> tuple[set[tuple[str, str]], ...]:
        two(tx)
        before = naming(tx, GONE)
        accounts.join(tx, KEEP, GONE, NOW)
        return before, naming(tx, GONE), naming(tx, KEEP)

    before, gone, kept = await db.write(story)
    assert before == columns() - CODES  # the story above leaves none out
    assert gone == set()
    assert kept == before


async def test_also_within_what_is_packed(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        two(tx)
        accounts.join(tx, KEEP, GONE, NOW)
        found = reports.get(tx, 1)
        detail = tx.one("SELECT detail FROM report_event WHERE kind = 'hand_over'")
        return (
            found,
            detail,
            outbox.exists(tx, 3, f"receipt:1:{KEEP}"),
            reports.supporters(tx, 1),
            people.person(tx, GONE, ""),
        )

    found, detail, receipt, supporters, gone = await db.write(story)
    assert found.pending.was.assignee == KEEP
    assert detail == (str(KEEP),)
    assert receipt
    assert supporters == []  # nobody supports their own report
    assert gone is None


async def test_roles_are_united(db: Database) -> None:
    def story(tx: Tx) -> list[tuple[Grant, ...]]:
        for handle in ("li", "li2"):
            people.add_person(tx, "web", handle, handle, "zh-CN")
        people.grant(tx, KEEP, "ginkgo", Role.STAFF, "plumber", ("g1",))
        people.grant(tx, GONE, "ginkgo", Role.STAFF, "cleaner", ("g2",))
        people.grant(tx, KEEP, "willow", Role.STAFF, "plumber", ())
        people.grant(tx, GONE, "willow", Role.STAFF, "cleaner", ("g2",))
        people.grant(tx, GONE, "willow", Role.MANAGER, "head", ())
        accounts.join(tx, KEEP, GONE, NOW)
        found = [people.person(tx, KEEP, community) for community in ("ginkgo", "willow")]
        return [each.grants for each in found if each]

    assert await db.write(story) == [
        (Grant(Role.STAFF, "plumber", frozenset({"g1", "g2"})),),
        (Grant(Role.MANAGER, "head", frozenset()), Grant(Role.STAFF, "plumber", frozenset())),
    ]


async def test_a_turn_swapped_with_oneself_is_still_theirs(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        two(tx)
        roster.on_day(tx, 1, NOW.date(), KEEP, on=False)
        swaps.put(tx, Swap(3, "ginkgo", 1, NOW.date() + timedelta(days=1), GONE, KEEP, NOW))
        accounts.join(tx, KEEP, GONE, NOW)
        return tx.all("SELECT person, what FROM shift_exception"), [swaps.get(tx, id_) for id_ in (1, 2, 3)]

    exceptions, asked = await db.write(story)
    assert exceptions == [(KEEP, "add")]
    assert [(each.asker, each.other, each.state) for each in asked] == [
        (KEEP, OTHER, "open"),
        (OTHER, KEEP, "open"),
        (KEEP, KEEP, "void"),
    ]


ERASED_ELSEWHERE = {  # by the handler, each through a function of its own
    ("report", "reporter"),
    ("contact", '"by"'),
    ("media", "person"),
    ("rating", "person"),
    ("correction", "author"),
}
HISTORY = {  # a number that nobody has again, for what was done with it
    ("slot", "only_for"),
    ("correction", "person"),
    ("invitation", "inviter"),
}


async def test_whoever_is_forgotten_is_named_nowhere_else(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        two(tx)
        people.forget(tx, GONE, NOW)
        found = reports.get(tx, 1)
        return naming(tx, GONE), found and found.pending, people.add_person(tx, "web", "new", "新邻居", "zh-CN").id

    named, pending, newcomer = await db.write(story)
    assert named - ERASED_ELSEWHERE <= HISTORY
    assert pending.was.assignee is None
    assert newcomer > GONE


async def test_the_name_that_colleagues_know_stays(db: Database) -> None:
    def story(tx: Tx) -> str:
        people.add_person(tx, "web", "li2", "网页", "zh-CN")
        people.add_person(tx, "web", "li", "李师傅", "zh-CN")
        people.grant(tx, GONE, "ginkgo", Role.STAFF, "plumber", ())
        accounts.join(tx, KEEP, GONE, NOW)
        found = people.person(tx, KEEP, "ginkgo")
        return found.name if found else ""

    assert await db.write(story) == "李师傅"


# --- where they are told ------------------------------------------------------------------------------


async def test_the_private_chat_used_last_is_written_only_when_it_changes(db: Database) -> None:
    def story(tx: Tx) -> list[int]:
        person = people.add_person(tx, "web", "li", "李阿姨", "zh-CN").id
        one, other = (
            chats.add(tx, "web", f"private:{name}", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=person)
            for name in ("li", "li2")
        )
        last: list[int] = []
        for chat in (one, other, other, one, other):  # all in one moment
            chats.heard(tx, chat, person, NOW)
            found = chats.private(tx, person, "ginkgo", CHANNELS)
            assert found and chats.privates(tx, [person], "ginkgo", CHANNELS)[person] == found
            last.append(found.id)
        before = tx.all("SELECT id, heard_at FROM chat")
        chats.heard(tx, other, person, NOW + timedelta(hours=1))
        assert tx.all("SELECT id, heard_at FROM chat") == before
        return last

    assert await db.write(story) == [1, 2, 2, 1, 2]


async def test_what_was_reported_in_private_is_told_there(db: Database) -> None:
    def story(tx: Tx) -> list[int]:
        person = people.add_person(tx, "web", "li", "李阿姨", "zh-CN").id
        for name in ("li", "li2"):
            chats.add(tx, "web", f"private:{name}", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=person)
        chats.add(tx, "web", "group", ChatKind.GROUP, "ginkgo", "zh-CN")
        chats.heard(tx, 2, person, NOW)
        told = [chats.recipient(tx, person, "ginkgo", chat, "m1", CHANNELS) for chat in (1, 2, 3)]
        chats.set_lost(tx, "web", "private:li", True)
        told.append(chats.recipient(tx, person, "ginkgo", 1, "m1", CHANNELS))
        return [each.chat.id for each in told if each]

    assert await db.write(story) == [1, 2, 2, 2]


# --- codes --------------------------------------------------------------------------------------------


async def test_a_new_code_ends_the_one_before(db: Database) -> None:
    def story(tx: Tx) -> list[Stage]:
        for hash_ in ("one", "two"):
            accounts.put(tx, Joining(0, hash_, KEEP, 1, NOW))
        return [found.stage for hash_ in ("one", "two") if (found := accounts.by_hash(tx, hash_))]

    assert await db.write(story) == [Stage.VOID, Stage.OPEN]


async def test_wrong_codes_are_counted_per_chat_and_forgotten(db: Database) -> None:
    def story(tx: Tx) -> tuple[int, int, int, int]:
        for minutes in (0, 30, 59):
            accounts.wrong(tx, 1, NOW + timedelta(minutes=minutes))
        accounts.put(tx, Joining(0, "h", KEEP, 1, NOW))
        here, there = (accounts.wrong_since(tx, chat, NOW) for chat in (1, 2))
        accounts.purge(tx, NOW + timedelta(minutes=40))
        return here, there, accounts.wrong_since(tx, 1, NOW - timedelta(days=1)), int(accounts.by_hash(tx, "h") is None)

    assert await db.write(story) == (2, 0, 1, 1)
