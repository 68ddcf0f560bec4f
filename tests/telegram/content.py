"""What a message holds: its text or caption after the markup is parsed, its photos and files."""

import mimetypes
from typing import Any

from tests.telegram import formatting
from tests.telegram.description import Upload
from tests.telegram.errors import NotAllowed, bad_request
from tests.telegram.files import File, dimensions
from tests.telegram.render import user_json
from tests.telegram.world import World

Json = dict[str, Any]
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # counted in UTF-16 units, the stricter way: a guess
LARGEST_PHOTO, LARGEST_FILE = 10 << 20, 50 << 20  # bytes
KEPT = ("photo", "voice", "document")
LONGEST_SIDES = 10_000  # px, width and height together
STEEPEST = 20  # times as long as wide
NOT_KEPT = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number")


def formatted(world: World, source: str, args: Json, entities: str) -> tuple[str, list[Json]]:
    """The text and its entities, as asked for and as found."""
    mode = args.get("parse_mode", "").lower()
    if mode == "html":
        text, given = formatting.parse_html(source)
    elif mode in ("", "none"):
        text, given = source, [each for each in args.get(entities, []) if each["type"] not in NOT_KEPT]
    else:
        raise NotAllowed("unsupported parse_mode" + (" in this fake" if mode.startswith("markdown") else ""))
    if any(each["offset"] + each["length"] > formatting.length(text) for each in given):
        raise NotAllowed("entity ends after the end of the text")
    text, given = formatting.trimmed(text, given)
    return text, [named(world, each) for each in formatting.with_found(text, given)]


def named(world: World, entity: Json) -> Json:
    """A mention without a @name carries the whole user."""
    if entity["type"] != "text_mention":
        return entity
    user = world.users.get(entity["user"]["id"])
    return entity | ({"user": user_json(user)} if user else {})


def text_content(world: World, args: Json) -> Json:
    """A text message."""
    text, entities = formatted(world, args["text"], args, "entities")
    if not text:
        raise NotAllowed("text must be non-empty")
    if formatting.length(text) > LONGEST_TEXT:
        raise NotAllowed("message is too long")
    preview = {"link_preview_options": args["link_preview_options"]} if "link_preview_options" in args else {}
    return {"text": text} | ({"entities": entities} if entities else {}) | preview


def caption_content(world: World, args: Json) -> Json:
    """What is written under a photo or a file; may be nothing."""
    text, entities = formatted(world, args.get("caption", ""), args, "caption_entities")
    if formatting.length(text) > LONGEST_CAPTION:
        raise NotAllowed("message caption is too long")
    shown = {"caption": text} | ({"caption_entities": entities} if entities else {}) if text else {}
    return shown | ({"show_caption_above_media": True} if args.get("show_caption_above_media") else {})


def media_content(world: World, kind: str, given: str | Upload, args: Json) -> Json:
    """A photo, a voice message or a file, new or already known to the server."""
    if kind not in KEPT:
        raise bad_request(f"this fake keeps no {kind}")
    if isinstance(given, Upload):
        return uploaded(world, kind, given, args)
    if given.startswith("attach://"):
        raise NotAllowed("can't parse InputMedia: media not found")
    if "://" in given:
        raise bad_request("failed to get HTTP URL content")
    file = world.files.by_id.get(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return photo_json(world.files.photos[given]) if kind == "photo" else file_json(file, args)


def uploaded(world: World, kind: str, given: Upload, args: Json) -> Json:
    """A file that came with the call."""
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > (LARGEST_PHOTO if kind == "photo" else LARGEST_FILE):
        raise NotAllowed(f"file is too big for a {kind}")
    if kind != "photo":
        suffix = "." + given.name.rpartition(".")[2] if "." in given.name else ""
        return file_json(world.files.add(kind, given.content, suffix), args | {"file_name": given.name})
    return photo_json(world.files.add_photo(given.content, photo_size(given.content)))


def photo_size(content: bytes) -> tuple[int, int]:
    """Width and height of something that Telegram takes for a photo."""
    size = dimensions(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > LONGEST_SIDES or max(size) > STEEPEST * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def photo_json(sizes: list[File]) -> Json:
    """A photo, smallest size first."""
    return {"photo": [size.json() | {"width": size.width, "height": size.height} for size in sizes]}


def file_json(file: File, more: Json) -> Json:
    """A voice message, or a file sent as it is."""
    shown = file.json()
    if file.kind == "voice":
        return {"voice": shown | {"duration": more.get("duration", 0), "mime_type": "audio/ogg"}}
    name = more.get("file_name", "file")
    kind = mimetypes.guess_type(name)[0]
    return {"document": shown | {"file_name": name} | ({"mime_type": kind} if kind else {})}


def media_kind(content: Json) -> str:
    """What a message shows besides text: photo, voice, document, location or nothing."""
    return next(
        (kind for kind in ("photo", "voice", "document", "location", "sticker", "video") if kind in content), ""
    )
