"""What the results board reads: codes, times, and what staff released; nobody's words beside that.

All of it comes from ``listing`` (storage/listing.py), which holds nothing that is not for everybody.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.public import standing, visibility
from domain.public.standing import Event
from storage import released
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

_COLUMNS = (
    "report, number, grid, building, area, category, state, live, reported_at, due_at, ended_at, late, hidden_at, "
    "hidden_why"
)
STATES = ("open", "late", "done", "slow", "refused")  # what the list may be narrowed to


@dataclass(frozen=True, slots=True)
class Entry:
    """One report as everybody may see it in a list."""

    report: int
    number: int
    grid: str | None
    building: str | None
    area: tuple[str, ...]  # of a known incident: codes of buildings, of grids behind an @
    category: str  # empty: it left the public view
    state: str
    live: bool
    reported_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    late: bool  # it ended, later than was promised at first
    hidden_at: datetime | None
    hidden_why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of a community's reports a list shows."""

    community: str
    grid: str = ""
    building: str = ""
    category: str = ""
    state: str = ""  # one of STATES
    since: datetime | None = None
    until: datetime | None = None  # not included
    match: str = ""  # a question in the full-text language (domain/understanding/bigrams.py)


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the list, the newest first, and whether there is more on either side."""

    entries: tuple[Entry, ...]
    newer: bool
    older: bool


def page(tx: Tx, wanted: Wanted, now: datetime, size: int, before: int = 0, after: int = 0) -> Page:
    """The newest of them; or those below the report of that number, or above it.

    As quick far down as at the top: it begins where the last page ended.
    """
    edge = _edge(tx, wanted.community, before or after) if before or after else None
    if edge is None:
        found = _entries(tx, wanted, now, None, False, size + 1)
        return Page(found[:size], False, len(found) > size)
    found = _entries(tx, wanted, now, edge, bool(after), size + 1)
    more, found = len(found) > size, found[:size]
    if after:
        return Page(found[::-1], more, True)
    return Page(found, True, more)


def number_of(tx: Tx, community: str, number: int) -> Entry | None:
    """The report of this number, if everybody may see that it is there."""
    row = tx.one(f"SELECT {_COLUMNS} FROM listing WHERE community = ? AND number = ?", (community, number))
    return _entry(row) if row else None


@dataclass(frozen=True, slots=True)
class Open:
    """What is not done at one place, and how much of it is late."""

    count: int = 0
    late: int = 0


def open_places(tx: Tx, community: str, now: datetime) -> dict[str | None, Open]:
    """Building -> what everybody may see of what is not done there; None: no building is known."""
    rows = tx.all(
        """
        SELECT building, count(*), count(*) FILTER (WHERE due_at <= ?)
        FROM listing INDEXED BY listing_live WHERE community = ? AND live = 1 GROUP BY building
        """,
        (to_ms(now), community),
    )
    return {building: Open(count, late) for building, count, late in rows}


def fixed(tx: Tx, community: str, since: datetime, limit: int) -> list[Entry]:
    """What was done since then, the latest first."""
    rows = tx.all(
        f"""
        SELECT {_COLUMNS} FROM listing INDEXED BY listing_ended
        WHERE community = ? AND ended_at >= ? AND ended_at IS NOT NULL AND state IN ({_DONE})
        ORDER BY ended_at DESC, report DESC LIMIT ?
        """,
        (community, to_ms(since), limit),
    )
    return [_entry(row) for row in rows]


def late(tx: Tx, community: str, now: datetime) -> int:
    """How many that everybody may see are not done, and should be by now."""
    row = tx.one(
        """
        SELECT count(*) FROM listing INDEXED BY listing_live WHERE community = ? AND live = 1 AND due_at <= ?
        """,
        (community, to_ms(now)),
    )
    return int(row[0]) if row else 0


def _edge(tx: Tx, community: str, number: int) -> tuple[int, int] | None:
    """Where a report of this number stands, or would stand, in the list."""
    row = tx.one(
        """
        SELECT reported_at, report FROM listing WHERE community = ? AND number <= ? ORDER BY number DESC LIMIT 1
        """,
        (community, number),
    )
    return (row[0], row[1]) if row else None


def _entries(
    tx: Tx, wanted: Wanted, now: datetime, edge: tuple[int, int] | None, upwards: bool, limit: int
) -> tuple[Entry, ...]:
    terms, params = _terms(wanted, now)
    comparison, order = (">", "ASC") if upwards else ("<", "DESC")
    if edge:
        terms.append(f"(reported_at, report) {comparison} (:at, :edge)")
        params |= {"at": edge[0], "edge": edge[1]}
    if wanted.match:
        # Along the search's own order, which is that of the reports: none is sorted, the rest is never read.
        if edge:
            terms[-1] = f"listing_text.rowid {comparison} :edge"
        source, order = _SEARCH, f"listing_text.rowid {order}"
        condition, match = tx.matching(wanted.match)
        terms.append(condition)
        params["match"] = match
    else:
        source, order = f"listing INDEXED BY {_index(wanted)}", f"reported_at {order}, report {order}"
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM {source} WHERE {' AND '.join(terms)} ORDER BY {order} LIMIT :limit",
        params | {"limit": limit},
    )
    return tuple(map(_entry, rows))


_SEARCH = "listing_text CROSS JOIN listing ON listing.report = listing_text.rowid"
_DONE = ", ".join(f"'{each}'" for each in sorted(standing.DONE))
_STATES = {
    "open": "live = 1",
    "late": "live = 1 AND due_at <= :now",
    "done": f"state IN ({_DONE})",
    "slow": "late = 1",
    "refused": "state IN ('refused', 'declined')",
}
_INDEXES = {"open": "listing_live", "late": "listing_live", "slow": "listing_late", "refused": "listing_refused"}


def _terms(wanted: Wanted, now: datetime) -> tuple[list[str], dict[str, Any]]:
    terms = ["listing.community = :community"]
    terms += [f"{name} = :{name}" for name in ("grid", "building", "category") if getattr(wanted, name)]
    terms += [_STATES[wanted.state]] if wanted.state else []
    terms += ["reported_at >= :since"] if wanted.since else []
    terms += ["reported_at < :until"] if wanted.until else []
    return terms, {
        "community": wanted.community,
        "grid": wanted.grid,
        "building": wanted.building,
        "category": wanted.category,
        "now": to_ms(now),
        "since": to_ms(wanted.since),
        "until": to_ms(wanted.until),
    }


def _index(wanted: Wanted) -> str:
    """The index along which the list is read: the one that leaves the least."""
    if wanted.state in _INDEXES:
        return _INDEXES[wanted.state]
    for name in ("building", "category", "grid"):
        if getattr(wanted, name):
            return f"listing_{name}"
    return "listing_all"


def _entry(row: Row) -> Entry:
    report, number, grid, building, area, category, state, live, reported, due, ended, late, hidden, why = row
    return Entry(
        report, number, grid, building, tuple(area.split()), category, state, bool(live), from_ms(reported),
        from_ms(due), from_ms(ended), bool(late), from_ms(hidden), why,
    )  # fmt: skip


# --- one report ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Whole:
    """All that everybody may see of one report."""

    entry: Entry
    words: str  # as staff released them
    events: tuple[Event, ...]
    untold: tuple[str, ...]  # moves of staff that may still be undone
    respond_by: datetime  # as promised at first
    resolve_by: datetime
    answered_at: datetime | None
    supporters: int
    before: tuple[str, ...]  # files of the photos that staff released
    after: tuple[str, ...]  # and of those that show the repair
    reason: str  # of a refusal, a code
    rated: bool  # a resident said how it was; it counts in the figures
    original: int | None  # the number of the report that it was put together with
    paused_until: datetime | None


def whole(tx: Tx, community: str, number: int) -> Whole | None:
    """The report of this number, if everybody may see it; None also where it left the public view."""
    entry = number_of(tx, community, number)
    if entry is None or not entry.category:
        return None
    seen = visibility.stored()
    row = tx.one(
        f"""
        SELECT pending_move, pending_before, pending_back_to, reason, duplicate_of, pause, pause_until,
               acknowledged_at, respond_by, resolve_by
        FROM report WHERE id = ? AND visibility IN ({", ".join("?" * len(seen))})
        """,
        (entry.report, *seen),
    )
    if row is None:
        return None
    move, earlier, back, reason, original, pause, until, answered, respond_by, resolve_by = row
    fact = tx.one("SELECT respond_by, resolve_by, answered_at, rated_at FROM fact WHERE report = ?", (entry.report,))
    respond_by, resolve_by, answered, rated = fact or (respond_by, resolve_by, answered, None)
    words = tx.one("SELECT words FROM listing WHERE report = ?", (entry.report,))
    return Whole(
        entry=entry,
        words=str(words[0]) if words else "",
        events=events(tx, entry.report, community),
        untold=tuple(each for each in (move, (earlier or "").partition(":")[0]) if each),
        respond_by=from_ms(respond_by),
        resolve_by=from_ms(resolve_by),
        answered_at=from_ms(answered),
        supporters=_count(tx, entry.report),
        before=released.photos(tx, entry.report, after=False),
        after=released.photos(tx, entry.report, after=True),
        reason=str(reason or ""),
        rated=rated is not None,
        original=_public_number(tx, original) if original and back is None else None,
        paused_until=from_ms(until) if pause and back is None else None,
    )


def events(tx: Tx, report: int, community: str) -> tuple[Event, ...]:
    """Its history, without anybody's words."""
    rows = tx.all(
        """
        SELECT at, kind, status,
               CASE WHEN kind IN ('merge', 'merged', 'paused', 'resumed', 'undo') THEN detail ELSE '' END,
               coalesce(
                   (SELECT trade FROM role WHERE role.person = actor AND community = ? AND trade <> '' LIMIT 1), ''
               )
        FROM report_event WHERE report = ? ORDER BY id
        """,
        (community, report),
    )
    return tuple(Event(from_ms(at), kind, status, detail, trade) for at, kind, status, detail, trade in rows)


def _count(tx: Tx, report: int) -> int:
    row = tx.one("SELECT count(*) FROM supporter WHERE report = ?", (report,))
    return int(row[0]) if row else 0


def _public_number(tx: Tx, report: int) -> int | None:
    row = tx.one("SELECT number FROM listing WHERE report = ? AND category <> ''", (report,))
    return int(row[0]) if row else None
