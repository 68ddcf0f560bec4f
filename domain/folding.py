"""Make different ways of writing the same text alike, without moving a single character.

Full-width digits and letters, capitals and the commonest traditional characters become plain ones.
Every character is replaced by exactly one, so a position found in the folded text is the same position
in what the person wrote.
"""

import unicodedata

# The traditional forms that turn up in reports; a full table would be a dependency for a rare need.
_TRADITIONAL = "樓棟單電燈門號車庫壞氣漏風臺陽頂牆裝鐵鋼梯滅煙災險傷壓線纜斷閘錶費開關閉沒無來"
_SIMPLIFIED = "楼栋单电灯门号车库坏气漏风台阳顶墙装铁钢梯灭烟灾险伤压线缆断闸表费开关闭没无来"
_TRADITIONAL += "東邊側裡內廳間層區園廣場業報還會給說話請問謝們這個為時點鐘兩幾樹葉掃髒垃圾廁狗貓養亂違護欄鎖"
_SIMPLIFIED += "东边侧里内厅间层区园广场业报还会给说话请问谢们这个为时点钟两几树叶扫脏垃圾厕狗猫养乱违护栏锁"

_REMEMBERED = 20_000  # characters; more than people write, so that a flood of odd ones costs no memory


class _Folding(dict[int, int]):
    """Code point -> folded code point, worked out when first met."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        folded = ord(plain) if len(plain) == 1 else code
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded


_FOLDING = _Folding(zip(map(ord, _TRADITIONAL), map(ord, _SIMPLIFIED), strict=True))


def fold(text: str) -> str:
    """The text in plain lower-case characters, exactly as long as before."""
    return text.translate(_FOLDING)
