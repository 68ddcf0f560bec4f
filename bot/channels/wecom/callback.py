"""What a callback brings: XML without entities, read into plain values for the inbox."""

import json
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.channels.wecom.crypto import Envelope, Unreadable
from web.wecom import Refused, Signed

DEEPEST = 8  # levels; a card with a selection has five
MOST = 500  # elements of one message
LISTS = frozenset({"SelectedItem", "OptionId"})  # always lists, also of one
KF_EVENT = "kf_msg_or_event"


def wrapped(body: bytes) -> str:
    """The encrypted part of a delivery.  Raises ``Refused``."""
    encrypted = _tree(body).findtext("Encrypt")
    if not encrypted:
        raise Refused(400)
    return encrypted.strip()


def opened(envelope: Envelope, signed: Signed, encrypted: str) -> str:
    """What is inside.  Raises ``Refused``."""
    try:
        return envelope.open(signed.signature, signed.timestamp, signed.nonce, encrypted)
    except Unreadable:
        raise Refused from None


def message(text: str) -> dict[str, Any]:
    """The message or event in a decrypted text, by WeCom's own names.  Raises ``Refused``.

    Values are texts; what has elements in it is a dictionary, what stands there several times a list.
    """
    tree = _tree(text.encode("utf-8", "replace"))
    if sum(1 for _ in tree.iter()) > MOST:
        raise Refused(400)
    found = _value(tree, 1)
    if not isinstance(found, dict) or not isinstance(found.get("MsgType"), str):
        raise Refused(400)
    return found


def key(found: dict[str, Any]) -> str:
    """What a repetition of the same message has in common with it (document/path/90238)."""
    if isinstance(number := found.get("MsgId"), str) and number:
        return number
    names = ("FromUserName", "CreateTime", "Event", "EventKey", "TaskId", "SelectedItems")
    return json.dumps([found.get(name, "") for name in names], ensure_ascii=False)


def _tree(content: bytes) -> Element:
    try:
        tree: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):  # LookupError: an encoding nobody knows
        raise Refused(400) from None
    return tree


def _value(element: Element, level: int) -> Any:
    if not len(element):
        return (element.text or "").strip()
    if level > DEEPEST:
        raise Refused(400)
    found: dict[str, Any] = {}
    for child in element:
        value = _value(child, level + 1)
        if child.tag not in found:
            found[child.tag] = [value] if child.tag in LISTS else value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found
