"""Browsers that speak in the web chat over real HTTP."""

import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from storage.db import Database
from tests.desk import settled
from tests.web.conftest import Served

SAME = {"Sec-Fetch-Site": "same-origin"}


@asynccontextmanager
async def browser(served: Served, lang: str = "zh-CN") -> AsyncIterator["Device"]:
    """A browser with cookies of its own."""
    headers = {**SAME, "Accept-Language": lang}
    async with httpx.AsyncClient(base_url=served.address, headers=headers, timeout=20) as client:
        yield Device(client, served.db)


class Device:
    """One browser."""

    def __init__(self, client: httpx.AsyncClient, db: Database) -> None:
        self.client, self._db = client, db

    async def say(self, text: str, **more: str) -> httpx.Response:
        """Say something, and wait until it was answered."""
        fields = {"key": uuid.uuid4().hex, "text": text, **more}
        answer = await self.client.post("/chat/say", data=fields)
        await self.settled()
        return answer

    async def press(self, label: str) -> httpx.Response:
        """Press the newest button with this label."""
        for message in reversed(await self.messages()):
            for row in message["buttons"]:
                for button in row:
                    if button["label"] == label:
                        return await self.pressed(message["id"], button["data"])
        raise AssertionError(f"no button {label}")

    async def pressed(self, message: str, data: str) -> httpx.Response:
        """Press a button under a message."""
        body = {"key": str(uuid.uuid4()), "message": message, "data": data}
        answer = await self.client.post("/chat/press", json=body)
        await self.settled()
        return answer

    async def messages(self) -> list[dict[str, Any]]:
        """What it shows."""
        answer = await self.client.get("/chat/news?after=0")
        return sorted(answer.json()["messages"], key=lambda each: int(each["id"])) if answer.is_success else []

    async def texts(self) -> list[str]:
        """The words of that."""
        return [each["text"] for each in await self.messages() if not each["deleted"]]

    async def settled(self) -> None:
        """Wait until the desk has nothing to do."""
        await settled(self._db)


def code_in(texts: list[str]) -> str:
    """The last code that joins accounts."""
    *_, last = re.finditer(r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b", "\n".join(texts))
    return last[0]
