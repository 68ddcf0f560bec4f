"""Whose work a report usually is, and what residents hear where no property company is."""

from dataclasses import replace

import pytest

from domain.context import Context
from domain.reports import alerts, cards
from domain.reports.responsible import COMMUNITY, falls_to_community, lacks_company, responsible
from domain.understanding.result import Place
from tests.domain.cases import CHEN, CREW, HOME, LIU, ZHOU, case, context, private, report

WITH = Place("3号楼", "b3", "g1")
WITHOUT = Place("17号楼2单元", "b17", "g4")
UNKNOWN = Place("那个杆子")


@pytest.mark.parametrize(
    ("category", "place", "trade"),
    [
        ("light", WITH, "electrician"),
        ("light", WITHOUT, "electrician"),  # only what a property company would do falls to the community
        ("road", WITH, "property"),
        ("road", WITHOUT, COMMUNITY),
        ("road", UNKNOWN, "property"),
        ("road", None, "property"),
        ("no such kind", WITH, "grid_officer"),  # counts as "other"
    ],
)
def test_it_is_the_category_s_trade_or_the_community_s_where_no_company_is(
    category: str, place: Place | None, trade: str
) -> None:
    assert responsible(context(), category, place) == trade


def test_in_a_community_without_any_company_nothing_is_a_company_s() -> None:
    home = replace(HOME, companies={}, buildings={code: replace(b, company=None) for code, b in HOME.buildings.items()})
    ctx = Context(context().now, home, context().categories, context().classifier)
    assert responsible(ctx, "road", UNKNOWN) == COMMUNITY
    assert not falls_to_community(ctx, "road", UNKNOWN)  # but nothing is said of a building that nobody knows


def test_a_building_without_a_company_is_known_as_such_and_a_vanished_one_is_not() -> None:
    assert lacks_company(context(), WITHOUT)
    assert not any(lacks_company(context(), place) for place in (WITH, UNKNOWN, None, Place("99号楼", "b99", "g1")))


def test_the_card_and_the_receipt_say_that_the_community_sees_to_it() -> None:
    told = [
        (line.key, place.building)
        for place in (WITH, WITHOUT)
        for lines in (
            alerts.card(case(report(category="road", place=place)), context()),
            cards.receipt(context(), report(category="road", place=place), private(ZHOU)),
        )
        for line in lines
        if line.key == "no-company"
    ]
    assert told == [("no-company", "b17")] * 2


def test_those_whose_trade_it_is_stand_first_among_whom_it_can_be_handed_to() -> None:
    def order(category: str, place: Place) -> list[str]:
        rows = alerts.hand_menu(context(), case(report(category=category, place=place)))
        return [str(row[0].label.args["name"]) for row in rows[:-1]]

    assert CREW.staff == (ZHOU, CHEN, LIU)
    assert order("light", WITH) == [ZHOU.name, CHEN.name, LIU.name]
    assert order("road", WITHOUT) == [CHEN.name, ZHOU.name, LIU.name]
    assert order("services", WITH) == [LIU.name, ZHOU.name, CHEN.name]
