"""A report that another community has: one number, one clock, one history, counted once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.people import Role
from domain.report import Pause, Report, Status
from storage import board, chain, exported, facts, figures, history, reports
from storage.db import Tx
from storage.exported import Wanted
from tests.communities import two
from tests.desk import running_desk
from tests.roles.scene import HOME, OTHER, Scene, Who

MINUTE = timedelta(minutes=1)
STREET = Who("wu", frozenset({Role.STREET}), ((HOME, Role.STREET, ()), (OTHER, Role.STREET, ())))


@asynccontextmanager
async def scene_of(folder: Path) -> AsyncIterator[tuple[Scene, Who]]:
    async with running_desk(folder, homes=two(folder)) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        yield scene, await scene.enter(STREET)
        assert not await running.parked()


async def report_of(scene: Scene, **changes: Any) -> Report:
    report = await scene.report(scene.neighbour, **changes)
    await scene.do(facts.note, report, scene.running.clock.at)
    await scene.do(history.log, report.id, scene.running.clock.at, scene.neighbour.id, "reported", "light", "")
    return report


async def move(scene: Scene, who: Who, report: Report, to: str = OTHER, wait: timedelta = MINUTE) -> Report:
    await scene.press(who, "move", report, to)
    await scene.running.pass_time(wait)
    return await scene.again(report)


async def test_its_number_and_every_promise_stay(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        now = scene.running.clock.at
        old = await report_of(
            scene,
            status=Status.ACKNOWLEDGED,
            assignee=street.id,
            acknowledged_at=now,
            waited=timedelta(hours=5),
            late="respond:1",
            respond_by=now - timedelta(hours=2),
        )
        new = await move(scene, street, old)
        assert (new.community, new.home, new.number) == (OTHER, HOME, old.number)
        assert (new.status, new.assignee, new.place.grid) == (Status.OPEN, None, new.place.grid)
        kept = ("reported_at", "since", "respond_by", "resolve_by", "cycle", "waited", "acknowledged_at", "reporter")
        assert {name: getattr(new, name) for name in kept} == {name: getattr(old, name) for name in kept}
        again = await move(scene, street, new, HOME)
        assert (again.community, again.counted_by) == (HOME, "")
        assert {name: getattr(again, name) for name in kept} == {name: getattr(old, name) for name in kept}


async def test_a_pause_is_over_and_its_hours_are_given_back(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        now = scene.running.clock.at
        parked = Pause("parked", now - timedelta(hours=3), now + timedelta(days=3), "等配件")
        old = await report_of(scene, status=Status.ACKNOWLEDGED, acknowledged_at=now, pause=parked)
        new = await move(scene, street, old)
        assert new.pause is None and new.waited == timedelta(hours=3) + MINUTE
        assert new.resolve_by == old.resolve_by + new.waited


@pytest.mark.parametrize("wait", [timedelta(), timedelta(seconds=59)])
async def test_within_the_minute_nothing_has_happened(tmp_path: Path, wait: timedelta) -> None:
    async with scene_of(tmp_path) as (scene, street):
        old = await report_of(scene)
        going = await move(scene, street, old, wait=wait)
        assert (going.community, going.going) == (HOME, OTHER)
        await scene.press(street, "stay", old)
        await scene.running.pass_time(2 * MINUTE)
        stays = await scene.again(old)
        assert (stays.community, stays.going, stays.status) == (HOME, "", old.status)


async def test_what_ends_or_becomes_a_danger_within_the_minute_does_not_go(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        for change in ({"status": Status.WITHDRAWN}, {"danger": "gas"}):
            report = await report_of(scene)
            going = await move(scene, street, report, wait=timedelta())
            await scene.do(reports.put, replace(going, **change))
            await scene.running.pass_time(MINUTE)
            stays = await scene.again(report)
            assert (stays.community, stays.going) == (HOME, "")


async def test_both_go_on_counting_their_own_numbers(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        moved = await move(scene, street, await report_of(scene))
        there, here = await report_of(scene, community=OTHER), await report_of(scene)
        assert (moved.number, there.number, here.number) == (1001, 1001, 1002)
        assert (await scene.do(reports.by_number, HOME, 1001)) == moved
        assert (await scene.do(reports.by_number, OTHER, 1001)) == there
        assert await scene.do(reports.guest, OTHER, 1001) == moved


async def test_its_history_goes_on_in_the_chain_of_its_number(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        moved = await move(scene, street, await report_of(scene))
        await report_of(scene, community=OTHER)
        await scene.do(history.log, moved.id, scene.running.clock.at, None, "remark", "", "看过了")
        found = {each.community: each for each in await scene.do(chain.verify)}
        assert {each.misfit for each in found.values()} == {None}
        kinds = await scene.do(lambda tx: tx.all("SELECT kind FROM report_event WHERE report = ?", (moved.id,)))
        assert [kind for (kind,) in kinds] == ["reported", "transfer", "transferred", "remark"]
        assert (found[HOME].events, found[OTHER].events) == (4, 1)
        await scene.do(lambda tx: tx.run("UPDATE report_event SET detail = 'x' WHERE kind = 'transferred'"))
        assert next(each for each in await scene.do(chain.verify) if each.misfit).community == HOME


async def test_it_is_counted_once_where_it_was_told(tmp_path: Path) -> None:
    """Moving away what is late betters nobody's figures, and nobody answers for what came too late to them."""
    async with scene_of(tmp_path) as (scene, street):
        at = scene.running.clock.at
        report = await report_of(scene, respond_by=at + MINUTE, resolve_by=at + timedelta(hours=1))
        await move(scene, street, report)
        await scene.running.pass_time(timedelta(hours=2))
        now = scene.running.clock.at
        span = (at - timedelta(days=1), at + timedelta(days=1), now)
        here, there = [await scene.do(figures.of, figures.Wanted(each, *span)) for each in (HOME, OTHER)]
        assert (here.reported, here.answered.of, here.answered.count, here.overdue) == (1, 1, 0, 1)
        assert (there.reported, there.answered.of, there.overdue) == (0, 0, 0)
        assert await scene.do(figures.by_grid, figures.Wanted(HOME, *span)) == {"g1": here}
        assert (await scene.do(board.number_of, HOME, 1001)) and not await scene.do(board.number_of, OTHER, 1001)
        for community, listed in ((HOME, [1001]), (OTHER, [])):
            wanted = Wanted(community, *span[:2])
            assert [
                each.number for each in await scene.do(lambda tx, w=wanted: list(exported.reports(tx, w)))
            ] == listed


async def test_the_results_page_does_not_name_a_house_of_the_wrong_community(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        await move(scene, street, await report_of(scene))

        def place(tx: Tx) -> list[Any]:
            return tx.all("SELECT community, grid, building FROM listing")

        assert await scene.do(place) == [(HOME, None, None)]


async def test_reminders_come_from_those_who_have_it(tmp_path: Path) -> None:
    async with scene_of(tmp_path) as (scene, street):
        moved = await move(scene, street, await report_of(scene))
        assert moved.remind_at is not None
        due = "SELECT 1 FROM due WHERE kind = 'remind' AND subject = ? AND at <= ?"
        at = round(moved.remind_at.timestamp() * 1000)
        assert await scene.do(lambda tx: tx.one(due, (OTHER, at)))
