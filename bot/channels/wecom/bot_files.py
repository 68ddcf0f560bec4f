"""Files of a smart bot: what members sent lies encrypted at an address for five minutes; ours go up in pieces.

An address comes from a message, so only the platform's own hosts are asked, and no redirect is followed.
"""

import asyncio
import base64
import hashlib
import logging
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.channels import SendFailed
from bot.channels.copying import copied
from bot.channels.wecom.app_files import Shelves
from bot.channels.wecom.bot_socket import Connection
from bot.channels.wecom.client import UPLOADS
from bot.channels.wecom.crypto import BLOCK, Unreadable, decrypted, key_of
from storage import copies, pictures
from storage.bots import File
from storage.db import Database
from storage.media import Full, Shelf

log = logging.getLogger(__name__)

HOSTS = re.compile(r"ww-aibot-img-\d+\.cos\.[\w-]+\.myqcloud\.com|([\w-]+\.)*(weixin|work\.weixin)\.qq\.com", re.ASCII)
WHOLE = 60.0  # s for one file
PIECE = 512 << 10  # bytes; at most 100 pieces
UPLOADED = 2.5 * 86_400  # s that an uploaded file is used again; it is good for three days
GONE = frozenset({401, 403, 404, 410})


class Files:
    """Fetches what members sent."""

    def __init__(self, shelf: Shelf, own: frozenset[str], further: frozenset[str]) -> None:
        """``own``: addresses of the platform's API, as "https://host:port"; ``further``: hosts that are set up."""
        self._shelf, self._own, self._further = shelf, own, further
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(15.0, connect=5.0), follow_redirects=False)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def is_allowed(self, url: str) -> bool:
        """Whether an address may be asked: the platform's hosts over https, and where its API is."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return False
        if "@" in parts.netloc:
            return False
        if f"{parts.scheme}://{parts.netloc}".lower() in self._own:
            return True
        known = host in self._further or HOSTS.fullmatch(host) is not None
        return parts.scheme == "https" and port in (None, 443) and known

    async def fetch(self, file: File | None, name: str, kind: str, now_ms: int) -> dict[str, Any]:
        """Our copy of it, or why there is none.  Raises ``SendFailed`` when it may work a moment later."""
        if file is None or now_ms >= file.until_ms:
            return _none(name, "gone")
        if not self.is_allowed(file.url):
            log.warning("a file for the smart bot lies at a host that is not the platform's: it is not fetched")
            return _none(name, "gone")
        try:
            content = decrypted(key_of(file.aes_key), await self._content(file.url))
            return {"name": name, **await asyncio.to_thread(copied, self._shelf, content, kind)}
        except Unreadable:
            return _none(name, "gone")
        except Full:
            return _none(name, "full")
        except pictures.Unusable as error:
            return _none(name, error.why)
        except SendFailed as failed:
            if not failed.permanent:
                raise
            return _none(name, "too-large" if failed.code == -2 else "gone")

    async def _content(self, url: str) -> bytes:
        body, largest = bytearray(), pictures.LARGEST_FETCHED + BLOCK
        try:
            async with asyncio.timeout(WHOLE), self._http.stream("GET", url) as answer:
                if answer.status_code != httpx.codes.OK:
                    over = answer.status_code in GONE or answer.is_redirect
                    raise SendFailed(f"a file: answered {answer.status_code}", permanent=over)
                async for part in answer.aiter_bytes(1 << 16):
                    body += part
                    if len(body) > largest:
                        raise SendFailed("a file: too large", permanent=True, code=-2)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise SendFailed(f"a file: {type(error).__name__}") from None  # its chain would show the address
        return bytes(body)


class Sent:
    """Files that we send."""

    def __init__(self, db: Database, shelves: Shelves) -> None:
        self._db, self._shelves = db, shelves
        self._uploads: dict[tuple[str, str], tuple[float, str]] = {}

    async def content(self, content: dict[str, Any]) -> dict[str, Any]:
        """What is said beside the file; of one whose hour is over, or that is too large, the words for that."""
        if not content.get("document"):
            return {"text": "", **content}
        path = self._document(content)
        size = await asyncio.to_thread(lambda: path.stat().st_size) if path else 0
        if path is None or size > UPLOADS["file"]:
            return {"text": content["gone" if path is None else "large"]}
        return content

    async def message(self, connection: Connection, bot: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """A photo, a voice message or a document as a message; None when there is none.  Raises ``SendFailed``."""
        if name := next(iter(content.get("photos", ())), None):
            return await self._message(connection, bot, "image", await self._path(name))
        if name := content.get("voice"):
            kind = "voice" if name.endswith(".amr") else "file"
            return await self._message(connection, bot, kind, await self._path(name))
        if content.get("document") and (await self.content(content)) is content and (path := self._document(content)):
            return await self._message(connection, bot, "file", path)
        return None

    async def _message(self, connection: Connection, bot: str, kind: str, path: Path) -> dict[str, Any]:
        key, now = (bot, str(path)), time.monotonic()
        until, media_id = self._uploads.get(key, (0.0, ""))
        if now >= until:
            media_id = await upload(connection, kind, path.name, await asyncio.to_thread(path.read_bytes))
            self._uploads = {each: held for each, held in self._uploads.items() if held[0] > now}
            self._uploads[key] = (now + UPLOADED, media_id)
        return {"msgtype": kind, kind: {"media_id": media_id}}

    def _document(self, content: dict[str, Any]) -> Path | None:
        return self._shelves.documents.find(content["document"])

    async def _path(self, name: str) -> Path:
        own = await self._db.write(copies.stored, name) if ":" in name else name
        path = self._shelves.media.find(own) if own else None
        if path is None:
            raise SendFailed(f"the file {name.partition(':')[0]} is gone", permanent=True, code=40007)
        return path


async def upload(connection: Connection, kind: str, name: str, content: bytes) -> str:
    """The media_id of a file, good for three days.  Raises ``SendFailed``."""
    pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
    head = {"type": kind, "filename": name, "total_size": len(content), "total_chunks": len(pieces)}
    begun = await connection.ask("aibot_upload_media_init", {**head, "md5": hashlib.md5(content).hexdigest()})
    session = {"upload_id": _text(begun, "upload_id")}
    for index, piece in enumerate(pieces):
        body = {**session, "chunk_index": index, "base64_data": base64.b64encode(piece).decode()}
        await connection.ask("aibot_upload_media_chunk", body)
    return _text(await connection.ask("aibot_upload_media_finish", session), "media_id")


def _text(answer: dict[str, Any], key: str) -> str:
    found = answer.get(key)
    if not isinstance(found, str) or not found:
        raise SendFailed(f"an upload: no {key} in the answer")
    return found


def _none(name: str, why: str) -> dict[str, Any]:
    return {"name": name, "stored": None, "why": why}
