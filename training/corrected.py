"""How much a hundred corrections by staff teach: ``python -m training.measure --learning``.

A model is fitted without a fifth of the messages; those play a community that it never heard of.  Half of them are
said first: staff put right where the category is wrong, until a hundred corrections are made.  The other half is
then understood with and without what was learned.  A community with names of its own calls things as nobody else
does (``OWN``); one without says what everybody says.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from config import check
from domain.understanding import taught
from domain.understanding.classification import Classifier
from domain.understanding.guard import Check
from domain.understanding.learning import CATEGORY
from domain.understanding.taught import Correction
from training import fit
from training.messages import HELD, Message

CORRECTIONS = 100
TIMES = 5  # other halves, other people
AT = datetime(2026, 1, 1, tzinfo=UTC)

# What an invented community calls things.
OWN = dict(
    pair.split("=")
    for pair in """
    路灯=照夜 楼道灯=小夜灯 灯=亮子 电梯=升升 垃圾桶=绿墩子 垃圾=瓜皮堆 充电桩=小绿桩 飞线=蜘蛛网 井盖=铁饼
    下水道=老龙沟 下水=老龙沟 停车=趴窝 车位=窝位 快递柜=蓝格子 物业=管家婆 噪音=闹腾 广场舞=红姐队 狗=旺财
    猫=咪子 树=老槐
    草坪=绿毯
    消防通道=红道 灭火器=红罐子 健身器材=铁架子 滑梯=大象鼻 门禁=小叮当 暖气=铁龙 燃气=蓝火 水管=水龙王 油烟=二胖烟
    装修=叮当队 违建=鸽子笼 监控=天眼哥 群租=鸽子房
    """.split()
)


@dataclass(frozen=True)
class Half:
    """Right answers before and after, by category, and how many there are."""

    of: Counter[str]
    before: Counter[str]
    after: Counter[str]

    def points(self) -> float:
        """By how much more is right."""
        return 100 * (self.after.total() - self.before.total()) / self.of.total()


def in_own_words(message: Message) -> Message:
    """As the invented community says it."""
    text = message.text
    for word in sorted(OWN, key=len, reverse=True):
        text = text.replace(word, OWN[word])
    return replace(message, text=text)


def measure(told: Sequence[Message]) -> None:
    """Print what a hundred corrections teach."""
    classifier = Classifier(fit.KINDS, fit.fit([fit.look(each) for each in told if each.bucket not in HELD]))
    plain = [(code, text) for code, text in check.load() if Message(text, (), "", "", "", "").bucket not in HELD]
    checked = taught.check_of(plain, classifier, fit.HOME)
    reports = [each for each in told if each.bucket in HELD and each.is_report and not each.source.startswith("en")]
    own = [in_own_words(each) for each in reports]
    changed = [each for each, was in zip(own, reports, strict=True) if each.text != was.text]
    for title, said in (
        (f"a community without words of its own ({len(reports)} messages)", reports),
        (f"a community with names of its own, in {len(changed)} of {len(own)} messages", own),
        (f"only those messages in which such a name stands ({len(changed)})", changed),
    ):
        print(f"\n{title}")
        for people in (1, 3):
            halves = [_half(classifier, checked, said, people, seed) for seed in range(TIMES)]
            print(f"  {CORRECTIONS} corrections by {people}: {_figures(halves)}")


def _figures(halves: Sequence[Half]) -> str:
    each = [half.points() for half in halves]
    of, before, after = (
        sum((getattr(half, name) for half in halves), Counter[str]()) for name in ("of", "before", "after")
    )
    worst = min(of, key=lambda code: (after[code] - before[code]) / of[code])
    fell = 100 * (after[worst] - before[worst]) / of[worst]
    return (
        f"category {100 * before.total() / of.total():.1f} % -> {100 * after.total() / of.total():.1f} %, "
        f"{sum(each) / len(each):+.1f} points ({min(each):+.1f} to {max(each):+.1f}); "
        f"worst class {worst} {fell:+.1f} (of {of[worst]})"
    )


def _half(classifier: Classifier, checked: Check, said: Sequence[Message], people: int, seed: int) -> Half:
    dice = random.Random(seed)
    order = list(said)
    dice.shuffle(order)
    middle = len(order) // 2
    corrections = list(_corrected(classifier, order[:middle], people, dice))
    learned = taught.make(corrections, classifier, fit.HOME, checked).learned
    half = Half(Counter(), Counter(), Counter())
    for message in order[middle:]:
        right = message.codes[0]
        half.of[right] += 1
        half.before[right] += _category(classifier, message.text) == right
        half.after[right] += _category(classifier.taught(learned), message.text) == right
    return half


def _corrected(
    classifier: Classifier, said: Sequence[Message], people: int, dice: random.Random
) -> Iterator[Correction]:
    left = CORRECTIONS
    for message in said:
        guess = _category(classifier, message.text)
        if left and guess not in message.codes:
            left -= 1
            yield Correction(0, dice.randrange(people), True, AT, CATEGORY, guess, message.codes[0], message.text)


def _category(classifier: Classifier, text: str) -> str:
    return classifier.understand(text, fit.HOME).categories[0][0]
