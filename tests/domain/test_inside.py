"""Where in a building, once the building is known."""

import pytest

from domain.talk.drafts import inside
from domain.understanding.result import Place

HERE = Place("3号楼", "b3", "g1")


@pytest.mark.parametrize(
    "words", ["2单元", "二单元门口", "楼道", "5层", "6楼", "电梯里", "unit 2", "2nd floor", "the stairwell"]
)
def test_a_part_of_the_building_keeps_the_building(words: str) -> None:
    found = inside(HERE, Place(words))
    assert found is not None
    assert (found.building, found.grid) == ("b3", "g1")
    assert found.words.startswith("3号楼") and found.words.endswith(words)


def test_said_twice_it_stands_once() -> None:
    once = inside(HERE, Place("2单元"))
    assert inside(once, Place("2单元")) == once


@pytest.mark.parametrize(
    "said", [Place("5号楼", "b5", "g2"), Place("13号楼"), Place("6楼栋"), Place("北门"), Place("东花园路34号")]
)
def test_another_place_is_another_place(said: Place) -> None:
    assert inside(HERE, said) == said


def test_without_a_building_nothing_is_put_together() -> None:
    assert inside(None, Place("2单元")) == Place("2单元")
    assert inside(Place("东门"), Place("2单元")) == Place("2单元")
    assert inside(HERE, None) == HERE
    assert inside(None, None) is None
