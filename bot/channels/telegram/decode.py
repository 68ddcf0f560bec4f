"""A raw Telegram update becomes an event.

Only the fields we need are touched, so that what a newer Bot API adds, or one odd update, stops nothing: an
update that lacks what it must have raises, and its inbox row is parked.  Bot API 10.3, Update and Message.

A message is named ``<id>``, ``<id>@<topic>`` in a forum, or ``e<id>:<user>`` when only one user sees it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.community import Point
from domain.events import ChatFound, ChatLost, ChatMoved, Edited, Event, Fetched, NotAlone, Pressed, Said, Speaker

CHANNEL = "telegram"
MEDIA = "telegram:"  # before the file id of a photo or voice message that lies on Telegram's servers
IMAGE = "telegram-file:"  # before that of an image that was sent as a file
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
HEIC = frozenset({"image/heic", "image/heif", "image/avif"})
LARGEST = 20 * 1024 * 1024  # bytes; Bot API, getFile
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")  # all that we ask for
_GONE = frozenset({"left", "kicked"})
_COMMAND = re.compile(r"/\w{1,32}(@(\w{1,64}))?", re.ASCII)

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is."""

    id: int
    username: str


def decode(update: Raw, me: Me) -> Event | None:
    """The event in an update; None for a kind that means nothing to us.  Raises on a broken one."""
    if message := update.get("message"):
        return _message(message, me)
    if message := update.get("edited_message"):
        return _edited(message, me)
    if query := update.get("callback_query"):
        return _pressed(query)
    if member := update.get("my_chat_member"):
        return _membership(member)
    if moved := update.get("moved"):  # our own note of a ChatMigrated error
        return ChatMoved(CHANNEL, moved[0], moved[1])
    if lost := update.get("lost"):  # our own note that nothing can be sent there
        return ChatLost(CHANNEL, lost)
    if shown := update.get("not_alone"):  # our own note that nothing can be shown to one member alone
        return NotAlone(CHANNEL, shown[0], shown[1], shown[2])
    if copy := update.get("fetched"):  # our own note of how the fetching of a file went
        return Fetched(CHANNEL, **copy)
    return None


def lane(update: Any) -> str:
    """The chat an update belongs to; updates of one chat are handled in order."""
    if not isinstance(update, Mapping):
        return f"{CHANNEL}:?"
    part: Raw = next((update[kind] for kind in KINDS if isinstance(update.get(kind), Mapping)), {})
    message = part.get("message")
    for holder in (part.get("chat"), message.get("chat") if isinstance(message, Mapping) else None, part.get("from")):
        if isinstance(holder, Mapping) and type(number := holder.get("id")) is int:
            return f"{CHANNEL}:{number}"
    return f"{CHANNEL}:?"


def message_name(message: Raw) -> str:
    """What we call a message."""
    ephemeral, receiver = message.get("ephemeral_message_id"), message.get("receiver_user")
    if ephemeral and receiver:
        return f"e{ephemeral}:{receiver['id']}"
    topic, thread = message.get("is_topic_message"), message.get("message_thread_id")
    return f"{message['message_id']}@{thread}" if topic and thread else f"{message['message_id']}"


def _message(message: Raw, me: Me) -> Event | None:
    chat = message["chat"]
    if new := message.get("migrate_to_chat_id"):
        return ChatMoved(CHANNEL, str(chat["id"]), str(new))
    if old := message.get("migrate_from_chat_id"):
        return ChatMoved(CHANNEL, str(old), str(chat["id"]))
    speaker = _speaker(message)
    if speaker is None or chat["type"] == "channel" or _service(message):
        return None
    text, mentioned = _words(message, me)
    if (other := _COMMAND.match(text)) and other[2] and not mentioned:
        return None  # a command for another bot
    voice = message.get("voice")
    return Said(
        channel=CHANNEL,
        chat=str(chat["id"]),
        speaker=speaker,
        message=message_name(message),
        at=_at(message["date"]),
        private=chat["type"] == "private",
        text=text,
        photos=_photos(message),
        voice=MEDIA + voice["file_id"] if voice else None,
        point=_point(message),
        album=message.get("media_group_id"),
        reply_to=_reply_to(message),
        mentioned=mentioned,
        forwarded="forward_origin" in message,
        trouble=_trouble(message),
        whispered="ephemeral_message_id" in message,
    )


