"""Which community a private chat belongs to, by link, by words and by position."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import community
from config.settings import Settings
from domain.community import Community, Point
from domain.talk import settling
from domain.where import places
from tests.communities import WILLOW

GINKGO = community.load(Settings(_env_file=None).community)
WILLOW_BANK = community.load(WILLOW)
TWO = {each.code: each for each in (GINKGO, WILLOW_BANK)}
TWIN = replace(WILLOW_BANK, code="twin")
NAMES = [
    name
    for each in (GINKGO, WILLOW_BANK)
    for building in each.buildings.values()
    for name in (*building.names.values(), *building.aliases)
]
NAMES += [name for each in TWO.values() for name in each.names.values()]
WORDS = st.lists(
    st.sampled_from([*NAMES, "柳岸", "银杏里", "18", "3#", " ", "的", "灯不亮", "on fire"]) | st.text(max_size=6)
)


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        ("willow", ("willow", "")),
        ("willow-b3", ("willow", "b3")),
        ("willow-", ("willow", "")),
        ("pavilion", ("willow", "pavilion")),
        ("b18", ("ginkgo", "b18")),
        ("b3", None),  # both have one
        ("oak-b3", None),
        ("", None),
        ("-b3", None),
    ],
)
def test_a_link(payload: str, found: tuple[str, str] | None) -> None:
    assert settling.by_link(payload, TWO) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("柳岸的灯坏了", ("willow",)),
        ("银杏里社区3号楼", ("ginkgo",)),
        ("willow bank, building 2", ("willow",)),
        ("willow tree fell", ()),
        ("湖心亭着火了", ("willow",)),
        ("18号楼没水", ("ginkgo",)),
        ("3号楼灯坏了", ("ginkgo", "willow")),
        ("柳岸小广场那边", ("willow",)),  # the name counts before a place of the other
        ("柳岸和银杏里之间", ("ginkgo", "willow")),
        ("99号楼灯坏了", ()),
        ("灯坏了", ()),
    ],
)
def test_words(text: str, codes: tuple[str, ...]) -> None:
    assert settling.by_words(text, TWO) == codes


def test_a_longer_name_covers_the_shorter_one_in_it() -> None:
    north = replace(WILLOW_BANK, code="north", names={"zh-CN": "柳岸北社区", "en": "Willow Bank North"})
    both = {"willow": WILLOW_BANK, "north": north}
    assert settling.by_words("柳岸北3号楼", both) == ("north",)
    assert settling.by_words("柳岸3号楼", both) == ("willow",)
    assert settling.by_words("从柳岸到柳岸北", both) == ("willow", "north")


@given(WORDS)
def test_words_never_choose_between_two_that_fit_alike(words: list[str]) -> None:
    text = "".join(words)
    assert len(settling.by_words(text, {"willow": WILLOW_BANK, "twin": TWIN})) in (0, 2)
    found = settling.by_words(text, TWO | {"twin": TWIN})
    assert ("willow" in found) == ("twin" in found)


@given(WORDS)
def test_words_choose_the_same_whatever_the_order_of_the_files(words: list[str]) -> None:
    text = "".join(words)
    assert set(settling.by_words(text, TWO)) == set(settling.by_words(text, dict(reversed(TWO.items()))))


@given(WORDS)
def test_one_community_is_chosen_only_for_a_name_or_a_place_that_the_other_lacks(words: list[str]) -> None:
    text = "".join(words)
    found = settling.by_words(text, TWO)
    if len(found) == 1:
        other = next(each for each in TWO.values() if each.code not in found)
        place = places.find(text, other)
        alone = settling.by_words(text, {other.code: other})
        named = settling.by_words(text, {found[0]: replace(TWO[found[0]], buildings={})})
        assert alone == () or (named == found and place is not None)


def _at(code: str, home: Community = WILLOW_BANK) -> Point:
    point = home.buildings[code].point
    assert point is not None
    return point


def test_the_nearest_building_decides() -> None:
    assert settling.by_point(_at("pavilion"), TWO) == ("willow",)
    assert settling.by_point(_at("b3", GINKGO), TWO) == ("ginkgo",)
    assert settling.by_point(Point(39.0, 110.0), TWO) == ()
    assert settling.by_point(_at("pavilion"), TWO | {"twin": TWIN}) == ("willow", "twin")
    assert places.metres_to(_at("b3"), replace(WILLOW_BANK, buildings={})) == math.inf


def _many(count: int) -> dict[str, Community]:
    names = [f"第{number}社区" for number in range(count)]
    return {
        f"c{number}": replace(WILLOW_BANK, code=f"c{number}", names={"zh-CN": name, "en": f"Quarter {number}"})
        for number, name in enumerate(names)
    }


def test_few_are_all_offered_and_many_are_asked_for_by_name() -> None:
    assert settling.offered("", (), TWO) == ("ginkgo", "willow")
    assert len(settling.offered("", (), _many(8))) == 8
    assert settling.offered("灯坏了", (), _many(9)) == ()
    assert settling.offered("", ("c1", "c5"), _many(9)) == ("c1", "c5")


def test_a_name_written_almost_right_is_offered() -> None:
    homes = _many(9) | {"ginkgo": GINKGO}
    assert settling.offered("银杏社区", (), homes)[0] == "ginkgo"
    assert settling.by_words("银杏社区", homes) == ()
