"""Files made for one person: in a folder beside the database, under a name that nobody can guess, for an hour.

A document is called ``<token>/<name>``; the token is the folder it lies in, the name what people see.
"""

import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

KEPT = 3600.0  # s of machine time
_NAME = re.compile(r"([0-9a-f]{32})/([0-9A-Za-z_-]{1,100}\.(?:xlsx|csv|txt))")
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class Documents:
    """The folder of them; only we may read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make_room(self) -> Path:
        """A new folder for one document; its name is the token."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        room = self.folder / secrets.token_hex(16)
        room.mkdir(mode=0o700)
        return room

    def write(self, name: str, text: str) -> str:
        """A text for one person, in a room of its own; what the document is called."""
        room = self.make_room()
        path = room / name
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8-sig")  # with a mark, by which Windows knows the encoding
        return f"{room.name}/{name}"

    def find(self, document: str) -> Path | None:
        """The file; None when its hour is over, and for anything that is no document."""
        found = _NAME.fullmatch(document)
        path = self.folder / found[1] / found[2] if found else None
        try:
            return path if path and path.stat().st_mtime > time.time() - KEPT else None
        except OSError:
            return None

    def sweep(self) -> int:
        """Delete what is older than an hour, finished or not; how many folders."""
        swept = 0
        for room in self.folder.glob("*"):
            with suppress(OSError):
                newest = max((each.stat().st_mtime for each in room.rglob("*")), default=room.stat().st_mtime)
                if newest <= time.time() - KEPT:
                    shutil.rmtree(room)
                    swept += 1
        return swept

    def clear(self, room: Path) -> None:
        """Delete one folder at once."""
        shutil.rmtree(room, ignore_errors=True)
