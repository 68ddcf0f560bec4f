"""What the results page reads: codes and times, nobody's words."""

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from domain import visibility
from storage.times import from_ms


@dataclass(frozen=True, slots=True)
class Result:
    """One report as the public may see it."""

    number: int
    category: str
    grid: str | None
    status: str
    reported_at: datetime
    due_at: datetime
    ended_at: datetime | None


async def results(reader: aiosqlite.Connection, community: str, before: int | None, limit: int) -> list[Result]:
    """The newest reports below the number ``before`` of which everybody sees the facts.

    Staff's last move counts from the moment it is told: until then the report stands where it stood.
    """
    seen = visibility.stored()
    rows = await reader.execute_fetchall(
        f"""
        SELECT number, category, grid, coalesce(pending_back_to, status), reported_at,
               CASE coalesce(pending_back_to, status) WHEN 'open' THEN respond_by ELSE resolve_by END,
               CASE WHEN pending_back_to IS NULL THEN resolved_at END
        FROM report WHERE community = ? AND number < ? AND visibility IN ({", ".join("?" * len(seen))})
        ORDER BY number DESC LIMIT ?
        """,
        (community, before or 1 << 62, *seen, limit),
    )
    return [
        Result(number, category, grid, status, from_ms(reported), from_ms(due), from_ms(ended))
        for number, category, grid, status, reported, due, ended in rows
    ]
