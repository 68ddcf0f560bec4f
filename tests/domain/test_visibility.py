"""What is public at all, and who sees how much."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from domain.categories import Visibility
from domain.people import Role
from domain.public import visibility
from domain.public.visibility import SEES, Kind, Sight
from domain.report import Report
from tests.domain.cases import NOW, context, report

KINDS = context().categories
PUBLIC, FIGURES, PRIVATE = Visibility


def filed(text: str = "灯不亮", category: str = "light", **changes: object) -> Report:
    return visibility.first(KINDS, report(text=text, category=category, **changes))


def test_the_table_says_something_of_every_kind_and_role() -> None:
    roles = set(Role) - {Role.DESK}
    assert set(SEES) == set(Kind)
    for kind, role in product(Kind, roles):
        assert role in SEES[kind], f"{kind}, {role}"


def test_nobody_sees_less_than_everybody_and_what_is_hidden_more_shows_nobody_more() -> None:
    order = (Kind.PUBLIC, Kind.FIGURES, Kind.PRIVATE)
    for kind, role in product(SEES, set(Role) - {Role.DESK}):
        assert SEES[kind][role] >= SEES[kind][Role.RESIDENT]
    for (wide, narrow), role in product(pairwise(order), set(Role) - {Role.DESK}):
        assert SEES[wide][role] >= SEES[narrow][role]


def test_the_operator_reads_nobodys_words() -> None:
    assert all(seen[Role.OPERATOR] <= Sight.FACTS for seen in SEES.values())


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("3号楼楼道灯不亮", "light", PUBLIC),
        ("楼上太吵", "noise", FIGURES),
        ("502家把楼道灯砸了", "light", FIGURES),
        ("王阿姨家门口的灯坏了", "light", FIGURES),
        ("独居老人家的灯坏了，没人照顾", "light", PRIVATE),
        ("邻里纠纷，请来调解", "other", PRIVATE),
    ],
)
def test_the_category_and_the_words_decide(text: str, category: str, expected: Visibility) -> None:
    assert filed(text, category).visibility is expected


def test_a_danger_that_neighbours_are_not_to_know_of_is_private() -> None:
    assert filed("有人持刀", "security", danger="violence").visibility is PRIVATE


def test_another_category_takes_it_along_and_a_rule_gives_back_what_a_rule_took() -> None:
    lamp = filed()
    noise = visibility.followed(KINDS, lamp, replace(lamp, category="noise"), NOW)
    assert (noise.visibility, noise.hidden_at, noise.hidden_why) == (FIGURES, NOW, "category")
    back = visibility.followed(KINDS, noise, replace(noise, category="light"), NOW)
    assert (back.visibility, back.hidden_at, back.hidden_why) == (PUBLIC, None, "")


def test_no_rule_raises_what_its_reporter_lowered() -> None:
    lowered = visibility.turned(filed(), PRIVATE, visibility.REPORTER, "reporter", NOW)
    after = visibility.followed(KINDS, lowered, replace(lowered, category="road"), NOW)
    assert after.visibility is PRIVATE


def test_what_staff_raised_stays_until_new_words_name_somebody() -> None:
    named = filed("502家的灯坏了")
    raised = visibility.turned(named, PUBLIC, visibility.STAFF, "staff", NOW)
    more = visibility.followed(KINDS, raised, replace(raised, text="502家的灯坏了\n还是不亮"), NOW)
    assert more.visibility is PUBLIC
    worse = visibility.followed(KINDS, more, replace(more, text=f"{more.text}\n邻里纠纷，请调解"), NOW)
    assert (worse.visibility, worse.hidden_why) == (PRIVATE, "between")


def test_what_leaves_the_public_view_takes_words_and_photos_along() -> None:
    shown = replace(filed(), released="灯不亮", published=True)
    gone = visibility.turned(shown, FIGURES, visibility.STAFF, "staff", NOW)
    assert (gone.released, gone.published, gone.hidden_at) == ("", False, NOW)
