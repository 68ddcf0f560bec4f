"""``huiyin check``: reads the files, looks at the database, asks Telegram and WeCom, and says what it all means."""

import os
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.backup import folders
from bot.channels.telegram.client import Client, Unreachable
from bot.channels.telegram.decode import CHANNEL
from bot.check import files as check_files
from bot.check import plugins as check_plugins
from bot.check import standing as check_standing
from bot.check import wecom as check_wecom
from bot.check.files import Level
from config import settings, wording
from config.errors import ConfigError
from config.settings import Settings
from domain.community import Community
from storage import chats
from storage.db import reading
from storage.engine import schema
from storage.standing import marks, standing

BACKUP_OLD = 36  # hours
ENOUGH, TOO_LITTLE = 1_000_000_000, 200_000_000  # bytes of free disk space

# a line of .env that sets a secret: a token, a key, an address that holds one
_SECRET = re.compile(
    r"^\s*HUIYIN_\w*(TOKEN|KEY|HEARTBEAT_URL|ALARM_URL)\s*=\s*\S|^\s*HUIYIN_\w+\s*=.*://[^/\s]*@", re.M
)

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    text: str

    @property
    def good(self) -> bool:
        """Whether nothing has to be done."""
        return self.level in (Level.GOOD, Level.HINT)


async def check(config: Settings, lang: str = "en", send: bool = False) -> AsyncIterator[Finding]:
    """Everything that can be checked from here; ``send``: say something to groups that only take messages.

    Raises ``ConfigError`` when there are no words to say it in.
    """
    say = check_files.words(lang)
    read = check_files.everything(config, say)
    for error in read.errors:
        yield Finding(Level.STOP, error)
    for missing in read.untranslated:
        yield Finding(Level.WRONG, missing)
    if read.kinds:
        kinds = read.kinds
        counts = {"categories": len(kinds.by_code), "dangers": len(kinds.dangers)}
        yield Finding(Level.GOOD, say("check-categories", file=str(config.categories), **counts))
    for home in read.homes.values():
        for finding in _community(home, read, lang, say):
            yield finding
    for finding in _mode(config, read.homes, say):
        yield finding
    for finding in _alarm(config, say):
        yield finding
    async for level, text in check_plugins.check(config, read, say):
        yield Finding(level, text)
    async for level, text in check_wecom.check(config, read, say, send):
        yield Finding(level, text)
    for finding in _machine(config, say):
        yield finding
    async for finding in _database(config, read, say):
        yield finding
    if config.telegram is None:
        return
    try:
        client = Client(config.telegram, str(config.telegram_base_url))
    except ConfigError as error:
        yield Finding(Level.STOP, check_files.told(error, say))
        return
    try:
        async for finding in _telegram(config, client, say):
            yield finding
    finally:
        await client.close()


def _community(home: Community, read: check_files.Read, lang: str, say: Say) -> Iterator[Finding]:
    counts = {"grids": len(home.grids), "buildings": len(home.buildings), "phones": len(home.phones)}
    yield Finding(Level.GOOD, say("check-community", code=home.code, name=home.names[wording.LANGUAGES[0]], **counts))
    for danger in read.kinds.dangers.values() if read.kinds else ():
        for phone in danger.phones:
            if read.kinds and not phone.isdigit() and phone not in home.phones:
                names = {"code": home.code, "phone": phone, "danger": read.kinds.get(danger.category).names[lang]}
                yield Finding(Level.WRONG, say("check-phone", file=home.file, **names))
    alone = [grid.names["zh-CN"] for grid in home.grids.values() if not (grid.officer and grid.phone)]
    if alone:
        yield Finding(Level.HINT, say("check-officer", file=home.file, grids="、".join(alone)))
    empty = [grid.names["zh-CN"] for grid in home.grids.values() if not _lies_in(home, grid.code)]
    if empty:
        yield Finding(Level.HINT, say("check-empty-grid", file=home.file, grids="、".join(empty)))
    if not home.shifts:
        yield Finding(Level.HINT, say("check-shifts", file=home.file))


