"""Fetches a photo or voice message from Telegram's servers and stores our own copy of it.

What comes out is the body of an inbox row, whether it worked or never will; what may work later raises ``SendFailed``.
"""

import asyncio
from typing import Any

from bot.channels import SendFailed
from bot.channels.copying import copied
from bot.channels.telegram.client import Client, TooLarge
from storage import pictures
from storage.media import Shelf

TRIES = 3  # "temporarily unavailable", or a path that has expired: asked again so often
PATIENCE = 300  # tries at whatever else goes wrong: a day


async def fetch(client: Client, shelf: Shelf, name: str, kind: str, attempts: int) -> dict[str, Any]:
    """Our copy of it, or why there is none.  Raises ``SendFailed`` when it may work another time."""
    largest = pictures.LARGEST if kind == "voice" else pictures.LARGEST_FETCHED
    try:
        content = await _content(client, name.partition(":")[2], largest)
        return {"name": name, **await asyncio.to_thread(copied, shelf, content, kind)}
    except TooLarge:
        why = "too-large"
    except SendFailed as failed:
        if "too big" in str(failed):
            why = "too-large"
        elif attempts < (TRIES if failed.permanent else PATIENCE):
            raise SendFailed(str(failed), retry_after=failed.retry_after) from failed
        else:
            why = "gone"
    return {"name": name, "stored": None, "why": why}


async def _content(client: Client, file_id: str, largest: int) -> bytes:
    file = await client.call("getFile", file_id=file_id)
    if not isinstance(file, dict) or not isinstance(path := file.get("file_path"), str):
        raise SendFailed("getFile names no path")
    size = file.get("file_size")
    if isinstance(size, int) and size > largest:
        raise TooLarge(path)
    content = await client.download(path, largest)
    if isinstance(size, int) and len(content) != size:
        raise SendFailed(f"{len(content)} of {size} bytes came")
    return content
