"""Reads an .xlsx back with nothing but zip and XML, as ECMA-376 describes it."""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a civil time, as the cells hold it


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows, and how it is set up."""

    rows: list[list[object]]
    frozen: tuple[int, int]  # rows, columns
    filtered: str  # the range with arrows, A1:F9
    formulas: int
    links: int
    widths: list[float]


def read(path: Path) -> dict[str, Sheet]:
    """Sheet name -> sheet."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        shared = _shared(book)
        names = [each.get("name", "") for each in _xml(book, "xl/workbook.xml").iter(f"{_MAIN}sheet")]
        return {name: _sheet(book, n, shared) for n, name in enumerate(names, start=1)}


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(each) for each in _xml(book, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(element: ElementTree.Element) -> str:
    words = "".join(each.text or "" for each in element.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _sheet(book: zipfile.ZipFile, number: int, shared: list[str]) -> Sheet:
    root = _xml(book, f"xl/worksheets/sheet{number}.xml")
    pane = root.find(f".//{_MAIN}pane")
    arrows = root.find(f"{_MAIN}autoFilter")
    assert pane is not None and arrows is not None and pane.get("state") == "frozen"
    return Sheet(
        rows=[_row(row, shared) for row in root.iter(f"{_MAIN}row")],
        frozen=(int(pane.get("ySplit", 0)), int(pane.get("xSplit", 0))),
        filtered=arrows.get("ref", ""),
        formulas=len(list(root.iter(f"{_MAIN}f"))),
        links=len(list(root.iter(f"{_MAIN}hyperlink"))),
        widths=[float(each.get("width", 0)) for each in root.iter(f"{_MAIN}col")],
    )


def _row(row: ElementTree.Element, shared: list[str]) -> list[object]:
    cells: list[object] = []
    for cell in row.iter(f"{_MAIN}c"):
        column = _column(cell.get("r", ""))
        cells += [None] * (column - len(cells))
        cells.append(_cell(cell, shared))
    return cells


def _column(reference: str) -> int:
    """0 for A."""
    at = 0
    for letter in reference.rstrip("0123456789"):
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _cell(cell: ElementTree.Element, shared: list[str]) -> object:
    value = cell.find(f"{_MAIN}v")
    match cell.get("t"):
        case "inlineStr":
            return _text(cell)
        case "s":
            return shared[int(value.text or "")] if value is not None else None
        case None if value is not None:
            number = float(value.text or "")
            # the only formats are the heading's (1) and that of times (2)
            return _civil(number) if cell.get("s") == "2" else number
    raise AssertionError(f"a cell of an unknown type: {ElementTree.tostring(cell)!r}")


def _civil(number: float) -> datetime:
    return _EPOCH + timedelta(seconds=round(number * 86_400))
