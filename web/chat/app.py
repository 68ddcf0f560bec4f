"""The residents' own chat in a browser: its page, the same without any script, and what both call.

Nothing is kept of somebody who only looks: a browser gets its cookie with the answer to its first word.
"""

import re
import uuid
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from domain.community import Community
from domain.talk import visiting
from storage import devices
from storage.documents import TYPES
from web import cookies, files, uploads
from web.cards import EMERGENCY
from web.chat.doing import Doing
from web.chat.doors import COOKIE, Doors
from web.chat.pushing import Bells
from web.chat.stream import ME, Streams
from web.fields import Refused
from web.site import Site, language

PATH = "/chat"
PLAIN = 20  # messages that the page without scripts shows
HOLES = ("name", "chat", "count", "text", "time", "index", "seconds", "percent")  # what the page's scripts fill in
ELSEWHERE = (
    "caption-",
    "clock-",
    "empty-",
    "ledger",
    "person",
    "private-",
    "session-",
    "tab-",
)  # the trial's own words
# What chat.js imports, asked for at once: on a slow line one request after the other takes seconds.
MODULES = (
    "copy",
    "composer",
    "delivery",
    "kept",
    "message",
    "page",
    "pane",
    "push",
    "shrink",
    "stream",
    "viewer",
    "voice",
    "who",
)
PHONE = re.compile(r"\+?[\d() -]{3,20}")  # what the bot says puts each number on a line of its own
WEIXIN = "MicroMessenger"  # how WeChat's own browser calls itself


def routes(site: Site) -> list[Route]:
    """The pages and calls."""
    doors = Doors(site)
    doing, streams, bells = Doing(site, doors), Streams(site, doors), Bells(site, doors)
    pages = Pages(site, doors, doing, streams)
    return [
        Route("/chat", pages.page),
        Route("/chat/plain", pages.plain),
        Route("/chat/plain", pages.plain_said, methods=["POST"]),
        Route("/chat/stream", streams.stream),
        Route("/chat/news", streams.news),
        Route("/chat/media/{name}", pages.file),
        Route("/chat/document/{document:path}", pages.document),
        Route("/chat/say", doing.say, methods=["POST"]),
        Route("/chat/edit", doing.edit, methods=["POST"]),
        Route("/chat/press", doing.press, methods=["POST"]),
        Route("/chat/lang", doing.lang, methods=["POST"]),
        Route("/chat/name", doing.name, methods=["POST"]),
        Route("/chat/push", bells.asked, methods=["POST"]),
        Route("/chat/worker.js", bells.worker),
    ]


