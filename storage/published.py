"""What may be shown of reports to everybody: the facts, and the words and photos that staff released.

Reads what domain/visibility.py lets everybody see, on the readers' connection; staff's last move counts from the
moment it is told.  What left the public view leaves its number, its day and the kind of reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiosqlite

from domain import visibility
from domain.report import Report, Status
from domain.visibility import Sight
from storage.report_rows import COLUMNS, from_row
from storage.times import from_ms, to_ms

STEPS = frozenset(
    "reported acknowledge hand_over secure park refer resume ask resolve reopen reopen_by_phone refuse appeal "
    "appeal_by_phone grant deny close close_by_phone fix_on_round withdraw merge unmerge false_alarm".split()
)  # of what was done to a report, what everybody may read: codes and times, nobody's name
_ENDED = frozenset({Status.RESOLVED, Status.CLOSED})
_SEEN = ", ".join(f"'{each}'" for each in visibility.stored(Sight.FACTS))
_IF = {  # what narrows a page, where it is asked for: each has its index, or is cheap beside one
    "category": "AND category = :category",
    "grid": "AND grid = :grid",
    "building": "AND building = :building",
    "statuses": "AND instr(:statuses, ' ' || coalesce(pending_back_to, status) || ' ')",
    "since": "AND reported_at >= :since",
    "until": "AND reported_at < :until",
}
_SELECT = f"SELECT {', '.join(f'report.{name}' for name in COLUMNS)} FROM report"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, as everybody may read it."""

    at: datetime
    kind: str  # one of ``STEPS``


@dataclass(frozen=True, slots=True)
class Published:
    """A report as everybody may see it: codes and times; no place but the building's code."""

    number: int
    community: str
    category: str
    urgency: str
    grid: str | None
    building: str | None
    status: str
    reported_at: datetime
    respond_by: datetime
    resolve_by: datetime
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    cycle: int
    reason: str | None  # code of a refusal
    waits: str | None  # parked, unit: it waits for a date
    waits_until: datetime | None
    known: bool  # a known incident
    supporters: int
    words: str = ""  # released, masked
    photos: tuple[str, ...] = ()  # of before, released
    after: tuple[str, ...] = ()  # of the repair, once it is told
    steps: tuple[Step, ...] = ()  # only in ``one``

    def late(self, now: datetime) -> bool:
        """Whether a promise has passed and somebody still waits."""
        due = self.respond_by if self.status == Status.OPEN else self.resolve_by
        return self.status in (Status.OPEN, Status.ACKNOWLEDGED) and self.waits is None and due <= now


