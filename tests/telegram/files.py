"""Uploaded files: their identifiers, sizes and contents."""

import base64
import io
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from PIL import Image, UnidentifiedImageError

PREVIEW = 90  # px; the smallest size that Telegram makes of a photo
FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents", "audio": "music", "video": "videos"}
MARKS = {"photo": "AgACAgUAAxk", "voice": "AwACAgUAAxk", "document": "BQACAgUAAxk"}


@dataclass(frozen=True, slots=True)
class File:
    """One file, or one size of a photo."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    content: bytes
    width: int = 0
    height: int = 0

    def json(self) -> dict[str, Any]:
        """What every message says of a file."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    """Everything that was ever sent or uploaded."""

    def __init__(self, bot_id: int) -> None:
        self.bot_id = bot_id
        self.by_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}
        self.photos: dict[str, list[File]] = {}  # all sizes, by the file_id of each

    def add(self, kind: str, content: bytes, suffix: str, size: tuple[int, int] = (0, 0)) -> File:
        """Keeps a file.  The same bytes again get the same unique id, but another file_id."""
        number = len(self.by_id)
        digest = sha256(f"{self.bot_id} {number}".encode() + content).digest()
        unique = base64.urlsafe_b64encode(sha256(kind.encode() + content).digest())[:15].decode()
        file_id = MARKS.get(kind, "BAACAgUAAxk") + base64.urlsafe_b64encode(digest).decode().rstrip("=")
        path = f"{FOLDERS.get(kind, 'documents')}/file_{number}{suffix}"
        file = File(file_id, unique, kind, path, content, *size)
        self.by_id[file_id] = self.by_path[path] = file
        return file

    def add_photo(self, content: bytes, size: tuple[int, int]) -> list[File]:
        """Keeps a photo in two sizes, the smaller first."""
        sizes = [self.add("photo", content, ".jpg", size)]
        if max(size) > PREVIEW and (small := preview(content)):
            sizes.insert(0, self.add("photo", *small))
        for each in sizes:
            self.photos[each.file_id] = sizes
        return sizes


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height of an image; None if it is not one."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return None


def preview(content: bytes) -> tuple[bytes, str, tuple[int, int]] | None:
    """A small copy of an image."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.thumbnail((PREVIEW, PREVIEW))
            return jpeg(image), ".jpg", image.size
    except OSError:  # announced itself as an image and is none
        return None


def jpeg(image: Image.Image) -> bytes:
    """The image as a JPEG file."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG")
    return out.getvalue()


def picture(width: int = 160, height: int = 120, shade: int = 128) -> bytes:
    """A plain photo."""
    return jpeg(Image.new("RGB", (width, height), (shade, shade, shade)))
