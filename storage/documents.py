"""Files made for one person: in a folder beside the database, under a name that nobody can guess, for an hour.

A document is called ``<token>/<name>``; the token is the folder it lies in, the name what people see.
"""

import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEPT = 3600.0  # s of machine time
LARGEST = 19 << 20  # bytes of one with photos; WeCom takes 20 MB, Telegram 50
ROOM = 200 << 20  # bytes of all of them; past that no photos lie beside the words
MARKED = "utf-8-sig"  # with a mark, by which Windows knows the encoding
_NAME = re.compile(r"([0-9a-f]{32})/([0-9A-Za-z_-]{1,100}\.(?:xlsx|csv|txt|zip))")
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a document is called, how many files lie beside its text, and how many found no room."""

    name: str
    beside: int = 0
    left: int = 0


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
        path.write_text(text, encoding=MARKED)
        return f"{room.name}/{name}"

    def bundle(self, name: str, text: str, beside: Mapping[str, Path]) -> Bundle:
        """The same with files beside it, as they are called there, in their order; without any the text alone."""
        taken = self._fitting(beside)
        if not taken:
            return Bundle(self.write(name, text), 0, len(beside))
        room = self.make_room()
        path = (room / name).with_suffix(".zip")
        path.touch(mode=0o600)
        with zipfile.ZipFile(path, "w") as packed:  # as they are: photos do not become smaller
            packed.writestr(name, text.encode(MARKED))
            for called, file in taken.items():
                packed.write(file, called)
        return Bundle(f"{room.name}/{path.name}", len(taken), len(beside) - len(taken))

    def _fitting(self, beside: Mapping[str, Path]) -> dict[str, Path]:
        used = sum(each.stat().st_size for each in self.folder.glob("*/*")) if beside else 0
        left = min(LARGEST, ROOM - used)
        taken = {}
        for called, file in beside.items():
            if (size := file.stat().st_size) <= left:
                taken[called], left = file, left - size
        return taken

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
