"""Telegram in the running program: who the bot is, how updates come in, what the menus say."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.channels.telegram import Telegram
from bot.channels.telegram.client import Client
from bot.channels.telegram.decode import Me
from bot.channels.telegram.intake import Intake, row, secret
from config.settings import Settings
from config.wording import LANGUAGES, Wording
from handlers.desk import Clock
from storage import chats, inbox, meta
from storage.db import Database
from storage.documents import Documents
from storage.engine.gathered import Gathered
from storage.media import Shelf
from web.telegram import Webhook

log = logging.getLogger(__name__)

MENU = {
    "all_private_chats": ("report", "my", "phones", "help", "lang", "forget", "cancel"),
    "all_group_chats": ("report", "my", "help"),
}
DUTY_MENU = ("grid", "queue", "mine", "overdue", "calls", "known", "figures", "digest", "monthly", "report", "help")


class TelegramPart:
    """One bot's channel with its intake."""

    def __init__(
        self,
        db: Database,
        config: Settings,
        clock: Clock,
        wording: Wording,
        shelf: Shelf,
        documents: Documents,
        several: bool = False,
    ) -> None:
        token = config.telegram
        assert token is not None
        self._db, self._clock, self._wording, self._token = db, clock, wording, token
        self._several = several  # communities: then people can choose theirs again
        self._public = str(config.public_url).rstrip("/") if config.public_url else None
        self._id = int(token.split(":")[0])
        self.client = Client(token, str(config.telegram_base_url))
        self.channel = Telegram(db, self.client, Me(self._id, ""), shelf, documents)
        self.intake = Intake(db, self.client, self.channel.source, clock)
        self._arrivals = Gathered(db, inbox.keep)
        self.webhook = Webhook(f"/telegram/{self._id}", secret(token), self._delivered) if self._public else None

    async def remember(self) -> None:
        """What the last run learnt: the bot's name, and whether the server knows ephemeral messages."""
        name = await self._db.write(meta.get, f"telegram_name:{self._id}")
        if name:
            self.channel.named(name)
        if await self._db.write(meta.get, f"telegram_plain:{self._id}"):
            self.channel.abilities = replace(self.channel.abilities, ephemeral=False)

    async def run(self, claim: Callable[[str], Awaitable[None]]) -> None:
        """Find out who we are, tell the menus, and take updates for ever; ``claim`` gets the bot's name once."""
        me = await self.intake.until_it_works("getMe", right=_is_bot)
        self.channel.named(str(me["username"]))
        await self._db.write(meta.put, f"telegram_name:{self._id}", self.channel.me.username)
        log.info("on Telegram as @%s", self.channel.me.username)
        await claim(f"@{self.channel.me.username}")
        async with asyncio.TaskGroup() as group:
            group.create_task(self._menus())
            if self._public and self.webhook:
                await self.intake.deliver_to(f"{self._public}{self.webhook.path}", self._token)
            else:
                await self.intake.poll()

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    async def _delivered(self, update: dict[str, Any], text: str) -> None:
        await self._arrivals.keep(row(self.channel.source, update, text, self._clock.now()))

    async def _menus(self) -> None:
        """The command menus: per kind of chat and language, and for each duty group; now and after each binding."""
        for kind, names in MENU.items():
            own = ("community",) if self._several and kind == "all_private_chats" else ()
            await self._menu({"type": kind}, (*names, *own))
        bound = asyncio.Event()
        bound.set()
        self._db.on("bound", bound.set)
        told: set[str] = set()
        while True:
            await bound.wait()
            bound.clear()
            duty = await self._db.write(chats.duty_externals, self.channel.name)
            self.channel.duty = frozenset(duty)
            for chat in duty:
                if chat not in told:
                    told.add(chat)
                    await self._menu({"type": "chat", "chat_id": int(chat)}, DUTY_MENU)

    async def _menu(self, scope: dict[str, Any], names: tuple[str, ...]) -> None:
        for lang in LANGUAGES:
            commands = [{"command": name, "description": self._wording.text(lang, f"menu-{name}")} for name in names]
            code = None if lang == LANGUAGES[0] else lang
            await self.intake.once("setMyCommands", commands=commands, scope=scope, language_code=code)

    @property
    def trouble(self) -> str | None:
        """Why nothing comes or leaves; None when all is well."""
        return self.client.trouble


def _is_bot(me: Any) -> bool:
    return isinstance(me, dict) and isinstance(me.get("username"), str)
