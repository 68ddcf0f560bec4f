"""What a kf account's log holds, and kf/sync_msg, which reads it."""

import json
from typing import Any

from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import DAY
from tests.wecom.state import State
from tests.wecom.world import Account, App, Json, Talk

KEPT = 3 * DAY
TOKEN_LIFE = 600  # s
RESIDENT, SYSTEM, SERVICER = 3, 4, 5  # origin


def account(app: App, args: Json) -> Account:
    """The account that a call names.  Raises WeComError."""
    found = app.corp.accounts.get(str(args.get("open_kfid", "")))
    if found is None:
        raise WeComError(95000 if not args.get("open_kfid") else 95004)
    if not found.api:
        raise WeComError(95017)
    return found


def talk(of: Account, args: Json, name: str = "external_userid") -> Talk:
    """The resident's talk that a call names.  Raises WeComError."""
    found = of.talks.get(str(args.get(name, "")))
    if found is None:
        raise WeComError(40096)
    return found


def said(state: State, to: Account, who: Talk, origin: int, kind: str, body: Any) -> str:
    """A message joins the log, and the callback tells of it.  Returns its msgid."""
    msgid = state.ids.long("kfmsg")
    head: Json = {"msgid": msgid, "open_kfid": to.id, "external_userid": who.external_userid}
    head |= {"send_time": state.clock.date(), "origin": origin}
    head |= {"servicer_userid": who.servicer} if origin == SERVICER else {}
    log(state, to, head | {"msgtype": kind, kind: body})
    return msgid


def happened(state: State, to: Account, kind: str, **facts: Any) -> None:
    """An event joins the log, and the callback tells of it."""
    head = {"msgid": state.ids.long("kfevt"), "send_time": state.clock.date(), "origin": SYSTEM, "msgtype": "event"}
    log(state, to, head | {"event": {"event_type": kind, "open_kfid": to.id} | facts})


def log(state: State, to: Account, item: Json) -> None:
    """Keeps one thing and tells of it."""
    to.log.append((state.clock(), json.loads(json.dumps(item))))
    tell(state, to)


def tell(state: State, to: Account) -> None:
    """The callback: something is there; what it is, kf/sync_msg tells."""
    token = state.ids.secret("ENC", 48)
    to.tokens[token] = state.clock() + TOKEN_LIFE
    fields = {"ToUserName": to.corp.id, "CreateTime": state.clock.date(), "MsgType": "event"}
    fields |= {"Event": "kf_msg_or_event", "Token": token, "OpenKfId": to.id}
    state.pusher.push(to.told(), fields, lambda _: None)


def sync_msg(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/sync_msg"""
    of, now = account(app, args), state.clock()
    check_token(state, of, str(args.get("token", "")))
    limit = args.get("limit", 1_000) or 1_000
    if not isinstance(limit, int) or not 1 <= limit <= 1_000:
        raise WeComError(40058, "limit")
    start = position(of, str(args.get("cursor", "")))
    if of.empty_pages:  # the platform says so itself: has_more counts, not whether msg_list is empty
        of.empty_pages -= 1
        return {"next_cursor": cursor(of, start), "has_more": 1, "msg_list": []}
    while start < len(of.log) and of.log[start][0] < now - KEPT:
        start += 1
    end = min(start + min(limit, of.page), len(of.log))
    items = [item for _, item in of.log[start:end]]
    return {"next_cursor": cursor(of, end), "has_more": int(end < len(of.log)), "msg_list": items}


def check_token(state: State, of: Account, token: str) -> None:
    """A token must be young; without one a caller must be slow.  Raises WeComError."""
    if token and state.clock() >= of.tokens.get(token, 0):
        raise WeComError(95007)
    if not token and not state.blind_rate.allows(of, state.clock()):
        raise WeComError(45009)


def cursor(of: Account, place: int) -> str:
    """A place in the log, as callers see it."""
    return f"4gw7MepFLfgF2VC5{len(of.id):x}{place:08x}"


def position(of: Account, text: str) -> int:
    """The place that a cursor means.  Raises WeComError."""
    if not text:
        return 0
    place = int(text[-8:], 16) if len(text) > 8 and text[-8:].isalnum() else -1
    if place < 0 or cursor(of, place) != text:
        raise WeComError(40058, "cursor")
    return place
