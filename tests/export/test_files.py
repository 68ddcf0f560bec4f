"""What an export holds: the right rows and columns, real dates, nobody's name, and no formula anywhere."""

import csv
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.export import cells, columns
from bot.export.books import Csv, Xlsx
from bot.export.job import Exists
from bot.export.work import carry_out
from domain.categories import Visibility
from domain.report import MOVES, Status
from domain.talk.sources import Source
from domain.understanding.result import Place
from storage import exported
from storage.db import looking_once
from storage.exported import Wanted
from tests.export.made import HOUR, database, job, resolved
from tests.export.sheets import read
from tests.storage.examples import NOW

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x.example","灯")',
    " =1",
    "＝1+1",
    "\r=1",
    "\n+1",
]


def civil(day: int, hour: int, minute: int) -> datetime:
    """A time as the cells hold it."""
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a .csv, by heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _desk(folder: Path) -> Path:
    (folder / "desk").mkdir()
    return folder / "desk"


def sheet(path: Path, name: str = "上报") -> list[dict[object, object]]:
    """The rows of a sheet, by heading."""
    head, *rows = read(path)[name].rows
    return [dict(zip(head, [*row, *[None] * (len(head) - len(row))], strict=True)) for row in rows]


async def test_a_row_says_what_became_of_a_report(tmp_path: Path) -> None:
    made = carry_out(job(await database(tmp_path, resolved(1001))))
    (row,) = sheet(made.files[0])
    assert row == {
        "编号": 1001, "上报时间": civil(22, 9, 30), "社区": "银杏里社区", "网格": "第一网格",
        "地点": "3号楼2单元501", "类别": "灯", "缓急": "一般", "来源": "居民自报", "状态": "办好了",
        "首次回话": civil(22, 10, 30), "回话期限": civil(23, 9, 30), "按时回话": "是",
        "办好时间": civil(22, 11, 30), "办结期限": civil(25, 9, 30), "按时办结": "是",
        "办不了的原因": None, "第几轮": 1, "也遇到的人": 0, "暂停小时": 0, "承办人": "水电师傅", "代报人": None,
        "原话": "3号楼2单元楼道灯不亮", "办理结果": "换了新灯",
    }  # fmt: skip
    assert [tuple(each.values()) for each in sheet(made.files[0], "经过")] == [
        (1001, civil(22, 9, 30), "上报", "办好了", "上报人", None),
        (1001, civil(22, 10, 30), "接单", "办好了", "水电师傅", None),
        (1001, civil(22, 11, 30), "办结", "办好了", "水电师傅", "换了新灯"),
    ]


async def test_a_sheet_is_frozen_and_can_be_filtered(tmp_path: Path) -> None:
    made = carry_out(job(await database(tmp_path, resolved(1001), resolved(1002))))
    book = read(made.files[0])
    assert list(book) == ["上报", "经过", "数据", "指纹链"]
    assert [(each.frozen, each.filtered) for each in book.values()] == [
        ((1, 0), "A1:W3"),
        ((1, 0), "A1:F7"),
        ((1, 0), "A1:N2"),
        ((1, 0), "A1:K7"),
    ]
    assert all(width > 5 for each in book.values() for width in each.widths)


async def test_a_month_without_reports_is_a_file_with_headings(tmp_path: Path) -> None:
    made = carry_out(job(await database(tmp_path), format="csv"))
    assert made.reports == 0
    assert [path.name for path in made.files] == [
        f"huiyin-ginkgo{each}.csv" for each in ("", "-events", "-figures", "-chain")
    ]
    assert (tmp_path / "huiyin-ginkgo.csv").read_bytes().startswith(b"\xef\xbb\xbf\xe7\xbc\x96\xe5\x8f\xb7,")
    assert read(carry_out(job(tmp_path / "huiyin.db")).files[0])["上报"].filtered == "A1:W1"


async def test_csv_says_the_same_as_the_sheet(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001), resolved(1002, text='他说"好"，\n换了'))
    carry_out(job(path, format="csv"))
    (spread,) = carry_out(job(path)).files
    for name, file in (("上报", "huiyin-ginkgo.csv"), ("经过", "huiyin-ginkgo-events.csv")):
        rows = table(tmp_path / file)
        shown = sheet(spread, name)
        assert [list(row) for row in rows] == [list(row) for row in shown]
        for row, cells_ in zip(rows, shown, strict=True):
            assert [_like(row[str(key)], value) for key, value in cells_.items()] == list(cells_.values())
    raw = (tmp_path / "huiyin-ginkgo.csv").read_bytes()
    assert raw.count(b"\r\n") == 3 and b'"' in raw


