"""What is not ours: a place of a neighbouring community, or one that the community's file says is somebody else's.

Known by name (柳岸3号楼, 车站路) or by a shared location.  Nothing is refused for it: whoever reports is told whom to
call, and may pass it on to a neighbouring community of the same deployment or report it here all the same.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.buttons import data
from domain.community import Community, Point
from domain.context import Context
from domain.lines import Button, Line, Rows, Term, line
from domain.reports.cards import button
from domain.talk.drafts import Draft
from domain.understanding.folding import fold
from domain.understanding.lexicon import Lexicon
from domain.understanding.result import Place
from domain.where import places
from domain.where.ground import inside

_KIND = ("社区", "小区", "家园", " community")  # what people leave out of a name
_SHORTEST = 2  # characters of a name

# After a name whose kind was left out, else 阳光房 would be in 阳光社区; and never a road that is called after it.
_SHORT_BEFORE = re.compile(r"$|[\s,.!)、的那这里边停断没有着起0-9一二三四五六七八九十]|[a-z](?![a-z])|东|西|南|北")
_BEFORE_OURS = re.compile(r"[\s,]*(?:社区|小区|家园|那边|那儿|里)?[\s,的]*")  # between 柳岸 and 3号楼
_AFTER_OURS = re.compile(r"[\s(]*")  # between 3号楼 and 柳岸; English may put a comma
_AFTER_OURS_EN = re.compile(r"[\s,(]*(?:(?:at|in|of)\s+)?(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Beyond:
    """Whose a place is that is not ours; nobody's that we know of when both are empty."""

    community: str = ""  # one of the same deployment: it takes what is passed on to it
    listed: str = ""  # code of what the community's file lists under ``outside``


_OURS = Beyond("-")


def beyond(ctx: Context, draft: Draft) -> Beyond | None:
    """Whose the place of a draft is, when it is not ours; None when it is, or nobody can tell."""
    if draft.point:
        return _by_point(ctx, draft.point)
    words = draft.place.words if draft.place else ""
    return _by_words(ctx, draft.text if words in draft.text else words, words)


def named(ctx: Context, place: Place) -> Beyond | None:
    """Whose a place is by its own words; None when they do not say so."""
    return _by_words(ctx, place.words, place.words)


def _by_point(ctx: Context, point: Point) -> Beyond | None:
    """Areas that were drawn count before the nearest building."""
    ours = ctx.community
    homes = {**ctx.communities, ours.code: ours}
    held = [code for code, each in homes.items() if _holds(each, point)]
    if held:
        return None if ours.code in held else Beyond(community=held[0])
    if listed := next((each for each in ours.outside.values() if each.area and inside(point, each.area)), None):
        return _listed(ctx, listed.code)
    metres = {code: places.metres_to(point, each) for code, each in homes.items()}
    nearest = min(metres, key=lambda code: (metres[code], code != ours.code))
    if metres[nearest] <= places.NEAR:
        return None if nearest == ours.code else Beyond(community=nearest)
    located = math.isfinite(metres[ours.code]) or any(grid.area for grid in ours.grids.values())
    return Beyond() if located else None


def _holds(community: Community, point: Point) -> bool:
    return any(grid.area and inside(point, grid.area) for grid in community.grids.values())


def _by_words(ctx: Context, text: str, words: str) -> Beyond | None:
    """Whose the place is that ``words`` within a text name: 3号楼到柳岸那段 is ours, 柳岸3号楼 is not."""
    text = text[: places.READ_AT_MOST]
    folded = fold(text)
    others = _names(ctx).scan(folded)
    if not others or any(found is _OURS for _, _, found in others):
        return None
    own = places.spots(text, ctx.community)
    at = text.find(words) if words else -1
    for start, end, found in others:
        if any(begin < end and start < until for begin, until in own):
            continue  # a place of ours has it in its name
        if own:
            fits = any(_adjoin(folded, start, end, *span) for span in own)
        else:
            fits = at < 0 or (start < at + len(words) and at < end) or _adjoin(folded, start, end, at, at + len(words))
        if fits:
            return found
    return None


