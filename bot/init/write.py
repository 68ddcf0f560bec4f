"""The files that ``huiyin init`` writes: a commented community file and ``.env``.  Never over another file."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from bot.init.read import PHONES
from config.community import DAYS, NO_COMPANY
from config.workdays import CALENDARS
from domain.community import Building, Community, Grid, Shift
from domain.counting.figures import USUAL, Measure

FOLDER = "communities"
_DATABASES = ("HUIYIN_DATABASE", "HUIYIN_TRIAL_DATABASE")  # whatever they are, they hold what happened so far
# Examples stand below the head of their table, where they count once their mark is taken away.
BUILDING = (
    '# b99 = { zh = "99号楼", en = "Building 99", grid = "g1", '
    'aliases = ["邮局楼"], point = [40.071, 116.51], company = "none" }'
)
SHIFT = '# weekend = { days = ["sat", "sun"], since = "09:00", until = "17:00" }'
FIGURES = [f"# {each.name} = {getattr(USUAL, each.name):g}" for each in fields(Measure)]
Say = Callable[..., str]  # key, arguments -> words


def community_file(home: Community, say: Say) -> str:
    """The community as its reader reads it, with comments that say what else may stand there."""
    usual = _usual(home)
    blocks = [
        (
            "head",
            [
                f"code = {quoted(home.code)}",
                f"zh = {quoted(home.names['zh-CN'])}",
                f"en = {quoted(home.names['en'])}",
                f"timezone = {quoted(home.zone.key)}",
            ],
        ),
        ("company", [f"company = {quoted(usual)}" if usual else '# company = "c1"']),
        ("phones", ["[phones]", *_phones(home)]),
        ("grids", ["[grids]", *(f"{grid.code} = {_grid(grid)}" for grid in home.grids.values())]),
        ("companies", ["[companies]", *_companies(home)]),
        (
            "buildings",
            ["[buildings]", BUILDING, *(f"{each.code} = {_building(each, usual)}" for each in home.buildings.values())],
        ),
        ("shifts", ["[shifts]", SHIFT, *(f"{shift.code} = {_shift(shift)}" for shift in home.shifts)]),
        ("days", ["[days]", *_days(home)]),
        ("digest", ["[digest]", *_digest(home)]),
        ("figures", ["[figures]", *FIGURES]),
        ("categories", ["[categories]", '# light = { respond_hours = 12, resolve_days = 2, trade = "electrician" }']),
    ]
    return "\n".join("\n".join((*_comment(say(f"init-file-{key}")), *lines)) + "\n" for key, lines in blocks)


def env_file(code: str, token: str, public_url: str, say: Say) -> str:
    """The settings."""
    real = f"HUIYIN_TELEGRAM_TOKEN={token}" if token else "# HUIYIN_TELEGRAM_TOKEN=123456789:AAE…"
    outside = f"HUIYIN_PUBLIC_URL={public_url}" if public_url else "# HUIYIN_PUBLIC_URL=https://desk.example.org"
    databases = [f"HUIYIN_DATABASE=var/{code}.db", f"HUIYIN_TRIAL_DATABASE=var/{code}-trial.db"]
    blocks = [
        ("community", [f"HUIYIN_COMMUNITY={FOLDER}"]),
        ("database", databases),
        ("token", [real]),
        ("url", [outside]),
    ]
    return "\n".join("\n".join((*_comment(say(f"init-env-{key}")), *lines)) + "\n" for key, lines in blocks)


def missing(existing: str, wanted: str) -> list[str]:
    """The settings of ``wanted`` that an existing file does not set so."""
    there = dict(line.split("=", 1) for line in _settings(existing))
    found = []
    for line in _settings(wanted):
        name, value = line.split("=", 1)
        if name not in there or (name not in _DATABASES and there[name].strip() != value):
            found.append(line)
    return found


def joined(existing: str, wanted: str) -> str:
    """``wanted``, with what else the existing file sets: a token is never lost."""
    kept = {line.partition("=")[0]: line for line in _settings(existing) if line.startswith(_DATABASES)}
    wanted = "".join(kept.get(line.partition("=")[0], line) + "\n" for line in wanted.splitlines())
    names = {line.partition("=")[0] for line in _settings(wanted)}
    others = [line for line in _settings(existing) if line.partition("=")[0] not in names]
    return wanted + ("\n" + "\n".join(others) + "\n" if others else "")


def put(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that is not there yet, whole or not at all.  Raises ``FileExistsError`` and ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink()
            raise


def keep_copy(path: Path) -> Path:
    """Move a file aside; where it lies now."""
    copy = path.with_name(f"{path.name}.{datetime.now().astimezone():%Y%m%d-%H%M%S}.bak")
    shutil.move(path, copy)
    return copy


def quoted(text: str) -> str:
    """A text of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _settings(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if "=" in line and not line.lstrip().startswith("#"))


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}".rstrip() for line in text.split("\n"))


def _usual(home: Community) -> str:
    """The company of most buildings, which need not say so then."""
    ((usual, _),) = Counter(each.company or "" for each in home.buildings.values()).most_common(1) or [("", 0)]
    return usual


def _phones(home: Community) -> list[str]:
    known = [f"{name} = {quoted(number)}" for name, number in home.phones.items()]
    return known + [f'# {name} = "010-5550-0130"' for name in PHONES if name not in home.phones]


def _companies(home: Community) -> list[str]:
    rows = [
        f"{each.code} = {{ {_names(each.names)}, phone = {quoted(each.phone)} }}" for each in home.companies.values()
    ]
    return rows or ['# c1 = { zh = "安居物业", en = "Anju Property", phone = "010-5550-0120" }']


def _names(names: Mapping[str, str]) -> str:
    return f"zh = {quoted(names['zh-CN'])}, en = {quoted(names['en'])}"


def _grid(grid: Grid) -> str:
    parts = [_names(grid.names)]
    parts += [f"{key} = {quoted(words)}" for key, words in (("officer", grid.officer), ("phone", grid.phone)) if words]
    return _inline(parts)


def _building(each: Building, usual: str) -> str:
    parts = [_names(each.names), f"grid = {quoted(each.grid)}"]
    if each.aliases:
        parts.append(f"aliases = [{', '.join(map(quoted, each.aliases))}]")
    if (each.company or "") != usual:
        parts.append(f"company = {quoted(each.company or NO_COMPANY)}")
    return _inline(parts)


def _shift(shift: Shift) -> str:
    days = [name for name, number in DAYS.items() if number in shift.days]
    parts = [f"since = {quoted(f'{shift.since:%H:%M}')}", f"until = {quoted(f'{shift.until:%H:%M}')}"]
    if len(days) < len(DAYS):
        parts.append(f"days = [{', '.join(map(quoted, days))}]")
    return _inline(parts)


def _days(home: Community) -> list[str]:
    calendar = next(name for name, days in CALENDARS.items() if days == home.workdays.published)
    own = ['# closed = ["2026-12-31"]', '# open = ["2027-01-02"]']
    return [f"calendar = {quoted(calendar)}", *own, '# quiet = "22:00-07:00"']


def _digest(home: Community) -> list[str]:
    if home.digest is None:
        return ['day = "never"']
    days = {number: name for name, number in DAYS.items()}
    return [f"day = {quoted(days[home.digest.day])}", f"hour = {quoted(f'{home.digest.hour:%H:%M}')}"]


def _inline(parts: Iterable[str]) -> str:
    return f"{{ {', '.join(parts)} }}"
