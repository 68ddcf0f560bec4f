"""The results board: the list of what was reported, and a page for each report.

Server-rendered, nothing but links and a GET form; what it may show is in storage/board.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.community import Community
from domain.reports.rating import SHOWN_FROM
from domain.understanding.bigrams import Called
from storage import board
from storage.board import STATES, Entry, Page, Whole
from storage.looking import Lookout
from web import board_words, numbers, wish
from web.board_words import Voice
from web.site import Site, language
from web.week import Kept, Week, week
from web.wish import SPANS, Wish

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed in which nothing is yet
SIZE = 20  # reports on one page
FEED = 40  # in a feed
WORDED = 2_000  # lines that are remembered for a minute


def routes(pages: "Board") -> list[Route]:
    """The addresses of the board."""
    return [
        Route("/board", pages.overview),
        Route(f"/board/{{number:{numbers.NAME}}}", pages.one),
        Route("/board.atom", pages.feed),
        Route("/results", pages.moved),
    ]


class Board:
    """The pages of the board."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._weeks: Kept[Week] = Kept()
        self._called: dict[str, Mapping[str, Called]] = {}
        self._choosable: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        self._minute: datetime | None = None  # of which the lines below are
        self._worded: dict[tuple[str, str, datetime], dict[Entry, dict[str, Any]]] = {}

    @property
    def lookout(self) -> Lookout:
        """What all pages read with."""
        assert self._site.lookout is not None
        return self._site.lookout

    @property
    def site(self) -> Site:
        """Whose pages they are."""
        return self._site

    @property
    def offset(self) -> timedelta:
        """How far a trial moved the clock: figures of another hour are others."""
        return self._site.clock.offset

    async def moved(self, request: Request) -> Response:
        """Where the results were before there was a board; digests of long ago lead there."""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/board{query}", 301)

    async def overview(self, request: Request) -> Response:
        """What was reported, the newest first, with the figures of the week above it."""
        site, home = self._site, self.chosen(request)
        voice, asked = self.voice(request, home), wish.read(request, site, home)
        found = await self._found(voice, asked, SIZE)
        first, last = (found.entries[0].number, found.entries[-1].number) if found.entries else (0, 0)
        front = not (asked.before or asked.after or asked.narrowed)
        return self.page(
            request,
            voice,
            "board.html",
            here="list",
            wish=asked,
            kept=asked.query()[1:],
            place=voice.building(asked.building),
            rows=self._rows(voice, found.entries),
            newer=asked.query(before=0, after=first) if found.newer and first else "",
            older=asked.query(before=last, after=0) if found.older and last else "",
            week=self.headline(voice, await self.week(voice)) if front else None,
            filters=self._filters(voice, asked),
            everything=Wish(community=asked.community).query() or "/board",
            feed=asked.query(voice.lang, before=0, after=0),
        )

    async def feed(self, request: Request) -> Response:
        """The same list for a feed reader, with the same filters; the language stays in its address."""
        home = self.chosen(request)
        voice, asked = self.voice(request, home), wish.read(request, self._site, home)
        found = await self._found(voice, replace(asked, before=0, after=0), FEED)
        rows = [
            {**board_words.row(voice, entry), "updated": board_words.stamp(board_words.changed(entry, voice.now))}
            for entry in found.entries
        ]
        answer = self.page(
            request,
            voice,
            "board.atom",
            rows=rows,
            query=asked.query(voice.lang, before=0, after=0),
            updated=max((row["updated"] for row in rows), default=board_words.stamp(BEGAN)),
        )
        answer.headers["content-type"] = "application/atom+xml; charset=utf-8"
        return answer

    async def _found(self, voice: Voice, asked: Wish, size: int) -> Page:
        wanted = wish.wanted(asked, self._names(voice.home) if asked.q else {}, voice.home, voice.now)
        if asked.q and not wanted.match:  # nothing but signs: there is nothing to look for
            return Page((), False, False)
        return await self.lookout.look(board.page, wanted, voice.now, size, before=asked.before, after=asked.after)

    def _names(self, home: Community) -> Mapping[str, Called]:
        if home.code not in self._called:
            self._called[home.code] = wish.names(self._site, home)
        return self._called[home.code]

    async def one(self, request: Request) -> Response:
        """One report: how it stands, what was promised, what happened."""
        home = self.chosen(request)
        voice = self.voice(request, home)
        number = request.path_params["number"]
        found = await self.lookout.look(board.whole, home.code, number) if number < 1 << 62 else None
        if found is None:
            return await self._gone(request, voice, number)
        return self.page(
            request,
            voice,
            "board-report.html",
            here="",
            row=board_words.row(voice, found.entry) | {"next": board_words.what_next(voice, found)},
            title=board_words.title(voice, found.entry),
            words=found.words,
            promises=board_words.promises(voice, found),
            steps=board_words.timeline(voice, found),
            found=found,
            supporters=found.supporters if found.supporters >= SHOWN_FROM else 0,
            paused=voice.day(found.paused_until) if found.paused_until else "",
            summary=self._summary(voice, found),
            near=self._near(voice, found),
            alike=Wish(community=self.own(home), category=found.entry.category).query(),
        )

    # --- what all pages of the board share ---------------------------------------------------------------

    def chosen(self, request: Request) -> Community:
        """The community that was asked for; the first when none was.  404 when there is none of that code."""
        code = request.query_params.get("community", self._site.community.code)
        if code not in self._site.communities:
            raise HTTPException(404, f"no community is called {code[:40]!r} here")
        return self._site.communities[code]

    def voice(self, request: Request, home: Community) -> Voice:
        """Who speaks on this page."""
        return Voice(self._site, home, language(request), self._site.clock.now())

    def page(self, request: Request, voice: Voice, name: str, **values: Any) -> Response:
        """A page within the frame of the board."""
        site, home, lang = self._site, voice.home, voice.lang
        several = bool(self.own(home))
        return site.page(
            request,
            name,
            lang=lang,
            trial=site.trial,
            sample=home.sample,
            community=home.names[lang],
            own=Wish(community=self.own(home)).query(),
            within=f"{asked}&" if (asked := values.pop("kept", "")) else f"community={home.code}&" if several else "",
            communities=[(each.code, each.names[lang]) for each in site.communities.values()] if several else [],
            chosen=home.code,
            path=request.url.path,
            whom=f"/q/{home.code}",
            printed=voice.day(voice.now),
            duty=home.phones.get("duty", ""),
            chat=self._chat(voice),
            base=site.address or str(request.base_url).rstrip("/"),
            **values,
        )

    def _chat(self, voice: Voice) -> str:
        """Where a visitor can say something in the browser; empty where they cannot."""
        site, several = self._site, self.own(voice.home)
        asked = "&".join(filter(None, (several and f"community={several}", f"lang={voice.lang}")))
        return f"{site.chat}?{asked}" if site.chat else ""

    async def nowhere(self, request: Request) -> Response:
        """No page has this address, said so that people understand it."""
        answer = self.page(request, self.voice(request, self._site.community), "board-nowhere.html", here="")
        answer.status_code = 404
        return answer

    def own(self, home: Community) -> str:
        """What an address says of the community: nothing where there is only one."""
        return home.code if len(self._site.communities) > 1 else ""

    def _near(self, voice: Voice, found: Whole) -> str:
        entry, several = found.entry, self.own(voice.home)
        if voice.building(entry.building):
            return Wish(community=several, building=entry.building or "").query()
        return Wish(community=several, grid=entry.grid or "").query() if voice.grid(entry.grid) else ""

    async def week(self, voice: Voice) -> Week:
        """The figures of the last seven days, at most a minute old; a clock that was moved has figures of its own."""
        key = (voice.home.code, self.offset)
        return await self._weeks.get(key, lambda: self.lookout.count(week, voice.home, voice.now))

    async def _gone(self, request: Request, voice: Voice, number: int) -> Response:
        """Never there, private, or taken out of the public view: only of the last does the page say more."""
        entry = None
        if number < 1 << 62:
            entry = await self.lookout.look(board.number_of, voice.home.code, number)
        row = board_words.row(voice, entry) if entry and not entry.category else None
        answer = self.page(request, voice, "board-missing.html", here="", number=number, row=row)
        answer.status_code = 404 if row is None else 410
        return answer

    def headline(self, voice: Voice, found: Week) -> dict[str, Any]:
        """The figures of the week as they are said."""
        figures = found.found
        return {
            "since": voice.moment(found.since),
            "broken": found.broken,
            "unanswered": found.unanswered,
            "unfinished": found.unfinished,
            "overdue": figures.overdue,
            "listed": min(found.late, figures.overdue),
            "kept": found.kept,
            "reported": figures.reported,
            "done": figures.done,
            "half": voice.half(found.half, figures.to_answer),
            "fixed": voice.half(found.fixed, figures.to_resolve),
            "promised": found.broken + found.kept,
        }

    def _filters(self, voice: Voice, asked: Wish) -> dict[str, list[tuple[str, str, bool]]]:
        """What may be chosen, (value, words, chosen)."""
        home, lang = voice.home, voice.lang
        if (home.code, lang) not in self._choosable:
            self._choosable[home.code, lang] = {
                "state": {each: voice.t(f"board-state-{each}") for each in STATES},
                "category": {code: names[lang] for code, names in wish.shown(self._site, home).items()},
                "building": {code: building.names[lang] for code, building in home.buildings.items()},
                "grid": {code: grid.names[lang] for code, grid in home.grids.items()},
                "days": {each: voice.t("board-days", days=SPANS[each]) for each in SPANS},
            }
        return {name: _choices(getattr(asked, name), names) for name, names in self._choosable[home.code, lang].items()}

    def _rows(self, voice: Voice, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        """The lines of a list; within a minute each is worded once, however many look at it."""
        minute = voice.now.replace(second=0, microsecond=0)
        key = (voice.home.code, voice.lang, minute)
        if self._minute != minute:
            self._minute, self._worded = minute, {}
        worded = self._worded.setdefault(key, {})
        for entry in entries:
            if entry not in worded:
                worded[entry] = board_words.row(voice, entry)
        if len(worded) > WORDED:
            self._minute = None
        return [worded[entry] for entry in entries]

    def _summary(self, voice: Voice, found: Whole) -> str:
        """One sentence for a link's preview."""
        entry = found.entry
        said = board_words.promise(voice, entry)
        state = board_words.state(voice, entry)
        return voice.t("board-summary", state=state, promise=said) if said else state


def _choices(chosen: str, names: dict[str, str]) -> list[tuple[str, str, bool]]:
    return [(value, words, value == chosen) for value, words in names.items()]
