"""``huiyin qr``: stickers with codes for buildings and things, as sheets to print (PDF) or pictures (PNG).

Reads files alone: no database and no running program is needed.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from domain.community import Building, Community
from domain.talk import visiting
from domain.where import stickers

if TYPE_CHECKING:
    from bot.stickers.design import Label
    from config.settings import Settings

ADDRESS = re.compile(r"https?://[^\s/@?#]+(/[^\s?#]*)?")
LANG = {"en": "en", "zh": "zh-CN"}
SOME = 5  # codes that are named where there are many
Say = Callable[..., str]


class Refused(Exception):
    """What is missing or wrong, in words."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", nargs="*", help="only these: b3 D-0231")
    parser.add_argument("--community", help="its code, when there are several: ginkgo")
    parser.add_argument("--what", choices=("all", "buildings", "things"), default="all", help="all (the default)")
    parser.add_argument("--csv", type=Path, help="only the things in this list: lamps.csv")
    parser.add_argument(
        "--size", choices=("a4", "a6", "small"), default="a6", help="a4: 1 on a sheet; a6: 4 (the default); small: 9"
    )
    parser.add_argument("--png", action="store_true", help="a picture of each, in place of sheets")
    parser.add_argument("--out", type=Path, help="the file, or the folder for pictures: stickers.pdf")
    parser.add_argument("--overwrite", action="store_true", help="also over files that are there")
    parser.add_argument("--address", help="where the codes lead, while HUIYIN_PUBLIC_URL is not set")
    parser.add_argument("--lang", choices=tuple(LANG), default="zh", help="what the stickers speak: zh (the default)")


def run(options: argparse.Namespace, spoken: str) -> int:
    """0: the files are there; 1: one was there before; 2: it could not be done."""
    from bot.check.files import told, words
    from config import settings
    from config.errors import ConfigError

    try:
        say, printed = words(spoken), words(LANG[options.lang])
    except ConfigError as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    try:
        made = _made(options, settings.load(), say, printed)
    except ConfigError as error:
        print(f"huiyin: {told(error, say)}", file=sys.stderr)
        return 2
    except FileExistsError as error:
        print(f"huiyin: {say('qr-exists', path=str(error))}", file=sys.stderr)
        return 1
    except (Refused, OSError) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    for path in made:
        print(path)
    return 0


def _made(options: argparse.Namespace, config: "Settings", say: Say, printed: Say) -> Sequence[Path]:
    """The files.  ``say`` speaks with whoever asks, ``printed`` to residents.

    Raises ``Refused``, ``ConfigError``, ``FileExistsError`` or another ``OSError``.
    """
    from config import community

    address = _address(options, config, say)
    home = _home(community.load_all(config.community), options.community, say)
    listed = _with_list(home, options.csv) if options.csv else home
    labels = [_label(listed, code, address, options.lang, printed) for code in _codes(listed, options, say)]
    target = options.out or Path(f"{home.code}-stickers{'' if options.png else '.pdf'}")
    if not options.overwrite and target.exists() and not (options.png and target.is_dir()):
        raise FileExistsError(str(target))
    made = _pictures(labels, target, printed, options) if options.png else _sheets(labels, target, printed, options)
    print(say("qr-made", count=len(labels), address=f"{address}/q/{home.code}/…"), file=sys.stderr)
    if unknown := [label.code for label in labels if not home.knows(label.code)]:
        some = say("list-join").join(unknown[:SOME]) + (" …" if len(unknown) > SOME else "")
        told = say("qr-not-known", count=len(unknown), codes=some, file=home.file, list=options.csv.name)
        print(told, file=sys.stderr)
    return made


# --- what is asked for ----------------------------------------------------------------------------------------


def _address(options: argparse.Namespace, config: "Settings", say: Say) -> str:
    """Where residents reach the desk; without it no code leads anywhere."""
    address = options.address or (str(config.public_url) if config.public_url else "")
    if not address:
        raise Refused(say("qr-no-address"))
    if not ADDRESS.fullmatch(address) or len(address) > 200:
        raise Refused(say("qr-wrong-address", address=address[:200]))
    return address.rstrip("/")


