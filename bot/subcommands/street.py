"""``huiyin street``: a code for somebody of the street, who looks over several communities."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--community", action="append", help="the code of one of them: ginkgo; again for each")
    which.add_argument("--all", action="store_true", help="every community that there is now")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of what is said")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: here is the code; 1: there is no such community; 2: it could not be made."""
    from bot.check.files import words
    from bot.instance import AlreadyRunning
    from bot.request import ask
    from config import community, settings
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    try:
        config, say = settings.load(), words(lang)
        known = [each.code for each in community.load_all(config.community).values()]
        wanted = known if options.all else list(dict.fromkeys(options.community))
        for code in wanted:
            if code not in known:
                print(say("street-code-none", code=code, codes=", ".join(known)), file=sys.stderr)
                return 1
        made = asyncio.run(ask(config.database, {"do": "street-code", "communities": wanted}, config.server))
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
        return 2
    except (ConfigError, WrongDatabase, AlreadyRunning, ConnectionError, ValueError, OSError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    print(say("street-code-made"), f"/start {made}", sep="\n")
    return 0
