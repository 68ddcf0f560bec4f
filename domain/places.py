"""Where something is, as far as the words of a message or a point on the map tell.

Words are cut out exactly as they were written, since people on duty understand "3栋门口那个杆子" better
than a code.  The building is known only when the community's file has it.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain import spans, tagger
from domain.community import Building, Community, Point
from domain.folding import fold
from domain.lexicon import Lexicon
from domain.understanding import Place

READ_AT_MOST = 1_000  # characters; a letter names the place early
NEAR = 300  # m; what is farther from every building is at none of them

_METRES_PER_DEGREE = 111_195  # of latitude
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_LANGUAGE = "zh-CN"
_AROUND = " \t\n.,!?~\u3002\uff0c\uff01\uff1f"  # what people put around a name


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The names of one community, ready to be looked for."""

    numbered: dict[str, Building]  # "3" -> 3号楼
    named: Lexicon[Building]


def find(text: str, community: Community) -> Place | None:
    """The place that the text names: one of the community's own before any other.

    ``words`` are a substring of the text.  Only its first 1,000 characters are read.
    """
    text = text[:READ_AT_MOST]
    folded = fold(text)
    own = list(_own(text, folded, _gazetteer(community)))
    stretch = tagger.find(text, folded, [(start, end) for start, end, _ in own])
    if stretch is None:
        return None
    begin, until = stretch
    inside = [building for start, end, building in own if begin <= start and end <= until]
    words = text[begin:until].strip()
    return Place(words, inside[0].code, inside[0].grid) if inside else Place(words)


def _own(text: str, folded: str, gazetteer: _Gazetteer) -> Iterator[tuple[int, int, Building]]:
    """Where buildings and spots of the community are named, those with a number first."""
    for match in (*spans.BUILDING.finditer(folded), *spans.EN_BUILDING.finditer(text)):
        if building := gazetteer.numbered.get(_number_in(match)):
            yield *match.span(), building
    yield from gazetteer.named.scan(folded)


def _number_in(match: re.Match[str]) -> str:
    """The number of the building that matched, in digits."""
    return _number(fold(next((group for group in match.groups() if group), "")))


def named(text: str, community: Community) -> Building | None:
    """The building or spot whose code or name is the whole text: b3, 3号楼, 三栋, 邮局楼, building 3; else None."""
    words = text.strip(_AROUND)
    if building := community.buildings.get(words.lower()):
        return building
    gazetteer, folded = _gazetteer(community), fold(words)
    if spans.BUILDING.fullmatch(folded) or spans.EN_BUILDING.fullmatch(words):
        return _numbered(words, folded, gazetteer)
    return next((found for start, end, found in gazetteer.named.scan(folded) if end - start == len(folded)), None)


def alike(place: Place | None, community: Community) -> tuple[Building, ...]:
    """Buildings that a number none of them has alone may mean: 11号楼 where there are 甲11号楼 and 乙11号楼."""
    number = _unknown_number(place, community)
    if not number:
        return ()
    found = [
        building
        for building in community.buildings.values()
        if any(
            _number_in(match) == number
            for name in (*building.names.values(), *building.aliases)
            if (match := spans.BUILDING.search(fold(name)))
        )
    ]
    return tuple(found)


def is_unknown(place: Place | None, community: Community) -> bool:
    """Whether a place names a building by a number that the community does not have."""
    return bool(_unknown_number(place, community))


def _unknown_number(place: Place | None, community: Community) -> str:
    if place is None or place.building or not community.buildings:
        return ""
    match = spans.BUILDING.search(fold(place.words)) or spans.EN_BUILDING.search(place.words)
    return _number_in(match) if match else ""


def nearest(point: Point, community: Community, within_m: float = NEAR, lang: str = _LANGUAGE) -> Place | None:
    """The building or spot nearest to the point; None when nothing lies within so many metres."""
    distance, code = _nearest(point, community)
    return in_building(code, community, lang) if distance <= within_m else None


def metres_to(point: Point, community: Community) -> float:
    """How far it is to the nearest building or spot; infinite when none has a position."""
    return _nearest(point, community)[0]


def in_building(code: str, community: Community, lang: str = _LANGUAGE) -> Place | None:
    """The place of a building that somebody chose; None when the community no longer has it."""
    building = community.buildings.get(code)
    if building is None:
        return None
    words = building.names.get(lang) or next(iter(building.names.values()))
    return Place(words, building.code, building.grid)


def _numbered(words: str, folded: str, gazetteer: _Gazetteer) -> Building | None:
    match = spans.BUILDING.search(folded) or spans.EN_BUILDING.search(words)
    return gazetteer.numbered.get(_number_in(match)) if match else None


def _number(written: str) -> str:
    """The number in digits: 三, 十二, 二十一 and 03 as 3, 12, 21 and 3; letters stay."""
    match = re.fullmatch(r"([a-z]?)0*(\d+|[零一二两三四五六七八九十]+)([a-z]?)", written)
    if not match:
        return written
    before, digits, after = match.groups()
    if not digits.isdecimal():
        tens, ten, ones = digits.rpartition("十")
        value = (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
        digits = str(value)
    return f"{before}{digits}{after}"


# Built once for each community; one deployment serves a street's at most.
_gazetteers: list[tuple[Community, _Gazetteer]] = []
_REMEMBERED = 200


def _gazetteer(community: Community) -> _Gazetteer:
    for known, gazetteer in _gazetteers:
        if known is community:
            return gazetteer
    numbered: dict[str, Building] = {}
    named: dict[str, Building] = {}
    for building in community.buildings.values():
        for name in (*building.names.values(), *building.aliases):
            match = spans.BUILDING.fullmatch(fold(name)) or spans.EN_BUILDING.fullmatch(name)
            if match:
                numbered[_number_in(match)] = building
            else:
                named[fold(name)] = building
    gazetteer = _Gazetteer(numbered, Lexicon(named))
    _gazetteers[:] = [(community, gazetteer), *_gazetteers[: _REMEMBERED - 1]]
    return gazetteer


def _nearest(point: Point, community: Community) -> tuple[float, str]:
    measured = [
        (_metres(point, building.point), building.code)
        for building in community.buildings.values()
        if building.point is not None
    ]
    return min(measured, default=(math.inf, ""))


def _metres(a: Point, b: Point) -> float:
    """On a plane, which is exact enough within a neighbourhood."""
    across = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, across) * _METRES_PER_DEGREE
