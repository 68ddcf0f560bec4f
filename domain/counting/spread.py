"""The figures of several communities together: each with how far apart they lie, none of them by its name.

A rate is pooled by adding; beside it the lowest, the middle and the highest of the communities that have enough reports
to be a rate at all.  No table of communities: their residents, houses and what they report differ, so a rank would say
little, and whoever is ranked learns to look good instead of mending things.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from domain.community import Community
from domain.counting import weighed
from domain.counting.figures import Figures, Rate, Spent
from domain.effects import Say
from domain.lines import Day, Line, line
from domain.people import Chat
from domain.reports.rating import SHOWN_FROM

LEAST = 3  # communities: of two, each could tell the other's figure
RATES = ("answered", "resolved", "contacted", "solved", "satisfied")
TIMES = ("to_answer", "to_resolve")


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, the middle and the highest of some communities' figures, and how many they are."""

    low: float
    middle: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure over all communities."""

    pooled: float | None  # per cent, cut; or milliseconds
    of: int  # reports
    spread: Spread | None
    few: int  # communities with too few reports to stand for themselves, which only the pooled figure counts
    hidden: bool = False  # so few were asked that it would say who answered what


def over(values: Sequence[float]) -> Spread | None:
    """How far apart some figures lie; None where so few of them would be told one by one."""
    if len(values) < LEAST:
        return None
    return Spread(min(values), median(values), max(values), len(values))


def rate(found: Sequence[Figures], name: str) -> Measured:
    """One of the rates."""
    rates: list[Rate] = [getattr(each, name) for each in found]
    pooled = sum(rates, Rate())
    asked = name in weighed.ASKED
    enough = [
        each.percent
        for each, figures in zip(rates, found, strict=True)
        if each.percent is not None and not each.few(figures.measure) and not (asked and figures.withheld)
    ]
    few = sum(each.of > 0 for each in rates) - len(enough)
    hidden = asked and sum(each.rated for each in found) < SHOWN_FROM
    return Measured(None if hidden else pooled.percent, pooled.of, over(enough), few, hidden)


def times(found: Sequence[Figures], name: str) -> Measured:
    """How long it took: half of all were no longer; beside it each community's half."""
    spent: list[Spent] = [getattr(each, name) for each in found]
    took = [each for one in spent for each in one.took]
    enough = [
        float(median(each.took))
        for each, figures in zip(spent, found, strict=True)
        if len(each.took) >= figures.measure.least
    ]
    few = sum(bool(each.took) for each in spent) - len(enough)
    return Measured(float(median(took)) if took else None, len(took), over(enough), few)


# --- in words -----------------------------------------------------------------------------------------


def said(home: Community, chat: Chat, now: datetime, this: Sequence[Figures], last: Sequence[Figures]) -> Say:
    """This week and the last, over all communities; the weeks are those of the first."""
    since, _ = weighed.week(home, now)
    lines = [line("spread", count=len(this))]
    if late := sum(each.overdue for each in this):
        lines.append(line("figures-overdue", count=late))
    lines += [line("figures-this", day=Day(since, dated=True)), *_week(this)]
    lines += [line("figures-last"), *_week(last), line("spread-how", least=LEAST), line("figures-how")]
    return Say(chat, tuple(lines))


def _week(found: Sequence[Figures]) -> list[Line]:
    reported, done = (sum(getattr(each, name) for each in found) for name in ("reported", "done"))
    lines = [line("figures-came", reported=reported, done=done)] if reported or done else []
    for name in RATES:
        lines += _line(name, rate(found, name), _percent)
    for name in TIMES:
        lines += _line(name.replace("_", "-"), times(found, name), _long)
    return lines or [line("figures-nothing")]


def _line(name: str, found: Measured, shown: Callable[[float], Line]) -> list[Line]:
    if not found.of:
        return []
    what = line(f"spread-{name}")
    if found.hidden or found.pooled is None:
        return [line("spread-hidden", what=what, least=SHOWN_FROM)]
    words: dict[str, Line | int] = {"what": what, "all": shown(found.pooled), "of": found.of}
    if found.spread is None:
        return [line("spread-alone", **words)]
    low, middle, high = (shown(each) for each in (found.spread.low, found.spread.middle, found.spread.high))
    apart = line("spread-apart", low=low, middle=middle, high=high, of=found.spread.of, few=found.few)
    return [line("spread-both", **words, apart=apart)]


def _percent(value: float) -> Line:
    return line("spread-percent", percent=int(value))


def _long(value: float) -> Line:
    return line("spread-long", span=timedelta(milliseconds=round(value)))
