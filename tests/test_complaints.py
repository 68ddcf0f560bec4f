"""Those whom a complaint concerns can neither see nor press it, whatever they forge."""

from pathlib import Path

import pytest

from domain.categories import Visibility
from domain.people import Role
from domain.report import Report, Status
from handlers.reports.report_presses import STAFF
from storage import exported, reports, workload
from storage.db import looking_once
from storage.exported import Wanted
from tests.desk import running_desk
from tests.roles.scene import HOME, WORDS, Scene, Who, cast

BELOW = (Role.STAFF, Role.MANAGER, Role.STREET, Role.OPERATOR, Role.VOLUNTEER, Role.ASSIGNEE)
ARGS = ("", "today", "yes", "public.agreed", "none", "not_ours", "head", "back", "0")
ASKED = ("待办", "/overdue", "/handover", "/mine", "我的网格", "待告知", "周报")


async def complaint(scene: Scene, who: Who, **changes: object) -> Report:
    return await scene.report(who, above="head", visibility=Visibility.PRIVATE, **changes)


@pytest.mark.parametrize("role", BELOW)
async def test_no_forged_button_shows_or_moves_it(role: Role, tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        for each in cast((Role.HEAD,)):
            await scene.enter(each)
        who = await scene.enter(next(each for each in cast((role,)) if role in each.roles))
        for status in (Status.OPEN, Status.ACKNOWLEDGED, Status.CLOSED):
            report = await complaint(scene, who, status=status)
            scene.before = None
            await scene.begin()
            for verb in sorted(STAFF | {"complaint", "hide", "support", "progress", "fixed", "grant", "deny"}):
                for arg in ARGS:
                    await scene.press(who, verb, report, arg)
            assert await scene.again(report) == report
            shown = await scene.shown(who)
            assert WORDS not in shown and "502" not in shown
            assert not await scene.traces(who)
        assert not await running.parked()


@pytest.mark.parametrize("role", BELOW)
async def test_no_list_and_no_word_shows_it(role: Role, tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        for each in cast((Role.HEAD,)):
            await scene.enter(each)
        who = await scene.enter(next(each for each in cast((role,)) if role in each.roles))
        report = await complaint(scene, who)
        scene.before = None
        await scene.begin()
        for words in (*ASKED, str(report.number), f"催{report.number}", f"{report.number}怎么还没来"):
            await scene.say(who, words)
        shown = await scene.shown(who)
        assert WORDS not in shown and f"{report.number} " not in shown.replace(f"编号{report.number}", "")


async def test_it_is_in_no_export_and_in_no_count_of_what_waits(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        await complaint(scene, scene.neighbour)
        lamp = await scene.report(scene.neighbour)
        at = running.clock.at
        found = await scene.do(workload.of, HOME, 1, None, at, at)
        assert found.new.count == 1
        assert [each.id for each in await scene.do(reports.live, HOME)] == [lamp.id]
        with looking_once(running.desk.db.path, running.desk.db.server) as tx:
            wanted = Wanted(HOME, at.replace(year=at.year - 1), at.replace(year=at.year + 1))
            assert [each.number for each in exported.reports(tx, wanted)] == [lamp.number]
            assert exported.counts(tx, wanted)[0] == 1


async def test_whoever_it_names_does_not_decide_it_even_as_the_head(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        one = await scene.enter(Who("one", frozenset(), ((HOME, Role.HEAD, ()),)))
        two = await scene.enter(Who("two", frozenset(), ((HOME, Role.HEAD, ()),)))
        report = await complaint(scene, scene.neighbour, concerned=(one.id,))
        for who, sees in ((one, False), (two, True)):
            scene.before = None
            await scene.say(who, str(report.number))
            assert (WORDS in await scene.shown(who)) is sees


async def test_staff_who_mark_it_see_it_no_more(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        head = await scene.enter(Who("head", frozenset(), ((HOME, Role.HEAD, ()),)))
        worker = await scene.enter(Who("worker", frozenset(), ((HOME, Role.STAFF, ()),)))
        report = await scene.report(scene.neighbour, assignee=worker.id, status=Status.ACKNOWLEDGED)
        await scene.say(worker, str(report.number))
        assert WORDS in await scene.shown(worker)
        await scene.press(worker, "complaint", report)
        marked = await scene.again(report)
        assert (marked.above, marked.assignee, marked.status) == ("head", None, Status.OPEN)
        assert WORDS in await scene.shown(head)
        screen = await scene.do(lambda tx: tx.all("SELECT content FROM slot WHERE chat = ?", (worker.chat,)))
        assert not [content for (content,) in screen if WORDS in content]
