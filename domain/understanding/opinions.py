"""Words that answer how it ended: it is good, it is better, it is not, they are content or not.

Only what is said in reply to the notice comes here, so short words are enough; whatever says more than an opinion
and names no answer is none.
"""

import re
from dataclasses import dataclass

from domain.reports.rating import Solved
from domain.understanding.folding import fold

LONGEST = 60  # characters; a longer text tells more than an opinion

_NO = re.compile(
    "没(?:有)?(?:修|弄|办|处理|解决)?(?:好|亮|通|成|用|修|解决)|(?:还|还是|仍然?|依然|又|照样|照旧)(?:是|在|会|有点?)?"
    "(?:不|没|坏|漏|堵|灭|响|闪|滴|断|停|臭|那样|这样|老样子)|不(?:亮|好使|好用|行|通|管用|出水)|一样坏|白修|老样子"
    "|not (?:fixed|working|good|done|solved|ok)|still (?:not|broken|leaking|dark|no|the same|doesn't|isn't)"
    r"|(?:doesn't|does not|isn't|is not|didn't|did not) (?:work|fixed|good|help)|broken again|no better"
)
_PARTLY = re.compile(
    "好一点|好点|好些|好多了|强一?点|比(?:以前|之前|原来)好|有(?:点|些|所)?(?:好转|改善)|差不多好|凑合|勉强"
    "|(?:a bit |a little |somewhat |slightly )?better|improved|partly|half fixed"
)
_YES = re.compile(
    "好了|修好|亮了|通了|不漏了|不堵了|不响了|来水了?|来电了?|有水了|有电了|能用了|可以用了|好使|好用|解决了|正常了?|没问题|办好了"
    "|(?:it's |it is |all |now )?(?:fixed|works|working|solved|good now|fine now|ok now)|no problem"
)
_UNHAPPY = re.compile(
    r"不(?:太|大|怎么|是很)?满意|差评|态度(?:不好|差|恶劣)|太慢|\bunhappy|not (?:happy|satisfied)|dissatisfied"
)
_SO_SO = re.compile(r"还可以|还行|一般|马马虎虎|凑合|so-so|so so|\bokay-ish|could be better")
_HAPPY = re.compile(r"满意|好评|点赞|\bhappy|satisfied|very good|great job|well done")
_ASKS = re.compile(r"[吗嘛么?]|没有?$|\bwhen\b|\bis it\b")
_ONLY = re.compile(r"(?:还是|还|又)?(?:没|没有|不)(?:修)?好(?:啊|呢|呀|的)?[,.!。]*|not (?:fixed|good)[.!]*")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody's words answer."""

    solved: Solved | None = None
    satisfied: int | None = None
    bare: bool = False  # it says no more than that


def understood(text: str) -> Opinion | None:
    """The answer in these words; None when there is none, or when they ask rather than answer."""
    folded = fold(text[: 2 * LONGEST]).strip()
    if not folded or len(folded) > LONGEST:
        return None
    satisfied = next(
        (value for value, words in ((0, _UNHAPPY), (1, _SO_SO), (2, _HAPPY)) if words.search(folded)), None
    )
    rest = _UNHAPPY.sub("", folded)
    if _NO.search(rest):
        return Opinion(Solved.NO, satisfied, bool(_ONLY.fullmatch(rest)))
    if _ASKS.search(rest):
        return None
    solved = Solved.PARTLY if _PARTLY.search(rest) else Solved.YES if _YES.search(rest) else None
    return Opinion(solved, satisfied) if solved or satisfied is not None else None
