"""``huiyin handover``: one page for whoever takes over. Secrets by name alone."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.check.files import Say
    from config.settings import Settings
    from domain.community import Community
    from storage.db import Tx


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of the page")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: here it is; 2: it could not be read."""
    from bot.check.files import words
    from config import community, settings
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    try:
        config, say = settings.load(), words(lang)
        homes = community.load_all(config.community)
        print("\n".join(_page(config, homes, lang, say)))
    except (ConfigError, WrongDatabase, OSError, ValueError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    return 0


def _page(config: Settings, homes: dict[str, Community], lang: str, say: Say) -> Iterator[str]:
    from storage.engine.schema import VERSION

    yield say("successor-title", at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    yield from ("", say("successor-where"))
    yield from _where(config, say)
    yield from ("", say("successor-set"))
    yield from _settings(config, say)
    yield from ("", say("successor-versions"))
    yield say(
        "successor-version",
        huiyin=version("huiyin"),
        schema=VERSION,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
    )
    yield from ("", say("successor-backups"))
    yield from _backups(config, say)
    if config.there:
        from storage.db import looking_once

        with looking_once(config.database, config.server) as tx:
            yield from _inside(tx, homes, lang, say)
    yield from ("", say("successor-next"), say("successor-steps"))


def _where(config: Settings, say: Say) -> Iterator[str]:
    from bot.program import media_folder

    yield say("successor-data", path="PostgreSQL" if config.server else str(config.database.absolute()))
    yield say("successor-media", path=str(media_folder(config).absolute()))
    yield say("successor-community", path=str(config.community.absolute()))
    if config.public_url:
        yield say("successor-address", address=str(config.public_url))


def _settings(config: Settings, say: Say) -> Iterator[str]:
    """Values of what is no secret; of a secret its name."""
    from pydantic import SecretStr

    for name in sorted(config.model_fields_set):
        value: Any = getattr(config, name)
        if value in (None, "") or name in ("server_url",):
            continue
        variable = f"HUIYIN_{name.upper()}"
        if isinstance(value, SecretStr) or "@" in str(value) or (name == "database" and config.server):
            yield say("successor-secret", name=variable)
        else:
            yield f"- {variable} = {value}"


def _backups(config: Settings, say: Say) -> Iterator[str]:
    from bot.backup import folders

    found = folders.backups(config.backups) if config.backups.is_dir() else []
    last = folders.made_at(found[-1]) if found else None
    yield say("successor-backup-folder", path=str(config.backups.absolute()), count=len(found))
    yield say("successor-backup-last", at=f"{last:%Y-%m-%d %H:%M} UTC") if last else f"- {say('health-no-backup')}"


def _inside(tx: Tx, homes: dict[str, Community], lang: str, say: Say) -> Iterator[str]:
    """Who is who, and what is not as it should be."""
    from domain.people import Role
    from storage import backed_up, gauges, people

    yield from ("", say("successor-who"))
    for code, home in homes.items():
        named = [
            f"{person.name} ({', '.join(say(f'role-{grant.role}') for grant in person.grants)})"
            for person in people.holders(tx, code)
            if person.holds({Role.MANAGER, Role.HEAD, Role.OPERATOR})
        ]
        yield f"- {home.names[lang]} ({code}): {'; '.join(named) or say('successor-nobody')}"
    found, backups = gauges.read(tx, datetime.now(UTC)), backed_up.standing(tx)
    troubles = [
        say("successor-parked", count=found.parked) if found.parked else "",
        say("successor-failed", count=sum(found.failed.values())) if found.failed else "",
        say("successor-held") if found.held else "",
        say("health-backup-failed", why=backups.why) if backups.why else "",
    ]
    yield from ("", say("successor-troubles"))
    yield from [f"- {each}" for each in troubles if each] or [say("successor-none")]
    yield say("successor-live", count=sum(found.live.values()))
