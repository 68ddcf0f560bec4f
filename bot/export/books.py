"""Files that take one row after the other, and hold none of them in memory."""

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.export.cells import Cell, guarded, text
from bot.export.job import Exists

ROWS = 1_048_575  # below the heading; Excel's limit
CSV_TIME = "%Y-%m-%d %H:%M:%S"
XLSX_TIME = "yyyy-mm-dd hh:mm"


class Book(Protocol):
    """A file being written."""

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Begin a sheet; rows go into it until the next one begins."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Write one row."""

    def close(self) -> list[Path]:
        """Finish; the files that are there now, whole.  Raises ``Exists``."""

    def abandon(self) -> None:
        """Let go of what was begun."""


def unfinished(desk: Path, target: Path) -> Path:
    """Where a file is written until it is whole: nobody else may read it."""
    part = desk / target.name
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return part


def finish(part: Path, target: Path) -> Path:
    """Give a whole file its name, unless that is taken.  Raises ``Exists``."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise Exists(target) from None
    except OSError:  # a disk without links
        if target.exists():
            raise Exists(target) from None
        part.rename(target)
    return target


class Xlsx:
    """One .xlsx with several sheets."""

    def __init__(self, desk: Path, target: Path) -> None:
        from xlsxwriter import Workbook  # only here: it is loaded when a spreadsheet is written

        self._target, self._part = target, unfinished(desk, target)
        self._book = Workbook(
            str(self._part),
            {
                "constant_memory": True,  # a row is on the disk when the next begins
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(desk),  # people's words stay in the folder that only we read
            },
        )
        self._head = self._book.add_format({"bold": True, "bg_color": "#EEF2F0", "bottom": 1})
        self._time = self._book.add_format({"num_format": XLSX_TIME})
        self._sheet: Any = None
        self._name, self._more, self._at = "", 1, 0
        self._headings: Sequence[str] = ()
        self._widths: Sequence[int] = ()

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Begin a sheet, with its first row frozen."""
        self._end()
        self._name, self._headings, self._widths, self._more = name, headings, widths, 1
        self._begin(name)

    def _begin(self, name: str) -> None:
        self._sheet, self._at = self._book.add_worksheet(name), 0
        self._sheet.freeze_panes(1, 0)
        for column, (heading, width) in enumerate(zip(self._headings, self._widths, strict=True)):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, heading, self._head)

    def _end(self) -> None:
        if self._sheet is not None:
            self._sheet.autofilter(0, 0, self._at, len(self._headings) - 1)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write one row; what does not fit into one sheet goes on in another."""
        if self._at == ROWS:
            self._end()
            self._more += 1
            self._begin(f"{self._name} {self._more}")
        self._at += 1
        for column, cell in enumerate(cells):
            match cell:
                case None:
                    pass
                case str():
                    if words := text(cell):
                        self._sheet.write_string(self._at, column, words)
                case datetime():
                    self._sheet.write_datetime(self._at, column, cell, self._time)
                case _:
                    self._sheet.write_number(self._at, column, cell)

    def close(self) -> list[Path]:
        """Put the sheets together."""
        self._end()
        self._book.close()
        return [finish(self._part, self._target)]

    def abandon(self) -> None:
        """Close the temporary file behind each sheet; the library has no way to give up."""
        for sheet in self._book.worksheets():
            if not sheet.row_data_fh.closed:
                sheet.row_data_fh.close()
        self._book.fileclosed = True


class Csv:
    """One .csv for each sheet: UTF-8 with a mark that spreadsheets know it by, lines as RFC 4180 has them."""

    def __init__(self, desk: Path, targets: Mapping[str, Path]) -> None:
        self._desk, self._targets = desk, targets  # sheet -> file
        self._open: list[tuple[Path, Path, Any]] = []
        self._writer: Any = None

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Begin the file of this sheet."""
        target = self._targets[name]
        part = unfinished(self._desk, target)
        file = part.open("w", encoding="utf-8-sig", newline="")
        self._open.append((part, target, file))
        self._writer = csv.writer(file)
        self.row(headings)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write one row."""
        self._writer.writerow([_plain(cell) for cell in cells])

    def close(self) -> list[Path]:
        """Close the files."""
        self.abandon()
        return [finish(part, target) for part, target, _ in self._open]

    def abandon(self) -> None:
        """Close what is open."""
        for _, _, file in self._open:
            file.close()


def _plain(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case datetime():
            return cell.strftime(CSV_TIME)
    return cell
