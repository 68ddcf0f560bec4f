"""The contact card (找谁): who looks after a building, a grid or the community, who is on duty now, and every number.

Found in the community file and the roster; nothing of it is anybody's secret.  The same for paper is web/cards.py.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from domain import phones
from domain.buttons import data
from domain.community import Building, Community, Company, Grid
from domain.context import Context
from domain.lines import Button, Hour, Joined, Line, Rows, Term, line
from domain.reports.cards import button, in_rows
from domain.reports.responsible import PROPERTY
from domain.where import places

OFFERED = 6  # buildings under the community's card
LONGEST = 16  # characters of a place in a question for its numbers: 3号楼2单元502

_ASKED = (
    re.compile(r"(?:电话|找谁|联系谁|phones?)[\s:,\uff1a\uff0c]+(?P<place>.+)", re.IGNORECASE),
    re.compile(r"(?P<place>.+?)的?(?:找谁|归谁管|谁管|谁负责|网格员(?:是谁|电话)?|物业(?:电话|是谁))[?\uff1f]?"),
    re.compile(r"(?:who looks after|who do i call (?:for|about)) (?:the )?(?P<place>.+?)\??", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty for a place at this moment; else when somebody is next."""

    trades: tuple[str, ...] = ()
    next_at: datetime | None = None


_ALL = re.compile(
    "(?:请问|问一下|问下)?.{0,8}(?:的)?(?:电话|号码|热线)(?:号码?)?(?:是|有)?(?:多少|几号|什么|吗|没有?|哪个|给我|发我|告诉我)(?:一下)?[\\s\uff1f?啊呀呢。]*"
    r"|(?:what'?s|what is|give me|tell me) (?:me )?the (?:phone |telephone )?number (?:of|for) .{1,30}\W*"
    r"|(?:the )?(?:phone|telephone) numbers?,? please\W*",
    re.IGNORECASE,
)
Where = Building | Grid | None  # None: all of the community


def asked(text: str, community: Community) -> Building | None:
    """The building whose numbers somebody asks for: 电话 3号楼, 北门找谁; None when that is not what it says."""
    for pattern in _ASKED:
        match = pattern.fullmatch(text.strip())
        if match and (building := place_in(match["place"], community)):
            return building
    return None


def asked_unknown(text: str, community: Community) -> str:
    """The building that somebody asks for and the community does not have: 电话 20号楼."""
    match = _ASKED[0].fullmatch(text.strip())
    place = match["place"].strip() if match else ""
    known = place_in(place, community) if place else None
    found = places.find(place, community) if place and known is None else None
    spare = len(place) - len(found.words) if found else LONGEST
    return place if found and spare <= 1 and places.is_unknown(found, community) else ""


def asked_all(text: str) -> bool:
    """Whether somebody asks for a number, whoever's it is: 燃气公司电话多少."""
    return bool(_ALL.fullmatch(text.strip()))


def place_in(text: str, community: Community) -> Building | None:
    """The building that is all a text says, with at most a unit behind it; 3号楼电话亭坏了 is not."""
    if building := places.named(text, community):
        return building
    found = places.find(text, community)
    if found is None or len(text.strip()) - len(found.words) > 1 or len(found.words) > LONGEST:
        return None
    return community.buildings.get(found.building or "")


def card(ctx: Context, where: Where, duty: Duty, lang: str) -> tuple[Line, ...]:
    """Whom to ask about a place, each number on a line of its own."""
    grid = ctx.community.grids[where.grid] if isinstance(where, Building) else where
    lines = [line("directory-of" if where else "directory-all", place=_title(ctx, where, lang))]
    lines += [_officer(grid)] if grid and grid.officer else []
    lines += _companies(ctx, where, lang)
    lines += _now(duty)
    return (*lines, *_numbers(ctx, where))


def buttons(ctx: Context, where: Where, lang: str, *, alone: bool, unknown: str = "") -> Rows:
    """What can be done from here: report something there, or see a building's own card; in private be called."""
    here = where.code if isinstance(where, Building) else ""
    call: Rows = ((button("call-me", "callme", arg=here),),) if alone else ()
    if isinstance(where, Building):
        return ((button("start", "at", arg=where.code), *call[0]),) if alone else ()
    grid = where.code if where else None
    own = [each for each in ctx.community.buildings.values() if grid in (None, each.grid)]
    own = list(places.alike(places.find(unknown, ctx.community), ctx.community)) or own
    choices = tuple(
        Button(line("text", text=each.names[lang]), data("phones", arg=each.code)) for each in own[:OFFERED]
    )
    return (*in_rows(choices, 3), *call)


def trades(present: list[str], where: Where) -> tuple[str, ...]:
    """The trades on duty for a place, each once; a company's people are nobody's in a building without one."""
    theirs = isinstance(where, Building) and where.company is None
    return tuple(dict.fromkeys(trade for trade in present if trade and not (theirs and trade == PROPERTY)))


def companies(community: Community, where: Where) -> tuple[Company, ...]:
    """The property companies of a place, each once."""
    if isinstance(where, Building):
        found = {where.company}
    else:
        grid = where.code if where else None
        found = {each.company for each in community.buildings.values() if grid in (None, each.grid)}
    return tuple(company for code, company in community.companies.items() if code in found)


def _title(ctx: Context, where: Where, lang: str) -> str:
    if isinstance(where, Building):
        return f"{where.names[lang]} · {ctx.community.grids[where.grid].names[lang]}"
    return where.names[lang] if where else ctx.community.names[lang]


def _officer(grid: Grid) -> Line:
    if grid.phone:
        return line("directory-officer", name=grid.officer, number=grid.phone)
    return line("directory-officer-only", name=grid.officer)


def _companies(ctx: Context, where: Where, lang: str) -> list[Line]:
    if isinstance(where, Building) and where.company is None:
        return [line("directory-no-company")]
    return [line("phone", what=each.names[lang], number=each.phone) for each in companies(ctx.community, where)]


def now(ctx: Context, duty: Duty) -> tuple[Line, ...]:
    """Who is on duty, by trade, and the number that somebody answers."""
    return (*(_now(duty) or [line("directory-nobody")]), phones.on_duty(ctx))


def _now(duty: Duty) -> list[Line]:
    if duty.trades:
        return [line("directory-now", who=Joined(tuple(Term("trade", trade) for trade in duty.trades)))]
    return [line("directory-later", at=Hour(duty.next_at))] if duty.next_at else []


def _numbers(ctx: Context, where: Where) -> tuple[Line, ...]:
    """The community's numbers; that of the property company only where the card has not named the company."""
    named = isinstance(where, Building) or bool(companies(ctx.community, where))
    return phones.everybody(ctx, without=frozenset({PROPERTY}) if named else frozenset())
