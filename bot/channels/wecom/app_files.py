"""Files that an app shows to members: uploaded once for the whole corp, and used again while WeCom keeps them."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from bot.channels import SendFailed
from bot.channels.wecom import app_decode
from bot.channels.wecom.client import Client, Credential
from storage import copies
from storage.db import Database
from storage.documents import Documents
from storage.media import Shelf

UPLOADED = 2.5 * 86_400  # s that an uploaded file is used again; it is good for three days


@dataclass(frozen=True, slots=True)
class Joined:
    """An app of a corp, with what calls it."""

    client: Client
    who: Credential
    agent: int


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where the files lie."""

    media: Shelf
    documents: Documents


class Files:
    """What is uploaded."""

    def __init__(self, db: Database, shelves: Shelves) -> None:
        self._db, self.shelves = db, shelves
        self._uploads: dict[tuple[str, str, str], tuple[float, str]] = {}

    async def media_id(self, app: Joined, kind: str, name: str) -> str:
        """A photo or voice message: our copy of it, else as it lies on WeCom's servers for three days."""
        own = await self._db.write(copies.stored, name) if ":" in name else name
        path = self.shelves.media.find(own) if own else None
        if path is not None:
            return await self.uploaded(app, kind, path)
        if name.startswith(f"{app_decode.CHANNEL}:{app.who.corp}/"):  # known in the whole corp
            return name.rpartition("/")[2]
        raise SendFailed(f"the file {name.partition(':')[0]} is gone", permanent=True)

    async def uploaded(self, app: Joined, kind: str, path: Path) -> str:
        """Its media_id, of an earlier upload where that still serves.  Raises ``SendFailed``."""
        key, now = (app.who.corp, kind, str(path)), time.monotonic()
        until, known = self._uploads.get(key, (0.0, ""))
        if now < until:
            return known
        content = await asyncio.to_thread(path.read_bytes)
        media_id = await app.client.upload(app.who, kind, path.name, content)
        self._uploads = {each: held for each, held in self._uploads.items() if held[0] > now}
        self._uploads[key] = (now + UPLOADED, media_id)
        return media_id

    def forget(self, media_id: str) -> bool:
        """WeCom does not have it any more; whether it was one that we uploaded."""
        kept = {each: held for each, held in self._uploads.items() if held[1] != media_id}
        ours = len(kept) < len(self._uploads)
        self._uploads = kept
        return ours
