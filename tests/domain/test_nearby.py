"""The same thing again: place, kind, words and days all count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.categories import Visibility
from domain.incidents.known import Known
from domain.report import Report, Status
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place
from domain.where import nearby
from tests.domain.cases import NOW, WANG, context, report

B5 = Place("5号楼", "b5", "g1")


def draft(text: str, place: Place | None = B5, category: str = "building") -> Draft:
    """What WANG tells."""
    return Draft(3, 12, WANG.id, Stage.ASKING, NOW, (("m", text),), ("m",), category=category, place=place, turn=1)


def old(text: str, category: str = "building", place: Place = B5, **changes: object) -> Report:
    """What stands open."""
    return report(text=text, category=category, place=place, **changes)


@pytest.mark.parametrize(
    ("said", "earlier", "again"),
    [
        ("5号楼单元门关不上了", "单元门关不上，一直开着", True),
        ("5号楼单元门关不上了", "外墙瓷砖掉下来了", False),
        ("5号楼2单元单元门关不上", "3单元的单元门关不上", False),
        ("5号楼4楼墙皮掉了", "2楼墙皮掉了", False),
        ("the front door does not close", "front door broken, does not close", True),
        ("the front door does not close", "crack in the wall", False),
    ],
)
def test_words_count(said: str, earlier: str, again: bool) -> None:
    assert (nearby.nearest(context(), draft(said), [old(earlier)]) is not None) is again


def test_a_building_has_one_lift_whatever_the_words() -> None:
    found = nearby.nearest(context(), draft("又停了", category="elevator"), [old("不动", "elevator")])
    assert found is not None


def test_place_and_kind_count() -> None:
    ctx, words = context(), "单元门关不上"
    assert nearby.likeness(ctx, draft(words), old(words, place=Place("6号楼", "b6", "g2"))) == 0
    assert nearby.likeness(ctx, draft(words), old(words, "facilities")) == 0
    assert nearby.likeness(ctx, draft(words, None), old(words)) == 0


def test_days_count() -> None:
    ctx, words = context(), "单元门关不上"
    found = [
        nearby.likeness(ctx, draft(words), old(words, reported_at=NOW - timedelta(days=n))) for n in (0, 5, 12, 20)
    ]
    assert found == sorted(found, reverse=True)
    assert found[0] >= nearby.ENOUGH > found[2] > found[3] == 0


@pytest.mark.parametrize(
    "other",
    [
        old("单元门关不上", danger="falling"),
        old("单元门关不上", status=Status.RESOLVED),
        old("单元门关不上", known=Known((), NOW)),
        old("单元门关不上", "security", visibility=Visibility.FIGURES),
    ],
)
def test_nobody_hears_of_danger_ends_and_private_kinds_here(other: Report) -> None:
    assert nearby.nearest(context(), draft("单元门关不上", category=other.category), [other]) is None


def test_it_is_offered_only_while_something_is_offered() -> None:
    offered = draft("单元门关不上")
    assert nearby.waits(offered)
    for each in (
        {"asked": "place"},
        {"danger": "gas"},
        {"others": True},
        {"known": 7},
        {"turn": 0},
        {"place": None},
        {"stage": Stage.FOLDED},
    ):
        assert not nearby.waits(replace(offered, **each))
