"""Methods about the bot itself, its menus, its files, its answers to presses and its reactions."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.telegram import access
from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.render import me_json
from tests.telegram.state import Answer, State
from tests.telegram.world import Chat, User

Json = dict[str, Any]
COMMAND = re.compile(r"[a-z0-9_]{1,32}$")
LANGUAGE = re.compile(r"([a-z]{2})?$")
LARGEST_DOWNLOAD = 20 << 20  # bytes
REACTIONS = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 "
    "🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 "
    "🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ "
    "💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
).split()


def get_me(state: State, args: Json) -> Json:
    """getMe"""
    return me_json(state.world)


def language(args: Json) -> str:
    """The language that a menu or a description is for; none stands for all others."""
    code: str = args.get("language_code", "")
    if not LANGUAGE.match(code):
        raise NotAllowed("invalid language code specified")
    return code


def scope_key(state: State, scope: Json) -> str:
    """What a list of commands is kept under."""
    if "chat_id" in scope:
        scope = scope | {"chat_id": access.chat(state, scope["chat_id"], "members").id}
    return json.dumps(scope, sort_keys=True)


def set_my_commands(state: State, args: Json) -> bool:
    """setMyCommands"""
    for command in args["commands"]:
        if not COMMAND.match(command["command"]):
            raise NotAllowed("BOT_COMMAND_INVALID")
    key = scope_key(state, args.get("scope", {"type": "default"})), language(args)
    state.commands[key] = args["commands"]
    return True


def get_my_commands(state: State, args: Json) -> list[Json]:
    """getMyCommands: exactly this scope and language"""
    key = scope_key(state, args.get("scope", {"type": "default"})), language(args)
    return state.commands.get(key, [])


def delete_my_commands(state: State, args: Json) -> bool:
    """deleteMyCommands"""
    state.commands.pop((scope_key(state, args.get("scope", {"type": "default"})), language(args)), None)
    return True


def menu(state: State, user: User, chat: Chat) -> list[Json]:
    """The commands that the user is offered in the chat: the narrowest scope, their language before no language."""
    leads, here = chat.member(user).leads, {"chat_id": chat.id}
    scopes: list[Json] = [{"type": "chat_member", **here, "user_id": user.id}] if chat.is_group else []
    scopes += [{"type": "chat_administrators", **here}] if leads else []
    scopes += [{"type": "chat", **here}]
    scopes += [{"type": "all_chat_administrators"}] if leads else []
    scopes += [{"type": "all_group_chats" if chat.is_group else "all_private_chats"}, {"type": "default"}]
    keys = [(json.dumps(scope, sort_keys=True), code) for scope in scopes for code in (user.language_code[:2], "")]
    return next((state.commands[key] for key in keys if state.commands.get(key)), [])


def setter(name: str) -> Callable[[State, Json], bool]:
    """setMyName, setMyDescription, setMyShortDescription"""

    def set_profile(state: State, args: Json) -> bool:
        key = name, language(args)
        if args.get(name):
            state.profile[key] = args[name]
        else:
            state.profile.pop(key, None)
        return True

    return set_profile


def getter(name: str, default: str = "") -> Callable[[State, Json], Json]:
    """getMyName, getMyDescription, getMyShortDescription: the language's own, else the one for all"""

    def get_profile(state: State, args: Json) -> Json:
        first = default or (state.world.bot.first_name if name == "name" else "")
        return {name: state.profile.get((name, language(args)), state.profile.get((name, ""), first))}

    return get_profile


def answer_callback_query(state: State, args: Json) -> bool:
    """answerCallbackQuery: once, and soon"""
    press = state.presses.get(args["callback_query_id"])
    if press is None or press.answer is not None or not state.alive(press):  # that a second answer fails is a guess
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answer = Answer(args.get("text", ""), args.get("show_alert", False), args.get("url", ""))
    return True


def get_file(state: State, args: Json) -> Json:
    """getFile"""
    file = state.world.files.by_id.get(args["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.json() | {"file_path": file.path}


def set_message_reaction(state: State, args: Json) -> bool:
    """setMessageReaction"""
    message = access.message(access.chat(state, args["chat_id"], "read"), args["message_id"], "react")
    emojis = [reaction.get("emoji", "") for reaction in args.get("reaction", [])]
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(emoji.removesuffix("\ufe0f") not in REACTIONS for emoji in emojis):
        raise bad_request("REACTION_INVALID")
    message.reactions[state.world.bot.id] = emojis
    return True


def get_menu_button(state: State, args: Json) -> Json:
    """getChatMenuButton"""
    return state.menu_button


def set_menu_button(state: State, args: Json) -> bool:
    """setChatMenuButton, the same for all chats"""
    state.menu_button = args.get("menu_button", {"type": "default"})
    return True
