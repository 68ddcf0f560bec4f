"""The three rates (三率) and the other figures: what is counted, and against what.

Definitions, sources and reasons are in docs/figures.md.  Whose promise fell into the period is counted, by the
earliest promise: so no move takes a report out of the count or gives it more time.  Pure; which facts belong to a
period is storage/figures.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from statistics import fmean, median

from domain.counting.facts import DUPLICATE, JOINED, NO_DANGER, REFUSED, RESOLVED, WITHDRAWN, Fact
from domain.reports.rating import SHOWN_FROM

DURATION = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a community measures itself; the defaults are Beijing's (docs/figures.md)."""

    so_so: float = 0.9  # what "so-so" counts towards the satisfaction rate
    partly: float = 0.0  # what "partly solved" counts towards the resolution rate
    response: float = 10  # weights of the combined score
    resolution: float = 50
    satisfaction: float = 40
    least: int = 5  # a rate of fewer reports is shown with the remark that they are few


USUAL = Measure()


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: how many of how many.  Pooled by adding, never by averaging."""

    count: float = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nothing counts."""
        return self.count / self.of if self.of else None

    @property
    def percent(self) -> int | None:
        """Whole per cent, cut and never rounded up to what was not reached; None when nothing counts."""
        return int(self.count * 100 / self.of + 1e-9) if self.of else None

    def few(self, measure: Measure) -> bool:
        """Whether it is made from too few reports to say much."""
        return 0 < self.of < measure.least

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.count + other.count, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Spent:
    """How long something took, of those that came to it; ``open``: how many have not."""

    took: tuple[int, ...] = ()  # milliseconds, in no order
    open: int = 0

    @property
    def median(self) -> timedelta | None:
        """Half of them took no longer; None when none came to it."""
        return median(self.took) * DURATION if self.took else None

    @property
    def half(self) -> timedelta | None:
        """Within this half of all came to it, and what has not yet counts as for ever; None while fewer have."""
        there = (len(self.took) + self.open + 1) // 2
        return sorted(self.took)[there - 1] * DURATION if 0 < there <= len(self.took) else None

    @property
    def mean(self) -> timedelta | None:
        """The average; None when none came to it."""
        return round(fmean(self.took)) * DURATION if self.took else None

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.took + other.took, self.open + other.open)


@dataclass(frozen=True, slots=True)
class Figures:
    """One period of a community, a grid or a category; those of its parts added up are those of the whole."""

    reported: int = 0  # by residents in the period
    done: int = 0  # of residents' reports, resolved in the period
    answered: Rate = field(default_factory=Rate)  # 响应率 (system): a human answer by the promised hour
    resolved: Rate = field(default_factory=Rate)  # by the promise made at first, pauses and all
    contacted: Rate = field(default_factory=Rate)  # 响应率 (asked)
    solved: Rate = field(default_factory=Rate)  # 解决率
    satisfied: Rate = field(default_factory=Rate)  # 满意率
    reopened: Rate = field(default_factory=Rate)
    dispatched: Rate = field(default_factory=Rate)  # stayed in the hands that had it first
    repeats: Rate = field(default_factory=Rate)  # the same failed at the same place within two months before
    to_answer: Spent = field(default_factory=Spent)
    to_resolve: Spent = field(default_factory=Spent)
    overdue: int = 0  # now
    # What stands beside the rates: put aside, excused, or not asked.
    rated: int = 0  # reports that residents rated in the period
    unrated: int = 0  # resolved in the period, and nobody said how it was
    refused: int = 0
    no_danger: int = 0
    withdrawn: int = 0  # by whoever reported it
    duplicates: int = 0
    parked: int = 0  # reports whose clock stood
    paused: timedelta = timedelta()
    in_running_time: int = 0  # late, and in time if the hours of pauses are not counted
    by_staff: int = 0  # found or reported by the crew: in no rate
    own: int = 0  # handled by whoever filed them: they count only when they went wrong
    recategorised: int = 0
    measure: Measure = USUAL

    @property
    def combined(self) -> float | None:
        """综合, the weighted score from 0 to 100; None as long as one of the three is missing."""
        measure = self.measure
        rates = (self.contacted, self.solved, self.satisfied)
        weights = (measure.response, measure.resolution, measure.satisfaction)
        known = [rate.share * weight for rate, weight in zip(rates, weights, strict=True) if rate.share is not None]
        return 100 * sum(known) / sum(weights) if len(known) == len(weights) else None

    @property
    def withheld(self) -> bool:
        """Whether the rates made from answers are shown to nobody: one or two would say who answered what."""
        return self.rated < SHOWN_FROM

    def __add__(self, other: "Figures") -> "Figures":
        sums = {name: getattr(self, name) + getattr(other, name) for name in _COUNTED}
        return Figures(**sums, measure=self.measure)


