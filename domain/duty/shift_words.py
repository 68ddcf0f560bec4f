"""A shift as somebody writes it in one line: 夜班 20:00-8:00 周一到周五; and how one is said."""

import re
from collections.abc import Mapping
from datetime import time
from unicodedata import normalize

from domain.community import Community
from domain.duty.roster import Shift
from domain.lines import Arg, Joined, Line, Term, line
from domain.understanding.folding import fold

LONGEST = 12  # characters of a name; it stands on buttons
EVERY_DAY = frozenset(range(7))
_TO = r"\s*(?:-+|—+|–|~|到|至|to)\s*"
_HOURS = re.compile(
    rf"(\d{{1,2}})(?:[:点时](\d{{2}})?分?){_TO}(?:次日|第二天)?\s*(\d{{1,2}})(?:[:点时](\d{{2}})?分?)", re.IGNORECASE
)
_ZH, _EN = "一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_ZH = re.compile(rf"(?:周|星期|礼拜)([一二三四五六日天]+)(?:{_TO}(?:周|星期|礼拜)?([一二三四五六日天]))?")
_DAYS_EN = re.compile(rf"\b({'|'.join(_EN)})[a-z]*(?:{_TO}({'|'.join(_EN)})[a-z]*)?\b", re.IGNORECASE)
_WHOLE = {
    EVERY_DAY: re.compile(r"每天|天天|every ?day|daily", re.IGNORECASE),
    frozenset(range(5)): re.compile(r"工作日|weekdays?", re.IGNORECASE),
    frozenset({5, 6}): re.compile(r"周末|weekends?", re.IGNORECASE),
}


def has_hours(text: str) -> bool:
    """Whether somebody wrote from when until when."""
    return _HOURS.search(normalize("NFKC", text)) is not None


def read(text: str, code: str, community: Community, trades: Mapping[str, str]) -> Shift | None:
    """The shift that one line says, which nobody has yet; None when its hours or its name are missing.

    Words that name a grid or a trade (``trades``: name -> code) limit it; what is left over is its name.
    """
    words = normalize("NFKC", text)
    hours = _HOURS.search(words)
    if hours is None:
        return None
    since_h, since_m, until_h, until_m = (int(each or 0) for each in hours.groups())
    if max(since_h, until_h) > 24 or max(since_m, until_m) > 59:
        return None
    days, rest = _days(words[: hours.start()] + " " + words[hours.end() :])
    grids = {fold(name): grid.code for grid in community.grids.values() for name in grid.names.values()}
    grids_left = _taken(grids, rest)
    trades_left = _taken({fold(name): trade for name, trade in trades.items()}, grids_left[1])
    name = " ".join(trades_left[1].replace(",", " ").replace("、", " ").split())
    if not 0 < len(name) <= LONGEST:
        return None
    return Shift(
        code,
        days or EVERY_DAY,
        time(since_h % 24, since_m),
        time(until_h % 24, until_m),
        frozenset(),
        grids_left[0],
        trades_left[0],
        name,
    )


def _taken(names: Mapping[str, str], rest: str) -> tuple[frozenset[str], str]:
    """The codes of these names that stand in a line as words of their own, and the line without them."""
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        pattern = re.compile(rf"(?:^|(?<=[\s,、]))(?:只限|only )?{re.escape(name)}(?=$|[\s,、])")
        folded = fold(rest)
        if match := pattern.search(folded):
            found.add(names[name])
            rest = rest[: match.start()] + rest[match.end() :]
    return frozenset(found), rest


def _days(words: str) -> tuple[frozenset[int], str]:
    """The weekdays that a line names, and the line without them."""
    found: set[int] = set()
    for days, pattern in _WHOLE.items():
        if pattern.search(words):
            found |= days
            words = pattern.sub(" ", words)
    for match in _DAYS_ZH.finditer(words):
        listed = [_ZH.index(day.replace("天", "日")) for day in match[1]]
        found |= {*listed, *_until(listed[-1], _ZH.index(match[2].replace("天", "日")) if match[2] else None)}
    for match in _DAYS_EN.finditer(words):
        first = _EN.index(match[1].lower())
        found |= {first, *_until(first, _EN.index(match[2].lower()) if match[2] else None)}
    return frozenset(found), _DAYS_EN.sub(" ", _DAYS_ZH.sub(" ", words))


def _until(first: int, last: int | None) -> set[int]:
    """The days from one to another, over Sunday where that is the way."""
    return set() if last is None else {(first + at) % 7 for at in range((last - first) % 7 + 1)}


# --- how one is said ----------------------------------------------------------------------------------


def named(shift: Shift) -> Arg:
    """What it is called."""
    return shift.name or Term("shift", shift.code)


def when(shift: Shift) -> Line:
    """Its name, days and hours."""
    since, until = hours(shift)
    if len(shift.days) == 7:
        return line("shift-daily", name=named(shift), since=since, until=until)
    return line("shift-on", name=named(shift), days=_said_days(sorted(shift.days)), since=since, until=until)


def hours(shift: Shift) -> tuple[str, str]:
    """From when until when, by the clock."""
    return _clock(shift.since), _clock(shift.until)


def _said_days(days: list[int]) -> Arg:
    """周一到周五, or each by its name."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return line("days-span", first=Term("weekday", str(days[0])), last=Term("weekday", str(days[-1])))
    return Joined(tuple(Term("weekday", str(day)) for day in days))


def described(community: Community, shift: Shift, lang: str) -> Line:
    """The same, and to what it is limited."""
    limits: tuple[str | Term, ...] = (
        *(grid.names[lang] for code, grid in community.grids.items() if code in shift.grids),
        *(Term("trade", trade) for trade in sorted(shift.trades)),
    )
    return line("shift-limited", shift=when(shift), limits=Joined(limits)) if limits else when(shift)


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
