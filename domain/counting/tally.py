"""Counts what the digest says: of a week's reports so many done, so many open, so many late.

Residents hear nothing of private kinds at all, and of kinds that are only counted nothing but the sum.  No count here
is by building or grid, and a kind with fewer than three reports is part of "other".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil, inf

from domain.categories import Visibility
from domain.context import Context
from domain.counting.facts import DUPLICATE, JOINED, NO_DANGER, REFUSED, RESOLVED, WITHDRAWN, Fact
from domain.counting.figures import Figures
from domain.people import Role
from domain.public import visibility
from domain.public.visibility import Sight

_COUNTED = visibility.kinds_seen(Role.RESIDENT, Sight.COUNT)
LEAST = 3  # reports of one kind in one week; fewer could point at somebody
KINDS = 6  # named at most
HALF = 4  # reports from which "half of them" means something
MINUTE, HOUR = 60_000, 3_600_000  # ms

Window = tuple[int, int]  # from when until when, epoch milliseconds
Originals = Mapping[int, Fact]


@dataclass(frozen=True, slots=True)
class Tally:
    """What residents are told of a period."""

    heard: int = 0  # reported in it; the next five say what became of them
    done: int = 0
    open: int = 0
    refused: int = 0
    no_danger: int = 0
    withdrawn: int = 0
    overdue: int = 0  # late at this moment, whenever reported
    slow: int = 0  # promises of the period that were kept too late
    half: timedelta | None = None  # half of what was reported got a human answer within
    kinds: tuple[tuple[str, int], ...] = ()
    other: int = 0
    trend: tuple[tuple[int, int], ...] = ()  # reported and done, period by period, this one last
    before: int = 0  # done in the period, but reported earlier
    chain: tuple[int, str] = (0, "")  # events of the community's history so far, and its head (storage/chain.py)
    known: tuple[tuple[str, int, int], ...] = ()  # known incidents: category, how many, how many homes said so


@dataclass(frozen=True, slots=True)
class Work:
    """What staff are told beside that."""

    overdue: tuple[tuple[str, int], ...] = ()  # by trade
    open: tuple[tuple[str, int], ...] = ()  # by category; the empty one is every other
    now: Figures = field(default_factory=Figures)
    last: Figures = field(default_factory=Figures)  # of the period before


def tally(facts: Sequence[Fact], originals: Originals, windows: Sequence[Window], now: int) -> Tally:
    """What residents are told; ``windows`` end with the period, those before it are the trend."""
    theirs = [f for f in facts if not f.by_staff and f.end != JOINED and f.visibility in _COUNTED]
    since, _ = windows[-1]
    came = [fact for fact in theirs if _within(fact.reported_at, windows[-1])]
    ends = Counter(end(fact, originals) for fact in came)
    kinds, other = shown(Counter(f.category for f in came if f.visibility == Visibility.PUBLIC), len(came))
    trend = tuple(
        (sum(_within(f.reported_at, each) for f in theirs), sum(_done_in(f, each) for f in theirs)) for each in windows
    )
    return Tally(
        heard=len(came),
        done=ends[RESOLVED],
        open=ends[""],
        refused=ends[REFUSED],
        no_danger=ends[NO_DANGER],
        withdrawn=ends[WITHDRAWN],
        overdue=sum(is_late(fact, now) for fact in theirs),
        slow=sum(_was_slow(fact, windows[-1], now) for fact in theirs),
        half=_half([f for f in came if end(f, originals) not in (WITHDRAWN, DUPLICATE)]),
        kinds=kinds,
        other=other,
        trend=trend,
        before=sum(_done_in(fact, windows[-1]) and fact.reported_at < since for fact in theirs),
    )


def work(
    ctx: Context,
    facts: Sequence[Fact],
    now: int,
    hands: Mapping[int, str],
    rates: tuple[Figures, Figures],
) -> Work:
    """What staff are told; ``hands``: the trade of each of the crew; ``rates`` of the period and the one before.

    Private kinds have no line of their own.
    """
    live = [fact for fact in facts if not fact.end and fact.visibility in visibility.STRICTEST]
    named = Counter(fact.category for fact in live if fact.visibility != Visibility.PRIVATE)
    other = len(live) - sum(named.values())
    by_trade = Counter(
        hands.get(fact.assignee or 0) or ctx.categories.get(fact.category).trade for fact in live if is_late(fact, now)
    )
    return Work(
        overdue=tuple(by_trade.most_common()),
        open=(*named.most_common(), *((("", other),) if other else ())),
        now=rates[0],
        last=rates[1],
    )


def shown(kinds: Mapping[str, int], total: int) -> tuple[tuple[tuple[str, int], ...], int]:
    """The kinds that are named, most first, and how many reports all others are together."""
    large = sorted(
        ((n, code) for code, n in kinds.items() if n >= LEAST and code != "other"), key=lambda x: (-x[0], x[1])
    )
    named = tuple((code, n) for n, code in large[:KINDS])
    return named, total - sum(n for _, n in named)


def end(fact: Fact, originals: Originals) -> str:
    """How it ended; a duplicate as its original did."""
    seen: set[int] = set()
    while fact.end in (DUPLICATE, JOINED) and fact.report not in seen and (root := originals.get(fact.original or 0)):
        seen.add(fact.report)
        fact = root
    if fact.end in (DUPLICATE, JOINED) or (
        seen and fact.end == WITHDRAWN
    ):  # somebody else took it back: this one still waits
        return ""
    return fact.end


def is_late(fact: Fact, now: int) -> bool:
    """Whether a promise has passed and somebody still waits."""
    return not fact.end and (fact.resolve_by <= now or (fact.answered_at is None and fact.respond_by <= now))


def _was_slow(fact: Fact, window: Window, now: int) -> bool:
    if is_late(fact, now):
        return False
    answered = _within(fact.respond_by, window) and fact.answered_at is not None and fact.answered_at > fact.respond_by
    ended = fact.end == RESOLVED and fact.ended_at is not None and fact.ended_at > fact.resolve_by
    return answered or (ended and _within(fact.resolve_by, window))


def _half(facts: Iterable[Fact]) -> timedelta | None:
    """Within which time half of them were answered; those that nobody answered took for ever."""
    took = sorted(fact.answered_at - fact.reported_at if fact.answered_at else inf for fact in facts)
    if len(took) < HALF or (half := took[(len(took) - 1) // 2]) == inf:
        return None
    grain = HOUR if half > HOUR else MINUTE
    return timedelta(milliseconds=max(ceil(half / grain), 1) * grain)


def _done_in(fact: Fact, window: Window) -> bool:
    return fact.end == RESOLVED and _within(fact.ended_at, window)


def _within(at: int | None, window: Window) -> bool:
    return at is not None and window[0] <= at < window[1]
