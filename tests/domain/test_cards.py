"""What may be read by anybody, and what stays true whenever it is read."""

from datetime import timedelta

import pytest

from domain.lines import Day, Hour, Term, line
from domain.reports import cards
from domain.understanding.result import Place
from domain.where.places import find
from tests.domain.cases import HOME, NOW, case, context, report


@pytest.mark.parametrize(
    ("said", "building", "unit"),
    [
        ("3号楼2单元502室", "3号楼", "2"),
        ("三号楼二单元", "3号楼", "二"),
        ("3栋501", "3号楼", None),
        ("北门岗亭老王那儿", "北门", None),
    ],
)
def test_the_public_place_is_the_building_and_the_unit(said: str, building: str, unit: str | None) -> None:
    public = cards.public_place(context(), find(said, HOME), "zh-CN")
    assert public == (line("place-unit", building=building, unit=unit) if unit else building)


def test_a_place_nobody_lists_is_not_repeated() -> None:
    assert cards.public_place(context(), Place("老王家后院"), "zh-CN") == Term("place", "somewhere")
    assert cards.public_place(context(), Place("老王家后院", None, "g2"), "zh-CN") == "第二网格"
    assert cards.public_place(context(), Place(""), "en") == Term("place", "unknown")


@pytest.mark.parametrize(
    ("coming", "hours", "key"),
    [
        ("hour", 0, "coming-by"), ("hour", 2, "coming-was-by"), ("today", 3, "coming-on"), ("today", 24, "coming-was"),
        ("tomorrow", 24, "coming-on"), ("tomorrow", 48, "coming-was"), ("parts", 500, "coming-parts"),
        (None, 0, "coming-unsaid"),
    ],
)  # fmt: skip
def test_a_promise_stays_true_on_another_day(coming: str | None, hours: int, key: str) -> None:
    taken = report(coming=coming, promised_at=NOW)
    assert cards.coming(context(NOW + timedelta(hours=hours)), taken).key == key


def test_cards_give_dates_since_they_are_read_on_other_days() -> None:
    for each in cards.card(case(), context(), "zh-CN"):
        for arg in each.args.values():
            assert not isinstance(arg, Hour | Day) or arg.dated


def test_a_sentence_of_somebody_else_keeps_no_full_stop() -> None:
    assert cards.sentence("换了新灯。 ") == "换了新灯"
