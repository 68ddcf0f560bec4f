"""Who told whoever files for others: 老周来电 5号楼下水堵了 was a call, from 老周, about 5号楼下水堵了.

Words count as a source only where somebody would put them: in front of the matter or behind it, set off from it
or followed by 说, 反映.  来电了 alone is the power that is back, and nobody stands behind 门铃坏了.  Read only in what
people write who may file for others, and shown to them before anything is filed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from domain.talk.sources import Source

AT_AN_END = 60  # characters: who told it stands at the beginning or at the end


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told, without who told it and how."""

    text: str
    source: Source | None = None
    name: str = ""  # as they are called; empty for somebody, a resident


# --- who, in Chinese ----------------------------------------------------------------------------------

_SURNAME = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏苏潘葛范彭郎鲁韦昌马苗方俞任袁柳鲍史唐"
    "费薛雷贺倪汤滕殷罗毕郝邬安常乐于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭"
    "梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫丁邓洪包左石崔吉龚程邢裴陆荣翁段焦侯宁仇甘刘景龙叶黎白温庄柴翟阎易廖耿文"
    "欧聂关辛简饶沙曾游肖]"
)
_TITLE = (
    "(?:阿姨|大爷|大妈|大娘|大叔|大婶|大姐|大哥|大嫂|奶奶|爷爷|叔叔|伯伯|婶婶|婆婆|先生|女士|小姐|太太|老师|师傅|医生|大夫|老板"
    "|主任|组长|同学|叔|婶|姐|哥|嫂|伯|姨|奶|爷|老|总|工)"
)
_NO_NAME = "(?!何时|方便|高压|常常|安全|连夜|马上|白天|管道|关于|金额|万一|史上|童叟|路上|路边|文明)"
_NAME = f"{_NO_NAME}(?:[老小阿]{_SURNAME}|{_SURNAME}[\u4e00-\u9fff]{{0,2}}?{_TITLE}|{_SURNAME}[\u4e00-\u9fff]{{1,2}}?)"
_RESIDENT = (
    "(?:有?一?[个位名户]?(?:居民|住户|业主|邻居|群众|街坊|老人家?|老太太|老大爷|大爷|大妈|阿姨|大姐|租户|租客|商户|家长"
    "|小伙子?|姑娘))"
)
_PERSON = f"(?:(?P<name>{_NAME})|{_RESIDENT})"
_SOMEBODY = f"(?:(?P<name>{_NAME})|{_RESIDENT}|有人|人家)"
_WHERE = "(?P<where>[\\w#]{1,6}(?:号楼|栋|幢|单元|号院|小区|\\d{3,4}室?)(?:的|那边的?)?\\s*)?"
_NUMBER = "(?P<number>[(\\s]*(?:1\\d{10}|(?:0\\d{2,3}-?)?\\d{7,8})[)\\s]*)?"
_WHEN = "(?:(?:刚刚?|刚才|今天|今早|昨天|昨晚|早上|上午|中午|下午|晚上|夜里)[,、\\s]*)*"

# --- how, in Chinese ----------------------------------------------------------------------------------

_SAYS = (
    "(?:里|中|上)?(?:来|过来)?[跟和给向对]?(?:我|社区|我们)?[又也都在]?"
    "(?:说|讲|反映|反应|反馈|报告?|报修|投诉|提到|告诉我?|求助)[的了过道是到]?"
)
_APART = "[\\s,.:;、!|/\u3002\u2014-]"
_CALLED = (
    "(?:(?:来电话|来了?个电话|打了?个?(?:来|过来)?电话(?:来|过来|给我|找我|到社区|到居委会?|到值班室)?|致电|来过电话|的?来电)了?"
    f"|的?电话(?={_SAYS}|{_APART}))"
)
_CALL = "(?:(?:接到|收到|接)了?一?个?(?:电话|来电)|来电|电话)"
_CAME = (
    "(?:(?:亲自|专门|特意)?(?:上门|敲门|登门|来访|到访|来找我|找到?我|找上门|当面|跑来|过来|[来到](?:社区|居委会?|办公室|值班室|窗口|服务站)"
    "|路上碰[到见]我?|楼下碰[到见]我?)了?)"
)
_GROUP = "(?:小区|业主|居民|微信|邻里|楼组?|楼栋|网格|我们|咱们?)*大?群(?:里面?|内|上|中)"
_GROUPS = f"(?:{_GROUP}|(?:业主|居民|微信|小区|楼栋)大?群)"
_SEEN = "(?:看到|看见|发|转|吐槽|贴)[的了]?"
_ROUND = (
    "(?:夜间|日常|晨间|晚间|消防|安全)?"
    "(?:巡查|巡逻|巡楼|巡检|巡视|夜巡|走访|入户|转圈|检查|路过|经过)(?:的?时候?|中|途中)?"
)
_FOUND = "(?:我|自己)?(?:发现|看到|看见|碰到)[的了]?"
_THEN = f"(?:{_SAYS}|(?={_APART})|$)"

