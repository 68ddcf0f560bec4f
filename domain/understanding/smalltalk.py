"""The short messages around a report: hello, thanks, any news, me too.

Each asks whether the message is nothing but that.  "我家也是" joins something that others reported;
"我家也停水了" names the problem itself and is a report.
"""

import re

from domain.understanding.folding import fold

_LONGEST = 40  # characters; what is longer says more than a pleasantry

_TAIL = r"[\s,.!?~:。、…^_)(\-啊呀啦呢哦噢吧哈嘛了]*"

_GREETING = re.compile(
    "(?:(?:(?:大家|各位|邻居们?|师傅|你|您|群里|物业|管家)(?:早上|上午|中午|下午|晚上)?好"
    "|(?:早上|上午|中午|下午|晚上|早|午|晚)(?:好|安)"
    "|早|嗨|哈喽|哈罗|在吗|在不在|有人吗|有没有人|喂{1,5}|打扰(?:一下)?|请问"
    "|(?:你|您|这里|这儿|这)?是(?:不是)?(?:物业|社区|居委会|管家|客服|值班室|机器人)(?:吗|么|嘛)?"
    "|(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|/?start|anyone there)"
    "(?: (?:there|all|everyone|everybody|neighbou?rs?|bot))?)" + _TAIL + "){1,4}"
)
_THANKS = re.compile(
    # what it is for
    "(?:好的?|嗯+|行|收到|修好了|亮了|来水了|来电了|ok(?:ay)?|great|perfect"
    r"|it works(?: now)?|(?:it's |all )?fixed)?[\s,.!。、]*"
    # thank you
    "(?:太|真的?|非常|十分|多)?(?:谢谢|感谢|谢啦|谢了|谢|辛苦|点赞|给力"
    "|thanks|thank (?:you|u)|thx|ty|cheers|much appreciated|great job|well done|good job)"
    # whom, and how much
    r"(?:[\s,.!。、]*(?:大家|各位|师傅们?|你们?|您|物业|社区|书记|阿姨|老师|管家|小哥|网格员|小?同志|小伙子|小姑娘|大姐|大哥|机器人|.师傅|了|啦|啊|呀|哈"
    "|谢谢|辛苦|感谢|点赞|效率真?高|太快了|好快"
    r"|so much|very much|a lot|a million|all|everyone|guys|again|for (?:the|your) (?:help|quick \w{1,12}|reply)"
    "))*" + _TAIL
)
_ME_TOO = re.compile(
    r"(?:(?:我|我们|咱|俺|本人|这)?(?:家|们|这里|这边|这儿|这|那边|那|楼|\d{1,2}(?:号楼|栋|单元|楼|幢|层)){0,3}"
    "(?:这?也是|也一样|同样|一样|也遇到过?|也碰到过?|也有|也这样|也中招|同样的?问题|也有这个?问题)"
    r"(?:的|这样|如此|一样)?|\+\s?(?:1|一)|加一|同上|同问|同感|附议|同求|俺也一样|顶|同"
    "|(?:me|us|mine|ours|ditto|same)(?: (?:too|as well|here|also|problem|issue|for (?:me|us)))*"
    r"(?: (?:in |at )?(?:building|bldg|block|unit) ?#?\d{1,3})?"
    "|(?:so do|so does|neither do) (?:i|we|mine|ours))" + _TAIL
)
_PROGRESS = re.compile(
    "(?:修|弄|换|处理|解决|搞|清理?|办|通)(?:好|完|通|定)?了?(?:没有?|吗|么)(?!人)"
    "|(?:什么时候|几时|啥时候?|何时|哪天|几点).{0,6}(?:修|好|来|处理|解决|弄|换|到|恢复|回复)"
    "|怎么样了|咋样了|进度|进展|有消息|有结果|到哪一?步|有人(?:来|去|接|管|处理)了?(?:吗|没有?)"
    "|还没(?:好|来|修)吗|还要多久|来了吗|好了吗|好了没|处理到"
    "|any (?:news|updates?|progress)|what's (?:the )?(?:status|happening with)|status of"
    "|when will (?:it|this|that|you|they|someone|somebody)|(?:is it|has it been) (?:fixed|done)"
    "|how long|how is it going|still waiting"
)
_ASKS_WHO = re.compile("谁(?:在|来|去|管|接|修|负责)")
_ASKS_AT_ITS_END = re.compile(r"(?:\?|吗|呢|谁)[\s,.!?~:。、…]*$")
# "路灯坏了三天了,什么时候修" says what is wrong, so it is a report, whatever it asks.
_STATED = re.compile(
    "坏了|不亮|漏水|在漏|堵了|堵住|停水了|停电了|没水|没电|没人管|not working|broken|leaking|no (?:water|power|heat)"
)


