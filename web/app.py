"""The web server's application: which address shows what, and the headers that every answer carries."""

import asyncio
import gzip
import os
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from storage import backed_up, holding, inbox, outbox
from storage.backed_up import Standing
from storage.db import Tx
from web import board, board_about, board_figures, cards, files, landing, metrics, screen, telegram, trial, wecom
from web.chat import app as chat
from web.open311 import app as open311
from web.site import HERE, Site
from web.staff import app as staff

BODY = 60 * 1024 * 1024  # bytes of a form with files; nine photos and a voice message
SMALL = 1024 * 1024  # bytes of any other body: those are held in memory
NEXT = 30.0  # s until more of a body comes
WHOLE = 900.0  # s until all of it is there; nine photos over the slowest line
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
CLOSE = {"Connection": "close"}
PACKED = frozenset({".css", ".js", ".svg"})  # on a slow line they are a third of their size
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def application(site: Site) -> ASGIApp:
    """The ASGI application."""
    results = board.Board(site)
    pages = Pages(site, results)
    routes = [
        Route("/", pages.home),
        Route("/healthz", pages.health),
        files.route(site),
        *board_figures.routes(results),
        *board_about.routes(results),
        screen.route(results),
        *board.routes(results),
        *cards.routes(site),
        *landing.routes(site),
        open311.mount(site),
        Mount("/static", Fresh(directory=HERE / "static")),
        *staff.routes(site),
        *(chat.routes(site) if site.chat else []),
        *(trial.routes(site) if site.trial else []),
        *([telegram.route(site.webhook)] if site.webhook else []),
        *([metrics.route(site.metrics)] if site.metrics else []),
        *map(wecom.route, site.callbacks),
    ]

    async def explain(request: Request, error: Exception) -> Response:
        """In words where somebody looks with a browser, as JSON for programs."""
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and "text/html" in request.headers.get("accept", ""):
            return await results.nowhere(request)
        return JSONResponse({"error": error.detail}, error.status_code, error.headers)

    app = Starlette(routes=routes, exception_handlers={HTTPException: explain})
    return Shield(app, LOCAL if site.trial else None)


def _queues(tx: Tx) -> tuple[tuple[int, int], tuple[int, int], bool, Standing]:
    """Inbox and outbox at one moment: what was sent may come back as an event; and what else may be wrong."""
    return inbox.backlog(tx), outbox.backlog(tx), holding.is_held(tx), backed_up.standing(tx)


class Fresh(StaticFiles):
    """Files of this version: a browser asks each time whether they changed, so that it never mixes two versions."""

    def file_response(
        self, full_path: "str | os.PathLike[str]", stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, packed where the browser unpacks it; or that it is unchanged."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Encoding"
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if response.status_code != 200 or "gzip" not in accepted or Path(full_path).suffix not in PACKED:
            return response
        content = _packed(str(full_path), stat_result.st_mtime_ns)
        headers = {name: value for name, value in response.headers.items() if name != "content-length"}
        return Response(content, headers=headers | {"Content-Encoding": "gzip"})


@cache
def _packed(path: str, changed: int) -> bytes:
    return gzip.compress(Path(path).read_bytes(), mtime=0)


class Shield:
    """Around everything: security headers, a bounded body, and in a trial only this machine's own names.

    The last keeps a foreign web site from reaching a trial through a name that it points at this machine.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        taken, all_there, most = 0, False, _most(request)
        until = asyncio.get_running_loop().time() + WHOLE

        async def bounded() -> Message:
            nonlocal taken, all_there
            if all_there:  # what is waited for now is that they go away
                return await receive()
            try:
                async with asyncio.timeout_at(min(until, asyncio.get_running_loop().time() + NEXT)):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "too slow", CLOSE) from None
            all_there = not message.get("more_body", False)
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, "too large")  # the rest is thrown away, so that the answer is read
            return message

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (self._refusal(request, most) or self._app)(scope, bounded, dressed)

    def _refusal(self, request: Request, most: int) -> Response | None:
        if not request.scope["query_string"].isascii():  # what is not written in signs of addresses is none
            return PlainTextResponse("not an address\n", 400, CLOSE)
        if self._hosts is not None and (request.url.hostname or "") not in self._hosts:
            return PlainTextResponse("A trial answers only to localhost. Open http://127.0.0.1\n", 421)
        length = request.headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > 18 or int(length) > most:
            return PlainTextResponse("too large\n", 413, CLOSE)
        return None


def _most(request: Request) -> int:
    """How long its body may be: only files come in large ones, and those are kept on disk while they come."""
    return BODY if request.headers.get("content-type", "").startswith("multipart/form-data") else SMALL


class Pages:
    """The pages that are always there."""

    def __init__(self, site: Site, results: board.Board) -> None:
        self._site, self._results = site, results

    async def home(self, request: Request) -> Response:
        """Where a visitor begins: the board, or what there is to try."""
        return RedirectResponse("/trial") if self._site.trial else await self._results.overview(request)

    async def health(self, request: Request) -> Response:
        """200 once everything runs, with the length of the queues."""
        (waiting, parked), (unsent, failed), held, backups = await self._site.db.write(_queues)
        state = {
            "ready": self._site.ready,
            "waiting": waiting,
            "parked": parked,
            "unsent": unsent,
            "failed": failed,
            "held": held,
            "backup": backups.made.isoformat(timespec="seconds") if backups.made else None,
            "backup_failed": backups.why,
            "media_mb": round(self._site.media.used / 1e6),
            "media_limit_mb": self._site.media.limit // 1_000_000,
            "media_refused": self._site.media.refused,
            "troubles": self._site.troubles(),
        }
        return JSONResponse(state, 200 if self._site.ready else 503)