_FRONT = (
    (Source.SEEN, f"(?:转发?自?|截图|[在看从])*{_WHERE}{_GROUPS}(?:里|有)*{_SOMEBODY}?(?:在群里)?(?:{_SEEN}|{_THEN})"),
    (Source.SEEN, f"{_WHERE}{_SOMEBODY}在{_GROUPS}(?:{_SEEN}|{_THEN})"),
    (Source.VISIT, f"(?:走访|入户)(?:的?时候?|中)?[,\\s]*{_WHERE}{_PERSON}{_SAYS}"),
    (Source.ROUND, f"我?在?{_ROUND}(?:{_FOUND}|(?=[:,\\s]))|我?自己{_FOUND}"),
    (Source.PHONE, f"(?:(?:接到|收到|接)了?)?{_WHERE}{_SOMEBODY}{_NUMBER}{_CALLED}{_THEN}"),
    (Source.PHONE, f"{_CALL}{_NUMBER}(?:{_SAYS}|(?={_APART}))"),
    (Source.VISIT, f"{_WHERE}{_PERSON}{_NUMBER}{_CAME}{_THEN}"),
    (Source.VISIT, f"我?(?:路上|楼下|楼道里|门口)[碰遇][到见]了?{_WHERE}{_PERSON}[,\\s]*{_SAYS}"),
    (Source.VISIT, f"(?:上门|来访|敲门|当面)(?:{_SAYS}|(?={_APART}))"),
)
_BEHIND = (
    (Source.SEEN, f"[在看从是]?{_GROUPS}有?{_SOMEBODY}?(?:{_SAYS}|{_SEEN})?的?"),
    (Source.SEEN, f"{_SOMEBODY}在{_GROUPS}(?:{_SAYS}|{_SEEN})"),
    (Source.ROUND, f"我?在?{_ROUND}{_FOUND}|我?自己{_FOUND}"),
    (
        Source.PHONE,
        f"{_WHEN}是?{_SOMEBODY}{_NUMBER}(?:{_CALLED}(?:{_SAYS})?|的?电话)的?|来电(?:{_SAYS})?|电话里?{_SAYS}",
    ),
    (Source.VISIT, f"{_WHEN}是?{_PERSON}{_NUMBER}{_CAME}(?:{_SAYS})?的?|上门{_SAYS}"),
)

# --- English ------------------------------------------------------------------------------------------

_EN_TITLED = "(?:mr|mrs|ms|miss|dr|old|auntie|aunt|uncle|granny|grandpa|grandma)\\.? [a-z][\\w'-]+"
_EN_WHO = (
    f"(?:(?P<name>{_EN_TITLED}|(?-i:[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?))"
    "|somebody|someone|an? (?:resident|neighbou?r|tenant|lady|man|woman))"
)
_EN_TO_SAY = (
    "(?:\\s+(?:in )?(?:to say|to report|to tell me|saying|and (?:said|says|told me)|about|reported)(?: that)?\\b"
    "|\\s*[:,;-])"
)
_EN_CHAT = "(?:in|on|to|from) (?:the |our )?(?:[\\w' ]{1,20} )?(?:group(?: chat)?|wechat|chat)"
_EN_CALLED = "(?:just )?(?:called|phoned|rang)(?: me| us| in| up)?"
_EN_CAME = "(?:just )?(?:came (?:by|in|over)|knocked|stopped (?:by|me)|dropped (?:by|in)|walked in)"
_EN_ROUND = "(?:on|during) (?:my|the|a|our) (?:rounds?|patrol|walk)"
_EN_BY = f"(?: (?:from|by) {_EN_WHO})?{_NUMBER}\\s*"
_EN_FRONT = (
    (Source.PHONE, f"(?:phone ?call|call|caller|phone|by phone){_EN_BY}(?:[:,;]| -|{_EN_TO_SAY})"),
    (Source.PHONE, f"{_EN_WHO}{_NUMBER} {_EN_CALLED}(?:{_EN_TO_SAY}|(?=\\s*[:,;]))"),
    (Source.VISIT, f"(?:walk-?in|visit|visitor|knock){_EN_BY}(?:[:,;]| -)"),
    (Source.VISIT, f"{_EN_WHO}{_NUMBER} {_EN_CAME}{_EN_TO_SAY}"),
    (Source.SEEN, f"(?:seen|read|spotted|posted|saw|from|somebody (?:said|wrote|posted))? ?{_EN_CHAT}{_EN_TO_SAY}"),
    (Source.SEEN, f"{_EN_WHO} (?:said|wrote|posted|complained) {_EN_CHAT}(?: that|{_EN_TO_SAY})"),
    (
        Source.ROUND,
        f"(?:(?:found|seen|noticed|saw)(?: it)? )?{_EN_ROUND}(?:\\s*[:,;]|(?: i)? (?:found|saw|noticed)\\b)",
    ),
)
_EN_BEHIND = (
    (Source.PHONE, f"{_EN_WHO}{_NUMBER} {_EN_CALLED}"),
    (Source.PHONE, f"(?:phone )?call (?:from|by) {_EN_WHO}"),
    (Source.VISIT, f"{_EN_WHO}{_NUMBER} (?:{_EN_CAME}|told me(?: so)?)|walk-?in"),
    (Source.SEEN, f"(?:seen|read|posted|saw it|saw this) {_EN_CHAT}"),
    (Source.ROUND, f"(?:found|seen|noticed)(?: it)? {_EN_ROUND}"),
)

