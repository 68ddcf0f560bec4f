"""What was reported, as everybody may know it: a list, or one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.community import Community, Point
from domain.report import FALSE_ALARM, Status
from domain.reports import responsible
from storage import requests
from storage.requests import Shown
from web import files
from web.open311 import posting
from web.open311.asked import Ask, whole
from web.open311.services import Said

LONGEST = 4_000  # characters of a description


async def listed(ask: Ask) -> Said:
    """Those of a period, or those that were named, whatever else was asked; the newest first."""
    home, reader = ask.home(), ask.site.db.reader
    numbers = ask.numbers()
    if numbers is not None:
        found = await requests.some(reader, home.code, numbers)
    else:
        found = await requests.page(reader, home.code, ask.wanted(), *ask.pages())
    return _said(ask, home, found)


async def one(ask: Ask) -> Said:
    """One by its number; whether it is hidden or never was makes no difference, but to the program that sent it."""
    home, number = ask.home(), ask.request.path_params["id"]
    found = await requests.some(ask.site.db.reader, home.code, {whole(number)}, await posting.own(ask))
    if not found:
        ask.refuse(404, "request", id=number[:60])
    return _said(ask, home, found)


def _said(ask: Ask, home: Community, found: Iterable[Shown]) -> Said:
    return "service_requests", [_request(ask, home, each) for each in found]


def _request(ask: Ask, home: Community, shown: Shown) -> dict[str, Any]:
    kinds, lang = ask.kinds(home), ask.lang
    category = kinds.get(shown.category)
    notes = status_notes(ask, home, shown)
    place, point = _place(home, shown, lang)
    who = responsible.usual(kinds, home, shown.category, shown.building)
    said = {
        "service_request_id": str(shown.number),
        "status": "closed" if shown.closed else "open",
        "status_notes": notes,
        "service_name": category.names[lang],
        "service_code": shown.category,
        "description": _description(ask, category.names[lang], place, notes, shown.words),
        "agency_responsible": ask.site.wording.term(lang, "trade", who),
        "service_notice": None,
        "requested_datetime": _time(home, shown.reported_at),
        "updated_datetime": _time(home, shown.updated_at),
        "expected_datetime": _time(home, shown.promised_at),
        "address": place or None,
        "address_id": shown.building,
        "zipcode": None,
        "lat": point.lat if point else None,
        "long": point.lon if point else None,
        "media_url": files.address(f"{ask.address}/media", shown.photo) if shown.photo else None,
    }
    return said | ({"extended_attributes": _extended(shown)} if ask.flag("extensions") else {})


def _extended(shown: Shown) -> dict[str, Any]:
    """What other cities' servers call extended attributes: no part of the standard."""
    return {"grid": shown.grid, "cycle": shown.cycle, "supporters": shown.supporters, "state": shown.status.value}


def status_notes(ask: Ask, home: Community, shown: Shown) -> str:
    """How it stands, in a few words."""
    wording, lang = ask.site.wording, ask.lang
    if shown.waits and shown.waits_until and not shown.closed:
        day = wording.day(lang, shown.waits_until, ask.now, home.zone, dated=True)
        return ask.say(f"state-{shown.waits}", day=day)
    if shown.status is Status.REFUSED:
        return ask.say("state-refused", reason=wording.term(lang, "refusal", shown.reason or "own"))
    if shown.status is Status.DUPLICATE and shown.original:
        return ask.say("state-same", number=str(shown.original))
    ends = {FALSE_ALARM: "false-alarm", "adopted": "adopted", "declined": "declined"}
    if shown.closed and shown.reason in ends:
        return ask.say(f"state-{ends[shown.reason]}")
    late = not shown.closed and shown.promised_at is not None and shown.promised_at <= ask.now
    state = ask.say(f"state-{shown.status}")
    return ask.say("state-late", state=state) if late else state


def _description(ask: Ask, category: str, place: str, notes: str, words: str) -> str:
    """The words that staff released, where they did; else what it is, where, and how it stands."""
    plain = ask.say("description", category=category, place=place or ask.say("somewhere"), state=notes)
    return f"{words}\n{plain}"[:LONGEST] if words else plain


def _place(home: Community, shown: Shown, lang: str) -> tuple[str, Point | None]:
    """The building, and where it stands; the grid of what lies at no building of ours."""
    if building := home.buildings.get(shown.building or ""):
        return building.names[lang], building.point
    grid = home.grids.get(shown.grid or "")
    return (grid.names[lang] if grid else ""), None


def _time(home: Community, at: datetime | None) -> str | None:
    return at.astimezone(home.zone).isoformat(timespec="seconds") if at else None
