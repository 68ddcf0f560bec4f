"""Text and its entities: HTML as Telegram parses it, and what it finds by itself (commands, mentions, links, hashtags).

Offsets and lengths count UTF-16 code units.  Rules and wording of the errors: tdlib/td, td/telegram/MessageEntity.cpp.
"""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.errors import NotAllowed

Entity = dict[str, Any]

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
REFERENCE = re.compile(r"&(?:#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot);?")
TAG_NAME = re.compile(r"[^\s>]*")
SPACE = re.compile(r"\s*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
USER_LINK = re.compile(r"tg://user\?id=(\d+)$")
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])", re.ASCII)),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("url", re.compile(r"(?<![\w@])(?:https?://|t\.me/)[^\s<>\"“”，。！？、]+")),
    ("hashtag", re.compile(r"(?<!\w)#\w{1,256}")),
)


def length(text: str) -> int:
    """In UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def part(text: str, entity: Entity) -> str:
    """The piece of the text that the entity covers."""
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def find_entities(text: str) -> list[Entity]:
    """What Telegram marks by itself in any text."""
    found: list[Entity] = [
        {"type": kind, "offset": length(text[: match.start()]), "length": length(match[0])}
        for kind, pattern in FOUND
        for match in pattern.finditer(text)
    ]
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda each: (each["offset"], -each["length"])):
        if not kept or entity["offset"] >= kept[-1]["offset"] + kept[-1]["length"]:
            kept.append(entity)
    return kept


def with_found(text: str, given: list[Entity]) -> list[Entity]:
    """The entities that were asked for, and those that Telegram finds outside them, in their order."""
    covered = [(entity["offset"], entity["offset"] + entity["length"]) for entity in given if entity["type"] in ONLY]
    found = [
        entity
        for entity in find_entities(text)
        if not any(start < entity["offset"] + entity["length"] and entity["offset"] < end for start, end in covered)
    ]
    return sorted(given + found, key=lambda entity: (entity["offset"], -entity["length"]))


ONLY = ("code", "pre", "text_link", "text_mention")  # nothing is found inside these


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without the white space around it, which Telegram does not keep."""
    shift = length(text) - length(text.lstrip())
    end = length(text.strip())
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return text.strip(), moved


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int


@dataclass(slots=True)
class Parsed:
    """The text so far, without markup."""

    text: list[str] = field(default_factory=list)
    units: int = 0
    open: list[Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def add(self, piece: str) -> None:
        """Plain text."""
        self.text.append(piece)
        self.units += length(piece)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and the entities of an HTML text.  Raises NotAllowed as the real parser would."""
    parsed, at = Parsed(), 0
    while at < len(source):
        if source[at] == "<":
            at = (end_tag if source.startswith("</", at) else start_tag)(source, at, parsed)
        elif source[at] == "&" and (reference := REFERENCE.match(source, at)):
            parsed.add(html.unescape(reference[0].removesuffix(";") + ";"))
            at = reference.end()
        else:
            parsed.add(source[at])
            at += 1
    if parsed.open:
        raise broken(f'Can\'t find end tag corresponding to start tag "{parsed.open[-1].tag}"')
    for entity in parsed.entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # it means something inside <pre> only
    return "".join(parsed.text), sorted(parsed.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def broken(why: str) -> NotAllowed:
    """The markup cannot be parsed."""
    return NotAllowed(f"can't parse entities: {why}")


def offset(source: str, at: int) -> str:
    """Where it is, as the real parser counts."""
    return f"at byte offset {len(source[:at].encode())}"


def start_tag(source: str, at: int, parsed: Parsed) -> int:
    """Opens a tag; returns where the text goes on."""
    name = TAG_NAME.match(source, at + 1)
    if name is None or name.end() == len(source):
        raise broken(f"Unclosed start tag {offset(source, at)}")
    tag = name[0].lower()
    if tag not in TAGS:
        raise broken(f'Unsupported start tag "{tag}" {offset(source, at)}')
    attributes, stop = read_attributes(source, name.end())
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise broken(f'Tag "span" must have class "tg-spoiler" {offset(source, at)}')
    parsed.open.append(Open(tag, argument(tag, attributes), parsed.units))
    return stop


def read_attributes(source: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where the text goes on."""
    attributes: dict[str, str] = {}
    while not (rest := SPACE.match(source, at)) or source[rest.end() : rest.end() + 1] != ">":
        match = ATTRIBUTE.match(source, at)
        if match is None or match.end() == at:
            raise broken(f"Unclosed start tag {offset(source, at)}")
        attributes[match[1].lower()] = html.unescape((match[2] or "").strip("\"'"))
        at = match.end()
    return attributes, rest.end() + 1


def argument(tag: str, attributes: dict[str, str]) -> str:
    """The one attribute of a tag that matters."""
    if tag == "code":
        return attributes.get("class", "").removeprefix("language-")
    wanted = {"a": "href", "tg-emoji": "emoji-id", "tg-time": "unix"}.get(tag, "")
    return "expandable" if tag == "blockquote" and "expandable" in attributes else attributes.get(wanted, "")


def end_tag(source: str, at: int, parsed: Parsed) -> int:
    """Closes a tag; returns where the text goes on."""
    if not parsed.open:
        raise broken(f"Unexpected end tag {offset(source, at)}")
    end = source.find(">", at)
    if end < 0:
        raise broken(f"Unclosed end tag {offset(source, at)}")
    tag, opened = source[at + 2 : end].strip().lower(), parsed.open.pop()
    if tag and tag != opened.tag:
        where = offset(source, at)
        raise broken(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{tag}>"')
    if parsed.units > opened.offset:
        parsed.entities += entity_of(opened, parsed)
    return end + 1


def entity_of(opened: Open, parsed: Parsed) -> list[Entity]:
    """What a closed tag marks; nothing for a link that leads nowhere."""
    entity: Entity = {"type": TAGS[opened.tag], "offset": opened.offset, "length": parsed.units - opened.offset}
    match opened.tag:
        case "a":
            return link(entity, opened.argument or part("".join(parsed.text), entity))
        case "blockquote" if opened.argument:
            entity["type"] = "expandable_blockquote"
        case "pre" if parsed.entities and parsed.entities[-1].get("language"):
            entity["language"] = parsed.entities.pop()["language"]
        case "code" if opened.argument:
            entity["language"] = opened.argument
        case "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        case "tg-time":
            entity["unix_time"] = int(opened.argument)
    return [entity]


def link(entity: Entity, url: str) -> list[Entity]:
    """A link to a page, or to a user."""
    if user := USER_LINK.match(url):
        return [entity | {"type": "text_mention", "user": {"id": int(user[1])}}]
    return [entity | {"url": url}] if re.match(r"(https?|tg|mailto|tel):", url) or "." in url else []
