"""Wrong offers in an ordinary group: simulated days, drawn from talk that was written apart and is never taught.

``days/zh_*.txt`` and ``days/en_*.txt`` hold what a residents' group says when nobody reports anything, a file for
each kind.  How much of a day is of which kind differs from group to group; no public figure was found, so the shares
are ours, stated so that they can be changed.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it needs numpy, which those who only look at the shares do not have
    from training.measure import Judged

HERE = Path(__file__).parent / "days"

# Of all messages that are no report.
SHARES = {
    "zh": {
        "receipts": 0.40,  # 收到, 好的, stickers, lines of a 接龙
        "talk": 0.26,  # private life, school, weather, jokes
        "neighbours": 0.12,  # questions to each other, things lost, found and lent
        "trade": 0.13,  # adverts, group orders, lifts
        "notices": 0.05,  # from management, school, the authorities
        "near": 0.04,  # sounds like a report and is none: 修好了吗, thanks, news from elsewhere, a drill
    },
    "en": {"talk": 0.66, "ask": 0.16, "trade": 0.12, "near": 0.06},  # talk holds the receipts, near the notices
}
MESSAGES = 1_000  # a lively group's week, or three days of a very lively one
GROUPS = 400
SEED = 7


@dataclass(frozen=True)
class Days:
    """Wrong offers among a thousand messages that are no reports: expected, and what one group in twenty exceeds."""

    expected: float
    often: int


def simulate(judged: "Sequence[Judged]", lang: str, offered: float) -> Days:
    """Draw many groups from messages that were judged by a model that had not seen them."""
    kinds = {
        kind: [each for each in judged if each.message.source == f"{lang}_{kind}" and not each.message.is_report]
        for kind in SHARES[lang]
    }
    expected = sum(
        share * sum(each.found.is_report >= offered for each in kinds[kind]) / len(kinds[kind])
        for kind, share in SHARES[lang].items()
    )
    chance = random.Random(SEED)
    wrong = sorted(_group(chance, kinds, SHARES[lang], offered) for _ in range(GROUPS))
    return Days(expected * MESSAGES, wrong[GROUPS * 95 // 100])


def _group(
    chance: random.Random, kinds: "Mapping[str, Sequence[Judged]]", shares: Mapping[str, float], offered: float
) -> int:
    drawn = chance.choices(list(shares), list(shares.values()), k=MESSAGES)
    return sum(chance.choice(kinds[kind]).found.is_report >= offered for kind in drawn)
