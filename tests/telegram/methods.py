"""Every method that this server carries out, by name; the others of the Bot API are answered with a 400."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram import editing, ephemeral, intake, membership, profile, sending
from tests.telegram.errors import bad_request
from tests.telegram.state import State

Json = dict[str, Any]

WAITING: dict[str, Callable[[State, Json], Awaitable[Any]]] = {
    "getUpdates": intake.get_updates,
    "setWebhook": intake.set_webhook,
    "deleteWebhook": intake.delete_webhook,
    "getWebhookInfo": intake.get_webhook_info,
    "logOut": intake.log_out,
    "close": intake.log_out,
}
METHODS: dict[str, Callable[[State, Json], Any]] = {
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendDocument": sending.send_document,
    "sendLocation": sending.send_location,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "editEphemeralMessageText": ephemeral.edit_text,
    "editEphemeralMessageCaption": ephemeral.edit_caption,
    "editEphemeralMessageMedia": ephemeral.edit_media,
    "editEphemeralMessageReplyMarkup": ephemeral.edit_markup,
    "deleteEphemeralMessage": ephemeral.delete,
    "getChat": membership.get_chat,
    "getChatMember": membership.get_chat_member,
    "getChatAdministrators": membership.get_chat_administrators,
    "getChatMemberCount": membership.get_chat_member_count,
    "leaveChat": membership.leave_chat,
    "getMe": profile.get_me,
    "getFile": profile.get_file,
    "answerCallbackQuery": profile.answer_callback_query,
    "setMessageReaction": profile.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
}
PRIVATE_ONLY = tuple(name for name in METHODS if "Ephemeral" in name)  # unknown to a server before 10.2


async def carry_out(state: State, method: str, args: Json) -> Any:
    """What the method answers.  Raises ApiError."""
    if method in WAITING:
        return await WAITING[method](state, args)
    if method in METHODS:
        return METHODS[method](state, args)
    raise bad_request(f"{method} is not available for this bot")
