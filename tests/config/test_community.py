"""The sample community can be read, and a wrong file says what is wrong with it."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from config import community
from config.errors import ConfigError
from domain.community import Building, Point, Quiet
from domain.counting.figures import USUAL, Measure

SAMPLE = Path(community.__file__).parent / "sample" / "community.toml"

SMALL = """
code = "lane"
zh = "小巷"
en = "Lane"
timezone = "Asia/Shanghai"
[phones]
duty = "010-5550-0110"
[grids]
g1 = { zh = "一格", en = "Grid 1" }
[buildings]
b1 = { zh = "1号楼", en = "Building 1", grid = "g1" }
b2 = { zh = "2号楼", en = "Building 2", grid = "g1", aliases = ["邮局楼"], point = [40, 116.5] }
[members]
zhou = { name = "周师傅", role = "staff", trade = "electrician", grids = ["g1"] }
li = { name = "李阿姨", role = "resident" }
[shifts]
day = { days = ["mon", "fri"], since = "8:00", until = "20:00", people = ["zhou"] }
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "community.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sample_is_marked_as_invented() -> None:
    sample = community.load(SAMPLE)
    assert sample.sample
    assert sample.zone.key == "Asia/Shanghai"
    assert all("-5550-" in number for number in sample.phones.values())


def test_every_grid_of_the_sample_has_buildings_and_somebody_on_duty_at_any_hour() -> None:
    sample = community.load(SAMPLE)
    assert {building.grid for building in sample.buildings.values()} == set(sample.grids) == {"g1", "g2", "g3", "g4"}
    for shift in sample.shifts:
        assert shift.days == frozenset(range(7))
        assert any(not sample.members[handle].grids for handle in shift.people)
    day, night = sample.shifts
    assert (day.since, day.until) == (night.until, night.since) == (time(8), time(20))


def test_a_small_file_is_enough(tmp_path: Path) -> None:
    lane = community.load(write(tmp_path, SMALL))
    assert not lane.sample
    assert (lane.shifts[0].grids, lane.shifts[0].trades) == ((), ())
    assert lane.names == {"zh-CN": "小巷", "en": "Lane"}
    assert lane.buildings["b2"] == Building(
        "b2", {"zh-CN": "2号楼", "en": "Building 2"}, "g1", ("邮局楼",), Point(40.0, 116.5)
    )
    assert lane.buildings["b1"].point is None
    assert lane.members["li"].trade == ""
    assert lane.shifts[0].days == {0, 4}
    assert lane.morning == time(8, 10)
    early = SMALL.replace("[shifts]", '[days]\nmorning = "7:05"\n[shifts]')
    assert community.load(write(tmp_path, early)).morning == time(7, 5)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('"Asia/Shanghai"', '"Asia/Shangahi"', 'timezone: "Asia/Shangahi" is not a time zone'),
        ('"Asia/Shanghai"', '"../etc"', "is not a time zone"),
        ('"Asia/Shanghai"', '"Asia"', "is not a time zone"),
        ('code = "lane"', "", 'code: should be a text in quotes, but is missing. Example: code = "ginkgo"'),
        ('code = "lane"', 'code = "小巷"', "codes are small letters"),
        ('zh = "小巷"', 'zh = " "', "zh: should be a text in quotes"),
        ('grid = "g1" }', 'grid = "g9" }', 'buildings.b1.grid: there is no grid "g9"; known are g1'),
        ('grids = ["g1"]', 'grids = ["g9"]', 'members.zhou.grids: there is no grid "g9"'),
        ('"邮局楼"', '"1号楼"', 'buildings.b2.zh: "1号楼" is already the name of b1'),
        ("b2 = {", "b1 = {", "is not TOML"),
        ("[40, 116.5]", "[116.5, 40]", "buildings.b2.point: should be latitude and longitude, not [116.5, 40]"),
        ("[40, 116.5]", '"40,116"', "buildings.b2.point: should be latitude and longitude"),
        ('"8:00"', '"8点"', 'shifts.day.since: "8点" is not a time of day. Example: since = "08:00"'),
        ('"20:00"', '"24:00"', 'shifts.day.until: "24:00" is not a time of day'),
        ('["mon", "fri"]', '["monday"]', 'shifts.day.days: "monday" is not a day'),
        ('people = ["zhou"]', 'grids = ["g9"]', 'shifts.day.grids: there is no grid "g9"; known are g1'),
        ('people = ["zhou"]', 'trades = ["cook"]', 'shifts.day.trades: "cook" is not a trade: '),
        ('people = ["zhou"]', 'people = ["zhou"], trades = ["lift"]', '"zhou" is not of the trades of this shift'),
        ('["zhou"]', '["sun"]', 'shifts.day.people: "sun" is not one of the staff: zhou'),
        ('["zhou"]', '["li"]', 'shifts.day.people: "li" is not one of the staff: zhou'),
        (
            'role = "staff"',
            'role = "boss"',
            "members.zhou.role: should be one of head, manager, operator, resident, staff, street, volunteer",
        ),
        ('trade = "electrician", ', "", "members.zhou.trade: should be a text in quotes, but is missing"),
        ('duty = "010-5550-0110"', 'gas = "010-5550-0130"', "phones.duty: is missing"),
        ('"010-5550-0110"', '"call us"', 'phones.duty: "call us" is not a phone number'),
        ('g1 = { zh = "一格", en = "Grid 1" }', "", "grids: at least one grid is needed"),
        (
            "[shifts]",
            '[days]\nmorning = "8"\n[shifts]',
            'days.morning: "8" is not a time of day. Example: morning = "08:00"',
        ),
        ("[shifts]", "[days]\nmorning = 8.10\n[shifts]", "days.morning: should be a text in quotes, not 8.1"),
        (
            "[shifts]",
            '[days]\nmornings = "08:10"\n[shifts]',
            "days.mornings: nothing is called so here; did you mean morning?",
        ),
        ("[shifts]", "[shift]", "shift: nothing is called so here; did you mean shifts?"),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    assert right in SMALL
    path = write(tmp_path, SMALL.replace(right, wrong, 1))
    with pytest.raises(ConfigError, match=re.escape(says)) as caught:
        community.load(path)
    assert str(caught.value).startswith(str(path))


