"""What a member does in an app, as an event: words, photos, a voice message, a place, a press on a card.

The body is what callback.py read, by WeCom's own names, with the corp and the app that the address told
(document/path/90239 messages, 90240 events).  Everything happens in the member's own chat with the app: a press on a
card that all on duty have is answered there too.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.wecom.cards import PICK, SELECTOR
from bot.channels.wecom.positions import wgs84
from domain.community import Point
from domain.events import Entered, Event, Fetched, Pressed, Said, Speaker
from domain.members import binding, inviting, joining

CHANNEL = "wecom"
APP, DUTY = "app", "duty"  # how the names of chats begin

Raw = Mapping[str, Any]

_CODE = re.compile(rf"(?:{binding.MANAGER_CODE}|{inviting.CODE}|{joining.CODE})[\w-]{{4,64}}", re.ASCII)
_MEDIA = re.compile(r"[\w@.=-]{1,256}", re.ASCII)
_LINES = 200  # of a forwarded record


def private(corp: str, agent: int | str, userid: str) -> str:
    """The name of a member's own chat with an app."""
    return f"{APP}:{corp}/{agent}/{userid}"


def duty(corp: str, agent: int | str, community: str) -> str:
    """The name of an app as the duty chat of a community."""
    return f"{DUTY}:{corp}/{agent}/{community}"


def media(corp: str, agent: int | str, media_id: str) -> str:
    """The name of a file that lies on WeCom's servers (domain/media.py)."""
    return f"{CHANNEL}:{corp}/{agent}/{media_id}"


def code(text: str) -> str:
    """A code that somebody writes is one that they show."""
    return f"/start {text}" if _CODE.fullmatch(text) else text


def decode(body: Raw) -> Event | None:
    """The event, or None when it means nothing to the desk.  Raises on a body that was never WeCom's."""
    if copy := body.get("fetched"):  # our own note of how the fetching of a file went
        return Fetched(CHANNEL, **copy)
    if body["MsgType"] == "event":
        return _event(body)
    return _message(body)


def _message(body: Raw) -> Said:
    corp, agent = body["ToUserName"], body["AgentID"]
    kind = body["MsgType"]
    text, forwarded = _text(body)
    media_id = str(body.get("MediaId", ""))
    name = media(corp, agent, media_id) if _MEDIA.fullmatch(media_id) else None
    return Said(
        channel=CHANNEL,
        chat=private(corp, agent, _userid(body)),
        speaker=_speaker(body),
        message=str(body.get("MsgId") or f"{body['CreateTime']}"),
        at=_at(body),
        private=True,
        text=code(text),
        photos=(name,) if kind == "image" and name else (),
        voice=name if kind == "voice" else None,
        point=_point(body) if kind == "location" else None,
        forwarded=forwarded,
    )


def _text(body: Raw) -> tuple[str, bool]:
    """The words, and whether they are somebody else's: an article, or a record of a chat, however it comes."""
    match body["MsgType"]:
        case "text":
            return str(body.get("Content", "")).strip(), False
        case "image" | "voice" | "video" | "location":
            return "", False
        case "link":
            parts = (str(body.get(name, "")).strip() for name in ("Title", "Description"))
            return "\n".join(part for part in parts if part), True
    words = "\n".join(_words(body)[:_LINES])
    return words, bool(words)  # without any it is something that nobody can read here


def _words(value: Any) -> list[str]:
    """What is said in a record of messages: the words of each, at any depth."""
    if isinstance(value, list):
        return [word for each in value for word in _words(each)]
    if not isinstance(value, Mapping):
        return []
    own = value.get("Content")
    said = [own.strip()] if isinstance(own, str) and own.strip() else []
    return said + [word for name, each in value.items() if isinstance(each, Mapping | list) for word in _words(each)]


def _event(body: Raw) -> Event | None:
    match body.get("Event"):
        case "template_card_event" | "template_card_menu_event":
            return _pressed(body)
        case "enter_agent" | "subscribe":
            chat = private(body["ToUserName"], body["AgentID"], _userid(body))
            return Entered(CHANNEL, chat, _speaker(body), _at(body))
        case "click" if str(body.get("EventKey", "")).startswith("/"):  # the app's own menu: a request in words
            return _chosen(body)
    return None


def _pressed(body: Raw) -> Pressed:
    key = str(body.get("EventKey", ""))
    return Pressed(
        channel=CHANNEL,
        chat=private(body["ToUserName"], body["AgentID"], _userid(body)),
        speaker=_speaker(body),
        message=str(body.get("TaskId", "")).partition("@")[0],
        at=_at(body),
        data=_choice(body) or key if key == PICK else key,
        press=str(body.get("ResponseCode", "")),
        private=True,
        renewal=str(body.get("ResponseCode", ""))[:512] if "@" not in str(body.get("TaskId", "")) else "",
    )


def _choice(body: Raw) -> str:
    """What was chosen in the selector: it says all that a button would."""
    items = body.get("SelectedItems")
    for item in items.get("SelectedItem", ()) if isinstance(items, Mapping) else ():
        chosen = item.get("OptionIds") if isinstance(item, Mapping) else None
        if isinstance(chosen, Mapping) and item.get("QuestionKey") == SELECTOR:
            return next((each for each in chosen.get("OptionId", ()) if isinstance(each, str)), "")
    return ""


def _chosen(body: Raw) -> Said:
    chat = private(body["ToUserName"], body["AgentID"], _userid(body))
    key = str(body["EventKey"])
    message = f"{body['CreateTime']}:{key}"[:100]
    return Said(CHANNEL, chat, _speaker(body), message, _at(body), private=True, text=key)


def _userid(body: Raw) -> str:
    userid = body["FromUserName"]
    if not isinstance(userid, str) or not userid:
        raise ValueError("a message of nobody")
    return userid


def _speaker(body: Raw) -> Speaker:
    """They are called by their name in the corp until they say another: names need a permission of their own."""
    userid = _userid(body)
    return Speaker(f"{body['ToUserName']}/{userid}", userid)


def _point(body: Raw) -> Point | None:
    try:
        latitude, longitude = float(body["Location_X"]), float(body["Location_Y"])
    except (KeyError, TypeError, ValueError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # also what is no number at all
        return None
    return wgs84(latitude, longitude)


def _at(body: Raw) -> datetime:
    return datetime.fromtimestamp(int(body["CreateTime"]), UTC)
