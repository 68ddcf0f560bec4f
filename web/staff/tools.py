"""The other pages of those who work here: filing for others, calls, roster, what is public, figures, export, machine.

Each shows what the chat answers to the same request, made of the same decisions; what is pressed or written on them
goes the same way as there.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.categories import Visibility
from domain.counting import exporting, weighed
from domain.duty import watch, workload
from domain.effects import Say
from domain.people import Abilities, Chat, ChatKind, Person
from domain.permissions import may
from domain.public import visibility
from domain.public.visibility import Sight
from domain.report import LIVE, Report
from domain.reports import calls
from domain.understanding import naming
from storage import calls as phoned
from storage import contacts, figures, inbox, people, reports, roster
from storage import workload as work
from storage.chats import PAGES
from storage.db import Tx
from web import board_figures, intake, uploads
from web.cookies import own_page
from web.fields import field
from web.intake import LONGEST, Words
from web.site import Site
from web.staff.here import Here, back_to, guarded, shown
from web.staff.reports import in_words, row, said_line
from web.staff.talk import Talk, fresh, talked, worded

TOLD = ("phone", "visit", "seen", "round")  # how whoever files heard of it, as the chat offers it
RECENT = timedelta(days=30)
LISTED = 60
DAYS = 30  # of the figures with their charts


class Tools:
    """These pages."""

    def __init__(self, site: Site, talk: Talk) -> None:
        self._site, self._talk = site, talk

    def routes(self) -> list[Route]:
        """Their addresses."""
        site = self._site
        return [
            Route("/staff/file", guarded(site, self.file, "file"), methods=["GET"]),
            Route("/staff/file", guarded(site, self.filed, "file"), methods=["POST"]),
            Route("/staff/calls", guarded(site, self.calls, "calls")),
            Route("/staff/roster", guarded(site, self.roster, "roster")),
            Route("/staff/public", guarded(site, self.public, "public")),
            Route("/staff/figures", guarded(site, self.figures, "figures")),
            Route("/staff/export", guarded(site, self.export, "export")),
            Route("/staff/health", guarded(site, self.health, "health")),
        ]

    # --- filing for others ----------------------------------------------------------------------------

    async def file(self, request: Request, here: Here) -> Response:
        """A form for what somebody told on the phone, at the door or in a group, with photos."""
        places = [(code, building.names[here.lang]) for code, building in here.home.buildings.items()]
        return await self._page(request, here, "file", told=TOLD, places=places)

    async def filed(self, request: Request, here: Here) -> Response:
        """What was filled in, as one sentence that the chat understands: it asks on from there."""
        site = self._site
        own_page(site, request)
        async with uploads.form(request) as form:
            fields = {
                name: " ".join(field(form, name).split()) for name in ("told", "who", "phone", "building", "where")
            }
            text, key = field(form, "what").replace("\r\n", "\n").strip()[:LONGEST], field(form, "key")
            photos = await uploads.photos(site, request, form)
        if text or photos:
            key = self._talk.key(request, here, key, text)
            words = Words(text=_sentence(here, fields, text) if text else fields["where"], photos=photos)
            await site.db.write(intake.say, key, here.chat, here.visitor, words, (), site.clock.now())
            await self._talk.answered(here, key)
        return back_to(here, f"/staff/file{here.own()}", key, "talk")

    # --- what the chat answers -------------------------------------------------------------------------

    async def calls(self, request: Request, here: Here) -> Response:
        """Whom to phone how it ended: those that no message of ours reaches."""
        found = await self._read(_to_phone, here)
        rows = [
            {"what": said_line(here, calls.item(report)), "phone": phone, "rows": worded(here, calls.listed((report,)))}
            for report, phone, due in found
            if due
        ]
        return await self._page(request, here, "calls", entries=rows, later=sum(not due for *_, due in found))

    async def roster(self, request: Request, here: Here) -> Response:
        """Who is on duty, and who next; the manager changes it."""
        shifts, crew = await self._read(_shifts, here.home.code)
        (say,) = watch.show(here.context, _chat(here), here.person, shifts, crew)
        return await self._page(request, here, "roster", **_said(here, [say]))

    async def export(self, request: Request, here: Here) -> Response:
        """Which period, which format, and the file: asked and handed over in the talk."""
        says = exporting.ask_period(_chat(here))
        words = may(here.person, "export_words")
        return await self._page(
            request, here, "export", **_said(here, [each for each in says if isinstance(each, Say)]), words=words
        )

    async def figures(self, request: Request, here: Here) -> Response:
        """This week and the last, what lies on whose desk, and the last month in pictures."""
        assert self._site.lookout is not None
        says = await self._read(_figures, here)
        counted = await self._site.lookout.count(board_figures.count, here.home, DAYS, here.now)
        charts = board_figures.values(here.voice, counted, "", str(DAYS))
        return await self._page(request, here, "figures", **_said(here, says), **charts)

    async def public(self, request: Request, here: Here) -> Response:
        """What everybody sees of the reports of the last weeks, and what could be released or has to be looked at."""
        found = await self._read(_recent, here)
        rows = [_shown_of(here, report, photos) for report, photos in found]
        rows.sort(key=lambda each: not each["look"])  # what somebody should look at comes first
        return await self._page(request, here, "public", entries=rows)

    async def health(self, request: Request, here: Here) -> Response:
        """What could not be handled, without anybody's words; how the machine is doing is asked in the talk."""
        site = self._site
        rows = [
            {
                "id": each.id,
                "source": each.source,
                "at": here.voice.moment(each.received_at),
                "error": each.error.strip().rpartition("\n")[2].partition(":")[0][:80],
            }
            for each in await site.db.write(inbox.parked)
        ]
        return await self._page(request, here, "health", entries=rows, troubles=site.troubles())

    async def _page(self, request: Request, here: Here, tab: str, **values: Any) -> Response:
        talk = await talked(here)
        return shown(request, here, f"staff-{tab}.html", tab=tab, talk=talk, key=fresh(), **values)

    async def _read(self, fn: Any, *args: Any) -> Any:
        assert self._site.lookout is not None
        return await self._site.lookout.look(fn, *args)


