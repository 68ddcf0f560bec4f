"""Buttons forged by hand: stale, of others, of another community, in the wrong chat, out of range.

Whoever presses here may do all of it where it belongs: the manager of the community, or the reporter.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.buttons import LIMIT
from domain.incidents.known import Known
from domain.people import ChatKind, Role
from domain.report import Pending, Report, Status
from domain.reports import residents
from domain.reports.alerts import REASONS
from domain.reports.paused import UNITS
from domain.talk.drafts import Draft, Stage
from domain.talk.sources import Source
from domain.understanding.result import Place
from handlers import presses
from handlers.reports import report_presses
from handlers.talk import draft_presses
from storage import chats, drafts
from tests.roles import elsewhere
from tests.roles.scene import HOME, OTHER, Scene, Who, forged
from web.intake import SOURCE

ARGS = {
    "until": "7",
    "refer": UNITS[0],
    "take": "today",
    "longer": "3",
    "refuse": REASONS[0],
    "kind": "elevator",
    "phoned": "fixed",
    "source": Source.FIXED,
}
ON_REPORTS = sorted(report_presses.STAFF | set(residents.VERBS) | {"another"})
# These take no argument, and do what they do whatever it is.
ARGUMENTLESS = {"restored", "undo", "unmerge", "grant", "deny", "withdraw", "rcall", "fixed", "notfixed", "appeal"} | {
    "hide",
    "complaint",
}
HOSTILE = ("", "0", "-1", "999999999", "x" * 30, "today'; DROP TABLE report", "../..", "*.*", "灯", "shift.no", "\0")
_MANAGER = Who("the-manager", frozenset(), ((HOME, Role.MANAGER, ()),))
_THEIRS = Who("their-manager", frozenset(), ((OTHER, Role.MANAGER, ()),))


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with elsewhere.scene(tmp_path, elsewhere.WEB) as made:
        yield made


def _states(scene: Scene) -> list[dict[str, Any]]:
    """A report in each situation in which some button works."""
    at = scene.running.clock.at
    return [
        {},
        {"status": Status.ACKNOWLEDGED, "pending": Pending("acknowledge", Status.OPEN, at + timedelta(seconds=60))},
        {"status": Status.RESOLVED, "note": "换了灯", "resolved_at": at},
        {"status": Status.REFUSED, "reason": "not_ours", "appealed": True},
        {"status": Status.REFUSED, "reason": "not_ours"},
        {"known": Known((), at)},
    ]


async def _press_all(scene: Scene, who: Who, report: Report, chat: str, verbs: list[str], **other: Any) -> list[str]:
    """What pressing each of these buttons left behind."""
    scene.before = None
    await scene.send_all(who, [forged(verb, report, ARGS.get(verb, ""), **other) for verb in verbs], chat)
    return [f"in {chat} by {who.name} {other}: {trace}" for trace in await scene.traces(who)]


async def test_staff_decide_nothing_before_the_residents(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    left = []
    for state in _states(scene):
        report = await scene.report(scene.neighbour, **state)
        left += await _press_all(scene, manager, report, "group", sorted(report_presses.STAFF))
    assert not left, "\n".join(left)


async def test_nobody_is_named_or_ended_before_the_residents(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    newcomer, worker = await scene.enter(Who("n", frozenset())), await scene.enter(_who(Role.STAFF))
    duty = await scene.do(chats.find, SOURCE, "duty", scene.running.desk.channels)
    folded = await _draft(scene, "group", Stage.FOLDED)
    assert duty is not None
    await scene.begin()
    await scene.press(manager, "staff", newcomer.id, "electrician", cycle=duty.id, chat="group")
    await scene.press(manager, "who", worker.id, "ended", chat="group")
    await scene.press(manager, "invite", 0, "head", chat="group")
    await scene.press(manager, "cdrop", folded, chat="group")
    await scene.say(manager, "/queue", chat="group")
    await scene.say(manager, "/staff", chat="group")
    await scene.say(manager, "/health", chat="group")
    left = await scene.traces(manager)
    assert not left, "\n".join(left)


async def test_a_button_of_another_cycle_is_stale(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    cycled = sorted((report_presses.STAFF - {"card", "ring"}) | residents.CYCLED)
    left = []
    for state in _states(scene):
        report = await scene.report(scene.neighbour, cycle=3, **state)
        await scene.to_phone(report)
        for cycle in (0, 1, 2, 4, 10**17):
            left += await _press_all(scene, manager, report, manager.private, cycled, cycle=cycle)
            left += await _press_all(scene, scene.neighbour, report, scene.neighbour.private, cycled, cycle=cycle)
    assert not left, "\n".join(left)


async def test_another_communitys_report_is_none_of_ours(scene: Scene) -> None:
    ours, theirs = await scene.enter(_MANAGER), await scene.enter(_THEIRS)
    left = []
    for state in _states(scene):
        report = await scene.report(scene.neighbour, community=OTHER, reporter=None, **state)
        for chat in (ours.private, "duty", "group"):
            left += await _press_all(scene, ours, report, chat, ON_REPORTS)
        for chat in ("duty", "group"):  # not even by whoever may at home: a group speaks for its own community
            left += await _press_all(scene, theirs, report, chat, ON_REPORTS)
    assert not left, "\n".join(left)


async def test_two_reports_of_two_grids_are_merged_by_nobody_of_one(scene: Scene) -> None:
    one_grid = await scene.enter(Who("east", frozenset(), ((HOME, Role.STAFF, ("g4",)),)))
    far = await scene.report(scene.neighbour)
    mine = await scene.report(scene.neighbour, place=Place("15号楼", "b15", "g4"))
    await scene.press(one_grid, "merge", mine, str(far.id))
    await scene.press(one_grid, "merge", far, str(mine.id))
    assert (await scene.again(far), await scene.again(mine)) == (far, mine)


async def test_a_draft_is_its_authors(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    private = await _draft(scene, scene.neighbour.private, Stage.ASKING)
    offered = await _draft(scene, "group", Stage.OFFERED)
    theirs = await _draft(scene, f"group:{OTHER}", Stage.FOLDED, f"unsure:{OTHER}:g1:x:1")
    await scene.begin()
    every = [
        forged(verb, draft, "light") for draft in (private, offered, theirs) for verb in sorted(draft_presses.VERBS)
    ]
    for chat in (manager.private, "group", "duty"):
        await scene.send_all(manager, every, chat)
    left = await scene.traces(manager)
    assert not left, "\n".join(left)


async def test_only_what_is_the_neighbours_is_passed_on_and_only_to_them(scene: Scene) -> None:
    ours = await _draft(scene, "group", Stage.OFFERED)
    theirs = await _draft(scene, scene.neighbour.private, Stage.ASKING, words="柳岸3号楼灯不亮")
    await scene.begin()
    forgeries = [forged("pass", ours, arg) for arg in (OTHER, HOME, *HOSTILE)]
    await scene.send_all(scene.neighbour, forgeries, "group")
    await scene.send_all(scene.neighbour, [forged("pass", theirs, arg) for arg in (HOME, "-", *HOSTILE)])
    left = await scene.traces(scene.neighbour)
    assert not left, "\n".join(left)
    await scene.send(scene.neighbour, forged("pass", theirs, OTHER))
    assert await scene.traces(scene.neighbour)


async def test_arguments_out_of_range_change_no_report(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    kept = [await scene.report(manager, **state) for state in _states(scene)]
    for verb in sorted({*ON_REPORTS, *presses.PLAIN, *draft_presses.VERBS} - ARGUMENTLESS):
        forgeries = [forged(verb, kept[0], arg) for arg in HOSTILE]
        forgeries += [forged(verb, report, "x") for report in kept]
        forgeries += [forged(verb, subject, "x") for subject in (0, 12345, 10**17)]
        for chat in (manager.private, "duty"):
            await scene.send_all(manager, forgeries, chat)
        assert [await scene.again(report) for report in kept] == kept, verb


async def test_what_never_was_a_button(scene: Scene) -> None:
    manager = await scene.enter(_MANAGER)
    report = await scene.report(scene.neighbour)
    await scene.begin()
    for data in (
        "",
        "take",
        f"take:{report.id}",
        f"take:{report.id}:1",
        f"Take:{report.id}:1:today",
        f"take:{report.id}:1:today:today",
        f"take:-{report.id}:1:today",
        f"take: {report.id}:1:today",
        f"take:{report.id}.0:1:today",
        "take:\u0661:1:today",
        "__class__:1:1:",
        "press:1:1:",
        f"take:{report.id}:1:today".ljust(LIMIT + 1),
        ":::",
        "take:" + "9" * 40 + ":1:today",
        "\ud800",
    ):
        await scene.send(manager, data)
    assert (await scene.again(report)).status is Status.OPEN


# --- what they are pressed on ---------------------------------------------------------------------------


def _who(role: Role) -> Who:
    return Who(f"some-{role}", frozenset(), ((HOME, role, ()),))


async def _draft(scene: Scene, chat: str, stage: Stage, fold: str = "", words: str = "灯不亮") -> int:
    found = await scene.do(chats.find, SOURCE, chat, scene.running.desk.channels)
    assert found is not None
    fold = fold or (f"unsure:{HOME}:g1:x:1" if stage is Stage.FOLDED else "")
    id_, at = await scene.do(drafts.fresh), scene.running.clock.at
    place, author = Place("3号楼", "b3", "g1"), scene.neighbour.id
    draft = Draft(id_, found.id, author, stage, at, (("m", words),), ("m",), place=place, grid="g1", fold=fold)
    await scene.do(drafts.put, draft)
    assert found.kind is not ChatKind.UNBOUND
    return id_
