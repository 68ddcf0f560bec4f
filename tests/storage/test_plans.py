"""No query that runs on a tick, for an event or for a message to be sent walks through a table that grows."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import aiosqlite
import pytest

from domain.counting.exporting import Export
from domain.people import Abilities, ChatKind, Role
from domain.reports.rating import Rating
from domain.talk.budget import Session
from storage import (
    accounts,
    added,
    alike,
    app_cards,
    beside,
    board,
    bots,
    browsers,
    calls,
    chats,
    copies,
    customer_posts,
    devices,
    digests,
    drafts,
    due,
    exports,
    facts,
    figures,
    history,
    inbox,
    invitations,
    lessons,
    listing,
    metering,
    outbox,
    overseen,
    parking,
    people,
    pushes,
    ratings,
    released,
    reports,
    requests,
    results,
    roster,
    sending,
    sessions,
    swaps,
    web,
    wecom,
    workload,
)
from storage.db import Database, Params, Row, Tx
from storage.likeness import Fingerprint
from tests.postgres import SQLITE
from tests.storage.examples import DRAFT, LIGHT, NOW, report

pytestmark = SQLITE
GROWING = re.compile(
    "SCAN (inbox|slot|due|listing|report(?:_event)?|fact|draft|account|chat|source_message|web_message|attachment|media"
    r"|invitation|correction|role_event|export|drawing|access_log|joining|wrong_code|plugin_use|app_card|app_code"
    r"|bot_window|bot_said|bot_file|customer_post)\b(.*)"
)
# Walked from one end, or whole: an index that holds only what is still to do.
SHORT = re.compile(
    r" USING (COVERING )?INDEX "
    r"(inbox_waiting|inbox_parked|slot_waiting|slot_failed|account_handle|export_waiting|media_whole)"
)
CHANNELS = {"web": Abilities()}


class Recording(Tx):
    """Keeps the statements that a storage function runs."""

    __slots__ = ("statements",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.statements: list[tuple[str, Params]] = []

    def run(self, sql: str, params: Params = ()) -> int:
        self.statements.append((sql, params))
        return super().run(sql, params)

    def insert(self, sql: str, params: Params = ()) -> int:
        self.statements.append((sql, params))
        return super().insert(sql, params)

    def many(self, sql: str, params: Iterable[Params]) -> int:
        kept = list(params)
        self.statements.extend((sql, each) for each in kept[:1])
        return super().many(sql, kept)

    def one(self, sql: str, params: Params = ()) -> Row | None:
        self.statements.append((sql, params))
        return super().one(sql, params)

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        self.statements.append((sql, params))
        return super().all(sql, params)

    def each(self, sql: str, params: Params = ()) -> Iterator[Row]:
        self.statements.append((sql, params))
        return super().each(sql, params)


def plan_of(tx: Tx, call: Callable[[Tx], Any]) -> list[str]:
    """The steps of all statements that a call runs, on a database in which it finds something."""
    populate(tx)
    recording = Recording(tx._connection)
    call(recording)
    return [
        row[3] for sql, params in recording.statements for row in Tx.all(recording, f"EXPLAIN QUERY PLAN {sql}", params)
    ]


def populate(tx: Tx) -> None:
    person = people.add_person(tx, "web", "li", "李阿姨", "zh-CN")
    chat = chats.add(tx, "web", "group", ChatKind.GROUP, "ginkgo", "zh-CN")
    chats.add(tx, "web", "private:li", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=person.id)
    inbox.receive(tx, "web", "k", "web:group", {}, NOW)
    outbox.put(tx, 1, 1, chat, {"text": "a"}, NOW, priority=3, tag="card", report=1)
    outbox.put(tx, 1, 2, chat, {"text": "b"}, NOW, priority=3, report=1)
    reports.put(tx, LIGHT)
    facts.note(tx, LIGHT, NOW)
    reports.link(tx, 1, ["m1"], NOW, None, 1)
    history.log(tx, 1, NOW, 1, "add", "m1", "")
    copies.heard(tx, ["telegram:a"], "photo", copies.Sent(chat, person.id, "1"), NOW)
    copies.keep(tx, "telegram:a", "a.jpg", 1, Fingerprint(1, bytes(256)), NOW)
    reports.attach(tx, 1, "photo", ["telegram:a"], after=True)
    drafts.put(tx, DRAFT)
    app_cards.put(tx, app_cards.AppCard("slot-1", ("zhou",), "m", frozenset(), "1042", False), "RC", 1)
    due.schedule(tx, NOW, "tell", "1")
    web.add(tx, "group", "k", {"text": "a"}, NOW - timedelta(days=3), author="li")


EXPORT = Export(0, "ginkgo", 1, 1, NOW.date(), NOW.date(), "csv", "own", False, (), "zh-CN", NOW)
GRIDS = frozenset({"g1"})
FACTS = {f"fact_{name}" for name in "reported respond resolve ended rated live".split()}
WEEK = figures.Wanted("ginkgo", NOW, NOW + timedelta(days=7), NOW)
RATING = Rating(1, 1, 1, NOW)
DAY_AGO = NOW - timedelta(days=1)
USE = metering.Account("model", "ginkgo", "2026-11")
PINNED: list[tuple[str, Callable[[Tx], Any], set[str]]] = [
    # on every tick
    ("due.take", lambda tx: due.take(tx, NOW), {"due_at"}),
    ("due.next_at", due.next_at, {"due_at"}),
    # for every press on a card of WeCom, and every change of one
    ("app_cards.renew", lambda tx: app_cards.renew(tx, "slot-1", "RC2", 1), {"PRIMARY KEY"}),
    ("app_cards.get", lambda tx: app_cards.get(tx, "slot-1"), {"PRIMARY KEY"}),
    ("app_cards.codes", lambda tx: app_cards.codes(tx, "slot-1", 1), {"app_code_task"}),
    ("app_cards.shown", lambda tx: app_cards.shown(tx, "slot-1", "RC", (), "1042"), {"PRIMARY KEY"}),
    ("app_cards.purge", lambda tx: app_cards.purge(tx, 1), {"app_card_at", "app_code_until"}),
    ("bots.spoken", lambda tx: bots.spoken(tx, "bot:b/c", "R", 1), set()),
    ("bots.window", lambda tx: bots.window(tx, "bot:b/c", 1), {"PRIMARY KEY"}),
    ("bots.closed", lambda tx: bots.closed(tx, 1, "bot:b/c", "R"), {"PRIMARY KEY"}),
    ("bots.saying", lambda tx: bots.saying(tx, 1, 1, "bot:b/c", 1), {"PRIMARY KEY"}),
    ("bots.acknowledged", lambda tx: bots.acknowledged(tx, 1, 1), {"PRIMARY KEY"}),
    ("bots.file", lambda tx: bots.file(tx, "wecom-brief:b/c/0"), {"PRIMARY KEY"}),
    ("bots.fetched", lambda tx: bots.fetched(tx, "wecom-brief:b/c/0"), {"PRIMARY KEY"}),
    ("bots.purge", lambda tx: bots.purge(tx, 1), {"bot_window_at", "bot_said_at", "bot_file_until"}),
    ("customer_posts.get", lambda tx: customer_posts.get(tx, "m"), {"PRIMARY KEY"}),
    ("customer_posts.last", lambda tx: customer_posts.last(tx, 1), {"customer_post_chat"}),
    ("customer_posts.purge", lambda tx: customer_posts.purge(tx, NOW), {"customer_post_at"}),
    ("outbox.platform_id", lambda tx: outbox.platform_id(tx, 1, "card"), {"slot_tag"}),
    ("outbox.has_said", lambda tx: outbox.has_said(tx, 1, "words"), {"slot_message"}),
    ("outbox.is_plain", lambda tx: outbox.is_plain(tx, 1, "card"), {"slot_tag"}),
    # for every look at a staff page
    ("browsers.find", lambda tx: browsers.find(tx, "h", 1), {"sqlite_autoindex_browser_1"}),
    ("browsers.touch", lambda tx: browsers.touch(tx, 1, 1), {"PRIMARY KEY"}),
    ("browsers.of", lambda tx: browsers.of(tx, 1, 1), {"browser_person"}),
    ("browsers.end_all", lambda tx: browsers.end_all(tx, 1), {"browser_person", "staff_link_person"}),
    ("browsers.whose_link", lambda tx: browsers.whose_link(tx, "h", 1), {"PRIMARY KEY"}),
    ("beside.latest", lambda tx: beside.latest(tx, "staff:1:ginkgo", NOW, 9), {"web_message_chat"}),
    ("beside.tagged", lambda tx: beside.tagged(tx, "group", "card"), {"slot_tag", "sqlite_autoindex_chat_1"}),
    ("beside.unsent", lambda tx: beside.unsent(tx, "group"), {"slot_unsent", "sqlite_autoindex_chat_1"}),
    ("beside.pulse", lambda tx: beside.pulse(tx, "staff:1:ginkgo"), {"web_message_chat"}),
    ("beside.shows_document", lambda tx: beside.shows_document(tx, "staff:1:ginkgo", "d"), {"web_message_chat"}),
    ("beside.erase_old", lambda tx: beside.erase_old(tx, NOW), {"web_message_chat"}),
    ("exports.looked_since", lambda tx: exports.looked_since(tx, 1, 1, NOW), {"access_log_person"}),
    ("reports.newest", lambda tx: reports.newest(tx, "ginkgo", NOW, 9), {"report_newest"}),
    ("reports.showing", lambda tx: reports.showing(tx, "telegram:a"), {"attachment_media", "PRIMARY KEY"}),
    # for every event
    ("inbox.lane_of", lambda tx: inbox.lane_of(tx, 1), {"PRIMARY KEY"}),
    ("metering.reserve", lambda tx: metering.reserve(tx, USE, 1, 9), {"PRIMARY KEY"}),
    ("metering.settle", lambda tx: metering.settle(tx, USE, 1), {"PRIMARY KEY"}),
    ("metering.tell_once", lambda tx: metering.tell_once(tx, USE), {"PRIMARY KEY"}),
    ("outbox.erase_all", lambda tx: outbox.erase_all(tx, 1, "ask:1:"), {"slot_tag"}),
    ("outbox.shows", lambda tx: outbox.shows(tx, 1, "card", "drop"), {"slot_tag"}),
    ("inbox.receive", lambda tx: inbox.receive(tx, "web", "k", "l", {}, NOW), set()),
    ("inbox.remember", lambda tx: inbox.remember(tx, "kf:wk1", "k", "l", NOW), set()),
    ("wecom.called", lambda tx: wecom.called(tx, "wk1", "k", "t", NOW, 1), set()),
    ("wecom.last_call", lambda tx: wecom.last_call(tx, "wk1"), {"PRIMARY KEY"}),
    ("inbox.waiting", lambda tx: inbox.waiting(tx, 0, 100), {"inbox_waiting"}),
    ("inbox.done", lambda tx: inbox.done(tx, 1), {"PRIMARY KEY"}),
    ("inbox.park", lambda tx: inbox.park(tx, 1, ""), {"PRIMARY KEY"}),
    ("parking.set_aside", lambda tx: parking.set_aside(tx, 1, "", NOW), {"PRIMARY KEY"}),
    ("inbox.parked", inbox.parked, {"inbox_parked"}),
    ("inbox.states", lambda tx: inbox.states(tx, "web", ["k"]), {"sqlite_autoindex_inbox_1"}),
    ("inbox.backlog", inbox.backlog, {"inbox_waiting", "inbox_parked"}),
    ("inbox.purge", lambda tx: inbox.purge(tx, NOW), {"inbox_old"}),
    ("due.schedule", lambda tx: due.schedule(tx, NOW, "tell", "1"), set()),
    ("due.cancel", lambda tx: due.cancel_all(tx, ("tell", "erase"), "1"), {"sqlite_autoindex_due_1"}),
    ("outbox.put", lambda tx: outbox.put(tx, 2, 1, 1, {}, NOW, priority=3, tag="card"), {"slot_tag"}),
    (
        "outbox.put again",
        lambda tx: outbox.put(tx, 2, 1, 1, {}, NOW, priority=3, tag="new", again=True, replaces="card"),
        {"slot_tag"},
    ),
    ("outbox.remove", lambda tx: outbox.remove(tx, 1, "card"), {"slot_tag"}),
    ("outbox.exists", lambda tx: outbox.exists(tx, 1, "card"), {"slot_tag"}),
    ("outbox.said_since", lambda tx: outbox.said_since(tx, 1, "added:1:", NOW), {"slot_tag"}),
    ("outbox.media_shown", lambda tx: outbox.media_shown(tx, 1, "card"), {"slot_tag"}),
    ("outbox.many_wait", lambda tx: outbox.many_wait(tx, 1, 20), {"COVERING INDEX slot_unsent"}),
    ("outbox.held", lambda tx: outbox.held(tx, 1), {"COVERING INDEX slot_unsent"}),
    ("outbox.tag_of", lambda tx: outbox.tag_of(tx, 1, "m1"), {"slot_message"}),
    ("outbox.report_of", lambda tx: outbox.report_of(tx, 1, "m1"), {"slot_message"}),
    ("outbox.is_ours", lambda tx: outbox.is_ours(tx, 1, "m1"), {"slot_message"}),
    ("reports.fresh", lambda tx: reports.fresh(tx, "ginkgo"), {"sqlite_autoindex_report_1"}),
    ("reports.get", lambda tx: reports.get(tx, 1), {"PRIMARY KEY"}),
    ("reports.by_number", lambda tx: reports.by_number(tx, "ginkgo", 1001), {"sqlite_autoindex_report_1"}),
    ("reports.guest", lambda tx: reports.guest(tx, "ginkgo", 1001), {"report_guest"}),
    ("overseen.count", lambda tx: overseen.count(tx, "ginkgo", NOW), {"report_live"}),
    ("overseen.longest", lambda tx: overseen.longest(tx, "ginkgo", NOW, 20), {"report_live"}),
    ("people.overseen", lambda tx: people.overseen(tx, 1), set()),
    ("people.is_overseen", lambda tx: people.is_overseen(tx, "ginkgo"), {"role_community"}),
    ("reports.of_person", lambda tx: reports.of_person(tx, 1, "ginkgo"), {"report_reporter"}),
    ("reports.live", lambda tx: reports.live(tx, "ginkgo"), {"report_live"}),
    ("reports.to_remind", lambda tx: reports.to_remind(tx, "ginkgo", NOW, 9), {"report_remind"}),
    ("reports.next_reminder", lambda tx: reports.next_reminder(tx, "ginkgo"), {"report_remind"}),
    ("reports.provisional", reports.provisional, {"report_provisional"}),
    ("due.sooner", lambda tx: due.sooner(tx, NOW, "remind", "ginkgo"), set()),
    ("outbox.cancel_unsent", lambda tx: outbox.cancel_unsent(tx, 1, "card"), {"slot_report"}),
    ("chats.street", lambda tx: chats.street(tx, "ginkgo", CHANNELS), {"chat_person"}),
    ("reports.alike", lambda tx: reports.alike(tx, LIGHT), {"COVERING INDEX report_place"}),
    ("reports.latest_in", lambda tx: reports.latest_in(tx, 1, 1, NOW), {"report_reporter"}),
    ("reports.latest_in filed", lambda tx: reports.latest_in(tx, 1, 1, NOW), {"report_filed_by"}),
    ("reports.filed_by", lambda tx: reports.filed_by(tx, 1, "ginkgo"), {"report_filed_by"}),
    ("facts.note", lambda tx: facts.note(tx, report(1002, version=1), NOW), {"PRIMARY KEY", "report_place"}),
    ("facts.rated", lambda tx: facts.rated(tx, RATING, 1), {"PRIMARY KEY", "fact_original"}),
    ("figures.load", lambda tx: figures.load(tx, WEEK), FACTS | {"PRIMARY KEY"}),
    ("figures.of", lambda tx: figures.of(tx, WEEK), FACTS | {"PRIMARY KEY"}),
    ("figures.proposals", lambda tx: figures.proposals(tx, WEEK), {"fact_reported", "PRIMARY KEY"}),
    ("figures.by_grid", lambda tx: figures.by_grid(tx, WEEK), FACTS | {"PRIMARY KEY"}),
    ("board.number_of", lambda tx: board.number_of(tx, "ginkgo", 1001), {"sqlite_autoindex_listing_1"}),
    (
        "board.whole",
        lambda tx: board.whole(tx, "ginkgo", 1001),
        {"sqlite_autoindex_listing_1", "report_event_report", "PRIMARY KEY", "attachment_report"},
    ),
    ("board.open_places", lambda tx: board.open_places(tx, "ginkgo", NOW), {"listing_live"}),
    ("board.fixed", lambda tx: board.fixed(tx, "ginkgo", NOW, 6), {"listing_ended"}),
    ("board.late", lambda tx: board.late(tx, "ginkgo", NOW), {"listing_live"}),
    ("listing.forget", lambda tx: listing.forget(tx, 1), {"report_reporter", "PRIMARY KEY"}),
    ("calls.of", lambda tx: calls.of(tx, 1, 1), {"PRIMARY KEY"}),
    ("calls.waiting", lambda tx: calls.waiting(tx, "ginkgo"), {"call_waiting", "PRIMARY KEY"}),
    ("ratings.put", lambda tx: ratings.put(tx, Rating(1, 1, 1, NOW)), set()),
    ("ratings.of", lambda tx: ratings.of(tx, 1, 1), {"PRIMARY KEY"}),
    ("ratings.forget", lambda tx: ratings.forget(tx, 1), {"rating_person"}),
    ("history.log", lambda tx: history.log(tx, 1, NOW, 1, "filed", "", ""), {"PRIMARY KEY"}),
    ("reports.own_photos", lambda tx: reports.own_photos(tx, 1, 1), {"attachment_report"}),
    ("reports.media", lambda tx: reports.media(tx, 1), {"attachment_report", "report_duplicate"}),
    ("reports.known", lambda tx: reports.known(tx, "ginkgo"), {"report_known"}),
    ("reports.since", lambda tx: reports.since(tx, "ginkgo", NOW), {"fact_reported", "report_known"}),
    ("reports.lately", lambda tx: reports.lately(tx, "ginkgo", "light", "b3", NOW), {"report_place"}),
    ("reports.lately anywhere", lambda tx: reports.lately(tx, "ginkgo", "gas", None, NOW), {"fact_reported"}),
    ("reports.are_many", lambda tx: reports.are_many(tx, "ginkgo", "light", "b3", NOW, 5), {"report_place"}),
    (
        "reports.are_many anywhere",
        lambda tx: reports.are_many(tx, "ginkgo", "gas", None, NOW, 5),
        {"fact_reported", "PRIMARY KEY"},
    ),
    ("reports.near", lambda tx: reports.near(tx, "ginkgo", "b3", "light", NOW, 1), {"report_place"}),
    ("reports.part", lambda tx: reports.part(tx, 1, 2), {"PRIMARY KEY"}),
    ("reports.came_with", lambda tx: reports.came_with(tx, 1, 2), {"PRIMARY KEY"}),
    ("drafts.answered", lambda tx: drafts.answered(tx, 1, 1, 1), {"draft_by"}),
    ("outbox.chats_tagged", lambda tx: outbox.chats_tagged(tx, 1, "card:1"), {"slot_report"}),
    ("figures.incidents", lambda tx: figures.incidents(tx, "ginkgo", NOW, NOW), {"fact_reported"}),
    (
        "added.just",
        lambda tx: added.just(tx, 1, 1, 1, "m1"),
        {"report_event_report", "PRIMARY KEY", "attachment_report"},
    ),
    ("added.take_back", lambda tx: added.take_back(tx, 1, ["m1"]), {"attachment_report"}),
    ("history.last", lambda tx: history.last(tx, 1, "urged", 1), {"report_event_report"}),
    (
        "reports.alarm",
        lambda tx: reports.alarm(tx, "ginkgo", "gas", "gas", "b3", NOW),
        {"report_place"},
    ),
    ("outbox.chats_of", lambda tx: outbox.chats_of(tx, 1), {"slot_report"}),
    ("history.life", lambda tx: history.life(tx, 1), {"report_event_report"}),
    ("history.past", lambda tx: history.past(tx, 1), {"report_event_report"}),
    ("copies.heard", lambda tx: copies.heard(tx, ["telegram:b"], "photo", copies.Sent(), NOW), set()),
    ("copies.want", lambda tx: copies.want(tx, "telegram:a"), {"PRIMARY KEY"}),
    ("copies.get", lambda tx: copies.get(tx, "telegram:a"), {"PRIMARY KEY"}),
    ("copies.stored", lambda tx: copies.stored(tx, "telegram:a"), {"PRIMARY KEY"}),
    ("copies.keep", lambda tx: copies.keep(tx, "telegram:a", "a.jpg", 1, None, NOW), {"PRIMARY KEY"}),
    ("copies.reports_of", lambda tx: copies.reports_of(tx, "telegram:a"), {"attachment_media"}),
    ("copies.drop", lambda tx: copies.drop(tx, ["telegram:a"]), {"PRIMARY KEY"}),
    ("copies.forget", lambda tx: copies.forget(tx, 1), {"media_person", "attachment_media"}),
    ("copies.purge", lambda tx: copies.purge(tx, NOW), {"media_at", "attachment_media"}),
    ("copies.shrink", lambda tx: copies.shrink(tx, 1), {"media_whole", "media_stored", "attachment_media"}),
    ("alike.older", lambda tx: alike.older(tx, LIGHT), {f"media_band_{n}" for n in range(4)} | {"attachment_media"}),
    ("alike.is_noted", lambda tx: alike.is_noted(tx, LIGHT), {"report_event_report"}),
    ("outbox.cancel_all", lambda tx: outbox.cancel_all(tx, 1, "ring:1:"), {"slot_tag"}),
    ("outbox.cancel", lambda tx: outbox.cancel(tx, "fetch:telegram:a", 1), {"slot_tag"}),
    ("reports.supported", lambda tx: reports.supported(tx, [1]), {"PRIMARY KEY"}),
    ("reports.supporters", lambda tx: reports.supporters(tx, 1), {"PRIMARY KEY"}),
    ("reports.supporting", lambda tx: reports.supporting(tx, 1, 1), {"PRIMARY KEY"}),
    ("reports.supports", lambda tx: reports.supports(tx, 1, 1), {"PRIMARY KEY"}),
    ("reports.linked", lambda tx: reports.linked(tx, 1, "m1"), {"PRIMARY KEY"}),
    ("drafts.latest", lambda tx: drafts.latest(tx, 1, 1), {"draft_by"}),
    ("drafts.in_fold", lambda tx: drafts.in_fold(tx, "g1:day:1"), {"draft_fold"}),
    ("drafts.listed", lambda tx: drafts.listed(tx, "g1:day:"), {"draft_fold"}),
    ("drafts.drop", lambda tx: drafts.drop(tx, DRAFT), {"PRIMARY KEY", "source_message_draft"}),
    ("drafts.offers", lambda tx: drafts.offers(tx, 1, NOW), {"offer_chat"}),
    ("drafts.offered", lambda tx: drafts.offered(tx, 1, NOW), {"offer_chat"}),
    ("people.by_account", lambda tx: people.by_account(tx, "web", "li", "ginkgo"), {"PRIMARY KEY"}),
    ("chats.find", lambda tx: chats.find(tx, "web", "group", CHANNELS), {"sqlite_autoindex_chat_1"}),
    ("chats.private", lambda tx: chats.private(tx, 1, "ginkgo", CHANNELS), {"chat_person"}),
    ("chats.duty", lambda tx: chats.duty(tx, "ginkgo", "g1", CHANNELS), {"chat_duty"}),
    ("people.crew", lambda tx: people.crew(tx, "ginkgo", "g1"), {"role_community"}),
    ("people.managed", lambda tx: people.managed(tx, 1), {"PRIMARY KEY"}),
    ("people.log_role", lambda tx: people.log_role(tx, NOW, "ginkgo", 1, 1, "ended", Role.STAFF, "", ()), set()),
    ("invitations.get", lambda tx: invitations.get(tx, 1), {"PRIMARY KEY"}),
    ("invitations.by_hash", lambda tx: invitations.by_hash(tx, "h"), {"sqlite_autoindex_invitation_1"}),
    ("invitations.void", lambda tx: invitations.void(tx, 1, "ginkgo"), {"invitation_inviter"}),
    ("people.holders", lambda tx: people.holders(tx, "ginkgo"), {"role_community"}),
    ("chats.private_rooms", lambda tx: chats.private_rooms(tx, 1, CHANNELS), {"chat_person"}),
    ("outbox.cards", lambda tx: outbox.cards(tx, 1), {"slot_tag"}),
    ("reports.held", lambda tx: reports.held(tx, "ginkgo", 1), {"report_live", "report_pending"}),
    ("chats.heard", lambda tx: chats.heard(tx, 2, 1, NOW), {"PRIMARY KEY", "chat_person"}),
    (
        "chats.recipient",
        lambda tx: chats.recipient(tx, 1, "ginkgo", 1, None, CHANNELS),
        {"PRIMARY KEY", "chat_person"},
    ),
    ("accounts.get", lambda tx: accounts.get(tx, 1), {"PRIMARY KEY"}),
    ("accounts.by_hash", lambda tx: accounts.by_hash(tx, "h"), {"sqlite_autoindex_joining_1"}),
    ("accounts.wrong_since", lambda tx: accounts.wrong_since(tx, 1, NOW), {"wrong_code_chat"}),
    (
        "workload.of",
        lambda tx: workload.of(tx, "ginkgo", 1, frozenset({"g1"}), NOW, NOW),
        {"COVERING INDEX report_live", "call_waiting"},
    ),
    ("exports.ask", lambda tx: exports.ask(tx, EXPORT), {"export_waiting"}),
    ("exports.take", exports.take, {"export_waiting"}),
    ("exports.get", lambda tx: exports.get(tx, 1), {"PRIMARY KEY"}),
    ("digests.purge", lambda tx: digests.purge(tx, NOW), {"drawing_at"}),
    ("exports.purge", lambda tx: exports.purge(tx, NOW), {"export_ended"}),
    ("due.waits", lambda tx: due.waits(tx, "morning", "ginkgo", NOW), {"sqlite_autoindex_due_1"}),
    ("roster.load", lambda tx: roster.load(tx, "ginkgo"), {"sqlite_autoindex_shift_1", "PRIMARY KEY"}),
    ("lessons.mark", lambda tx: lessons.mark(tx, "ginkgo"), {"PRIMARY KEY"}),
    ("lessons.read", lambda tx: lessons.read(tx, "ginkgo"), {"correction_community", "PRIMARY KEY"}),
    ("lessons.forget", lambda tx: lessons.forget(tx, 1), {"correction_person", "correction_author"}),
    ("swaps.get", lambda tx: swaps.get(tx, 1), {"PRIMARY KEY"}),
    ("swaps.open_for", lambda tx: swaps.open_for(tx, 1, NOW.date()), {"shift_swap_open"}),
    ("swaps.open_of_shift", lambda tx: swaps.open_of_shift(tx, 1), {"shift_swap_open"}),
    ("swaps.open_of", lambda tx: swaps.open_of(tx, "ginkgo", 1), {"shift_swap_asker", "shift_swap_other"}),
    ("swaps.purge", lambda tx: swaps.purge(tx, NOW), {"shift_swap_begins"}),
    ("roster.purge", lambda tx: roster.purge(tx, NOW), {"shift_exception_day"}),
    ("roster.on_day", lambda tx: roster.leave(tx, "ginkgo", 1), {"shift_person_person", "shift_exception_person"}),
    # for every message to be sent
    (
        "sending.ready",
        lambda tx: sending.ready(tx, 0, frozenset(), 8),
        {"slot_waiting", "slot_report", "account_person"},
    ),
    ("results.leaving", lambda tx: results.leaving(tx, 0, frozenset(), 8, NOW), {"slot_waiting"}),
    ("sessions.claim", lambda tx: sessions.claim(tx, Session(1), NOW, 0), {"slot_unsent"}),
    ("sessions.held", lambda tx: sessions.held(tx, 1), {"slot_parcel", "PRIMARY KEY"}),
    ("results.bounced", lambda tx: results.bounced(tx, 1, "m1", NOW), {"slot_message"}),
    ("sessions.heard", lambda tx: sessions.heard(tx, 1, NOW), {"slot_unsent"}),
    ("sending.sent", lambda tx: sending.sent(tx, 1, 1, "m1"), {"PRIMARY KEY"}),
    ("results.sent", lambda tx: results.sent(tx, 1, 1, "m1", NOW), {"PRIMARY KEY"}),
    ("results.give_up", lambda tx: results.give_up(tx, 1, 1, "failed", "", NOW), {"PRIMARY KEY"}),
    ("sending.put_off", lambda tx: sending.put_off(tx, 1, 5, ""), {"PRIMARY KEY"}),
    ("sending.give_up", lambda tx: sending.give_up(tx, 1, 1, "failed", ""), {"PRIMARY KEY"}),
    ("outbox.backlog", outbox.backlog, {"slot_waiting", "slot_failed"}),
    ("web.add", lambda tx: web.add(tx, "group", "k2", {}, NOW), {"sqlite_autoindex_web_message"}),
    ("web.change", lambda tx: web.change(tx, 1, {}), {"PRIMARY KEY"}),
    ("web.shows", lambda tx: web.shows(tx, "a.jpg", "group", "li"), {"web_message_chat"}),
    ("web.drop_old", lambda tx: web.drop_old(tx, DAY_AGO), {"web_message_at"}),
    ("devices.find", lambda tx: devices.find(tx, "h", NOW), {"PRIMARY KEY", "account"}),
    ("devices.began", lambda tx: devices.began(tx, "k", NOW), {"sqlite_autoindex_web_message"}),
    ("devices.rooms", lambda tx: devices.rooms(tx, "a"), {"PRIMARY KEY", "account_person"}),
    ("devices.seen", lambda tx: devices.seen(tx, devices.Device("h", "a", False, False), 5, NOW), {"web_message_chat"}),
    ("devices.shown", lambda tx: devices.shown(tx, "a"), {"web_message_chat"}),
    ("devices.since", lambda tx: devices.since(tx, "a", 5), {"web_message_chat"}),
    ("devices.latest", lambda tx: devices.latest(tx, "a", 1 << 53, 60), {"web_message_chat"}),
    ("devices.holds", lambda tx: devices.holds(tx, "a", "x/y.txt"), {"web_message_chat"}),
    ("pushes.of", lambda tx: pushes.of(tx, 1), {"account_person", "web_push_account"}),
    ("pushes.get", lambda tx: pushes.get(tx, 1), {"PRIMARY KEY"}),
    ("pushes.drop", lambda tx: pushes.drop(tx, "h"), {"sqlite_autoindex_web_push_1"}),
    ("devices.end", lambda tx: devices.end(tx, "a", NOW), {"web_device_account"}),
    ("devices.purge", lambda tx: devices.purge(tx, NOW), {"web_device_ended", "web_device_used"}),
    ("released.is_open", lambda tx: released.is_open(tx, "a.jpg"), {"media_stored", "attachment_media", "PRIMARY KEY"}),
    ("released.photos", lambda tx: released.photos(tx, 1, True), {"attachment_report", "PRIMARY KEY"}),
    ("web.erase_old", lambda tx: web.erase_old(tx, DAY_AGO), {"web_message_at"}),
]


@pytest.mark.parametrize(("call", "indexes"), [each[1:] for each in PINNED], ids=[each[0] for each in PINNED])
async def test_it_goes_by_its_index(db: Database, call: Callable[[Tx], Any], indexes: set[str]) -> None:
    plan = await db.write(plan_of, call)
    scans = [step for step in plan if (found := GROWING.match(step)) and not SHORT.match(found[2])]
    assert scans == []
    assert {index for index in indexes if any(index in step for step in plan)} == indexes, plan


async def test_the_queue_of_messages_is_walked_within_the_index(db: Database) -> None:
    plan = await db.write(plan_of, lambda tx: sending.ready(tx, 0, frozenset(), 8))
    assert "SCAN slot USING COVERING INDEX slot_waiting" in plan


BOARD = {
    "all": (board.Wanted("ginkgo"), "listing_all"),
    "span": (board.Wanted("ginkgo", since=NOW, until=NOW), "listing_all"),
    "category": (board.Wanted("ginkgo", category="light", grid="g1"), "listing_category"),
    "grid": (board.Wanted("ginkgo", grid="g1", state="done"), "listing_grid"),
    "building": (board.Wanted("ginkgo", building="b3", category="light"), "listing_building"),
    "open": (board.Wanted("ginkgo", state="open"), "listing_live"),
    "late": (board.Wanted("ginkgo", state="late", building="b3"), "listing_live"),
    "slow": (board.Wanted("ginkgo", state="slow"), "listing_late"),
    "refused": (board.Wanted("ginkgo", state="refused"), "listing_refused"),
}


@pytest.mark.parametrize("before", [0, 1001])
@pytest.mark.parametrize("name", BOARD)
async def test_every_page_of_the_board_is_read_along_an_index_and_never_sorted(
    db: Database, name: str, before: int
) -> None:
    wanted, index = BOARD[name]
    plan = await db.write(plan_of, lambda tx: board.page(tx, wanted, NOW, 20, before))
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")], plan
    assert any(f"INDEX {index} " in step for step in plan), plan


async def test_the_search_goes_along_its_own_order(db: Database) -> None:
    wanted = board.Wanted("ginkgo", match='words : "路灯"')
    plan = await db.write(plan_of, lambda tx: board.page(tx, wanted, NOW, 20, 1001))
    assert [step for step in plan if "listing_text" in step or "TEMP" in step] == [
        "SCAN listing_text VIRTUAL TABLE INDEX 192:M2<"
    ], plan


async def test_pages_and_the_tick_go_by_their_index(db: Database) -> None:
    statements: list[str] = []
    assert isinstance(db.reader, aiosqlite.Connection)
    await db.reader.set_trace_callback(statements.append)
    await web.since(db.reader, 5)
    await due.anything(db.reader, NOW)
    await db.reader.set_trace_callback(None)  # type: ignore[arg-type]  # which ends the tracing
    plans = [await db.reader.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}") for sql in statements]
    assert [[row[3] for row in plan] for plan in plans] == [
        ["SEARCH web_message USING INDEX sqlite_autoindex_web_message_1 (seq>?)"],
        ["SEARCH due USING COVERING INDEX due_at (at<?)"],
    ]


@pytest.mark.parametrize(
    "narrowed", [{}, {"codes": ("light",)}, {"codes": ("light", "road"), "closed": frozenset({True})}]
)
async def test_service_requests_are_chosen_within_the_index(db: Database, narrowed: dict[str, Any]) -> None:
    await db.write(populate)
    statements: list[str] = []
    assert isinstance(db.reader, aiosqlite.Connection)
    await db.reader.set_trace_callback(statements.append)
    await requests.page(db.reader, "ginkgo", requests.Wanted(NOW, NOW, **narrowed))
    await requests.some(db.reader, "ginkgo", {1001, 1002})
    await db.reader.set_trace_callback(None)  # type: ignore[arg-type]  # which ends the tracing
    page, some = [await db.reader.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}") for sql in statements]
    period = "COVERING INDEX report_period (home=? AND visibility=? AND reported_at>? AND reported_at<?)"
    assert f"SEARCH r USING {period}" in [row[3] for row in page]
    assert "SEARCH r USING INDEX sqlite_autoindex_report_1 (home=? AND number=?)" in [row[3] for row in some]
    assert not [row[3] for row in (*page, *some) if re.match(r"SCAN (?!json_each)", row[3])]
