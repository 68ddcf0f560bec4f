"""Fetches a photo or voice message from WeCom's servers, where it lies three days, and stores our own copy of it.

What comes out is the body of an inbox row, whether it worked or never will; what may work later raises ``SendFailed``.
"""

import asyncio
from typing import Any

from bot.channels import SendFailed
from bot.channels.copying import copied
from bot.channels.wecom.client import Client, Credential, TooLarge
from storage import pictures
from storage.media import Shelf

PATIENCE = 300  # tries at whatever goes wrong for a time: a day


async def fetch(client: Client, who: Credential, shelf: Shelf, name: str, kind: str, attempts: int) -> dict[str, Any]:
    """Our copy of it, or why there is none.  Raises ``SendFailed`` when it may work another time."""
    largest = pictures.LARGEST if kind == "voice" else pictures.LARGEST_FETCHED
    try:
        file = await client.download(who, name.rpartition("/")[2], largest)
        return {"name": name, **await asyncio.to_thread(copied, shelf, file.content, kind)}
    except TooLarge:
        why = "too-large"
    except SendFailed as failed:
        if not failed.permanent and attempts < PATIENCE:
            raise
        why = "gone"
    return {"name": name, "stored": None, "why": why}
