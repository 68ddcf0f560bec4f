"""Nothing is possible on the pages that a role may not do in the chat, and nothing less.

The very ways in which tests/test_roles.py tries every action by every role, by forms of the staff pages; and what the
pages offer, beside what the chat does.
"""

import html
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.categories import Visibility
from domain.people import ChatKind
from domain.permissions import MAY
from domain.report import Pause, Report, Status
from storage import chats
from storage.chats import PAGES
from tests.communities import two
from tests.desk import running_desk
from tests.roles.cells import ANYWHERE, TRIED, tried_more
from tests.roles.scene import HOME, OTHER, Scene, Who, cast
from tests.roles.ways import WAYS
from tests.web.staff.desk import BUTTON, Browser, let_in
from web.app import application

ADDRESS = "http://127.0.0.1"
ACTIONS = re.compile(r'<div class="actions".*?<div id="talk"', re.DOTALL)
# Not about a report: whoever works in another community does this there.
AT_HOME = {
    "announce",
    "export",
    "export_words",
    "file_for_others",
    "fix_on_round",
    "invite",
    "see_figures",
    "see_health",
}
NUMBERS = re.compile(r'href="/staff/report/(\d+)[^"]*" data-item')


@dataclass(slots=True)
class Pages(Scene):
    """The scene, in which everybody who works somewhere acts on the staff pages."""

    browsers: dict[int, Browser] = field(default_factory=dict)

    async def enter(self, who: Who) -> Who:
        """Their chat is the one beside the pages."""
        who = await Scene.enter(self, who)
        if not who.grants:
            return who
        transport = httpx.ASGITransport(app=application(self.running.site))
        self.browsers[who.id] = await let_in(ADDRESS, self.running.desk.db, who.id, transport)
        community, chat = who.grants[0][0], f"{PAGES}:{who.id}:{who.grants[0][0]}"
        id_ = await self.do(chats.add, PAGES, chat, ChatKind.PRIVATE, community, "zh-CN", person=who.id)
        return replace(who, chat=id_)

    async def send_all(self, who: Who, pressed: Iterable[str], chat: str | None = None) -> None:
        """Press one after the other, on a page; whoever is not let in presses nothing."""
        if chat is not None:
            await Scene.send_all(self, who, pressed, chat)
            return
        if self.before is None:
            await self.begin()
        if browser := self.browsers.get(who.id):
            for each in pressed:
                await browser.press(each)
        await self.running.settled()

    async def say(self, who: Who, text: str, chat: str | None = None, reply_to: str | None = None) -> None:
        """Say something beside a page."""
        if chat is not None:
            await Scene.say(self, who, text, chat, reply_to)
            return
        if self.before is None:
            await self.begin()
        if browser := self.browsers.get(who.id):
            await browser.say(text, reply_to=reply_to or "")
        await self.running.settled()


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Pages]:
    async with running_desk(folder, homes=two(folder)) as running:
        made = Pages(running)
        made.neighbour = await Scene.enter(made, made.neighbour)
        yield made
        assert not await running.parked()


@pytest.mark.parametrize("action", sorted(set(MAY) - {"add", "report", "support"}))
async def test_only_who_may_does(action: str, tmp_path: Path) -> None:
    """Whoever may does it here as well, if they work anywhere; whoever may not leaves no trace."""
    wrong = []
    async with scene(tmp_path) as pages:
        people = [await pages.enter(who) for who in cast(TRIED) if who.grants]  # nobody else gets through the door
        for browser in pages.browsers.values():
            browser.follows = False
        for way in WAYS[action]:
            for who in people:
                if who.name == "in-another-community" and action in AT_HOME:
                    continue
                pages.before = None
                worked = await way(pages, who)
                allowed = bool(MAY[action] & who.roles) or ANYWHERE.get(action) == who.name
                if worked != allowed:
                    wrong.append(f"{way.__name__} by {who.name}: carried out {worked}, allowed {allowed}")
                elif not allowed and not tried_more(way.__name__, who) and (left := await pages.traces(who)):
                    wrong.append(f"{way.__name__} by {who.name} left {left}")
    assert not wrong, "\n".join(wrong)


