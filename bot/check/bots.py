"""Smart bots, for ``huiyin check``: each one's id and secret, without ending a connection that is in use.

A bot has one connection, and whoever connects takes it.  So the running desk is asked how its bots stand; only where
none runs is each connected once, and let go.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from bot import instance
from bot.channels import SendFailed
from bot.check.files import Level, Say
from config.settings import Settings
from config.wecom import Bot, Corp
from storage import chats
from storage.db import reading
from storage.engine.schema import WrongDatabase

WITHIN = 4.0  # s for all bots together: a desk that starts meanwhile waits for five
WRONG_SECRET = 853000

Running = dict[str, str | None]  # bot -> what is the matter with it
UNANSWERED: Running = {}


async def running(config: Settings) -> Running | None:
    """How the bots of the running desk stand; None when none runs."""
    try:
        answer: Any = await instance.ask(config.database, {"do": "smart-bots"})
    except ConnectionError:
        return None
    except (TimeoutError, ValueError):  # it is busy, or older than this question
        return UNANSWERED
    return answer if isinstance(answer, dict) else UNANSWERED


async def check(config: Settings, corp: Corp, desk: Running | None, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """Every bot of a corp, and whether it is in a group."""
    if not corp.bots:
        return
    groups = await _groups(config)
    for bot, (level, text) in zip(corp.bots, await _standings(config, corp.bots, desk, say), strict=True):
        yield level, text
        if level is Level.GOOD and not any(name.startswith(f"bot:{bot.id}/") for name in groups):
            yield Level.HINT, say("check-wecom-bot-alone", bot=bot.id)


async def _standings(
    config: Settings, bots: tuple[Bot, ...], desk: Running | None, say: Say
) -> list[tuple[Level, str]]:
    if desk is not None:
        return [_said(bot, desk, say) for bot in bots]
    try:
        with _alone(config):
            return list(await asyncio.gather(*(_tried(bot, say) for bot in bots)))
    except instance.AlreadyRunning:
        return [(Level.HINT, say("check-wecom-bot-starting", bot=bot.id)) for bot in bots]


def _said(bot: Bot, desk: Running, say: Say) -> tuple[Level, str]:
    if desk is UNANSWERED:
        return Level.HINT, say("check-wecom-bot-starting", bot=bot.id)
    if bot.id not in desk:
        return Level.WRONG, say("check-wecom-bot-unknown", bot=bot.id)
    if why := desk[bot.id]:
        return Level.WRONG, say("check-wecom-bot-trouble", bot=bot.id, why=why)
    return Level.GOOD, say("check-wecom-bot-live", bot=bot.id)


@contextmanager
def _alone(config: Settings) -> Iterator[None]:
    """While no desk starts on this database.  Raises ``AlreadyRunning``."""
    with ExitStack() as stack:
        if config.database.exists():
            with suppress(WrongDatabase):  # said already
                stack.enter_context(instance.only_one(config.database, instance.COMMAND))
        yield


async def _tried(bot: Bot, say: Say) -> tuple[Level, str]:
    from bot.channels.wecom.bot_socket import prove

    try:
        await prove(bot, WITHIN)
    except SendFailed as failed:
        if failed.code == WRONG_SECRET:
            return Level.WRONG, say("check-wecom-bot-wrong", bot=bot.id)
        return Level.WRONG, say("check-wecom-bot-away", bot=bot.id, why=str(failed))
    return Level.GOOD, say("check-wecom-bot", bot=bot.id)


async def _groups(config: Settings) -> list[str]:
    """The names of the groups that are served."""
    if not config.there:
        return []
    try:
        async with reading(config.database, config.server) as reader:
            return [name for _, name in await chats.bound_groups(reader, "wecom")]
    except sqlite3.Error:  # said already
        return []
