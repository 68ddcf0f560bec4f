"""Words, names and files made to run: on every page they stay what they are."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from defusedxml.ElementTree import fromstring

from config.settings import HERE, Settings
from domain.incidents.known import Known
from domain.report import Report, Status
from domain.understanding.result import Place
from storage import drawing
from storage.drawing import Bar
from tests.bot.test_drawing import WEEK
from tests.browser import launched
from tests.hostile import ATTACKING, REFUSED
from tests.web.attacks import ATTACKS, PLAIN, foreign, nothing_runs, stands
from tests.web.conftest import Served, serve
from tests.web.test_board import LAMP, NOW, file
from tests.web.test_http import picture, said, shown

NAMES = re.compile(r'\b(zh|en|officer|name) = "([^"]*)"')
STATES: tuple[dict[str, Any], ...] = (
    {},
    {"status": Status.RESOLVED, "resolved_at": NOW},
    {"status": Status.REFUSED, "reason": "own"},
    {"status": Status.ACKNOWLEDGED, "coming": "today"},
    {"known": Known(("b3",), NOW - timedelta(hours=1), None, "")},
)


def _community(folder: Path) -> Path:
    """A community in which whoever wrote its file called everything so."""
    words = (HERE / "sample" / "community.toml").read_text(encoding="utf-8")
    attacks = iter(PLAIN * 100)
    hostile = folder / "community.toml"
    hostile.write_text(NAMES.sub(lambda it: f"{it[1]} = {json.dumps(it[2] + next(attacks))}", words), encoding="utf-8")
    return hostile


def _reports() -> list[Report]:
    """One of each state for each attack, which stands wherever somebody's words may."""
    made = []
    for n, attack in enumerate(ATTACKS):
        state = dict(STATES[n % len(STATES)])
        if "known" in state:
            state["known"] = replace(state["known"], words=attack)
        place = Place(attack, "b3", "g1")
        wordy = replace(LAMP, text=attack, released=attack, note=attack, question=attack, secured=attack)
        made.append(replace(wordy, id=100 + n, number=1100 + n, place=place, photo_url=attack, **state))
    return made


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Served]:
    config = Settings(
        database=tmp_path / "huiyin.db",
        community=_community(tmp_path),
        port=0,
        public_url="https://desk.example.org",
        open311_asks=5000,
        _env_file=None,
    )
    async with serve(config) as it:
        await it.db.write(file, *_reports())
        yield it


def _pages() -> list[str]:
    """Every page of ours that everybody may open, and what it may be asked."""
    asked = [quote(attack[:2_000], safe="") for attack in ATTACKS]
    return [
        "/", "/board", "/board/figures", "/board/figures?days=7", "/board/plan", "/cards", "/cards?size=a6", "/card/b3",
        "/board/4", *(f"/board/{1100 + n}" for n in range(len(ATTACKS))), *(f"/screen?page={n}" for n in range(6)),
        *(f"/board?q={each}" for each in asked), *(f"/board?state={each}&days={each}&grid={each}" for each in asked),
        *(f"/card/{each}" for each in asked[:4]),
    ]  # fmt: skip


async def test_every_page_says_hostile_words_as_words(desk: Served) -> None:
    for path in _pages():
        for lang in ("zh-CN", "en"):
            answer = await desk.client.get(path, headers={"Accept-Language": lang})
            if answer.headers["content-type"].startswith("text/html"):
                assert foreign(answer.text) == [], path
            else:  # an address that is none
                assert answer.status_code == 404 and answer.headers["content-type"] == "application/json", path


