"""What a smart bot hears, as an event (document/path/100719 messages, 101027 events).

In a group it hears only what names it; alone with a member, everything.  Files lie for five minutes where the message
says: what it takes to fetch them is kept beside it (storage/bots.py), and the event names them as we do.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bot.channels.wecom.app_decode import CHANNEL, code
from bot.channels.wecom.cards import PICK, SELECTOR
from domain.events import ChatLost, Entered, Event, Pressed, Said, Speaker
from domain.media import BRIEF

BOT = "bot"  # how the names of its chats begin

Raw = Mapping[str, Any]

FILES = frozenset({"image", "file", "video"})
_ID = re.compile(r"[\w=@./+-]{1,128}", re.ASCII)
_NAMED = re.compile(r"^@\S+[\s\u2005\u00a0]*")  # a bot that does not know what it is called
_SPACES = re.compile(r"[ \t\u2005\u00a0]+")


class Address(NamedTuple):
    """A file, by our name for it."""

    name: str
    url: str
    aes_key: str


def source(bot: str) -> str:
    """Under what its callbacks are kept."""
    return f"{CHANNEL}:{BOT}:{bot}"


def chat(bot: str, body: Raw) -> str:
    """The name of the chat in which something happened: a group's id, or @ and the member's."""
    inside = str(body.get("chatid") or "") if body.get("chattype") != "single" else ""
    return f"{BOT}:{bot}/{inside or '@' + _userid(body)}"


def is_alone(name: str) -> bool:
    """Whether it is a member's own chat with the bot."""
    return name.partition("/")[2].startswith("@")


def key(body: Raw) -> str:
    """What a repetition has in common with it."""
    found = body.get("msgid")
    return (
        found if isinstance(found, str) and 0 < len(found) <= 256 else hashlib.sha256(repr(body).encode()).hexdigest()
    )


def files(bot: str, body: Raw) -> list[Address]:
    """What was sent with a message, and what it refers to."""
    prefix = f"{CHANNEL}{BRIEF}:{bot}/{hashlib.sha256(key(body).encode()).hexdigest()[:32]}"
    found = (part.get(kind) for part in _parts(body) if isinstance(kind := part.get("msgtype"), str) and kind in FILES)
    return [
        Address(f"{prefix}/{number}", each["url"], each["aeskey"])
        for number, each in enumerate(found)
        if isinstance(each, Mapping) and isinstance(each.get("url"), str) and isinstance(each.get("aeskey"), str)
    ]


def decode(kept: Raw) -> Event | None:
    """The event in a callback as it was kept; None when it means nothing to the desk."""
    if lost := kept.get("lost"):  # our own note
        return ChatLost(CHANNEL, str(lost))
    body = kept["body"]
    if body["msgtype"] == "event":
        return _event(kept, body)
    return _said(kept, body)


def _said(kept: Raw, body: Raw) -> Said | None:
    where, kind = chat(kept["bot"], body), body["msgtype"]
    alone = is_alone(where)
    words = "\n".join(_text(part) for part in _own(body) if _text(part))
    text = words if alone else _unnamed(words, str(kept.get("name", "")))
    photos = tuple(each.name for each in files(kept["bot"], body))
    if not (text or photos or kind in ("text", "mixed")):
        return None  # a kind that nobody here can read
    return Said(
        channel=CHANNEL,
        chat=where,
        speaker=_speaker(kept, body),
        message=key(body),
        at=_at(kept),
        private=alone,
        text=code(text) if alone else text,
        photos=photos,
        mentioned=not alone,
        quoted="\n".join(_text(part) for part in _quoted(body) if _text(part)),
    )


def _event(kept: Raw, body: Raw) -> Event | None:
    event = body.get("event") or {}
    match event.get("eventtype"):
        case "enter_chat":
            return Entered(CHANNEL, chat(kept["bot"], body), _speaker(kept, body), _at(kept))
        case "template_card_event":
            return _pressed(kept, body, event.get("template_card_event") or {})
    return None  # 👍 and 👎 too: whether it helped is asked of residents


def _pressed(kept: Raw, body: Raw, click: Raw) -> Pressed:
    where, pressed = chat(kept["bot"], body), str(click.get("event_key", ""))
    return Pressed(
        channel=CHANNEL,
        chat=where,
        speaker=_speaker(kept, body),
        message=task(click),
        at=_at(kept),
        data=_choice(click) or pressed if pressed == PICK else pressed,
        press=key(body),
        private=is_alone(where),
    )


def task(click: Raw) -> str:
    """Which card of ours was clicked; its further pages count as the first."""
    return str(click.get("task_id", "")).partition("@")[0]


def _choice(click: Raw) -> str:
    """What was chosen in the selector: it says all that a button would."""
    items = click.get("selected_items")
    for item in (items.get("selected_item") or ()) if isinstance(items, Mapping) else ():
        chosen = item.get("option_ids") if isinstance(item, Mapping) else None
        if isinstance(chosen, Mapping) and item.get("question_key") == SELECTOR:
            return next((each for each in chosen.get("option_id") or () if isinstance(each, str)), "")
    return ""


def _parts(body: Raw) -> Iterator[Raw]:
    """A message and what it refers to, 图文混排 taken apart."""
    yield from _own(body)
    yield from _quoted(body)


def _own(body: Raw) -> Iterator[Raw]:
    mixed = body.get("mixed")
    items = mixed.get("msg_item") if body.get("msgtype") == "mixed" and isinstance(mixed, Mapping) else [body]
    yield from (each for each in items or () if isinstance(each, Mapping))


def _quoted(body: Raw) -> Iterator[Raw]:
    quote = body.get("quote")
    if isinstance(quote, Mapping):
        yield from _own(quote)


def _text(part: Raw) -> str:
    """The words of a text, or of a voice message that WeCom has understood."""
    kind = part.get("msgtype")
    inside = part.get(kind) if kind in ("text", "voice") else None
    return str(inside.get("content", "")).strip() if isinstance(inside, Mapping) else ""


def _unnamed(text: str, name: str) -> str:
    """What was said, without the name that made the bot hear it."""
    if name and f"@{name}" in text:
        return _SPACES.sub(" ", text.replace(f"@{name}", " ")).strip()
    return _NAMED.sub("", text).strip()


def _userid(body: Raw) -> str:
    speaker = body.get("from")
    userid = speaker.get("userid") if isinstance(speaker, Mapping) else None
    if not isinstance(userid, str) or not _ID.fullmatch(userid):
        raise ValueError("a message of nobody")
    return userid


def _speaker(kept: Raw, body: Raw) -> Speaker:
    userid = _userid(body)
    return Speaker(f"{kept['corp']}/{userid}", userid, community=str(kept.get("community", "")))


def _at(kept: Raw) -> datetime:
    return datetime.fromtimestamp(kept["at"] / 1000, UTC)
