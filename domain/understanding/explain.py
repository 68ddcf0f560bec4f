"""Why a message was understood as it was, in the words that stand in it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from domain.understanding.result import Understanding

WORDS = 4  # named for each reason; more explain nothing
LEAST = 0.3  # log-odds; what weighs less decided nothing


@dataclass(frozen=True, slots=True)
class Why:
    """The words that spoke most for and against a report, and for the category."""

    found: Understanding
    for_report: tuple[str, ...]
    against: tuple[str, ...]
    for_category: tuple[str, ...]
    danger: str  # the danger that the rules' own words announced; empty when none did


def telling(weights: Mapping[str, float], text: str) -> tuple[str, ...]:
    """The words that weigh most, none inside another; ``text`` is what they were found in.

    A stretch weighs what it and all the stretches inside it do: 楼道灯 with 楼道, 道灯 and 灯.
    """
    whole = {stretch: _with_inner(stretch, weights) for stretch in weights}
    chosen: list[str] = []
    for stretch in sorted(whole, key=lambda stretch: (-whole[stretch] / math.sqrt(len(stretch)), stretch)):
        words = stretch.strip().removesuffix("-")
        if len(chosen) == WORDS or whole[stretch] < LEAST:
            break
        if len(words) > 1 and words in text and not any(words in other or other in words for other in chosen):
            chosen.append(words)
    return tuple(chosen)


def _with_inner(stretch: str, weights: Mapping[str, float]) -> float:
    size = len(stretch) if stretch[0] >= "一" else 0
    inner = {stretch[start:end] for start in range(size) for end in range(start + 1, size + 1)}
    return sum(weights.get(each, 0.0) for each in {stretch, *inner})