def _like(words: str, cell: object) -> object:
    """What a .csv says, in the type of the same cell of a sheet."""
    match cell:
        case None:
            return words or None
        case datetime():
            return datetime.strptime(words, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
        case float():
            return float(words)
    return words


@pytest.mark.parametrize("words", FORMULAS)
async def test_no_words_become_a_formula(tmp_path: Path, words: str) -> None:
    path = await database(tmp_path, resolved(1001, text=words, note=words, place=Place(words, None, None)))
    (spread,) = carry_out(job(path)).files
    book = read(spread)
    assert [(each.formulas, each.links) for each in book.values()] == [(0, 0)] * 4
    (row,) = sheet(spread)
    clean = words.replace("\r", "\n")
    assert (row["原话"], row["办理结果"], row["地点"]) == (clean, clean, clean)
    carry_out(job(path, format="csv"))
    (line,) = table(tmp_path / "huiyin-ginkgo.csv")
    assert (line["原话"], line["办理结果"], line["地点"]) == ("'" + clean,) * 3


@settings(deadline=None)  # it writes files
@given(st.text(st.characters(), max_size=60))
def test_any_words_come_back_from_both_formats(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder, desk = tmp_path_factory.mktemp("words"), tmp_path_factory.mktemp("desk")
    wanted = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", re.sub("\r\n?", "\n", words))
    spread = Xlsx(desk, folder / "a.xlsx")
    spread.sheet("a", ["heading"], [10])
    spread.row([words])
    (path,) = spread.close()
    assert [row[0] for row in read(path)["a"].rows[1:] if row] == ([wanted] if wanted else [])
    plain = Csv(desk, {"a": folder / "a.csv"})
    plain.sheet("a", ["heading", "last"], [10, 10])
    plain.row([words, "."])
    (path,) = plain.close()
    ((cell, _),) = [tuple(row.values()) for row in table(path)]
    assert cell in (wanted, f"'{wanted}")
    assert not cell.strip().startswith(("=", "+", "-", "@")) and not cell.startswith(("\t", "\n"))


def test_words_longer_than_a_cell_are_cut_between_characters() -> None:
    cut = cells.text("😀" * 20_000)
    assert cut == "😀" * 16_383 + "…"
    assert cells.text("灯" * 32_767) == "灯" * 32_767


def test_what_does_not_fit_into_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.export.books.ROWS", 2)
    book = Xlsx(_desk(tmp_path), tmp_path / "a.xlsx")
    book.sheet("经过", ["编号"], [8])
    for number in range(5):
        book.row([number])
    (path,) = book.close()
    assert {name: [row[0] for row in each.rows] for name, each in read(path).items()} == {
        "经过": ["编号", 0, 1], "经过 2": ["编号", 2, 3], "经过 3": ["编号", 4]
    }  # fmt: skip


async def test_the_street_sees_codes_and_public_places_alone(tmp_path: Path) -> None:
    path = await database(
        tmp_path,
        resolved(1001, text="我是501的老张"),
        resolved(1002, category="parking", place=Place("3号楼2单元601", "b3", "g1"), visibility=Visibility.FIGURES),
    )
    (spread,) = carry_out(job(path, words=False)).files
    rows = sheet(spread)
    assert [row["地点"] for row in rows] == ["3号楼2单元", None]
    assert not {"原话", "办理结果"} & set(rows[0])
    # Among digests any three digits may stand by chance.
    everything = repr({name: each for name, each in read(spread).items() if name != "指纹链"})
    for hidden in ("501", "601", "老张", "换了新灯", "李阿姨", "周师傅"):
        assert hidden not in everything


async def test_nobody_sees_a_phone_number(tmp_path: Path) -> None:
    path = await database(
        tmp_path, resolved(1001, text="灯坏了，打我电话13912345678", note="电话 139-1234-5678 打过了")
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO contact VALUES (1, '周女士', '13912345678', '晚上', 1, 0)")
        connection.commit()
    (spread,) = carry_out(job(path)).files
    # Among digests any three digits may stand by chance.
    everything = repr({name: each for name, each in read(spread).items() if name != "指纹链"})
    for hidden in ("12345678", "1234-5678", "周女士", "李阿姨", "周师傅", "☎"):
        assert hidden not in everything
    assert "（电话已留）" in everything


async def test_a_hotline_list_has_its_own_order_and_keeps_two_columns_empty(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001), resolved(1002, source=Source.PHONE, reporter=None))
    for words in (True, False):
        (spread,) = carry_out(job(path, layout="12345", words=words, stem=f"list-{words}")).files
        rows = sheet(spread)
        assert " ".join(str(each) for each in rows[0]) == (
            "序号 编号 上报时间 来源 诉求人 联系电话 类别 缓急 地点 原话 承办单位 "
            "网格 承办人 首次回话 办结期限 办好时间 状态 办理结果 办不了的原因 按时办结 类别代码 国标代码（供参考）"
        )
        assert [(row["序号"], row["编号"], row["来源"], row["诉求人"], row["联系电话"]) for row in rows] == [
            (1, 1001, "居民自报", None, None),
            (2, 1002, "来电", None, None),
        ]
        assert (rows[0]["类别代码"], rows[0]["国标代码（供参考）"]) == ("light", "E01037, P01037")
        assert [row["原话"] for row in rows] == (["3号楼2单元楼道灯不亮"] * 2 if words else [None, None])


async def test_the_period_is_whole_days_of_the_community(tmp_path: Path) -> None:
    first = datetime(2026, 10, 31, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    last = datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
    second = timedelta(seconds=1)
    path = await database(
        tmp_path,
        resolved(1001, first - second),
        resolved(1002, first),
        resolved(1003, last),
        resolved(1004, last + second),
    )
    made = carry_out(job(path))
    assert [row["编号"] for row in sheet(made.files[0])] == [1002, 1003]
    assert (made.reports, made.events) == (2, 6)


async def test_some_grids_alone_and_what_lies_in_none(tmp_path: Path) -> None:
    path = await database(
        tmp_path, resolved(1001), resolved(1002, place=Place("8号楼", "b8", "g2")), resolved(1003, place=Place("那边"))
    )
    made = carry_out(job(path, grids=("g1",)))
    assert [row["编号"] for row in sheet(made.files[0])] == [1001, 1003]
    assert {row["编号"] for row in sheet(made.files[0], "经过")} == {1001, 1003}


async def test_promises_are_kept_broken_or_still_open(tmp_path: Path) -> None:
    late = resolved(1002, respond_by=NOW + timedelta(minutes=30), resolve_by=NOW + HOUR)
    waiting = resolved(1003, status=Status.OPEN, resolved_at=None, assignee=None)
    path = await database(
        tmp_path,
        resolved(1001),
        late,
        waiting,
        replace(waiting, id=4, number=1004, respond_by=NOW + timedelta(days=90), resolve_by=NOW + timedelta(days=90)),
        replace(waiting, id=5, number=1005, status=Status.WITHDRAWN),
        resolved(1006, source=Source.FIXED, reporter=None),
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM report_event WHERE report = 5 AND kind <> 'reported'")
        connection.commit()
    rows = sheet(carry_out(job(path)).files[0])
    assert [(row["按时回话"], row["按时办结"]) for row in rows] == [
        ("是", "是"), ("否", "否"), ("否", "否"), (None, None), (None, None), (None, None)
    ]  # fmt: skip


async def test_an_answer_that_was_taken_back_is_none(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    with closing(sqlite3.connect(path)) as connection:
        at = connection.execute("SELECT at FROM report_event WHERE kind = 'acknowledge'").fetchone()[0]
        insert = (
            "INSERT INTO report_event (report, at, actor, kind, status, detail, text) VALUES (1, ?, 2, ?, '', '', '')"
        )
        connection.execute(insert, (at + 30_000, "undo"))
        connection.execute(insert, (at + 7_200_000, "acknowledge"))
        connection.execute("DELETE FROM report_event WHERE kind = 'resolve'")
        connection.commit()
    (row,) = sheet(carry_out(job(path)).files[0])
    assert row["首次回话"] == civil(22, 12, 30)


async def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    (tmp_path / "huiyin-ginkgo-events.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(Exists):
        carry_out(job(path, format="csv"))
    assert (tmp_path / "huiyin-ginkgo-events.csv").read_text(encoding="utf-8") == "mine"
    assert sorted(each.name for each in tmp_path.iterdir() if "ginkgo" in each.name) == ["huiyin-ginkgo-events.csv"]
    (spread,) = carry_out(job(path)).files
    assert spread.stat().st_mode & 0o777 == 0o600


async def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = await database(tmp_path, resolved(1001))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE supporter")
    for format_ in ("xlsx", "csv"):
        with pytest.raises(sqlite3.Error):
            carry_out(job(path, format=format_))
    assert {each.name.split("-")[0] for each in tmp_path.iterdir()} == {"huiyin.db"}


async def test_english_headings_and_words(tmp_path: Path) -> None:
    made = carry_out(job(await database(tmp_path, resolved(1001)), lang="en"))
    (row,) = sheet(made.files[0], "Reports")
    assert (row["Category"], row["Status"], row["Answered in time"], row["Handled by"]) == (
        "light", "fixed", "yes", "the electrician"
    )  # fmt: skip
    assert sheet(made.files[0], "History")[0]["Who"] == "reporter"


def test_every_move_and_every_column_has_words() -> None:
    from config import categories, wording
    from tests.export.made import CONFIG

    words = wording.load(categories.load(CONFIG.categories))
    moves = {f"export-event-{move}" for each in MOVES.values() for move in each}
    names = {
        f"export-{name.replace('_', '-')}"
        for name in (*columns.OWN, *columns.HOTLINE, *columns.EVENTS, *columns.FIGURES)
    }
    names |= {f"export-source-{source}" for source in Source}
    for lang in wording.LANGUAGES:
        assert [key for key in moves | names if not words.has(lang, key)] == []


async def test_it_is_read_by_its_indexes_and_never_sorted(tmp_path: Path) -> None:
    path = await database(tmp_path, resolved(1001))
    with looking_once(path) as tx:
        connection = tx._connection
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        wanted = Wanted("ginkgo", NOW, NOW + HOUR)
        list(exported.reports(tx, wanted))
        list(exported.events(tx, wanted))
        connection.set_trace_callback(None)
        plans = [
            row[3]
            for sql in statements
            if "SELECT" in sql and "FROM report" in sql
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
        assert plans
        assert [step for step in plans if "TEMP B-TREE" in step or step.startswith("SCAN report")] == []
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM report")
