"""Our own copy of a photo or voice message that was fetched from a platform, as the body of an inbox row says it."""

from typing import Any

from storage import pictures
from storage.media import Full, Shelf


def copied(shelf: Shelf, content: bytes, kind: str) -> dict[str, Any]:
    """Where it is stored, or why it is not."""
    try:
        return _stored(shelf, content, kind)
    except Full:
        return {"stored": None, "why": "full"}
    except pictures.Unusable as error:
        return {"stored": None, "why": error.why}


def _stored(shelf: Shelf, content: bytes, kind: str) -> dict[str, Any]:
    if kind == "voice":
        return {"stored": shelf.put(content, pictures.voice(content)), "size": len(content)}
    photo = pictures.photo(content, pictures.LARGEST_FETCHED)
    found: dict[str, Any] = {"stored": shelf.put_photo(photo), "size": len(photo.jpeg)}
    return found | ({"bits": photo.print.bits, "sketch": photo.print.sketch.hex()} if photo.print else {})
