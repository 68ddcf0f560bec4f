"""The area of a known incident: the names that people know, the grids it touches, and the place of its report."""

from domain.community import Community
from domain.incidents.known import GRID
from domain.understanding.result import Place


def names(area: tuple[str, ...], community: Community, lang: str) -> tuple[str, ...]:
    """The area as people call it; the community's own name for all of it."""
    if not area:
        return (community.names[lang],)
    found = (community.grids.get(code[1:]) if code.startswith(GRID) else community.buildings.get(code) for code in area)
    return tuple(each.names[lang] for each in found if each) or (community.names[lang],)


def grids(area: tuple[str, ...], community: Community) -> frozenset[str]:
    """The grids it touches."""
    if not area:
        return frozenset(community.grids)
    return frozenset(
        code[1:] if code.startswith(GRID) else community.buildings[code].grid
        for code in area
        if code.startswith(GRID) or code in community.buildings
    )


def place(area: tuple[str, ...], community: Community, lang: str) -> Place:
    """The place of the report behind it: one building, one grid, or all of them in words."""
    words = "、".join(names(area, community, lang)) if lang == "zh-CN" else ", ".join(names(area, community, lang))
    inside = grids(area, community)
    grid = next(iter(inside)) if area and len(inside) == 1 else None
    building = area[0] if len(area) == 1 and area[0] in community.buildings else None
    return Place(words, building, grid)
