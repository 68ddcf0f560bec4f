"""The columns of each layout, and what stands in them: docs/export.md explains them all.

Codes become words of the reader's language, people become their trade, and times civil times of the community.
Nobody's name, phone number or room is in it; words and places as somebody said them only for who may see them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.export.cells import Cell
from config.wording import Wording
from domain.categories import Visibility
from domain.context import Context
from domain.counting.figures import Figures
from domain.lines import Line, Term, line
from domain.public import visibility
from domain.report import LIVE, Status
from domain.reports import cards
from domain.talk import contacts
from domain.talk.sources import Source
from domain.understanding import spoken
from domain.understanding.result import Place
from storage.exported import Happened, Told

# name -> width in characters; a wide one holds sentences
OWN = {
    "number": 8, "reported": 17, "community": 14, "grid": 12, "place": 22, "category": 14, "urgency": 8, "source": 12,
    "status": 12, "answered": 17, "respond_by": 17, "answered_in_time": 10, "resolved": 17, "resolve_by": 17,
    "resolved_in_time": 10, "reason": 18, "cycles": 8, "supporters": 8, "waited": 10, "assignee": 12, "filed_by": 12,
    "words": 60, "note": 40,
}  # fmt: skip
HOTLINE = {
    "serial": 6, "number": 10, "reported": 17, "source": 12, "claimant": 10, "phone": 14, "category": 14, "urgency": 8,
    "place": 22, "words": 60, "unit": 16, "grid": 12, "assignee": 12, "answered": 17, "resolve_by": 17, "resolved": 17,
    "status": 12, "note": 40, "reason": 18, "resolved_in_time": 10, "service_code": 14, "standard": 20,
}  # fmt: skip
FIGURES = {
    "of": 10, "name": 16, "figure_reported": 8, "figure_done": 8, "answered_rate": 12, "resolved_rate": 12,
    "contacted_rate": 12, "solved_rate": 10, "satisfied_rate": 10, "rated": 10, "combined": 10, "reopened_rate": 10,
    "overdue": 10, "refused": 10,
}  # fmt: skip
EVENTS = {"number": 8, "at": 17, "what": 20, "status": 12, "who": 12, "said": 60}
WAITS = ("parked", "unit")
MS = timedelta(milliseconds=1)
_SAID = frozenset({"words", "note", "said"})  # own words: only for who may read them
_PUBLIC = visibility.stored()  # of these everybody may read the building
_DIGITS = re.compile(r"(?:[\d０-９〇零一二三四五六七八九][\s-]?){7}")  # shorter is no phone number


def of_reports(layout: str, words: bool) -> dict[str, int]:
    """The columns of the sheet of reports.  A hotline list keeps its order: what may not be seen is empty there."""
    if layout == "12345":
        return HOTLINE
    return {name: width for name, width in OWN.items() if words or name not in _SAID}


def of_events(words: bool) -> dict[str, int]:
    """The columns of the sheet of what was done."""
    return {name: width for name, width in EVENTS.items() if words or name not in _SAID}


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads it: their language, and whether they may see people's own words."""

    lang: str
    words: bool


