"""What a community's corrections teach: a small model of its own, added to the shipped one.

Each lesson moves the weights of the stretches in its message toward the right answer, starting from what the
shipped model and the other lessons say.  The result depends on the lessons alone, so it can always be made anew.

Nobody can spoil it for all.  One person teaches what the shipped model does not know: names of shops, nicknames,
words of the place.  What it knows, or is certain of, is changed only when a second of the crew says the same; what
one person taught moves an output by so much at most; said twice it counts once.  domain/understanding/guard.py checks
the result besides.  Danger is never learned away: the outputs that tell of it are no part of this.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from zlib import crc32

from domain.understanding.model import chance, share_of, shares

CATEGORY, REPORT, PLACE, URGENCY = "category", "is_report", "place", "urgency"  # what can be corrected
_NO_CATEGORY = frozenset({"report", "emergency", "urgent"})
TEACHING = (CATEGORY, REPORT, URGENCY)  # what moves weights; a place is learned as a name: domain/where/nicknames.py
IS_REPORT, NO_REPORT = "report", "chatter"
URGENT, NORMAL = "urgent", "normal"

OF_ONE, OF_ALL = 100, 200  # lessons that count, the newest
ROUNDS = 10  # times that all lessons are gone through
RATE = 2.5  # log-odds that a lesson moves its own message in one round, were it quite wrong
ENOUGH = 0.05  # so little wrong teaches nothing more
CREW, OTHERS = 3.0, 0.6  # log-odds that one person's lessons may move an output: one of the crew, anybody else
REPORTS = 0.5  # of that for whether it is a report at all: a group forgives few interruptions
OTHERS_COUNT = 0.3  # what a lesson of somebody else counts, beside one of the crew
CERTAIN = 0.97  # share of the shipped model's guess from which it takes a second person to say otherwise
KNOWN = 0.2  # what a stretch that the shipped model knows learns, beside a new one, once a second person says it
COMMON = 25  # ordinary messages with a stretch from which it says nothing
_HIDDEN, _NUMBERS = "~", 1_000_000  # what a digest begins with, and how many there are
LEAST = 0.01  # log-odds; what weighs less is left out


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One correction, as far as it teaches."""

    person: int
    crew: bool
    what: str  # of TEACHING
    after: str  # the right answer
    stretches: frozenset[str]  # digests, of a message whose words are not kept
    outputs: Mapping[str, float]  # what the shipped model says of the message
    share: float  # what one stretch counts in it

    @property
    def answers(self) -> dict[str, float]:
        """The shares of the answers, as the shipped model has them."""
        if self.what == CATEGORY:
            return shares(categories(self.outputs))
        if self.what == URGENCY:
            urgent = chance(self.outputs[URGENT])
            return {URGENT: urgent, NORMAL: 1 - urgent}
        report = chance(self.outputs["report"])
        return {IS_REPORT: report, NO_REPORT: 1 - report}

    @property
    def guess(self) -> str:
        """What the shipped model thinks."""
        answers = self.answers
        return max(answers, key=answers.__getitem__)


