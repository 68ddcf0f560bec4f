"""Find the stretches of a message that name a place, in Chinese and in English.

Numbers (3号楼2单元), names that end like places do (人民路, 阳光花园) and spots that every neighbourhood has
(北门, 车库) are the pieces; pieces that touch are one place, and what follows belongs to it (门口, 旁边).
Knows no community: domain/places.py does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a weak one (小区) says where only together with others."""

    start: int
    end: int
    weak: bool = False


def _any(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


# --- numbers -----------------------------------------------------------------------------------------

N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"

# 一栋 may also be counted (这一栋, 每栋), and so may 座 (一座桥), so those need more around them.
BUILDING = re.compile(
    r"(?<![\d.这那哪每整几好半-])第?(?:"
    rf"(?P<number>[a-z]?{N}|[a-z])\s?(?:号楼|号院|栋楼?|幢楼?|\#\s?楼?(?!\d))"
    r"|(?P<seat>[a-z]|\d{1,2})座(?![位椅谈机])"
    r"|(?P<room>\d{1,2})-(?:\d{1,2}-)?\d{3,4}(?![\d-])"
    r"|(?P<door>\d{1,2})号(?=\d{1,2}(?:单元|门)))"
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

# What still belongs to the place after its name: a room, and the side of it that is meant.
_SIDES = _any("""
    大门口 门口 门前 门外 正门 后门 入户门 旁边 旁 边上 楼下 楼前 楼后 楼顶 顶楼 东侧 西侧 南侧 北侧 左侧 右侧
    外侧 内侧 里侧 东边 西边 南边 北边 东面 西面 南面 北面 东头 西头 东山墙 西山墙 东北角 西北角 东南角 西南角
    附近 对面 周边 周围 路口 路段 交叉口 十字路口 丁字路口 拐角 拐弯处 转角 出入口 入口 出口 里面 里 中间 之间
    以上 以下 后面 前面 外面 底下 下面 大厅 大堂 门厅 电梯厅 电梯口 楼梯口 楼梯间 地下室 地下车库 车库 平台
    天台 架空层 那条路 沿线 一带 路边
""")
_ROOM = r"(?<=[楼元栋幢座层期路道街巷里苑园厦村府郡\#])\s?\d{1,4}(?:号|室|房)?(?![\d年月日元块点个天次度:.])"
_AFTER = re.compile(rf"(?:{_ROOM})?(?:\s?的?(?:{_SIDES})){{0,3}}")

_JOINS = re.compile(r"\s?(?:的|那个|这个|与|和|到|至|、|-|~)?\s?")

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
_ENGLISH = (
    EN_BUILDING,
    re.compile(
        r"\b(?i:unit|stairwell|staircase|entrance|gate|room|apartment|apt|flat|floor|level)"
        r"\.?\s?\#?\d{1,4}[A-Za-z]?\b"
    ),
    re.compile(
        r"\b(?:\d{1,2}(?:st|nd|rd|th) floor|\d{1,2}F|B[1-3](?: parking| garage)?|\d{1,2}-\d{3,4}"
        r"|(?<=\bin )\d{3,4})\b"
    ),
    re.compile(
        r"\b(?i:(?:(?:north|south|east|west|main|front|back|rear|side|underground|parking|bus) ){0,2}"
        "(?:gate|entrance|garage|car park|parking lot|playground|courtyard|basement|lobby|rooftop"
        r"|kindergarten|clubhouse|bike shed|mailroom|laundry room|bus stop))\b"
    ),
    # 221 W Baker Street 10115
    re.compile(rf"\b\d{{1,5}}(?:-\d{{1,5}})? (?:[NSEW]\.? |[a-z]{{4,5}} )?{_PROPER}(?: {_STREET})?(?:,? \d{{5}})?\b"),
    # Pine Street; 33rd and 34th; Ventura at Carmel
    re.compile(rf"\b{_PROPER}(?: {_STREET}|(?: {_STREET})? (?:&|and|at|by|near|/) (?:the )?{_PROPER}(?: {_STREET})?)"),
    # meadow ln: without capitals only at the end, and not "the street"
    re.compile(rf"\b(?!the |this |our |my |every |that )[a-z]{{3,20}} {_STREET}(?=[.,!?\s]*$)"),
)
_EN_BEFORE = re.compile(
    r"\b(?i:(?:(?:by|near|outside|behind|opposite|next to|in front of|above|below|between) )?(?:the )?)$"
)
_BEFORE_AT_MOST = len("in front of the ") + 1
_JOIN_AT_MOST = len(", of the ")
_INNER = re.compile(r"\d|(?:unit|stairwell|staircase|entrance|room|apartment|apt|flat|floor|level)\b")
_EN_JOINS = re.compile(r",? (?:(?:of|in|on|at) )?(?:the )?")
_LATIN = re.compile("[A-Za-z]{2}")


def find(text: str, folded: str, known: Iterable[Piece] = ()) -> list[tuple[int, int]]:
    """Start and end of each place, from left to right; ``known`` are places found by other means."""
    pieces = list(chain(known, _chinese(folded)))
    if _LATIN.search(text):
        pieces += _english(text)
    return [(place.start, place.end) for place in _merged(folded, pieces) if not place.weak]


def _chinese(folded: str) -> Iterable[Piece]:
    yield from (Piece(*match.span()) for match in BUILDING.finditer(folded))
    if folded.isascii():
        return
    yield from (Piece(*match.span()) for match in _INSIDE.finditer(folded))
    yield from (Piece(*match.span(), weak=True) for match in _AREA.finditer(folded))
    yield from (Piece(*match.span(), weak=True) for match in _VAGUE.finditer(folded))
    plain = _LEADS.sub(lambda lead: "|" * len(lead[0]), folded)
    for match in _NAMED.finditer(plain):
        start = _name_start(plain, match.start(), _NAME)
        if match.start() - start >= 2:  # 路 and 村 alone are no names
            yield Piece(start, match.end())
    for match in _SPOT.finditer(plain):
        yield Piece(_name_start(plain, match.start(), _SPOT_NAME), match.end())


def _english(text: str) -> Iterable[Piece]:
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            before = _EN_BEFORE.search(text, max(0, match.start() - _BEFORE_AT_MOST), match.start())
            yield Piece(before.start() if before else match.start(), match.end())


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


def _merged(folded: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces that overlap or touch become one, together with what follows them."""
    merged: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        end = _after(folded, piece.end)
        last = merged[-1] if merged else None
        if last and (piece.start <= last.end or _touch(folded, last.end, piece.start)):
            merged[-1] = Piece(last.start, max(last.end, end), last.weak and piece.weak)
        else:
            merged.append(Piece(piece.start, end, piece.weak))
    return merged


def _after(folded: str, end: int) -> int:
    match = _AFTER.match(folded, end)
    return match.end() if match else end


def _touch(folded: str, end: int, start: int) -> bool:
    if start - end > _JOIN_AT_MOST:
        return False
    if folded[end:start].strip() == ",":  # 3号楼,2单元 and building 3, unit 2 are one place; 北门,小广场 are two
        return bool(_INNER.match(folded, start))
    return bool(_JOINS.fullmatch(folded, end, start) or _EN_JOINS.fullmatch(folded, end, start))
