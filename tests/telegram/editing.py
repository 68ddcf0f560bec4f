"""Methods that change or remove messages."""

from typing import Any

from tests.telegram import access, content, markup
from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.render import message_json
from tests.telegram.state import State
from tests.telegram.world import Chat, Message

Json = dict[str, Any]
TWO_DAYS = 48 * 3600  # s; an older message stays
WITH_CAPTION = ("photo", "voice", "document", "video", "audio", "animation")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def target(state: State, args: Json) -> Message:
    """The message that a call is about, if the bot may edit it."""
    if "chat_id" not in args or "message_id" not in args:
        raise NotAllowed("message identifier is not specified")
    message = access.message(access.chat(state, args["chat_id"], "edit"), args["message_id"], "edit")
    own = message.sender is state.world.bot and not message.service and message.chat.moved_to is None
    if not own or (message.markup and "inline_keyboard" not in message.markup):
        raise bad_request("message can't be edited")
    return message


def edit_text(state: State, args: Json) -> Json:
    """editMessageText"""
    message = target(state, args)
    return finish(state, message, args, new_text(state, message, args))


def new_text(state: State, message: Message, args: Json) -> Json:
    """The new content of a text message."""
    if "text" not in args:
        raise bad_request("message text is empty") if "rich_message" in args else NotAllowed("message text is empty")
    held = content.text_content(state.world, args)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return held


def edit_caption(state: State, args: Json) -> Json:
    """editMessageCaption"""
    message = target(state, args)
    return finish(state, message, args, new_caption(state, message, args))


def new_caption(state: State, message: Message, args: Json) -> Json:
    """The same photo or file under a new caption."""
    held = content.caption_content(state.world, args)
    if not any(kind in message.content for kind in WITH_CAPTION):
        raise bad_request("there is no caption in the message to edit")
    return {name: value for name, value in message.content.items() if "caption" not in name} | held


def edit_media(state: State, args: Json) -> Json:
    """editMessageMedia"""
    message, item = target(state, args), args["media"]
    held = content.media_content(state.world, item["type"], item["media"], item)
    return finish(state, message, args, held | content.caption_content(state.world, item))


def edit_markup(state: State, args: Json) -> Json:
    """editMessageReplyMarkup"""
    message = target(state, args)
    return finish(state, message, args, message.content)


def finish(state: State, message: Message, args: Json, held: Json) -> Json:
    """Shows the new content and keyboard; a call without a keyboard removes it."""
    change(state, message, held, markup.check(args.get("reply_markup"), message.chat))
    return message_json(message, state.world)


def change(state: State, message: Message, held: Json, keyboard: Json | None) -> None:
    """Changes the message.  Raises ApiError if that would change nothing."""
    same = plain(held) == plain(message.content)
    if same and keyboard == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = held, keyboard
    message.edit_date = max(state.date(), message.date)
    message.edited = message.edited or not same


def plain(held: Json) -> Json:
    """What can be compared: a photo by its bytes, not by its changing file_id."""
    shown = {name: value for name, value in held.items() if name != "link_preview_options"}
    if "photo" in shown:
        shown["photo"] = [size["file_unique_id"] for size in shown["photo"]]
    return shown


def delete_message(state: State, args: Json) -> bool:
    """deleteMessage"""
    chat = access.chat(state, args["chat_id"], "delete")
    delete(state, access.message(chat, args["message_id"], "delete"))
    return True


def delete_messages(state: State, args: Json) -> bool:
    """deleteMessages: those that are gone already are skipped"""
    chat = access.chat(state, args["chat_id"], "delete")
    there = [chat.messages[number] for number in args["message_ids"] if number in chat.messages]
    for message in there:
        if not message.deleted:
            delete(state, message)
    return True


def delete(state: State, message: Message) -> None:
    """Removes a message for everybody, if the bot may."""
    if state.date() - message.date > TWO_DAYS:
        raise bad_request("message can't be deleted for everyone")
    if not may_delete(state, message.chat, message):
        raise bad_request("message can't be deleted")
    message.deleted = True


def may_delete(state: State, chat: Chat, message: Message) -> bool:
    """Its own, everything in a private chat, and all in a group where it has the right."""
    if message.sender is state.world.bot or chat.type == "private":
        return True
    return state.world.in_it(chat).may("can_delete_messages")
