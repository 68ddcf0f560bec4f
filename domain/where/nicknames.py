"""Names of places that were learned: staff put right where it is, and from then on the words mean that building."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.community import Community
from domain.understanding.folding import fold
from domain.where.places import find

SHORTEST, LONGEST = 2, 10  # characters of a name
_AROUND = " ,.!?的"
# What stands behind a name and does not belong to it; 对面 and 后面 do: they are somewhere else.
_BEHIND = re.compile("(?:(?:[这那](?:边|里|儿|块|一?带)|门口|旁边|边上|附近|底下|下面|里面?|这|那)的?)+$")


@dataclass(frozen=True, slots=True)
class Nickname:
    """Words that staff said mean a building."""

    words: str
    buildings: tuple[str, ...]  # its code; several when they do not agree: then it is not used
    people: tuple[int, ...]  # who said so
    general: bool = False  # words that are said of any place (楼道): not used

    @property
    def used(self) -> bool:
        """Whether messages are understood by it."""
        return len(self.buildings) == 1 and not self.general


def found(corrected: Iterable[tuple[int, str, str]], home: Community, known: Container[str]) -> Iterator[Nickname]:
    """The names in corrections of places: (person, words before, words after), oldest first."""
    said: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for person, before, after in corrected:
        words, place = _BEHIND.sub("", fold(before).strip(_AROUND)), find(after, home)
        if place and place.building and _could_be_name(words, home):
            said[words][person] = place.building
    for words, meant in sorted(said.items()):
        buildings = tuple(sorted(set(meant.values())))
        yield Nickname(words, buildings, tuple(meant), general=not _new(words, known))


def named(home: Community, nicknames: Sequence[Nickname]) -> Community:
    """The community with these names; itself when there are none to be used."""
    buildings = dict(home.buildings)
    for each in nicknames:
        if each.used and (building := buildings.get(each.buildings[0])):
            buildings[building.code] = replace(building, aliases=(*building.aliases, each.words))
    return replace(home, buildings=buildings) if buildings != dict(home.buildings) else home


def _could_be_name(words: str, home: Community) -> bool:
    """Numbers are never names: 13号楼 is not 3号楼.  What means a building already needs no other."""
    if not SHORTEST <= len(words) <= LONGEST or any(sign.isdigit() for sign in words):
        return False
    place = find(words, home)
    return place is None or place.building is None


def _new(words: str, known: Container[str]) -> bool:
    """Whether something of it is said nowhere else."""
    if words.isascii():
        return any(f" {word}" not in known for word in words.split())
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    return any(pair not in known for pair in pairs)
