"""Methods that put new messages into a chat."""

from typing import Any

from tests.telegram import access, content, ephemeral, markup
from tests.telegram.description import Upload
from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.render import message_json
from tests.telegram.state import State
from tests.telegram.world import Chat, Message

Json = dict[str, Any]
ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip


def send_message(state: State, args: Json) -> Json:
    """sendMessage"""
    return one(state, args, content.text_content(state.world, args), "text messages")


def send_photo(state: State, args: Json) -> Json:
    """sendPhoto"""
    return media(state, args, "photo", "photos")


def send_voice(state: State, args: Json) -> Json:
    """sendVoice"""
    return media(state, args, "voice", "voice notes")


def send_document(state: State, args: Json) -> Json:
    """sendDocument"""
    return media(state, args, "document", "documents")


def send_location(state: State, args: Json) -> Json:
    """sendLocation"""
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return one(state, args, {"location": {name: args[name] for name in names if name in args}}, "location")


def media(state: State, args: Json, kind: str, what: str) -> Json:
    """A message with one file."""
    held = content.caption_content(state.world, args)  # before the file, so that bad markup keeps nothing
    access.chat(state, args["chat_id"])
    return one(state, args, content.media_content(state.world, kind, args[kind], args) | held, what)


def one(state: State, args: Json, held: Json, what: str) -> Json:
    """A new message of the bot."""
    chat = access.chat(state, args["chat_id"])
    access.may_post(state, chat, what)
    keyboard = markup.check(args.get("reply_markup"), chat)
    if "ephemeral_message_parameters" in args:
        return message_json(ephemeral.post(state, chat, args, held, keyboard), state.world)
    return message_json(post(state, chat, args, held, keyboard), state.world)


def post(state: State, chat: Chat, args: Json, held: Json, keyboard: Json | None = None, album: str = "") -> Message:
    """Adds the message to the chat."""
    reply_to = reply_target(state, chat, args.get("reply_parameters"))
    thread = topic(state, chat, args.get("message_thread_id"), reply_to)
    message = Message(next(chat.ids), chat, state.world.bot, state.date(), held, reply_to, thread, album, keyboard)
    message.born = state.now()
    return state.world.add_message(message)


def reply_target(state: State, chat: Chat, reply: Json | None) -> Message | None:
    """The message that is replied to."""
    if reply is None:
        return None
    if "ephemeral_message_id" in reply:
        raise bad_request("a reply to an ephemeral message must be ephemeral")
    if "message_id" not in reply:
        raise NotAllowed('parameter "message_id" is required in reply_parameters')
    there = chat if "chat_id" not in reply else access.chat(state, reply["chat_id"], "read")
    found = there.messages.get(reply["message_id"])
    if found is not None and not found.deleted:
        if reply.get("quote") and reply["quote"] not in found.text:
            raise bad_request("QUOTE_TEXT_INVALID")
        return found
    if reply.get("allow_sending_without_reply") and there is chat:
        return None
    raise bad_request("message to be replied not found")


def topic(state: State, chat: Chat, asked: int | None, reply_to: Message | None) -> int | None:
    """The topic of a new message; a reply stays in the topic of what it replies to."""
    if asked is None:
        return reply_to.thread if reply_to and reply_to.chat is chat else None
    if asked not in chat.topics:
        raise bad_request("message thread not found")
    if asked in chat.closed_topics and not state.world.in_it(chat).leads:
        raise bad_request("TOPIC_CLOSED")
    return asked


def send_media_group(state: State, args: Json) -> list[Json]:
    """sendMediaGroup"""
    kinds = {item["type"] for item in args["media"]}
    if len(kinds) > 1 and "document" in kinds:
        raise NotAllowed("documents can't be mixed with other media types")
    chat = access.chat(state, args["chat_id"])
    access.may_post(state, chat, "photos")
    reply_target(state, chat, args.get("reply_parameters"))
    held = [album_item(state, item) for item in args["media"]]
    album = str(next(state.world.album_ids))
    return [message_json(post(state, chat, args, each, album=album), state.world) for each in held]


def album_item(state: State, item: Json) -> Json:
    """One photo or file of an album."""
    held = content.caption_content(state.world, item)
    given: str | Upload = item["media"]
    return content.media_content(state.world, item["type"], given, item) | held


def send_chat_action(state: State, args: Json) -> bool:
    """sendChatAction"""
    chat = access.chat(state, args["chat_id"])
    if args["action"] not in ACTIONS:
        raise NotAllowed("wrong parameter action in request")
    topic(state, chat, args.get("message_thread_id"), None)
    return True
