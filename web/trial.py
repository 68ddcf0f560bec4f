"""The trial: an invented community in one page, with a clock to move and a switch that cuts the power.

Everybody who opens it may speak as anybody, so it is served to this machine alone, and not at all once a
real channel is set up.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from domain.community import Point
from domain.talk.budget import WITHIN
from storage import inbox, sessions, web
from storage.chats import PAGES
from storage.documents import TYPES
from storage.web import WebMessage
from web import files, intake, uploads
from web.cast import Cast
from web.cookies import own_page
from web.fields import Fields, Refused, field, json_object, point, refuse
from web.intake import LONGEST, SOURCE, WEIXIN, Visitor, Words
from web.shown import event, shown
from web.site import Site, language

HEARTBEAT = 15.0  # s
HOURS = 24 * 7  # the clock moves at most a week at a time
SIGNS = 2  # of things that can be scanned; as many of buildings
KEYS = 5_000  # confirmed messages that a page asks about


def routes(site: Site) -> list[Route]:
    """The trial's pages and calls."""
    trial = Trial(site)
    return [
        Route("/trial", trial.page),
        Route("/trial/stream", trial.stream),
        Route("/trial/document/{document:path}", trial.document),
        Route("/trial/media/{name}", trial.file),
        Route("/trial/say", trial.say, methods=["POST"]),
        Route("/trial/edit", trial.edit, methods=["POST"]),
        Route("/trial/press", trial.press, methods=["POST"]),
        Route("/trial/enter", trial.enter, methods=["POST"]),
        Route("/trial/leave", trial.leave, methods=["POST"]),
        Route("/trial/clock", trial.clock, methods=["POST"]),
        Route("/trial/lang", trial.lang, methods=["POST"]),
        Route("/trial/ledger", trial.ledger, methods=["POST"]),
        Route("/trial/kill", trial.kill, methods=["POST"]),
    ]


