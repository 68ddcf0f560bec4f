"""A slot's content as WeCom shows it to members: a card with buttons, or text.  Pure; app.py makes the calls.

Buttons and options carry our button data.  A card takes six buttons; more of them become choices of a selector above
one button, ten on a card, and further cards for the rest.  Sources: document/path/90236 (messages), 94888 (changes).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain import buttons

TEXT = 2048 - 16  # bytes of a text, with room for a mark (app.py)

# What a card holds: characters that are shown (more is cut on the screen), and how many of each there may be.
TITLE, DESC, SUB, QUOTE, SOURCE = 36, 44, 160, 160, 13
KEYNAME, VALUE, BUTTON, OPTION, QUESTION = 5, 30, 10, 16, 13
FACTS, BUTTONS, OPTIONS = 6, 6, 10
KEPT = 3  # buttons that stay beside a selector when they are of many kinds

PICK = buttons.data("pick")  # the button under a selector: what was chosen counts, not this
SELECTOR = "pick"  # what the selector is called
LISTED = frozenset({"hand", "merge", "kind"})  # whom, with what, which kind: always in a selector
LINK = "link"  # leads to another chat of a bot; nothing to press here

PLAIN = {"source": "", "report": False, "choose": "", "pick": "OK", "rest": "…", "over": "OK", "anew": "OK"}

Content = Mapping[str, Any]
Button = Mapping[str, str]
Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """The buttons of a card, and the choices of its selector."""

    buttons: tuple[Button, ...]
    choices: tuple[Button, ...] = ()


def messages(content: Content, task: str) -> list[dict[str, Any]]:
    """What is sent for a content, in order, each with its msgtype."""
    found = pages(content, task)
    before = [_text(part) for part in split(bare(content["text"]))] if not found or _is_long(_words(content)) else []
    return [*before, *({"msgtype": "template_card", "template_card": card} for card in found)]


def pages(content: Content, task: str) -> list[Card]:
    """The cards of a content: mostly one; none when there is nothing to press."""
    words, layout = _words(content), arranged(_pressable(content))
    if not layout.buttons and not layout.choices:
        return []
    first, *rest = _tens(layout.choices)
    found = [_card(words, task, Layout(layout.buttons, first))]
    for number, choices in enumerate(rest, 2):
        short = {**words, "more": [words["rest"]], "facts": [], "quotation": "", "standing": ""}
        found.append(_card(short, f"{task}@{number}", Layout((), choices)))
    return found


def ended(content: Content, task: str) -> Card:
    """A card on which nothing can be pressed any more: how it stands is said where the buttons were."""
    words = _words(content)
    card = _card(words, task, Layout(({"label": "·", "data": PICK},)))
    return {**card, "replace_text": cut(words["standing"] or words["over"], TITLE)}


def news(content: Content) -> str:
    """What changed, in two lines, where the card itself cannot change: what it is about, and how it stands."""
    words = _words(content)
    last = words["standing"] or "".join(words["more"][-1:])
    return "\n".join(line for line in (words["title"], last) if line)


def replaced(content: Content, task: str) -> Card:
    """The same of a card in whose place a new one came."""
    return {**ended(content, task), "replace_text": cut(_words(content)["anew"], TITLE)}


def title(content: Content) -> str:
    """What a card is about: of a report its number, kind and place, and whether it is urgent."""
    return str(_words(content)["title"])


def is_report(content: Content) -> bool:
    """Whether it is a report's card."""
    known = content.get("card")
    return isinstance(known, Mapping) and bool(known.get("report"))


def pressable(content: Content) -> frozenset[str]:
    """What can be pressed on it."""
    return frozenset(button["data"] for button in _pressable(content))


def arranged(found: Sequence[Button]) -> Layout:
    """Which of these are buttons, and which choices: those that ask the same first, then those in the middle.

    The last stays a button: it leads out.
    """
    group = _group(found)
    wide = any(len(button["label"]) > BUTTON for button in group)
    if len(group) > 1 and (wide or len(found) > BUTTONS or _verb(group[0]) in LISTED):
        rest = [button for button in found if button not in group]
        if len(rest) < BUTTONS:
            return Layout(tuple(rest), tuple(group))
        return Layout((*rest[:KEPT], rest[-1]), (*group, *rest[KEPT:-1]))
    if len(found) > BUTTONS:
        return Layout((*found[:KEPT], found[-1]), tuple(found[KEPT:-1]))
    return Layout(tuple(found))


def split(text: str, limit: int = TEXT) -> list[str]:
    """A text in parts of at most so many bytes, between lines where that can be."""
    parts: list[str] = []
    part = b""
    for line in _lines(text, limit):
        if part and len(part) + len(line) > limit:
            parts.append(part.decode())
            part = b""
        part += line
    return [each.strip("\n") for each in (*parts, part.decode()) if each.strip("\n")]


