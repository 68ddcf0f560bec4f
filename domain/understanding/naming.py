"""Whether words name a household, a plate or a person, and whether they are a matter between people.

A room that only says where something is broken names nobody: what the public reads holds no room
(domain/reports/cards.py). A room with the people in it does.  Rather too often than too seldom: staff may show a
report again, but nobody can unread one.
"""

import re

from domain.understanding import masking
from domain.understanding.folding import fold

_ROOM = r"(?:\d{1,2}-(?:\d{1,2}-)?\d{3,4}|(?<![\d.])\d{3,4}(?:室|号房?|房|户)?)"
_WHOSE = (
    "(?:那?家(?!里|中|门口)|人家|住户|业主|租客|租户|房客|户主|的(?:人|男|女|狗|猫|孩子|小孩|老人|车)|邻居"
    "|养|占|堆|吵|扔|装修)"
)
_NEXT = r"(?:楼上|楼下|隔壁|对门|对面|邻居|旁边)"
_DOOR = r"(?:room|apartment|apt|flat|unit)\.? ?#?\d{2,4}[a-z]?"
_OTHERS = re.compile(
    rf"{_ROOM}{_WHOSE}|{_NEXT}[^，。,.!！?？\d]{{0,4}}{_ROOM}|(?:投诉|举报)[^，。,.]{{0,10}}?{_ROOM}"
    rf"|\b(?:neighbou?rs?|people|family|tenants?|owners?|guy|man|woman|dogs?|kids)\b[^.!?]{{0,20}}{_DOOR}\b"
    rf"|\b{_DOOR}(?:'s|’s)? (?:dog|tenants?|owners?|family|people|neighbou?rs?|is|are|keeps?)\b"
)
_OWN = re.compile(r"(?:我们?家|我(?:们)?(?:是|住)?(?:在)?)[^，。,.!！?？]{0,8}$")  # before a room: their own
_PERSON = frozenset({"id", "plate", "name", "account"})
_MARK = re.compile(r"\[(\w+)\]")

# What concerns the care of one person, or two who quarrel: not everybody's business, nor a thing to be repaired.
_CARE = re.compile(
    r"独居(?!石)|孤寡|空巢老|失能|失独|失智|痴呆|卧床|瘫痪|低保|特困|精神(?:病|障碍|失常|分裂)|抑郁"
    r"|(?:没人|无人|没有人)(?:照顾|照看|照料|赡养)|生活不能自理|老人[^，。]{0,6}走失|走失[^，。]{0,4}老人"
    r"|残疾(?!人?专?用?(?:通道|坡道|车位|厕|卫生间|电梯|设施|扶手|停车|道|轮椅|证))"
    r"|\b(?:lives? alone|bedridden|dementia|alzheimer'?s?|disabled (?:man|woman|person|neighbou?r)|mental(?:ly)? ill"
    r"|mental illness|nobody (?:looks after|cares for)|elderly (?:man|woman|person) [^.!?]{0,20}missing)\b"
)
_QUARREL = re.compile(
    r"调解|邻里(?:纠纷|矛盾)|家庭(?:纠纷|矛盾)|婆媳|闹?离婚|赡养|分家产"
    r"|(?:邻居|楼上|楼下|隔壁|对门|两家|两口子|夫妻|业主之间)[^，。,.!！?？]{0,10}(?:吵架|吵起来|纠纷|矛盾|闹翻|对骂|骂我)"
    r"|\b(?:mediat(?:e|ion|or)|quarrel(?:s|led|ling)?|feud|argument with (?:my|the) neighbou?r|divorce)\b"
)


def names_somebody(text: str) -> bool:
    """Whether the words name a plate, an identity, a person, or a household that is not only the place."""
    found = set(_MARK.findall(masking.masked(text))) & _PERSON
    return bool(found) or _names_household(fold(text))


def _names_household(flat: str) -> bool:
    return any(not _OWN.search(flat[: match.start()]) for match in _OTHERS.finditer(flat))


def between_people(text: str) -> bool:
    """Whether somebody asks for care for a person, or for help in a quarrel."""
    flat = fold(text)
    return bool(_CARE.search(flat) or _QUARREL.search(flat))


_WISH = re.compile(
    r"(?:别|不要|不想|不用|不愿意?|请勿|能不能不|可以不)"
    r"(?:公开|公示|公布|让(?:别|其他|旁)人(?:看|知道)|给别人看|发(?:出去|到群里|公示))"
    r"|(?:^|[，。,.;；!！\s])(?:这件?事?|请|麻烦|帮我)*(?:保密|不公开)(?:一下|吧|处理)?(?:$|[，。,.;；!！\s])"
    r"|\b(?:keep (?:it|this) (?:private|confidential)|(?:do not|don't) (?:publish|show|make) (?:it|this)"
    r"|make (?:it|this) private)\b"
)


def wants_silence(text: str) -> bool:
    """Whether somebody asks that what they tell is not shown around."""
    return _WISH.search(fold(text)) is not None
