"""Who is at the page: a browser that was let in, the person behind it, and the community whose pages they look at."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.community import Community
from domain.context import Context
from domain.members import opening
from domain.people import Person, Role
from domain.permissions import MAY, may
from storage import browsers, people
from storage.browsers import TOUCH_MS, Browser
from storage.chats import PAGES
from storage.db import Tx
from web import cookies
from web.board_words import Voice
from web.intake import Visitor
from web.site import Site, chosen

COOKIE = "staff"
SAID = "said"  # in an address: the press of which the page shows the short answer, too
# Who finds which page in the bar: as the chat answers the same request.
TABS = {
    "queue": MAY["see_queue"],
    "file": MAY["file_for_others"],
    "calls": MAY["phone"] - {Role.FILER},
    "roster": MAY["acknowledge"],
    "public": MAY["release_words"],
    "figures": MAY["see_figures"],
    "export": MAY["export"],
    "health": MAY["see_health"],
}


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody at a page."""

    site: Site
    browser: Browser
    person: Person  # with the roles they hold in this community
    home: Community
    homes: tuple[str, ...]  # all whose pages they may look at
    now: datetime
    said: str  # the press of theirs that the page answers, too
    lang: str  # of the pages: what they chose in this browser, else what they are spoken to in everywhere

    @property
    def chat(self) -> str:
        """The chat beside these pages: one for each community, since words belong to one."""
        return f"{PAGES}:{self.person.id}:{self.home.code}"

    @property
    def visitor(self) -> Visitor:
        """They as the inbox knows them."""
        return Visitor(str(self.person.id), self.person.name, self.person.lang)

    @property
    def voice(self) -> Voice:
        """Who speaks on the page."""
        return Voice(self.site, self.home, self.lang, self.now)

    @property
    def context(self) -> Context:
        """What decisions about this community may look at."""
        site = self.site
        assert site.classifier is not None
        kinds = site.adapted.get(self.home.code, site.categories)
        return Context(self.now, self.home, kinds, site.classifier, site.communities)

    @property
    def tabs(self) -> tuple[str, ...]:
        """The pages that are theirs."""
        return tuple(name for name, roles in TABS.items() if self.person.holds(roles))

    def may(self, action: str, grid: str | None = None) -> bool:
        """Whether their roles allow something."""
        return may(self.person, action, grid)

    def own(self) -> str:
        """What an address says of the community: nothing where they have only one."""
        return f"?community={self.home.code}" if len(self.homes) > 1 else ""


Page = Callable[[Request, Here], Awaitable[Response]]


def guarded(site: Site, page: Page, tab: str = "") -> Callable[[Request], Awaitable[Response]]:
    """A page for whoever was let in; ``tab``: only for those who find it in the bar."""

    async def answer(request: Request) -> Response:
        here = await entered(site, request)
        if here is None:
            return closed(site, request)
        if tab and tab not in here.tabs:
            return shown(request, here, "staff-not-yours.html", status=403)
        return no_store(await page(request, here))

    return answer


async def entered(site: Site, request: Request) -> Here | None:
    """Who is there; None for a browser that was not let in, or whose person works here no more."""
    word = cookies.read(site, request, COOKIE)
    if not word or site.lookout is None:
        return None
    now_ms = site.clock.machine_ms()
    found = await site.lookout.look(browsers.find, cookies.hashed(word), now_ms)
    if found is None:
        return None
    asked = request.query_params.get("community", "")
    known = await site.lookout.look(_who, found, asked, site)
    if known is None:
        await site.db.write(browsers.end_all, found.person)
        return None
    if now_ms - found.seen_ms > TOUCH_MS:
        await site.db.write(browsers.touch, found.id, now_ms)
    person, home, homes = known
    said, lang = request.query_params.get(SAID, ""), chosen(request) or person.lang
    return Here(site, found, person, home, homes, site.clock.now(), said, lang)


def _who(tx: Tx, browser: Browser, asked: str, site: Site) -> tuple[Person, Community, tuple[str, ...]] | None:
    held = people.held(tx, browser.person)
    homes = tuple(code for code in site.communities if opening.opens(held.get(code, ())))
    if not homes:
        return None
    home = site.communities[asked if asked in homes else homes[0]]
    person = people.person(tx, browser.person, home.code)
    return (person, home, homes) if person else None


def closed(site: Site, request: Request) -> Response:
    """Nobody is in: how to come in.  A page that was asked for in the background learns it from the status."""
    response = site.page(request, "staff-closed.html", reason="", within="", path="/staff", trial=site.trial)
    response.status_code = 401
    cookies.clear(site, response, COOKIE)
    return no_store(response)


def shown(request: Request, here: Here, name: str, *, status: int = 200, **values: Any) -> Response:
    """A page within the frame of the staff pages."""
    site, lang = here.site, here.lang
    response = site.page(
        request,
        name,
        lang=lang,
        community=here.home.names[lang],
        communities=[(code, site.communities[code].names[lang]) for code in here.homes] if len(here.homes) > 1 else [],
        chosen=here.home.code,
        own=here.own(),
        within=f"{here.own()[1:]}&" if here.own() else "",
        tabs=here.tabs,
        me=here.person.name,
        path=request.url.path,
        at=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        trial=site.trial,
        **{"tab": "", **values},
    )
    response.status_code = status
    return no_store(response)


def back_to(here: Here, address: str, said: str, part: str = "") -> Response:
    """Back to the page from which something was done (``said`` names it); only ever to one of these pages."""
    parts = urlsplit(address if address.startswith("/staff") else f"/staff/talk{here.own()}")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != SAID] + [(SAID, said)]
    return no_store(RedirectResponse(f"{quote(parts.path)}?{urlencode(asked)}{part and f'#{part}'}", 303))


def no_store(response: Response) -> Response:
    """Nothing of it stays in a browser that somebody else may use next."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
