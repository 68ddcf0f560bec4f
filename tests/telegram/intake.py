"""Methods by which the bot gets its updates."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.state import State
from tests.telegram.updates import DEFAULT, conflict
from tests.telegram.webhook import Target

Json = dict[str, Any]
LONGEST_POLL = 50  # s
ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SECRET = re.compile(r"[A-Za-z0-9_-]*$")
LOCAL = ("127.0.0.1", "localhost")  # here http will do, as with a Bot API server of one's own


async def get_updates(state: State, args: Json) -> list[Json]:
    """getUpdates"""
    if state.webhook.target.url:
        raise conflict(ACTIVE)
    state.updates.allow(args.get("allowed_updates"))
    timeout = min(max(args.get("timeout", 0), 0), LONGEST_POLL)
    return await state.updates.get(args.get("offset", 0), args.get("limit", 100), timeout)


async def set_webhook(state: State, args: Json) -> bool:
    """setWebhook; with an empty URL it removes the webhook"""
    if not args["url"]:
        return await delete_webhook(state, args)
    target = target_of(args)
    state.updates.allow(args.get("allowed_updates"))
    if args.get("drop_pending_updates"):
        state.updates.drop()
    if target != state.webhook.target:
        state.updates.abort("terminated by setWebhook request")
        await state.webhook.point(target)
    return True


def target_of(args: Json) -> Target:
    """Where to, if it is a place that Telegram would deliver to.  Raises NotAllowed."""
    url = urlsplit(args["url"] if "://" in args["url"] else f"https://{args['url']}")
    if not url.hostname or url.scheme not in ("http", "https"):
        raise NotAllowed("invalid webhook URL specified")
    if url.scheme == "http" and url.hostname not in LOCAL:
        raise NotAllowed("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.match(args.get("secret_token", "")):
        raise NotAllowed("secret token contains unallowed characters")
    connections, address = args.get("max_connections", 40), args.get("ip_address", "")
    return Target(args["url"], args.get("secret_token", ""), connections, address, "certificate" in args)


async def delete_webhook(state: State, args: Json) -> bool:
    """deleteWebhook"""
    await state.webhook.close()
    if args.get("drop_pending_updates"):
        state.updates.drop()
    return True


async def get_webhook_info(state: State, args: Json) -> Json:
    """getWebhookInfo"""
    allowed = {} if state.updates.allowed == DEFAULT else {"allowed_updates": sorted(state.updates.allowed)}
    return state.webhook.info() | allowed


async def log_out(state: State, args: Json) -> bool:
    """logOut, close: nothing that a test should call"""
    raise bad_request("this fake has no other server to move to")
