"""Values out of a seed: what people write, what programs send, and what breaks both."""

import json
import random
import re
import time
from collections.abc import Callable
from typing import Any

CANARY = "<x-canary>"
BOUND = 1.0  # s of CPU for one input; what needs more twice is a slow path
PLAIN = (
    "3号楼2单元楼道灯不亮", "电梯坏了，有人困在里面", "好了", "没好", "不用", "谢谢", "1号楼漏水三天了没人管", "Hello",
    "The lift in building 3 is stuck", "催一下 1001", "/my", "/start", "/report 3号楼灯坏了", "待办", "接了", "帮助",
    "闻到煤气味", "13800138000", "3-2-502", "我家也是", "撤回", "补充：还在漏", "换成水管", "明天下午来", "忘记我",
)  # fmt: skip
NASTY = (
    CANARY, "", " ", "\x00", "\ud800", "a\udfffb", "\u202egnp.exe", "\u200b\ufeff", "\r\n", "\t", "'", '"', "''; --",
    "' OR 1=1 --", "../../etc/passwd", "%00", "%n%s%x", "{{7*7}}", "${7*7}", "<!--", "]]>", "</script><script>alert(1)",
    "javascript:alert(1)", "&lt;x-canary&gt;", "*_`[x](y)", "<b>", "</b>", "\\", "|", "@", "#", "-1", "0",
    "NaN", "1e999",
    "9" * 30, "9" * 5_000, "٣号楼", "Ⅻ", "🏳️‍🌈" * 40, "ﷺ" * 60, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙" * 20, "a" * 5_000, "灯" * 5_000, "(" * 3_000,
    "/" * 3_000, "1号楼" * 1_500, "停水" * 2_000, ", " * 3_000, "\n" * 4_000, "http://" + "a." * 2_000, "不" * 3_000,
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 7, 31, 255, 2**31 - 1, 2**31, 2**52, -(2**52), 1_700_000_000)
HUGE = (2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**18, 10**40, 1.5, -0.0, 1e308, float("inf"), float("nan"))


class Chance(random.Random):
    """What the seed decides."""

    def maybe(self, share: float) -> bool:
        """True that often."""
        return self.random() < share

    def text(self, most: int = 10_000) -> str:
        """Words, as people and as attackers write them, often glued together."""
        kind = self.random()
        if kind < 0.45:
            found = self.choice(PLAIN)
        elif kind < 0.8:
            found = self.choice(NASTY)
        elif kind < 0.93:
            found = "".join(self.choice((*PLAIN, *NASTY)) for _ in range(self.randint(2, 4)))
        else:
            found = "".join(chr(self.choice((self.randrange(32, 127), self.randrange(0x110000)))) for _ in range(40))
        return found[:most]

    def sound(self, most: int = 4_096) -> str:
        """The same as a platform would let it through: no halves of pairs, no zeros, not too long."""
        return self.text(most).encode("utf-8", "ignore").decode().replace("\x00", "")[:most]

    def number(self) -> int:
        """A whole number that a platform could send."""
        return self.choice(NUMBERS) if self.maybe(0.5) else self.randrange(1, 2**40)

    def value(self, depth: int = 3) -> Any:
        """Anything that JSON can say."""
        kind = self.randrange(9 if depth else 7)
        if kind < 2:
            return self.text()
        if kind < 4:
            return self.choice((*NUMBERS, *HUGE))
        if kind < 7:
            return self.choice((None, True, False, "", [], {}))
        if kind == 7:
            return [self.value(depth - 1) for _ in range(self.randrange(4))]
        return {self.choice(("id", "text", "type", "from", self.text(50))): self.value(depth - 1) for _ in range(3)}

    def spoilt(self, value: Any) -> Any:
        """The same with one thing in it gone, doubled, or something else."""
        if not isinstance(value, dict | list) or not value or self.maybe(0.15):
            return self.value()
        if isinstance(value, list):
            at = self.randrange(len(value))
            return [*value[:at], self.spoilt(value[at]), *value[at + 1 :]]
        key = self.choice(list(value))
        if self.maybe(0.3):
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: self.spoilt(value[key])}

    def noise(self, content: bytes) -> bytes:
        """The same bytes with some changed, cut, doubled, or others in between."""
        for _ in range(self.randint(1, 4)):
            at, what = self.randrange(len(content) + 1), self.randrange(5)
            if what == 0:
                content = content[:at]
            elif what == 1:
                content = content[:at] + self.randbytes(self.randint(1, 8)) + content[at:]
            elif what == 2:
                content = content[:at] + content[at + self.randint(1, 20) :]
            elif what == 3:
                content = content[:at] + content[at : at + 200] * self.randint(2, 30) + content[at:]
            else:
                content = content[:at] + self.text(300).encode("utf-8", "surrogatepass") + content[at:]
        return content[:200_000]


class Watch:
    """Counts what was tried, and keeps what broke, what was slow and how slow the slowest was."""

    def __init__(self) -> None:
        self.inputs = 0
        self.slowest = 0.0
        self.wrong: list[str] = []

    def tried(self, what: Callable[[], object], shown: Callable[[], str], *allowed: type[Exception]) -> Any:
        """Try it on the CPU's own time; whatever it raises beyond ``allowed`` is wrong."""
        self.inputs += 1
        result = None
        for again in (False, True):  # a pause of the collector falls on one of two only
            began = time.thread_time()
            try:
                result = what()
            except allowed:
                result = None
            except Exception as error:
                self.note(f"{type(error).__name__}: {str(error)[:200]}", shown())
                break
            spent = time.thread_time() - began
            if spent < BOUND:
                self.slowest = max(self.slowest, spent)
                break
            if again:
                self.slowest = max(self.slowest, spent)
                self.note(f"{spent:.1f} s of CPU", shown())
        return result

    def note(self, what: str, shown: str) -> None:
        """Something is wrong."""
        self.wrong.append(f"{what} <- {shown[:1500]}")

    def figures(self) -> dict[str, float]:
        """What was tried in numbers."""
        return {"inputs": self.inputs, "slowest_s": round(self.slowest, 3)}


def told(value: Any) -> str:
    """A value as a line; long runs of one sign are said once."""
    return re.sub(r"(.{1,12}?)\1{9,}", r"\1…", json.dumps(value, default=repr))
