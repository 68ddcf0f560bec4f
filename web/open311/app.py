"""The routes of Open311, and what all their answers have in common: format, language, limits, errors."""

import re
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from web.open311 import description, posting, requests, services
from web.open311.asked import Ask, Refused
from web.open311.formats import TYPES, write
from web.open311.limits import Addresses, Quota
from web.open311.services import ROOT, Said
from web.site import Site, language

Answering = Callable[[Ask], Awaitable[Said]]
SEEN = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After"


def mount(site: Site) -> Mount:
    """Everything under /open311/v2."""
    api = Api(site)
    routes = [
        Route("/openapi.json", api.description),
        api.route("/discovery", services.discovery),
        api.route("/services", services.services),
        api.route("/services/{code}", services.definition),
        api.route("/requests", requests.listed, posting.post),
        api.route("/requests/{id}", requests.one),
        api.route("/tokens/{token}", posting.token),
    ]
    found = Mount(ROOT, Starlette(routes=routes, exception_handlers={HTTPException: api.missing}))
    # Also an address with a line break in it is answered here, in the format that it asks for.
    found.path_regex = re.compile(found.path_regex.pattern, re.DOTALL)
    return found


class Api:
    """Turns what a client asks into an ``Ask``, and what is said into an answer."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._addresses = Addresses(site.asks)

    def route(self, path: str, reading: Answering, sending: Answering | None = None) -> Route:
        """One address in both formats, to be read, and perhaps to be sent to."""

        async def answer(request: Request) -> Response:
            suffix = request.path_params["suffix"]
            if suffix not in TYPES:
                raise HTTPException(404)
            ask = self._ask(request, suffix)
            quota = self._counted(request)
            try:
                if quota.remaining < 0:
                    ask.refuse(429, "often")
                answering = sending if sending and request.method == "POST" else reading
                root, value = await answering(ask)
            except Refused as refused:
                return self._refusal(ask, refused, quota)
            return self._answer(ask, 200, root, value, quota)

        return Route(f"{path}.{{suffix}}", answer, methods=["GET", "POST"] if sending else ["GET"])

    async def description(self, request: Request) -> Response:
        """All this for tools that read such a thing."""
        found = description.described(self._ask(request, "json"))
        return JSONResponse(found, headers={"Access-Control-Allow-Origin": "*"})

    async def missing(self, request: Request, error: Exception) -> Response:
        """Nothing is there, or not for this method."""
        assert isinstance(error, HTTPException)
        ask = self._ask(request, "json" if request.url.path.endswith(".json") else "xml")
        key = {404: "nothing", 405: "method", 413: "large"}.get(error.status_code, "general")
        refused = Refused(error.status_code, ask.say(f"error-{key}"), headers=error.headers)
        return self._refusal(ask, refused, None)

    def _ask(self, request: Request, suffix: str) -> Ask:
        return Ask(self._site, request, language(request), suffix, self._site.clock.now())

    def _counted(self, request: Request) -> Quota:
        address = request.client.host if request.client else ""
        return self._addresses.asked(address, self._seconds)

    @property
    def _seconds(self) -> int:
        return self._site.clock.machine_ms() // 1000

    def _refusal(self, ask: Ask, refused: Refused, quota: Quota | None) -> Response:
        errors = [{"code": refused.status, "description": reason} for reason in refused.reasons]
        response = self._answer(ask, refused.status, "errors", errors, quota)
        response.headers.update(refused.headers)
        return response

    def _answer(self, ask: Ask, status: int, root: str, value: object, quota: Quota | None) -> Response:
        headers = {
            "Content-Type": TYPES[ask.suffix],
            "Content-Language": ask.lang,
            "Vary": "Accept-Language, Cookie",
            "Cache-Control": "no-store",
        }
        if ask.request.method in ("GET", "HEAD"):
            headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": SEEN}
        if quota:
            headers |= quota.headers(self._seconds)
        return Response(write(ask.suffix, root, value), status, headers | ask.told)
