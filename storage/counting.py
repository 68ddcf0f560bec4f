"""Counts the figures of reports that are nobody's duplicate, in the database: a week may hold tens of thousands.

What is counted, and why, is defined in domain/counting/figures.py, in the same names and the same order; a test holds
both against each other over made-up facts.  Each walk goes through one index, and counts what that hour decides.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.counting.figures import Figures, Rate, Spent
from domain.public import visibility
from domain.public.visibility import Sight
from storage.times import MS

ALL, COUNTED, SHOWN = "all", "counted", "shown"


def _seen(least: Sight) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in visibility.stored(least))
    return f"visibility IN ({kinds})"


# Whose figures: everything, what everybody may know of as a number, what everybody may see one by one.
AMONG = {ALL: "TRUE", COUNTED: _seen(Sight.COUNT), SHOWN: _seen(Sight.FACTS)}
PILES = {"": "''", "grid": "grid", "category": "category"}  # what may be counted one by one; empty: all together


@dataclass(frozen=True, slots=True)
class Column:
    """One of the figures: what the database counts for it, and what is made of that."""

    sql: tuple[str, ...]
    made: Callable[..., Any]


def _count(among: str) -> Column:
    return Column((f"count(*) FILTER (WHERE {among})",), int)


def _rate(among: str, good: str) -> Column:
    """What somebody filed and handled themselves can only lower it."""
    good = f"({good}) IS TRUE"
    among = f"({among}) AND NOT (own = 1 AND {good})"
    return Column((f"count(*) FILTER (WHERE {among} AND {good})", f"count(*) FILTER (WHERE {among})"), Rate)


def _bad(among: str, bad: str) -> Column:
    """What somebody filed and handled themselves can only make it worse."""
    among = f"({among}) AND (({bad}) OR own = 0)"
    return Column((f"count(*) FILTER (WHERE {among} AND ({bad}))", f"count(*) FILTER (WHERE {among})"), Rate)


def _spent(reached: str) -> Column:
    took = f"json_group_array({reached} - reported_at) FILTER (WHERE {reached} IS NOT NULL AND own = 0)"
    still = f"""count(*) FILTER (WHERE {reached} IS NULL AND "end" <> 'withdrawn')"""
    return Column((took, still), lambda took, still: Spent(tuple(json.loads(took)), still))


def _asked(said: str, worth: str) -> Column:
    """What residents answered to one question; who got no end or a refusal counts as an answer, and a bad one."""
    among = f"{said} IS NOT NULL AND NOT {_IN_VAIN} AND NOT (own = 1 AND {worth} > 0)"
    return Column((f"total({worth}) FILTER (WHERE {among})", f"count(*) FILTER (WHERE {among})"), Rate)


def _nothing(among: str) -> Column:
    return Column((f"count(*) FILTER (WHERE {among})",), lambda count: Rate(0, count))


def _taken_back(promise: str) -> str:
    return f"""("end" = 'withdrawn' AND filed = 0 AND coalesce(ended_at <= {promise}, FALSE))"""


def _within(at: str) -> str:
    return f"{at} >= :since AND {at} < :judged"


_PAUSED = "paused + coalesce(max({until} - pause_since, 0), 0)"
_HALTED = "paused <> 0 OR pause_since IS NOT NULL"
_IN_TIME = "\"end\" = 'resolved' AND ended_at <= resolve_by"
_OVER = """CASE "end" WHEN 'resolved' THEN ended_at WHEN '' THEN :now END"""
_WAITS = "\"end\" = ''"
_UNDONE = """("end" IN ('refused', 'no_danger') OR ("end" = 'withdrawn' AND filed = 1))"""
_IN_VAIN = f"(({_WAITS} AND {_within('resolve_by')}) OR ({_UNDONE} AND coalesce({_within('ended_at')}, FALSE)))"
_ASKED = ("contacted", "solved", "satisfied")

_CAME = {
    "reported": _count("by_staff = 0"),
    "repeats": _bad("by_staff = 0", "again = 1"),
    "by_staff": _count("by_staff = 1"),
}
_TO_ANSWER = {
    "answered": _rate(f"NOT {_taken_back('respond_by')}", "answered_at <= respond_by"),
    "to_answer": _spent("answered_at"),
}
_TO_RESOLVE = {
    "resolved": _rate(f"NOT {_taken_back('resolve_by')}", _IN_TIME),
    "reopened": _bad("cycle > 1 OR \"end\" = 'resolved'", "cycle > 1"),
    "dispatched": _rate("handed = 1 OR answered_at IS NOT NULL", "handed = 0"),
    "to_resolve": _spent("CASE WHEN \"end\" = 'resolved' THEN ended_at END"),
    "refused": _count("\"end\" = 'refused'"),
    "no_danger": _count("\"end\" = 'no_danger'"),
    "withdrawn": _count("\"end\" = 'withdrawn'"),
    "parked": _count(_HALTED),
    "paused": Column((f"total({_PAUSED.format(until=':now')})",), lambda found: int(found) * MS),
    "in_running_time": _count(
        f"NOT {_taken_back('resolve_by')} AND ({_IN_TIME}) IS NOT TRUE"
        f" AND {_OVER} - ({_PAUSED.format(until=_OVER)}) <= resolve_by"
    ),
    "own": _count("own = 1"),
    "recategorised": _count("recategorised = 1"),
    **dict.fromkeys(_ASKED, _nothing(_WAITS)),
}
_ENDED = {
    "done": _count("\"end\" = 'resolved'"),
    "unrated": _count("\"end\" = 'resolved' AND rated_at IS NULL"),
    **dict.fromkeys(_ASKED, _nothing(_UNDONE)),
}
_RATED = {
    "rated": _count("TRUE"),
    "contacted": _asked("contacted", "contacted"),
    "solved": _asked("solved", "CASE solved WHEN 'yes' THEN 1.0 WHEN 'partly' THEN :partly ELSE 0.0 END"),
    "satisfied": _asked("satisfied", "CASE satisfied WHEN 2 THEN 1.0 WHEN 1 THEN :so_so ELSE 0.0 END"),
}
_LATE = {"overdue": _count("answered_at IS NULL OR resolve_by <= :now")}


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk through an index, and the figures that come from it."""

    where: str
    columns: dict[str, Column]

    def sql(self, pile: str, among: str = ALL) -> str:
        """The statement; its first column names the grid or category."""
        counted = ", ".join(each for column in self.columns.values() for each in column.sql)
        return f"""
            SELECT {PILES[pile]} AS pile, {counted} FROM fact
            WHERE community = :community AND original IS NULL AND {AMONG[among]} AND {self.where}
            GROUP BY pile
        """

    def figures(self, counted: tuple[Any, ...]) -> Figures:
        """What one row says."""
        rest = iter(counted)
        return Figures(**{name: each.made(*(next(rest) for _ in each.sql)) for name, each in self.columns.items()})


WALKS = (
    Walk(_within("reported_at"), _CAME),
    Walk(f"{_within('respond_by')} AND by_staff = 0", _TO_ANSWER),
    Walk(f"{_within('resolve_by')} AND by_staff = 0", _TO_RESOLVE),
    Walk(f"{_within('ended_at')} AND by_staff = 0", _ENDED),
    Walk(f"{_within('rated_at')} AND by_staff = 0", _RATED),
    Walk("\"end\" = '' AND respond_by <= :now AND by_staff = 0", _LATE),
)
