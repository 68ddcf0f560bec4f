"""The talk beside a page: presses and words go to the inbox as from any chat, and what comes back is shown.

An answer of ours waits a moment for the desk, so that a page without scripts shows what came of a press.
"""

import asyncio
import secrets
import zlib
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from domain.lines import Rows
from domain.public import visibility
from storage import beside, inbox, reports
from storage.beside import Shown
from storage.chats import PAGES
from storage.db import Tx
from storage.documents import TYPES
from web import files, intake, uploads
from web.cookies import own_page
from web.fields import field, refuse
from web.intake import LONGEST, Words
from web.site import Site
from web.staff.here import Here, back_to, guarded, shown
from web.staff.loading import load

MEDIA = "/staff/media"
SHOWN = 6  # messages beside a page
SINCE = timedelta(hours=12)
ASIDE = timedelta(minutes=15)  # that talk about nothing in particular stands beside one report
FLASH = timedelta(minutes=1)  # that the short word to a press stands
PATIENCE = 3.0  # s that an answer waits for the desk
HEARTBEAT = 15.0  # s
LOOKS = 2.0  # s between two looks for what rang no bell


class Talk:
    """What is said and pressed on the pages."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Its addresses."""
        site = self._site
        return [
            Route("/staff/press", guarded(site, self.press), methods=["POST"]),
            Route("/staff/say", guarded(site, self.say), methods=["POST"]),
            Route("/staff/talk", guarded(site, self.page)),
            Route("/staff/stream", guarded(site, self.stream)),
            Route(f"{MEDIA}/{{name}}", guarded(site, self.media)),
            Route("/staff/document/{document:path}", guarded(site, self.document)),
        ]

    async def page(self, request: Request, here: Here) -> Response:
        """The talk alone: everything that the chat can be asked, in words."""
        talk = await talked(here, cards=True)
        return shown(request, here, "staff-talk.html", tab="talk", talk=talk, key=fresh())

    async def press(self, request: Request, here: Here) -> Response:
        """A button was pressed.  What it carries is checked where every press is: when it is handled."""
        own_page(self._site, request)
        async with request.form() as form:
            message, data = field(form, "message")[:32], field(form, "data")[:256]
            key, back = self.key(request, here, field(form, "key"), data), field(form, "back")
        await self._site.db.write(intake.press, key, here.chat, here.visitor, message, data, self._site.clock.now())
        await self.answered(here, key)
        return back_to(here, back, key)

    async def say(self, request: Request, here: Here) -> Response:
        """Something was written, perhaps with photos."""
        site = self._site
        own_page(site, request)
        async with uploads.form(request) as form:
            text, back = field(form, "text").replace("\r\n", "\n").strip()[:LONGEST], field(form, "back")
            key = self.key(request, here, field(form, "key"), text)
            photos = await uploads.photos(site, request, form)
            reply_to = field(form, "reply_to")[:32] or None
        if not text and not photos:
            return back_to(here, back, key)
        words = Words(text=text, photos=photos, reply_to=reply_to)
        await site.db.write(intake.say, key, here.chat, here.visitor, words, (), site.clock.now())
        await self.answered(here, key)
        return back_to(here, back, key)

    def key(self, request: Request, here: Here, key: str, what: str) -> str:
        """What makes a form that is sent twice one press: the page's own word, whose it is, and what was pressed."""
        if not 8 <= len(key) <= 40 or not key.isascii():
            refuse(self._site, request, "bad-request")
        return f"{PAGES}:{here.person.id}:{key}:{zlib.crc32(what.encode()):08x}"

    async def answered(self, here: Here, key: str) -> None:
        """Wait until the desk has handled it and said all it has to say here, or for as long as people wait."""
        clock = asyncio.get_running_loop()
        until = clock.time() + PATIENCE
        while (left := until - clock.time()) > 0:
            rung = self._site.bell.next
            if not await self._site.db.write(_waits, here.chat, key):
                return
            try:
                await asyncio.wait_for(rung.wait(), min(left, 0.1))
            except TimeoutError:
                continue

    async def stream(self, request: Request, here: Here) -> Response:
        """Says that a page is to be looked at again: whenever anything happened to a report, or was said here."""
        headers = {"X-Accel-Buffering": "no"}
        return StreamingResponse(self._pulses(here), media_type="text/event-stream", headers=headers)

    async def _pulses(self, here: Here) -> AsyncIterator[str]:
        site, last, idle = self._site, "", 0.0
        assert site.lookout is not None
        yield "retry: 2000\n\n"
        while not site.stopping:
            rung = site.bell.next
            pulse = await site.lookout.look(beside.pulse, here.chat)
            if pulse != last:
                yield f"event: pulse\ndata: {pulse}\n\n"
                last, idle = pulse, 0.0
            try:
                await asyncio.wait_for(rung.wait(), LOOKS)
            except TimeoutError:
                idle += LOOKS
                if idle >= HEARTBEAT:
                    yield ": still here\n\n"
                    idle = 0.0

    async def media(self, request: Request, here: Here) -> Response:
        """A photo or voice message of a report that they see, or of their own talk."""

        def may(tx: Tx, name: str) -> bool:
            if files.in_chat(here.chat)(tx, name):
                return True
            return any(
                visibility.sight(report, load(tx, report).roles(here.person)) is visibility.Sight.WHOLE
                for report in reports.showing(tx, name)
                if report.community == here.home.code
            )

        return await files.fetched(self._site, request, may)

    async def document(self, request: Request, here: Here) -> Response:
        """A file that was made for them and handed over in this talk."""
        site, name = self._site, request.path_params["document"]
        assert site.lookout is not None
        theirs = await site.lookout.look(beside.shows_document, here.chat, name)
        path = site.documents.find(name) if site.documents and theirs else None
        if path is None:
            return shown(request, here, "staff-missing.html", status=404, words=here.voice.t("export-gone"))
        return FileResponse(path, media_type=TYPES[path.suffix], filename=path.name)


