"""The route that Telegram delivers updates to."""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

LARGEST = 1024 * 1024  # bytes of an update
HEADER = "x-telegram-bot-api-secret-token"


@dataclass(frozen=True, slots=True)
class Webhook:
    """What the route needs to know of one bot."""

    path: str
    secret: str
    receive: Callable[[dict[str, Any]], Awaitable[None]]  # keeps an update; returns after the commit


def route(webhook: Webhook) -> Route:
    """POST, answered 200 only after the update is kept; Telegram repeats what was answered otherwise."""

    async def delivered(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), webhook.secret.encode()):
            return PlainTextResponse("forbidden\n", 403, {"Connection": "close"})
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return PlainTextResponse("too large\n", 413, {"Connection": "close"})
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return PlainTextResponse("not an update\n", 400)
        await webhook.receive(update)
        return PlainTextResponse("")

    return Route(webhook.path, delivered, methods=["POST"])
