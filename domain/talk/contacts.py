"""A way in: the phone number, the name and the time to visit that somebody leaves for one report.

Finds them in people's words.  A number that is no phone number (a house, a plate, a meter, a report, a date, a
price) must stay in the words: staff need it.  Who may see a contact is domain/permissions.py; storage/contacts.py
keeps it.
"""

import re
from dataclasses import dataclass

KEPT = "〔☎〕"  # stands in the words where a number was; config/wording.py says it in the reader's language
TOGETHER = " / "  # between several numbers


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody about one report; any part may be empty."""

    name: str = ""  # as they said it: 姓周, 周女士, 老李
    phone: str = ""  # digits as one dials them; several joined by " / "
    visit: str = ""  # when somebody is at home, in their words

    @property
    def phones(self) -> tuple[str, ...]:
        """Each number by itself."""
        return tuple(phone for phone in self.phone.split(TOGETHER) if phone)

    @property
    def reachable(self) -> bool:
        """Whether it says more than what they are called."""
        return bool(self.phone or self.visit)

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.visit)


def merged(old: Contact | None, new: Contact) -> Contact:
    """What is known together: what was said last counts."""
    if old is None:
        return new
    return Contact(new.name or old.name, new.phone or old.phone, new.visit or old.visit)


def split(text: str) -> tuple[str, Contact | None]:
    """The words with ``KEPT`` in the place of a phone number, and the contact they held.

    Words without a phone number come back as they are, with None.  Beside a number the name goes along, and so
    do whole clauses that only say when somebody is at home or what they are called.
    """
    flat = text.translate(_NARROW)
    spans = _numbers(flat)
    if not spans:
        return text, None
    phones = tuple(dict.fromkeys(_digits(flat[start:end]) for start, end in spans))
    around = [_with_name(flat, *span) for span in spans]
    name = next((name for _, _, name in around if name), "")
    rest = text
    for start, end, _ in reversed(around):
        rest = f"{rest[:start]}{KEPT}{rest[end:]}"
    rest, called, visit = _clauses(rest)
    return _tidied(rest), Contact(name or called, TOGETHER.join(phones), visit)


def joined(phone: str, other: str) -> str:
    """Both numbers, each once."""
    return TOGETHER.join(dict.fromkeys((*phone.split(TOGETHER), *other.split(TOGETHER))))


def without(text: str, phone: str) -> str:
    """The words with ``KEPT`` wherever this one number stands in them, however it was written."""
    flat = text.translate(_NARROW)
    wanted = _bare(phone)
    for start, end in reversed(_numbers(flat)):
        if _bare(_digits(flat[start:end])) == wanted:
            text = f"{text[:start]}{KEPT}{text[end:]}"
    return text.replace(phone, KEPT)


def given(text: str) -> Contact:
    """The contact in words that were asked for one: whatever is no number and no name is the time to visit."""
    rest, found = split(text)
    found = found or Contact()
    comma = "，" if _CHINESE.search(text) else ", "
    rest = _EDGES.sub("", _RING.sub(comma, rest).replace(KEPT, comma))
    name = found.name
    if not name and (said := _NAME_SAID.search(rest)):
        name = said["name"]
        rest = rest[: said.start()] + rest[said.end() :]
    visit = comma.join(part for part in (found.visit, _EDGES.sub("", _REPEATED.sub(comma, rest))) if part)
    return Contact(name, found.phone, visit)


# --- numbers ------------------------------------------------------------------------------------------

# Full-width digits and signs as their plain twins, one character for one: positions stay.
_NARROW = {
    **{ord("０") + digit: ord("0") + digit for digit in range(10)},
    **dict(zip(map(ord, "＋－—–‐（）\u3000\u00a0"), map(ord, "+----()  "), strict=True)),
}
_GAP = r"[ \t.·-]?"
_MOBILE = (
    r"(?:(?:\+|00)?86[ -]?)?(?:"
    rf"1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}|1[3-9]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}|1[3-9]\d{_GAP}\d{{3}}{_GAP}\d{{5}}"
    r"|1(?: [3-9])(?: \d){9})"
)
_LANDLINE = r"\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]{1,2}\d{3,4}[ -]?\d{4}|\(0(?:10|2\d|[3-9]\d{2})\)\d{7,8}"
_ABROAD = r"\+(?!86)[1-9]\d{0,2}(?:[ -]?\d){7,12}"
_WORD = r"(?:联系|我的?|家里|打)?(?:电话|座机|手机|固话|微信|tel(?:ephone)?|phone|mobile|call)(?:号码?|number)?"
_SURE = re.compile(
    rf"(?<![\d.#¥￥A-Za-z+])(?<!\d[ -])(?:{_MOBILE}|{_LANDLINE}|{_ABROAD})(?![\dA-Za-z]|[.-]\d|[元块度吨米平栋幢楼室])"
)
# Eight digits, or a landline without a gap, are a phone number only where a word beside them says so.
_BESIDE = re.compile(
    rf"{_WORD}\s*(?:(?:me|us|at|on|is|是|为)\s*)*[.:：]?\s*"
    r"(?P<number>[2-8]\d{3}[ -]?\d{4}|0(?:10|2\d|[3-9]\d{2})\d{7,8})(?![\dA-Za-z]|[ .-]\d|[元块度吨米平栋幢楼室])",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# Before a number of something else: a meter, a customer, an order, an identity card, a posted advertisement.
_ELSE = re.compile(
    r"(?:[电水气燃热]表|表号|户号|编号|单号|订单|工号|卡号|证号|身份证|账号|车牌|序列号|设备号|资产号|"
    r"小广告|诈骗|骚扰|meter|serial|order|account|report|no\.|number)[^\d，,。；;\n]{0,8}$",
    re.IGNORECASE,
)
_OURS = re.compile(rf"{_WORD}\s*(?:是|is)?\s*[.:：]?\s*$", re.IGNORECASE)


NEAR = 40  # characters before a number in which its name or its meter is looked for


def _numbers(flat: str) -> list[tuple[int, int]]:
    """Where the phone numbers are, in order, never overlapping."""
    found = [match.span() for match in _SURE.finditer(flat) if not _of_something_else(flat, match.start())]
    for match in _BESIDE.finditer(flat):
        start, end = match.span("number")
        if _DATE.fullmatch(match["number"]) or any(start < other_end and end > other for other, other_end in found):
            continue
        found.append((start, end))
    return sorted(found)


def _of_something_else(flat: str, start: int) -> bool:
    before = flat[max(0, start - NEAR) : start]
    return bool(_ELSE.search(before)) and not _OURS.search(before)


def _bare(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _digits(number: str) -> str:
    """As one dials it: a mobile without its country, a landline with its gaps."""
    plain = re.sub(r"[^\d+]", "", number)
    if mobile := re.fullmatch(r"(?:\+|00)?(?:86)?(1[3-9]\d{9})", plain):
        return mobile[1]
    return re.sub(r"[ -]+", "-", number.strip().replace("(", "").replace(")", "-")).strip("-")


# --- names and times ----------------------------------------------------------------------------------

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧肖潘袁董蔡余于叶蒋杜苏魏程吕丁沈任姚卢"
    "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤温康施洪季"
)
_TITLE = "女士|先生|师傅|阿姨|叔叔?|大爷|大妈|大姐|大哥|大叔|老师|奶奶|爷爷|小姐|太太|姐|哥|嫂|工"
_NAME = (
    rf"(?:姓[\u4e00-\u9fff]|[{SURNAMES}](?:{_TITLE})|[老小][{SURNAMES}]|"
    r"(?:Mr|Mrs|Ms|Miss)\.? [A-Z][a-z]+)"
)
_FULL = rf"(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"  # only after 我叫, 找, ask for
_INTRODUCED = (
    r"(?:(?:我(?:叫|是)|我?免贵|请?找|联系人[是:： ]?|ask for |[Mm]y name is )\s?"
    rf"(?:{_NAME}|{_FULL})|我?{_NAME})"
)
_LABEL = rf"(?:[ ,，、:：的(（]|{_WORD}|是|号码?|联系|我|请?打|或)*"
_BEFORE = re.compile(rf"(?P<said>{_INTRODUCED})?(?P<gap>{_LABEL})$", re.IGNORECASE)
_AFTER = re.compile(
    rf"[ ,，(（]*(?:(?:找|ask for )(?P<found>{_NAME}|{_FULL})|(?P<name>{_NAME}))[)）]?(?![\u4e00-\u9fffA-Za-z])"
)
_LEAD = re.compile(r"^(?:我(?:叫|是)|我?免贵|请?找|联系人[是:： ]?|ask for |[Mm]y name is |我)\s?", re.IGNORECASE)
_NAME_SAID = re.compile(
    rf"(?:^|(?<=[，,。；; ]))(?:我(?:叫|是)?|我?免贵|请?找|联系人[是:： ]?|[Aa]sk for |[Mm]y name is )?"
    rf"(?P<name>{_NAME}|(?<=找){_FULL}|(?<=我叫){_FULL}|(?<=[Aa]sk for ){_FULL}|(?<=[Nn]ame is ){_FULL})"
    r"(?=$|[，,。；; ])"
)

_DAYPART = r"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|白天|夜里|早|晚)"
_DATEPART = (
    r"(?:今天|明天|后天|今晚|明早|明晚|(?:每?周|星期|礼拜)[一二三四五六日天末](?:[、和到至或-]?[一二三四五六日天])*|"
    r"工作日|平时|每天|这[两几]天|随时|下班)"
)
_CLOCK = r"(?:(?:\d{1,2}|[一二三四五六七八九十两]{1,3})点(?:半|钟|\d{1,2}分?)?|\d{1,2}[:：]\d\d)"
_WHEN = rf"(?:{_DATEPART}|{_DAYPART}|{_CLOCK}|(?:之|以)?[前后]|[到至和或、~-]|左右|的话|都)+"
_VISIT_ZH = (
    rf"(?:我|家里|家人)?(?:一般)?{_WHEN}(?:我|家里|家人)?(?:都|才|一般|比较|能|可以)*"
    r"(?:在家|在|有空|有人|方便|能来|可以来|来都行|来就行|过来)(?:的|就行|都行)?"
)
_HOUR_EN = r"(?<!\d)\d{1,2}(?!\d)(?::\d\d)?\s?(?:[ap]\.?m\.?)?"
_VISIT_EN = (
    r"(?:(?:i'?m|i am|we'?re|we are|somebody is|usually|always|any ?time|please|come|call|visit|home|at home|in|free|"
    rf"available|on|after|before|from|between|to|and|until|{_HOUR_EN}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"weekends?|weekdays?|mornings?|afternoons?|evenings?|nights?|tomorrow|today|tonight|the)[ -]?)+"
)
_VISIT = re.compile(rf"{_VISIT_ZH}|(?=.*(?:after|before|between|home|free|available|\bin\b)){_VISIT_EN}", re.IGNORECASE)
LONGEST_CLAUSE = 40  # characters; a longer one says more than a time
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_RING = re.compile(rf"(?:请?打给?|(?:please )?(?:call|phone|ring)(?: me)?(?: at| on)?)\s*{KEPT}", re.IGNORECASE)
_CLAUSE = re.compile(r"[^，,。；;！!\n]+")
_EDGES = re.compile(r"^[\s，,。；;、:：()（）]+|[\s，,；;、:：()（）]+$")
_KEPT_TWICE = re.compile(rf"{KEPT}(?:[\s，,、/或者和]*{KEPT})+")
_SURNAMED = re.compile(rf"我?(?:免贵)?(姓[\u4e00-\u9fff])|我叫({_FULL})")
_REPEATED = re.compile(r"(?:\s*[，,]\s*){2,}|\s{2,}")


def _with_name(flat: str, start: int, end: int) -> tuple[int, int, str]:
    """A number with the name and the label right beside it: 周女士 电话 138…, 138… 找老李."""
    before = _BEFORE.search(flat, max(0, start - NEAR), start)
    name, first = "", start
    if before and (before["said"] or before["gap"]):
        name = _LEAD.sub("", before["said"] or "")
        first = before.start() if name or re.search(_WORD, before["gap"], re.IGNORECASE) else start
        if not name:
            first += len(before["gap"]) - len(before["gap"].lstrip(" ,，、:：的")) if first < start else 0
    if after := None if name else _AFTER.match(flat, end):
        return first, after.end(), after["found"] or after["name"]
    return first, end, name


def _clauses(text: str) -> tuple[str, str, str]:
    """The words without the clauses that only name somebody or say when they are at home, and those two."""
    name = ""
    visits: list[str] = []
    gone: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(text):
        words = clause[0].strip()
        if len(words) > LONGEST_CLAUSE:
            continue
        if _VISIT.fullmatch(words):
            visits.append(words)
        elif not name and (said := _SURNAMED.fullmatch(words)):
            name = said[1] or said[2]
        else:
            continue
        gone.append(clause.span())
    for start, end in reversed(gone):
        text = text[:start] + text[end:]
    return text, name, "，".join(visits)


def _tidied(text: str) -> str:
    """Without the punctuation that a clause left behind, and a number's mark once."""
    text = _KEPT_TWICE.sub(KEPT, text)
    return _EDGES.sub("", _REPEATED.sub("，", text)) if text.strip() else text
