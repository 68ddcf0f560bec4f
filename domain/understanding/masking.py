"""What of somebody's words may leave the machine: the matter, and nothing that says who it is about.

Numbers of people (phone, identity, bank card, plate), rooms, names, addresses on the net and hand-written marks are
replaced by a word in brackets.  Buildings and units stay: without them nobody can tell what is meant.  It masks
rather too much than too little: a meter's number is no loss.
"""

import re
from collections.abc import Callable

from domain.talk import contacts
from domain.understanding.folding import fold

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
    return _without(text, lambda word: f"[{word}]")


def _without(text: str, shown: Callable[[str], str]) -> str:
    """The words with something shown for each part that goes, by what it is."""
    flat = fold(text)
    for word, pattern in _RULES:
        group = "who" if "who" in pattern.groupindex else 0
        if found := [match.span(group) for match in pattern.finditer(flat)]:
            for start, end in reversed(found):
                text = f"{text[:start]}{shown(word)}{text[end:]}"
            flat = fold(text)
    return text


# --- what everybody may read ----------------------------------------------------------------------------------

BLACK = "■■"
# Surnames begin many plain words, too; these are no names.
_PLAIN = frozenset(
    (
        "高空 高层 高度 高压 高兴 高峰 金属 金额 马路 马上 马桶 马达 黄色 黄灯 黄昏 黄线 白天 "
        "白色 白线 白蚁 白板 白跑 江边 石头 石块 石子 石凳 石板 方向 方便 方面 安全 安装 安排 "
        "安静 常常 常年 何时 何况 向上 向下 向东 向西 向南 向北 万一 万元 万多 于是 任何 任由 "
        "任务 程度 程序 毛病 毛坯 段时 段路 雷雨 雷电 路面 路灯 路口 路边 路人 夏天 夏季 温度 "
        "温馨 施工 施救 洪水 季节 季度 孔洞 严重 严格 严禁 余下 余热 叶子 叶片 丁字 范围 陆续 "
        "周一 周二 周三 周四 周五 周六 周日 周末 周边 周围 周期 林荫 林带 谢谢 许多 许久 郑重 "
        "梁上 曾经 钟头 钟表 钟点 汪汪 田地 龙头 顾客 顾不 莫名 江水 汤水 钱包 史上 贺年 武装 "
        "方形 万能 严实 秦皇 金黄 马力 黄土 黄水 黄泥 白漆 白灰 高低 高温 高楼 "
    ).split()
)
_BOUND = r"(?=$|[\s,，.。;；:：!！?？、()（）\"“”'‘’]|[的在说住把和跟与又也就是一从来去总天每给对向家总不没都])"
_LIKELY = re.compile(
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}?{_BOUND}"
    rf"|[老小阿][{contacts.SURNAMES}](?![区高空])"
    r"|(?<![.!?。！？\n] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b"
)
_BEFORE_NAME = frozenset("叫是找跟和给被让问说到对把和与向请催投诉举报") | frozenset(' ,，。.;；:：、（(“"\n')


def blacked(text: str, also: tuple[str, ...] = ()) -> str:
    """The words as everybody may read them: numbers, plates, rooms and known names black, and these words too."""
    text = contacts.split(text)[0].replace(contacts.KEPT, BLACK)[:LONGEST]
    text = _without(text, lambda word: BLACK)
    for word in sorted(also, key=len, reverse=True):
        text = text.replace(word, BLACK)
    return text


def namelike(text: str) -> tuple[str, ...]:
    """Words that may be somebody's name and that no rule blackens, in the order in which they stand."""
    shown = blacked(text)
    found: dict[str, None] = {}
    for match in _LIKELY.finditer(shown):
        word = match[0]
        before = shown[match.start() - 1] if match.start() else "\n"
        if word[:2] not in _PLAIN and (before in _BEFORE_NAME or not "\u4e00" <= before <= "\u9fff"):
            found[word] = None
    return tuple(found)
