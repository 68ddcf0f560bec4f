"""Keyboards: what the description of a button cannot say."""

from typing import Any
from urllib.parse import urlsplit

from tests.telegram.errors import NotAllowed
from tests.telegram.world import Chat

Json = dict[str, Any]
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LOOKS = ("text", "icon_custom_emoji_id", "style")  # the other fields of a button say what it does
STYLES = ("danger", "success", "primary")
PRIVATE = {  # what only a button in a private chat may ask
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "web_app": "BUTTON_TYPE_INVALID",
}


def check(markup: Json | None, chat: Chat) -> Json | None:
    """The keyboard, if Telegram would show it in this chat; an empty inline keyboard is none."""
    if markup is None:
        return None
    rows: list[list[Any]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise NotAllowed("reply markup is too long")
    for button in buttons:
        check_button(button if isinstance(button, dict) else {"text": button}, "inline_keyboard" in markup, chat)
    return markup if buttons or "inline_keyboard" not in markup else None


def check_button(button: Json, inline: bool, chat: Chat) -> None:
    """Raises NotAllowed if the button does nothing, two things, or something that is not possible here."""
    actions = [name for name in button if name not in LOOKS]
    if not button["text"].strip():
        raise NotAllowed('can\'t parse keyboard button: Field "text" must be non-empty')
    if inline and not actions:
        raise NotAllowed("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise NotAllowed(f"a button can do one thing only, not {' and '.join(actions)}")
    if button.get("style", "primary") not in STYLES:
        raise NotAllowed("BUTTON_STYLE_INVALID")
    if chat.type != "private" and actions and actions[0] in PRIVATE:
        raise NotAllowed(PRIVATE[actions[0]])
    if "url" in button:
        check_url(button["url"])


def check_url(url: str) -> None:
    """Raises NotAllowed unless Telegram takes it for a link: a host needs a dot, so "localhost" is none."""
    link = urlsplit(url if "://" in url else f"http://{url}")
    if link.scheme not in ("http", "https", "tg", "ton") or (link.scheme.startswith("http") and "." not in link.netloc):
        raise NotAllowed(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