Voice = tuple[int, str]  # who taught, and which answer: what is guarded together
Moved = Mapping[tuple[Voice, str], float]  # by whom and which output: log-odds


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: for each stretch what it adds, by who taught it and by output."""

    rows: Mapping[str, tuple[tuple[Voice, str, float], ...]] = field(default_factory=dict)
    crew: frozenset[int] = frozenset()  # whose word counts more
    scales: Mapping[Voice, float] = field(default_factory=dict)  # the part that the guard left of it
    hidden: bool = False  # whether some of it is about digests

    def shift(self, stretches: Collection[str]) -> dict[str, float]:
        """What the lessons add to the outputs for one message, in log-odds."""
        return self.summed(self.moved(stretches), self.scales)

    def moved(self, stretches: Collection[str]) -> dict[tuple[Voice, str], float]:
        """What every voice alone would add, unbounded."""
        found: defaultdict[tuple[Voice, str], float] = defaultdict(float)
        shown = chain(stretches, digests(stretches)) if self.hidden else stretches
        for taught in filter(None, map(self.rows.get, shown)):
            for voice, output, weight in taught:
                found[voice, output] += weight
        share = share_of(stretches)
        return {key: moved * share for key, moved in found.items()}

    def summed(self, moved: Moved, scales: Mapping[Voice, float]) -> dict[str, float]:
        """All voices together, each at its scale, and each person within their bound."""
        each: defaultdict[tuple[int, str], float] = defaultdict(float)
        for (voice, output), by in moved.items():
            each[voice[0], output] += by * scales.get(voice, 1.0)
        total: defaultdict[str, float] = defaultdict(float)
        for (person, output), by in each.items():
            total[output] += bounded(by, output, person in self.crew)
        return total


NOTHING = Learned()


def categories(outputs: Mapping[str, float]) -> dict[str, float]:
    """Those outputs that are categories."""
    return {name: logit for name, logit in outputs.items() if name not in _NO_CATEGORY and "=" not in name}


def digests(stretches: Iterable[str]) -> set[str]:
    """Numbers that stand for stretches of a message whose words must not be kept: too short to be read back.

    A million numbers for all stretches there can be: thousands share each.
    """
    return {f"{_HIDDEN}{crc32(stretch.encode('utf-8', 'replace')) % _NUMBERS}" for stretch in stretches}


def bounded(moved: float, output: str, crew: bool) -> float:
    """No further than one person may move this output, either way."""
    bound = (CREW if crew else OTHERS) * (REPORTS if output == "report" else 1.0)
    return max(-bound, min(bound, moved))


def learn(lessons: Iterable[Lesson], known: Container[str], common: Mapping[str, int]) -> Learned:
    """What these lessons teach, oldest first.

    ``known``: the stretches that the shipped model knows; ``common``: in how many ordinary messages one stands.
    """
    counting = latest(lessons)
    second = seconded(counting)
    told = [
        _Told(lesson, _stretches(lesson, known, common, lesson in second))
        for lesson in counting
        if lesson in second or not contradicts(lesson)
    ]
    crew = frozenset(each.lesson.person for each in told if each.lesson.crew)
    near = _near(told)
    for _ in range(ROUNDS):
        if not any([each.taught(beside, crew) for each, beside in zip(told, near, strict=True)]):
            break
    rows = _rows(told)
    return Learned(rows, crew, hidden=any(stretch.startswith(_HIDDEN) for stretch in rows))


def latest(lessons: Iterable[Lesson]) -> list[Lesson]:
    """Those that count: of what one person said of one message the last, of each person and of all the newest."""
    kept: dict[tuple[int, str, frozenset[str]], Lesson] = {}
    for lesson in lessons:
        key = lesson.person, lesson.what, lesson.stretches
        kept.pop(key, None)
        kept[key] = lesson
    counted: Counter[int] = Counter()
    found: list[Lesson] = []
    for lesson in reversed(kept.values()):
        counted[lesson.person] += 1
        if counted[lesson.person] <= OF_ONE and len(found) < OF_ALL:
            found.append(lesson)
    return found[::-1]


def seconded(lessons: Iterable[Lesson]) -> set[Lesson]:
    """Those of the crew of which a second one said the same: this guess of the shipped model should be that."""
    said: defaultdict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if lesson.crew:
            said[lesson.guess, lesson.after].append(lesson)
    return {lesson for alike in said.values() if len({each.person for each in alike}) > 1 for lesson in alike}


def contradicts(lesson: Lesson) -> bool:
    """Whether the shipped model is certain of something else."""
    return lesson.guess != lesson.after and lesson.answers[lesson.guess] > CERTAIN


def _stretches(lesson: Lesson, known: Container[str], common: Mapping[str, int], second: bool) -> dict[str, float]:
    """From which stretches a lesson is learned, and how much: what is said only here says most."""
    part = KNOWN if second else 0.0
    found = {
        each: (part if each in known else 1.0) / (1 + often)
        for each in sorted(lesson.stretches)
        if (often := common.get(each, 0)) < COMMON
    }
    return {stretch: rate for stretch, rate in found.items() if rate}


class _Told:
    """A lesson, how far each of its stretches learns from it, and how far it has moved each output so far."""

    __slots__ = ("lesson", "moved", "rates")

    def __init__(self, lesson: Lesson, stretches: Mapping[str, float]) -> None:
        self.lesson = lesson
        whole = sum(stretches.values()) * lesson.share or 1.0
        counts = RATE * (1.0 if lesson.crew else OTHERS_COUNT)
        self.rates = {stretch: counts * rate / whole for stretch, rate in stretches.items()}
        self.moved: dict[str, float] = {}

    def taught(self, near: Iterable[tuple["_Told", float]], crew: Collection[int]) -> bool:
        """One step toward the right answer; False when it is right already."""
        found: defaultdict[tuple[int, str], float] = defaultdict(float)
        for other, alike in near:
            for output, moved in other.moved.items():
                found[other.lesson.person, output] += moved * alike
        now = dict(self.lesson.outputs)
        for (person, output), moved in found.items():
            now[output] += bounded(moved, output, person in crew)
        wrong = [(output, by) for output, by in _wrong(self.lesson, now) if abs(by) > ENOUGH]
        for output, by in wrong:
            self.moved[output] = self.moved.get(output, 0.0) + by
        return bool(wrong)


def _near(told: Sequence[_Told]) -> list[list[tuple[_Told, float]]]:
    """For each message the lessons that move it, and how far one step of each does."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(told):
        for stretch in each.rates:
            holding[stretch].append(at)
    found = []
    for each in told:
        alike: defaultdict[int, float] = defaultdict(float)
        for stretch in sorted(each.rates):
            for at in holding[stretch]:
                alike[at] += told[at].rates[stretch]
        found.append([(told[at], rate * each.lesson.share) for at, rate in sorted(alike.items())])
    return found


def _wrong(lesson: Lesson, now: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """How far each output is from the right answer, in shares of one."""
    if lesson.what == CATEGORY:
        for code, share in shares(categories(now)).items():
            yield code, (code == lesson.after) - share
    elif lesson.what == URGENCY:
        yield URGENT, (lesson.after == URGENT) - chance(now[URGENT])
    else:
        yield "report", (lesson.after == IS_REPORT) - chance(now["report"])


def _rows(told: Iterable[_Told]) -> dict[str, tuple[tuple[Voice, str, float], ...]]:
    weights: defaultdict[str, defaultdict[tuple[Voice, str], float]] = defaultdict(lambda: defaultdict(float))
    for each in told:
        voice = each.lesson.person, each.lesson.after
        for stretch, rate in each.rates.items():
            for output, moved in each.moved.items():
                weights[stretch][voice, output] += rate * moved
    rows = {
        stretch: tuple((voice, output, weight) for (voice, output), weight in taught.items() if abs(weight) > LEAST)
        for stretch, taught in weights.items()
    }
    return {stretch: taught for stretch, taught in rows.items() if taught}
