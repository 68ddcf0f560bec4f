"""Learn from marked messages which stretch of a text names the place; writes what domain/where/tagger.py reads.

A stretch's weight is the sum of what its tokens learnt, and its chance among all stretches of the text, and no
stretch at all, grows with its weight (a conditional random field with one segment).  Weights are moved towards the
marked stretch, a message at a time; the result is rounded to bytes.
"""

import math
import random
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain.understanding.folding import fold
from domain.where import tagger
from training import fit, messages, varied
from training.messages import Message

UNMARKED = "phrases"  # files of bare phrases, in which nobody marked places
WRITTEN = Path(tagger.__file__).parent / tagger.FILE

SEEN_BY = 2  # a run that one message alone shows teaches nothing
ROUNDS, SETTLED = 8, 3  # times through the messages; the weights are the mean of those after each from here on
PACE, FADE = 0.05, 0.3  # how far one message moves a weight; how strongly weights are drawn to nought each round
STEP = 1 / 24  # of a weight, which is kept as a byte
CHANCE = 0.28  # of a stretch against no place at all: from here on it is one
KEPT = 45_000  # runs; those that weigh least are left out
READ_AT_MOST = 400  # characters of a letter: more of it teaches little

# How far each kind of run speaks, before and after its first token: a run of two about three tokens before it, and
# three after its first.  What is inside a place shows close by.
_LENGTHS = (1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4)
_REACH = {1: (-3, 3, -1, 1), 2: (-2, 3, -1, 2), 3: (-1, 3, -1, 3), 4: (-1, 4, 0, 3)}
_BEGINS, _ENDS, _INSIDE = range(tagger.FIELDS)


@dataclass(slots=True)
class _Example:
    """Token by token, the weights that speak about it: their positions in one long list, for each statement."""

    speak: list[tuple["array[int]", ...]]
    first: int  # the marked stretch; -1 when there is none
    last: int


# --- learning --------------------------------------------------------------------------------------------


class Learner:
    """The runs that are learnt about, and their weights."""

    def __init__(self, told: Iterable[Message]) -> None:
        told = [message for message in told if _whole(message)]
        lengths: dict[str, int] = {}
        seen: Counter[str] = Counter()
        for message in told:
            shown = {run: length for around in _runs(message) for run, length in zip(around, _LENGTHS, strict=True)}
            seen.update(shown.keys())
            lengths.update(shown)
        self.runs = {run: at for at, run in enumerate(run for run, times in seen.items() if times >= SEEN_BY)}
        self._lengths = lengths
        size = len(self.runs) * tagger.WINDOW * tagger.FIELDS
        self.weights = array("d", bytes(8 * size))
        self._moved = array("d", [1e-3]) * size
        self.examples = [self._example(message) for message in told]

    def _example(self, message: Message) -> _Example:
        cut = _cut(message)
        speak: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _ in cut]
        for at, around in enumerate(tagger.runs(cut), start=-1):
            for run in around:
                if run in self.runs:
                    self._speak(speak, run, at)
        first, last = _stretch(message, cut)
        return _Example([tuple(array("I", positions) for positions in token) for token in speak], first, last)

    def _speak(self, speak: list[tuple[list[int], list[int], list[int]]], run: str, at: int) -> None:
        """A run that begins at a token says something about those around it."""
        base = self.runs[run] * tagger.WINDOW * tagger.FIELDS
        early, late, inside_early, inside_late = _REACH[self._lengths[run]]
        for offset in range(early, late + 1):
            if 0 <= at + offset < len(speak):
                position = base + (offset + tagger.BEFORE) * tagger.FIELDS
                begins, ends, inside = speak[at + offset]
                begins.append(position + _BEGINS)
                ends.append(position + _ENDS)
                if inside_early <= offset <= inside_late:
                    inside.append(position + _INSIDE)

    def learn(self, rounds: int = ROUNDS) -> None:
        """Go through the messages so many times."""
        chance = random.Random(7)
        mean = array("d", bytes(8 * len(self.weights)))
        for turn in range(1, rounds + 1):
            chance.shuffle(self.examples)
            loss = sum(map(self._one, self.examples))
            self._fade()
            print(f"round {turn}: {loss / len(self.examples):.4f}", file=sys.stderr)
            if turn >= SETTLED:
                share = 1 / (rounds - SETTLED + 1)
                mean = array("d", (kept + weight * share for kept, weight in zip(mean, self.weights, strict=True)))
        self.weights = mean

    def _one(self, example: _Example) -> float:
        get = self.weights.__getitem__
        scores = [tuple(sum(map(get, positions)) for positions in token) for token in example.speak]
        chances, loss = _chances(scores, example.first, example.last)
        for at, token in enumerate(example.speak):
            held = example.first <= at <= example.last
            wanted = (at == example.first, at == example.last and held, held)
            for positions, likely, want in zip(token, chances[at], wanted, strict=True):
                error = likely - want
                if abs(error) > 0.003:
                    self._move(positions, error)
        return loss

    def _move(self, positions: Iterable[int], error: float) -> None:
        weights, moved = self.weights, self._moved
        square = error * error
        for position in positions:
            total = moved[position] + square
            moved[position] = total
            weights[position] -= PACE * error / math.sqrt(total)

    def _fade(self) -> None:
        """Draw every weight a little to nought, so that none is great because of one message."""
        for position, weight in enumerate(self.weights):
            if weight:
                self.weights[position] = weight / (1 + PACE * FADE / math.sqrt(self._moved[position]))


