"""Every action by every role, and every forged button, on every channel, in private and in groups: a sample.

All of it is ``make fuzz PARTS=roles``; on the web chat and the staff pages tests/test_roles.py and
tests/web/staff/test_rights.py try all of it each time, through the whole program.
"""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.people import ChatKind
from storage.db import Tx
from tests.roles import cells
from tests.roles.cells import Forged, Tried
from tests.roles.elsewhere import PLACES, Still, desk
from tests.roles.ways import WAYS

SEED, EACH = 11, 130


@pytest.fixture(scope="module")
def chosen() -> dict[str, list[cells.Cell]]:
    """The same cells in every run: another seed is another sample."""
    chance = random.Random(SEED)
    return {place.name: chance.sample(cells.cells(place), EACH) for place in PLACES}


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Still]:
    async with desk(tmp_path) as still:
        yield still


async def test_each_cell_is_done_or_refused_in_words(running: Still, chosen: dict[str, list[cells.Cell]]) -> None:
    def play(tx: Tx) -> list[str]:
        return [each for place in PLACES for each in cells.play(tx, running, place, chosen[place.name])]

    wrong = await running.desk.db.write(play)
    assert not wrong, f"{len(wrong)} cells:\n" + "\n".join(each[:600] for each in wrong[:20])


def test_the_sample_touches_every_place_and_most_actions(chosen: dict[str, list[cells.Cell]]) -> None:
    actions = {cell.action for each in chosen.values() for cell in each if isinstance(cell, Tried)}
    forged = {cell.how for each in chosen.values() for cell in each if isinstance(cell, Forged)}
    assert len(actions) > 0.9 * len(WAYS) and len(forged) == 5
    assert {place.kind for place in PLACES} == {ChatKind.PRIVATE, ChatKind.GROUP, ChatKind.DUTY}


async def test_a_cell_that_is_done_by_the_wrong_one_is_named(running: Still) -> None:
    """A way that works for everybody, under the name of one that does not."""
    place = PLACES[0]
    wrong = await running.desk.db.write(
        lambda tx: list(cells.play(tx, running, place, [Tried("see_health", WAYS["report"][0], "resident")]))
    )
    assert wrong == ["Telegram, private: see_health (report) by resident: it was done"]
    again = await running.desk.db.write(lambda tx: tx.one("SELECT count(*) FROM report"))
    assert again is not None and again[0] == 0  # nothing of it stands
