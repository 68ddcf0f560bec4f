"""Photos and voice messages as files: named by their content, written whole or not at all.

``fsync`` and rename happen before the row that names a file commits, so a named file is there after a crash.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

TYPES = {
    "jpg": "image/jpeg",
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
_NAME = re.compile(r"[0-9a-f]{64}\.(" + "|".join(TYPES) + ")")


def put(folder: Path, content: bytes, suffix: str) -> str:
    """Store a file; its name.  The same content has the same name.  Raises ``ValueError`` for an unknown suffix."""
    if suffix not in TYPES:
        raise ValueError(f"no kind of file that we keep: {suffix}")
    name = f"{hashlib.sha256(content).hexdigest()}.{suffix}"
    target = folder / name[:2] / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)
        _sync_folder(target.parent)
        _sync_folder(folder)
    return name


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


def find(folder: Path, name: str) -> Path | None:
    """The file behind a name; None for anything that is no such name or not there."""
    if not _NAME.fullmatch(name):
        return None
    path = folder / name[:2] / name
    return path if path.is_file() else None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
