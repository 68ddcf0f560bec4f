"""What the desk wants seen, as 微信客服 takes it: a text of 2048 bytes, or a menu (document/path/94677)."""

from typing import Any

from domain import buttons
from domain.talk import budget

LABEL = 128  # bytes of an item
MORE = "…"


def message(content: dict[str, Any]) -> dict[str, Any]:
    """The body of a message with words: a menu where there are buttons."""
    items = [_item(button) for row in content.get("buttons", ()) for button in row if _is_ours(button)]
    text = content["text"].replace("<", "＜")  # in WeChat an <a href=…> among the words would be a link
    if not items:
        return {"msgtype": "text", "text": {"content": cut(text, budget.TEXT)}}
    head, tail = split(text)
    menu: dict[str, Any] = {"head_content": head, "list": items[: budget.MENU]}
    return {"msgtype": "msgmenu", "msgmenu": menu | ({"tail_content": tail} if tail else {})}


def split(text: str) -> tuple[str, str]:
    """What stands above a menu, and the rest below it, parted between lines where that is possible."""
    head = cut(text, budget.HEAD, "")
    if head == text:
        return text, ""
    whole, line, _ = head.rpartition("\n")
    head = whole if line else head
    return head, cut(text[len(head) :].lstrip("\n"), budget.HEAD)


def cut(text: str, limit: int, more: str = MORE) -> str:
    """The beginning of a text that has at most so many bytes, with a mark where it is not all."""
    if len(text.encode()) <= limit:
        return text
    room = limit - len(more.encode())
    return text.encode()[:room].decode(errors="ignore") + more


def _item(button: dict[str, str]) -> dict[str, Any]:
    return {"type": "click", "click": {"id": button["data"], "content": cut(button["label"], LABEL)}}


def _is_ours(button: dict[str, str]) -> bool:
    """Whether it can be an item: one that leads elsewhere has nowhere to lead to from here."""
    press = buttons.parse(button["data"])
    return press is not None and press.verb != "link"
