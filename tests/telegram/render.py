"""The JSON of users, chats, members and messages, as the Bot API shows them."""

from typing import Any

from tests.telegram.world import RIGHTS, Chat, Member, Message, User, World

Json = dict[str, Any]
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_react_to_messages", "can_edit_tag",
)  # fmt: skip


def user_json(user: User) -> Json:
    """A User; what is not known is left out."""
    shown = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    more = {"last_name": user.last_name, "username": user.username, "language_code": user.language_code}
    return shown | {name: value for name, value in more.items() if value}


def me_json(world: World) -> Json:
    """The bot as getMe shows it."""
    switches = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }
    return user_json(world.bot) | switches


def chat_json(chat: Chat) -> Json:
    """A Chat."""
    if chat.user:
        person = {name: getattr(chat.user, name) for name in ("first_name", "last_name", "username")}
        return {"id": chat.id, "type": chat.type} | {name: value for name, value in person.items() if value}
    shown: Json = {"id": chat.id, "title": chat.title, "type": chat.type}
    if chat.username:
        shown["username"] = chat.username
    return shown | ({"is_forum": True} if chat.is_forum else {})


def full_chat_json(chat: Chat, pinned: Json | None = None) -> Json:
    """A ChatFullInfo."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    shown = chat_json(chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, chat.type == "private"),
    }
    if chat.is_group:
        shown["permissions"] = dict.fromkeys(PERMISSIONS, True)
    return shown | ({"pinned_message": pinned} if pinned else {})


def member_json(member: Member) -> Json:
    """A ChatMember."""
    shown: Json = {"user": user_json(member.user), "status": member.status}
    match member.status:
        case "creator":
            shown["is_anonymous"] = member.anonymous
        case "administrator":
            shown |= {"can_be_edited": False, "is_anonymous": member.anonymous}
            shown |= {right: right in member.rights for right in RIGHTS}
        case "restricted":
            shown |= {"is_member": True, "until_date": 0} | dict.fromkeys(PERMISSIONS, False)
        case "kicked":
            shown["until_date"] = 0
    return shown | ({"custom_title": member.title} if member.title and member.leads else {})


def message_json(message: Message, world: World, with_reply: bool = True) -> Json:
    """A Message; a message that it replies to is shown without its own reply."""
    shown: Json = {"message_id": message.id, "from": user_json(message.sender), "chat": chat_json(message.chat)}
    shown["date"] = message.date
    if message.anonymous:
        shown |= {"from": user_json(world.anonymous), "sender_chat": chat_json(message.chat)}
        if title := message.chat.member(message.sender).title:
            shown["author_signature"] = title
    if message.receiver:
        shown |= {"receiver_user": user_json(message.receiver), "ephemeral_message_id": message.ephemeral_id}
    shown |= thread_json(message)
    if with_reply and (reply := replied(message)):
        shown["reply_to_message"] = message_json(reply, world, with_reply=False)
    if message.edit_date:
        shown["edit_date"] = message.edit_date
    if message.album:
        shown["media_group_id"] = message.album
    if message.markup and "inline_keyboard" in message.markup:
        shown["reply_markup"] = message.markup
    return shown | message.content


def thread_json(message: Message) -> Json:
    """The topic that a message is in."""
    if message.thread is None:
        return {}
    return {"message_thread_id": message.thread, "is_topic_message": True}


def replied(message: Message) -> Message | None:
    """What a message replies to; in a topic everything else replies to the message that opened it."""
    if (there := message.reply_to) is not None:
        return None if there.deleted or there.receiver or there.chat is not message.chat else there
    if message.thread is None or message.thread == message.id:
        return None
    return message.chat.messages.get(message.thread)


def gone_json(message: Message) -> Json:
    """An InaccessibleMessage, in the place of a deleted one."""
    return {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}
