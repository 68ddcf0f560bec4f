"""The names of one community as people write them: numbers, nicknames, pinyin, typing mistakes, codes of things.

A number is never guessed: 13号楼 is not 3号楼.  A name may be one character off (银杏苑 for 银杏园) where no other
name of the community is as near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.community import Asset, Building, Community
from domain.understanding.folding import fold
from domain.understanding.lexicon import Lexicon
from domain.where import spans

Spot = Building | Asset

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_DIGITS |= {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_PINYIN = {sound: value for value, sound in enumerate("yi er san si wu liu qi ba jiu shi".split(), start=1)}

# What the names of spots are made of, so that they are known in pinyin too: bei men.
_SOUNDS = {
    sign: sound
    for row in """
        东 dong 南 nan 西 xi 北 bei 大 da 小 xiao 中 zhong 前 qian 后 hou 正 zheng 侧 ce 上 shang 下 xia 门 men
        广 guang 场 chang 车 che 库 ku 棚 peng 充 chong 电 dian 快 kuai 递 di 柜 gui 地 di 停 ting 园 yuan 花 hua
        公 gong 亭 ting 幼 you 儿 er 食 shi 堂 tang 老 lao 年 nian 活 huo 动 dong 室 shi 心 xin 湖 hu 路 lu 街 jie
        桥 qiao 楼 lou 泵 beng 房 fang
    """.split("\n")
    for sign, sound in zip(row.split()[::2], row.split()[1::2], strict=True)
}
_NEAR_FROM = 3  # characters; shorter names are one off from too much
_LONGEST = 12
_FEW = 40  # characters; each stretch of them is tried, and longer ones name no place of ours
# One of these for another is another place, no typing mistake.
_TELLING = frozenset(
    "东南西北中前后左右上下内外大小新老旧甲乙丙丁一二两三四五六七八九十0123456789abcdefghijklmnopqrstuvwxyz"
)

_CODE = re.compile(r"(?<![a-z0-9])(?:[a-z]{0,4}[-_ ]?\d{1,6}(?:[-_]\d{1,6})?|\d{1,3}[-_ ]?[a-z]{1,2})(?![a-z0-9])")
_APART = str.maketrans("", "", "-_ ")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of one community, ready to be looked for."""

    numbered: dict[str, Building] = field(default_factory=dict)  # "3" -> 3号楼
    named: Lexicon[Building] = field(default_factory=lambda: Lexicon({}))
    assets: dict[str, Asset] = field(default_factory=dict)  # d0231
    kinds: dict[str, dict[str, Asset]] = field(default_factory=dict)  # 灯杆 -> 231 -> D-0231
    near: dict[tuple[str, str], Building | None] = field(default_factory=dict)  # around a missing character
    ends: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())  # with which such names begin, and end
    listed: Lexicon[str] = field(default_factory=lambda: Lexicon({}))  # what is known not to be ours

    def known(self, text: str, folded: str) -> Iterator[tuple[int, int, Spot]]:
        """Where buildings, spots and things of the community are named: things first, then numbers, then names."""
        yield from self._coded(folded)
        for match in (*spans.BUILDING.finditer(folded), *spans.EN_BUILDING.finditer(text), *_spelt(folded)):
            if building := self.numbered.get(number_in(match)):
                yield *match.span(), building
        yield from self.named.scan(folded)

    def _coded(self, folded: str) -> Iterator[tuple[int, int, Asset]]:
        if not self.assets:
            return
        said = [found for kind, found in self.kinds.items() if kind in folded]
        for match in _CODE.finditer(folded):
            code = match[0].translate(_APART)
            beside = (found[digits] for found in said if (digits := code.lstrip("0")) in found)
            if asset := self.assets.get(code) or next(beside, None):
                yield *match.span(), asset

    def misspelt(self, folded: str) -> Building | None:
        """The one building or spot whose name is one character off from something in these words, if they are few."""
        if len(folded) > _FEW or not self.near:
            return None
        begins, ends = self.ends
        found = {
            building.code: building
            for start in range(len(folded))
            for end in range(start + _NEAR_FROM - 1, min(start + _LONGEST, len(folded)) + 1)
            if folded[start] in begins or folded[end - 1] in ends  # one of the two is right when only one sign is wrong
            for building in self._one_off(folded[start:end])
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _one_off(self, words: str) -> Iterator[Building]:
        gaps = range(len(words) + 1)
        changed = ((words[:at], words[at + 1 :], words[at]) for at in gaps[:-1])
        left_out = ((words[:at], words[at:], "") for at in gaps)
        for before, after, sign in (*changed, *left_out):
            if sign not in _TELLING and (building := self.near.get((before, after))):
                yield building


def gather(community: Community) -> Gazetteer:
    """All names of a community."""
    numbered: dict[str, Building] = {}
    named: dict[str, Building] = {}
    for building in community.buildings.values():
        for name in (*building.names.values(), *building.aliases):
            if match := spans.BUILDING.fullmatch(fold(name)) or spans.EN_BUILDING.fullmatch(name):
                numbered[number_in(match)] = building
            else:
                named[fold(name)] = building
    sounds = {sound: building for name, building in named.items() for sound in _sounds(name) if sound not in named}
    assets = {fold(asset.code).translate(_APART): asset for asset in community.assets.values()}
    others = {
        fold(name): code for code, each in community.outside.items() for name in (*each.names.values(), *each.aliases)
    }
    long = [name for name in named if len(name) >= _NEAR_FROM]
    ends = frozenset(name[0] for name in long), frozenset(name[-1] for name in long)
    return Gazetteer(numbered, Lexicon(sounds | named), assets, _kinds(community), _near(named), ends, Lexicon(others))


def _kinds(community: Community) -> dict[str, dict[str, Asset]]:
    """The things of each kind by the digits of their codes, where those alone tell them apart."""
    kinds: dict[str, dict[str, Asset]] = {}
    twice: set[tuple[str, str]] = set()
    for asset in community.assets.values():
        digits = re.sub(r"\D", "", asset.code).lstrip("0")
        for name in {fold(name) for name in asset.names.values()}:
            if digits in kinds.setdefault(name, {}):
                twice.add((name, digits))
            kinds[name][digits] = asset
    for name, digits in twice:
        del kinds[name][digits]
    return kinds


def _near(named: dict[str, Building]) -> dict[tuple[str, str], Building | None]:
    """Every name with one character missing, as what stands before and after it; None where two are as near."""
    near: dict[tuple[str, str], Building | None] = {}
    for name, building in named.items():
        if not _NEAR_FROM <= len(name) <= _LONGEST or name.isascii():
            continue
        for at, sign in enumerate(name):
            if sign not in _TELLING:
                gap = name[:at], name[at + 1 :]
                near[gap] = building if near.get(gap, building) is building else None
    return near


def _sounds(name: str) -> Iterator[str]:
    """A name in pinyin, together and apart."""
    if len(name) >= 2 and all(sign in _SOUNDS for sign in name):
        sounds = [_SOUNDS[sign] for sign in name]
        yield from (" ".join(sounds), "".join(sounds))


def _spelt(folded: str) -> Iterator[re.Match[str]]:
    return spans.PINYIN.finditer(folded) if "lou" in folded or "dong" in folded else iter(())


_NUMBER = re.compile(r"([a-z]?)0*(\d+|[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]+)([a-z]?)")


def number_in(match: re.Match[str]) -> str:
    """The number of the building that matched, in digits."""
    return number(fold(next((group for group in match.groups() if group), "")).strip())


def number(written: str) -> str:
    """The number in digits: 三, 叁, 十二, 二十一, san and 03 as 3, 3, 12, 21, 3 and 3; letters stay."""
    if (sounds := written.split()) and all(sound in _PINYIN for sound in sounds):
        return number("".join("零一二三四五六七八九十"[_PINYIN[sound]] for sound in sounds))
    match = _NUMBER.fullmatch(written)
    if not match:
        return written
    before, digits, after = match.groups()
    if not digits.isdecimal():
        tens, ten, ones = digits.replace("拾", "十").rpartition("十")
        digits = str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
    return f"{before}{digits}{after}"
