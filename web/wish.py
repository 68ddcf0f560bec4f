"""What a visitor asked the board for: the address is the only state there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from starlette.requests import Request

from domain.categories import Categories, Visibility
from domain.community import Community
from domain.understanding import bigrams
from domain.understanding.bigrams import Called
from storage.board import STATES, Wanted
from web.site import Site

SPANS = {"7": 7, "30": 30, "90": 90, "365": 365}  # days
DIGITS = 12  # of a number in an address


@dataclass(frozen=True, slots=True)
class Wish:
    """The filters, as far as they make sense here; whatever else an address says is left alone."""

    community: str = ""  # in the address only where there are several
    q: str = ""
    category: str = ""
    grid: str = ""
    building: str = ""
    state: str = ""
    days: str = ""
    since: str = ""  # 2026-11-01
    until: str = ""  # the last day, which counts
    before: int = 0
    after: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.q or self.category or self.grid or self.building or self.state or self.spanned)

    @property
    def spanned(self) -> bool:
        """Whether only a stretch of time is wanted."""
        return bool(self.days or self.since or self.until)

    def query(self, lang: str = "", **changes: str | int) -> str:
        """The address's query for this wish, with some of it changed; begins with ``?`` unless empty."""
        wish = replace(self, **changes)  # type: ignore[arg-type]
        pairs = {name: str(getattr(wish, name)) for name in self.__slots__ if getattr(wish, name)}
        pairs |= {"lang": lang} if lang else {}
        return f"?{urlencode(pairs)}" if pairs else ""


def read(request: Request, site: Site, home: Community) -> Wish:
    """What this address asks for."""
    asked = request.query_params
    kinds = shown(site, home)
    days = asked.get("days", "")
    return Wish(
        community=home.code if len(site.communities) > 1 else "",
        q=" ".join(asked.get("q", "").split())[: bigrams.LONGEST],
        category=_one_of(asked.get("category", ""), kinds),
        grid=_one_of(asked.get("grid", ""), home.grids),
        building=_one_of(asked.get("building", ""), home.buildings),
        state=_one_of(asked.get("state", ""), dict.fromkeys(STATES)),
        days=days if days in SPANS else "",
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        before=number(asked.get("before", "")),
        after=number(asked.get("after", "")),
    )


def wanted(wish: Wish, names: Mapping[str, Called], home: Community, now: datetime) -> Wanted:
    """The same for the database; ``names`` of what is looked for."""
    since, until = _span(wish, home, now)
    return Wanted(
        community=home.code,
        grid=wish.grid,
        building=wish.building,
        category=wish.category,
        state=wish.state,
        since=since,
        until=until,
        match=bigrams.asked(wish.q, names) or "",
    )


def shown(site: Site, home: Community) -> dict[str, Mapping[str, str]]:
    """The categories that the list may show, with their names."""
    kinds = categories(site, home)
    return {code: kind.names for code, kind in kinds.by_code.items() if kind.visibility is Visibility.PUBLIC}


def categories(site: Site, home: Community) -> Categories:
    """The categories as this community has them."""
    return site.adapted.get(home.code, site.categories)


def names(site: Site, home: Community) -> dict[str, Called]:
    """What every code of a community is called, in all languages, for the search; kinds by their key words, too."""
    found: dict[str, Called] = {}
    for code, kind in categories(site, home).by_code.items():
        found[bigrams.code("c", code)] = bigrams.called(kind.names.values(), kind.keywords)
    for code, grid in home.grids.items():
        found[bigrams.code("g", code)] = bigrams.called(grid.names.values())
    for code, building in home.buildings.items():
        found[bigrams.code("b", code)] = bigrams.called((*building.names.values(), *building.aliases))
    return found


def number(text: str) -> int:
    """A number in an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def _one_of(value: str, known: Mapping[str, object]) -> str:
    return value if value in known else ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if 2000 <= date.fromisoformat(text).year < 2200 else ""
    except ValueError:
        return ""


def _span(wish: Wish, home: Community, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when until when; days begin at midnight there."""
    since = _midnight(wish.since, home) if wish.since else None
    until = _midnight(wish.until, home) + timedelta(days=1) if wish.until else None
    if wish.days and not (since or until):
        since = now - timedelta(days=SPANS[wish.days])
    return since, until


def _midnight(day: str, home: Community) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), home.zone)
