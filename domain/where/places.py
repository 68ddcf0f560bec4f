"""Where something is, as far as the words of a message or a point on the map tell.

Words are cut out exactly as they were written, since people on duty understand "3栋门口那个杆子" better
than a code.  The building is known only when the community's file has it.
"""

import math
import re
from itertools import islice

from domain.community import Asset, Building, Community, Point
from domain.understanding.folding import fold
from domain.understanding.result import Place
from domain.where import spans, tagger
from domain.where.gazetteer import Gazetteer, gather, number_in
from domain.where.ground import inside, metres

READ_AT_MOST = 1_000  # characters; a letter names the place early
OWN_AT_MOST = 12  # of the community's own places in one message; each is tried with all that stands around it
NEAR = 300  # m; what is farther from every building is at none of them

_LANGUAGE = "zh-CN"
_BARE = re.compile(
    r"(?:[a-z]\d{0,2}[市县区州]|[本我全][市县区])+\s*|小区(?:门口)?"
)  # a city, and nothing in it, is no place
_OURS = re.compile("(?:[我咱俺](?:们家?|家)|[咱俺])(?=.)")  # before a place: whose it is
_ASKED_AFTER = re.compile(
    r"\s*(?:编号)?\d{4,6}号?[,，]?\s*(?:怎么|咋|啥时候|什么时候|几时|还没|到底|是不是|修|好了|办|处理|弄|有人)"
)
_AROUND = " \t\n.,!?~\u3002\uff0c\uff01\uff1f"  # what people put around a name


def find(text: str, community: Community) -> Place | None:
    """The place that the text names: one of the community's own before any other.

    ``words`` are a substring of the text.  Only its first 1,000 characters are read.
    """
    text = text[:READ_AT_MOST]
    folded = fold(text)
    gazetteer = _gazetteer(community)
    own = list(islice(gazetteer.known(text, folded), OWN_AT_MOST))
    stretch = tagger.find(text, folded, [(start, end) for start, end, _ in own])
    if stretch is None:
        listed = gazetteer.listed.scan(folded)
        return Place(text[listed[0][0] : listed[0][1]]) if listed else None
    begin, until = stretch
    if ours := _OURS.match(folded, begin, until):
        begin = ours.end()
    if _BARE.fullmatch(folded, begin, until) or _is_report_number(folded, begin, until):
        return None
    named_here = (spot for start, end, spot in own if begin <= start and end <= until)
    spot = next(named_here, None) or gazetteer.misspelt(folded[begin:until])
    return _at(text[begin:until].strip(), spot)


def _is_report_number(folded: str, begin: int, until: int) -> bool:
    """Whether a message begins with a number that it asks after (1004怎么还没人管), as people do with a report's."""
    return folded[begin:until].isdecimal() and not folded[:begin].strip() and bool(_ASKED_AFTER.match(folded))


def spots(text: str, community: Community) -> list[tuple[int, int]]:
    """Where a text names places of the community's own: (start, end) of each."""
    text = text[:READ_AT_MOST]
    found = islice(_gazetteer(community).known(text, fold(text)), OWN_AT_MOST)
    return [(start, end) for start, end, _ in found]


def _at(words: str, spot: Building | Asset | None) -> Place:
    match spot:
        case Building(code=code, grid=grid):
            return Place(words, code, grid)
        case Asset(building=building, grid=grid):
            return Place(words, building, grid)
    return Place(words)


def named(text: str, community: Community) -> Building | None:
    """The building or spot whose code or name is the whole text: b3, 3号楼, 三栋, 邮局楼, building 3; else None."""
    words = text.strip(_AROUND)
    if building := community.buildings.get(words.lower()):
        return building
    gazetteer, folded = _gazetteer(community), fold(words)
    if match := spans.BUILDING.fullmatch(folded) or spans.EN_BUILDING.fullmatch(words):
        return gazetteer.numbered.get(number_in(match))
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
            number_in(match) == number
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
    return number_in(match) if match else ""


def nearest(point: Point, community: Community, within_m: float = NEAR, lang: str = _LANGUAGE) -> Place | None:
    """The building or spot nearest to the point, in the grid whose area holds the point if one does.

    None when nothing lies within so many metres and no area holds it.
    """
    around = next((grid for grid in community.grids.values() if grid.area and inside(point, grid.area)), None)
    distance, code = _nearest(point, community, around.code if around else None)
    if distance <= within_m:
        return in_building(code, community, lang)
    return Place(around.names[lang], None, around.code) if around else None


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


# Built once for each community; one deployment serves a street's at most.
_gazetteers: list[tuple[Community, Gazetteer]] = []
_REMEMBERED = 200


def _gazetteer(community: Community) -> Gazetteer:
    for known, gazetteer in _gazetteers:
        if known is community:
            return gazetteer
    gazetteer = gather(community)
    _gazetteers[:] = [(community, gazetteer), *_gazetteers[: _REMEMBERED - 1]]
    return gazetteer


def _nearest(point: Point, community: Community, grid: str | None = None) -> tuple[float, str]:
    measured = [
        (metres(point, building.point), building.code)
        for building in community.buildings.values()
        if building.point is not None and grid in (None, building.grid)
    ]
    return min(measured, default=(math.inf, ""))
