"""Which words belong to a known incident, and when five reports are one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.incidents import belonging as incidents
from domain.incidents import gathering
from domain.incidents.announcing import Notice, begun, may_announce, named_area, read
from domain.incidents.known import Known
from domain.report import Report
from domain.understanding.result import Place
from domain.where import areas
from tests.domain.cases import CHEN, HOME, KINDS, LI, NOW, ZHOU, context, report

B3, B6 = Place("3号楼", "b3", "g1"), Place("6号楼", "b6", "g2")
NOWHERE = Place("喷泉旁边")


def known(area: tuple[str, ...] = (), hours: int = 0, category: str = "water_supply", id_: int = 7) -> Report:
    """An incident that begins so many hours from now."""
    return report(id=id_, category=category, known=Known(area, NOW + timedelta(hours=hours)), reporter=None)


@pytest.mark.parametrize(
    ("area", "place", "grid", "inside"),
    [
        ((), None, None, True),
        ((), NOWHERE, None, True),
        (("b3",), B3, None, True),
        (("b3",), B6, "g1", False),
        (("b3",), None, "g1", False),
        (("@g1",), B3, None, True),
        (("@g1",), B6, "g1", False),
        (("@g1",), None, "g1", True),
        (("@g1",), None, None, False),
        (("@g1",), NOWHERE, None, False),
    ],
)
def test_an_area_covers(area: tuple[str, ...], place: Place | None, grid: str | None, inside: bool) -> None:
    assert Known(area, NOW).covers(place, grid) is inside


def test_only_the_same_kind_and_only_once_it_has_begun() -> None:
    ctx = context()
    assert incidents.matching(ctx, [known()], "water_supply", B3, None)
    assert not incidents.matching(ctx, [known()], "electricity", B3, None)
    assert not incidents.matching(ctx, [known(hours=1)], "water_supply", B3, None)


def test_a_question_may_be_about_one_to_come_but_not_about_another_place() -> None:
    ctx, far, near = context(), known(("b6",), id_=8), known(("b3",), hours=1)
    assert incidents.answering(ctx, [far, near], "water_supply", B3, None) == near
    assert incidents.answering(ctx, [far], "water_supply", B3, None) is None
    assert incidents.answering(ctx, [far], "water_supply", None, "g1") == far
    assert incidents.answering(ctx, [], "water_supply", None, None) is None


def _five(*places: Place) -> tuple[list[Report], dict[int, frozenset[int]]]:
    made = [
        report(id=n, number=n, reporter=n, place=place, category="electricity")
        for n, place in enumerate(places, start=1)
    ]
    return made, {each.id: frozenset({each.reporter or 0}) for each in made}


@pytest.mark.parametrize(
    ("places", "area"),
    [
        ((B3,) * 5, ("b3",)),
        ((B3,) * 4 + (replace(B3, building="b4"),), ("@g1",)),
        ((B3,) * 4 + (B6,), ()),
        ((B3,) * 4 + (NOWHERE,), ()),
        ((B3,) * 4, None),
    ],
)
def test_five_people_make_one_in_the_smallest_area(places: tuple[Place, ...], area: tuple[str, ...] | None) -> None:
    common = gathering.common_area(*_five(*places), HOME)
    assert (common and common[0]) == area


def test_five_lamps_in_five_buildings_are_five_lamps() -> None:
    made, said = _five(*(replace(B3, building=f"b{n}") for n in range(1, 6)))
    assert gathering.common_area([replace(each, category="light") for each in made], said, HOME) is None


def test_one_person_five_times_makes_none() -> None:
    made, said = _five(*(B3,) * 5)
    assert gathering.common_area(made, dict.fromkeys(said, frozenset({LI.id})), HOME) is None


def test_what_five_joined_already_is_one_report_and_stays_it() -> None:
    made, said = _five(B3)
    assert gathering.common_area(made, {1: frozenset(range(5))}, HOME) is None
    made, said = _five(B3, B3)
    assert gathering.common_area(made, {**said, 1: frozenset(range(4, 8))}, HOME) is not None


def test_private_and_vague_kinds_are_never_gathered() -> None:
    common = {code for code, kind in KINDS.by_code.items() if gathering.is_common(kind)}
    assert {"water_supply", "electricity", "elevator"} <= common
    assert not common & {"other", "suggestion", "security", "noise", "pets"}


# --- what staff say of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("3号楼、5号楼", ("b3", "b5")),
        ("3、5、7号楼", ("b3", "b5", "b7")),
        ("3到5号楼", ("b3", "b4", "b5")),
        ("第一网格", ("@g1",)),
        ("第二网格和3号楼", ("@g2", "b3")),
        ("全小区", ()),
        ("buildings 3, 4 and 5", ("b3", "b4", "b5")),
        ("everywhere", ()),
        ("99号楼", None),
        ("不知道", None),
    ],
)
def test_the_area_that_words_name(words: str, area: tuple[str, ...] | None) -> None:
    assert named_area(words, HOME) == area


def test_one_sentence_says_it_all() -> None:
    notice = begun(context(), "停水 3号楼，自来水公司换阀门，到下午2点")
    assert (notice.category, notice.area, notice.words) == ("water_supply", ("b3",), "自来水公司换阀门")
    assert notice.until and notice.until > NOW
    assert read(notice.text) == notice


def test_a_word_alone_says_only_what() -> None:
    assert begun(context(), "停电通知") == Notice(category="electricity")


def test_staff_announce_only_where_they_work() -> None:
    assert may_announce(ZHOU, (), HOME)
    assert may_announce(CHEN, ("b3",), HOME)
    assert not may_announce(CHEN, (), HOME)
    assert not may_announce(CHEN, ("b3", "b6"), HOME)
    assert not may_announce(LI, ("b3",), HOME)


def test_buildings_that_are_gone_from_the_file_touch_no_grid() -> None:
    assert areas.grids(("gone", "b3"), HOME) == {"g1"}
    assert areas.names(("gone",), HOME, "en") == (HOME.names["en"],)
