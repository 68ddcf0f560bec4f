"""Reports as service requests of Open311: what everybody may know of them, of a period or by their numbers.

Only what domain/public/visibility.py lets everybody see; staff's last move counts from the moment it is told.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.public import visibility
from domain.report import ENDED, LIVE, Report, Status
from storage import released
from storage.db import Reader, Row
from storage.report_rows import COLUMNS, from_row
from storage.times import from_ms, to_ms

CLOSED = ENDED | {Status.RESOLVED}  # nobody does anything more: it was done, or it will not be
MOST = 1_000  # in one answer; Open311 GeoReport v2, GET Service Requests

# Of what was done to a report, what everybody may know of: codes and times, nobody's name.
_STEPS = ", ".join(
    f"'{each}'"
    for each in (
        "reported acknowledge hand_over secure park refer resume ask resolve reopen reopen_by_phone refuse appeal "
        "appeal_by_phone grant deny close close_by_phone fix_on_round withdraw merge unmerge false_alarm"
    ).split()
)
_SEEN = ", ".join(f"'{each}'" for each in visibility.stored())
_TOLD = """
    CASE WHEN r.pending_back_to IS NULL THEN r.status WHEN r.pending_before IS NULL THEN r.pending_back_to
         ELSE substr(r.pending_before, instr(r.pending_before, ':') + 1) END
"""
_SELECT = f"""
    SELECT r.id, r.number, r.category, r.grid, r.building, {_TOLD}, r.reported_at, r.respond_by, r.resolve_by,
           r.resolved_at, r.reason, r.pause, r.pause_until, r.cycle, r.released, r.pending_move IS NOT NULL,
           (SELECT o.number FROM report AS o WHERE o.id = r.duplicate_of AND o.visibility IN ({_SEEN})),
           (SELECT max(e.at) FROM report_event AS e WHERE e.report = r.id AND e.kind IN ({_STEPS})),
           (SELECT count(*) FROM supporter AS s WHERE s.report = r.id),
           (SELECT m.stored FROM attachment AS a JOIN media AS m ON m.name = a.media
            WHERE a.report = r.id AND (a.after = 0 OR r.status IN ('resolved', 'closed')) AND {released.OPEN}
            ORDER BY a.after DESC, a.id LIMIT 1)
    FROM report AS r
