"""Everything Huiyin says, in every language it speaks: the Fluent files in config/wording/<language>/.

A decision names keys and typed arguments; the words are chosen here, when a message is kept.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Placeable, Resource, TextElement, VariableReference

from config.errors import ConfigError
from domain.categories import Categories
from domain.lines import Arg, Day, Hour, Joined, Line, Named, Numbered, Term
from domain.talk.contacts import KEPT
from domain.understanding.spoken import HEARD

LANGUAGES = ("zh-CN", "en")
DAYS = {-1: "day-yesterday", 0: "day-today", 1: "day-tomorrow"}
GROUPED = 1_000  # from here on languages write a number each in their own way
FAR = 60  # days; nobody asks of which year the 4th of January is that comes next week
FOLDER = Path(__file__).parent / "wording"


Plain = tuple[tuple[str, ...], str]  # the arguments in their order, and the words: with arguments, %s for each


def _plain(pattern: object) -> Plain | None:
    """A text of words and arguments alone, which need no plural or choice: joined here in a tenth of the time,
    and without the library's limit of 2,500 characters an argument.  None for any other."""
    names, words = [], ""
    for element in [pattern] if isinstance(pattern, TextElement) else getattr(pattern, "elements", [None]):
        if isinstance(element, TextElement):
            words += element.value.replace("%", "%%")
        elif isinstance(element, Placeable) and isinstance(element.expression, VariableReference):
            names.append(element.expression.id.name)
            words += "%s"
        else:
            return None
    return tuple(names), words if names else words % ()


class Wording:
    """The words of every language.  ``strict`` raises on a missing argument, as tests want it."""

    def __init__(self, bundles: Mapping[str, FluentBundle], categories: Categories, strict: bool = False) -> None:
        self._bundles = bundles
        self._categories = categories
        self.strict = strict
        self._plain: dict[tuple[str, str], Plain | None] = {}  # texts that choose nothing, said all day

    def text(self, lang: str, key: str, **args: str | int) -> str:
        """One text, with arguments that are already words or numbers."""
        bundle = self._bundles.get(lang) or self._bundles[LANGUAGES[0]]
        if (lang, key) not in self._plain:
            self._plain[lang, key] = _plain(bundle.get_message(key).value)
        if plain := self._plain[lang, key]:
            names, words = plain
            if not names:
                return words
            said = tuple([args.get(name) for name in names])
            if all([isinstance(each, str) or (isinstance(each, int) and 0 <= each < GROUPED) for each in said]):
                return words % said
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, dict(args))
        if errors and self.strict:
            raise errors[0]
        return str(text)

    def has(self, lang: str, key: str) -> bool:
        """Whether this language has a text of this name."""
        return self._bundles[lang].has_message(key)

    def keys(self, lang: str, prefix: str) -> list[str]:
        """The names of all texts that begin with ``prefix``."""
        return sorted(key for key in self._bundles[lang]._messages if key.startswith(prefix))

    def line(self, lang: str, line: Line, now: datetime, zone: ZoneInfo) -> str:
        """A line that a decision named, in words."""
        if line.key == "text":  # already words: a name, a number, somebody's own text
            return str(self._arg(lang, line.args["text"], now, zone))
        if line.key == "category":
            return self._arg(lang, line.args["category"], now, zone)  # type: ignore[return-value]
        if not line.args:
            return self.text(lang, line.key)
        return self.text(lang, line.key, **{name: self._arg(lang, arg, now, zone) for name, arg in line.args.items()})

    def _arg(self, lang: str, arg: Arg, now: datetime, zone: ZoneInfo) -> str | int:
        match arg:
            case str() if KEPT in arg or HEARD in arg:
                arg = arg.replace(KEPT, self.text(lang, "contact-kept"))
                return arg.replace(HEARD, self.text(lang, "heard-by-machine"))
            case str() | int():
                return arg
            case Term(kind, code):
                return self.term(lang, kind, code)
            case Named(names):
                return names[lang]
            case Numbered(number, _):
                return str(number)
            case Hour(at, dated):
                return self.moment(lang, at, now, zone, dated)
            case Day(at, dated):
                return self.day(lang, at, now, zone, dated)
            case Line():
                return self.line(lang, arg, now, zone)
            case timedelta():
                return self.duration(lang, arg)
            case Joined(items):
                return self.text(lang, "list-join").join(str(self._arg(lang, item, now, zone)) for item in items)

    def term(self, lang: str, kind: str, code: str) -> str:
        """The name of a code: from the category file, or the text ``<kind>-<code>``."""
        if kind == "category":
            return self._categories.get(code).names[lang]
        if kind == "elsewhere":
            return self._categories.get(code).elsewhere[lang]
        key = f"{kind}-{code}"
        return self.text(lang, key) if self.has(lang, key) else code

    def moment(self, lang: str, at: datetime, now: datetime, zone: ZoneInfo, dated: bool = False) -> str:
        """An hour as people say it: today 13:30, tomorrow morning 9:30, or with its date."""
        local = at.astimezone(zone)
        time = f"{local.hour}:{local.minute:02}"
        part = "night" if local.hour < 5 else "morning" if local.hour < 12 else "later"
        time = self.text(lang, f"time-{part}", time=time)
        return self.text(
            lang, "moment", day=self._day(lang, local.date(), now.astimezone(zone).date(), dated), time=time
        )

    def day(self, lang: str, at: datetime, now: datetime, zone: ZoneInfo, dated: bool = False) -> str:
        """A day as people say it: today, tomorrow, or its date; always its date when ``dated``."""
        return self._day(lang, at.astimezone(zone).date(), now.astimezone(zone).date(), dated)

    def _day(self, lang: str, day: date, today: date, dated: bool) -> str:
        days = day.toordinal() - today.toordinal()
        if not dated and days in DAYS:
            return self.text(lang, DAYS[days])
        return _date(lang, day.toordinal(), year=day.year != today.year and abs(days) > FAR)

    def duration(self, lang: str, span: timedelta) -> str:
        """A stretch of time in its two largest units."""
        minutes = int(span.total_seconds()) // 60
        days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
        if days:
            return self.text(lang, "duration-days", days=days, hours=hours)
        if hours:
            return self.text(lang, "duration-hours", hours=hours, minutes=minutes)
        return self.text(lang, "duration-minutes", minutes=minutes)


@lru_cache(maxsize=512)
def _date(lang: str, ordinal: int, year: bool) -> str:
    locale, pattern = ("zh_Hans_CN", "M月d日") if lang == "zh-CN" else ("en", "EEE d MMM")
    if year:
        pattern = f"y年{pattern}" if lang == "zh-CN" else f"{pattern} y"
    return format_date(datetime.fromordinal(ordinal).date(), pattern, locale=locale)


def load(categories: Categories, folder: Path = FOLDER, strict: bool = False) -> Wording:
    """Read the wording files of every language.  Raises ``ConfigError`` naming the file and line."""
    return Wording({lang: _bundle(lang, folder / lang) for lang in LANGUAGES}, categories, strict)


def _bundle(lang: str, folder: Path) -> FluentBundle:
    bundle = FluentBundle([lang], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(_entries(path, path.read_text(encoding="utf-8")))
    return bundle


@lru_cache(maxsize=1024)  # reading them takes most of a start; tests start hundreds of desks in one process
def _entries(path: Path, text: str) -> Resource:
    resource = FluentResource(text)
    for entry in resource.body:
        if isinstance(entry, Junk):
            found = " ".join(str(entry.content).split())[:80]
            raise ConfigError(path, found, "this is no text entry", "receipt = 收到了,编号{ $number }。")
    return resource
