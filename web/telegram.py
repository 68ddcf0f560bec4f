"""The way in for Telegram's deliveries, beside the pages: they need nothing of what pages need.

Each is one write and an empty answer, so what stands between the socket and the inbox is most of what it costs.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web import shield

LARGEST = 1024 * 1024  # bytes of an update
HEADER = b"x-telegram-bot-api-secret-token"
_TAKEN = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
_NOTHING = {"type": "http.response.body"}


@dataclass(frozen=True, slots=True)
class Webhook:
    """What the way in needs to know of one bot."""

    path: str
    secret: str
    receive: Callable[[dict[str, Any], str], Awaitable[None]]  # keeps an update and its text; returns after the commit


class Gone(Exception):
    """Whoever delivered did not stay until the end."""


class Deliveries:
    """POST on its path, answered 200 only after the update is kept; Telegram repeats what was answered otherwise."""

    def __init__(self, webhook: Webhook, app: ASGIApp) -> None:
        self._webhook, self._secret = webhook, webhook.secret.encode()
        self._app = app  # for everybody else

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != self._webhook.path:
            await self._app(scope, receive, send)
            return
        try:
            refusal = _refusal(scope, self._secret) or await _delivered(self._webhook, receive)
        except Gone:
            return
        if refusal:
            refusal.headers.update(shield.HEADERS)
            await refusal(scope, receive, send)
        else:
            await send(_TAKEN)
            await send(_NOTHING)


def _refusal(scope: Scope, secret: bytes) -> Response | None:
    """Size before secret, and both before the body."""
    if scope["method"] != "POST":
        return PlainTextResponse("only POST\n", 405, {"Allow": "POST"})
    length, shown = b"0", b""
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = value
        elif name == HEADER:
            shown = value
    if not shield.fits(length, LARGEST):
        return PlainTextResponse("too large\n", 413, shield.CLOSE)
    if not hmac.compare_digest(shown, secret):
        return PlainTextResponse("forbidden\n", 403, shield.CLOSE)
    return None


async def _delivered(webhook: Webhook, receive: Receive) -> Response | None:
    """Keep it; or why not."""
    try:
        body = await _body(receive)
    except TimeoutError:
        return PlainTextResponse("too slow\n", 408, shield.CLOSE)
    if len(body) > LARGEST:
        return PlainTextResponse("too large\n", 413, shield.CLOSE)
    try:
        text = body.decode()
        update = json.loads(text)
    except (ValueError, RecursionError):
        update = None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return PlainTextResponse("not an update\n", 400)
    await webhook.receive(update, text)
    return None


async def _body(receive: Receive) -> bytearray:
    """All of it, or a little more than is taken.  Raises ``Gone``, and ``TimeoutError`` when it does not come."""
    body = bytearray()
    now = asyncio.get_running_loop().time
    until = now() + shield.WHOLE
    while True:
        async with asyncio.timeout_at(min(until, now() + shield.NEXT)):
            message = await receive()
        if message["type"] != "http.request":
            raise Gone
        body += message.get("body", b"")
        if len(body) > LARGEST or not message.get("more_body", False):
            return body