def _edited(message: Raw, me: Me) -> Event | None:
    speaker = _speaker(message)
    text, _ = _words(message, me)
    if speaker is None or not text:
        return None
    return Edited(
        CHANNEL,
        str(message["chat"]["id"]),
        speaker,
        message_name(message),
        _at(message.get("edit_date") or message["date"]),
        text,
        message["chat"]["type"] == "private",
    )


def _pressed(query: Raw) -> Event | None:
    message, data = query.get("message"), query.get("data")
    if message is None or data is None:  # a game, or a message sent through inline mode: not ours
        return None
    return Pressed(
        channel=CHANNEL,
        chat=str(message["chat"]["id"]),
        speaker=_named(query["from"]),
        message=message_name(message),
        at=datetime.now(UTC),  # a press carries no time of its own
        data=data,
        press=str(query["id"]),
        private=message["chat"]["type"] == "private",
    )


def _membership(member: Raw) -> Event:
    chat, private = str(member["chat"]["id"]), member["chat"]["type"] == "private"
    now = member["new_chat_member"]
    if now["status"] in _GONE or (now["status"] == "restricted" and not now.get("can_send_messages", True)):
        return ChatLost(CHANNEL, chat)
    title = str(member["chat"].get("title", ""))
    return ChatFound(CHANNEL, chat, _named(member["from"]), title, private, now["status"] == "administrator")


def _speaker(message: Raw) -> Speaker | None:
    """Who wrote it; an anonymous admin speaks as the group and is nobody's account."""
    if message.get("is_automatic_forward"):
        return None
    if sender_chat := message.get("sender_chat"):
        return Speaker(f"chat:{sender_chat['id']}", str(sender_chat.get("title", "")))
    user = message.get("from")
    return None if user is None or user.get("is_bot") else _named(user)


def _named(user: Raw) -> Speaker:
    name = " ".join(part for part in (user.get("first_name"), user.get("last_name")) if part)
    return Speaker(str(user["id"]), name, user.get("language_code"))


def _service(message: Raw) -> bool:
    """Somebody joined, a title changed: nothing that anybody said."""
    return any(key.startswith(("new_chat_", "left_chat_", "group_chat_", "pinned_", "forum_topic_")) for key in message)


def _words(message: Raw, me: Me) -> tuple[str, bool]:
    """The text without the bot's name, and whether the bot was addressed."""
    text = str(message.get("text") or message.get("caption") or "")
    named = re.search(rf"@{re.escape(me.username)}(?!\w)", text, re.IGNORECASE) if me.username else None
    mentioned = named is not None or any(
        entity.get("type") == "text_mention" and entity.get("user", {}).get("id") == me.id
        for entity in (*(message.get("entities") or ()), *(message.get("caption_entities") or ()))
    )
    if named and text.startswith("/"):
        text = text[: named.start()] + text[named.end() :]
    elif named:
        text = f"{text[: named.start()]} {text[named.end() :]}"
    return text.strip(), mentioned


def _photos(message: Raw) -> tuple[str, ...]:
    """A photo in its largest size, or an image that was sent as a file."""
    if photo := message.get("photo"):
        return (MEDIA + photo[-1]["file_id"],)
    document = message.get("document")
    return (IMAGE + document["file_id"],) if document and _is_image(document) and not _trouble(message) else ()


def _trouble(message: Raw) -> str:
    """Why a file that came with it cannot be used; empty when nothing is wrong, or it is no image."""
    document = message.get("document")
    if not document or not _is_image(document):
        return ""
    if document["mime_type"] in HEIC:
        return "heic"
    if document["mime_type"] not in IMAGES:
        return "no-photo"
    return "too-large" if document.get("file_size", 0) > LARGEST else ""


def _is_image(document: Raw) -> bool:
    return str(document.get("mime_type")).startswith("image/")


def _point(message: Raw) -> Point | None:
    place = message.get("location") or (message.get("venue") or {}).get("location")
    return Point(float(place["latitude"]), float(place["longitude"])) if place else None


def _reply_to(message: Raw) -> str | None:
    """The message replied to; in a forum every message "replies" to the one that opened its topic."""
    reply = message.get("reply_to_message")
    if not reply or "forum_topic_created" in reply:
        return None
    return message_name(reply)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