class Pages:
    """What is shown."""

    def __init__(self, site: Site, doors: Doors, doing: Doing, streams: Streams) -> None:
        self._site, self._doors, self._doing, self._streams = site, doors, doing, streams

    async def page(self, request: Request) -> Response:
        """The page itself."""
        device, lang = await self._doors.known(request), language(request)
        bootstrap = self._bootstrap(request, lang, bool(device))
        return self._shown(request, "chat.html", device=device, modules=MODULES, bootstrap=bootstrap)

    def _bootstrap(self, request: Request, lang: str, known: bool) -> dict[str, Any]:
        site = self._site
        query = request.query_params
        return {
            "base": PATH,
            "boot": site.boot,
            "zone": str(self._home(request).zone),
            "known": known,
            "push": site.pushing.public if site.pushing else "",
            "weixin": _in_weixin(request),
            "people": [{"id": ME, "name": site.wording.text(lang, "chat-me"), "kind": "resident", "label": ""}],
            "sign": visiting.sign_of(query.get("sign", ""), site.communities)[1],
            "community": query.get("community", "") if query.get("community", "") in site.communities else "",
        }

    async def plain(self, request: Request) -> Response:
        """The page without any script: what was said, and a form to say something."""
        return await self._plain(request)

    async def _plain(self, request: Request, problem: str = "", status: int = 200) -> Response:
        device, lang = await self._doors.known(request), language(request)
        messages = await self._streams.first(device, lang, PLAIN) if device else []
        page = self._shown(
            request,
            "chat-plain.html",
            device=device,
            messages=messages,
            problem=problem,
            key_of=lambda: uuid.uuid4().hex,
            lines=_lines,
        )
        page.status_code = status
        return page

    async def plain_said(self, request: Request) -> Response:
        """Its form: something said, or a button pressed."""
        answer = RedirectResponse(f"{PATH}/plain#end", 303)
        try:
            who = await self._doing.entered(request)
            async with uploads.form(request) as form:
                if "data" in form:
                    await self._doing.pressed(request, await self._doors.spoken(request), form)
                else:
                    await self._doing.kept(request, who, form, answer)
        except Refused as refused:
            return await self._plain(request, refused.detail, refused.status_code)
        return answer

    def _shown(self, request: Request, name: str, **values: Any) -> Response:
        site, lang, home = self._site, language(request), self._home(request)
        sign = visiting.sign_of(request.query_params.get("sign", ""), site.communities)[1]
        place = visiting.place(home, sign, lang) if sign else None
        kept = {each: request.query_params[each] for each in ("community", "sign") if each in request.query_params}
        texts = {
            key: site.wording.text(lang, key, **{hole: f"%{hole}%" for hole in HOLES})
            for prefix in ("trial-js-", "chat-js-")
            for key in site.wording.keys(lang, prefix)
            if not key.removeprefix("trial-js-").startswith(ELSEWHERE)
        }
        page = site.page(
            request,
            name,
            community=home.names[lang],
            place=place.words if place else "",
            sign=sign,
            phones=[(site.wording.term(lang, "phone", "duty"), home.phones["duty"])],
            emergency=EMERGENCY,
            texts=texts,
            within=f"{urlencode(kept)}&" if kept else "",
            key=uuid.uuid4().hex,
            **values,
        )
        page.headers["Cache-Control"] = "no-store"  # what was said is for this browser alone, and for now
        if values["device"] is None and cookies.read(site, request, COOKIE):
            cookies.clear(site, page, COOKIE)
        return page

    def _home(self, request: Request) -> Community:
        """The community in whose name the page speaks: of the link, of the sign, else the first."""
        query, homes = request.query_params, self._site.communities
        of_sign = visiting.sign_of(query.get("sign", ""), homes)[0]
        return homes.get(query.get("community", "")) or homes.get(of_sign) or self._site.community

    async def file(self, request: Request) -> Response:
        """A photo or voice message that stands in one of this browser's chats."""
        device = await self._doors.known(request)
        account = device.account if device else ""
        return await files.fetched(self._site, request, lambda tx, name: devices.holds_media(tx, account, name))

    async def document(self, request: Request) -> Response:
        """A file made for whoever speaks on this browser; for an hour."""
        device, documents, name = (
            await self._doors.known(request),
            self._site.documents,
            request.path_params["document"],
        )
        assert self._site.lookout is not None
        theirs = device is not None and await self._site.lookout.look(devices.holds, device.account, name)
        path = documents.find(name) if documents and theirs else None
        if path is None:
            raise Refused(404, self._site.wording.text(language(request), "export-gone"))
        headers, kind = {"Cache-Control": "no-store"}, TYPES[path.suffix]
        inside = (
            "inline" if _in_weixin(request) and path.suffix == ".txt" else "attachment"
        )  # WeChat's own browser saves no files
        return FileResponse(path, media_type=kind, filename=path.name, headers=headers, content_disposition_type=inside)


def _lines(message: dict[str, Any]) -> list[tuple[str, str]]:
    """The lines of a message, each with the number that it dials."""
    lines = message["text"].split("\n")
    return [
        (each, re.sub(r"[^+\d]", "", each) if not message["from"] and PHONE.fullmatch(each) else "") for each in lines
    ]


def _in_weixin(request: Request) -> bool:
    return WEIXIN in request.headers.get("user-agent", "")