"""
_KINDS = {  # closed or not, in literals: a status is compared for each of hundreds of thousands
    closed: ", ".join(f"'{each}'" for each in sorted(kinds)) for closed, kinds in ((True, CLOSED), (False, LIVE))
}
_IF = {
    "code": "AND r.category = :code",
    "codes": "AND r.category IN (SELECT value FROM json_each(:codes))",
    "since": "AND r.reported_at >= :since",
    "until": "AND r.reported_at <= :until",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as everybody may know it: codes and times, and the words and the photo that staff released."""

    id: int
    number: int
    category: str
    grid: str | None
    building: str | None
    status: Status
    reported_at: datetime
    respond_by: datetime
    resolve_by: datetime
    resolved_at: datetime | None
    reason: str | None
    waits: str | None  # parked, unit: it waits for a date
    waits_until: datetime | None
    cycle: int
    words: str
    original: int | None  # the number of the one that it is the same as
    changed_at: datetime
    supporters: int
    photo: str | None

    @property
    def closed(self) -> bool:
        """Whether nobody does anything more."""
        return self.status in CLOSED

    @property
    def updated_at(self) -> datetime:
        """When it changed last; of what is closed, when that was."""
        return self.resolved_at if self.closed and self.resolved_at else self.changed_at

    @property
    def promised_at(self) -> datetime | None:
        """Until when something is promised: an answer, the end of it, or that somebody looks at it again."""
        if self.status not in LIVE:
            return None
        return self.waits_until or (self.respond_by if self.status is Status.OPEN else self.resolve_by)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of a community; what is empty does not matter."""

    since: datetime
    until: datetime | None = None
    codes: tuple[str, ...] = ()
    closed: frozenset[bool] = frozenset()  # True: those that are; False: those that are not


async def page(reader: Reader, community: str, wanted: Wanted, limit: int = MOST, skip: int = 0) -> list[Shown]:
    """Those that everybody may see, the newest first."""
    values = {
        "since": to_ms(wanted.since),
        "until": to_ms(wanted.until),
        "code": wanted.codes[0] if len(wanted.codes) == 1 else None,
        "codes": json.dumps(wanted.codes) if len(wanted.codes) > 1 else None,
    }
    asked = " ".join(_IF[name] for name, value in values.items() if value is not None)
    if len(wanted.closed) == 1:
        kinds = _KINDS[min(wanted.closed)]
        asked += f" AND (r.pending_back_to IS NULL AND r.status IN ({kinds})"
        asked += f" OR r.pending_back_to IS NOT NULL AND {_TOLD} IN ({kinds}))"
    sql = f"""
        {_SELECT} WHERE r.id IN (
            SELECT r.id FROM report AS r
            WHERE r.home = :community AND r.visibility IN ({_SEEN}) {asked}
            ORDER BY r.reported_at DESC, r.number DESC LIMIT :limit OFFSET :skip)
        ORDER BY r.reported_at DESC, r.number DESC
    """
    return await _found(reader, sql, {**values, "community": community, "limit": limit, "skip": skip})


async def some(reader: Reader, community: str, numbers: Collection[int], key: int = 0) -> list[Shown]:
    """Those with these numbers that everybody may see, or that came with this key, the newest first.

    The others are not there.
    """
    # The plus keeps the planner from walking a whole community in the order of time.
    sql = f"""
        {_SELECT} WHERE r.home = :community
          AND r.number IN (SELECT CAST(value AS INTEGER) FROM json_each(:numbers))
          AND (+r.visibility IN ({_SEEN})
               OR EXISTS (SELECT 1 FROM posted AS p WHERE p.report = r.id AND p.key = :key))
        ORDER BY r.reported_at DESC, r.number DESC
    """
    return await _found(reader, sql, {"community": community, "numbers": json.dumps(sorted(numbers)), "key": key})


async def _found(reader: Reader, sql: str, values: dict[str, Any]) -> list[Shown]:
    rows = [tuple(row) for row in await reader.execute_fetchall(sql, values)]
    moving = [row[0] for row in rows if row[15]]
    told = await _told(reader, moving) if moving else {}
    return [_as_told(shown, told.get(shown.id)) for shown in map(_shown, rows)]


def _shown(row: Row) -> Shown:
    id_, number, category, grid, building, status, reported, respond, resolve, resolved, reason, *more = row
    pause, until, cycle, words, _, original, changed, supporters, photo = more
    waits = pause if pause != "resident" else None
    return Shown(
        id=id_,
        number=number,
        category=category,
        grid=grid,
        building=building,
        status=Status(status),
        reported_at=from_ms(reported),
        respond_by=from_ms(respond),
        resolve_by=from_ms(resolve),
        resolved_at=from_ms(resolved),
        reason=reason,
        waits=waits,
        waits_until=from_ms(until) if waits else None,
        cycle=cycle,
        words=words,
        original=original,
        changed_at=from_ms(max(changed or reported, reported)),
        supporters=supporters,
        photo=photo,
    )


async def _told(reader: Reader, ids: list[int]) -> dict[int, Report]:
    """The few with a move that nobody has been told yet, as residents know them."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM report WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
    rows = await reader.execute_fetchall(sql, (json.dumps(ids),))
    return {report.id: report.told for report in (from_row(tuple(row)) for row in rows)}


def _as_told(shown: Shown, told: Report | None) -> Shown:
    """Without the move that may still be undone, and without its time."""
    if told is None:
        return shown
    pause = told.pause if told.waits else None
    return replace(
        shown,
        status=told.status,
        resolve_by=told.resolve_by,
        resolved_at=told.resolved_at if shown.status in CLOSED else None,
        reason=told.reason if shown.status in CLOSED else None,
        waits=pause.kind if pause else None,
        waits_until=pause.until if pause else None,
        original=None if told.status is not Status.DUPLICATE else shown.original,
        changed_at=max(told.since, told.acknowledged_at or told.since),
    )