def _waits(tx: Tx, chat: str, key: str) -> bool:
    return inbox.states(tx, PAGES, [key]).get(key) == "waiting" or beside.unsent(tx, chat)


def fresh() -> str:
    """A key for a form."""
    return secrets.token_hex(12)


async def talked(here: Here, report: int | None = None, *, cards: bool = False) -> list[dict[str, Any]]:
    """The latest of the talk; beside a ``report`` what is about it, and what was said a moment ago.

    Without the ``cards`` of reports: each has a page of its own.
    """
    assert here.site.lookout is not None
    found = await here.site.lookout.look(beside.latest, here.chat, here.now - SINCE, 4 * SHOWN)
    shown = [
        each
        for each in found
        if not each.message.content.get("deleted")
        and (cards or not (each.tag or "").startswith("alert:"))
        and (report is None or each.report == report or _aside(here, each))
        and (each.message.kind != "toast" or _flashes(here, each))
    ]
    return [_message(here, each) for each in shown[-SHOWN:]]


def _aside(here: Here, found: Shown) -> bool:
    return found.report is None and found.message.at > here.now - ASIDE


def _flashes(here: Here, found: Shown) -> bool:
    """Whether this is the short answer to the press that led to this page, a moment ago."""
    message = found.message
    ours = message.content.get("answer") == here.said and message.at > here.now - FLASH
    return ours and bool(message.content.get("text", "").strip())


def _message(here: Here, found: Shown) -> dict[str, Any]:
    message, content = found.message, found.message.content
    return {
        "id": message.id,
        "mine": message.author is not None,
        "toast": message.kind == "toast",
        "text": content.get("text", ""),
        "photos": [(files.address(MEDIA, name), files.address(MEDIA, name, small=True)) for name in _photos(content)],
        "voice": files.address(MEDIA, content["voice"]) if content.get("voice") else "",
        "document": content.get("document", ""),
        "rows": pressable(content),
        "at": here.voice.moment(message.at),
    }


def _photos(content: dict[str, Any]) -> Sequence[str]:
    return tuple(content.get("photos", ()))


def worded(here: Here, rows: Rows) -> list[list[dict[str, str]]]:
    """Buttons of a decision as the talk has them: labels in words."""
    voice = here.voice

    def label(line: Any) -> str:
        return here.site.wording.line(voice.lang, line, voice.now, voice.home.zone)

    return [
        [
            {"label": label(each.label), "data": each.data, "words": label(each.copy) if each.copy else ""}
            for each in row
        ]
        for row in rows
        if row
    ]


def pressable(content: dict[str, Any]) -> list[list[dict[str, str]]]:
    """The buttons of a message: what each is called, what it carries, and the words that it copies instead."""
    return [[{**each, "words": each.get("copy", "")} for each in row] for row in content.get("buttons", ())]
