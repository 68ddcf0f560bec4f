"""Whose work a report usually is: its category's trade, or the community's where a building has no company (无物业).

Only a word on cards and the order of a menu: whoever takes a report has it.
"""

from domain.categories import Categories
from domain.community import Community
from domain.context import Context
from domain.understanding.result import Place

PROPERTY = "property"  # the trade of a property company's people
COMMUNITY = "grid_officer"  # who does that work where there is no company


def responsible(ctx: Context, category: str, place: Place | None) -> str:
    """The trade that usually deals with a category at a place."""
    return usual(ctx.categories, ctx.community, category, place.building if place else None)


def usual(kinds: Categories, community: Community, category: str, building: str | None) -> str:
    """The same, for whoever only reads: the trade that usually deals with a category at a building."""
    trade = kinds.get(category).trade
    nobody = not community.companies or _lacks_company(community, building)
    return COMMUNITY if trade == PROPERTY and nobody else trade


def falls_to_community(ctx: Context, category: str, place: Place | None) -> bool:
    """Whether a property company would deal with it, in a building that has none: residents are told so."""
    return ctx.categories.get(category).trade == PROPERTY and lacks_company(ctx, place)


def lacks_company(ctx: Context, place: Place | None) -> bool:
    """Whether this is a building of ours that no property company looks after; no for a place nobody knows."""
    return place is not None and _lacks_company(ctx.community, place.building)


def _lacks_company(community: Community, building: str | None) -> bool:
    return building in community.buildings and community.company(building) is None


def likelihood(ctx: Context, category: str, place: Place | None, trade: str) -> int:
    """Where people of a trade stand in a list of who could take it, lowest first; a company has no say elsewhere."""
    if trade == responsible(ctx, category, place):
        return 0
    return 2 if trade == PROPERTY and lacks_company(ctx, place) else 1
