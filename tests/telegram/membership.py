"""Methods that look at chats and their members, and at what the bot is there."""

from typing import Any

from tests.telegram import access
from tests.telegram.errors import bad_request
from tests.telegram.happening import change_member
from tests.telegram.render import full_chat_json, member_json
from tests.telegram.state import State
from tests.telegram.world import Chat, Member

Json = dict[str, Any]


def get_chat(state: State, args: Json) -> Json:
    """getChat"""
    return full_chat_json(access.chat(state, args["chat_id"], "read"))


def get_chat_member(state: State, args: Json) -> Json:
    """getChatMember"""
    chat = access.chat(state, args["chat_id"], "members")
    user = state.world.users.get(args["user_id"])
    if user is None:
        raise bad_request("user not found")
    if chat.user:
        return member_json(Member(user))
    member = chat.member(user)
    if chat.hides_members and not state.world.in_it(chat).leads and user is not state.world.bot and not member.leads:
        raise bad_request("member list is inaccessible")
    return member_json(member)


def get_chat_administrators(state: State, args: Json) -> list[Json]:
    """getChatAdministrators"""
    chat = group(state, args, "there are no administrators in the private chat")
    shown = [member for member in chat.members.values() if member.leads]
    if not args.get("return_bots"):
        shown = [member for member in shown if not member.user.is_bot or member.user is state.world.bot]
    return [member_json(member) for member in shown]


def get_chat_member_count(state: State, args: Json) -> int:
    """getChatMemberCount"""
    chat = access.chat(state, args["chat_id"], "members")
    return 2 if chat.user else sum(member.present for member in chat.members.values())


def leave_chat(state: State, args: Json) -> bool:
    """leaveChat"""
    chat = group(state, args, "chat member status can't be changed in private chats")
    change_member(state, chat, Member(state.world.bot, "left"), by=state.world.bot)
    return True


def group(state: State, args: Json, refusal: str) -> Chat:
    """The chat, which has to be a group."""
    chat = access.chat(state, args["chat_id"], "members")
    if chat.user:
        raise bad_request(refusal)
    return chat