def test_a_community_without_invented_people_is_given_those_of_the_sample(tmp_path: Path) -> None:
    alone = SMALL[: SMALL.index("[members]")] + '[shifts]\nall_day = { since = "0:00", until = "0:00" }'
    lane = community.load(write(tmp_path, alone))
    assert lane.members == {} and lane.shifts[0].people == ()
    peopled = community.peopled(lane)
    assert [member.name for member in peopled.members.values()][:4] == ["李阿姨", "王先生", "小赵", "周师傅"]
    assert peopled.members["chen"].grids == ("g1",) and peopled.members["ma"].grids == ()
    assert set(peopled.shifts[0].people) == {"zhou", "chen", "sun"}
    own = community.load(write(tmp_path, SMALL))
    assert community.peopled(own) is own


DAYS = """
[days]
calendar = "cn"
closed = ["2026-11-23"]
open = ["2026-10-01"]
quiet = "23:00-06:30"
"""


def test_working_days_and_quiet_hours_are_the_community_s_own(tmp_path: Path) -> None:
    lane = community.load(write(tmp_path, SMALL + DAYS))
    assert not lane.workdays.works(date(2026, 11, 23))
    assert lane.workdays.works(date(2026, 10, 1))
    assert lane.quiet == Quiet(time(23), time(6, 30))
    assert community.load(write(tmp_path, SMALL)).quiet == Quiet(time(22), time(7))
    assert community.load(write(tmp_path, SMALL + '[days]\nquiet = "never"\n')).quiet is None


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('"cn"', '"us"', 'days.calendar: "us" is none of cn, none'),
        ('"2026-11-23"', '"23.11."', 'days.closed: "23.11." is not a date. Example: closed = ["2026-12-31"]'),
        ('"23:00-06:30"', '"23:00"', 'days.until: "?" is not a time of day'),
        ('"23:00-06:30"', '"23:00-23:00"', "days.quiet: begins when it ends"),
    ],
)
def test_a_wrong_day_is_explained(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(says)):
        community.load(write(tmp_path, (SMALL + DAYS).replace(right, wrong)))


def test_a_community_may_weigh_its_figures_otherwise(tmp_path: Path) -> None:
    home = community.load(write(tmp_path, SMALL + "\n[figures]\nso_so = 0.5\npartly = 0.5\nleast = 10\n"))
    assert home.measure == Measure(so_so=0.5, partly=0.5, least=10)
    assert community.load(write(tmp_path, SMALL)).measure == USUAL


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("so_so = 1.1", "figures.so_so: should be a number from 0 to 1, not 1.1. Example: so_so = 0.9"),
        ("partly = true", "figures.partly: should be a number from 0 to 1, not True"),
        ("response = -1", "figures.response: should be a number from 0 to 1000, not -1"),
        ("soso = 1", "figures.soso: nothing is called so here; did you mean so_so?"),
        ("response = 0\nresolution = 0\nsatisfaction = 0", "figures.response: the three weights cannot all be 0"),
    ],
)
def test_a_wrong_weight_is_explained(tmp_path: Path, written: str, says: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(says)):
        community.load(write(tmp_path, f"{SMALL}\n[figures]\n{written}\n"))
