"""Whether the answer to "where?" tells a place: a question, a hello or the fault itself does not."""

import re

from domain.context import Context
from domain.understanding import outages, smalltalk
from domain.understanding.classification import worth_an_offer
from domain.understanding.folding import fold

_LONGEST = 60  # characters; a longer answer tells more than a place
_BESIDE = re.compile(
    "旁|附近|对面|门口|边|后面|前面|楼上|楼下|里面|外面|那[儿个里块面根盏台张]|的那|之间|中间|尽头|拐角"
    "|near|next to|by the|behind"
)
_SHORT = 20  # characters; 坏了的滑梯旁边 says where, however broken the slide is
_SHORT_ZH, _SHORT_EN = (
    10,
    30,
)  # characters; 水泵房, 楼道里 and "water tank on the roof" sound like a report, and are places
_ASKS = re.compile(
    "(?:在哪[儿里]?|哪[儿里]有|多少钱?|几点|几号|怎么办|怎么弄|什么|干啥|干嘛|咋办|咋弄|是啥|有没有|行不行|可不可以|能不能"
    "|(?:几点|什么时候|啥时候|多久|多会儿).{0,6}"
    r")[\s,.!?~:。、啊呀呢哦嘛]*$"
    r"|^(?:who|whom|whose|what|what's|whats|when|why|how)\b"
    r"|^(?:can you|could you|do you|does|did|there(?:'s| is| are)|(?:is|are) there)\b"
    r"|^(?:please )?(?:tell me|explain)\b"
)


def is_no_place(ctx: Context, text: str) -> bool:
    """Whether these words cannot be where something is, though that was asked."""
    if len(text) > _LONGEST:
        return True
    found = ctx.classifier.understand(text, ctx.community)
    if found.place:
        return False
    folded = fold(text).strip()
    if smalltalk.is_pleasantry(text) or smalltalk.is_question(text) or outages.asked(text) or _ASKS.search(folded):
        return True
    if len(folded) <= _SHORT and _BESIDE.search(folded):
        return False
    if ctx.classifier.tells_of_fault(text):
        return True
    return worth_an_offer(found) and len(folded) > (_SHORT_EN if folded.isascii() else _SHORT_ZH)
