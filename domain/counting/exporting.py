"""Exporting in the chat: which period, which format, how far it is, and the file.

Pure.  The file itself is written beside the desk (bot/exporter.py); what stands in it, docs/export.md.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.buttons import data
from domain.context import Context
from domain.effects import Effects, Priority, Say
from domain.lines import Button, Line, Rows, line
from domain.people import Chat, Person
from domain.permissions import MAY, may
from domain.reports import cards

PERIODS = ("week", "lastweek", "month", "lastmonth", "year")
FORMATS = {"xlsx": ("xlsx", "own"), "csv": ("csv", "own"), "12345": ("xlsx", "12345")}  # button -> format, layout
ASKING = "export"  # the tag of the question


@dataclass(frozen=True, slots=True)
class Export:
    """One export that somebody asked for, and how it stands."""

    id: int  # 0: not stored yet
    community: str
    person: int
    chat: int
    since: date
    until: date  # counts
    format: str
    layout: str
    words: bool
    grids: tuple[str, ...]
    lang: str
    at: datetime
    state: str = "waiting"  # done, failed
    percent: int = 0
    reports: int = 0
    file: str = ""  # the document: <what nobody can guess>/<name>

    @property
    def tag(self) -> str:
        """The tag of the message that says how far it is."""
        return f"export:{self.id}"


def days(period: str, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of a period, as seen from now; what has not come yet counts along."""
    today = now.astimezone(zone).date()
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    match period:
        case "week":
            return monday, monday + timedelta(days=6)
        case "lastweek":
            return monday - timedelta(days=7), monday - timedelta(days=1)
        case "month":
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        case "lastmonth":
            return (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)
        case _:
            return date(today.year, 1, 1), date(today.year, 12, 31)


def scope(person: Person) -> tuple[bool, tuple[str, ...]]:
    """Whether they get people's words, and in which grids (none named: all)."""
    words = may(person, "export_words")
    grants = [grant for grant in person.grants if grant.role in MAY["export_words" if words else "export"]]
    if any(not grant.grids for grant in grants):
        return words, ()
    return words, tuple(sorted({grid for grant in grants for grid in grant.grids}))


def span(since: date, until: date) -> Line:
    """A period in words."""
    return line("export-days", since=since.isoformat(), until=until.isoformat())


def ask_period(chat: Chat, again: bool = True) -> Effects:
    """Which period?"""
    buttons = tuple(Button(line(f"export-period-{each}"), data("export", arg=each)) for each in PERIODS)
    yield Say(chat, (line("export-ask-period"),), cards.in_rows(buttons, 2), tag=ASKING, again=again)


def ask_format(ctx: Context, chat: Chat, period: str) -> Effects:
    """Which format?"""
    words = span(*days(period, ctx.now, ctx.community.zone))
    rows: Rows = tuple(
        (Button(line(f"export-format-{each}"), data("export", arg=f"{period}.{each}")),) for each in FORMATS
    )
    back = (cards.button("back", "export"),)
    yield Say(chat, (line("export-ask-format", period=words), line("export-format-note")), (*rows, back), tag=ASKING)


def working(chat: Chat, export: Export) -> Effects:
    """How far it is: one message, which changes."""
    words = line("export-working", days=span(export.since, export.until), percent=export.percent)
    yield Say(chat, (words,), tag=export.tag, replaces=ASKING)


def _command(export: Export) -> str:
    """The same at the machine itself, where nothing is too large."""
    layout = "" if export.layout == "own" else f" --layout {export.layout}"
    words = "" if export.words else " --no-words"
    days = f"--from {export.since.isoformat()} --to {export.until.isoformat()}"
    return f"huiyin export --community {export.community} {days} --format {export.format}{layout}{words}"


def failed(chat: Chat, export: Export) -> Effects:
    """It did not work."""
    yield Say(chat, (line("export-failed"),), tag=export.tag)


def ready(ctx: Context, chat: Chat, export: Export) -> Effects:
    """The file, with a word of what is in it."""
    days = span(export.since, export.until)
    yield Say(chat, (line("export-ready", days=days),), tag=export.tag)
    community = ctx.community.names[chat.lang]
    yield Say(
        chat,
        (
            line("export-caption", community=community, days=days, count=export.reports),
            line("export-caption-words" if export.words else "export-caption-codes"),
        ),
        document=export.file,
        gone=line("export-gone"),
        large=line("export-large", command=_command(export)),
        priority=Priority.NOTICE,
    )
