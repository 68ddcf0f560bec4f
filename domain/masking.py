"""What of somebody's words may leave the machine: the matter, and nothing that says who it is about.

Numbers of people (phone, identity, bank card, plate), rooms, names, addresses on the net and hand-written marks are
replaced by a word in brackets.  Buildings and units stay: without them nobody can tell what is meant.  It masks
rather too much than too little: a meter's number is no loss.
"""

import re

from domain import contacts
from domain.folding import fold

LONGEST = 1_000  # characters that leave; a letter says what it is about before that

_TITLE = (
    "女士|先生|师傅|阿姨|叔叔?|大爷|大妈|大姐|大哥|大叔|老师|奶奶|爷爷|小姐|太太|医生|主任|书记|经理|老板|"
    "姐姐?|哥哥?|嫂子?|婶|伯"
)
_SURNAME = f"(?:欧阳|司马|上官|诸葛|尉迟|皇甫|[{contacts.SURNAMES}])"
_FULL = f"{_SURNAME}[\\u4e00-\\u9fff]{{1,2}}"
_END = r"(?=$|[\s,，.。;；:：!！?？、)）的住家在说电])"
_DIGIT = "[0-9一二三四五六七八九十零〇两百]"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Matched on folded text (lower case, half width, simplified), one character for one, the most telling first.
# ``who`` is the part that goes, where that is not all that was matched.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("link", r"(?:https?://|www\.)[^\s，。]+"),
        ("mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("id", r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[ -]?\d{3}[\dx](?!\d)"),
        ("id", r"(?<![a-z\d])[egdhm][a-z]?\d{7,9}(?!\d)"),
        ("plate", rf"[{_PROVINCES}]\s?[a-z][ ·.\-•]?[a-z\d]{{5,6}}"),
        ("plate", r"(?:车牌(?:号码?)?|尾号|plate(?: number)?)(?:是|为|is)?\s?[:：]?\s?[a-z\d]{3,8}"),
        ("account", r"(?:微信号?|wechat|wx|qq|支付宝|vx)(?:号码?|id)?(?:是|为|is)?\s?[:：]?\s?[a-z\d][\w-]{4,}"),
        ("account", r"(?<!\w)@[\w\u4e00-\u9fff-]{1,32}"),
        ("number", r"(?<!\d)\+?\d(?:[ -]?\d){6,}(?!\d)"),
        ("number", r"[零〇一二三四五六七八九幺两]{7,}"),
        ("room", rf"(?<=单元){_DIGIT}{{3,5}}(?:室|号房?|房|户)?"),
        ("room", r"(?<=[号栋幢楼座])-?\d{3,4}(?:室|号房?|房|户)?(?!\d|[元块天度次年米号])"),
        ("room", r"(?<![\d-])\d{1,3}-(?:\d{1,2}-)?\d{3,4}(?![\d-])"),
        ("room", rf"{_DIGIT}{{2,5}}\s?(?:室|号房|房间|房(?![租东顶])|户(?!型))"),
        ("room", r"\b(?:room|apartment|apt|flat|suite)\b\.?\s?#?\d{1,4}[a-z]?\b|\bunit #?\d{3,4}[a-z]?\b"),
        ("name", r"免?贵?姓[\u4e00-\u9fff]"),
        ("name", rf"我叫(?P<who>{_FULL}|[\u4e00-\u9fff]{{2,3}}{_END})"),
        ("name", rf"(?:名叫|叫做|业主|户主|邻居|租户|房东|联系人)[是:：]?\s?(?P<who>{_FULL}{_END})"),
        ("name", rf"{_SURNAME}[\u4e00-\u9fff]{{0,2}}?(?:{_TITLE})"),
        ("name", rf"(?<![\u4e00-\u9fff])[老小阿][{contacts.SURNAMES}](?![区高])|(?<=找)[老小阿][{contacts.SURNAMES}]"),
        ("name", rf"(?P<who>{_SURNAME}[\u4e00-\u9fff]?[^\W大人国每各别户住管专自])(?=家(?:的|里|漏|装|孩子|狗|猫|门))"),
        ("name", r"\b(?:mr|mrs|ms|miss|dr)\b\.? [a-z]+(?:[ -][a-z]+)?"),
        ("name", r"my name is (?P<who>[a-z]+(?: [a-z]+)?)"),
        ("name", r"(?:ask for|this is) (?P<who>(?!the\b|a\b|an\b|about\b)[a-z]+)(?= from| in| at|$|[,.;])"),
    )
)


def masked(text: str) -> str:
    """The words without what says who it is about; at most 1,000 characters of them."""
    text = contacts.split(text)[0].replace(contacts.KEPT, "[phone]")[:LONGEST]
    for word, pattern in _RULES:
        flat = fold(text)
        group = "who" if "who" in pattern.groupindex else 0
        for start, end in reversed([match.span(group) for match in pattern.finditer(flat)]):
            text = f"{text[:start]}[{word}]{text[end:]}"
    return text
