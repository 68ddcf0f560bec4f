"""The board's figures and its plan: rates with what they are made from, medians, a trend, kinds, grids, places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.community import Community
from domain.counting.figures import Figures, Rate
from domain.reports.rating import SHOWN_FROM
from storage import board, figures
from storage.board import Open
from storage.counting import COUNTED, SHOWN
from storage.db import Tx
from web import charts
from web.board import Board
from web.board_words import Voice
from web.charts import Area, Bar, Spot
from web.week import Kept
from web.wish import SPANS, Wish

WEEKS = 12
USUAL = "30"  # days, when none are asked for
LAST = "last"  # the calendar's last week, as meetings talk of it
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures page shows, counted at one moment."""

    since: datetime
    until: datetime
    whole: Figures
    kinds: dict[str | None, Figures]
    grids: dict[str | None, Figures]
    weeks: tuple[tuple[datetime, Figures], ...]  # the oldest first, each from when on


def last_week(home: Community, now: datetime) -> tuple[datetime, datetime]:
    """The seven whole days of the week before this one, Monday to Sunday there."""
    today = now.astimezone(home.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())  # in days of the calendar, whatever the clocks do
    return monday - WEEK, monday


def count(tx: Tx, home: Community, days: int, now: datetime) -> Counted:
    """The figures of the last days, and of each of the last twelve weeks; of no days: of last week.

    What is only counted is in the sums; kind by kind and grid by grid there are only reports that everybody may see.
    """
    since, until = (now - timedelta(days=days), now) if days else last_week(home, now)
    wanted = figures.Wanted(home.code, since, until, now, home.measure, COUNTED)
    shown = figures.Wanted(home.code, since, until, now, home.measure, SHOWN)
    begins = [now - WEEK * n for n in range(WEEKS, 0, -1)]
    weeks = [
        (since, figures.of(tx, figures.Wanted(home.code, since, since + WEEK, now, home.measure, COUNTED)))
        for since in begins
    ]
    return Counted(
        since, until, figures.of(tx, wanted), figures.by_category(tx, shown), figures.by_grid(tx, shown), tuple(weeks)
    )


def routes(pages: Board) -> list[Route]:
    """The addresses of figures and plan."""
    of = FiguresPages(pages)
    return [Route("/board/figures", of.figures), Route("/board/plan", of.plan)]


class FiguresPages:
    """The pages that count."""

    def __init__(self, pages: Board) -> None:
        self._board = pages
        self._counted: Kept[Counted] = Kept()
        self._open: Kept[dict[str | None, Open]] = Kept()

    async def figures(self, request: Request) -> Response:
        """Rates with honest numbers, how long it took, the trend, kinds and grids."""
        board_, home = self._board, self._board.chosen(request)
        voice = board_.voice(request, home)
        days = request.query_params.get("days", USUAL)
        days = days if days in (LAST, *SPANS) else USUAL
        found = await self._counted.get(
            (home.code, days, board_.offset), lambda: board_.lookout.count(count, home, SPANS.get(days, 0), voice.now)
        )
        own = board_.own(home)
        return board_.page(
            request,
            voice,
            "board-figures.html",
            here="figures",
            kept="&".join(filter(None, (f"community={own}" if own else "", f"days={days}"))),
            spans=_spans(voice, days),
            several=own,
            period=_period(voice, found, days),
            listed=_listed(voice, found),
            **values(voice, found, own, days),
        )

    async def plan(self, request: Request) -> Response:
        """Where something is open: the community from above, and the same as a list."""
        board_, home = self._board, self._board.chosen(request)
        voice = board_.voice(request, home)
        found = await self._open.get(
            (home.code, board_.offset), lambda: board_.lookout.look(board.open_places, home.code, voice.now)
        )
        places = [_place(voice, code, found.get(code, Open()), board_.own(home)) for code in home.buildings]
        spots = [
            Spot(point, each["name"], each["count"], each["late"], each["link"] if each["count"] else "", each["said"])
            for code, each in zip(home.buildings, places, strict=True)
            if (point := home.buildings[code].point)
        ]
        areas = [Area(grid.area, grid.names[voice.lang]) for grid in home.grids.values() if grid.area]
        total = sum(each.count for each in found.values())
        drawn = charts.plan(
            spots,
            areas,
            voice.t("board-plan-name", community=home.names[voice.lang]),
            voice.t("board-plan-about"),
            "plan",
        )
        return board_.page(
            request,
            voice,
            "board-plan.html",
            here="plan",
            drawn=drawn,
            places=sorted((each for each in places if each["count"]), key=lambda each: (-each["late"], -each["count"])),
            elsewhere=found.get(None, Open()).count,
            total=total,
            late=sum(each.late for each in found.values()),
            calm=[each for each in places if not each["count"]],
        )


def values(voice: Voice, found: Counted, own: str, days: str) -> dict[str, Any]:
    """What a page with these figures is filled with."""
    span = _of(voice, found, own, days)
    return {
        "broken": _promises(voice, found.whole),
        "asked": _asked(voice, found.whole),
        "medians": _medians(voice, found.whole),
        "beside": _beside(voice, found.whole),
        "trend": _trend(voice, found),
        "weeks": [_week(voice, since, each) for since, each in found.weeks],
        "kinds": _piles(found.kinds, voice.kind, lambda code: span.query(category=code)),
        "grids": _piles(
            found.grids,
            lambda code: voice.grid(code) or voice.t("board-somewhere"),
            lambda code: span.query(grid=code) if voice.grid(code) else "",
        ),
        "took": lambda each: voice.half(each.to_resolve.half, each.to_resolve),
    }