def _adjoin(folded: str, start: int, end: int, begin: int, until: int) -> bool:
    """Whether nothing that tells another story stands between a name and a place."""
    if end <= begin:
        return bool(_BEFORE_OURS.fullmatch(folded, end, begin))
    between = _AFTER_OURS_EN if folded[start:end].isascii() else _AFTER_OURS
    return until <= start and bool(between.fullmatch(folded, until, start))


# --- the names of others ------------------------------------------------------------------------------


class _Names:
    """The names of the neighbours, of what the file lists, and our own."""

    def __init__(self, ctx: Context) -> None:
        ours = ctx.community
        found = {name: Beyond(community=code) for code, each in ctx.communities.items() for name in forms(each)}
        self._full = {fold(name) for each in ctx.communities.values() for name in _written(each)}
        for listed in ours.outside.values():
            names = {fold(name).strip() for name in (*listed.names.values(), *listed.aliases)}
            self._full |= names
            found |= dict.fromkeys(names, _listed(ctx, listed.code))
        found |= dict.fromkeys(forms(ours), _OURS)
        self._lexicon = Lexicon(found)

    def scan(self, folded: str) -> list[tuple[int, int, Beyond]]:
        """Where somebody is named in a folded text."""
        return [
            (start, end, found)
            for start, end, found in self._lexicon.scan(folded)
            if found is _OURS or folded[start:end] in self._full or _SHORT_BEFORE.match(folded, end)
        ]


_known: list[tuple[Community, Mapping[str, Community], _Names]] = []
_REMEMBERED = 200


def _names(ctx: Context) -> _Names:
    for community, homes, names in _known:
        if community is ctx.community and homes is ctx.communities:
            return names
    names = _Names(ctx)
    _known[:] = [(ctx.community, ctx.communities, names), *_known[: _REMEMBERED - 1]]
    return names


def _written(community: Community) -> tuple[str, ...]:
    return (*community.names.values(), *community.aliases)


def forms(community: Community) -> frozenset[str]:
    """A community's names as people write them, folded."""
    names = {fold(name).strip() for name in _written(community)}
    short = {name.removesuffix(kind) for name in names for kind in _KIND}
    return frozenset(name for name in names | short if len(name) >= _SHORTEST)


def _listed(ctx: Context, code: str) -> Beyond:
    """What the file lists; its community counts where it is one of this deployment."""
    community = ctx.community.outside[code].community
    known = community in ctx.communities and community != ctx.community.code
    return Beyond(community if known else "", code)


# --- what is said of it -------------------------------------------------------------------------------


def lines(ctx: Context, found: Beyond, lang: str) -> tuple[Line, ...]:
    """Who is responsible, and whom to call."""
    ours = ctx.community.names[lang]
    if found.community:
        home = ctx.communities[found.community]
        return line("outside-neighbour", community=home.names[lang]), duty(home)
    if found.listed:
        listed = ctx.community.outside[found.listed]
        who = line("outside-listed", place=listed.names[lang], community=ours, who=listed.who[lang])
        return who, line("text", text=listed.phone)
    return line("outside-nobody", community=ours), line("text", text="12345")


def duty(home: Community) -> Line:
    """The number that somebody answers there."""
    return line("phone", what=Term("phone", "duty"), number=home.phones["duty"])


def passing(ctx: Context, draft: Draft, found: Beyond, lang: str) -> tuple[Button, ...]:
    """转给…, where the neighbours are of this deployment."""
    if not found.community:
        return ()
    name = ctx.communities[found.community].names[lang]
    return (Button(line("button-pass", community=name), data("pass", draft.id, arg=found.community)),)


def offer(ctx: Context, draft: Draft, found: Beyond, lang: str) -> Rows:
    """Pass it on, report it here all the same, or let it be."""
    ours = button("pass-not", "file", draft.id), button("drop", "drop", draft.id)
    return tuple(row for row in (passing(ctx, draft, found, lang), ours) if row)


def unlocated(draft: Draft) -> Draft:
    """The draft without a building of ours: in danger no neighbour is to run to the wrong one."""
    return replace(draft, place=Place(draft.place.words)) if draft.place else draft


def at_neighbours(there: Context, draft: Draft, anew: Draft) -> Draft:
    """A draft as the neighbours understand it: ``anew``, with the place that its author named apart from the words."""
    if anew.place is None and draft.place:
        place = places.find(draft.place.words, there.community) or Place(draft.place.words)
        anew = replace(anew, place=place)
    return anew