def _lies_in(home: Community, grid: str) -> bool:
    return any(building.grid == grid for building in home.buildings.values())


def _mode(config: Settings, homes: dict[str, Community], say: Say) -> Iterator[Finding]:
    if config.trial and len(homes) > 1:
        yield Finding(Level.GOOD, say("check-trial-first", code=next(iter(homes)), count=len(homes)))
    if any(home.sample for home in homes.values()):
        yield Finding(Level.HINT if config.trial else Level.WRONG, say("check-sample"))
    if config.trial:
        yield Finding(Level.GOOD, say("check-trial"))


def _alarm(config: Settings, say: Say) -> Iterator[Finding]:
    """What rings a phone in danger; nothing is tried, since somebody would get up."""
    if config.alarm_command:
        yield Finding(Level.GOOD, say("check-alarm-command", command=str(config.alarm_command)))
    if config.alarm_address:
        yield Finding(Level.GOOD, say("check-alarm-url", host=urlsplit(config.alarm_address).hostname or ""))


# --- the machine ----------------------------------------------------------------------------------------


def _machine(config: Settings, say: Say) -> Iterator[Finding]:
    secrets = [path for path in (Path(".env"), config.telegram_token_file, config.wecom) if path and path.exists()]
    for path in secrets:
        if path.stat().st_mode & 0o077 and (
            path != Path(".env") or _SECRET.search(path.read_text(encoding="utf-8", errors="replace"))
        ):
            yield Finding(Level.WRONG, say("check-secret", path=str(path)))
    for name, like in settings.unknown():
        yield Finding(Level.WRONG, say("check-unknown", name=name, like=like))
    folder = next(each for each in config.database.absolute().parents if each.exists())
    free = shutil.disk_usage(folder).free
    if free < ENOUGH:
        level = Level.WRONG if free < TOO_LITTLE else Level.HINT
        yield Finding(level, say("check-disk", folder=str(folder), megabytes=free // 1_000_000))
    yield _room(config, say)
    yield from _backups(config, say)
    if not os.access(folder, os.W_OK):
        yield Finding(Level.STOP, say("check-folder", folder=str(folder)))
    for each in (config.database, config.database.with_name(f"{config.database.name}.media")):
        if each.exists() and not os.access(each, os.R_OK | os.W_OK):
            yield Finding(Level.STOP, say("check-not-ours", path=str(each)))


def _room(config: Settings, say: Say) -> Finding:
    """How much room photos and voice messages take."""
    kept = config.database.with_name(config.database.name + ".media").glob("??/*")
    used, limit = sum(path.stat().st_size for path in kept) // 1_000_000, config.media_limit_mb
    return Finding(Level.HINT if used > limit * 0.9 else Level.GOOD, say("check-media", used=used, limit=limit))


def _backups(config: Settings, say: Say) -> Iterator[Finding]:
    """Whether there is one, and whether it would outlive the disk."""
    if config.trial or not config.there:
        return
    folder = config.backups
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(Level.WRONG, say("check-backup-folder", folder=str(folder)))
        return
    found = folders.backups(folder) if folder.is_dir() else []
    at = folders.made_at(found[-1]) if found else None
    if at is None:
        yield Finding(Level.HINT, say("check-no-backup", folder=str(folder)))
        return
    hours = int((datetime.now(UTC) - at).total_seconds() // 3600)
    level = Level.WRONG if hours > BACKUP_OLD else Level.GOOD
    yield Finding(level, say("check-backup", folder=str(folder), count=len(found), hours=hours))
    if not config.server and folder.stat().st_dev == config.database.stat().st_dev:
        yield Finding(Level.HINT, say("check-backup-disk", folder=str(folder)))


async def _database(config: Settings, read: check_files.Read, say: Say) -> AsyncIterator[Finding]:
    """Looked at only, and never made."""
    path = config.shown
    if not config.there:
        yield Finding(Level.GOOD, say("check-no-database", path=path))
        return
    try:
        if not config.server:
            schema.look(config.database)
        async with reading(config.database, config.server) as reader:
            said = await marks(reader)
            standings = {code: await standing(reader, code) for code in read.homes}
    except (schema.WrongDatabase, sqlite3.Error, OSError) as error:
        if config.server and isinstance(error, sqlite3.ProgrammingError):  # the server is there, our tables are not
            yield Finding(Level.GOOD, say("check-no-database", path=path))
            return
        yield Finding(Level.STOP, say("check-database", path=path, why=str(error)))
        return
    if not config.trial and said & {"trial", "clock_moved"}:
        yield Finding(Level.STOP, say("check-of-trial", path=path))
    elif config.trial and "real" in said:
        yield Finding(Level.STOP, say("check-of-real", path=path))
    else:
        yield Finding(Level.GOOD, say("check-opened", path=path))
        if "held_since" in said:
            yield Finding(Level.WRONG, say("held-at-start"))
        if not config.trial:
            for code, each in standings.items():
                for level, text in check_standing.check(config, read, read.homes[code], each, say):
                    yield Finding(level, text)


# --- Telegram -------------------------------------------------------------------------------------------


async def _telegram(config: Settings, client: Client, say: Say) -> AsyncIterator[Finding]:
    try:
        me = await client.ask("getMe")
        hook = await client.ask("getWebhookInfo")
    except Unreachable as error:
        yield Finding(Level.WRONG, say("check-telegram-away", why=str(error)))
        return
    yield Finding(Level.GOOD, say("check-telegram", bot=me["username"]))
    if me.get("can_read_all_group_messages"):
        yield Finding(Level.GOOD, say("check-privacy-off"))
    else:
        yield Finding(Level.HINT, say("check-privacy-on"))
    yield _webhook(config, hook, say)
    for title, chat in await _groups(config):
        yield await _group(client, me, title or chat, int(chat), say)


def _webhook(config: Settings, hook: dict[str, Any], say: Say) -> Finding:
    url, problem = hook.get("url", ""), hook.get("last_error_message")
    if config.public_url is None:
        return Finding(Level.GOOD, say("check-polling-instead", url=url) if url else say("check-polling"))
    if problem:
        waiting = int(hook.get("pending_update_count", 0))
        return Finding(Level.WRONG, say("check-webhook-failed", url=url, why=problem, count=waiting))
    if not url:
        return Finding(Level.GOOD, say("check-webhook-later", url=str(config.public_url)))
    return Finding(Level.GOOD, say("check-webhook", url=url))


async def _groups(config: Settings) -> list[tuple[str, str]]:
    """Title and id of every bound group, read beside a running program."""
    if not config.there:
        return []
    try:
        async with reading(config.database, config.server) as reader:
            return await chats.bound_groups(reader, CHANNEL)
    except sqlite3.Error:  # said already
        return []


async def _group(client: Client, me: dict[str, Any], title: str, chat: int, say: Say) -> Finding:
    try:
        member = await client.ask("getChatMember", chat_id=chat, user_id=me["id"])
    except Unreachable as error:
        return Finding(Level.WRONG, say("check-group-away", title=title, why=str(error)))
    status = member["status"]
    if status in ("left", "kicked"):
        return Finding(Level.WRONG, say("check-group-out", title=title))
    if status == "restricted" and not member.get("can_send_messages", True):
        return Finding(Level.WRONG, say("check-group-mute", title=title))
    admin = status == "administrator"
    sees = say("check-sees-all" if admin or me.get("can_read_all_group_messages") else "check-sees-own")
    alone = say("check-offers-alone" if admin else "check-offers-all")
    return Finding(Level.GOOD, say("check-group-fine", title=title, sees=sees, alone=alone))