def is_greeting(text: str) -> bool:
    """Whether the message only says hello."""
    return _only(_GREETING, text)


def is_thanks(text: str) -> bool:
    """Whether the message only says thank you, perhaps with what it is for ("修好了,谢谢")."""
    return _only(_THANKS, text)


def is_pleasantry(text: str) -> bool:
    """Whether the message only says hello or thank you."""
    return is_greeting(text) or is_thanks(text)


def is_me_too(text: str) -> bool:
    """Whether the message only joins what somebody else said, without naming the problem itself."""
    return _only(_ME_TOO, text)


def is_question(text: str) -> bool:
    """Whether the message asks something: it ends as a question does, or asks who."""
    folded = fold(text[-_LONGEST:]).strip()
    return bool(_ASKS_AT_ITS_END.search(folded) or _ASKS_WHO.search(folded))


def is_progress_question(text: str) -> bool:
    """Whether the message asks how something already reported is going."""
    folded = _short(text)
    return bool(_PROGRESS.search(folded)) and not _STATED.search(folded)


def _only(pattern: re.Pattern[str], text: str) -> bool:
    folded = _short(text)
    return bool(folded) and bool(pattern.fullmatch(folded))


def _short(text: str) -> str:
    """The folded message; nothing when it is too long for small talk."""
    folded = fold(text[: 2 * _LONGEST]).strip()
    return folded if len(folded) <= _LONGEST else ""


_ERASE = re.compile(
    "(?:把|请)?(?:我|俺)?(?:们|家)?的?(?:留的|留下的)?(?:电话|手机号?|号码|联系方式)(?:都|给我|请)?(?:删|去|清|撤)(?:掉|除|了)?.{0,6}"
    "|(?:请)?(?:删|去|清)(?:掉|除)(?:我|俺)?(?:们|家)?的?(?:留的)?(?:电话|手机号?|号码|联系方式).{0,6}"
    r"|(?:please )?(?:delete|erase|remove) my (?:phone|number|phone number|contact)\W*"
)


_CALLED_OFF = re.compile(
    "(?:不用|不要|不必|别|甭)(?:再|麻烦|让|叫|喊)?(?:你们|师傅|人|他们|您)?(?:再|过)?(?:来|修|弄|管|派人)(?:人|看|修|弄)?了"
    "|(?:我|俺|我们|咱)(?:们|家)?(?:自己|自个儿?|儿子|女儿|老公|老伴|老头子?|爱人|家里?人)?(?:已经|把它|给)?(?:修|弄|换|搞|通)好了"
    "|(?:no need|needn't|don't need|do not need) (?:to come|anybody|anyone|you|it)(?: any ?more)?|don't come|"
    "(?:i|we|my son|my husband|my wife)(?: have|'ve)? fixed it(?: ourselves| myself| himself)?"
)


_STILL_BAD = re.compile("还是|仍|但|可是|又|\\b(?:but|still|again)\\b")


def is_calling_off(text: str) -> bool:
    """Whether somebody says that nobody need come any more: 不用来了，我儿子修好了."""
    folded = fold(text[: 2 * _LONGEST])
    return bool(_CALLED_OFF.search(folded)) and not _STILL_BAD.search(folded)


def is_erasing(text: str) -> bool:
    """Whether somebody wants the phone number that they left to be gone."""
    return bool(_ERASE.fullmatch(_short(text)))
