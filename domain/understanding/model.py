"""A linear model over named signs: each sign that a message shows adds its weights to the outputs.

Made by ``make model`` from the messages in training/; read by config/model.py.  Weights are whole numbers in
one byte each, so that a message costs one addition of rows; a community's own corrections are added on top.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

MIDDLE = 128  # the byte that stands for nought


@dataclass(frozen=True, slots=True)
class Rows:
    """What each sign weighs: a row of bytes, one for each output."""

    names: Mapping[str, int]  # sign -> its row
    weights: bytes
    steps: tuple[float, ...]  # what one step of a byte is worth, by output

    def total(self, shown: Iterable[str]) -> tuple[float, ...]:
        """The rows of these signs added up, by output; signs that are not known add nothing."""
        width, names, weights = len(self.steps), self.names, self.weights
        rows = [weights[at * width : at * width + width] for sign in shown if (at := names.get(sign)) is not None]
        if not rows:
            return (0.0,) * width
        nought = MIDDLE * len(rows)
        columns = zip(*rows, strict=True)
        return tuple((sum(column) - nought) * step for column, step in zip(columns, self.steps, strict=True))

    def sum_of(self, at: int, shown: Iterable[str]) -> float:
        """What these signs add to one output alone."""
        width, names, weights = len(self.steps), self.names, self.weights
        rows = [row for sign in shown if (row := names.get(sign)) is not None]
        return (sum([weights[row * width + at] for row in rows]) - MIDDLE * len(rows)) * self.steps[at]

    def row(self, sign: str) -> tuple[float, ...] | None:
        """What this sign weighs, by output."""
        at, width = self.names.get(sign), len(self.steps)
        if at is None:
            return None
        row = self.weights[at * width : at * width + width]
        return tuple((byte - MIDDLE) * step for byte, step in zip(row, self.steps, strict=True))


@dataclass(frozen=True, slots=True)
class Model:
    """Outputs by name, from the stretches of a text and from the marks that the rules put on it."""

    outputs: tuple[str, ...]
    base: tuple[float, ...]  # what each output starts from
    stretches: Rows
    marks: Rows

    def weigh(self, stretches: Collection[str], marks: Collection[str]) -> dict[str, float]:
        """The outputs for one message, in log-odds.

        A long text shows more stretches than a short one; their sum is divided by the root of their number.
        """
        share = share_of(stretches)
        found, seen = self.stretches.total(stretches), self.marks.total(marks)
        return {
            output: base + words * share + rules
            for output, base, words, rules in zip(self.outputs, self.base, found, seen, strict=True)
        }

    def one(self, output: str, stretches: Collection[str], marks: Collection[str]) -> float:
        """The same of one output alone."""
        at = self.outputs.index(output)
        words = self.stretches.sum_of(at, stretches) * share_of(stretches)
        return self.base[at] + words + self.marks.sum_of(at, marks)


def share_of(stretches: Collection[str]) -> float:
    """What one stretch counts in a text that shows so many."""
    return 1 / math.sqrt(max(len(stretches), 1))


def chance(logit: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-logit)) if logit > -30 else 0.0


def shares(logits: Mapping[str, float]) -> dict[str, float]:
    """Log-odds of several answers of which one is right, as shares of one."""
    top = max(logits.values())
    powers = {name: math.exp(logit - top) for name, logit in logits.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}