def _sentence(here: Here, fields: dict[str, str], text: str) -> str:
    """How somebody would say it to the desk: how it was heard and from whom, where it is, what it is, the number."""
    voice = here.voice
    told = fields["told"] if fields["told"] in TOLD else TOLD[0]
    building = here.home.buildings.get(fields["building"])
    where = "".join((building.names[here.lang] if building else "", fields["where"]))
    named = f"{where} {text}" if where else text
    what = voice.t("staff-file-phoned", what=named, phone=fields["phone"]) if fields["phone"] else named
    who = fields["who"] or voice.t("staff-file-somebody")
    return voice.t(f"staff-file-heard-{told}", who=who, what=what)


def _chat(here: Here) -> Chat:
    """The chat beside the page, as decisions take it."""
    beside = Abilities(page=True)
    return Chat(
        0, PAGES, here.chat, ChatKind.PRIVATE, here.home.code, here.lang, person=here.person.id, abilities=beside
    )


def _said(here: Here, says: Iterable[Any]) -> dict[str, Any]:
    """What a decision would say, as a page shows it: blocks of lines, and the buttons."""
    found = [each for each in says if isinstance(each, Say)]
    return {
        "blocks": [[line for each in say.lines for line in said_line(here, each).split("\n")] for say in found],
        "buttons": [row for say in found for row in worded(here, say.buttons)],
    }


def _to_phone(tx: Tx, here: Here) -> list[tuple[Report, bool, bool]]:
    """(report, whether there is a number, whether it is time), as the chat lists them."""
    found = []
    for call in phoned.waiting(tx, here.home.code):
        report = reports.get(tx, call.report)
        if report and may(here.person, "phone", report.grid) and not report.above:
            known = contacts.of(tx, report.id)
            found.append((report, bool(known and known.phone), call.not_before <= here.now))
    return found


def _shifts(tx: Tx, community: str) -> tuple[Any, tuple[Person, ...]]:
    return roster.load(tx, community), people.crew(tx, community, None)


def _figures(tx: Tx, here: Here) -> list[Say]:
    """What the chat answers to 我的网格 and 数据."""
    home, chat, ctx = here.home, _chat(here), here.context
    this = figures.Wanted(home.code, *weighed.week(home, here.now), here.now, home.measure)
    found, before = (figures.of(tx, wanted) for wanted in (this, this.before))
    says = [weighed.said(home, chat, here.now, found, before, figures.proposals(tx, this))]
    if here.person.is_staff():
        theirs, ends = workload.grids(here.person), workload.day_ends(ctx)
        own = work.of(tx, home.code, here.person.id, theirs, here.now, ends)
        says.insert(0, workload.overview(ctx, here.person, own, chat))
    return says


def _recent(tx: Tx, here: Here) -> list[tuple[Report, tuple[str, ...]]]:
    """Reports that they may release or take back, with their reporters' own photos; the newest first."""
    found = reports.newest(tx, here.home.code, here.now - RECENT, LISTED)
    return [
        (report, reports.own_photos(tx, report.id, report.reporter) if report.reporter else ())
        for report in found
        if not report.above
        and may(here.person, "release_words", report.grid)
        and visibility.may_see(report, here.person, Sight.WHOLE)
    ]


def _shown_of(here: Here, report: Report, photos: tuple[str, ...]) -> dict[str, Any]:
    """What everybody sees of one report; what a rule hid, or what names somebody after all, is to be looked at."""
    voice = here.voice
    named = naming.names_somebody(report.released) if report.released else False
    hidden = report.visibility is not Visibility.PUBLIC and report.shown_by == visibility.RULE
    return row(here, report) | {
        "sight": in_words(here, f"sight-{report.visibility}"),
        "words": report.released,
        "photos": voice.t("staff-photos-out" if report.published else "staff-photos-in", count=len(photos))
        if photos
        else "",
        "can": report.visibility is Visibility.PUBLIC and bool(report.text) and not report.released,
        "look": named or (hidden and report.status in LIVE),
        "state": voice.t(f"staff-sight-{report.visibility}"),
        "tone": "busy" if report.visibility is Visibility.PUBLIC else "slow",
        "danger": False,
        "reported": voice.moment(report.reported_at),
    }
