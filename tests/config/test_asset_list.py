"""Lists of things as spreadsheets in China write them: every mistake has its line, and nothing else comes out."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.check.files import told, words
from config import asset_list, community
from config.asset_list import Ground
from config.errors import ConfigError

HOME = community.load(community.SAMPLE)
GROUND = Ground(HOME.grids, HOME.buildings)
FILE = Path("lamps.csv")
SAY = words("zh-CN")
ROWS = "编号,名称,楼,网格,英文\nD-0501,灯杆,3号楼,,\nD-0502,路灯,,第二网格,light\n\nC-7,充电桩,北门,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_of_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lamps.csv"
    path.write_bytes(ROWS.replace("\n", "\r\n").encode(encoding))
    found = asset_list.read(path, GROUND)
    assert [(each.code, each.building, each.grid, each.names["en"]) for each in found.values()] == [
        ("D-0501", "b3", "g1", "lamp post"),
        ("D-0502", None, "g2", "light"),
        ("C-7", "north_gate", HOME.buildings["north_gate"].grid, "charger"),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
@pytest.mark.parametrize(
    "building", ["3号楼", "3栋", "3幢", "3#", "第3栋", "三号楼", "3", "b3", "Building 3", "３号楼", "邮局楼"]
)
def test_buildings_are_found_as_they_are_called(mark: str, building: str) -> None:
    rows = f"code{mark}name{mark}building\nD-1{mark}灯杆{mark}{building}\n"
    found = asset_list.understood(FILE, rows, GROUND)["D-1"]
    assert found.building == ("b1" if building == "邮局楼" else "b3")


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("编号,楼\nD-1,3号楼", 1, "no column is called"),
        ("编号,code,名称\nD-1,D-1,灯", 1, "two columns say the same"),
        ("编号,名称,楼\nD-1,灯,3号楼\nD-2,灯,99号楼", 3, "there is no building"),
        ("编号,名称,楼\nD1,灯,3号楼\n\nd-1,灯,3号楼", 4, "is taken by line 2"),
        ("编号,名称,楼\nB-3,灯,3号楼", 2, "is taken by the building b3"),
        ("编号,名称,楼\n灯,灯,3号楼", 2, "is no code"),
        ("编号,名称,楼\n1.2E+05,灯,3号楼", 2, "is no code"),
        ("编号,名称,楼\n../1,灯,3号楼", 2, "is no code"),
        ("编号,名称,楼\nD-1,,3号楼", 2, "has no name"),
        ("编号,名称,楼\nD-1,灯,", 2, "neither a building nor a grid"),
        ("编号,名称,网格\nD-1,灯,第九网格", 2, "there is no grid"),
        ("编号,名称,楼,纬度,经度\nD-1,灯,3号楼,x,116", 2, "no latitude"),
        ("编号,名称,楼,纬度,经度\nD-1,灯,3号楼,nan,116", 2, "no latitude"),
        (f"编号,名称,楼\nD-1,{'灯' * 41},3号楼", 2, "longer than 40"),
        ('编号,名称,楼\nD-1,"灯"x,3号楼', 2, "cannot be taken apart"),
        ('编号,名称,楼\nD-1,"灯\n杆",3号楼\nD-2,灯,99号楼', 4, "there is no building"),
    ],
)
def test_a_mistake_is_said_with_its_line(rows: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as raised:
        asset_list.understood(FILE, rows, GROUND)
    assert raised.value.key == f"line {line}"
    in_chinese = told(raised.value, SAY)
    assert in_chinese.startswith(f"lamps.csv: 第{line}行") and raised.value.problem not in in_chinese


def test_what_is_no_text_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        asset_list.read(tmp_path / "none.csv", GROUND)
    for content in (b"PK\x03\x04\x00\x00\xff\xff", b"\xff\xfe\x00", b"", b"\n\n", b"a" * (asset_list.BYTES + 1)):
        path = tmp_path / "lamps.csv"
        path.write_bytes(content)
        with pytest.raises(ConfigError):
            asset_list.read(path, GROUND)


@settings(max_examples=300, deadline=None)  # the first mistake loads what is said of it
@given(st.one_of(st.text(max_size=300), st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6)))
def test_whatever_it_says_things_of_this_community_come_out_or_one_explained_mistake(
    rows: str | list[list[str]],
) -> None:
    if not isinstance(rows, str):
        out = io.StringIO()
        csv.writer(out).writerows([["编号", "名称", "楼", "网格", "纬度", "经度"], *rows])
        rows = out.getvalue()
    try:
        found = asset_list.understood(FILE, rows, GROUND)
    except ConfigError as error:
        assert "lamps.csv" in told(error, SAY)
        return
    assert found and all(each.grid in HOME.grids for each in found.values())


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_they_are_text_or_an_explained_mistake(content: bytes) -> None:
    try:
        assert "\0" not in asset_list.text(FILE, content)
    except ConfigError as error:
        assert error.key.startswith("line ")


def test_a_community_file_names_the_list_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "community.toml"
    sample = community.SAMPLE.read_text(encoding="utf-8")
    file.write_text(sample.replace('code = "ginkgo"', 'code = "ginkgo"\nassets_csv = "lamps.csv"', 1), encoding="utf-8")
    (tmp_path / "lamps.csv").write_bytes(ROWS.encode("gb18030"))
    home = community.load(file)
    assert {"D-0231", "D-0501", "D-0502", "C-7"} <= home.assets.keys()
    (tmp_path / "lamps.csv").write_bytes("编号,名称,楼\nD0231,灯,3号楼".encode())
    with pytest.raises(ConfigError, match="taken by D-0231 of the community file"):
        community.load(file)
    (tmp_path / "lamps.csv").unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        community.load(file)