STATES: dict[str, dict[str, Any]] = {
    "open": {},
    "danger": {"danger": "gas", "category": "gas"},
    "taken": {"status": Status.ACKNOWLEDGED},
    "parked": {"status": Status.ACKNOWLEDGED, "pause": "parked"},
    "suggestion": {"category": "suggestion"},
    "resolved": {"status": Status.RESOLVED},
    "refused": {"status": Status.REFUSED, "reason": "not_ours"},
    "closed": {"status": Status.CLOSED},
    "figures": {"visibility": Visibility.FIGURES},
    "private": {"visibility": Visibility.PRIVATE},
    "complaint": {"visibility": Visibility.PRIVATE, "above": "head"},
    "above-head": {"visibility": Visibility.PRIVATE, "above": "street"},
}


@pytest.mark.parametrize("state", STATES)
async def test_a_page_offers_what_the_chat_offers(state: str, tmp_path: Path) -> None:
    """The buttons under a report, for everybody who can come in: those that the chat shows them, or none."""
    async with scene(tmp_path) as pages:
        changes = dict(STATES[state])
        if changes.get("pause"):
            now = pages.running.clock.at
            changes["pause"] = Pause("parked", now, now + timedelta(days=3), "等配件")
        report = await pages.report(pages.neighbour, **changes)
        offered = 0
        for who in [await pages.enter(each) for each in cast(TRIED)]:
            if browser := pages.browsers.get(who.id):
                looked = await browser.look(f"/staff/report/{report.number}")
                on_page = _actions(browser.page)
                in_chat, answered = await _asked(pages, who, report)
                assert set(on_page) == set(in_chat), who.name
                assert (looked.status_code == 200) == answered, who.name
                offered += bool(on_page)
        assert offered


async def test_whoever_works_elsewhere_sees_their_own_pages_alone(tmp_path: Path) -> None:
    """Whatever community an address names: only those in which they have something to do are theirs."""
    async with scene(tmp_path) as pages:
        here, there = await pages.report(pages.neighbour), await pages.report(pages.neighbour, community=OTHER)
        (who,) = [await pages.enter(each) for each in cast(TRIED) if each.name == "in-another-community"]
        browser = pages.browsers[who.id]
        for asked in ("", f"?community={HOME}", f"?community={OTHER}", "?community=nowhere"):
            await browser.look(f"/staff/queue{asked}")
            assert NUMBERS.findall(browser.page) == [str(there.number)]
            assert (await browser.look(f"/staff/report/{here.number + 7}{asked}")).status_code == 404
        await browser.press(f"take:{here.id}:1:today")
        assert (await pages.again(here)).assignee is None


async def test_the_queue_is_the_list_of_the_chat(tmp_path: Path) -> None:
    """The same reports, whoever asks; some of other grids, private, complaints, of the other community."""
    async with scene(tmp_path) as pages:
        made = [await pages.report(pages.neighbour, **changes) for name, changes in STATES.items() if name != "parked"]
        far = replace(made[0].place, grid="g4", building=None, words="东门")
        await pages.report(pages.neighbour, place=far)
        await pages.report(pages.neighbour, community=OTHER)
        seen = set()
        for who in [await pages.enter(each) for each in cast(TRIED)]:
            if (browser := pages.browsers.get(who.id)) and who.grants[0][0] == HOME:
                response = await browser.look("/staff/queue")
                theirs = set(NUMBERS.findall(browser.page)) if response.status_code == 200 else set()
                pages.before = None
                await pages.say(replace(who), "/queue")
                listed = set(re.findall(r"(?m)^(?:\\n)?(\d{4})\b", (await pages.shown(who)).replace("\\n", "\n")))
                assert theirs == listed, who.name
                seen.add(frozenset(theirs))
        assert len(seen) >= 4  # none, a grid's, all, all with complaints


def _actions(page: str) -> list[str]:
    found = ACTIONS.search(page)
    return [data for data, _ in BUTTON.findall(found[0])] if found else []


async def _asked(pages: Pages, who: Who, report: Report) -> tuple[list[str], bool]:
    """The buttons of the answer when they ask for it by its number in the chat, and whether it is known to them."""
    pages.before = None
    await pages.say(who, str(report.number))
    shown = html.unescape(await pages.shown(who))
    return re.findall(r'"data": ?"([^"]+)"', shown), "没找到编号" not in shown and bool(shown)
