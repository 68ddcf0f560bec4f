"""The queue, and one report: what is to be done, the most urgent first, and everything that may be known of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.lines import Line, Rows
from domain.public import sights, standing, street
from domain.public.standing import Step
from domain.public.visibility import Sight
from domain.report import LIVE, Report, Status
from domain.reports import alerts, cards
from domain.reports.called import called
from web import files, numbers
from web.site import Site
from web.staff import loading
from web.staff.here import Here, guarded, shown
from web.staff.loading import Opened
from web.staff.talk import MEDIA, fresh, pressable, talked, worded
from web.wish import number as number_in

WHICH = ("all", "new", "mine", "overdue", "waits")
FAR = 1 << 62  # numbers beyond are nobody's


class Reports:
    """The pages of reports."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Their addresses."""
        site = self._site
        return [
            Route("/staff", guarded(site, self.first)),
            Route("/staff/queue", guarded(site, self.queue, "queue")),
            Route(f"/staff/report/{{number:{numbers.NAME}}}", guarded(site, self.one)),
            Route("/staff/find", guarded(site, self.find)),
        ]

    async def first(self, request: Request, here: Here) -> Response:
        """Where they begin: with what there is to do, or with the first page that is theirs."""
        tab = here.tabs[0] if here.tabs else "talk"
        return RedirectResponse(f"/staff/{tab}{here.own()}", 303)

    async def find(self, request: Request, here: Here) -> Response:
        """A report by the number that somebody says."""
        asked = number_in(request.query_params.get("number", "").strip().lstrip("#"))
        return RedirectResponse(f"/staff/report/{asked}{here.own()}", 303)

    async def queue(self, request: Request, here: Here) -> Response:
        """What is to be done."""
        assert self._site.lookout is not None
        found = await self._site.lookout.look(loading.queue, here.home.code, here.person)
        asked = request.query_params
        which = asked.get("which", "all") if asked.get("which") in WHICH else "all"
        kinds, grids = ({each.category for each in found}, {each.grid for each in found})
        kind = asked.get("category", "") if asked.get("category") in kinds else ""
        grid = asked.get("grid", "") if asked.get("grid") in grids else ""
        listed = [
            each
            for each in found
            if _is(here, which, each) and kind in ("", each.category) and grid in ("", each.grid or "")
        ]
        voice = here.voice
        return shown(
            request,
            here,
            "staff-queue.html",
            tab="queue",
            rows=[row(here, each) for each in sorted(listed, key=lambda each: urgency(each, here.now))],
            which=[(each, sum(_is(here, each, one) for one in found), each == which) for each in WHICH],
            chosen_which=which,
            kinds=sorted((voice.kind(each), each, each == kind) for each in kinds),
            grids=sorted((voice.grid(each), each, each == grid) for each in grids if each and voice.grid(each)),
            works=here.person.is_staff(),
        )

    async def one(self, request: Request, here: Here) -> Response:
        """One report, as much of it as they may see, with what they can do."""
        assert self._site.lookout is not None
        number = request.path_params["number"]
        found = None
        if 0 < number < FAR:
            home = request.query_params.get("of", "")
            found = await self._site.lookout.look(loading.opened, here.home.code, number, here.person, here.chat, home)
        if found is None:
            words = here.voice.t("no-such-number", number=str(number))
            return shown(request, here, "staff-missing.html", status=404, words=words)
        report = found.case.report
        if found.works and found.private:
            await self._site.db.write(loading.looked, here.person.id, report, here.now)
        card = found.card
        theirs = found.works or found.sight is Sight.WHOLE or looks_over(here, report)
        return shown(
            request,
            here,
            "staff-report.html",
            tab="queue",
            **_described(here, found),
            rows=pressable(card.message.content) if card else worded(here, buttons(here, found)),
            asks=_asks(here, found),
            message=card.message.id if card else "",
            talk=await talked(here, report.id) if theirs else [],
            key=fresh(),
        )


def urgency(report: Report, now: datetime) -> tuple[object, ...]:
    """Danger first, then what is late or due soonest; what waits for a date comes last."""
    waits = report.status is Status.ACKNOWLEDGED and report.pause is not None
    return (not (report.danger and report.status is Status.OPEN), waits, _due(report), report.number)


def _due(report: Report) -> datetime:
    if report.waits and report.pause and report.pause.until:
        return report.pause.until
    return report.respond_by if report.status is Status.OPEN else report.resolve_by


def _is(here: Here, which: str, report: Report) -> bool:
    waits = report.status is Status.ACKNOWLEDGED and report.pause is not None
    match which:
        case "new":
            return report.status is Status.OPEN and report.assignee is None
        case "mine":
            return report.assignee == here.person.id
        case "overdue":
            return not waits and _due(report) <= here.now
        case "waits":
            return waits
        case _:
            return True


def row(here: Here, report: Report) -> dict[str, Any]:
    """One line of the queue; for those who only look on in words that anybody may read."""
    voice, works = here.voice, here.person.is_staff(report.grid) or bool(report.above)
    words = cards.title(report) if works else cards.public_title(here.context, report, here.lang)
    if not works:
        report = report.told
    waits = report.status is Status.ACKNOWLEDGED and report.pause is not None
    live = report.status in LIVE
    late = live and not waits and _due(report) <= here.now
    state = "waits" if waits else "late" if late else report.status.value
    return {
        "number": report.number,
        "called": _called(here, report),
        "address": _address(here, report),
        "kind": voice.kind(report.category),
        "place": _argument(here, words["place"]),
        "words": cards.excerpt(report.text, 60) if works else "",
        "danger": bool(report.danger) and report.status is Status.OPEN,
        "state": voice.t(f"staff-is-{state}" if live else f"board-is-{state}"),
        "tone": "bad" if late else "slow" if waits else "busy" if report.status is Status.ACKNOWLEDGED else "new",
        "when": voice.t(f"staff-when-{'waits' if waits else report.status}", at=voice.moment(_due(report)))
        if live
        else "",
        "at": _due(report).isoformat(),
        "mine": report.assignee == here.person.id,
        "complaint": bool(report.above),
    }


