"""The trial: an invented community in one page, with a clock to move and a switch that cuts the power.

Everybody who opens it may speak as anybody, so it is served to this machine alone, and not at all once a
real channel is set up.
"""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any, NoReturn

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from domain.budget import WITHIN
from domain.community import Point
from storage import copies, inbox, media, pictures, sessions, web
from storage.documents import TYPES
from storage.likeness import Fingerprint
from storage.web import WebMessage
from web import intake
from web.cast import Cast
from web.intake import LONGEST, SOURCE, WEIXIN, Visitor, Words
from web.site import Site, language

PHOTOS = 9  # in one message
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


class Refused(HTTPException):
    """Bad input, with a sentence for the person who sent it."""


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
            "now": self._site.clock.now().isoformat(),
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
        shown: list[dict[str, Any]] = []  # what the page knows of the chats that count
        newest = await web.newest(site.db.reader)
        yield _event("hello", {"boot": site.boot, "now": site.clock.now().isoformat(), "seq": newest})
        fresh = seq == 0  # a page that just opened: answers to old presses are of no use to it
        while not site.stopping:
            rung = site.bell.next
            changes = await web.since(site.db.reader, seq)
            for message in changes:
                seq = message.seq
                if not (fresh and message.kind == "toast"):
                    yield _event("message", self._message(message), message.seq)
            if site.clock.offset != offset:
                offset = site.clock.offset
                yield _event("clock", {"now": site.clock.now().isoformat()})
            if changes:
                continue
            fresh = False
            for session in await self._sessions():
                if session not in shown:
                    yield _event("session", session)
                    shown = [each for each in shown if each["chat"] != session["chat"]] + [session]
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
        content = message.content
        return {
            "seq": message.seq,
            "chat": message.chat,
            "id": str(message.id),
            "from": {"id": message.author, "name": self._cast.name(message.author)} if message.author else None,
            "only_for": message.only_for,
            "kind": message.kind,
            "text": content.get("text", ""),
            "photos": [f"/media/{name}" for name in content.get("photos", ())],
            "thumbnails": [f"/media/{media.thumbnail(name)}" for name in content.get("photos", ())],
            "alt": content.get("alt"),
            "voice": f"/media/{content['voice']}" if content.get("voice") else None,
            "document": _document(content.get("document")),
            "spot": content.get("spot"),
            "buttons": content.get("buttons", []),
            "reply_to": message.reply_to,
            "at": message.at.isoformat(),
            "edited": message.edited,
            "deleted": bool(content.get("deleted")),
        }

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
        self._guard(request)
        async with request.form(max_files=PHOTOS + 1, max_fields=20, max_part_size=pictures.LARGEST) as form:
            visitor, chat, key = self._who(request, form)
            words = Words(
                text=_field(form, "text").replace("\r\n", "\n")[:LONGEST],
                photos=await self._photos(request, form),
                voice=await self._voice(request, form),
                point=_point(form),
                reply_to=_field(form, "reply_to") or None,
            )
        if not (words.text.strip() or words.photos or words.voice or words.point):
            self._refuse(request, "say-empty")
        await self._site.db.write(intake.say, key, chat, visitor, words, self._names(), self._site.clock.now())
        return JSONResponse({"ok": True})

    async def edit(self, request: Request) -> Response:
        """Somebody changes what they said."""
        self._guard(request)
        body = await self._body(request)
        visitor, chat, key = self._who(request, body)
        if chat == intake.weixin(visitor.account):
            self._refuse(request, "edit-not-there")
        message, text = _field(body, "message"), _field(body, "text")[:LONGEST]
        if not text.strip() or not (message.isascii() and message.isdigit() and len(message) < 16):
            self._refuse(request, "say-empty")
        now = self._site.clock.now()
        if not await self._site.db.write(intake.edit, key, chat, visitor, int(message), text, now):
            self._refuse(request, "edit-not-yours")
        return JSONResponse({"ok": True})

    async def press(self, request: Request) -> Response:
        """Somebody presses a button."""
        self._guard(request)
        body = await self._body(request)
        visitor, chat, key = self._who(request, body)
        message, data = _field(body, "message")[:32], _field(body, "data")[:256]
        await self._site.db.write(intake.press, key, chat, visitor, message, data, self._site.clock.now())
        return JSONResponse({"ok": True})

    async def enter(self, request: Request) -> Response:
        """Somebody opens their chat in WeChat again, perhaps by a sign."""
        self._guard(request)
        body = await self._body(request)
        visitor, _, key = self._who(request, body, kind="weixin")
        sign, now = _field(body, "sign")[:64], self._site.clock.now()
        await self._site.db.write(intake.enter, key, visitor, sign, now, self._site.clock.machine_ms())
        return JSONResponse({"ok": True})

    async def leave(self, request: Request) -> Response:
        """The person who took over a chat in WeChat is done there."""
        self._guard(request)
        visitor, _, key = self._who(request, await self._body(request), kind="weixin")
        await self._site.db.write(intake.leave, key, visitor, self._site.clock.now(), self._site.clock.machine_ms())
        return JSONResponse({"ok": True})

    # --- the trial's own switches -------------------------------------------------------------------

    async def clock(self, request: Request) -> Response:
        """Move the desk's clock forward."""
        self._guard(request)
        hours = (await self._body(request)).get("hours")
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= HOURS:
            self._refuse(request, "clock-hours")
        await self._site.move_clock(timedelta(hours=hours))
        return JSONResponse({"now": self._site.clock.now().isoformat()})

    async def lang(self, request: Request) -> Response:
        """The language in which the invented people are spoken to."""
        self._guard(request)
        await self._site.set_lang("en" if (await self._body(request)).get("lang") == "en" else "zh-CN")
        return JSONResponse({"ok": True})

    async def ledger(self, request: Request) -> Response:
        """Which of the messages that we confirmed to this page are still there."""
        self._guard(request)
        keys = (await self._body(request)).get("keys")
        if not isinstance(keys, list) or len(keys) > KEYS:
            self._refuse(request, "bad-request")
        wanted = [str(key) for key in keys]
        states = await self._site.db.write(inbox.states, SOURCE, wanted)
        states |= await self._site.db.write(inbox.states, WEIXIN, wanted)
        handled = sum(state != "waiting" for state in states.values())
        return JSONResponse({"kept": len(states), "handled": handled, "lost": len(set(wanted)) - len(states)})

    async def kill(self, request: Request) -> Response:
        """Cut the power: no goodbye, no flush, no answer."""
        self._guard(request)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")

    # --- checks -------------------------------------------------------------------------------------

    def _guard(self, request: Request) -> None:
        """Only this page may call: another site's form or script cannot set the header."""
        if request.headers.get("x-huiyin") != "trial":
            self._refuse(request, "bad-request", 403)

    async def _body(self, request: Request) -> dict[str, Any]:
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            self._refuse(request, "bad-request")
        return body

    def _who(self, request: Request, fields: FormData | dict[str, Any], kind: str = "") -> tuple[Visitor, str, str]:
        """Who does it, where, and its key; ``kind``: only somebody of this kind can."""
        account, chat, key = _field(fields, "as"), _field(fields, "chat"), _field(fields, "key")
        player = self._cast.players.get(account)
        if player is None or not 8 <= len(key) <= 64 or kind not in ("", player.kind):
            self._refuse(request, "bad-request")
        alone = chat == (intake.weixin(account) if player.kind == "weixin" else f"private:{account}")
        if not alone and (player.kind == "weixin" or chat not in ("group", "duty")):
            self._refuse(request, "bad-request")
        return Visitor(account, player.name, language(request, browser=False)), chat, key

    async def _photos(self, request: Request, form: FormData) -> tuple[str, ...]:
        names = []
        for upload in form.getlist("photo"):
            if isinstance(upload, UploadFile) and upload.size:
                names.append(await self._kept(request, _photo, await upload.read()))
        return tuple(names)

    async def _voice(self, request: Request, form: FormData) -> str | None:
        upload = form.get("voice")
        if not isinstance(upload, UploadFile) or not upload.size:
            return None
        return await self._kept(request, _voice, await upload.read())

    async def _kept(self, request: Request, keep: "Callable[[media.Shelf, bytes], Kept]", content: bytes) -> str:
        """The name of an upload that was checked and stored."""
        site = self._site
        try:
            kept = await asyncio.to_thread(keep, site.media, content)
        except pictures.Unusable as error:
            self._refuse(request, f"upload-{error.why}")
        except media.Full:
            self._refuse(request, "upload-full", 507)
        await site.db.write(copies.uploaded, *kept, site.clock.now())
        return kept[0]

    def _names(self) -> tuple[str, ...]:
        return ("回音", "Huiyin", "huiyin")

    def _refuse(self, request: Request, key: str, status: int = 400) -> NoReturn:
        raise Refused(status, self._site.wording.text(language(request), f"web-{key}"))


Kept = tuple[str, str, int, Fingerprint | None]  # name, kind, bytes, and what to know it again by


def _document(name: str | None) -> dict[str, str] | None:
    return {"address": f"/trial/document/{name}", "name": name.partition("/")[2]} if name else None


def _photo(shelf: media.Shelf, content: bytes) -> Kept:
    photo = pictures.photo(content)
    return shelf.put_photo(photo), "photo", len(photo.jpeg), photo.print


def _voice(shelf: media.Shelf, content: bytes) -> Kept:
    return shelf.put(content, pictures.voice(content)), "voice", len(content), None


def _field(fields: FormData | dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _point(form: FormData) -> Point | None:
    try:
        lat, lon = float(_field(form, "lat")), float(_field(form, "lon"))
    except ValueError:
        return None
    return Point(lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _event(kind: str, data: dict[str, Any], seq: int | None = None) -> str:
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
