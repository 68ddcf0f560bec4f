"""``huiyin api-key``: who may report by a program of their own, and how much."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.check.files import Say
    from config.settings import Settings

HOUR, DAY = 60, 500  # reports, unless something else is said: a lively app of one community
MOST = 1_000_000
LABEL = 60  # characters


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_subparsers(dest="what", required=True)
    make = what.add_parser("make", help="make one; it is shown this once")
    make.add_argument("--label", type=_label, required=True, help="whose program it is: “Street app”")
    make.add_argument("--community", help="its code, when there are several: ginkgo")
    one = what.add_parser("limit", help="change how many reports it may send")
    for each, hour, day in ((make, HOUR, DAY), (one, None, None)):
        each.add_argument("--hour", type=_count, default=hour, help=f"reports an hour (at first {HOUR})")
        each.add_argument("--day", type=_count, default=day, help=f"reports a day (at first {DAY})")
    revoked = what.add_parser("revoke", help="end one; what it reported stays")
    for each in (one, revoked):
        each.add_argument("id", type=_count, help="its number in the list")
    for each in (make, one, revoked, what.add_parser("list", help="show them, without the secret")):
        each.add_argument("--lang", choices=("zh", "en"), help="the language of what is said")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: done; 1: there is no such key; 2: it could not be done."""
    from bot.check.files import words
    from bot.instance import AlreadyRunning
    from config import settings
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    try:
        return _done(options, settings.load(), words(lang))
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
        return 2
    except (ConfigError, WrongDatabase, AlreadyRunning, ConnectionError, ValueError, OSError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2


def _done(options: argparse.Namespace, config: Settings, say: Say) -> int:
    from bot.request import ask

    if not config.there and options.what != "make":
        raise ValueError(f"there is no database {config.database} yet; HUIYIN_DATABASE names it")
    answer = asyncio.run(ask(config.database, _request(options, config), config.server))
    match options.what:
        case "make":
            print(say("api-key-made", id=str(answer["id"])), answer["key"], sep="\n")
        case "list":
            print("\n".join(map(_line, answer)) if answer else say("api-key-none"))
        case _ if not answer:
            print(say("api-key-unknown", id=str(options.id)), file=sys.stderr)
            return 1
        case _:
            print(say(f"api-key-{options.what}", id=str(options.id)))
    return 0


def _request(options: argparse.Namespace, config: Settings) -> dict[str, Any]:
    from bot.subcommands.learn import one
    from config import community

    request: dict[str, Any] = {"do": f"api-key-{options.what}"}
    if options.what == "make":
        home = one(community.load_all(config.community), options.community)
        request |= {"community": home.code, "label": options.label}
    if options.what in ("limit", "revoke"):
        request |= {"id": options.id}
    if options.what in ("make", "limit"):
        request |= {"hour": options.hour, "day": options.day}
    return request


def _line(key: dict[str, Any]) -> str:
    """Number, community, limits, days on which it was made and used last, whether it is over, whose it is."""
    used, over = (key["used_at"] or "-")[:10], "revoked " + key["revoked_at"][:10] if key["revoked_at"] else "valid"
    limits = f"{key['per_hour']}/h {key['per_day']}/d"
    return "\t".join((str(key["id"]), key["community"], limits, key["made_at"][:10], used, over, key["label"]))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST and len(text) < 9):
        raise argparse.ArgumentTypeError(f"{text!r} should be a whole number from 1 to {MOST}")
    return int(text)


def _label(text: str) -> str:
    label = "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LABEL]
    if not label:
        raise argparse.ArgumentTypeError("says nothing")
    return label
