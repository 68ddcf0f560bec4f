"""Every role asks for reports of every kind, and sees as much of them as the table says."""

from pathlib import Path
from typing import Any

import pytest

from domain.categories import Visibility
from domain.people import Role
from domain.public.visibility import SEES, Kind, Sight
from domain.report import Report
from tests.desk import running_desk
from tests.roles.scene import WORDS, Scene, Who, cast

TRIED = tuple(role for role in Role if role is not Role.DESK)
ROOM = "502"


def of(kind: Kind) -> dict[str, Any]:
    """What makes a report one of this kind."""
    above = {Kind.COMPLAINT: "head", Kind.ABOVE_HEAD: "street"}.get(kind, "")
    return {"above": above, "visibility": Visibility.PRIVATE if above else Visibility(kind.value)}


def _seen(shown: str, report: Report) -> Sight:
    """How much stands on a screen, as the reports of this test can be told apart."""
    if WORDS in shown or ROOM in shown:
        return Sight.WHOLE
    return Sight.FACTS if f"{report.number} 灯 · " in shown else Sight.NOTHING


def _expected(kind: Kind, who: Who) -> Sight:
    sight = max(SEES[kind][role] for role in {Role.RESIDENT, *who.roles})
    return sight if sight >= Sight.FACTS else Sight.NOTHING  # what is only counted has no line of its own


@pytest.mark.parametrize("kind", list(Kind))
async def test_whoever_asks_by_number_sees_what_the_table_says(kind: Kind, tmp_path: Path) -> None:
    wrong = []
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        for who in [await scene.enter(each) for each in cast(TRIED)]:
            report = await scene.report(who, **of(kind))
            scene.before = None
            await scene.say(who, str(report.number))
            shown = await scene.shown(who)
            seen, expected = _seen(shown, report), _expected(kind, who)
            if seen is not expected:
                wrong.append(f"{who.name}: saw {seen.name}, the table says {expected.name}: {shown[:200]}")
        assert not await running.parked()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", list(Kind))
async def test_lists_show_what_the_table_says(kind: Kind, tmp_path: Path) -> None:
    wrong = []
    async with running_desk(tmp_path) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        for who in [await scene.enter(each) for each in cast((Role.STAFF, Role.MANAGER, Role.HEAD, Role.STREET))]:
            report = await scene.report(scene.neighbour, **of(kind))
            scene.before = None
            await scene.say(who, "/queue")
            seen = str(report.number) in await scene.shown(who)
            held = {role for community, role, grids in who.grants if community == report.community and not grids}
            expected = any(
                SEES[kind][role] >= Sight.FACTS for role in held & {*who.roles} if role is not Role.VOLUNTEER
            )
            if seen is not expected:
                wrong.append(f"{who.name}: listed {seen}, the table says {expected}")
    assert not wrong, "\n".join(wrong)
