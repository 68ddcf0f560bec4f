"""Who writes when, and what: assumed, and written down here.

Of 50,000 residents a tenth writes within thirty minutes, log-normal: half of them in the first six, some nine people a
second at the worst.  Three quarters write to the desk alone, the others in their building's group.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log
from random import Random

DISTRICT = 50_000
SHARE = 0.1  # of them write
LASTS = 30 * 60.0  # s
MIDDLE, SPREAD = 6 * 60.0, 0.9  # of the log-normal, s
IN_GROUP = 0.25
PLACED = 0.5  # name their building
WITH_PHOTO = 0.1
ASKING = 0.15  # write once more, when the power will be back
PRESSING = 0.1  # as many again only press under the card in their group
NEW = 0.1  # never wrote to the desk before, and come by the code on their building
COMMUNITIES, BUILDINGS, GROUPS = 5, 18, 6  # of a district; buildings and groups of each community
FEWEST = 150  # people of one community
THINKS = (2.0, 8.0)  # s before somebody answers or presses
EMERGENCIES = 8

WORDS = (
    "停电了", "又停电了", "怎么停电了", "家里没电了", "我家停电了，怎么回事", "整栋楼都没电", "突然停电了，什么情况",
    "没电了，冰箱里的东西怎么办", "停电了，老人在家", "楼里黑了，没电", "断电了", "是不是停电了，我家灯都不亮",
)  # fmt: skip
QUESTIONS = ("什么时候来电", "什么时候来电？", "几点来电啊", "还要停多久", "什么时候能来电")
TRAPPED = ("电梯停了，里面困了人", "电梯里困住人了，有老人", "有人被困在电梯里，快来人")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one of them is going to do."""

    at: float  # s after the lights went out
    community: int
    building: int
    words: str = ""  # empty: only presses under the card in the group
    group: bool = False
    photo: bool = False
    new: bool = False
    asks: tuple[float, str] | None = None  # so many seconds after the first words


def lasting(people: int) -> float:
    """How long so many write at the rate of a district, s."""
    return LASTS * min(1.0, people / DISTRICT)


def communities(people: int) -> int:
    """How many communities they live in."""
    return max(1, min(COMMUNITIES, people // FEWEST))


def crowd(people: int, seed: int = 11) -> list[Plan]:
    """What everybody does who does something, in no order."""
    dice, stretch, homes = Random(seed), min(1.0, people / DISTRICT), communities(people)
    return [_plan(dice, at * stretch, stretch, homes) for at in _times(dice, round(people * SHARE))] + [
        _presser(dice, at * stretch, homes) for at in _times(dice, round(people * SHARE * PRESSING))
    ]


def emergencies(people: int, seed: int = 12) -> list[Plan]:
    """Somebody is stuck in a lift, now here, now there, most of them while most people write."""
    dice, count = Random(seed), EMERGENCIES if people >= DISTRICT / 10 else EMERGENCIES // 2
    step, homes = lasting(people) / 2 / count, communities(people)
    return [
        Plan(
            (n + 1) * step, n % homes, building, f"{building}号楼{n % 3 + 1}单元{TRAPPED[n % len(TRAPPED)]}"
        )
        for n, building in enumerate(dice.sample(range(1, BUILDINGS + 1), count))
    ]  # fmt: skip


def _times(dice: Random, count: int) -> Iterator[float]:
    while count:
        if (at := dice.lognormvariate(log(MIDDLE), SPREAD)) < LASTS:
            count -= 1
            yield at


def _plan(dice: Random, at: float, stretch: float, homes: int) -> Plan:
    building, words = dice.randint(1, BUILDINGS), dice.choice(WORDS)
    group = dice.random() < IN_GROUP
    asks = (THINKS[1] + dice.uniform(240, 600) * stretch, dice.choice(QUESTIONS)) if dice.random() < ASKING else None
    return Plan(
        at, dice.randrange(homes), building,
        f"{building}号楼{words}" if dice.random() < PLACED else words,
        group, dice.random() < WITH_PHOTO, not group and dice.random() < NEW, asks,
    )  # fmt: skip


def _presser(dice: Random, at: float, homes: int) -> Plan:
    return Plan(at, dice.randrange(homes), dice.randint(1, BUILDINGS), group=True)


def worst(people: int) -> float:
    """How many write in the worst second, by the curve."""
    mode = MIDDLE * exp(-(SPREAD**2))
    density = exp(-(SPREAD**2) / 2) / (mode * SPREAD * 2.5066)
    return DISTRICT * SHARE * density if people else 0.0
