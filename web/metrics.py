"""``/metrics`` for Prometheus: only for whoever shows the token, and not there at all without one."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Watched:
    """Who may look, and what they see."""

    token: str
    page: Callable[[], Awaitable[bytes]]


def route(watched: Watched) -> Route:
    """The page; 401 without the token."""
    wanted = f"Bearer {watched.token}".encode()

    async def shown(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), wanted):
            return PlainTextResponse("unauthorized\n", 401, {"WWW-Authenticate": "Bearer"})
        return Response(await watched.page(), headers={"Content-Type": TYPE, "Cache-Control": "no-store"})

    return Route("/metrics", shown)
