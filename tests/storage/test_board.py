"""The results board reads what is for everybody, newest first, and finds it again."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.categories import Visibility
from domain.incidents.known import Known
from domain.report import Pending, Report, Status
from domain.understanding import bigrams
from storage import board, copies, facts, history, listing, reports
from storage.board import Page, Wanted, Whole
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW, report

HOME = Wanted("ginkgo")
LATER = NOW + timedelta(hours=1)


def file(tx: Tx, *many: Report) -> None:
    """Store reports as the desk does."""
    for each in many:
        reports.put(tx, each)
        facts.note(tx, each, NOW)


def listed(tx: Tx, wanted: Wanted = HOME, size: int = 100, before: int = 0, after: int = 0) -> Page:
    return board.page(tx, wanted, LATER, size, before, after)


def numbers(page: Page) -> list[int]:
    return [entry.number for entry in page.entries]


async def test_the_newest_come_first_page_by_page_and_back(db: Database) -> None:
    await db.write(file, *(report(n, reported_at=NOW + timedelta(minutes=n)) for n in range(1001, 1008)))
    first = await db.write(listed, HOME, 3)
    assert (numbers(first), first.newer, first.older) == ([1007, 1006, 1005], False, True)
    second = await db.write(listed, HOME, 3, before=1005)
    assert (numbers(second), second.newer, second.older) == ([1004, 1003, 1002], True, True)
    last = await db.write(listed, HOME, 3, before=1002)
    assert (numbers(last), last.newer, last.older) == ([1001], True, False)
    back = await db.write(listed, HOME, 3, after=1004)
    assert (numbers(back), back.newer, back.older) == ([1007, 1006, 1005], False, True)


async def test_what_is_only_counted_what_is_private_and_other_communities_are_left_out(db: Database) -> None:
    hidden = (report(1002, visibility=Visibility.FIGURES), report(1003, visibility=Visibility.PRIVATE))
    await db.write(file, report(1001), *hidden, report(1004, community="maple"))
    assert numbers(await db.write(listed)) == [1001]
    assert [await db.write(board.whole, "ginkgo", number) for number in (1002, 1003, 1004)] == [None] * 3


async def test_what_leaves_the_public_view_leaves_number_date_and_kind_of_reason(db: Database) -> None:
    shown = report(1001, released="老人晚上看不见")
    await db.write(file, shown)
    gone = replace(
        shown, version=1, visibility=Visibility.FIGURES, hidden_at=LATER, hidden_why="named", released="老人晚上看不见"
    )
    await db.write(file, gone)
    (entry,) = (await db.write(listed)).entries
    assert (entry.number, entry.reported_at, entry.hidden_at, entry.hidden_why) == (1001, NOW, LATER, "named")
    assert (entry.category, entry.building, entry.grid, entry.due_at, entry.ended_at) == ("", None, None, None, None)
    assert await db.write(board.whole, "ginkgo", 1001) is None
    for words in ("老人", "n1001"):
        assert numbers(await db.write(listed, Wanted("ginkgo", match=bigrams.asked(words, {}) or ""))) == []


async def test_an_open_report_is_due_to_be_answered_and_a_taken_one_to_be_resolved(db: Database) -> None:
    await db.write(file, report(1001), report(1002, status=Status.ACKNOWLEDGED))
    taken, opened = (await db.write(listed)).entries
    assert (opened.state, opened.due_at, opened.live) == ("open", LIGHT.respond_by, True)
    assert (taken.state, taken.due_at, taken.live) == ("acknowledged", LIGHT.resolve_by, True)


async def test_a_move_that_can_still_be_undone_is_not_shown_yet(db: Database) -> None:
    pending = Pending("resolve", Status.ACKNOWLEDGED, NOW + timedelta(minutes=1))
    await db.write(file, report(1001, status=Status.RESOLVED, resolved_at=LATER, pending=pending))
    await db.write(file, report(1002, status=Status.RESOLVED, resolved_at=LATER))
    told, pending_one = (await db.write(listed)).entries
    assert (told.state, told.ended_at) == ("resolved", LATER)
    assert (pending_one.state, pending_one.ended_at) == ("acknowledged", None)


async def test_an_end_after_the_first_promise_is_late_for_ever(db: Database) -> None:
    slow = report(1001, resolve_by=NOW + timedelta(hours=2))
    done = report(1002, status=Status.RESOLVED, acknowledged_at=NOW, resolved_at=LATER)
    await db.write(file, slow, done)
    later = NOW + timedelta(days=2)  # a promise that was put off meanwhile is the first one still
    await db.write(
        file, replace(done, id=1, number=1001, version=1, resolve_by=later, resolved_at=NOW + timedelta(hours=3))
    )
    assert numbers(await db.write(listed, Wanted("ginkgo", state="slow"))) == [1001]
    assert numbers(await db.write(listed, Wanted("ginkgo", state="done"))) == [1002, 1001]


async def test_a_known_incident_is_shown_where_it_reaches(db: Database) -> None:
    known = Known(("b7", "@g2"), NOW, None, "停水")
    await db.write(file, report(1001, known=known, place=replace(LIGHT.place, building=None, grid=None)))
    (entry,) = (await db.write(listed)).entries
    assert entry.area == ("b7", "@g2")
    for code in (bigrams.code("b", "b7"), bigrams.code("g", "g2")):
        assert numbers(await db.write(listed, Wanted("ginkgo", match=f"codes : {code}"))) == [1001]


# --- any filters, any page ----------------------------------------------------------------------------------

STATES: dict[str, Callable[[Any], bool]] = {
    "open": lambda r: r.status in (Status.OPEN, Status.ACKNOWLEDGED),
    "late": lambda r: (
        (r.status is Status.OPEN and r.respond_by <= LATER)
        or (r.status is Status.ACKNOWLEDGED and r.resolve_by <= LATER)
    ),
    "done": lambda r: r.status in (Status.RESOLVED, Status.CLOSED),
    "slow": lambda r: (
        r.status in (Status.RESOLVED, Status.CLOSED, Status.REFUSED)
        and (
            (r.acknowledged_at or r.resolved_at) > r.respond_by
            or (r.status is not Status.REFUSED and r.resolved_at > r.resolve_by)
        )
    ),
    "refused": lambda r: r.status is Status.REFUSED,
}


def _some(chance: random.Random, number: int) -> Report:
    at = NOW - timedelta(minutes=chance.randrange(300))
    status = chance.choice([Status.OPEN, Status.ACKNOWLEDGED, Status.RESOLVED, Status.CLOSED, Status.REFUSED])
    ended = at + timedelta(minutes=chance.randrange(1, 90)) if status not in (Status.OPEN, "acknowledged") else None
    return report(
        number,
        category=chance.choice(["light", "road"]),
        place=replace(LIGHT.place, grid=chance.choice(["g1", "g2"]), building=chance.choice(["b1", "b2", None])),
        reported_at=at,
        since=at,
        respond_by=at + timedelta(minutes=chance.randrange(60)),
        resolve_by=at + timedelta(minutes=chance.randrange(30, 120)),
        status=status,
        acknowledged_at=at + timedelta(minutes=chance.randrange(90)) if status is not Status.OPEN else None,
        resolved_at=ended,
        released=chance.choice(["", "灯不亮", "路灯坏了"]),
    )


@pytest.mark.parametrize("seed", range(6))
async def test_any_filters_show_what_a_look_at_every_report_would_show(db: Database, seed: int) -> None:
    chance = random.Random(seed)
    kept = [_some(chance, number) for number in range(1001, 1061)]
    await db.write(file, *kept)
    for _ in range(40):
        wanted = Wanted(
            "ginkgo",
            grid=chance.choice(["", "g1"]),
            building=chance.choice(["", "", "b2"]),
            category=chance.choice(["", "light"]),
            state=chance.choice(["", *STATES]),
            since=chance.choice([None, NOW - timedelta(minutes=200)]),
            until=chance.choice([None, NOW - timedelta(minutes=50)]),
            match=chance.choice(["", "", bigrams.asked("灯", {}) or ""]),
        )
        expected = sorted(
            (each for each in kept if _fits(each, wanted)),
            key=lambda each: (each.id,) if wanted.match else (each.reported_at, each.id),
            reverse=True,
        )
        shown: list[int] = []
        page = await db.write(listed, wanted, 7)
        while page.entries:
            shown += numbers(page)
            assert page.older is (len(shown) < len(expected))
            page = await db.write(listed, wanted, 7, before=shown[-1])
        assert shown == [each.number for each in expected], wanted


def _fits(each: Report, wanted: Wanted) -> bool:
    return (
        wanted.grid in ("", each.place.grid)
        and wanted.building in ("", each.place.building)
        and wanted.category in ("", each.category)
        and (not wanted.state or STATES[wanted.state](each))
        and (wanted.since is None or each.reported_at >= wanted.since)
        and (wanted.until is None or each.reported_at < wanted.until)
        and (not wanted.match or "灯" in each.released)
    )


# --- the search ---------------------------------------------------------------------------------------------

SIGNS = "路灯坏了灯不亮3号楼aB12 ，。\n👴é𠮷"
NAMES = {
    bigrams.code("c", "light"): bigrams.called(["路灯", "street light"], ["楼道灯"]),
    bigrams.code("b", "b3"): bigrams.called(["3号楼"]),
}


@settings(max_examples=60)
@given(st.lists(st.text(SIGNS, max_size=12), min_size=1, max_size=8), st.text(SIGNS, min_size=1, max_size=5))
async def test_the_search_finds_what_like_finds(said: list[str], question: str) -> None:
    """Of words with letters or digits in them; signs and spaces are not looked for."""
    words = bigrams.words(question)
    match = bigrams.asked(question, NAMES)
    assert (match is None) is (not words)
    if match is None:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE listing_text USING fts5 (codes, words, prefix = '1', tokenize = 'ascii')")
    connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, words TEXT)")
    for id_, text in enumerate(said, 1):
        code = bigrams.code("c", "light") if id_ % 2 else bigrams.code("b", "b3")
        connection.execute(
            "INSERT INTO listing_text (rowid, codes, words) VALUES (?, ?, ?)", (id_, code, bigrams.cut(text))
        )
        name = "路灯" if id_ % 2 else "3号楼"
        connection.execute(
            "INSERT INTO plain VALUES (?, ?)", (id_, f"{bigrams.plain(text)}|{name}|{'streetlight' * (id_ % 2)}")
        )
    like = " AND ".join("words LIKE ?" for _ in words)
    found = connection.execute("SELECT rowid FROM listing_text WHERE listing_text MATCH ? ORDER BY 1", (match,))
    expected = connection.execute(f"SELECT id FROM plain WHERE {like} ORDER BY 1", [f"%{word}%" for word in words])
    assert found.fetchall() == expected.fetchall()


async def test_a_hostile_question_is_only_a_question(db: Database) -> None:
    await db.write(file, report(1001, released='他说"坏了" OR 1'))
    for question in (
        '"',
        "'; DROP TABLE listing; --",
        "words : *",
        "NEAR(",
        "坏了 OR",
        "*",
        "\x00",
        "a" * 9999,
        "坏了\ud800",
    ):
        match = bigrams.asked(question, NAMES)
        if match:
            await db.write(listed, Wanted("ginkgo", match=match))
    assert numbers(await db.write(listed, Wanted("ginkgo", match=bigrams.asked("坏了", NAMES) or ""))) == [1001]


async def test_words_that_are_released_or_forgotten_are_found_or_not_from_then_on(db: Database) -> None:
    wanted = Wanted("ginkgo", match=bigrams.asked("看不见", {}) or "")
    await db.write(file, LIGHT)
    assert numbers(await db.write(listed, wanted)) == []
    await db.write(file, replace(LIGHT, version=1, released="老人晚上看不见"))
    assert numbers(await db.write(listed, wanted)) == [1001]
    await db.write(listing.forget, 1)
    assert numbers(await db.write(listed, wanted)) == []
    assert numbers(await db.write(listed)) == [1001]


# --- one report ---------------------------------------------------------------------------------------------


async def one(db: Database, number: int = 1001) -> Whole:
    found = await db.write(board.whole, "ginkgo", number)
    assert found is not None
    return found


async def test_photos_are_shown_once_released_and_only_the_reporter_s_own(db: Database) -> None:
    await db.write(_photos)
    await db.write(file, LIGHT)
    assert ((await one(db)).before, (await one(db)).after) == ((), ("c.jpg",))
    await db.write(file, replace(LIGHT, version=1, published=True))
    assert (await one(db)).before == ("a.jpg",)


def _photos(tx: Tx) -> None:
    for name, person in (("a.jpg", 1), ("b.jpg", 2), ("c.jpg", 3)):
        copies.heard(tx, [name], "photo", copies.Sent(1, person, "1"), NOW)
        copies.keep(tx, name, name, 1, None, NOW)
    reports.attach(tx, 1, "photo", ["a.jpg", "b.jpg"], after=False)
    reports.attach(tx, 1, "photo", ["c.jpg"], after=True)


async def test_the_history_comes_without_anybody_s_words(db: Database) -> None:
    await db.write(file, LIGHT)
    await db.write(history.log, 1, NOW, 1, "add", "secret-detail", "secret words")
    assert "secret" not in repr(await one(db))


def test_a_kind_is_meant_by_its_whole_key_words_and_by_parts_of_its_name() -> None:
    light = bigrams.code("c", "light")
    assert light in (bigrams.asked("楼道灯", NAMES) or "")
    assert light in (bigrams.asked("路", NAMES) or "")
    assert light not in (bigrams.asked("楼道", NAMES) or "")


async def test_what_is_open_is_counted_place_by_place_and_what_was_done_comes_latest_first(db: Database) -> None:
    somewhere = report(1003, place=replace(LIGHT.place, building=None))
    late = report(1002, respond_by=NOW)
    done = [report(n, status=Status.CLOSED, resolved_at=NOW + timedelta(minutes=n - 1000)) for n in (1004, 1005)]
    hidden = report(1006, visibility=Visibility.FIGURES)
    await db.write(file, LIGHT, late, somewhere, *done, hidden)
    assert await db.write(board.open_places, "ginkgo", LATER) == {"b3": board.Open(2, 1), None: board.Open(1, 0)}
    assert await db.write(board.late, "ginkgo", LATER) == 1
    assert [each.number for each in await db.write(board.fixed, "ginkgo", NOW, 9)] == [1005, 1004]