class Trial:
    """The trial's calls."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._cast = Cast(site.community, site.wording)

    # --- what is shown ------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """The page itself."""
        lang = language(request, browser=False)  # the invented people speak Chinese until somebody switches
        words = self._site.wording
        keys = words.keys(lang, "trial-js-")
        holes = {
            name: f"%{name}%" for name in ("name", "chat", "count", "kept", "lost", "text", "time", "index", "seconds")
        }
        texts = {key: words.text(lang, key, **holes) for key in keys}
        return self._site.page(request, "trial.html", lang=lang, texts=texts, bootstrap=self._bootstrap(lang))

    def _bootstrap(self, lang: str) -> dict[str, Any]:
        cast, everybody = self._cast, self._cast.shown(lang)
        return {
            "now": self._site.clock.now().isoformat(timespec="milliseconds"),
            "boot": self._site.boot,
            "zone": str(self._site.community.zone),
            "seq": 0,
            "people": everybody,
            "panes": [
                {"kind": "private", "people": [each["id"] for each in everybody], "chosen": cast.of("resident")[0]},
                self._shared("group", lang, cast.of("resident", "volunteer", "staff", "head", "newcomer")),
                self._shared("duty", lang, cast.of("staff", "head", "newcomer")),
                {"kind": "head", "people": [each["id"] for each in everybody], "chosen": cast.of("head")[0]},
            ],
            "signs": self._signs(lang),
            "spots": [{"name": name, "lat": point.lat, "lon": point.lon} for name, point in self._spots(lang)],
        }

    def _shared(self, kind: str, lang: str, speakers: list[str]) -> dict[str, Any]:
        title = self._site.wording.text(lang, f"trial-pane-{kind}")
        return {"kind": kind, "chat": kind, "title": title, "people": speakers}

    def _spots(self, lang: str) -> list[tuple[str, Point]]:
        located = [(each.names[lang], each.point) for each in self._site.community.buildings.values() if each.point]
        return located[2:5] + located[-2:]

    def _signs(self, lang: str) -> list[dict[str, str]]:
        """Some of the signs with a code to scan, on buildings and on things."""
        home = self._site.community
        things = [(each.code, f"{each.names[lang]} {each.code}") for each in home.assets.values()]
        buildings = [(each.code, each.names[lang]) for each in home.buildings.values()]
        return [{"code": code, "name": name} for code, name in (*buildings[2:4], *things[:SIGNS])]

    async def stream(self, request: Request) -> Response:
        """What is said, as server-sent events, from where the page left off."""
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        seq = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(seq), media_type="text/event-stream", headers=headers)

    async def _events(self, seq: int) -> AsyncIterator[str]:
        site = self._site
        offset = site.clock.offset
        told: list[dict[str, Any]] = []  # what the page knows of the chats that count
        newest = await web.newest(site.db.reader)
        yield event("hello", {"boot": site.boot, "now": site.clock.now().isoformat(), "seq": newest})
        fresh = seq == 0  # a page that just opened: answers to old presses are of no use to it
        while not site.stopping:
            rung = site.bell.next
            changes = await web.since(site.db.reader, seq)
            for message in changes:
                seq = message.seq
                if not (fresh and message.kind == "toast") and not message.chat.startswith(f"{PAGES}:"):
                    yield event("message", self._message(message), message.seq)
            if site.clock.offset != offset:
                offset = site.clock.offset
                yield event("clock", {"now": site.clock.now().isoformat()})
            if changes:
                continue
            fresh = False
            for session in await self._sessions():
                if session not in told:
                    yield event("session", session)
                    told = [each for each in told if each["chat"] != session["chat"]] + [session]
            try:
                await asyncio.wait_for(rung.wait(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"

    async def _sessions(self) -> list[dict[str, Any]]:
        """What may still be said in each chat that counts, and how much waits there."""
        now = self._site.clock.now()
        return [
            {
                "chat": chat,
                "left": session.left(now),
                "until": (session.heard_at + WITHIN).isoformat() if session.heard_at else None,
                "held": held,
                "state": session.state,
            }
            for chat, session, held in await sessions.counted(self._site.db.reader, WEIXIN)
        ]

    def _message(self, message: WebMessage) -> dict[str, Any]:
        return shown(message, self._cast.name(message.author), message.author, "/trial")

    async def file(self, request: Request) -> Response:
        """A photo or a voice message of any of the chats."""
        return await files.fetched(self._site, request, files.in_chat(None))

    async def document(self, request: Request) -> Response:
        """A file made for one person, under an address that nobody can guess; for an hour."""
        documents = self._site.documents
        path = documents.find(request.path_params["document"]) if documents else None
        if path is None:
            raise Refused(404, self._site.wording.text(language(request), "export-gone"))
        headers = {"Cache-Control": "no-store"}
        return FileResponse(path, media_type=TYPES[path.suffix], filename=path.name, headers=headers)

    # --- what people do -----------------------------------------------------------------------------

    async def say(self, request: Request) -> Response:
        """Somebody says something; answered once it is kept."""
        own_page(self._site, request)
        async with uploads.form(request) as form:
            visitor, chat, key = self._who(request, form)
            words = Words(
                text=field(form, "text").replace("\r\n", "\n")[:LONGEST],
                photos=await uploads.photos(self._site, request, form),
                voice=await uploads.voice(self._site, request, form),
                point=point(form),
                reply_to=field(form, "reply_to") or None,
            )
        if not (words.text.strip() or words.photos or words.voice or words.point):
            refuse(self._site, request, "say-empty")
        await self._site.db.write(intake.say, key, chat, visitor, words, intake.NAMES, self._site.clock.now())
        return JSONResponse({"ok": True})

    async def edit(self, request: Request) -> Response:
        """Somebody changes what they said."""
        own_page(self._site, request)
        body = await json_object(self._site, request)
        visitor, chat, key = self._who(request, body)
        if chat == intake.weixin(visitor.account):
            refuse(self._site, request, "edit-not-there")
        message, text = field(body, "message"), field(body, "text")[:LONGEST]
        if not text.strip() or not (message.isascii() and message.isdigit() and len(message) < 16):
            refuse(self._site, request, "say-empty")
        now = self._site.clock.now()
        if not await self._site.db.write(intake.edit, key, chat, visitor, int(message), text, now):
            refuse(self._site, request, "edit-not-yours")
        return JSONResponse({"ok": True})

    async def press(self, request: Request) -> Response:
        """Somebody presses a button."""
        own_page(self._site, request)
        body = await json_object(self._site, request)
        visitor, chat, key = self._who(request, body)
        message, data = field(body, "message")[:32], field(body, "data")[:256]
        await self._site.db.write(intake.press, key, chat, visitor, message, data, self._site.clock.now())
        return JSONResponse({"ok": True})

    async def enter(self, request: Request) -> Response:
        """Somebody opens their chat in WeChat again, perhaps by a sign."""
        own_page(self._site, request)
        body = await json_object(self._site, request)
        visitor, _, key = self._who(request, body, kind="weixin")
        sign, now = field(body, "sign")[:64], self._site.clock.now()
        await self._site.db.write(intake.enter, key, visitor, sign, now, self._site.clock.machine_ms())
        return JSONResponse({"ok": True})

    async def leave(self, request: Request) -> Response:
        """The person who took over a chat in WeChat is done there."""
        own_page(self._site, request)
        visitor, _, key = self._who(request, await json_object(self._site, request), kind="weixin")
        await self._site.db.write(intake.leave, key, visitor, self._site.clock.now(), self._site.clock.machine_ms())
        return JSONResponse({"ok": True})

    # --- the trial's own switches -------------------------------------------------------------------

    async def clock(self, request: Request) -> Response:
        """Move the desk's clock forward."""
        own_page(self._site, request)
        hours = (await json_object(self._site, request)).get("hours")
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= HOURS:
            refuse(self._site, request, "clock-hours")
        await self._site.move_clock(timedelta(hours=hours))
        return JSONResponse({"now": self._site.clock.now().isoformat()})

    async def lang(self, request: Request) -> Response:
        """The language in which the invented people are spoken to."""
        own_page(self._site, request)
        await self._site.set_lang("en" if (await json_object(self._site, request)).get("lang") == "en" else "zh-CN")
        return JSONResponse({"ok": True})

    async def ledger(self, request: Request) -> Response:
        """Which of the messages that we confirmed to this page are still there."""
        own_page(self._site, request)
        keys = (await json_object(self._site, request)).get("keys")
        if not isinstance(keys, list) or len(keys) > KEYS:
            refuse(self._site, request, "bad-request")
        wanted = [str(key) for key in keys]
        states = await self._site.db.write(inbox.states, SOURCE, wanted)
        states |= await self._site.db.write(inbox.states, WEIXIN, wanted)
        handled = sum(state != "waiting" for state in states.values())
        return JSONResponse({"kept": len(states), "handled": handled, "lost": len(set(wanted)) - len(states)})

    async def kill(self, request: Request) -> Response:
        """Cut the power: no goodbye, no flush, no answer."""
        own_page(self._site, request)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")

    # --- checks -------------------------------------------------------------------------------------

    def _who(self, request: Request, fields: Fields, kind: str = "") -> tuple[Visitor, str, str]:
        """Who does it, where, and its key; ``kind``: only somebody of this kind can."""
        account, chat, key = field(fields, "as"), field(fields, "chat"), field(fields, "key")
        player = self._cast.players.get(account)
        if player is None or not 8 <= len(key) <= 64 or kind not in ("", player.kind):
            refuse(self._site, request, "bad-request")
        alone = chat == (intake.weixin(account) if player.kind == "weixin" else f"private:{account}")
        if not alone and (player.kind == "weixin" or chat not in ("group", "duty")):
            refuse(self._site, request, "bad-request")
        return Visitor(account, player.name, language(request, browser=False)), chat, key
