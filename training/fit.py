"""Fit the linear model to labelled messages: several logistic regressions over the same signs."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from domain.understanding.model import MIDDLE, Model, Rows, share_of
from training import looking
from training.looking import Shown
from training.messages import Message

KINDS, HOME, CODES, DANGERS = looking.KINDS, looking.HOME, looking.CODES, looking.DANGERS
look = looking.look

SEEN_BY = 2  # a sign that one message alone shows teaches nothing
STRETCHES, MARKS = 3.0, 0.4  # how far the words, and the rules' marks, may move the outputs
ALTERNATIVE = 0.25  # of one, shared by the categories that would be accepted too
STRICT = 3.0  # the less, the less a single message may teach
STRICT_REPORT, MARKS_REPORT = 2.0, 0.25  # for whether it is a report at all; there marks may move it less
# How much a message of these files says about what is a report: bare phrases are taught for their categories, since
# nobody writes so in a group; what groups are full of, and plain reports, count for more than what is hard to tell.
COUNTS = {"phrases": 0.3, "ordinary": 2.0, "brief": 2.0}
KEPT = 60_000  # stretches; those that weigh least are left out
STEPS = 127  # of a byte, on either side of nought


def fit(shown: Sequence[Shown]) -> Model:
    """The model that these messages teach."""
    stretches = _names(each.stretches for each in shown)
    marks = _names(each.marks for each in shown)
    matrix = _matrix(shown, stretches, marks)
    size = len(stretches)
    weights, base = _weights(shown, matrix, size)
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


def _weights(shown: Sequence[Shown], matrix: sparse.csr_matrix, size: int) -> tuple[np.ndarray, np.ndarray]:
    """A row of weights and a base for each output, in the order of the outputs."""
    told = [each.message for each in shown]
    reports = [at for at, message in enumerate(told) if message.is_report]
    dangers = [at for at, message in enumerate(told) if message.danger]
    heads = [
        _report(matrix, told, size),
        _fitted(matrix, [message.urgency == "emergency" for message in told]),
        _fitted(matrix[reports], [told[at].urgency != "normal" for at in reports]),
        _categories(matrix, told),
        _several(matrix[dangers], [DANGERS.index(told[at].danger) for at in dangers], None, len(DANGERS)),
    ]
    return np.vstack([weights for weights, _ in heads]), np.concatenate([base for _, base in heads])


def _report(matrix: sparse.csr_matrix, told: Sequence[Message], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Whether it is a report: as many reports as other talk, and each file counting for what it is."""
    answers = np.array([message.is_report for message in told])
    counts = np.array([_count(message) for message in told])
    half = counts.sum() / 2
    for side in (answers, ~answers):
        counts[side] *= half / counts[side].sum()
    reach = np.where(np.arange(matrix.shape[1]) < size, 1.0, MARKS_REPORT)
    found = LogisticRegression(C=STRICT_REPORT, max_iter=300)
    found.fit(matrix @ sparse.diags_array(reach), answers, sample_weight=counts)
    return found.coef_ * reach, found.intercept_


def _count(message: Message) -> float:
    return next((count for part, count in COUNTS.items() if part in message.source), 1.0)


def _fitted(matrix: sparse.csr_matrix, answers: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    found = LogisticRegression(C=STRICT, max_iter=300)
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
