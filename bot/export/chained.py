"""The chain of digests in an export: which rows it has, and whether a file that somebody kept still fits.

Every event between the first and the last that the export holds has its digest and its link; the codes, the time and
the two sealed digests stand only with those that the export shows.  Words are sealed: a file proves what was done
and when, not what was written.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from bot.export.cells import GUARD, Cell
from storage.chain import Misfit, Sealed, Verdict, link, short
from storage.db import Tx
from storage.exported import Wanted, chain_rows

COLUMNS = {
    "event": 8, "body": 20, "link": 20, "before": 20, "number": 8, "at": 16, "kind": 16, "status": 12, "detail": 16,
    "who": 20, "said": 20,
}  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows(tx: Tx, wanted: Wanted, private: bool) -> Iterator[list[Cell]]:
    """The rows of the sheet; codes of private reports only where they are read as well."""
    before = ""
    for n, (shown, previous, number, at, kind, status, detail, who, said, bound) in enumerate(
        chain_rows(tx, wanted, private), start=1
    ):
        sealed = Sealed(number, at, kind, status, detail, who, said)
        before = previous.hex() if n == 1 and previous else ""
        codes: list[Cell] = [number, str(at), kind, status, detail, who.hex(), said.hex()] if shown else [None] * 7
        yield [n, sealed.body.hex(), bound.hex(), before, *codes]


def verify(path: Path, head: str) -> Verdict:
    """Whether the rows of a file fit.  Raises ``ValueError`` for a file that has none."""
    events, found, misfit, bound = 0, 0, None, b""
    for row in _rows(path):
        events += 1
        cell = dict(zip(COLUMNS, (*row, *[""] * len(COLUMNS)), strict=False))
        body, said_link = bytes.fromhex(cell["body"]), bytes.fromhex(cell["link"])
        bound = bytes.fromhex(cell["before"]) if events == 1 else bound
        number = int(cell["number"] or 0)
        if cell["kind"] and misfit is None and _sealed(cell).body != body:
            misfit = Misfit(events, number, "codes")
        if misfit is None and (link(bound, body) != said_link or cell["event"] != str(events)):
            misfit = Misfit(events, number, "link")
        bound = said_link
        if head and not found and bound.hex().startswith(head):
            found = events
    return Verdict("", events, 0, short(bound), misfit, found)


def _sealed(cell: dict[str, str]) -> Sealed:
    who, said = bytes.fromhex(cell["who"]), bytes.fromhex(cell["said"])
    return Sealed(int(cell["number"]), int(cell["at"]), cell["kind"], cell["status"], cell["detail"], who, said)


def _rows(path: Path) -> Iterator[Sequence[str]]:
    sheets = _of_csv(path) if path.suffix == ".csv" else _of_xlsx(path)
    for sheet in sheets:
        head = next(sheet, ())
        if list(head[:3]) == list(COLUMNS)[:3]:
            yield from sheet
            return
    raise ValueError(
        f"{path} holds no history to look at; exports have it in their last sheet, or in a file -chain.csv"
    )


def _of_csv(path: Path) -> Iterator[Iterator[Sequence[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield ([cell.removeprefix(GUARD) for cell in row] for row in csv.reader(file))


def _of_xlsx(path: Path) -> Iterator[Iterator[Sequence[str]]]:
    try:
        book = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path} is no spreadsheet") from error
    with book:
        for name in sorted(each for each in book.namelist() if each.startswith("xl/worksheets/sheet")):
            with book.open(name) as file:
                yield _of_sheet(file)


def _of_sheet(file: IO[bytes]) -> Iterator[Sequence[str]]:
    for _, row in ElementTree.iterparse(file):
        if row.tag == f"{_MAIN}row":
            cells: dict[int, str] = {}
            for cell in row.iter(f"{_MAIN}c"):
                words = "".join(each.text or "" for each in cell.iter() if each.tag in (f"{_MAIN}t", f"{_MAIN}v"))
                cells[_column(cell.get("r", "A"))] = words
            yield [cells.get(n, "") for n in range(max(cells, default=-1) + 1)]
            row.clear()


def _column(name: str) -> int:
    """0 for A1, 27 for AB7."""
    n = 0
    for letter in name:
        if letter.isalpha():
            n = n * 26 + ord(letter.upper()) - 64
    return n - 1
