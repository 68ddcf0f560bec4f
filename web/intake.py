"""What people do in the web chat enters here: one write keeps the message and its inbox row together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.community import Point
from domain.talk.budget import WITHIN
from storage import chats, inbox, sessions, web
from storage.db import Tx
from storage.times import to_ms

_AFTER_NAME = " \u3000:,\uff1a\uff0c"  # what people put between a name and what they want
SOURCE = "web"  # the channel's name in inbox, chats and accounts
WEIXIN = "weixin"  # and that of its likeness of WeChat, where every chat is somebody's alone
GREETED_MS = 20_000  # as long as the code for a greeting serves; WeCom, "kf/send_msg_on_event"
NAMES = ("回音", "Huiyin", "huiyin")  # what the bot answers to
LONGEST = 10_000  # characters of one message


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the keyboard."""

    account: str
    name: str
    lang: str
    community: str = ""  # where the way in that they used leads


@dataclass(frozen=True, slots=True)
class Words:
    """One message from the web chat."""

    text: str = ""
    photos: tuple[str, ...] = ()
    voice: str | None = None
    point: Point | None = None
    reply_to: str | None = None
    sign: str = ""  # the code on the sign that brought them


def say(tx: Tx, key: str, chat: str, visitor: Visitor, words: Words, names: tuple[str, ...], now: datetime) -> None:
    """Somebody said something.  The same key again is the same message; ``names`` are what the bot answers to."""
    content: dict[str, Any] = {"text": words.text, "photos": list(words.photos), "voice": words.voice}
    if words.point:
        content["spot"] = {"lat": words.point.lat, "lon": words.point.lon}
    message = web.add(tx, chat, key, content, now, author=visitor.account, reply_to=words.reply_to)
    text, mentioned = _without_name(words.text, names)
    body = {
        **_who("said", chat, visitor, str(message), now),
        "text": text,
        "photos": words.photos,
        "voice": words.voice,
        "point": [words.point.lat, words.point.lon] if words.point else None,
        "reply_to": words.reply_to,
        "mentioned": mentioned,
        "sign": words.sign,
    }
    _receive(tx, key, chat, body, now)


def edit(tx: Tx, key: str, chat: str, visitor: Visitor, message: int, text: str, now: datetime) -> bool:
    """Somebody changed their own message.  False when it is not theirs."""
    found = web.get(tx, message)
    if found is None or found.author != visitor.account or found.chat != chat or found.content.get("deleted"):
        return False
    body = {**_who("edited", chat, visitor, str(message), now), "text": text}
    if _receive(tx, key, chat, body, now):
        web.change(tx, message, {**found.content, "text": text})
    return True


def press(tx: Tx, key: str, chat: str, visitor: Visitor, message: str, data: str, now: datetime) -> None:
    """Somebody pressed a button.  Whether it is one of ours is decided when it is handled."""
    body = {**_who("pressed", chat, visitor, message, now), "data": data, "press": key}
    _receive(tx, key, chat, body, now)


def enter(tx: Tx, key: str, visitor: Visitor, sign: str, now: datetime, now_ms: int) -> None:
    """Somebody opens their chat in the likeness of WeChat, perhaps by a sign; greeted after a long silence."""
    chat = weixin(visitor.account)
    found = chats.find(tx, WEIXIN, chat, {})
    session = sessions.get(tx, found.id) if found else None
    silent = session is None or session.heard_at is None or now - session.heard_at >= WITHIN
    code = {"code": key if silent else "", "until": now_ms + GREETED_MS}
    _receive(tx, key, chat, {**_who("entered", chat, visitor, "", now), "sign": sign, **code}, now)


def leave(tx: Tx, key: str, visitor: Visitor, now: datetime, now_ms: int) -> None:
    """The person who took over such a chat is done there."""
    chat = weixin(visitor.account)
    code = {"code": key, "until": now_ms + GREETED_MS}
    _receive(tx, key, chat, {**_who("left", chat, visitor, "", now), **code}, now)


def weixin(account: str) -> str:
    """The chat that somebody has in the likeness of WeChat."""
    return f"{WEIXIN}:{account}"


def _receive(tx: Tx, key: str, chat: str, body: dict[str, Any], now: datetime) -> bool:
    kind = chat.partition(":")[0]
    source = kind if kind in (WEIXIN, chats.PAGES) else SOURCE
    return inbox.receive(tx, source, key, f"{source}:{chat}", body, now)


def _who(kind: str, chat: str, visitor: Visitor, message: str, now: datetime) -> dict[str, object]:
    return {
        "type": kind,
        "chat": chat,
        "account": visitor.account,
        "name": visitor.name,
        "lang": visitor.lang,
        "community": visitor.community,
        "message": message,
        "at": to_ms(now),
    }


def _without_name(text: str, names: tuple[str, ...]) -> tuple[str, bool]:
    """The text without the bot's name in front, and whether it was there."""
    for name in names:
        if text.startswith(f"@{name}"):
            return text[len(name) + 1 :].lstrip(_AFTER_NAME), True
    return text, any(f"@{name}" in text for name in names)
