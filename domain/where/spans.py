"""The pieces of a message that look like parts of a place, in Chinese and in English.

Numbers (3号楼2单元), names that end like places do (人民路, 阳光花园) and spots that every neighbourhood has
(北门, 车库).  What of it is a place, and how far it reaches, is for domain/where/tagger.py to weigh; which place of a
community it is, domain/where/places.py knows.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece looks like."""

    BUILDING = "B"
    INSIDE = "U"  # unit, floor, room
    AREA = "A"  # A市, 二期, 东区
    VAGUE = "V"  # 小区 says where only together with others
    NAMED = "N"  # ends like a name: 人民路
    SPOT = "S"
    FLOOR = "F"
    GATE = "G"
    STREET = "H"
    CORNER = "I"  # Pine Street, 33rd and 34th


class Piece(NamedTuple):
    """A stretch of text and what it looks like."""

    start: int
    end: int
    kind: Kind


def _any(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


# --- numbers -----------------------------------------------------------------------------------------

N = r"(?:\d{1,3}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})"

# 一栋 may also be counted (这一栋, 每栋), and so may 座 (一座桥), so those need more around them.
BUILDING = re.compile(
    r"(?<![\d.这那哪每整几好半-])第?(?:"
    rf"(?P<number>[a-z]?{N}|[a-z])\s?(?:号楼|号院|栋楼?|幢楼?|\#\s?楼?(?!\d))"
    r"|(?P<seat>[a-z]|\d{1,2})座(?![位椅谈机])"
    r"|(?P<room>\d{1,2})-(?:\d{1,2}-)?\d{3,4}(?![\d-])"
    r"|(?P<door>\d{1,2})号(?=\d{1,2}(?:单元|门)))"
)
_SYLLABLE = "(?:yi|er|san|si|wu|liu|qi|ba|jiu|shi)"
# san hao lou, 5hao lou, shi er dong
PINYIN = re.compile(
    rf"(?<![a-z0-9])(?P<number>\d{{1,3}}|{_SYLLABLE}(?: {_SYLLABLE}){{0,2}}) ?(?:hao ?lou|dong|zhuang)(?![a-z])"
)
_INSIDE = re.compile(
    rf"{N}\s?单元|(?:地下|负){N}[楼层]|(?<![a-z\d])b[1-3](?![a-z\d])[层楼]?|(?<![a-z\d])\d{{1,2}}f(?![a-z])"
    rf"|(?<![\d.第号两])(?:{N})(?:楼(?![道梯主盘])|层(?![楼高]))|(?<!\d)\d{{3,4}}(?:室|号房|房间)"
)
_AREA = re.compile(rf"[a-z]\d{{0,2}}\s?[市县区]|(?<![\d个])(?:{N})期(?!间)|[东西南北中]区")

# --- names and spots ---------------------------------------------------------------------------------

_NAME = 8  # characters that a name may have before its ending
_ENDINGS = _any("""
    大道 大街 胡同 高速公路 省道 国道 花园 家园 公寓 大厦 新村 山庄 花苑 嘉苑 雅苑 名苑 新苑 苑 国际 国际城
    华府 新城 名城 商城 街道 镇 乡 村 小镇 郡 公馆 豪庭 华庭 学院 大学 小学 中学 学校 医院 酒店 公园 小区 社区
    湖 桥 工业园 公司 广场 组 巷 巷子 路口 路段
""")
# 路 and 街 end a name, but not in 马路, 线路 or 短路, nor in 路灯 or 路上.
_ROAD = (
    "(?<![道马公线电短思铁走修堵铺让问带赶半上这那条段水一养小大回])"
    "路(?![灯面上过由边程况线牌障费人基不被又太都很有没坏难滑段])"
    "|街(?![道上头坊])"
)
_NAMED = re.compile(rf"{_ENDINGS}|{_ROAD}|里(?=\d{{1,4}}号)")

_SPOT_NAME = 4  # characters: 阳光幼儿园, but not the clause before it
_SPOTS = _any("""
    岗亭 门卫室 车库 地库 停车场 停车棚 单车棚 电车棚 自行车棚 车棚 充电棚 快递柜 丰巢柜 驿站 小广场 广场 花坛
    喷泉池 喷泉 凉亭 水泵房 泵房 配电室 配电房 垃圾房 垃圾站 垃圾点 垃圾中转站 幼儿园 活动中心 活动室 居委会
    健身区 健身角 健身房 健身步道 篮球场 足球场 网球场 羽毛球场 游乐场 儿童乐园 儿童游乐区 小学 学校 医院 菜场
    菜市场 超市 商场 酒店 ktv 银行 地铁站 公交站牌 公交站台 公交站 工地 公园 绿化带 人工湖 连廊 天桥 地下通道
    养老院 老年食堂 食堂 服务中心 物业办公室 物业中心 游泳池 污水处理厂 路口 商铺 底商 理发店
""")
_SPOT = re.compile(rf"{_SPOTS}|[东西南北前后正侧大][一二三]?门(?![禁锁铃卡])")
_VAGUE = re.compile("小区|社区|园区")

# Characters that the names of places hardly ever have; a name does not reach back over them.
_NO_NAME = frozenset(
    "的了在是有把被从到往我你他她它们这那请与及跟给对向因就都也还又再没不吗呢吧啊啦要会能让说想看找去来个么很太咱离着"
    "掉坏漏堵沿为改或将"
)
_PLACES_END = frozenset("路街巷门口栋楼幢场区园厦村库站")  # before 和 in 3号楼和4号楼, but not in 安和家园
# Words that complaints begin with; nor does a name reach back over these.
_LEADS = re.compile(
    _any("""
    反映 投诉 请求 要求 希望 建议 关于 咨询 解决 落实 规范 整治 关闭 严查 管理 昨天 今天 晚上 早上 现在 刚才
    每天 还有 出现 发现 位于 居住 入住 路过 经过 居民 业主 增加 应对 为什么 如何 何时 尽快 楼下 楼上 隔壁 附近
    旁边 门口 对面 领导 有效 加强 半夜 凌晨 大家 师傅 物业 您好 你好 举报 改善 加快 完善 修复 呼吁 恳请 进入
    靠近 住户 天天 已经 一个 一条 整个 占用 停水 停电 漏水 噪音 严重
    """)
)

# --- English, with its capitals ----------------------------------------------------------------------

EN_BUILDING = re.compile(
    r"\b(?i:(?:building|bldg|block|blk|tower)\.?\s?(?:no\.?\s?|number )?\#?\s?)"
    r"(?P<number>\d{1,3}[A-Za-z]?|[A-Z])\b"
)
_STREET = (
    "(?i:street|avenue|road|drive|lane|boulevard|way|court|place|parkway|highway"
    r"|st|ave|rd|dr|ln|blvd|ct|pkwy|hwy)\b\.?"
)
_WORD = r"(?:[A-Z][\w'.]{1,20}|\d{1,3}(?:st|nd|rd|th))"
_PROPER = rf"{_WORD}(?: {_WORD})?"
_EN_INSIDE = re.compile(
    r"\b(?i:unit|stairwell|staircase|entrance|gate|room|apartment|apt|flat|floor|level)"
    r"\.?\s?\#?\d{1,4}[A-Za-z]?\b"
)
_EN_FLOOR = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th) floor|\d{1,2}F|B[1-3](?: parking| garage)?|\d{1,2}-\d{3,4}"
    r"|(?<=\bin )\d{3,4})\b"
)
_EN_GATE = re.compile(
    r"\b(?i:(?:(?:north|south|east|west|main|front|back|rear|side|underground|parking|bus) ){0,2}"
    "(?:gate|entrance|garage|car park|parking lot|playground|courtyard|basement|lobby|rooftop"
    r"|kindergarten|clubhouse|bike shed|mailroom|laundry room|bus stop))\b"
)
# 221 W Baker Street 10115
_EN_STREET = re.compile(
    rf"\b\d{{1,5}}(?:-\d{{1,5}})? (?:[NSEW]\.? |[a-z]{{4,5}} )?{_PROPER}(?: {_STREET})?(?:,? \d{{5}})?\b"
)
# Pine Street; 33rd and 34th; Ventura at Carmel
_EN_CORNER = re.compile(
    rf"\b{_PROPER}(?: {_STREET}|(?: {_STREET})? (?:&|and|at|by|near|/) (?:the )?{_PROPER}(?: {_STREET})?)"
)
# meadow ln: without capitals only at the end, and not "the street"
_EN_LOWER = re.compile(rf"\b(?!the |this |our |my |every |that )[a-z]{{3,20}} {_STREET}(?=[.,!?\s]*$)")
_ENGLISH = (
    (Kind.BUILDING, EN_BUILDING),
    (Kind.INSIDE, _EN_INSIDE),
    (Kind.FLOOR, _EN_FLOOR),
    (Kind.GATE, _EN_GATE),
    (Kind.STREET, _EN_STREET),
    (Kind.CORNER, _EN_CORNER),
    (Kind.CORNER, _EN_LOWER),
)
_LATIN = re.compile("[A-Za-z]{2}")


