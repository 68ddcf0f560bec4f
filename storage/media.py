"""Photos and voice messages as files: named by their content, written whole or not at all.

``fsync`` and rename happen before the row that names a file commits, so a named file is there after a crash.
Beside ``<name>.jpg`` lies its thumbnail, ``<name>.t.jpg``.  What nobody names is swept away (bot/keeper.py).
"""

import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from storage.pictures import Photo

TYPES = {
    "jpg": "image/jpeg",
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "amr": "audio/amr",
}
SMALL = ".t.jpg"  # how the name of a thumbnail ends
LONGEST = 500  # characters of a name, that of a platform included
_NAME = re.compile(r"[0-9a-f]{64}(\.t)?\.(" + "|".join(TYPES) + ")")
_FRESH = 3600  # s in which a file needs no row that names it: the row is on its way


def thumbnail(name: str) -> str:
    """The name of a photo's thumbnail."""
    return name.removesuffix(".jpg") + SMALL


class Full(Exception):
    """There is no room for one more file."""


class Shelf:
    """The folder of files, with a limit to what it holds."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit = folder, limit
        self.used = sum(path.stat().st_size for path in self._files())
        self.refused = 0  # how often there was no room since the start
        self._changing = threading.Lock()

    def put_photo(self, photo: Photo) -> str:
        """Store a photo and its thumbnail; its name.  Raises ``Full``."""
        name = self.put(photo.jpeg, "jpg")
        self._keep(thumbnail(name), photo.thumbnail)
        return name

    def put(self, content: bytes, suffix: str) -> str:
        """Store a file; its name.  The same content has the same name.

        Raises ``Full``, or ``ValueError`` for an unknown suffix.
        """
        if suffix not in TYPES:
            raise ValueError(f"no kind of file that we keep: {suffix}")
        return self._keep(f"{hashlib.sha256(content).hexdigest()}.{suffix}", content)

    def _keep(self, name: str, content: bytes) -> str:
        target = self.folder / name[:2] / name
        with self._changing:
            if target.exists():
                with suppress(PermissionError):  # another's file: readable, which is enough
                    os.utime(target)  # young again, so that no sweep takes it before its row is there
                return name
            if self.used + len(content) > self.limit:
                self.refused += 1
                raise Full(f"{self.folder} holds {self.used} bytes of {self.limit}")
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, content)
            self.used += len(content)
        _sync_folder(target.parent)
        _sync_folder(self.folder)
        return name

    def find(self, name: str) -> Path | None:
        """The file behind a name; None for anything that is no such name or not there.

        Where only the thumbnail is left it stands for the photo, and a photo for the thumbnail it never had.
        """
        if not _NAME.fullmatch(name):
            return None
        stem, suffix = name.split(".", 1)
        others = {"jpg": (name, stem + SMALL), "t.jpg": (name, stem + ".jpg")}.get(suffix, (name,))
        paths = (self.folder / name[:2] / each for each in others)
        return next((path for path in paths if path.is_file()), None)

    def sweep(self, is_named: Callable[[str], bool]) -> int:
        """Delete the files that nobody names, but for those of the last hour; how many."""
        swept, young = 0, time.time() - _FRESH
        for path in self._files():
            with self._changing:
                found = path.stat()
                if found.st_mtime < young and not is_named(path.name):
                    path.unlink()
                    self.used -= found.st_size
                    swept += 1
        return swept

    def _files(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("??/*") if path.is_file())


def _write(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink()
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
