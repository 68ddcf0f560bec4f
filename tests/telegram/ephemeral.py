"""Messages that one member of a group sees and nobody else (Bot API 10.2, 10.3).

Who may send one: an administrator bot at any time; any other bot within 15 seconds of a press or of an incoming
ephemeral message, which it has to name.  The rules are documented, the words of these refusals are a guess.
"""

from typing import Any

from tests.telegram import access, content, editing, markup
from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.state import State
from tests.telegram.world import Chat, Message, User

Json = dict[str, Any]
WINDOW = 15.0  # s


def post(state: State, chat: Chat, args: Json, held: Json, keyboard: Json | None) -> Message:
    """Adds a message for one member's eyes."""
    wish: Json = args["ephemeral_message_parameters"]
    receiver = receiver_of(state, chat, wish["receiver_user_id"])
    reply_to = answered(state, chat, receiver, args.get("reply_parameters"))
    pressed = pressed_message(state, chat, receiver, wish)
    if not state.world.in_it(chat).leads and pressed is None and not (reply_to and reply_to.receiver):
        raise bad_request("CHAT_ADMIN_REQUIRED")
    message = Message(0, chat, state.world.bot, state.date(), held, reply_to, markup=keyboard, born=state.now())
    message.thread = args.get("message_thread_id", reply_to.thread if reply_to else None)
    message.receiver, message.ephemeral_id = receiver, next(state.world.ephemeral_ids)
    message.received = receiver.online
    message.replaces = pressed if wish.get("replace_callback_query_message") else None
    return state.world.add_message(message)


def receiver_of(state: State, chat: Chat, user_id: int) -> User:
    """Who shall see it: a person in the group."""
    if not chat.is_group:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    user = state.world.users.get(user_id)
    if user is None or user.is_bot or not chat.member(user).present:
        raise bad_request("USER_NOT_PARTICIPANT")
    return user


def answered(state: State, chat: Chat, receiver: User, reply: Json | None) -> Message | None:
    """The message that it replies to: an ordinary one, or one that only the bot saw."""
    if reply is None:
        return None
    if "ephemeral_message_id" not in reply:
        return access.message(chat, reply.get("message_id"), "be replied")
    number = reply["ephemeral_message_id"]
    found = access.ephemeral(chat, state.world.bot.id, number, "be replied")
    if found.sender is not receiver or state.now() - found.born > WINDOW:
        raise bad_request("message to be replied not found")
    return found


def pressed_message(state: State, chat: Chat, receiver: User, wish: Json) -> Message | None:
    """The message whose button the receiver has just pressed."""
    if "callback_query_id" not in wish:
        return None
    press = state.presses.get(wish["callback_query_id"])
    if press is None or not state.alive(press, WINDOW) or press.user is not receiver or press.message.chat is not chat:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if wish.get("replace_callback_query_message") and press.message.receiver:
        raise NotAllowed("an ephemeral message can't be replaced, it has to be edited")
    return press.message


def target(state: State, args: Json, purpose: str) -> Message:
    """The bot's ephemeral message that a call is about."""
    chat = access.chat(state, args["chat_id"], "edit")
    return access.ephemeral(chat, args["receiver_user_id"], args["ephemeral_message_id"], purpose)


def edit_text(state: State, args: Json) -> bool:
    """editEphemeralMessageText"""
    message = target(state, args, "edit")
    return changed(state, message, args, editing.new_text(state, message, args))


def edit_caption(state: State, args: Json) -> bool:
    """editEphemeralMessageCaption"""
    message = target(state, args, "edit")
    return changed(state, message, args, editing.new_caption(state, message, args))


def edit_media(state: State, args: Json) -> bool:
    """editEphemeralMessageMedia"""
    message, item = target(state, args, "edit"), args["media"]
    held = content.media_content(state.world, item["type"], item["media"], item)
    return changed(state, message, args, held | content.caption_content(state.world, item))


def edit_markup(state: State, args: Json) -> bool:
    """editEphemeralMessageReplyMarkup"""
    message = target(state, args, "edit")
    return changed(state, message, args, message.content)


def changed(state: State, message: Message, args: Json, held: Json) -> bool:
    """Shows the new content and keyboard."""
    editing.change(state, message, held, markup.check(args.get("reply_markup"), message.chat))
    return True


def delete(state: State, args: Json) -> bool:
    """deleteEphemeralMessage"""
    target(state, args, "delete").deleted = True
    return True