def _called(here: Here, report: Report) -> str:
    """Its number; what came from another community is called with that one's name."""
    return called(here.site.communities, report, here.lang) if report.home != here.home.code else str(report.number)


def _address(here: Here, report: Report) -> str:
    """Where its page is; numbers of another community say so."""
    own, home = here.own(), f"of={report.home}" if report.home != here.home.code else ""
    return f"/staff/report/{report.number}{own}{('&' if own else '?') + home if home else ''}"


def buttons(here: Here, found: Opened) -> Rows:
    """What the chat would offer them under this report."""
    case, report = found.case, found.case.report
    if found.works:
        rows = alerts.buttons(case, here.context)
        ended = report.status not in LIVE and not report.pending
        return (*rows, sights.button(report)) if ended else rows
    if looks_over(here, report):
        return street.buttons(report)
    return cards.own_buttons(report) if report.filed_by == here.person.id else ()


def looks_over(here: Here, report: Report) -> bool:
    """Whether they see it as somebody of the street."""
    return report.community == here.home.code and street.sees(here.person, report)


def _asks(here: Here, found: Opened) -> str:
    """The question of a menu that stands open: the card's last line, where the card says more than it did."""
    if found.card is None:
        return ""
    usual = [said_line(here, each) for each in alerts.card(found.case, here.context)]
    lines = "\n".join(usual)
    text = str(found.card.message.content.get("text", ""))
    return text.removeprefix(lines).strip() if text.startswith(lines) else ""


def _described(here: Here, found: Opened) -> dict[str, Any]:
    case, report, voice, ctx = found.case, found.case.report, here.voice, here.context
    whole = found.sight is Sight.WHOLE
    if whole:
        lines = [said_line(here, each) for each in alerts.card(case, ctx)]
        quoted = said_line(here, Line("alert-words", {"text": cards.excerpt(report.text)})) if report.text else ""
        notes = [each for each in lines[1:-1] if each != quoted]
        stands, words, title = lines[-1], report.text, cards.title(report)
    else:
        open_lines = [said_line(here, each) for each in cards.progress(case, ctx, here.lang, openly=True)]
        notes, stands, words = [], "\n".join(open_lines[1:]), report.released
        title = cards.public_title(ctx, report, here.lang)
    return {
        "number": _called(here, report),
        "kind": voice.kind(report.category),
        "place": _argument(here, title["place"]),
        "danger": bool(report.danger) and report.status in LIVE,
        "stands": stands,
        "notes": notes,
        "words": words,
        "photos": _photos(case.photos) if whole else [],
        "after": _photos(case.after) if whole else [],
        "voice": files.address(MEDIA, case.voice) if whole and case.voice else "",
        "steps": _steps(here, found),
        "facts": _facts(here, found),
        "sight": in_words(here, "sight-complaint" if report.above else f"sight-{report.visibility}"),
        "released": report.released,
        "whole": whole,
        "works": found.works,
    }


def _facts(here: Here, found: Opened) -> list[tuple[str, str, bool]]:
    """(what, value, whether it is bad): the times that were promised."""
    report, voice = found.case.report, here.voice
    live = report.status in LIVE
    facts = [(voice.t("staff-reported"), voice.moment(report.reported_at), False)]
    if report.status is Status.OPEN:
        facts.append((voice.t("staff-respond-by"), voice.moment(report.respond_by), report.respond_by <= here.now))
    if live:
        late = report.resolve_by <= here.now and not report.pause
        facts.append((voice.t("staff-resolve-by"), voice.moment(report.resolve_by), late))
    return facts


def _steps(here: Here, found: Opened) -> list[dict[str, str]]:
    return [
        {"said": _step(here, found, step), "when": here.voice.moment(step.at), "at": step.at.isoformat()}
        for step in standing.steps(found.happened)
    ]


def _step(here: Here, found: Opened, step: Step) -> str:
    voice, term = here.voice, here.site.wording.term
    args: dict[str, str | int] = {}
    if step.kind in ("taken", "handed", "secured", "resolved"):
        args["who"] = term(voice.lang, "trade", step.detail or "staff")
    if step.kind == "refused":
        args["why"] = term(voice.lang, "refusal", found.case.report.reason or "own")
    return voice.t(f"board-step-{f'paused-{step.detail}' if step.kind == 'paused' else step.kind}", **args)


def _photos(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(files.address(MEDIA, name), files.address(MEDIA, name, small=True)) for name in names]


def said_line(here: Here, line: Line) -> str:
    return here.site.wording.line(here.lang, line, here.now, here.home.zone)


def _argument(here: Here, arg: Any) -> str:
    """An argument of a line, by itself."""
    return said_line(here, arg) if isinstance(arg, Line) else said_line(here, Line("text", {"text": arg}))


def in_words(here: Here, key: str) -> str:
    """A line without arguments."""
    return said_line(here, Line(key))
