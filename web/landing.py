"""Where a sticker's code leads: one page for one place, with every way to say what is broken there.

/q/ginkgo/b3 is what stickers say; /q/b3 serves as well where one community alone has it; /q asks for a code.  What the
codes are is domain/where/stickers.py, who prints them bot/subcommands/qr.py.  Only what everybody may read stands here.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.community import Building, Community
from domain.talk import visiting
from domain.understanding.result import Place
from domain.where import stickers
from storage import board
from storage.board import Wanted
from web import board_words
from web.board_words import Voice
from web.cards import EMERGENCY, numbers
from web.site import Site, language
from web.wish import Wish

SHOWN = 5  # open reports; the board has the others
PAYLOAD = re.compile("[A-Za-z0-9_-]{1,64}", re.ASCII)  # what Telegram takes in a link
WECHAT = "MicroMessenger"  # in the name that WeChat's own browser gives itself


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands: a community, and the code of a place there unless they came without one."""

    home: Community
    code: str = ""


def routes(site: Site) -> list[Route]:
    """The addresses of the codes."""
    pages = Landing(site)
    return [
        Route("/q", pages.asked),
        Route("/q/{code}", pages.short),
        Route("/q/{community}/{code:path}", pages.scanned),
    ]


class Landing:
    """The pages behind the codes."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def asked(self, request: Request) -> Response:
        """Somebody types a code; with one, they are led to its page."""
        typed, home = request.query_params.get("code", "").strip(), self._named(request)
        spots = self._spots(typed, home)
        if typed and len(spots) == 1:
            return RedirectResponse(_path(spots[0]) + _lang(request), 303)
        if len(spots) > 1:
            return self._which(request, spots)
        return await self._nowhere(request, home, typed, 404 if typed else 200)

    async def short(self, request: Request) -> Response:
        """A community, or a code without one."""
        code = request.path_params["code"]
        if home := self._site.communities.get(code):
            return await self._page(request, Spot(home))
        spots = self._spots(code, None)
        if len(spots) > 1:
            return self._which(request, spots)
        return await self._page(request, spots[0]) if spots else await self._nowhere(request, None, code)

    async def scanned(self, request: Request) -> Response:
        """What a sticker's code says."""
        home = self._site.communities.get(request.path_params["community"])
        typed = request.path_params["code"]
        if home is None:
            return await self._nowhere(request, None, typed)
        if not typed:
            return await self._page(request, Spot(home))
        code = stickers.find(typed, home)
        return await self._page(request, Spot(home, code)) if code else await self._nowhere(request, home, typed)

    def _named(self, request: Request) -> Community | None:
        return self._site.communities.get(request.query_params.get("community", ""))

    def _spots(self, typed: str, home: Community | None) -> list[Spot]:
        """Where a code may be, in one community or in all."""
        homes = [home] if home else self._site.communities.values()
        return [Spot(each, code) for each in homes if (code := stickers.find(typed, each))]

    # --- pages --------------------------------------------------------------------------------------------

    async def _page(self, request: Request, spot: Spot) -> Response:
        """The page of a place, or of a community."""
        lang, home = language(request), spot.home
        place = visiting.place(home, spot.code, lang)
        return self._site.page(
            request,
            "landing.html",
            **self._frame(request, home),
            path=_path(spot),
            place=place.words if place else "",
            beside=self._beside(home, spot.code, place, lang),
            spoken=stickers.spoken(spot.code) if place else "",
            ways=self._ways(request, spot, lang),
            **self._whom(home, place, lang),
            **await self._open(request, home, place),
        )

    async def _nowhere(self, request: Request, home: Community | None, typed: str, status: int = 404) -> Response:
        """No code of ours, or none yet: every way in all the same, and what it may have been."""
        lang = language(request)
        homes = self._site.communities
        here = home or (next(iter(homes.values())) if len(homes) == 1 else None)
        meant = stickers.meant(typed, here) if here and typed else None
        guess = visiting.place(here, meant, lang) if here and meant else None
        page = self._site.page(
            request,
            "landing-unknown.html",
            **self._frame(request, here),
            path="/q",
            here=here.code if here else "",
            typed=typed[:40],
            guess=(_path(Spot(here, meant)) + _lang(request), guess.words) if here and meant and guess else None,
            ways=self._ways(request, Spot(here), lang) if here else [],
            communities=[] if here else [(_path(Spot(each)), each.names[lang]) for each in homes.values()],
            **(self._whom(here, None, lang) if here else {"emergency": EMERGENCY}),
        )
        page.status_code = status
        return page

    def _which(self, request: Request, spots: list[Spot]) -> Response:
        """Several communities have a place of this code."""
        lang = language(request)
        found = [(_path(spot) + _lang(request), spot.home.names[lang], self._words(spot, lang)) for spot in spots]
        return self._site.page(
            request, "landing-which.html", **self._frame(request, None), path=request.url.path, spots=found
        )

    def _words(self, spot: Spot, lang: str) -> str:
        place = visiting.place(spot.home, spot.code, lang)
        return place.words if place else ""

    def _frame(self, request: Request, home: Community | None) -> dict[str, Any]:
        lang = language(request)
        named = {"community": home.names[lang]} if home else {}
        several = home is not None and len(self._site.communities) > 1
        return named | {
            "trial": self._site.trial,
            "sample": any(each.sample for each in ([home] if home else self._site.communities.values())),
            "own": Wish(community=home.code if several and home else "").query(),
            "wechat": _in_wechat(request),
        }

    # --- what stands on them --------------------------------------------------------------------------------

    def _beside(self, home: Community, code: str, place: Place | None, lang: str) -> str:
        """What tells more of where it is: the building beside a thing, the grid of a building."""
        if place is None:
            return ""
        match visiting.beside(home, code, place):
            case Building() as building:
                return self._site.wording.text(lang, "landing-beside", place=building.names[lang])
            case grid:
                return grid.names[lang] if grid else ""

    def _ways(self, request: Request, spot: Spot, lang: str) -> list[tuple[str, str]]:
        """(kind, address) of every channel that is there; the first is the one to press here."""
        site, home, code = self._site, spot.home, spot.code
        ways = [
            ("weixin", site.weixin(home.code, code)),
            ("chat", self._chat(spot, lang)),
            ("telegram", _telegram(site.bot(), home.code, code)),
            ("trial", f"/trial?lang={lang}" if site.trial else ""),
        ]
        if not _in_wechat(request) and lang != "zh-CN":
            ways.insert(2, ways.pop(0))
        return [way for way in ways if way[1]]

    def _chat(self, spot: Spot, lang: str) -> str:
        several = len(self._site.communities) > 1
        asked = {"community": spot.home.code if several else "", "sign": spot.code, "lang": lang}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self._site.chat}?{query}" if self._site.chat else ""

    def _whom(self, home: Community, place: Place | None, lang: str) -> dict[str, Any]:
        grid = home.grids.get(place.grid or "") if place else None
        building = place.building if place else None
        company = home.company(building) if building else _only_company(home)
        return {"emergency": EMERGENCY} | numbers(self._site, home, grid, company, lang)

    async def _open(self, request: Request, home: Community, place: Place | None) -> dict[str, Any]:
        """What is open at the place and everybody may read, the newest first."""
        lookout, voice = self._site.lookout, Voice(self._site, home, language(request), self._site.clock.now())
        if place is None or lookout is None or not (place.building or place.grid):
            return {"rows": [], "more": ""}
        building, grid = place.building or "", "" if place.building else place.grid or ""
        wanted = Wanted(home.code, grid=grid, building=building, state="open")
        found = await lookout.look(board.page, wanted, voice.now, SHOWN)
        several = home.code if len(self._site.communities) > 1 else ""
        wish = Wish(community=several, grid=grid, building=building, state="open")
        return {
            "rows": [board_words.row(voice, entry) for entry in found.entries],
            "more": f"/board{wish.query()}" if found.older else "",
        }


def _in_wechat(request: Request) -> bool:
    return WECHAT in request.headers.get("user-agent", "")


def _only_company(home: Community) -> Any:
    return next(iter(home.companies.values())) if len(home.companies) == 1 else None


def _telegram(bot: str, community: str, code: str) -> str:
    """The link with the place in it, or with the community alone where Telegram cannot carry the code."""
    if not bot:
        return ""
    payload = f"{community}-{code}" if code else community
    return f"https://t.me/{bot}?start={payload if PAYLOAD.fullmatch(payload) else community}"


def _path(spot: Spot) -> str:
    return f"/q/{spot.home.code}" + (f"/{quote(spot.code, safe='')}" if spot.code else "")


def _lang(request: Request) -> str:
    """The language stays when somebody is led on."""
    return f"?lang={language(request)}" if "lang" in request.query_params else ""
