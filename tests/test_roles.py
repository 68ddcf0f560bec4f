"""Who may do what: every action is tried by every role, and works exactly where MAY says so."""

from pathlib import Path

import pytest

from domain.permissions import MAY
from tests.communities import two
from tests.desk import running_desk
from tests.roles.cells import ANYWHERE, TRIED, tried_more
from tests.roles.scene import Scene, cast
from tests.roles.ways import WAYS


def test_every_action_is_tried() -> None:
    assert set(WAYS) == set(MAY)


@pytest.mark.parametrize("action", MAY)
async def test_only_who_may_does(action: str, tmp_path: Path) -> None:
    """Whoever may not leaves nothing but a word of refusal to themselves."""
    wrong = []
    async with running_desk(tmp_path, homes=two(tmp_path)) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(scene.neighbour)
        people = [await scene.enter(who) for who in cast(TRIED)]
        for way in WAYS[action]:
            for who in people:
                scene.before = None
                worked = await way(scene, who)
                allowed = bool(MAY[action] & who.roles) or ANYWHERE.get(action) == who.name
                if worked != allowed:
                    wrong.append(f"{way.__name__} by {who.name}: carried out {worked}, allowed {allowed}")
                elif not allowed and not tried_more(way.__name__, who) and (left := await scene.traces(who)):
                    wrong.append(f"{way.__name__} by {who.name} left {left}")
        assert not await running.parked()
    assert not wrong, "\n".join(wrong)
