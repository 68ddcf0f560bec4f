"""The display in the lobby: one full page that turns by itself, for old television browsers too.

No script and no animation: a header tells the browser to ask for the next page.  ``still=1`` stops it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.community import Community
from domain.incidents.known import GRID
from domain.report import Report
from storage import board, reports
from storage.board import Entry, Wanted
from storage.db import Tx
from web import board_words
from web.board import Board
from web.board_words import Voice
from web.wish import number

TURN = 15  # s for a page: five lines are read in that time
LINES = 5
WEEK = timedelta(days=7)
EMERGENCY = ("110", "119", "120")
FIRST = ("duty", "property", "lift", "water", "power", "gas")

Seen = tuple[list[Entry], list[Entry], list[Report]]


def route(pages: Board) -> Route:
    """The address of the display."""
    return Route("/screen", Screen(pages).show)


def seen(tx: Tx, home: Community, now: datetime) -> Seen:
    """What was fixed this week, what is open with the late ones first, and the known incidents."""
    wanted = Wanted(home.code, state="late")
    late = list(board.page(tx, wanted, now, LINES).entries)
    opened = [each for each in board.page(tx, Wanted(home.code, state="open"), now, LINES).entries if each not in late]
    known = [each for each in reports.known(tx, home.code) if each.visibility == "public"]
    return board.fixed(tx, home.code, now - WEEK, LINES), (late + opened)[:LINES], known


class Screen:
    """The pages of the display, one after the other; empty ones are left out."""

    def __init__(self, pages: Board) -> None:
        self._board = pages

    async def show(self, request: Request) -> Response:
        """One of them, and how to come to the next."""
        home = self._board.chosen(request)
        voice = self._board.voice(request, home)
        week = await self._board.week(voice)
        found = await self._board.lookout.look(seen, home, voice.now)
        slides = _slides(voice, self._board.headline(voice, week), found)
        which = number(request.query_params.get("page", "")) % len(slides)
        still = "still" in request.query_params
        own = self._board.own(home)
        query = "".join((f"community={own}&" if own else "", f"lang={voice.lang}&"))
        after = f"/screen?{query}page={(which + 1) % len(slides)}"
        answer = self._board.page(
            request,
            voice,
            "screen.html",
            slide=slides[which],
            which=which,
            many=len(slides),
            clock=voice.moment(voice.now),
            still=still,
            next=after + ("&still=1" if still else ""),
            stop=f"/screen?{query}page={which}&still=1",
            go=f"/screen?{query}page={which}",
        )
        if not still:
            answer.headers["Refresh"] = f"{TURN}; url={after}"
        return answer


def _slides(voice: Voice, week: dict[str, Any], found: Seen) -> list[dict[str, Any]]:
    fixed, opened, known = found
    slides: list[dict[str, Any]] = [{"kind": "week", "title": voice.t("board-week"), "week": week}]
    if known:
        slides.append(
            {"kind": "known", "title": voice.t("screen-known"), "rows": [_known(voice, k) for k in known[:4]]}
        )
    if opened:
        slides.append({"kind": "rows", "title": voice.t("screen-open"), "rows": _rows(voice, opened)})
    if fixed:
        slides.append({"kind": "rows", "title": voice.t("screen-fixed"), "rows": _rows(voice, fixed)})
    slides.append({"kind": "phones", "title": voice.t("screen-phones"), "rows": _phones(voice)})
    return slides


def _rows(voice: Voice, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [board_words.row(voice, entry) for entry in entries]


def _known(voice: Voice, report: Report) -> dict[str, str]:
    known = report.known
    assert known is not None
    names = [voice.grid(code[1:]) if code.startswith(GRID) else voice.building(code) for code in known.area]
    where = voice.t("list-join").join(filter(None, names)) or voice.home.names[voice.lang]
    begins = voice.moment(known.begins)
    if known.until:
        when = voice.t("screen-from-until", begins=begins, until=voice.moment(known.until))
    else:
        when = voice.t("screen-from", begins=begins)
    return {"what": voice.kind(report.category), "where": where, "when": when, "words": known.words}


def _phones(voice: Voice) -> list[tuple[str, str]]:
    term, phones = voice.site.wording.term, voice.home.phones
    own = sorted(phones, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    every = [(name, name) for name in EMERGENCY] + [(name, phones[name]) for name in own]
    return [(term(voice.lang, "phone", name), digits) for name, digits in every]