def _home(homes: Mapping[str, Community], code: str | None, say: Say) -> Community:
    code = code or (next(iter(homes)) if len(homes) == 1 else "")
    if code not in homes:
        raise Refused(say("qr-which-community", codes=say("list-join").join(homes)))
    return homes[code]


def _with_list(home: Community, path: Path) -> Community:
    """The community with the things of a list in place of its own.  Raises ``ConfigError``."""
    from config import asset_list

    return replace(home, assets=asset_list.read(path, asset_list.Ground(home.grids, home.buildings)))


def _codes(home: Community, options: argparse.Namespace, say: Say) -> list[str]:
    """The codes to print, in the order of the file, or as they were asked for."""
    if options.code:
        found = [(typed, stickers.find(typed, home)) for typed in dict.fromkeys(options.code)]
        if missing := [typed for typed, code in found if code is None]:
            raise Refused(say("qr-no-code", codes=say("list-join").join(missing[:SOME])))
        return list(dict.fromkeys(code for _, code in found if code))
    buildings = [] if options.csv or options.what == "things" else list(home.buildings)
    things = [] if options.what == "buildings" else list(home.assets)
    if not (buildings or things):
        raise Refused(say("qr-nothing", file=home.file))
    return buildings + things


def _label(home: Community, code: str, address: str, lang: str, printed: Say) -> "Label":
    from bot.stickers.design import Label

    language = LANG[lang]
    place = visiting.place(home, code, language)
    assert place is not None
    match visiting.beside(home, code, place):
        case Building() as building:
            beside = printed("landing-beside", place=building.names[language])
        case grid:
            beside = grid.names[language] if grid else ""
    parts = urlsplit(address)
    return Label(
        community=_plain(home.names[language]),
        code=code,
        place=_plain(place.words),
        beside=_plain(beside),
        address=f"{address}/q/{home.code}/{quote(code, safe='')}",
        spoken=stickers.spoken(code),
        duty=home.phones["duty"],
        typed=f"{parts.netloc}{parts.path}/q",
        sample=home.sample,
    )


def _plain(text: str) -> str:
    """Without what no font draws and no picture may hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


# --- files ------------------------------------------------------------------------------------------------------


def _sheets(labels: Sequence["Label"], target: Path, printed: Say, options: argparse.Namespace) -> list[Path]:
    from bot.stickers.sheet import LAYOUTS, sheets

    title = printed("qr-title", community=labels[0].community)
    content = sheets(labels, LAYOUTS[options.size], printed, LANG[options.lang], title)
    return [_put(target, content, options.overwrite)]


def _pictures(labels: Sequence["Label"], target: Path, printed: Say, options: argparse.Namespace) -> list[Path]:
    from bot.stickers.picture import picture

    target.mkdir(parents=True, exist_ok=True)
    paths = [target / f"{re.sub(r'[^-.0-9A-Za-z_]', '_', label.code)}.png" for label in labels]
    paths = [path if paths.index(path) == at else path.with_stem(f"{path.stem}-{at}") for at, path in enumerate(paths)]
    if not options.overwrite and (there := next((path for path in paths if path.exists()), None)):
        raise FileExistsError(str(there))
    pairs = zip(paths, labels, strict=True)
    return [_put(path, picture(label, printed), options.overwrite) for path, label in pairs]


def _put(target: Path, content: bytes, overwrite: bool) -> Path:
    """A whole file under its name, or none.  Raises ``FileExistsError``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, 0o644)  # it is made to be passed on
        if overwrite or not _linked(part, target):
            os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)
    return target


def _linked(part: str, target: Path) -> bool:
    """Whether it has its name now; no on a disk without links.  Raises ``FileExistsError``."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise FileExistsError(str(target)) from None
    except OSError:
        if target.exists():
            raise FileExistsError(str(target)) from None
        return False
    return True
