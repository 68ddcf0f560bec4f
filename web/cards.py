"""Contact cards to print: one page for each building, for the wall beside its door.

What changes by the hour (who is on duty now) is domain/talk/directory.py, in the chat; paper keeps what stays true.
"""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.community import Building, Community, Company, Grid
from domain.reports.responsible import PROPERTY
from web.site import Site, language

EMERGENCY = ("110", "119", "120")
FIRST = ("duty", "lift", "water", "power", "gas")  # on paper the numbers stand in this order, the others after them
SIZES = ("a4", "a6")


def routes(site: Site) -> list[Route]:
    """The addresses of the cards."""
    pages = Cards(site)
    return [Route("/card/{building}", pages.one), Route("/cards", pages.all)]


class Cards:
    """The pages with contact cards."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def one(self, request: Request) -> Response:
        """The card of one building."""
        home = self._community(request)
        building = home.buildings.get(request.path_params["building"]) if home else None
        if home is None or building is None:
            return self._missing(request, home)
        return self._page(request, home, [building])

    async def all(self, request: Request) -> Response:
        """The cards of all buildings of a community, a page each."""
        home = self._community(request)
        return self._page(request, home, list(home.buildings.values())) if home else self._missing(request, None)

    def _community(self, request: Request) -> Community | None:
        return self._site.communities.get(request.query_params.get("community", self._site.community.code))

    def _page(self, request: Request, home: Community, buildings: Sequence[Building]) -> Response:
        lang = language(request)
        size = request.query_params.get("size")
        return self._site.page(
            request,
            "cards.html",
            community=home.names[lang],
            within=self._within(home),
            path=request.url.path,
            size=size if size in SIZES else SIZES[0],
            sizes=SIZES,
            sample=home.sample,
            emergency=EMERGENCY,
            bot=self._site.bot(),
            cards=[self._card(home, building, lang) for building in buildings],
            many=request.url.path == "/cards",
        )

    def _card(self, home: Community, building: Building, lang: str) -> dict[str, Any]:
        """What stands on one card."""
        about = {"code": building.code, "name": building.names[lang], "grid": home.grids[building.grid].names[lang]}
        return about | numbers(self._site, home, home.grids[building.grid], home.company(building.code), lang)

    def _missing(self, request: Request, home: Community | None) -> Response:
        """No such building, or no such community: say so, and where all of them are."""
        page = self._site.page(
            request, "card-missing.html", path=request.url.path, within=self._within(home) if home else ""
        )
        page.status_code = 404
        return page

    def _within(self, home: Community) -> str:
        return f"community={home.code}&" if len(self._site.communities) > 1 else ""


def numbers(site: Site, home: Community, grid: Grid | None, company: Company | None, lang: str) -> dict[str, Any]:
    """Who looks after a place, and every number of the community, (who, number) in order."""
    names = sorted(home.phones, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    term = site.wording.term
    return {
        "officer": grid.officer if grid else "",
        "officer_phone": grid.phone if grid else "",
        "company": company.names[lang] if company else "",
        "company_phone": company.phone if company else "",
        "phones": [(term(lang, "phone", name), home.phones[name]) for name in names if name != PROPERTY],
    }
