"""What is said to one browser: as server-sent events while a page is open, or asked for now and then."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from storage import devices
from storage.devices import Device
from storage.web import WebMessage
from web.chat.doors import Doors
from web.shown import event, shown
from web.site import Site, language

HEARTBEAT = 20.0  # s; what stands between may cut a line that is silent for half a minute
EACH = 3  # streams of one browser; the oldest has to ask now and then instead
ALL = 500  # streams at once
WHERE = "/chat"
ME = "me"  # what a page calls whoever looks at it


class Streams:
    """The lines to the browsers."""

    def __init__(self, site: Site, doors: Doors) -> None:
        self._site, self._doors = site, doors
        self._open: dict[str, deque[asyncio.Event]] = {}  # browser -> what ends each of its streams, oldest first

    async def stream(self, request: Request) -> Response:
        """What is said to this browser from now on."""
        device = await self._doors.spoken(request)
        if sum(map(len, self._open.values())) >= ALL:
            return JSONResponse({"error": "busy"}, 503, {"Retry-After": "60"})
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        events = self._events(device, _number(after), language(request))
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    async def news(self, request: Request) -> Response:
        """The same once, for browsers that keep no line; or (``before``) what was said earlier."""
        device = await self._doors.spoken(request)
        lang, query = language(request), request.query_params
        if "before" in query:
            found = await self._look(devices.latest, device.account, _number(query["before"]), devices.FIRST)
            return _said({"messages": [self.message(each, lang) for each in found]})
        now, after = await self._look(devices.shown, device.account), _number(query.get("after", "0"))
        seen = await self._look(devices.seen, device, after, self._site.clock.now())
        return _said(
            self._hello(now.newest, device) | {"messages": [self.message(each, lang) for each in seen.messages]}
        )

    async def first(self, device: Device, lang: str, limit: int = devices.FIRST) -> list[dict[str, Any]]:
        """What a page begins with."""
        found = await self._look(devices.latest, device.account, devices.NEWEST, limit)
        return [self.message(each, lang) for each in found]

    def message(self, message: WebMessage, lang: str) -> dict[str, Any]:
        """A message as the page gets it."""
        return shown(message, self._site.wording.text(lang, "chat-me"), ME, WHERE)

    async def _events(self, device: Device, seq: int, lang: str) -> AsyncIterator[str]:
        enough = self._begin(device)
        try:
            now = await self._look(devices.shown, device.account)
            rooms, ended = now.rooms, device.ended
            yield event("hello", self._hello(now.newest, device))
            while not (self._site.stopping or enough.is_set()):
                rung = self._site.bell.next
                seen = await self._look(devices.seen, device, seq, self._site.clock.now())
                for message in seen.messages:
                    yield event("message", self.message(message, lang), message.seq)
                    seq = message.seq
                if seen.messages and not seen.gone:
                    continue  # there may be more
                if seen.ended and not ended:
                    yield event("ended", {})
                    ended = True
                if seen.gone:
                    return
                if seen.rooms != rooms and not ended:
                    rooms = seen.rooms
                    yield event("rooms", {})
                yield await self._wait(rung, enough)
            if enough.is_set():
                yield event("enough", {})
        finally:
            self._end(device, enough)

    async def _wait(self, rung: asyncio.Event, enough: asyncio.Event) -> str:
        """Until there may be something; now and then a word that nobody reads."""
        waits = [asyncio.ensure_future(each.wait()) for each in (rung, enough)]
        try:
            done, _ = await asyncio.wait(waits, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        return "" if done else ": still here\n\n"

    async def _look(self, fn: Any, *args: Any) -> Any:
        assert self._site.lookout is not None
        return await self._site.lookout.look(fn, *args)

    def _hello(self, newest: int, device: Device) -> dict[str, Any]:
        site = self._site
        return {"boot": site.boot, "now": site.clock.now().isoformat(), "seq": newest, "ended": device.ended}

    def _begin(self, device: Device) -> asyncio.Event:
        enough, streams = asyncio.Event(), self._open.setdefault(device.hash, deque())
        streams.append(enough)
        if len(streams) > EACH:
            streams.popleft().set()
        return enough

    def _end(self, device: Device, enough: asyncio.Event) -> None:
        streams = self._open.get(device.hash, deque())
        if enough in streams:
            streams.remove(enough)
        if not streams:
            self._open.pop(device.hash, None)


def _said(answer: dict[str, Any]) -> Response:
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
