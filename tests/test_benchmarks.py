"""What a measurement may say: a ratio whose rounds lie on both sides of its aim shows nothing.  And a small storm."""

from pathlib import Path

import pytest

from benchmarks.contest import Turn, faster, ratio
from benchmarks.storm.measure import said, storm
from tests import postgres


@pytest.mark.parametrize(
    ("ours", "theirs", "below", "said"),
    [
        ((60, 70, 80), (10, 10, 10), False, "7.00x [6.00..8.00] (aim ≥ 6x: met)"),
        ((10, 20, 30), (10, 10, 10), False, "2.00x [1.00..3.00] (aim ≥ 6x: missed)"),
        ((50, 70, 80), (10, 10, 10), False, "7.00x [5.00..8.00] (aim ≥ 6x: OPEN: the spread crosses it)"),
        ((10, 20, 30), (10, 10, 10), True, "2.00x [1.00..3.00] (aim ≤ 6x: met)"),
        ((60, 70, 80), (10, 10, 10), True, "7.00x [6.00..8.00] (aim ≤ 6x: missed)"),
    ],
)
def test_a_ratio_says_what_its_rounds_show(
    ours: tuple[float, ...], theirs: tuple[float, ...], below: bool, said: str
) -> None:
    assert str(ratio(ours, theirs, 6, below)) == said


def test_rounds_are_compared_one_by_one() -> None:
    taken = {"ours": [Turn(20, 1), Turn(200, 1)], "theirs": [Turn(10, 1), Turn(100, 1)]}
    assert faster(taken, "ours", "theirs", 2).middle == 2  # not the 200 of a quiet moment to the 10 of a busy one


@postgres.SQLITE
async def test_a_small_storm_loses_nothing_and_tells_everybody(tmp_path: Path) -> None:
    people = 150
    result = await storm(people, tmp_path, ending=False, pace=20)
    assert (result.wrong, result.limited) == ([], 0)
    assert len(result.night.alarmed) == len(result.night.trapped)
    assert sum(bool(each.counted) for each in result.night.writers) >= people * 0.06
    assert any(line.startswith("storm, an emergency's alert: median") for line in said(result, people))
