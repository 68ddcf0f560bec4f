"""The check on what was learned: plain messages of all kinds, which must be understood as well as before.

Nobody's lessons may cost a category, or the rest of what people say, more than two points.  Those that would are
taken at a part of their weight, first each person's alone, then everybody's together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.understanding.learning import IS_REPORT, NO_REPORT, NORMAL, URGENT, Learned, Moved, Voice, categories
from domain.understanding.model import chance, shares

MOST = 0.02  # that a class may fall
PARTS = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.0)


@dataclass(frozen=True, slots=True)
class Checked:
    """A plain message with its right answer, and what the shipped model says of it."""

    code: str  # its category; empty for what is no report
    stretches: frozenset[str]
    outputs: Mapping[str, float]


def guarded(learned: Learned, check: "Check") -> Learned:
    """The same, with nobody's lessons costing a class more than it may."""
    moved = {at: found for at, each in enumerate(check.messages) if (found := learned.moved(each.stretches))}
    voices = sorted({voice for found in moved.values() for voice, _ in found})
    scales = {}
    for voice in voices:
        own = _only(moved, lambda other, voice=voice: other == voice)  # type: ignore[misc]
        scales[voice] = _part(learned, check, own, {voice: 1.0})
    for person in sorted({person for person, _ in voices}):
        part = _part(learned, check, _only(moved, lambda other, person=person: other[0] == person), scales)  # type: ignore[misc]
        scales |= {voice: scale * part for voice, scale in scales.items() if voice[0] == person}
    whole = _part(learned, check, moved, scales)
    return replace(learned, scales={voice: scale * whole for voice, scale in scales.items()})


def _only(moved: Mapping[int, Moved], of: Callable[[Voice], bool]) -> dict[int, Moved]:
    kept = {at: {key: by for key, by in found.items() if of(key[0])} for at, found in moved.items()}
    return {at: found for at, found in kept.items() if found}


def _part(learned: Learned, check: "Check", moved: Mapping[int, Moved], scales: Mapping[Voice, float]) -> float:
    """How much of it may stay."""
    for part in PARTS:
        now = {voice: scale * part for voice, scale in scales.items()}
        if check.falls({at: learned.summed(found, now) for at, found in moved.items()}) <= MOST:
            return part
    return 0.0


class Check:
    """The plain messages, and how well each class of them is understood: every category, reports and the rest."""

    def __init__(self, messages: Sequence[Checked]) -> None:
        self.messages = messages
        self.common = Counter(stretch for each in messages for stretch in each.stretches)
        self._before = [_answers(each, {}) for each in messages]
        self._number = Counter(name for each in self._before for name, _, _ in each)

    def falls(self, shifts: Mapping[int, Mapping[str, float]]) -> float:
        """By how much the class falls that falls most, where messages are shifted so."""
        changes = self.changes(shifts)
        return max((-change for pair in changes.values() for change in pair), default=0.0)

    def changes(self, shifts: Mapping[int, Mapping[str, float]]) -> dict[str, tuple[float, float]]:
        """For each class that changes: in the share that is right, and in how sure of the right answer we are."""
        right: Counter[str] = Counter()
        sure: defaultdict[str, float] = defaultdict(float)
        for at, shift in shifts.items():
            for (name, share, first), (_, was, was_first) in zip(
                _answers(self.messages[at], shift), self._before[at], strict=True
            ):
                right[name] += first - was_first
                sure[name] += share - was
        return {name: (right[name] / self._number[name], sure[name] / self._number[name]) for name in sure}


def _answers(checked: Checked, shift: Mapping[str, float]) -> list[tuple[str, float, bool]]:
    """Of each class that the message belongs to: the share of the right answer, and whether it is the first."""
    report = chance(checked.outputs["report"] + shift.get("report", 0.0))
    if not checked.code:
        return [(NO_REPORT, 1 - report, report < 0.5), _hurry(checked, shift)]
    logits = categories(checked.outputs)
    for code in logits:
        logits[code] += shift.get(code, 0.0)
    found = shares(logits)
    first = found[checked.code] == max(found.values())
    return [(checked.code, found[checked.code], first), (IS_REPORT, report, report >= 0.5), _hurry(checked, shift)]


def _hurry(checked: Checked, shift: Mapping[str, float]) -> tuple[str, float, bool]:
    """Whether it is urgent: nobody labelled that, so what the shipped model says is taken for right."""
    was, now = checked.outputs[URGENT] >= 0, chance(checked.outputs[URGENT] + shift.get(URGENT, 0.0))
    return (URGENT, now, now >= 0.5) if was else (NORMAL, 1 - now, now < 0.5)
