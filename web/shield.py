"""What is around the pages: security headers, a bounded body, and in a trial only this machine's own names."""

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
        if not fits(request.headers.get("content-length", "0").encode(), most):
            return PlainTextResponse("too large\n", 413, CLOSE)
        return None


def fits(length: bytes, most: int) -> bool:
    """Whether a body of the length that is said may come."""
    return length.isdigit() and len(length) <= 18 and int(length) <= most


def _most(request: Request) -> int:
    """How long its body may be: only files come in large ones, and those are kept on disk while they come."""
    return BODY if request.headers.get("content-type", "").startswith("multipart/form-data") else SMALL