def _spans(voice: Voice, days: str) -> list[tuple[str, str, bool]]:
    """The stretches of time to choose from, (value, words, chosen)."""
    words = {each: voice.t("board-days", days=SPANS[each]) for each in SPANS} | {LAST: voice.t("about-last-week")}
    return [(each, words[each], each == days) for each in ("7", LAST, *list(SPANS)[1:])]


def _period(voice: Voice, found: Counted, days: str) -> str:
    """From when until when."""
    if days == LAST:
        last = found.until - timedelta(days=1)
        return voice.t("about-whole-days", since=voice.day(found.since), until=voice.day(last))
    return voice.t("board-week-days", since=voice.moment(found.since))


def _of(voice: Voice, found: Counted, own: str, days: str) -> Wish:
    """The same stretch of time as the list is asked for it."""
    if days != LAST:
        return Wish(community=own, days=days)
    first, last = (each.astimezone(voice.home.zone).date() for each in (found.since, found.until))
    return Wish(community=own, since=first.isoformat(), until=(last - timedelta(days=1)).isoformat())


def _listed(voice: Voice, found: Counted) -> str:
    """How many of what was reported stand on the list, and how many are only a number."""
    listed = sum(each.reported for each in found.grids.values())
    return voice.t("board-listed", n=found.whole.reported, listed=listed, rest=found.whole.reported - listed)


def _place(voice: Voice, code: str, found: Open, own: str) -> dict[str, Any]:
    name = voice.building(code)
    said = voice.t("board-plan-late", place=name, count=found.count, late=found.late)
    if not found.late:
        said = voice.t("board-plan-some", place=name, count=found.count)
    return {
        "name": name,
        "count": found.count,
        "late": found.late,
        "link": f"/board{Wish(community=own, building=code, state='open' if found.count else '').query()}",
        "said": said,
    }


def _promises(voice: Voice, found: Figures) -> list[dict[str, Any]]:
    """The two promises, what was broken first."""
    return [_rate(voice, name, getattr(found, name), found, False) for name in ("answered", "resolved")]


def _asked(voice: Voice, found: Figures) -> list[dict[str, Any]]:
    """What residents answered; shown from enough answers on, since one or two would say who answered what."""
    return [
        _rate(voice, name, getattr(found, name), found, found.withheld) for name in ("contacted", "solved", "satisfied")
    ]


def _rate(voice: Voice, name: str, rate: Rate, found: Figures, withheld: bool) -> dict[str, Any]:
    title = voice.t(f"board-rate-{name}")
    if withheld:
        return {"title": title, "percent": "", "note": voice.t("board-rate-withheld", count=SHOWN_FROM), "bar": ""}
    if rate.percent is None:
        return {"title": title, "percent": "", "note": voice.t("board-rate-nothing"), "bar": ""}
    missed = rate.of - round(rate.count)
    key = "board-rate-few" if rate.few(found.measure) else "board-rate-of"
    return {
        "title": title,
        "percent": f"{rate.percent}%",
        "missed": voice.t(f"board-rate-missed-{name}", count=missed) if name in ("answered", "resolved") else "",
        "bad": missed > 0,
        "note": voice.t(key, n=rate.of),
        "bar": charts.share(rate.share, "fill", title),
    }


def _medians(voice: Voice, found: Figures) -> list[tuple[str, str, str]]:
    pairs = (("half", found.to_answer), ("fixed", found.to_resolve))
    return [
        (
            voice.t(f"board-{name}"),
            voice.half(spent.half, spent) or voice.t("board-none-yet"),
            voice.t("board-spent-of", count=len(spent.took) + spent.open, open=spent.open),
        )
        for name, spent in pairs
    ]


def _beside(voice: Voice, found: Figures) -> list[str]:
    """What stands beside the rates: put aside, refused, not asked."""
    counts = {
        "overdue": found.overdue,
        "refused": found.refused,
        "reopened": round(found.reopened.count),
        "repeats": round(found.repeats.count),
        "parked": found.parked,
        "withdrawn": found.withdrawn,
        "duplicates": found.duplicates,
        "unrated": found.unrated,
        "by-staff": found.by_staff,
    }
    return [voice.t(f"board-beside-{name}", count=number) for name, number in counts.items() if number]


def _week(voice: Voice, since: datetime, found: Figures) -> dict[str, Any]:
    return {
        "since": voice.day(since),
        "reported": found.reported,
        "done": found.done,
        "broken": _broken(found),
    }


def _broken(found: Figures) -> int:
    return found.answered.of + found.resolved.of - round(found.answered.count + found.resolved.count)


def _trend(voice: Voice, found: Counted) -> Markup:
    local = [since.astimezone(voice.home.zone) for since, _ in found.weeks]
    bars = [
        Bar(f"{at.month}/{at.day}", (_broken(each), each.reported, each.done))
        for at, (_, each) in zip(local, found.weeks, strict=True)
    ]
    total = [sum(values) for values in zip(*(bar.values for bar in bars), strict=True)]
    about = voice.t("board-trend-about", broken=total[0], reported=total[1], done=total[2])
    return charts.trend(bars, ("c-broken", "c-reported", "c-done"), voice.t("board-trend"), about, "trend")


def _piles(found: dict[str | None, Figures], name: Any, link: Any) -> list[dict[str, Any]]:
    piles = [
        {
            "name": name(code or ""),
            "link": link(code or ""),
            "found": each,
            "broken": _broken(each),
            "promised": each.answered.of + each.resolved.of,
        }
        for code, each in found.items()
        if each.reported or each.done or _broken(each)
    ]
    return sorted(piles, key=lambda pile: (-pile["found"].reported, pile["name"]))
