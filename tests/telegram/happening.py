"""What the bot is told when something happens: messages that reach it, service messages, changes of membership."""

from typing import Any

from tests.telegram.formatting import part
from tests.telegram.render import chat_json, member_json, message_json, user_json
from tests.telegram.state import State
from tests.telegram.world import Chat, Member, Message, User

Json = dict[str, Any]


def tell(state: State, message: Message, kind: str = "message") -> None:
    """Queues the message as an update, if it reaches the bot."""
    if reaches(state, message):
        state.updates.push(kind, message_json(message, state.world), message.chat.id)


def reaches(state: State, message: Message) -> bool:
    """Whether the bot gets to see the message; in privacy mode only what is meant for it, and service messages."""
    chat, inside = message.chat, state.world.in_it(message.chat)
    if not chat.is_group:
        return not (chat.user and chat.user.blocked)
    if not inside.present or (message.sender.is_bot and not message.service):
        return False
    if not state.world.privacy or inside.leads or message.service or message.receiver is state.world.bot:
        return True
    return meant_for(message, state.world.bot)


def meant_for(message: Message, bot: User) -> bool:
    """A command for the bot or for any bot, a mention of it, or a reply to it."""
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    return any(names(message.text, entity, bot) for entity in message.entities)


def names(text: str, entity: Json, bot: User) -> bool:
    """Whether the entity calls this bot."""
    match entity["type"]:
        case "bot_command" if entity["offset"] == 0:
            _, at, name = part(text, entity).partition("@")
            return not at or name.lower() == bot.username.lower()
        case "mention":
            return part(text, entity)[1:].lower() == bot.username.lower()
        case "text_mention":
            return bool(entity["user"]["id"] == bot.id)
    return False


def announce(
    state: State, chat: Chat, actor: User, content: Json, thread: int | None = None, number: int | None = None
) -> Message:
    """A service message about something the actor did."""
    message = Message(number or next(chat.ids), chat, actor, state.date(), content, thread=thread, service=True)
    message.born = state.now()
    state.world.add_message(message)
    tell(state, message)
    return message


def change_member(state: State, chat: Chat, new: Member, by: User) -> None:
    """Makes someone's membership another, with the updates and service messages that belong to it."""
    old, bot = chat.member(new.user), state.world.bot
    chat.members[new.user.id] = new
    if new.user is bot:
        state.updates.push("my_chat_member", change_json(state, chat, old, new, by), ("my_chat_member", chat.id))
    elif state.world.in_it(chat).leads:
        state.updates.push("chat_member", change_json(state, chat, old, new, by), ("chat_member", new.user.id))
    if new.present and not old.present:
        announce(state, chat, by, {"new_chat_members": [user_json(new.user)]})
    if old.present and not new.present:
        gone(state, announce(state, chat, by, {"left_chat_member": user_json(new.user)}), new.user is bot)


def gone(state: State, message: Message, is_bot: bool) -> None:
    """The last thing that the bot sees of a group is that it was removed."""
    if is_bot:
        state.updates.push("message", message_json(message, state.world), message.chat.id)


def change_json(state: State, chat: Chat, old: Member, new: Member, by: User) -> Json:
    """A ChatMemberUpdated."""
    return {
        "chat": chat_json(chat),
        "from": user_json(by),
        "date": state.date(),
        "old_chat_member": member_json(old),
        "new_chat_member": member_json(new),
    }