_COUNTED = tuple(each.name for each in fields(Figures) if each.name != "measure")


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when, and when that is asked; epoch milliseconds.  What falls due later is not judged yet."""

    since: int
    until: int
    now: int


def of(facts: Iterable[Fact], originals: Mapping[int, Fact], period: Period, measure: Measure) -> Figures:
    """The figures of a period.

    ``facts``: all that touch the period, and may be more; ``originals``: the reports that duplicates among them
    belong to, by id.
    """
    known = [fact if fact.original is None else _joined(fact, originals) for fact in facts if fact.end != JOINED]
    counted = [fact for fact in known if not fact.by_staff]
    # What falls due later than now is not judged yet.  Spelled out: a week may hold tens of thousands.
    since, until = period.since, min(period.until, period.now + 1)
    came = [fact for fact in counted if since <= fact.reported_at < until]
    to_answer = [fact for fact in counted if since <= fact.respond_by < until]
    to_resolve = [fact for fact in counted if since <= fact.resolve_by < until]
    ended = [fact for fact in counted if since <= (fact.ended_at or 0) < until and fact.end == RESOLVED]
    asked = [fact for fact in to_resolve if not _taken_back(fact, fact.resolve_by)]
    late = [fact for fact in asked if not _in_time(fact)]
    halted = [fact for fact in to_resolve if fact.paused or fact.pause_since is not None]
    return Figures(
        reported=len(came),
        done=sum(fact.original is None for fact in ended),
        answered=_rate((fact for fact in to_answer if not _taken_back(fact, fact.respond_by)), _answered_in_time),
        resolved=_rate(asked, _in_time),
        **_three(counted, since, until, measure),
        reopened=_bad((fact for fact in to_resolve if fact.cycle > 1 or fact.end == RESOLVED), _came_back),
        dispatched=_rate((fact for fact in to_resolve if fact.handed or fact.answered_at), _stayed),
        repeats=_bad(came, lambda fact: bool(fact.again)),
        to_answer=_spent(to_answer, lambda fact: fact.answered_at),
        to_resolve=_spent(to_resolve, lambda fact: fact.ended_at if fact.end == RESOLVED else None),
        overdue=sum(not fact.end and _overdue(fact, period.now) for fact in counted),
        rated=sum(since <= (fact.rated_at or 0) < until for fact in counted),
        unrated=sum(fact.rated_at is None and fact.original is None for fact in ended),
        refused=sum(fact.end == REFUSED for fact in to_resolve),
        no_danger=sum(fact.end == NO_DANGER for fact in to_resolve),
        withdrawn=sum(fact.end == WITHDRAWN for fact in to_resolve),
        duplicates=sum(fact.original is not None for fact in to_resolve),
        parked=len(halted),
        paused=sum(fact.paused_by(period.now) for fact in halted) * DURATION,
        in_running_time=sum(_in_running_time(fact, period.now) for fact in late),
        by_staff=sum(since <= fact.reported_at < until for fact in known if fact.by_staff),
        own=sum(fact.own for fact in to_resolve),
        recategorised=sum(fact.recategorised > 0 for fact in to_resolve),
        measure=measure,
    )


def by(
    facts: Iterable[Fact],
    key: Callable[[Fact], str | None],
    originals: Mapping[int, Fact],
    period: Period,
    measure: Measure,
) -> dict[str | None, Figures]:
    """The figures of each grid or category that has any."""
    piles: dict[str | None, list[Fact]] = {}
    for fact in facts:
        piles.setdefault(key(fact), []).append(fact)
    return {name: of(pile, originals, period, measure) for name, pile in piles.items()}


def _joined(fact: Fact, originals: Mapping[int, Fact]) -> Fact:
    """A duplicate ends as its original does, by its own promise and the original's: the worse of both counts.

    It shares nothing from before it was merged: merged late, it is late.
    """
    if fact.original is None:
        return fact
    root, seen = originals.get(fact.original), {fact.report}
    while root is not None and root.original is not None and root.report not in seen:
        seen.add(root.report)
        root = originals.get(root.original)
    if root is None:
        return fact
    merged_at = fact.ended_at or 0
    answered = root.answered_at and max(root.answered_at, merged_at)
    if answered and root.answered_at and root.answered_at > root.respond_by:
        answered = max(answered, fact.respond_by + 1)  # the original was late, so is whoever shares its answer
    ended = root.ended_at and max(root.ended_at, merged_at)
    if ended and root.ended_at and root.ended_at > root.resolve_by:
        ended = max(ended, fact.resolve_by + 1)
    return fact._replace(
        answered_at=fact.answered_at or answered,
        end=_shared_end(fact, root),
        ended_at=ended,
        paused=max(fact.paused, root.paused),
        pause_since=root.pause_since,
    )


def _shared_end(fact: Fact, root: Fact) -> str:
    """How a duplicate ended: as the original, but that one cannot be withdrawn for it, nor cover up what was late."""
    if root.end == WITHDRAWN:
        return ""
    merged_at = fact.ended_at or 0
    late = merged_at > fact.resolve_by or (merged_at > fact.respond_by and not _answered_in_time(fact))
    return DUPLICATE if late and root.end == RESOLVED else root.end


def _rate(facts: Iterable[Fact], good: Callable[[Fact], bool]) -> Rate:
    """The share of good ones.  What somebody filed and handled themselves can only lower it."""
    count = total = 0
    for fact in facts:
        is_good = good(fact)
        if not (fact.own and is_good):
            count += is_good
            total += 1
    return Rate(count, total)


def _bad(facts: Iterable[Fact], bad: Callable[[Fact], bool]) -> Rate:
    """The share of bad ones; as in ``_rate``, what somebody filed and handled themselves can only make it worse."""
    rate = _rate(facts, lambda fact: not bad(fact))
    return Rate(rate.of - rate.count, rate.of)


def _taken_back(fact: Fact, promise: int) -> bool:
    """Withdrawn by whoever reported it, before anybody was late.  Who filed it for others cannot do away with it."""
    return fact.end == WITHDRAWN and not fact.filed and fact.ended_at is not None and fact.ended_at <= promise


def _answered_in_time(fact: Fact) -> bool:
    return fact.answered_at is not None and fact.answered_at <= fact.respond_by


def _in_time(fact: Fact) -> bool:
    return fact.end == RESOLVED and fact.ended_at is not None and fact.ended_at <= fact.resolve_by


def _came_back(fact: Fact) -> bool:
    return fact.cycle > 1


def _stayed(fact: Fact) -> bool:
    return not fact.handed


def _in_running_time(fact: Fact, now: int) -> bool:
    """Late only because of the hours in which its clock stood."""
    ended = fact.ended_at if fact.end == RESOLVED else now if not fact.end else None
    return ended is not None and ended - fact.paused_by(ended) <= fact.resolve_by


def _overdue(fact: Fact, now: int) -> bool:
    unanswered = fact.answered_at is None and fact.respond_by <= now
    return not fact.end and (unanswered or fact.resolve_by <= now)


def _spent(facts: Iterable[Fact], reached: Callable[[Fact], int | None]) -> Spent:
    took: list[int] = []
    still = 0
    for fact in facts:
        at = reached(fact)
        if at is None:
            still += fact.end != WITHDRAWN
        elif not fact.own:
            took.append(at - fact.reported_at)
    return Spent(tuple(took), still)


# --- what residents say -------------------------------------------------------------------------------

_QUESTIONS = ("contacted", "solved", "satisfied")


def _three(counted: Iterable[Fact], since: int, until: int, measure: Measure) -> dict[str, Rate]:
    """Of those who were asked and answered, and those who got no end: refused ones, false alarms, and what is late.

    Who was refused or waits in vain rates nothing; left out, every refusal would raise the rates.
    """
    worth: dict[str, Mapping[object, float]] = {
        "contacted": {1: 1.0},
        "solved": {"yes": 1.0, "partly": measure.partly},
        "satisfied": {2: 1.0, 1: measure.so_so},
    }
    sums = dict.fromkeys(_QUESTIONS, 0.0)
    totals = dict.fromkeys(_QUESTIONS, 0)
    for fact in counted:
        in_vain = fact.end != RESOLVED and _in_vain(fact, since, until)
        if not in_vain and not since <= (fact.rated_at or 0) < until:
            continue
        for question in _QUESTIONS:
            said = None if in_vain else getattr(fact, question)
            if said is None and not in_vain:
                continue
            value = worth[question].get(said, 0.0)
            if not (fact.own and value):
                sums[question] += value
                totals[question] += 1
    return {question: Rate(sums[question], totals[question]) for question in _QUESTIONS}


def _in_vain(fact: Fact, since: int, until: int) -> bool:
    """Promised for the period and not ended; refused in it, or withdrawn by somebody else than who reported it."""
    if not fact.end:
        return since <= fact.resolve_by < until
    if fact.end == DUPLICATE:  # merged when it was late, and its resident has not said that it is good
        return since <= fact.resolve_by < until and fact.rated_at is None
    undone = fact.end in (REFUSED, NO_DANGER) or (fact.end == WITHDRAWN and bool(fact.filed))
    return undone and since <= (fact.ended_at or 0) < until
