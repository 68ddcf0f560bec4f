"""A slot's content as a smart bot shows it: a card, or markdown.  Pure; bot.py sends it.

The card is that of an app (cards.py) within the bot's narrower limits, and without a source: a bot's card that has one
is taken and then shown to nobody.  Source: document/path/101032.
"""

import re
from typing import Any

from bot.channels.wecom import cards
from bot.channels.wecom.cards import Card, Content, cut

TITLE, DESC, SUB, VALUE, OPTION = 26, 30, 112, 26, 10  # characters
TEXT = 20_000  # bytes of markdown; 20480 are taken
DONE = "✓"  # in place of buttons, where nothing else is known to be said there
WELCOME = 2_048  # bytes of a greeting

_HEAD = re.compile(r"^([#>])", re.MULTILINE)


def messages(content: Content, task: str) -> list[dict[str, Any]]:
    """What is sent for a content, in order, each with its msgtype."""
    pages = cards.pages(content, task)
    above = _above(content)
    texts = [markdown(part) for part in cards.split(content["text"], TEXT)] if above or not pages else []
    return [*texts, *({"msgtype": "template_card", "template_card": _small(card, above)} for card in pages)]


def changed(content: Content, task: str) -> tuple[Card, list[dict[str, Any]]]:
    """What stands in place of a card, and what is too long for it, to be said beside it."""
    above = _above(content)
    first = next(iter(cards.pages(content, task)), None) or cards.ended(content, task)
    texts = [markdown(part) for part in cards.split(content["text"], TEXT)] if above else []
    shown = _small(first, above)
    return {**shown, "replace_text": DONE} if shown.get("replace_text") == cards.PLAIN["over"] else shown, texts


def markdown(text: str) -> dict[str, Any]:
    """Words as a message."""
    return {"msgtype": "markdown", "markdown": {"content": plain(text)}}


def plain(text: str) -> str:
    """Words that stay as they are, where markdown would name members, make links or headings of them."""
    return _HEAD.sub("\u200b\\1", text.replace("<", "＜").replace("](", "]\u200b("))


def greeting(content: Content) -> dict[str, Any]:
    """What is said to whoever comes in: words alone."""
    return {"msgtype": "text", "text": {"content": cards.split(content["text"], WELCOME)[0]}}


def _above(content: Content) -> bool:
    """Whether a card cannot say it all, and it is not a report's, of which the rest is a tap away."""
    if cards.is_report(content):
        return False
    first, _, rest = content["text"].partition("\n")
    return len(first) > TITLE or len(rest) > SUB


def _small(card: Card, above: bool) -> Card:
    """The card within what a bot's may hold; what does not fit stands in the text below, as far as that goes."""
    title, facts = card["main_title"], card.get("horizontal_content_list", ())
    fits = [fact for fact in facts if len(fact["value"]) <= VALUE]
    below = [
        *(title[name] for name, most in (("title", TITLE), ("desc", DESC)) if len(title.get(name, "")) > most),
        *(fact["value"] for fact in facts if fact not in fits),
        *([card["sub_title_text"]] if card.get("sub_title_text") else ()),
    ]
    found = {name: part for name, part in card.items() if name not in ("source", "sub_title_text")}
    found["main_title"] = {name: cut(text, TITLE if name == "title" else DESC) for name, text in title.items()}
    found |= {"horizontal_content_list": fits} if facts else {}
    if "button_selection" in card:
        options = [{**each, "text": cut(each["text"], OPTION)} for each in card["button_selection"]["option_list"]]
        found["button_selection"] = {**card["button_selection"], "option_list": options}
    if below and not above:
        found["sub_title_text"] = cut("\n".join(below), SUB)
    return {name: part for name, part in found.items() if part}
