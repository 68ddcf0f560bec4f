"""Somebody at the staff pages of a running desk: how they come in, what they send, and what they read."""

import hashlib
import html
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any

import httpx

from domain.people import Role
from storage import browsers, people
from storage.db import Database, Tx
from tests.desk import settled

BUTTON = re.compile(r'<button type="submit" name="data" value="([^"]*)"[^>]*>([^<]*)</button>')


@dataclass(slots=True)
class Browser:
    """A browser without scripts, with cookies of its own."""

    client: httpx.AsyncClient
    db: Database
    page: str = ""
    follows: bool = True  # what came of a form is looked at

    async def look(self, path: str) -> httpx.Response:
        """Open a page; what it says is in ``page``."""
        response = await self.client.get(path, follow_redirects=True)
        self.page = html.unescape(response.text)
        return response

    async def send(self, path: str, **fields: Any) -> httpx.Response:
        """Send a form as a page of ours does."""
        headers = {"Origin": str(self.client.base_url).rstrip("/")}
        response = await self.client.post(path, data=fields, headers=headers, follow_redirects=self.follows)
        self.page = html.unescape(response.text)
        return response

    async def press(self, data: str, back: str = "/staff/talk", message: str = "") -> httpx.Response:
        """Press a button, be it on a page or forged."""
        return await self.send("/staff/press", data=data, message=message, back=back, key=secrets.token_hex(12))

    async def say(self, text: str, back: str = "/staff/talk", **more: str) -> httpx.Response:
        """Write something."""
        return await self.send("/staff/say", text=text, back=back, key=secrets.token_hex(12), **more)

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(what it carries, its label) of every button on the page that can be pressed."""
        return BUTTON.findall(self.page)

    async def settled(self) -> None:
        """Wait until the desk has nothing left to do."""
        await settled(self.db)


async def link(db: Database, person: int, minutes: float = 10) -> str:
    """A link for somebody, as the chat gives it out: its path."""
    word = secrets.token_urlsafe(32)
    until = _now_ms() + int(minutes * 60_000)
    await db.write(browsers.put_link, hashed(word), person, until)
    return f"/staff/in/{word}"


async def let_in(address: str, db: Database, person: int, transport: httpx.AsyncBaseTransport | None = None) -> Browser:
    """A browser in which somebody's pages are open."""
    kept_open_no_longer = httpx.Limits(max_keepalive_connections=0)
    browser = Browser(
        httpx.AsyncClient(base_url=address, timeout=20, limits=kept_open_no_longer, transport=transport), db
    )
    await browser.send(await link(db, person))
    return browser


async def somebody(db: Database, name: str, community: str, role: Role | None, *grids: str) -> int:
    """A new person with a role in a community."""

    def add(tx: Tx) -> int:
        person = people.add_person(tx, "telegram", name, name, "zh-CN").id
        if role:
            people.grant(tx, person, community, role, "electrician" if role is Role.STAFF else "", grids)
        return person

    return await db.write(add)


def hashed(word: str) -> str:
    """What is kept of a word."""
    return hashlib.sha256(word.encode()).hexdigest()


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
