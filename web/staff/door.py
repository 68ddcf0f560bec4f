"""The door: a link that was asked for in the chat lets one browser in; and out again.

Opening a link only shows a button: what looks at links before people do (previews, scanners of mail and chats) presses
none, so it cannot use one up.  The cookie's word is made when the button is pressed, never before.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.members.opening import MINUTES
from storage import browsers
from storage.browsers import ENDS_MS
from storage.db import Tx
from web import cookies
from web.fields import field
from web.open311.limits import Addresses
from web.site import Site, language
from web.staff.here import COOKIE, Here, entered, guarded, no_store, shown

WRONG = 10  # links of one address that may be no good, in a minute
_LONGEST = 128  # characters of a link's word


class Door:
    """Coming in, going out, and seeing where one is in."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._wrong = Addresses(WRONG)

    def routes(self) -> list[Route]:
        """Its addresses."""
        site = self._site
        return [
            Route("/staff/in/{word}", self.look, methods=["GET"]),
            Route("/staff/in/{word}", self.enter, methods=["POST"]),
            Route("/staff/out", guarded(site, self.leave), methods=["POST"]),
            Route("/staff/me", guarded(site, self.me), methods=["GET"]),
            Route("/staff/me", guarded(site, self.end), methods=["POST"]),
        ]

    async def look(self, request: Request) -> Response:
        """The button, whatever the link is worth: looking must not tell, nor use it up."""
        here = await entered(self._site, request)
        return self._page(request, "", name=here.person.name if here else "")

    async def enter(self, request: Request) -> Response:
        """Use the link up and let this browser in, under a new word of its own."""
        site = self._site
        cookies.own_page(site, request)
        if self._too_many(request, 0):
            return self._page(request, "often", 429)
        link, word = request.path_params["word"], cookies.fresh()
        device = _device(request.headers.get("user-agent", ""))
        now_ms, person = site.clock.machine_ms(), None
        if len(link) <= _LONGEST:
            person = await site.db.write(browsers.enter, cookies.hashed(link), cookies.hashed(word), device, now_ms)
        if person is None:
            self._too_many(request, 1)
            return self._page(request, "wrong", 403)
        if old := cookies.read(site, request, COOKIE):  # whoever was in with this browser is out
            await site.db.write(_out, cookies.hashed(old), now_ms)
        response = RedirectResponse("/staff", 303)
        cookies.put(site, response, COOKIE, word, ENDS_MS // 1000)
        return no_store(response)

    async def leave(self, request: Request, here: Here) -> Response:
        """This browser is done."""
        cookies.own_page(self._site, request)
        await self._site.db.write(browsers.end, here.browser.id, here.person.id)
        response = RedirectResponse("/staff", 303)
        cookies.clear(self._site, response, COOKIE)
        return no_store(response)

    async def me(self, request: Request, here: Here) -> Response:
        """In which browsers they are in."""
        assert self._site.lookout is not None
        now_ms = self._site.clock.machine_ms()
        found = await self._site.lookout.look(browsers.of, here.person.id, now_ms)
        voice = here.voice
        rows = [
            {
                "id": each.id,
                "device": each.device or voice.t("staff-some-browser"),
                "this": each.id == here.browser.id,
                "seen": voice.t("staff-seen", minutes=max(0, now_ms - each.seen_ms) // 60_000),
            }
            for each in found
        ]
        return shown(request, here, "staff-me.html", tab="me", browsers=rows)

    async def end(self, request: Request, here: Here) -> Response:
        """Shut one of their browsers out, or all of them."""
        cookies.own_page(self._site, request)
        async with request.form() as form:
            which = field(form, "browser")
        if which == "all":
            await self._site.db.write(browsers.end_all, here.person.id)
            return no_store(RedirectResponse("/staff", 303))
        if which.isascii() and which.isdigit() and len(which) < 16:
            await self._site.db.write(browsers.end, int(which), here.person.id)
        return no_store(RedirectResponse("/staff/me", 303))

    def _too_many(self, request: Request, more: int) -> bool:
        """Whether so many links from this address were no good that none is looked at for the rest of the minute."""
        address = request.client.host if request.client else ""
        seconds = self._site.clock.machine_ms() // 1000
        quota = self._wrong.asked(address, seconds) if more else self._wrong.left(address, seconds)
        return quota.remaining < (0 if more else 1)

    def _page(self, request: Request, reason: str, status: int = 200, name: str = "") -> Response:
        site = self._site
        response = site.page(
            request,
            "staff-door.html",
            lang=language(request),
            reason=reason,
            minutes=MINUTES,
            who=name,
            within="",
            path=request.url.path,
            trial=site.trial,
        )
        response.status_code = status
        return no_store(response)


def _out(tx: Tx, word: str, now_ms: int) -> None:
    if before := browsers.find(tx, word, now_ms):
        browsers.end(tx, before.id, before.person)


_BROWSERS = ("MicroMessenger", "wxwork", "Edg", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac", "Linux")
_NAMES = {"MicroMessenger": "WeChat", "wxwork": "WeCom", "Edg": "Edge"}


def _device(agent: str) -> str:
    """What a browser is, in two words of which people know theirs; empty when it says nothing we know."""
    found = [next((each for each in names if each in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return " · ".join(_NAMES.get(each, each) for each in found if each)