@dataclass(frozen=True, slots=True)
class Away:
    """A report that was public once: its number, when it left, and the kind of reason (``hidden-*`` in the wording)."""

    number: int
    hidden_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them; what is empty does not matter."""

    category: str = ""
    grid: str = ""
    building: str = ""
    statuses: frozenset[str] = field(default_factory=frozenset)
    since: datetime | None = None
    until: datetime | None = None  # not included


async def page(
    reader: aiosqlite.Connection, community: str, wanted: Wanted, before: int | None, limit: int
) -> list[Published]:
    """The newest that are wanted, below the number ``before``; without photos and steps."""
    values = {
        "community": community,
        "before": before or 1 << 62,
        "category": wanted.category,
        "grid": wanted.grid,
        "building": wanted.building,
        "statuses": f" {' '.join(sorted(wanted.statuses))} " if wanted.statuses else "",
        "since": to_ms(wanted.since),
        "until": to_ms(wanted.until),
    }
    asked = " ".join(_IF[name] for name, value in values.items() if name in _IF and value not in ("", None))
    sql = f"""
        {_SELECT} WHERE community = :community AND visibility IN ({_SEEN}) AND number < :before {asked}
        ORDER BY number DESC LIMIT :limit
    """
    rows = await reader.execute_fetchall(sql, {**values, "limit": limit})
    found = [from_row(tuple(row)) for row in rows]
    waiting = await _supporters(reader, [each.id for each in found])
    return [_published(each, waiting.get(each.id, 0)) for each in found]


async def one(reader: aiosqlite.Connection, community: str, number: int) -> Published | Away | None:
    """One by its number, with photos and steps; ``Away`` when it left the public view, None when it never was there."""
    rows = list(await reader.execute_fetchall(f"{_SELECT} WHERE community = ? AND number = ?", (community, number)))
    if not rows:
        return None
    report = from_row(tuple(rows[0]))
    if visibility.sight(report, ()) < Sight.FACTS:
        return Away(number, report.hidden_at, report.hidden_why) if report.hidden_at else None
    waiting = await _supporters(reader, [report.id])
    before, after = await _photos(reader, report)
    steps = await _steps(reader, report)
    return _published(report, waiting.get(report.id, 0), before, after, steps)


async def away(reader: aiosqlite.Connection, community: str, since: datetime, limit: int) -> list[Away]:
    """What left the public view since then, the latest first."""
    rows = await reader.execute_fetchall(
        """
        SELECT number, hidden_at, hidden_why FROM report
        WHERE community = ? AND hidden_at >= ? AND hidden_at IS NOT NULL ORDER BY hidden_at DESC LIMIT ?
        """,
        (community, to_ms(since), limit),
    )
    return [Away(number, from_ms(at), why) for number, at, why in rows]


async def may_show(reader: aiosqlite.Connection, media: str) -> bool:
    """Whether everybody may see this photo: one of a repair that was told, or one of before that staff released."""
    rows = await reader.execute_fetchall(
        f"SELECT DISTINCT {', '.join(f'report.{name}' for name in COLUMNS)} "
        "FROM attachment JOIN report ON report.id = attachment.report WHERE attachment.media = ?",
        (media,),
    )
    for row in rows:
        report = from_row(tuple(row))
        if visibility.sight(report, ()) >= Sight.FACTS:
            before, after = await _photos(reader, report)
            if media in (*before, *after):
                return True
    return False


def _published(
    report: Report,
    supporters: int,
    photos: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    steps: tuple[Step, ...] = (),
) -> Published:
    told = report.told
    return Published(
        number=told.number,
        community=told.community,
        category=told.category,
        urgency=told.urgency.value,
        grid=told.grid,
        building=told.place.building,
        status=told.status.value,
        reported_at=told.reported_at,
        respond_by=told.respond_by,
        resolve_by=told.resolve_by,
        acknowledged_at=told.acknowledged_at,
        resolved_at=told.resolved_at if told.status in (*_ENDED, Status.REFUSED) else None,
        cycle=told.cycle,
        reason=told.reason if told.status in (*_ENDED, Status.REFUSED) else None,
        waits=told.pause.kind if told.waits and told.pause else None,
        waits_until=told.pause.until if told.waits and told.pause else None,
        known=told.known is not None,
        supporters=supporters,
        words=told.released,
        photos=photos,
        after=after,
        steps=steps,
    )


async def _supporters(reader: aiosqlite.Connection, ids: Sequence[int]) -> dict[int, int]:
    marks = ", ".join("?" * len(ids)) or "NULL"
    sql = f"SELECT report, count(*) FROM supporter WHERE report IN ({marks}) GROUP BY report"
    return {report: count for report, count in await reader.execute_fetchall(sql, tuple(ids))}


async def _photos(reader: aiosqlite.Connection, report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = await reader.execute_fetchall(
        """
        SELECT attachment.media, attachment.after, media.person FROM attachment
        LEFT JOIN media ON media.name = attachment.media
        WHERE attachment.report = ? AND attachment.kind = 'photo' ORDER BY attachment.id
        """,
        (report.id,),
    )
    own = tuple(name for name, after, person in rows if after == 0 and person is not None and person == report.reporter)
    ended = report.told.status in _ENDED
    return own if report.published else (), tuple(name for name, after, _ in rows if after == 1 and ended)


async def _steps(reader: aiosqlite.Connection, report: Report) -> tuple[Step, ...]:
    """What was done and not taken back; a move that nobody has been told yet is not among them."""
    steps: list[Step] = []
    rows = await reader.execute_fetchall("SELECT at, kind FROM report_event WHERE report = ? ORDER BY id", (report.id,))
    for at, kind in rows:
        if kind == "undo" and steps:
            steps.pop()
        elif kind in STEPS:
            steps.append(Step(from_ms(at), kind))
    untold = 0 if report.pending is None else 2 if report.pending.before else 1
    return tuple(steps[: len(steps) - untold] if untold else steps)
