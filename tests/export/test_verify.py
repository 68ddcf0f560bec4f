"""``huiyin verify``: a database or an exported file fits, or the first event that does not is named."""

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from bot.export.work import carry_out
from domain.categories import Visibility
from storage import history, reports
from storage.db import Tx, open_database
from tests.export.made import job
from tests.storage.examples import LIGHT, NOW, report


async def lived(folder: Path) -> Path:
    """A database with three reports, one of them a complaint."""
    path = folder / "huiyin.db"

    def live(tx: Tx) -> None:
        hidden = report(1003, above="head", visibility=Visibility.PRIVATE, category="services")
        for each in (LIGHT, report(1002), hidden):
            reports.put(tx, each)
        for id_, kind in (
            (1, "reported"),
            (3, "reported"),
            (2, "reported"),
            (1, "acknowledge"),
            (3, "refuse"),
            (1, "resolve"),
        ):
            history.log(tx, id_, NOW, 2, kind, "dark", "写了什么")

    async with open_database(path) as db:
        await db.write(live)
    return path


async def test_a_database_fits_until_somebody_changes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = await lived(tmp_path)
    assert main(["verify", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("ginkgo: 6 events fit; the head is ")
    head = said.split()[-1]
    assert main(["verify", str(path), "--head", head]) == 0
    assert "was that of event 6" in capsys.readouterr().out
    assert main(["verify", str(path), "--head", "abcdef123456"]) == 1
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE report_event SET text = '别的' WHERE kind = 'acknowledge'")
    connection.close()
    assert main(["verify", str(path)]) == 1
    assert "event 4 (report 1001) does not fit" in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
async def test_an_export_fits_and_a_complaint_in_between_shows_nothing(
    tmp_path: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = await lived(tmp_path)
    files = carry_out(replace(job(path), format=format_)).files
    file = next(each for each in files if format_ == "xlsx" or "chain" in each.name)
    assert main(["verify", str(file)]) == 0
    assert "export: 6 events fit" in capsys.readouterr().out
    if format_ == "csv":
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert [row[4] for row in rows[1:]] == ["1001", "", "1002", "1001", "", "1001"]
        assert not any("services" in cell or "写了什么" in cell for row in rows for cell in row)


@pytest.mark.parametrize(("column", "value"), [(5, "1"), (6, "refuse"), (7, "closed"), (8, "x"), (2, "00" * 32)])
async def test_an_export_that_was_changed_does_not(
    tmp_path: Path, column: int, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = await lived(tmp_path)
    file = next(each for each in carry_out(replace(job(path), format="csv")).files if "chain" in each.name)
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    rows[4][column] = value
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    assert main(["verify", str(file)]) == 1
    assert "event 4 (report 1001) does not fit" in capsys.readouterr().out


async def test_what_is_no_history_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("nothing.xlsx", b"no zip"), ("other.csv", b"a,b\n"), ("text.db", b"not a database" * 99)):
        (tmp_path / name).write_bytes(content)
        assert main(["verify", str(tmp_path / name)]) == 2
    assert main(["verify", str(tmp_path / "missing.db")]) == 2
    assert capsys.readouterr().err.count("huiyin: ") == 4


async def test_whoever_reads_codes_alone_learns_nothing_of_a_private_report(tmp_path: Path) -> None:
    path = tmp_path / "huiyin.db"

    def live(tx: Tx) -> None:
        reports.put(tx, report(1001, visibility=Visibility.PRIVATE, category="services"))
        history.log(tx, 1, NOW, 1, "reported", "services", "")

    async with open_database(path) as db:
        await db.write(live)
    files = carry_out(replace(job(path), format="csv", words=False)).files
    told = [file.read_text("utf-8-sig") for file in files if "figures" not in file.name]
    assert "1001" in told[0] and not [each for each in told if "服务" in each or "services" in each or "3号楼" in each]
    assert main(["verify", str(next(each for each in files if "chain" in each.name))]) == 0
