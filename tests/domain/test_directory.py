"""The contact card: what is understood as a question for it, and what stands on it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duty.roster import Shift, next_start
from domain.lines import Joined, Term
from domain.talk import directory
from domain.talk.directory import Duty, Where
from domain.where import places
from tests.domain.cases import HOME, NOW, context

NOBODY = Duty()
B3, B17, G1 = HOME.buildings["b3"], HOME.buildings["b17"], HOME.grids["g1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("电话 3号楼", "b3"), ("电话：3号楼", "b3"), ("找谁 北门", "north_gate"), ("电话 b17", "b17"), 
        ("phone building 3", "b3"),
        ("3号楼找谁", "b3"), ("三栋归谁管？", "b3"), ("3号楼的物业电话", "b3"), ("3号楼网格员是谁?", "b3"),
        ("电话 3号楼2单元", "b3"),
        ("who looks after building 17?", "b17"), ("who do i call about the square", "square"), ("电话 邮局楼", "b1"),
        ("电话", None), ("电话 坏了", None), ("电话 99号楼", None), ("3号楼电话亭坏了", None),
        ("电话 3号楼的灯坏了", None),
        ("电梯坏了找谁", None), ("3号楼灯坏了找谁", None), ("", None),
    ],
)  # fmt: skip
def test_a_question_for_numbers_names_a_place_and_nothing_else(text: str, code: str | None) -> None:
    found = directory.asked(text, HOME)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("b3", "b3"), ("B3", "b3"), ("3号楼", "b3"), (" 三栋。", "b3"), ("3幢", "b3"), ("邮局楼", "b1"),
        ("北大门", "north_gate"),
        ("Building 3", "b3"), ("north gate", "north_gate"), ("3", None), ("99号楼", None), ("3号楼2单元", None),
        ("3号楼灯坏了", None), ("北门口", None), ("", None),
    ],
)  # fmt: skip
def test_a_building_is_named_by_its_code_or_exactly_by_a_name(text: str, code: str | None) -> None:
    found = places.named(text, HOME)
    assert (found.code if found else None) == code


@given(st.text(max_size=60))
def test_anything_may_be_asked(text: str) -> None:
    for found in (directory.asked(text, HOME), places.named(text, HOME), directory.place_in(text, HOME)):
        assert found is None or HOME.buildings[found.code] is found


def keys(where: Where, duty: Duty = NOBODY) -> list[str]:
    """What the lines of a card are."""
    return [line.key for line in directory.card(context(), where, duty, "zh-CN")]


def test_a_building_s_card_names_officer_and_company_before_the_numbers() -> None:
    assert keys(B3)[:3] == ["directory-of", "directory-officer", "phone"]
    said = [line.args.get("number") for line in directory.card(context(), B3, Duty(), "zh-CN")]
    assert said[1:4] == [G1.phone, HOME.companies["anju"].phone, HOME.phones["duty"]]
    assert len(set(said[1:])) == len(said[1:])  # no number twice


def test_a_building_without_a_company_says_so_and_gives_no_company_s_number() -> None:
    assert keys(B17)[:3] == ["directory-of", "directory-officer", "directory-no-company"]
    numbers = {line.args.get("number") for line in directory.card(context(), B17, Duty(), "zh-CN")}
    assert HOME.phones["property"] not in numbers


def test_a_company_s_people_on_duty_are_not_named_where_they_do_not_work() -> None:
    present = ["electrician", "property", "electrician", ""]
    assert directory.trades(present, B3) == ("electrician", "property")
    assert directory.trades(present, B17) == ("electrician",)


def test_it_says_who_is_on_duty_or_when_somebody_is_next() -> None:
    (now,) = [line for line in directory.card(context(), G1, Duty(("lift",)), "zh-CN") if line.key == "directory-now"]
    assert now.args["who"] == Joined((Term("trade", "lift"),))
    assert "directory-later" in keys(None, Duty(next_at=NOW + timedelta(hours=2)))
    assert not {"directory-now", "directory-later"} & set(keys(None))  # a community without a roster


# --- when the next shift begins ------------------------------------------------------------------------

OFFICE = Shift("office", frozenset({0, 1, 2, 3, 4}), time(9), time(17), frozenset({3}))


def test_the_next_shift_begins_on_monday() -> None:
    sunday = datetime(2026, 11, 22, 12, tzinfo=HOME.zone)
    assert next_start([OFFICE], HOME.zone, sunday) == datetime(2026, 11, 23, 9, tzinfo=HOME.zone)


def test_a_shift_that_nobody_has_never_begins() -> None:
    nobody = Shift("night", frozenset(range(7)), time(20), time(8), frozenset())
    assert next_start([nobody], HOME.zone, NOW) is None
    assert next_start([], HOME.zone, NOW) is None


@given(
    st.sampled_from(
        [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia")]
    ),
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_shift_begins_within_a_week_and_an_hour(
    zone: ZoneInfo, at: datetime, days: frozenset[int], since: time
) -> None:
    found = next_start([Shift("s", days, since, since, frozenset({1}))], zone, at)
    assert found is not None and at < found <= at + timedelta(days=7, hours=1)
    assert found.astimezone(zone).weekday() in days
