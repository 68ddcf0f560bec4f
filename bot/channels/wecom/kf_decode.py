"""What 微信客服 tells of one item, as an event; items as kf/sync_msg gives them (document/path/94670).

A menu's id comes back as it was sent, and from anybody who can write JSON as anything: it is a press only when it
reads like one of ours, and else the words beside it count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.wecom.positions import wgs84
from domain import buttons
from domain.events import (
    Bounced,
    Entered,
    Event,
    Fetched,
    HandedOver,
    Named,
    PersonCame,
    PersonLeft,
    Pressed,
    Recalled,
    Said,
    Speaker,
)

CHANNEL = "kf"
RESIDENT, SYSTEM = 3, 4  # origin; 5: a servicer in the WeCom client
GREETED_MS = 20_000  # as long as a code for a greeting serves
STALE_MS = 60_000  # what happened longer ago than this is greeted no more
SIGN = 128  # bytes of a scene_param

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A 微信客服 account: whose it is, and which community it leads to."""

    account: str
    corp: str
    community: str


def text_of(value: Any) -> str:
    """A text; anything else says nothing."""
    return value if isinstance(value, str) else ""


def chat_of(account: str, external: str) -> str:
    """What a resident's chat with an account is called."""
    return f"{account}:{external}"


def external_of(item: Raw) -> str:
    """Whose chat an item belongs to; empty for what belongs to nobody's."""
    event = item.get("event")
    holder = event if isinstance(event, Mapping) else item
    found = holder.get("external_userid")
    return found if isinstance(found, str) else ""


def decode(item: Raw, way: Way) -> Event | None:
    """The event in an item; None when it means nothing to us."""
    if (copy := item.get("fetched")) is not None:  # notes of our own
        return Fetched(CHANNEL, **copy)
    if "named" in item:
        return Named(CHANNEL, f"{way.corp}/{item['chat'].partition(':')[2]}", item["named"])
    if (asked := item.get("handed_over")) is not None:
        return HandedOver(CHANNEL, item["chat"], _at(item), **asked)
    if "left" in item:
        return PersonLeft(CHANNEL, item["chat"], _at(item))
    external = external_of(item)
    if not external:
        return None
    if item.get("origin") == SYSTEM or item.get("msgtype") == "event":
        return _happened(item, item["event"], way, external)
    return _said(item, way, external) if item.get("origin") == RESIDENT else None


def _said(item: Raw, way: Way, external: str) -> Event:
    msgid, kind = item["msgid"], item.get("msgtype")
    part = item.get(str(kind))
    part = part if isinstance(part, Mapping) else {}
    chat, speaker, at = chat_of(way.account, external), _speaker(way, external), _at(item)
    if kind == "text" and buttons.parse(data := text_of(part.get("menu_id"))):
        return Pressed(CHANNEL, chat, speaker, "", at, data, msgid, private=True)
    said = Said(CHANNEL, chat, speaker, msgid, at, private=True, text=text_of(part.get("content")))
    name = f"{CHANNEL}:{way.account}/{text_of(part.get('media_id'))}"
    match kind:
        case "text":
            return said
        case "image":
            return replace(said, photos=(name,), album=external)  # photos come one by one, without an end mark
        case "voice":
            return replace(said, voice=name)
        case "location":
            return replace(said, **_place(part))
    return replace(said, text="", trouble="unreadable")  # a video, a card, a forwarded talk


def _place(part: Raw) -> dict[str, Any]:
    """The point; where it is none, the words for it."""
    words = " ".join(filter(None, (text_of(part.get("name")), text_of(part.get("address")))))
    try:
        lat, lon = float(part["latitude"]), float(part["longitude"])
    except (KeyError, TypeError, ValueError):
        return {"text": words}
    right = -90 <= lat <= 90 and -180 <= lon <= 180
    return {"point": wgs84(lat, lon)} if right else {"text": words}


def _happened(item: Raw, event: Raw, way: Way, external: str) -> Event | None:
    chat, at = chat_of(way.account, external), _at(item)
    match event.get("event_type"):
        case "enter_session":
            sign = text_of(event.get("scene_param"))[:SIGN]
            code, until = _code(item, at, event.get("welcome_code"))
            return Entered(CHANNEL, chat, _speaker(way, external), at, sign, code, until)
        case "msg_send_fail":
            return Bounced(CHANNEL, chat, text_of(event.get("fail_msgid")), at)
        case "session_status_change" if event.get("change_type") == 3:
            return PersonLeft(CHANNEL, chat, at, *_code(item, at, event.get("msg_code")))
        case "session_status_change":
            return PersonCame(CHANNEL, chat, at)
        case "user_recall_msg":
            return Recalled(CHANNEL, chat, text_of(event.get("recall_msgid")))
    return None


def _code(item: Raw, at: datetime, code: Any) -> tuple[str, int]:
    """The code for one message, and until when by our clock; one that came long after it was given is none."""
    if not text_of(code) or int(item["received_at"]) - at.timestamp() * 1000 > STALE_MS:
        return "", 0
    return text_of(code), int(item["received_ms"]) + GREETED_MS


def _speaker(way: Way, external: str) -> Speaker:
    return Speaker(f"{way.corp}/{external}", "", "zh-CN", way.community)


def _at(item: Raw) -> datetime:
    return datetime.fromtimestamp(int(item["send_time"]), UTC)
