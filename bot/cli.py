"""The command line: ``huiyin init``, ``run``, ``serve``, ``check``, ``export``, ``classify``, ``learn``, ``qr``,
``verify``, ``api-key``, ``parked``, ``backup``, ``restore``, ``release``, ``move``, ``handover``."""

import argparse
import asyncio
import json
import logging
import sqlite3
import sys
from typing import Any

from bot.init import flags as init_flags
from bot.subcommands import api_key as api_key_command
from bot.subcommands import backup as backup_command
from bot.subcommands import classify as classify_command
from bot.subcommands import export as export_command
from bot.subcommands import handover as handover_command
from bot.subcommands import learn as learn_command
from bot.subcommands import move as move_command
from bot.subcommands import qr as qr_command
from bot.subcommands import street as street_command
from bot.subcommands import verify as verify_command


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    options = parser().parse_args(arguments)
    match options.command:
        case "run":
            from bot import supervisor

            return supervisor.run([])
        case "serve":
            from bot.__main__ import main as serve

            return serve()
        case "check":
            return asyncio.run(_check(_lang(options), options.send))
        case "init":
            from bot.init import command as init

            return init.run(options, _lang(options))
        case "classify":
            return classify_command.run(options, _lang(options))
        case "learn":
            return learn_command.run(options, _lang(options))
        case "api-key":
            return api_key_command.run(options, _lang(options))
        case "export":
            return export_command.run(options, _lang(options))
        case "qr":
            return qr_command.run(options, _spoken())
        case "backup" | "restore" | "release":
            return backup_command.run(options, _lang(options))
        case "move":
            return move_command.run(options, _lang(options))
        case "handover":
            return handover_command.run(options, _lang(options))
        case "verify":
            return verify_command.run(options)
        case "street":
            return street_command.run(options, _lang(options))
        case _:
            return _parked(options)


def parser() -> argparse.ArgumentParser:
    """All commands and what they take."""
    parser = argparse.ArgumentParser(prog="huiyin", description="件件有回音: every report gets an answer.")
    commands = parser.add_subparsers(dest="command", required=True)
    init_flags.arguments(commands.add_parser("init", help="write a community file and .env: asks, or takes flags"))
    commands.add_parser("run", help="start the desk, and start it again when it dies")
    commands.add_parser("serve", help="start the desk once (under systemd or another supervisor)")
    checking = commands.add_parser("check", help="read the settings and files, ask the platforms, say what is wrong")
    checking.add_argument("--lang", choices=("zh", "en"), help="the language of the findings")
    checking.add_argument("--send", action="store_true", help="say a line in the groups of WeCom's webhooks")
    export_command.arguments(commands.add_parser("export", help="write the reports of a period into a spreadsheet"))
    classify_command.arguments(commands.add_parser("classify", help="say what the desk makes of messages, and why"))
    learn_command.arguments(commands.add_parser("learn", help="say what the desk learned from corrections"))
    qr_command.arguments(commands.add_parser("qr", help="stickers with codes for buildings and lamps: PDF or PNG"))
    move_command.arguments(commands.add_parser("move", help="move a stopped desk from SQLite to PostgreSQL"))
    verify_command.arguments(commands.add_parser("verify", help="look whether the history was rewritten"))
    api_key_command.arguments(commands.add_parser("api-key", help="keys of programs that may report here (Open311)"))
    street_command.arguments(commands.add_parser("street", help="a code for somebody who looks over communities"))
    backup_command.arguments(commands)
    handover_command.arguments(commands.add_parser("handover", help="one page for whoever takes over"))
    parked = commands.add_parser("parked", help="events that could not be handled")
    what = parked.add_subparsers(dest="what", required=True)
    listing = what.add_parser("list", help="show them")
    listing.add_argument("--json", action="store_true", help="one JSON object a line, with the whole event")
    for name, text in (("retry", "handle one again"), ("drop", "give one up and erase it")):
        one = what.add_parser(name, help=text)
        one.add_argument("row", type=_number, help="its number in the list")
    return parser


def _lang(options: argparse.Namespace) -> str:
    """The language asked for, else that of the environment."""
    from bot.check.files import spoken_here

    return {"en": "en", "zh": "zh-CN"}.get(options.lang) or spoken_here()


def _spoken() -> str:
    """The language of the environment: that of the stickers is another matter."""
    from bot.check.files import spoken_here

    return spoken_here()


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of the list; see: huiyin parked list")
    return int(text)


async def _check(lang: str, send: bool) -> int:
    """0 when nothing is wrong, 1 when somebody should do something, 2 when it would not start."""
    from bot.check.command import check
    from bot.check.files import Level, told, words
    from config import settings
    from config.errors import ConfigError

    levels = []
    logging.getLogger("bot").addHandler(logging.NullHandler())  # what it would say is said here, in words
    try:
        say = words(lang)
    except ConfigError as error:
        print(f"{Level.STOP}  {error}")
        return 2
    try:
        config = settings.load()
    except ConfigError as error:
        print(f"{Level.STOP}  {told(error, say)}")
        return 2
    async for finding in check(config, lang, send):
        levels.append(finding.level)
        print(f"{finding.level}  {finding.text}")
    count = sum(level in (Level.WRONG, Level.STOP) for level in levels)
    print(say("check-to-do", count=count) if count else say("check-all-good"))
    return 2 if Level.STOP in levels else 1 if count else 0


def _parked(options: argparse.Namespace) -> int:
    from bot.instance import AlreadyRunning
    from bot.request import ask
    from config import settings
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    request = {"do": "parked"} if options.what == "list" else {"do": options.what, "row": options.row}
    try:
        config = settings.load()
        if not config.there:
            raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
        answer = asyncio.run(ask(config.database, request, config.server))
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
        return 2
    except (ConfigError, WrongDatabase, AlreadyRunning, ConnectionError, ValueError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    if options.what == "list":
        _show(answer, options.json)
        return 0
    if not answer:
        print(f"huiyin: no event number {options.row} is parked; see: huiyin parked list", file=sys.stderr)
        return 1
    print(f"{options.row}: {'will be handled again' if options.what == 'retry' else 'dropped'}")
    return 0


def _show(rows: list[dict[str, Any]], as_json: bool) -> None:
    for row in rows:
        if as_json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            error = "".join(letter if letter.isprintable() else " " for letter in row["error"])
            print(f"{row['id']}\t{row['received_at'][:19]}\t{row['lane']}\t{error}")
    if not rows and not as_json:
        print("nothing is parked")


if __name__ == "__main__":
    sys.exit(main())
