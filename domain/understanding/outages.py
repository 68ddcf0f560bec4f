"""Questions about what is off for everybody: 今天停水到几点, 几点来电, is the water off today?

Answered only from a known incident; where none is known, nobody can say.
"""

import re
from collections.abc import Mapping

from domain.lines import Term
from domain.report import Report
from domain.understanding.folding import fold

LONGEST = 50  # characters

_WHAT: Mapping[str, tuple[str, str]] = {  # category -> what is off, in each language
    "water_supply": ("(?:自来|热)?水(?!费|表|泵|电|声|管|果|龙|桶|池|壶|质|压)", "water"),
    "electricity": ("电(?!话|动|脑|视|费|表|梯|工|子|信|瓶|影|池)", "power|electricity|electric"),
    "heating": ("暖气?|供暖|供热", "heat(?:ing)?"),
    "gas": ("燃气|煤气|天然气|(?<!暖)气(?!死|人|味)", "gas"),
    "elevator": ("电梯", "lift|elevator"),
}
_WHEN = "几点|多久|什么时候|啥时候?|何时|几时|多会儿?|到哪天|多长时间"
_ASKS = "吗|么|没有?|\\?|是不是|有没有|怎么回事|咋回事"
_LEADS = {  # words that come first with a command, and the category they name
    **dict.fromkeys(("停水通知", "停水", "water off", "water outage"), "water_supply"),
    **dict.fromkeys(("停电通知", "停电", "power off", "power cut", "power outage"), "electricity"),
    **dict.fromkeys(("停气通知", "停气", "gas off"), "gas"),
    **dict.fromkeys(("停暖通知", "停暖", "heating off"), "heating"),
    **dict.fromkeys(("电梯停运", "电梯检修", "lift out of order"), "elevator"),
}


def _asking(zh: str, en: str) -> re.Pattern[str]:
    off, on = f"(?:停|没|断)(?:了)?(?:{zh})", f"(?:来|通|恢复|有|供|放)(?:了)?(?:{zh})"
    if zh == "电梯":
        off, on = "电梯.{0,4}(?:停|坏|检修|不能用)", "电梯.{0,8}(?:恢复|修好|能用|能坐|好)"
    return re.compile(
        f"(?:{off}|(?:{zh})停).{{0,8}}(?:{_WHEN}|{_ASKS})|(?:{_WHEN}|是不是|有没有).{{0,6}}(?:{off}|{on}|(?:{zh})来)"
        f"|(?:{on}).{{0,4}}(?:吗|么|没有?|\\?)|(?:{zh}).{{0,3}}(?:{_WHEN}).{{0,4}}(?:来|好|恢复|通)"
        rf"|(?:when|what time|until when|how long).{{0,25}}\b(?:{en})\b"
        rf"|\b(?:is|are|will|was|why is|has)\b.{{0,12}}\b(?:{en})\b.{{0,15}}\b(?:off|out|back|on|cut|working)\b"
        rf"|\b(?:no|any) (?:{en})\b.{{0,20}}\?|\b(?:{en}) (?:off|out|cut|outage)\b.{{0,20}}\?"
    )


_THEIRS = re.compile(
    "(?:我家|我们|咱|家里|屋里|楼里|[栋楼]都|突然|又|全)(?!.{0,6}(?:是不是|有没有|会不会|没[停断])).{0,4}"
    "(?:停|没|断)了?(?:电|水|气|暖)(?!费|了?(?:吗|没))"
)

_UNNAMED = re.compile(  # the whole of a message that asks until when, without a word for what is off
    f"(?:请问|有人知道|谁知道|大家知道|这次?|到底|究竟|大概|还|得|要|会|需要|,|，)*"
    f"(?:停(?:到)?(?:{_WHEN})|(?:{_WHEN})(?:才|能|会|可以)*(?:来|恢复|通)|(?:来|恢复|通)(?:了(?:吗|么|没有?)|没有?))"
    r"(?:啊|呀|呢|吗|嘛|了|[,，?？.。!！])*"
    r"|how (?:much )?long(?:er)?(?: (?:is|will) (?:it|this)(?: going to| gonna)?(?: be(?: off| out)?| last| take)?)?\??"
    r"|when (?:will|is) (?:it|everything)(?: coming| be)? back(?: on)?\??"
)
WORDED = frozenset(_WHAT)  # what people have a word for when it is off: 停水, 停电
_QUESTIONS = {code: _asking(zh, en) for code, (zh, en) in _WHAT.items()}


def asked(text: str) -> str | None:
    """The category of what somebody asks about; None when the words are no such question."""
    folded = fold(text[: 2 * LONGEST]).strip()
    if len(folded) > LONGEST:
        return None
    return next((code for code, pattern in _QUESTIONS.items() if pattern.search(folded)), None)


def asked_unnamed(text: str) -> bool:
    """Whether somebody asks until when, and names nothing: 还要停多久 means what is off for all just now."""
    return _UNNAMED.fullmatch(fold(text[: 2 * LONGEST]).strip()) is not None


def theirs(text: str) -> bool:
    """Whether it is off with whoever asks, 我家停电了，怎么回事: they tell of it, and do not only ask."""
    return _THEIRS.search(fold(text[: 2 * LONGEST])) is not None


def named(text: str) -> str | None:
    """The category that staff's words for an announcement name: 停水通知, power cut."""
    folded = fold(text[: 2 * LONGEST]).strip()
    return next((code for word, code in _LEADS.items() if word in folded), None)


def what(report: Report) -> Term:
    """What is off, as people say it; the category's name where it has no such word."""
    return of(report.category)


def of(category: str) -> Term:
    """The same of a category."""
    return Term("outage" if category in WORDED else "category", category)
