"""What people ask for in plain words or with a slash: 进度, 我的, 人工, a bare number, /queue."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from domain.community import Community
from domain.reports import called

_WORDS = {
    "report": (
        *("报", "报修", "上报", "我要报修", "我要投诉", "我要反映", "我要反映问题", "我要反映情况"),
        *("report", "i want to report", "i want to report something", "i want to complain"),
    ),
    "my": ("我的", "我的上报", "my", "my reports"),
    "progress": ("进度", "进展", "status", "progress"),
    "help": (
        *("帮助", "怎么用", "help", "?", "start", "怎么报", "怎么报修", "咋报修", "如何报修", "怎么上报", "怎么弄"),
        *("你是谁", "你是什么", "你能干啥", "你能干什么", "你能做什么", "你会什么", "你有什么用"),
        *("how do i report", "how do i report something", "how to report", "how does this work"),
        *("who are you", "what are you", "what is this", "what can you do", "what do you do"),
    ),
    "human": (
        *("人工", "转人工", "找人", "我要找人", "找物业", "我要找物业", "找社区", "我要找社区", "找书记", "我要找书记"),
        *("human", "operator", "i want to talk to someone", "talk to a human"),
    ),
    "phones": ("电话", "找谁", "phone", "phones"),
    "lang": ("语言", "language", "lang", "english", "中文"),
    "withdraw": ("撤回", "withdraw"),
    "community": ("换小区", "换社区", "换个小区", "community"),
    "privacy": ("隐私", "隐私说明", "谁看得见", "privacy"),
    "mydata": ("我的资料", "我的数据", "我的信息", "mydata", "my data"),
    "log": ("谁看过", "查看记录", "log", "who looked"),
    "forget": ("忘记我", "删除我的资料", "删掉我的资料", "forget"),
    "cancel": ("取消", "算了", "不报了", "cancel"),
    "duty": (
        *("换班", "我要换班", "swap"),
        *("值班", "谁值班", "谁在值班", "现在谁值班", "今天谁值班", "duty", "on duty", "who is on duty"),
        *("谁值班?", "谁在值班?", "现在谁值班?", "今天谁值班?", "who is on duty?", "who's on duty?"),
    ),
    "rate": ("评价", "评一评", "打分", "rate", "rating"),
    "handover": ("交班", "handover"),
    "queue": ("待办", "queue"),
    "grid": ("我的网格", "网格", "grid", "my grid"),
    "mine": ("我接的", "mine"),
    "overdue": ("超时", "overdue"),
    "known": (
        *("已知情况", "停水通知", "停电通知", "停气通知", "停暖通知", "电梯检修", "电梯停运"),
        *("known", "known issue", "known issues", "outage", "power outage", "water outage"),
    ),
    "digest": ("周报", "digest", "weekly"),
    "monthly": ("月报", "monthly"),
    "figures": ("数据", "统计", "figures", "statistics"),
    "calls": ("待告知", "calls", "to phone"),
    "health": ("状态", "机器状态", "health"),
    "export": ("导出", "导出表格", "export"),
    "invite": ("邀请", "invite"),
    "staff": ("人员", "staff"),
    "link": ("绑定", "link"),
    "web": ("网页", "网页版", "工作台", "web", "web page", "web pages"),
}
_BY_WORD = {word: name for name, words in _WORDS.items() for word in words}
_AROUND = " .!~\u3002"  # what people put around a word
_ASKING = "? 啊呀呢嘛吗"  # and around a question for help
_LONGEST = 30  # characters
_LANGUAGES = {"english": "en", "中文": "zh-CN"}
_STAFF = frozenset(
    {"calls", "digest", "duty", "figures", "grid", "handover", "known", "mine", "monthly", "overdue", "queue", "web"}
)
_SLASH = re.compile(r"/([a-z_]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)
_NUMBER = re.compile(r"(?:编号|no\.?|#)?\s*(\d{3,9})\s*(?:号|进度|怎么样了?)?[??。.!!]?")


@dataclass(frozen=True, slots=True)
class Command:
    """A request and what follows it."""

    name: str  # "unknown" for a slash command that is none of ours
    rest: str = ""

    @property
    def staff(self) -> bool:
        """Whether staff ask this of the desk, hardly of each other."""
        return self.name in _STAFF


def parse(text: str, communities: Mapping[str, Community] | None = None) -> Command | None:
    """The command in a message, or None when it is ordinary talk; ``communities``: whose numbers may be named."""
    text = text.strip()
    if slash := _SLASH.fullmatch(text):
        name = slash[1]
        known = name if name in _WORDS else _BY_WORD.get(name, "unknown")
        return Command(known, (slash[2] or "").strip())
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip(_AROUND).lower()
    if found := _BY_WORD.get(plain):
        return Command(found, plain if found == "known" else _LANGUAGES.get(plain, ""))
    if _BY_WORD.get(plain.rstrip(_ASKING)) == "help":
        return Command("help")
    if number := _NUMBER.fullmatch(plain):
        return Command("number", number[1])
    if communities and len(communities) > 1 and (named := called.by_name(plain, communities)):
        return Command("named", f"{named[0]} {named[1]}")
    return None
