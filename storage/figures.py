"""The figures of a period: its facts by index, counted in domain/figures.py.

``load`` within a transaction, ``read`` for pages; what they return gives the figures whole, by grid and by category.
"""

import asyncio
import json
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import aiosqlite

from domain import figures
from domain.facts import Fact
from domain.figures import USUAL, Figures, Measure, Period
from storage.db import Row, Tx
from storage.times import to_ms

_IN_PERIOD = ("reported_at", "respond_by", "resolve_by", "ended_at", "rated_at")
_UNREAD = frozenset("community building provisional assignee waited pause".split())  # not counted, so not fetched
_READ = ", ".join("NULL" if name in _UNREAD else f'"{name}"' for name in Fact._fields)
# Each branch is a walk through one index, which holds the id; then each report is looked up once, in order.
_TOUCHING = f"""
    SELECT {_READ} FROM fact WHERE report IN (
        {
    " UNION ".join(
        f"SELECT report FROM fact WHERE community = :community AND {at} >= :since AND {at} < :until"
        for at in _IN_PERIOD
    )
}
        UNION
        SELECT report FROM fact INDEXED BY fact_live
        WHERE community = :community AND "end" = '' AND respond_by <= :now
    )
    AND (:grid IS NULL OR grid = :grid) AND (:category IS NULL OR category = :category)
"""
_ORIGINALS = f"SELECT {_READ} FROM fact WHERE report IN (SELECT value FROM json_each(:ids))"
_Asking = Generator[tuple[str, dict[str, Any]], Iterable[Row], "Loaded"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of a community (or several, pooled), from when until when, and as seen at which moment."""

    communities: tuple[str, ...]
    since: datetime
    until: datetime  # not included
    now: datetime
    measure: Measure = USUAL
    grid: str | None = None
    category: str | None = None

    @property
    def before(self) -> "Wanted":
        """The period before, as long as this one."""
        return replace(self, since=self.since - (self.until - self.since), until=self.since)

    @property
    def period(self) -> Period:
        """The same in epoch milliseconds."""
        return Period(to_ms(self.since), to_ms(self.until), to_ms(self.now))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The facts of a period, to be counted in several ways."""

    wanted: Wanted
    facts: tuple[Fact, ...]
    originals: dict[int, Fact]

    def figures(self) -> Figures:
        """All of it."""
        return figures.of(self.facts, self.originals, self.wanted.period, self.wanted.measure)

    def by_grid(self) -> dict[str | None, Figures]:
        """Grid by grid; None: nobody knows where."""
        return figures.by(self.facts, lambda fact: fact.grid, self.originals, self.wanted.period, self.wanted.measure)

    def by_category(self) -> dict[str | None, Figures]:
        """Category by category."""
        return figures.by(
            self.facts, lambda fact: fact.category, self.originals, self.wanted.period, self.wanted.measure
        )


def load(tx: Tx, wanted: Wanted) -> Loaded:
    """The facts of a period, within a transaction."""
    asking = _ask(wanted)
    rows: Iterable[Row] | None = None
    while True:
        try:
            sql, params = asking.send(rows) if rows is not None else next(asking)
        except StopIteration as end:
            loaded: Loaded = end.value
            return loaded
        rows = tx.all(sql, params)


async def read(reader: aiosqlite.Connection, wanted: Wanted) -> Loaded:
    """The facts of a period, for a page."""
    asking = _ask(wanted)
    rows: Iterable[Row] | None = None
    while True:
        try:
            sql, params = asking.send(rows) if rows is not None else next(asking)
        except StopIteration as end:
            loaded: Loaded = end.value
            return loaded
        rows = await reader.execute_fetchall(sql, params)  # type: ignore[assignment]


async def of(reader: aiosqlite.Connection, wanted: Wanted) -> Figures:
    """The figures of a period, counted beside the loop that answers people."""
    loaded = await read(reader, wanted)
    return await asyncio.to_thread(loaded.figures)


async def trend(reader: aiosqlite.Connection, wanted: Wanted, periods: int = 8) -> list[Figures]:
    """The figures of so many periods one after another, the wanted one last."""
    found = []
    for _ in range(periods):
        found.append(await of(reader, wanted))
        wanted = wanted.before
    return found[::-1]


def _ask(wanted: Wanted) -> _Asking:
    found: list[Fact] = []
    for community in wanted.communities:
        found += map(Fact._make, (yield _TOUCHING, _params(wanted, community)))
    originals: dict[int, Fact] = {}
    missing = {fact.original for fact in found if fact.original is not None}
    while missing:  # a duplicate of a duplicate has an original too
        more = [Fact._make(row) for row in (yield _ORIGINALS, {"ids": json.dumps(sorted(missing))})]
        originals |= {fact.report: fact for fact in more}
        missing = {fact.original for fact in more if fact.original is not None} - originals.keys()
    return Loaded(wanted, tuple(found), originals)


def _params(wanted: Wanted, community: str) -> dict[str, Any]:
    return {
        "community": community,
        "since": to_ms(wanted.since),
        "until": to_ms(wanted.until),
        "now": to_ms(wanted.now),
        "grid": wanted.grid,
        "category": wanted.category,
    }
