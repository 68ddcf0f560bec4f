"""The web server's application: which address shows what, and the headers that every answer carries."""

import gzip
import logging
import os
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from storage import backed_up, holding, inbox, outbox
from storage.backed_up import Standing
from storage.db import OperationalError, Tx
from web import board, board_about, board_figures, cards, files, landing, metrics, screen, telegram, trial, wecom
from web.chat import app as chat
from web.open311 import app as open311
from web.shield import Shield
from web.site import HERE, Site, language
from web.staff import app as staff

log = logging.getLogger(__name__)

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
        *([metrics.route(site.metrics)] if site.metrics else []),
        *map(wecom.route, site.callbacks),
    ]

    async def explain(request: Request, error: Exception) -> Response:
        """In words where somebody looks with a browser, as JSON for programs."""
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and "text/html" in request.headers.get("accept", ""):
            return await results.nowhere(request)
        return JSONResponse({"error": error.detail}, error.status_code, error.headers)

    async def unkept(request: Request, error: Exception) -> Response:
        """Nothing can be written just now: said with the number to call, and a page of ours tries again by itself."""
        log.error("a request could not be answered: %s", error)
        home, lang = site.community, language(request)
        words = site.wording.text(lang, "not-kept", phone=home.phones.get("duty", "110"))
        headers = {"Retry-After": "30"}
        if "text/html" in request.headers.get("accept", ""):
            return PlainTextResponse(f"{words}\n", 503, headers)
        return JSONResponse({"error": words}, 503, headers)

    app = Starlette(routes=routes, exception_handlers={HTTPException: explain, OperationalError: unkept})
    shielded = Shield(app, LOCAL if site.trial else None)
    return telegram.Deliveries(site.webhook, shielded) if site.webhook else shielded


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
            "ready": self._site.ready and not self._site.db.failing,
            "not_kept": self._site.db.failing,
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
        return JSONResponse(state, 200 if state["ready"] else 503)
