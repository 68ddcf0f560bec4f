"""The figures of a period: counted in the database (storage/counting.py), but for duplicates.

A duplicate ends as its original does, which is for domain/counting/figures.py to say: the few of them are read as
facts.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.counting import figures
from domain.counting.facts import Fact
from domain.counting.figures import USUAL, Figures, Measure, Period
from domain.counting.weighed import Proposals
from domain.report import ADOPTED, DECLINED, PROPOSALS
from storage.counting import ALL, AMONG, WALKS
from storage.db import Tx
from storage.times import to_ms

_IN_PERIOD = ("reported_at", "respond_by", "resolve_by", "ended_at", "rated_at")
_UNREAD = frozenset("community building provisional assignee waited pause".split())  # not counted, so not fetched
_READ = ", ".join("NULL" if name in _UNREAD else f'"{name}"' for name in Fact._fields)


def _touching(those: str) -> str:
    """Each branch is a walk through one index, which holds the id; then each report is looked up once, in order."""
    walks = " UNION ".join(
        f"SELECT report FROM fact WHERE community = :community AND {at} >= :since AND {at} < :until AND {those}"
        for at in _IN_PERIOD
    )
    return f"""
        SELECT {_READ} FROM fact WHERE report IN (
            {walks}
            UNION
            SELECT report FROM fact INDEXED BY fact_live
            WHERE community = :community AND "end" = '' AND respond_by <= :now AND {those}
        )
    """


_ALL = _touching("TRUE")
_ORIGINALS = f"SELECT {_READ} FROM fact WHERE report IN (SELECT CAST(value AS INTEGER) FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of a community, from when until when, and as seen at which moment."""

    community: str
    since: datetime
    until: datetime  # not included
    now: datetime
    measure: Measure = USUAL
    among: str = ALL  # of which reports: a key of storage.counting.AMONG

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
    """The facts that touch a period, and the originals of the duplicates among them."""

    facts: tuple[Fact, ...]
    originals: dict[int, Fact]


def proposals(tx: Tx, wanted: Wanted) -> Proposals:
    """What became of the suggestions that came in the period; a move that may still be undone has not happened."""
    rows = tx.all(
        """
        SELECT CASE WHEN report.status IN ('open', 'acknowledged') OR report.pending_move IS NOT NULL THEN 'open'
                    ELSE report.reason END, count(*)
        FROM fact INDEXED BY fact_reported CROSS JOIN report ON report.id = fact.report
        WHERE fact.community = ? AND fact.reported_at >= ? AND fact.reported_at < ? AND report.category = ?
        GROUP BY 1
        """,
        (wanted.community, to_ms(wanted.since), to_ms(wanted.until), PROPOSALS),
    )
    found = {str(end): int(count) for end, count in rows}
    return Proposals(found.get(ADOPTED, 0), found.get(DECLINED, 0), found.get("open", 0))


def of(tx: Tx, wanted: Wanted) -> Figures:
    """The figures of everything."""
    return _piles(tx, wanted, "", lambda fact: "").get("", Figures(measure=wanted.measure))


def by_grid(tx: Tx, wanted: Wanted) -> dict[str | None, Figures]:
    """Grid by grid; None: nobody knows where."""
    return _piles(tx, wanted, "grid", lambda fact: fact.grid)


def by_category(tx: Tx, wanted: Wanted) -> dict[str | None, Figures]:
    """Category by category."""
    return _piles(tx, wanted, "category", lambda fact: fact.category)


def load(tx: Tx, wanted: Wanted) -> Loaded:
    """The facts of a period, for what counts them otherwise."""
    return _load(tx, wanted, _ALL)


def _piles(tx: Tx, wanted: Wanted, pile: str, key: Callable[[Fact], str | None]) -> dict[str | None, Figures]:
    found: defaultdict[str | None, Figures] = defaultdict(lambda: Figures(measure=wanted.measure))
    params = _params(wanted)
    for walk in WALKS:
        for name, *counted in tx.all(walk.sql(pile, wanted.among), params):
            found[name] += walk.figures(tuple(counted))
    merged = _load(tx, wanted, _touching(f"original IS NOT NULL AND {AMONG[wanted.among]}"))
    for name, theirs in figures.by(merged.facts, key, merged.originals, wanted.period, wanted.measure).items():
        found[name] += theirs
    return dict(found)


def _load(tx: Tx, wanted: Wanted, sql: str) -> Loaded:
    found = [Fact._make(row) for row in tx.all(sql, _params(wanted))]
    originals: dict[int, Fact] = {}
    missing = {fact.original for fact in found if fact.original is not None}
    while missing:  # a duplicate of a duplicate has an original too
        more = [Fact._make(row) for row in tx.all(_ORIGINALS, {"ids": json.dumps(sorted(missing))})]
        originals |= {fact.report: fact for fact in more}
        missing = {fact.original for fact in more if fact.original is not None} - originals.keys()
    return Loaded(tuple(found), originals)


def _params(wanted: Wanted) -> dict[str, Any]:
    period = wanted.period
    return {
        "community": wanted.community,
        "since": period.since,
        "until": period.until,
        "now": period.now,
        "judged": min(period.until, period.now + 1),  # what falls due later than now is not judged yet
        "partly": wanted.measure.partly,
        "so_so": wanted.measure.so_so,
    }


def incidents(tx: Tx, community: str, since: datetime, until: datetime) -> tuple[tuple[str, int, int], ...]:
    """(category, how many, how many homes said so) of the known incidents reported in a period, most homes first."""
    rows = tx.all(
        """
        SELECT category, count(*), sum((SELECT count(*) FROM supporter WHERE supporter.report = report.id)) AS homes
        FROM report
        WHERE id IN (SELECT report FROM fact WHERE community = ? AND reported_at >= ? AND reported_at < ?)
          AND known IS NOT NULL
        GROUP BY category ORDER BY homes DESC, category
        """,
        (community, to_ms(since), to_ms(until)),
    )
    return tuple((str(category), int(count), int(homes)) for category, count, homes in rows)