def cut(text: str, limit: int) -> str:
    """The beginning of a text that is too long, in characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _lines(text: str, limit: int) -> Iterator[bytes]:
    for line in text.splitlines(keepends=True):
        encoded = line.encode(errors="replace")
        while len(encoded) > limit:
            piece = encoded[:limit].decode(errors="ignore").encode()  # a character is not taken apart
            yield piece
            encoded = encoded[len(piece) :]
        yield encoded


def bare(text: str) -> str:
    """Words that stay as they are in a text, where WeCom takes ``<a href=…>`` for a link (document/path/90236)."""
    return text.replace("<", "＜")


def _text(part: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": part}}


def _pressable(content: Content) -> list[Button]:
    """Its buttons without those that lead elsewhere or only copy; none twice."""
    rows = content.get("buttons") or ()
    found = {button["data"]: button for row in rows for button in row if not button.get("copy")}
    return [button for button in found.values() if _verb(button) != LINK]


def _verb(button: Button) -> str:
    return button["data"].partition(":")[0]


def _group(found: Sequence[Button]) -> list[Button]:
    """The largest group of buttons that answer the same question."""
    groups: dict[str, list[Button]] = {}
    for button in found:
        groups.setdefault(_verb(button), []).append(button)
    return max(groups.values(), key=len, default=[])


def _tens(choices: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(choices[at : at + OPTIONS]) for at in range(0, len(choices), OPTIONS)] or [()]


def _words(content: Content) -> dict[str, Any]:
    """What each line of the text is, as handlers/carding.py says; of a content without that the first is its title."""
    lines = content.get("text", "").split("\n")
    known = content.get("card") or {"parts": [["title", 1], *([["more", 1]] * (len(lines) - 1))]}
    words: dict[str, Any] = {"title": "", "standing": "", "quotation": "", "facts": [], "more": [], **PLAIN, **known}
    for part, count in known["parts"]:
        here, lines = lines[:count], lines[count:]
        if part == "title" and not words["title"]:
            words["title"], here, part = "".join(here[:1]), here[1:], "more"
        if not here:
            continue
        text = "\n".join(here)
        if part.startswith("fact:"):
            words["facts"].append((part.removeprefix("fact:"), text))
        elif part == "more" or words[part]:
            words["more"].append(text)
        else:
            words[part] = text
    return words


def _is_long(words: Mapping[str, Any]) -> bool:
    """Whether a card cannot say it all, and it is not a report's, of which the rest is a tap away."""
    return not words["report"] and (len(words["title"]) > TITLE or len("\n".join(words["more"])) > SUB)


def _card(words: Mapping[str, Any], task: str, layout: Layout) -> Card:
    standing = words["standing"] if len(words["standing"]) <= DESC else ""
    facts = [fact for fact in words["facts"] if len(fact[1]) <= VALUE][:FACTS]
    more = [
        *((words["title"],) if len(words["title"]) > TITLE else ()),
        *(text for name, text in words["facts"] if (name, text) not in facts),
        *words["more"],
        *((words["standing"],) if not standing and words["standing"] else ()),
    ]
    sub = "" if _is_long(words) else cut("\n".join(more), SUB)  # else it stands above, whole
    parts: Card = {
        "source": {"desc": cut(words["source"], SOURCE)} if words["source"] else None,
        "quote_area": {"quote_text": cut(words["quotation"].strip("“”"), QUOTE)} if words["quotation"] else None,
        "sub_title_text": sub,
        "horizontal_content_list": [{"keyname": cut(name, KEYNAME), "value": text} for name, text in facts],
        "button_selection": _selector(words["choose"], layout.choices) if layout.choices else None,
    }
    pick = ({"label": words["pick"], "data": PICK},) if layout.choices else ()
    return {
        "card_type": "button_interaction",
        "main_title": {"title": cut(words["title"].strip() or "…", TITLE)} | ({"desc": standing} if standing else {}),
        **{name: part for name, part in parts.items() if part},
        "button_list": [_button(button, first=at == 0) for at, button in enumerate((*pick, *layout.buttons))],
        "task_id": task,
    }


def _button(button: Button, first: bool) -> dict[str, Any]:
    return {"text": cut(button["label"], BUTTON), "style": 1 if first else 2, "key": button["data"]}


def _selector(question: str, choices: Sequence[Button]) -> dict[str, Any]:
    options = [{"id": button["data"], "text": cut(button["label"], OPTION)} for button in choices]
    return {"question_key": SELECTOR, "title": cut(question, QUESTION), "option_list": options}