def _chances(
    scores: Sequence[Sequence[float]], first: int, last: int
) -> tuple[list[tuple[float, float, float]], float]:
    """For each token the chance that the place begins, ends, is there; and how unlikely the marked place was."""
    size = len(scores)
    summed = [0.0]
    for _, _, inside in scores:
        summed.append(summed[-1] + inside)
    opened, closed = [0.0] * size, [0.0] * size
    top = -math.inf
    for at in range(size):
        top = _log_add(top, scores[at][0] - summed[at])
        opened[at] = top
    top = -math.inf
    for at in reversed(range(size)):
        top = _log_add(top, scores[at][1] + summed[at + 1])
        closed[at] = top
    ends = [scores[at][1] + summed[at + 1] + opened[at] for at in range(size)]
    whole = 0.0  # no place at all
    for end in ends:
        whole = _log_add(whole, end)
    chances, covered = [], 0.0
    for at in range(size):
        begin = math.exp(scores[at][0] - summed[at] + closed[at] - whole)
        end = math.exp(ends[at] - whole)
        covered += begin
        chances.append((begin, end, covered))
        covered -= end
    weight = scores[first][0] - summed[first] + scores[last][1] + summed[last + 1] if first >= 0 else 0.0
    return chances, whole - weight


def _log_add(one: float, other: float) -> float:
    if one < other:
        one, other = other, one
    return one + math.log1p(math.exp(other - one)) if other > -math.inf else one


def _cut(message: Message) -> list[tagger.Token]:
    text = message.text[:READ_AT_MOST]
    return tagger.tokens(text, fold(text))


def _runs(message: Message) -> Iterator[tuple[str, ...]]:
    return tagger.runs(_cut(message))


def _stretch(message: Message, cut: Sequence[tagger.Token]) -> tuple[int, int]:
    """The first and the last token of the marked place; -1 when there is none."""
    if not message.place:
        return -1, -1
    starts = {token.start: at for at, token in enumerate(cut)}
    ends = {token.end: at for at, token in enumerate(cut)}
    return starts.get(message.start, -1), ends.get(message.start + len(message.place), -1)


def _whole(message: Message) -> bool:
    """Whether the place begins and ends where tokens do, in what is read."""
    return not message.place or -1 not in _stretch(message, _cut(message))


# --- writing ---------------------------------------------------------------------------------------------


def write(learner: Learner, file: Path | IO[bytes]) -> None:
    """The heaviest runs with their weights as bytes, always in the same order."""
    width = tagger.WINDOW * tagger.FIELDS
    rounded = {
        run: [max(-127, min(127, round(weight / STEP))) for weight in learner.weights[at * width : at * width + width]]
        for run, at in learner.runs.items()
    }
    heavy = sorted(rounded, key=lambda run: (-max(map(abs, rounded[run])), run))[:KEPT]
    heavy = sorted(run for run in heavy if any(rounded[run]))
    parts = {
        "runs.txt": "\n".join(heavy).encode(),
        "weights": array("b", [weight for run in heavy for weight in rounded[run]]).tobytes(),
        "least": str(round(math.log(CHANCE) / STEP)).encode(),
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as whole:
        for name, data in parts.items():
            whole.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, ZIP_DEFLATED, 9)


def taught(told: Sequence[Message]) -> list[Message]:
    """What is learnt from these messages: each once, copies with other places, and reports from a city that name none.

    Phrases have nobody's marks, and serve only as what is said of a city.
    """
    marked = list({message.text: message for message in told if UNMARKED not in message.source}.values())
    return [*marked, *varied.varied(marked), *varied.in_a_city(told)]


def main() -> None:
    """Learn from all messages, and write the file; ``training.found`` measures what is learnt without some."""
    told = messages.read(messages.HERE, fit.CODES, fit.DANGERS)
    learner = Learner(taught(told))
    learner.learn()
    write(learner, WRITTEN)


if __name__ == "__main__":
    main()
