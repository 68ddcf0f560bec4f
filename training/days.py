"""Wrong offers in an ordinary group: simulated days at real proportions.

Which share of a group's talk is of which kind differs from group to group; these are ours, stated so that they can
be changed: of a thousand messages that are no report, so many are drawn from each kind of file.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.measure import Judged

# Everyday talk is mostly short and about nothing of ours; what is written to mislead is rare in it.
SHARES = {"short_chatter": 0.62, "zh_plain": 0.25, "fragments": 0.05, "zh_chatter": 0.07, "zh_pairs": 0.01}
MESSAGES = 1_000  # a lively group's week, or three days of a very lively one
GROUPS = 200
SEED = 7


@dataclass(frozen=True)
class Days:
    """Wrong offers among a thousand messages that are no reports: the mean, and what one group in twenty exceeds."""

    mean: float
    often: int


def simulate(judged: Sequence[Judged], offered: float) -> Days:
    """Draw many groups from messages that were judged by a model that had not seen them."""
    kinds = {
        kind: [each for each in judged if each.message.source == kind and not each.message.is_report] for kind in SHARES
    }
    chance = random.Random(SEED)
    wrong = sorted(_group(chance, kinds, offered) for _ in range(GROUPS))
    return Days(sum(wrong) / GROUPS, wrong[GROUPS * 95 // 100])


def _group(chance: random.Random, kinds: Mapping[str, Sequence[Judged]], offered: float) -> int:
    drawn = chance.choices(list(SHARES), list(SHARES.values()), k=MESSAGES)
    return sum(chance.choice(kinds[kind]).found.is_report >= offered for kind in drawn)
