"""Fit the linear model to labelled messages: several logistic regressions over the same signs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from config import categories, community
from domain import places, signs
from domain.classification import READ_AT_MOST
from domain.folding import fold
from domain.model import MIDDLE, Model, Rows, share_of
from domain.rules import Rules
from training.messages import Message

CONFIG = Path(categories.__file__).parent
KINDS = categories.load(CONFIG / "categories.toml")
HOME = community.load(CONFIG / "sample" / "community.toml")
CODES = tuple(KINDS.by_code)
DANGERS = tuple(KINDS.dangers)

SEEN_BY = 2  # a sign that one message alone shows teaches nothing
STRETCHES, MARKS = 3.0, 0.4  # how far the words, and the rules' marks, may move the outputs
ALTERNATIVE = 0.25  # of one, shared by the categories that would be accepted too
STRICT = 3.0  # the less, the less a single message may teach
KEPT = 60_000  # stretches; those that weigh least are left out
STEPS = 127  # of a byte, on either side of nought

_RULES = Rules(KINDS)


@dataclass(frozen=True)
class Shown:
    """A message with the signs that it shows."""

    message: Message
    stretches: frozenset[str]
    marks: frozenset[str]


def look(message: Message) -> Shown:
    """The signs of a message, as the classifier sees them."""
    folded = fold(message.text[:READ_AT_MOST])
    has_place = places.find(message.text, HOME) is not None
    return Shown(
        message,
        frozenset(signs.stretches(folded)),
        frozenset(signs.marks(folded, _RULES.look(folded), has_place)),
    )


def fit(shown: Sequence[Shown]) -> Model:
    """The model that these messages teach."""
    stretches = _names(each.stretches for each in shown)
    marks = _names(each.marks for each in shown)
    matrix = _matrix(shown, stretches, marks)
    weights, base = _weights(shown, matrix)
    size = len(stretches)
    words = weights[:, :size] * STRETCHES
    heaviest = np.argsort(-np.abs(words).max(axis=0), kind="stable")[:KEPT]
    kept = np.sort(heaviest)
    names = list(stretches)
    return Model(
        outputs=("report", "emergency", "urgent", *CODES, *(f"danger={code}" for code in DANGERS)),
        base=tuple(float(each) for each in base),
        stretches=_rows([names[at] for at in kept], words[:, kept]),
        marks=_rows(list(marks), weights[:, size:] * MARKS),
    )


def _names(found: Iterable[frozenset[str]]) -> dict[str, int]:
    counted = Counter(sign for each in found for sign in each)
    return {sign: at for at, sign in enumerate(sorted(sign for sign, times in counted.items() if times >= SEEN_BY))}


def _matrix(shown: Sequence[Shown], stretches: dict[str, int], marks: dict[str, int]) -> sparse.csr_matrix:
    rows, columns, values = [], [], []
    for row, each in enumerate(shown):
        share = STRETCHES * share_of(each.stretches)
        for names, found, offset, value in (
            (stretches, each.stretches, 0, share),
            (marks, each.marks, len(stretches), MARKS),
        ):
            known = [names[sign] + offset for sign in sorted(found) if sign in names]
            rows += [row] * len(known)
            columns += known
            values += [value] * len(known)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(shown), len(stretches) + len(marks)))


def _weights(shown: Sequence[Shown], matrix: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """A row of weights and a base for each output, in the order of the outputs."""
    told = [each.message for each in shown]
    reports = [at for at, message in enumerate(told) if message.is_report]
    dangers = [at for at, message in enumerate(told) if message.danger]
    heads = [
        _fitted(matrix, [message.is_report for message in told], balanced=True),
        _fitted(matrix, [message.urgency == "emergency" for message in told]),
        _fitted(matrix[reports], [told[at].urgency != "normal" for at in reports]),
        _categories(matrix, told),
        _several(matrix[dangers], [DANGERS.index(told[at].danger) for at in dangers], None, len(DANGERS)),
    ]
    return np.vstack([weights for weights, _ in heads]), np.concatenate([base for _, base in heads])


def _fitted(matrix: sparse.csr_matrix, answers: list[bool], balanced: bool = False) -> tuple[np.ndarray, np.ndarray]:
    found = LogisticRegression(C=STRICT, max_iter=300, class_weight="balanced" if balanced else None)
    found.fit(matrix, answers)
    return found.coef_, found.intercept_


def _categories(matrix: sparse.csr_matrix, told: Sequence[Message]) -> tuple[np.ndarray, np.ndarray]:
    rows, answers, counts = [], [], []
    for at, message in enumerate(told):
        for position, code in enumerate(message.codes):
            others = len(message.codes) - 1
            rows.append(at)
            answers.append(CODES.index(code))
            counts.append(ALTERNATIVE / others if position else 1 - ALTERNATIVE * bool(others))
    return _several(matrix[rows], answers, counts, len(CODES))


def _several(
    matrix: sparse.csr_matrix, answers: list[int], counts: list[float] | None, size: int
) -> tuple[np.ndarray, np.ndarray]:
    found = LogisticRegression(C=STRICT, max_iter=300)
    found.fit(matrix, answers, sample_weight=counts)
    weights, base = np.zeros((size, matrix.shape[1])), np.full(size, -9.0)
    weights[found.classes_], base[found.classes_] = found.coef_, found.intercept_
    return weights, base


def _rows(names: list[str], weights: np.ndarray) -> Rows:
    steps = np.maximum(np.abs(weights).max(axis=1), 1e-9) / STEPS
    whole = np.rint(weights / steps[:, None]).astype(int).T + MIDDLE
    return Rows({name: at for at, name in enumerate(names)}, whole.astype(np.uint8).tobytes(), tuple(map(float, steps)))