_OPEN, _CLOSE = "[\\s,.:;(\u3002\u2014-]+", "[)\\s.!\u3002]*"
_Patterns = tuple[tuple[Source, re.Pattern[str]], ...]


def _compiled(kinds: Iterable[tuple[Source, str]], around: str) -> _Patterns:
    return tuple((source, re.compile(around % pattern, re.IGNORECASE)) for source, pattern in kinds)


@cache  # takes a tenth of a second: see ``load``
def _starts() -> _Patterns:
    chinese = ((source, f"{_WHEN}(?:{words})") for source, words in _FRONT)
    return _compiled(chinese, "%s") + _compiled(_EN_FRONT, "(?:%s)")


@cache
def _ends() -> _Patterns:
    return _compiled((*_BEHIND, *_EN_BEHIND), f"{_OPEN}(?:%s){_CLOSE}$")


def load() -> None:
    """Make ready what ``hear`` needs, so that nobody waits for it."""
    _starts()
    _ends()


_TITLED = f"{_NO_NAME}(?:{_SURNAME}[\u4e00-\u9fff]{{0,2}}?{_TITLE}|[老小阿]{_SURNAME})"
_NAMED = re.compile(f"{_WHEN}{_WHERE}(?P<name>{_TITLED}){_SAYS}")
_NAMED_LAST = re.compile(f"{_OPEN}是?(?P<name>{_TITLED}){_SAYS}{_CLOSE}$")
_SAID = re.compile("^(?:[她他]们?)?(?:说是?|反映)[,，:：\\s]*")  # 老周来电，说…
_WIDE = str.maketrans("，：；（）！？．", ",:;()!?.")  # one character for one: positions stay true


def hear(text: str) -> Heard:
    """The matter, how it came, and from whom; the text as it is when it does not say."""
    text = text.strip()
    plain = text.translate(_WIDE)
    for source, pattern in _starts():
        if found := pattern.match(plain[:AT_AN_END]):
            return _without(text, found, source, text[found.end() :])
    if found := _NAMED.match(plain[:AT_AN_END]):
        return _without(text, found, None, text[found.end() :])
    for source, pattern in _ends():
        if found := pattern.search(plain[-AT_AN_END:]):
            return _without(text, found, source, text[: max(0, len(text) - AT_AN_END) + found.start()])
    if found := _NAMED_LAST.search(plain[-AT_AN_END:]):
        return _without(text, found, None, text[: max(0, len(text) - AT_AN_END) + found.start()])
    return Heard(text)


def _without(text: str, found: re.Match[str], source: Source | None, rest: str) -> Heard:
    """The words without who told it; where they live and their number are worth keeping."""
    groups = found.groupdict()
    where = (groups.get("where") or "").strip().removesuffix("的")
    number = (groups.get("number") or "").strip("() ")
    matter = _SAID.sub("", rest.strip(" ,.:;-，：；。、\u2014\n"))
    return Heard(" ".join(part for part in (where, number, matter) if part), source, (groups.get("name") or "").strip())