class Teller:
    """Says what stands in each cell of a row."""

    def __init__(self, ctx: Context, wording: Wording, reader: Reader, posts: Mapping[int, tuple[str, str]]) -> None:
        self._ctx, self._wording, self._reader, self._posts = ctx, wording, reader, posts
        self._community = ctx.community.names[reader.lang]
        self.measure = ctx.community.measure  # the weights of its figures
        self._term = lru_cache(maxsize=1_000)(self._named)
        self._public = lru_cache(maxsize=5_000)(self._public_place)

    def heading(self, name: str) -> str:
        """The heading of a column, or the name of a sheet."""
        return self._wording.text(self._reader.lang, f"export-{name.replace('_', '-')}")

    def report(self, told: Told, serial: int) -> Mapping[str, Callable[[], Cell]]:
        """What may stand in the row of a report, each told when it is asked for."""
        return {
            "serial": lambda: serial,
            "number": lambda: told.number,
            "reported": lambda: self._civil(told.reported_at),
            "community": lambda: self._community,
            "unit": lambda: self._unit(told.building),
            "grid": lambda: self._grid(told.grid),
            "place": lambda: self._place(told),
            "category": lambda: None if self._only_counts(told) else self._term("category", told.category),
            "urgency": lambda: self._term("export-urgency", told.urgency),
            "source": lambda: self._term("export-source", told.source),
            "status": lambda: self._status(told),
            "answered": lambda: self._civil(told.answered_at),
            "respond_by": lambda: self._civil(told.respond_by),
            "answered_in_time": lambda: self._in_time(told, told.answered_at, told.respond_by),
            "resolved": lambda: self._civil(told.resolved_at),
            "resolve_by": lambda: self._civil(told.resolve_by),
            "resolved_in_time": lambda: self._in_time(told, told.resolved_at, told.resolve_by),
            "reason": lambda: self._term("refusal", told.reason) if told.reason else None,
            "cycles": lambda: told.cycle,
            "supporters": lambda: told.supporters,
            "waited": lambda: self._waited(told),
            "assignee": lambda: self._who(told.assignee) if told.assignee else None,
            "filed_by": lambda: self._who(told.filed_by) if told.filed_by else None,
            "words": lambda: self._said(told.text),
            "note": lambda: self._said(told.note or told.secured),
            "service_code": lambda: None if self._only_counts(told) else told.category,
            "standard": lambda: (
                None
                if self._only_counts(told)
                else ", ".join(self._ctx.categories.get(told.category).reference) or None
            ),
            "claimant": lambda: None,  # a hotline list has these two columns: nobody's name and number leave here
            "phone": lambda: None,
        }

    def event(self, happened: Happened) -> Mapping[str, Callable[[], Cell]]:
        """What may stand in the row of something that was done."""
        return {
            "number": lambda: happened.number,
            "at": lambda: self._civil(happened.at),
            "what": lambda: self._term("export-event", happened.kind),
            "status": lambda: self._term("status", happened.status),
            "who": lambda: self._who(happened.actor, happened.by_reporter),
            "said": lambda: self._said(happened.text),
        }

    def figures(self, kind: str, code: str | None, figures: Figures) -> list[Cell]:
        """The figures of everything, of a grid or of a category, in the order of ``FIGURES``; rates in per cent.

        Those that few residents' answers made stay empty, as they do everywhere else.
        """
        if kind == "all":
            name: str | None = self._community
        else:
            name = self._grid(code) if kind == "grid" else self._term("category", code or "other")
        asked = (figures.contacted, figures.solved, figures.satisfied)
        combined = None if figures.withheld or figures.combined is None else round(figures.combined, 1)
        return [
            self._term("export-figures", kind),
            name or self._term("place", "unknown"),
            figures.reported,
            figures.done,
            figures.answered.percent,
            figures.resolved.percent,
            *(None if figures.withheld else rate.percent for rate in asked),
            figures.rated,
            combined,
            figures.reopened.percent,
            figures.overdue,
            figures.refused,
        ]

    def _civil(self, at: datetime | None) -> datetime | None:
        """As the clock on the wall shows it, to the second."""
        return at.astimezone(self._ctx.community.zone).replace(tzinfo=None, microsecond=0) if at else None

    def _status(self, told: Told) -> str:
        """What waits for a date or for another unit is in nobody's hands."""
        waits = told.status == Status.ACKNOWLEDGED and told.pause in WAITS
        return self._term("export-standing", told.pause) if waits and told.pause else self._term("status", told.status)

    def _waited(self, told: Told) -> float:
        """Hours in which the clock stood, those of a pause that is not over among them."""
        runs = told.paused_since and told.status in LIVE
        now = self._ctx.now - told.paused_since if told.paused_since and runs else timedelta()
        return round((told.waited * MS + now) / timedelta(hours=1), 1)

    def _in_time(self, told: Told, at: datetime | None, by: datetime) -> str | None:
        """Whether a promise was kept; nothing while it may still be, or when it is nobody's any more."""
        if at is None and (by > self._ctx.now or told.status not in ("open", "acknowledged")):
            return None
        if told.source in (Source.ROUND, Source.FIXED):  # nobody was promised anything
            return None
        return self._term("export-in-time", "yes" if at is not None and at <= by else "no")

    def _who(self, person: int | None, by_reporter: bool = False) -> str:
        if person is None:
            return self._term("export-who", "desk")
        if by_reporter:
            return self._term("export-who", "reporter")
        role, trade = self._posts.get(person, ("", ""))
        if trade:
            return self._term("trade", trade)
        return self._term("role", role) if role else self._term("export-who", "resident")

    def _grid(self, code: str | None) -> str | None:
        grid = self._ctx.community.grids.get(code or "")
        return grid.names[self._reader.lang] if grid else None

    def _unit(self, building: str | None) -> str:
        """Who is to do it: the property company that looks after the building, else the community."""
        company = self._ctx.community.company(building)
        return company.names[self._reader.lang] if company else self._community

    def _only_counts(self, told: Told) -> bool:
        """Whether it is private to whoever reads codes alone (the street): it is counted, and not told what it is."""
        return not self._reader.words and told.visibility == Visibility.PRIVATE

    def _place(self, told: Told) -> str | None:
        if self._reader.words:
            return self._said(told.place) if told.place else self._term("place", "unknown")
        if told.visibility not in _PUBLIC:
            return None
        return self._public(told.place, told.building, told.grid)

    def _public_place(self, words: str, building: str | None, grid: str | None) -> str:
        lang = self._reader.lang
        return self._line(line("text", text=cards.public_place(self._ctx, Place(words, building, grid), lang)))

    def _said(self, words: str) -> str | None:
        """Somebody's own words, without a phone number that may have stayed in them."""
        if not self._reader.words:
            return None
        if _DIGITS.search(words):
            _, found = contacts.split(words)
            for phone in found.phones if found else ():
                words = contacts.without(words, phone)
        if contacts.KEPT in words or spoken.HEARD in words:
            return self._line(line("text", text=words))
        return words

    def _named(self, kind: str, code: str) -> str:
        return self._line(line("text", text=Term(kind, code)))

    def _line(self, words: Line) -> str:
        return self._wording.line(self._reader.lang, words, self._ctx.now, self._ctx.community.zone)
