"""What everybody may see of each report, kept beside it in the transaction of the move that changes it."""

from datetime import datetime

from domain.counting.facts import Fact
from domain.incidents.known import GRID
from domain.public import standing, visibility
from domain.report import Report
from domain.understanding import bigrams
from storage.db import Row, Tx, replacing
from storage.times import to_ms

COLUMNS = (
    "report", "community", "number", "grid", "building", "area", "category", "state", "live", "reported_at", "due_at",
    "ended_at", "late", "hidden_at", "hidden_why", "words",
)  # fmt: skip
_PUT = replacing("listing", COLUMNS, "report")
_GET = f"SELECT {', '.join(COLUMNS)} FROM listing WHERE report = ?"
_CODES = slice(2, 7)  # number, grid, building, area, category: what the search knows beside the words


def note(tx: Tx, report: Report, fact: Fact) -> None:
    """Take over what has just become of a report."""
    row = _row(report, fact)
    old = tx.one(_GET, (report.id,)) if report.version else None  # a new one has none
    if row == old:
        return
    if row is None:
        tx.run("DELETE FROM listing WHERE report = ?", (report.id,))
    else:
        tx.run(_PUT, row)
    if _searched(row) != _searched(old):
        _found_by(tx, report.id, row, old is not None)


def forget(tx: Tx, person: int) -> None:
    """Somebody is erased: nothing they said is shown or found any more.  Called while the reports still name them."""
    mine = "SELECT id FROM report WHERE reporter = ?"
    rows = tx.all(f"SELECT {', '.join(COLUMNS)} FROM listing WHERE words <> '' AND report IN ({mine})", (person,))
    for row in rows:
        without = (*row[:-1], "")
        tx.run(_PUT, without)
        _found_by(tx, row[0], without, True)


def _found_by(tx: Tx, report: int, row: Row | None, before: bool) -> None:
    if before:
        tx.run("DELETE FROM listing_text WHERE rowid = ?", (report,))
    if row is None or not row[6]:  # gone, or out of the public view
        return
    number, grid, building, area, category = row[_CODES]
    codes = [f"n{number}", bigrams.code("c", category)]
    codes += [bigrams.code("g" if each.startswith(GRID) else "b", each.lstrip(GRID)) for each in area.split()]
    codes += [bigrams.code("g", grid)] if grid else []
    codes += [bigrams.code("b", building)] if building else []
    tx.run(
        "INSERT INTO listing_text (rowid, codes, words) VALUES (?, ?, ?)",
        (report, " ".join(codes), bigrams.cut(row[-1])),
    )


def _searched(row: Row | None) -> Row | None:
    return None if row is None else (*row[_CODES], row[-1])


def _row(report: Report, fact: Fact) -> Row | None:
    if report.visibility.value not in visibility.stored():
        return _tombstone(report) if report.hidden_at else None
    told = report.told
    state = standing.standing(report)
    live = state in standing.WAITING
    return (
        report.id, report.home, report.number, *_place(told), _area(told), told.category,
        state, int(live), to_ms(report.reported_at), to_ms(standing.due(report)), None if live else _ended(told, fact),
        int(not live and _late(fact, state)), None, "", report.released,
    )  # fmt: skip


def _place(told: Report) -> tuple[str | None, str | None]:
    """Its grid and building; none of those that another community has, whose places are not on this board."""
    return (None, None) if told.is_guest else (told.place.grid, told.place.building)


def _area(told: Report) -> str:
    return " ".join(told.known.area) if told.known else ""


def _tombstone(report: Report) -> Row:
    """What left the public view: number, date and the kind of reason."""
    return (
        report.id, report.home, report.number, None, None, "", "", standing.HIDDEN, 0, to_ms(report.reported_at),
        None, None, 0, to_ms(report.hidden_at), report.hidden_why, "",
    )  # fmt: skip


def _ended(told: Report, fact: Fact) -> int | None:
    ended: datetime | None = told.resolved_at
    return to_ms(ended) if ended else fact.ended_at


def _late(fact: Fact, state: str) -> bool:
    """Whether it was done or refused, and answered or done later than was promised at first."""
    if state not in standing.DONE | standing.REFUSED:
        return False
    answered, ended = fact.answered_at or fact.ended_at, fact.ended_at
    return (answered or 0) > fact.respond_by or (state in standing.DONE and (ended or 0) > fact.resolve_by)