async def test_what_programs_read_is_well_formed_and_says_the_same(desk: Served) -> None:
    feed = fromstring((await desk.client.get("/board.atom")).content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(ATTACKS)
    for attack in PLAIN:
        asked = await desk.client.get("/board.atom", params={"q": attack, "community": "ginkgo"})
        assert not list(fromstring(asked.content).iter("x-canary"))
    for path in ("discovery", "services", "services/light", "requests", "requests/1100", "requests/7", "tokens/x"):
        xml = await desk.client.get(f"/open311/v2/{path}.xml")
        told = await desk.client.get(f"/open311/v2/{path}.json")
        assert [each for each in fromstring(xml.content).iter() if "canary" in each.tag] == []
        assert told.headers["content-type"].startswith("application/json") and told.json()
    assert "x-canary" in (await desk.client.get("/open311/v2/requests.json")).text  # or nothing was tried


async def test_in_a_browser_nothing_of_it_runs(desk: Served) -> None:
    async with launched() as browser:
        opened = await browser.new_page(locale="zh-CN")
        with nothing_runs(opened):
            for path in _pages():
                await opened.goto(desk.address.rstrip("/") + path)
                assert not await stands(opened), path


# --- files ------------------------------------------------------------------------------------------------

CALLED = (
    *(attack[:2_000] for attack in ATTACKS), "../../../etc/cron.d/x.jpg", "x.svg", "x.html", "con", "a" * 9_000,
    "x.jpg\u202egpj.exe", "", ".", "x.jpg;.html", "x.php.jpg",
)  # fmt: skip


async def test_a_file_is_called_by_what_is_in_it_whatever_it_was_called(served: Served) -> None:
    for name in CALLED:
        answer = await served.client.post("/trial/say", data=said("x"), files={"photo": (name, picture())})
        assert answer.status_code == 200 or (answer.status_code == 400 and len(name) > 1_000), (name, answer.text)
    names = {re.fullmatch(r"/trial/media/[0-9a-f]{64}\.jpg", each["photos"][0]) for each in await shown(served, 9)}
    assert None not in names
    assert "canary" not in json.dumps([each["photos"] for each in await shown(served, 9)])


async def test_of_a_picture_that_is_something_else_too_only_the_picture_is_kept(served: Served) -> None:
    sent = 0
    for what, content in ATTACKING.items():
        answer = await served.client.post("/trial/say", data=said("x"), files={"photo": ("x.html", content)})
        assert answer.status_code == 200 or (answer.status_code == 400 and answer.json()["error"]), (what, answer.text)
        sent += answer.status_code == 200
    assert sent >= 5
    kept = [each for each in await shown(served, sent) if each["photos"]]
    assert len(kept) == sent
    for message in kept:
        for path in (*message["photos"], *message["thumbnails"]):
            found = await served.client.get(path, headers={"Accept": "text/html"})
            assert found.content[:3] == b"\xff\xd8\xff" and b"alert" not in found.content
            assert found.headers["content-type"] == "image/jpeg"
            assert found.headers["x-content-type-options"] == "nosniff"


async def test_what_is_no_photo_or_too_much_of_one_is_refused_with_a_clear_word(served: Served) -> None:
    for what, (content, _) in REFUSED.items():
        answer = await served.client.post("/trial/say", data=said(""), files={"photo": ("x.jpg", content or b" ")})
        assert answer.status_code == 400, what
        assert re.search("[一-鿿]", answer.json()["error"]), what


# --- where people speak -----------------------------------------------------------------------------------


async def test_on_the_trial_page_nothing_that_is_said_runs(served: Served) -> None:
    async with launched() as browser:
        opened = await browser.new_page(locale="zh-CN")
        with nothing_runs(opened):
            await opened.goto(served.address)
            for attack in ATTACKS:
                await served.client.post("/trial/say", data=said(attack[:9_000]))
                await served.client.post("/trial/say", data=said(f"3号楼{attack[:200]}路灯不亮"))
            photo = {"photo": (ATTACKS[0], ATTACKING["a page behind a photo"])}
            await served.client.post("/trial/say", data=said(ATTACKS[1]), files=photo)
            await opened.locator("img[src^='/trial/media/']").first.wait_for()
            assert not await stands(opened)
            await opened.reload()
            await opened.locator("img[src^='/trial/media/']").first.wait_for()
            assert not await stands(opened)
            assert await opened.get_by_text("<x-canary>").count() > len(ATTACKS)  # as words


def _elements(drawn: str) -> set[str]:
    return {element.tag for element in fromstring(drawn).iter()}


def test_the_digest_s_picture_draws_hostile_words_as_words() -> None:
    usual = _elements(drawing.svg(WEEK))
    for attack in ATTACKS:
        made = drawing.svg(replace(WEEK, title=attack, thanks=attack, remark=attack, bars=(Bar(attack, 3),)))
        assert _elements(made) <= usual, attack
