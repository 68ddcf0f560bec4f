"""Which chats the bot may read, edit and write; the rules and words of telegram-bot-api's check_chat_access."""

from tests.telegram.errors import ApiError, bad_request, forbidden
from tests.telegram.state import State
from tests.telegram.world import Chat, Message, User


def chat(state: State, chat_id: int | str, need: str = "write") -> Chat:
    """The chat, if the bot may read, delete, edit or write in it, or read its members.  Raises ApiError."""
    found = state.world.find(chat_id)
    if found is None or (found.user and not state.world.knows(found.user)):
        raise bad_request("chat not found")
    refusal = private(found.user, need) if found.user else group(state, found, need)
    if refusal is not None:
        raise refusal
    return found


def private(user: User, need: str) -> ApiError | None:
    """Why the bot may not do that in a private chat."""
    if need not in ("edit", "write"):
        return None
    if user.is_bot:
        return forbidden("bot can't send messages to bots")
    if user.deleted:
        return forbidden("user is deactivated")
    if user.blocked:
        return forbidden("bot was blocked by the user")
    return None if user.started else forbidden("bot can't initiate conversation with a user")


def group(state: State, found: Chat, need: str) -> ApiError | None:
    """Why the bot may not do that in a group."""
    if found.moved_to and need in ("write", "delete", "members"):
        moved_to = found.moved_to.id
        return bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=moved_to)
    if found.moved_to:
        return None
    inside = state.world.in_it(found)
    if inside.present or (found.type == "group" and need in ("read", "members")):
        return None
    if inside.status == "kicked":
        return forbidden(f"bot was kicked from the {found.type} chat")
    return forbidden(f"bot is not a member of the {found.type} chat")


def may_post(state: State, found: Chat, what: str) -> None:
    """Raises ApiError if the bot was muted in the group."""
    if found.is_group and state.world.in_it(found).status == "restricted":
        raise bad_request(f"not enough rights to send {what} to the chat")


def message(found: Chat, message_id: int | None, purpose: str) -> Message:
    """The message with that number.  Raises ApiError if there is none: "message to edit not found"."""
    there = found.messages.get(message_id or 0)
    if there is None or there.deleted:
        raise bad_request(f"message to {purpose} not found")
    return there


def ephemeral(found: Chat, receiver: int, number: int, purpose: str) -> Message:
    """The ephemeral message with that number.  Raises ApiError if there is none."""
    there = found.ephemeral.get((receiver, number))
    if there is None or there.deleted:
        raise bad_request(f"message to {purpose} not found")
    return there