def pieces(text: str, folded: str) -> Iterable[Piece]:
    """Every piece, kind by kind; the clearest kinds come first."""
    yield from (Piece(*match.span(), Kind.BUILDING) for match in BUILDING.finditer(folded))
    yield from (Piece(*match.span(), Kind.BUILDING) for match in PINYIN.finditer(folded))
    if not folded.isascii():
        yield from _chinese(folded)
    if _LATIN.search(text):
        for kind, pattern in _ENGLISH:
            yield from (Piece(*match.span(), kind) for match in pattern.finditer(text))


def _chinese(folded: str) -> Iterable[Piece]:
    yield from (Piece(*match.span(), Kind.INSIDE) for match in _INSIDE.finditer(folded))
    yield from (Piece(*match.span(), Kind.AREA) for match in _AREA.finditer(folded))
    yield from (Piece(*match.span(), Kind.VAGUE) for match in _VAGUE.finditer(folded))
    plain = _LEADS.sub(lambda lead: "|" * len(lead[0]), folded)
    for match in _NAMED.finditer(plain):
        start = _name_start(plain, match.start(), _NAME)
        if match.start() - start >= 2:  # 路 and 村 alone are no names
            yield Piece(start, match.end(), Kind.NAMED)
    for match in _SPOT.finditer(plain):
        yield Piece(_name_start(plain, match.start(), _SPOT_NAME), match.end(), Kind.SPOT)


def _name_start(plain: str, end: int, longest: int) -> int:
    """Where the name begins that ends here: back over Chinese characters that names have."""
    start = end
    while start > max(0, end - longest):
        sign = plain[start - 1]
        if not "一" <= sign <= "鿿" or sign in _NO_NAME:
            break
        if sign == "和" and plain[start - 2 : start - 1] in _PLACES_END:  # 3号楼和…, but 安和家园
            break
        start -= 1
    return start
