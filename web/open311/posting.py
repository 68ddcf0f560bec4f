"""A report that a program sends: its form is checked here, kept in one write, and handled like all that comes in.

GeoReport v2, POST Service Request and GET service_request_id from a token.
"""

import asyncio
import hashlib
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect

from domain.community import Point
from domain.events import Submitted
from storage import api_keys, inbox, tokens
from storage.api_keys import Key, Left
from storage.db import Tx
from storage.times import to_ms
from storage.tokens import Became
from web.open311 import services
from web.open311.answers import answered
from web.open311.asked import Ask, Refused
from web.open311.form import Form
from web.open311.limits import Quota
from web.open311.services import Said

SOURCE = "open311"  # the channel's name
LARGEST = 64 * 1024  # bytes of a form
FIELDS = 200
HANDLED_WITHIN = 2.0  # s; after that the token is the answer


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was kept, or not, since a limit was used up."""

    left: Left
    kept: bool


async def post(ask: Ask) -> Said:
    """Check the key, then the form; keep it; and wait a moment for it to be handled."""
    form = Form(ask, await _read(ask))
    home = ask.home(form.text("jurisdiction_id") or ask.argument("jurisdiction_id"))
    key = await _key(ask, form.text("api_key"))
    if key.community != home.code:
        ask.refuse(403, "key-elsewhere")
    event = _event(ask, form, key)
    kept = await ask.site.db.write(keep, event, ask.site.clock.machine_ms())
    if kept is None:
        ask.refuse(403, "key")
    ask.told.update(_headers(ask, kept.left))
    if not kept.kept:
        ask.refuse(429, "key-often")
    became = await _handled(ask, event.token)
    named = {"service_request_id": str(became.number)} if became and became.number else {"token": event.token}
    notice = became.notice if became else ""
    return "service_requests", [{**named, "service_notice": notice or None, "account_id": None}]


async def token(ask: Ask) -> Said:
    """The report that a token led to; None as long as it leads to none."""
    name = ask.request.path_params["token"]
    became = await tokens.find(ask.site.db.reader, name[:60])
    if became is None or became.community != ask.home().code:
        ask.refuse(404, "token")
    number = str(became.number) if became.number else None
    return "service_requests", [{"service_request_id": number, "token": name}]


def keep(tx: Tx, event: Submitted, now_ms: int) -> Kept | None:
    """The limit, the token and the inbox row in one write.  None when the key is not valid any more."""
    left = api_keys.spend(tx, event.key, now_ms)
    if left is None or left.remaining < 0:
        return Kept(left, False) if left else None
    tokens.keep(tx, event.token, event.key, event.at)
    source, body = f"{SOURCE}:{event.key}", asdict(event)
    del body["channel"]
    body |= {"at": to_ms(event.at), "point": [event.point.lat, event.point.lon] if event.point else None}
    inbox.receive(tx, source, event.token, source, body, event.at)
    return Kept(left, True)


async def own(ask: Ask) -> int:
    """The number of the key in the address, so that its reports are shown whatever others may see; 0: there is none."""
    secret = ask.argument("api_key")
    return (await _key(ask, secret)).id if secret else 0


async def _key(ask: Ask, secret: str) -> Key:
    key = await api_keys.find(ask.site.db.reader, api_keys.hashed(secret)) if secret else None
    if key is None:
        ask.refuse(403, "key" if secret else "key-missing")
    return key


async def _read(ask: Ask) -> list[tuple[str, str]]:
    """The fields of the form, as they were sent."""
    kind = ask.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        ask.refuse(400, "form")
    body = bytearray()
    try:
        async for chunk in ask.request.stream():
            body += chunk
            if len(body) > LARGEST:
                ask.refuse(413, "large")
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS, errors="replace")
    except ClientDisconnect:
        raise Refused(400) from None
    except ValueError:  # no UTF-8, or too many fields
        ask.refuse(400, "form")


def _event(ask: Ask, form: Form, key: Key) -> Submitted:
    category = services.known(ask, ask.site.communities[key.community], form.needed("service_code"))
    answers, danger = answered(ask, form, category)
    address, building, point = _place(ask, form, key.community)
    event = Submitted(
        channel=SOURCE,
        key=key.id,
        token=secrets.token_urlsafe(18),
        community=key.community,
        voice=_voice(form),
        lang=ask.lang,
        at=ask.now,
        category=category.code,
        text=form.text("description", 4_000, lines=True),
        answers=answers,
        danger=danger,
        address=address,
        building=building,
        point=point,
        link=form.link("media_url"),
        name=" ".join(part for part in (form.text("first_name"), form.text("last_name")) if part),
        phone=form.text("phone"),
        email=form.text("email"),
    )
    form.done()
    return event


def _place(ask: Ask, form: Form, community: str) -> tuple[str, str, Point | None]:
    """One of: words, the code of a building, a position; a position has both halves."""
    address, building = form.text("address_string"), form.text("address_id")
    lat, lon = form.degrees("lat", 90), form.degrees("long", 180)
    if (lat is None) is not (lon is None):
        form.wrong("half-a-point")
    if building and building not in ask.site.communities[community].buildings:
        form.wrong("building", code=building[:60])
    point = Point(lat, lon) if lat is not None and lon is not None else None
    if not (address or building or point):
        form.wrong("place")
    return address, building, point


def _voice(form: Form) -> str:
    """Tells its people apart without keeping who they are; nothing where the program does not say."""
    for name in ("account_id", "device_id", "phone", "email"):
        if said := form.text(name):
            return hashlib.sha256(f"{name}:{said}".encode("utf-8", "replace")).hexdigest()[:16]
    return ""


async def _handled(ask: Ask, name: str) -> Became | None:
    """What became of it within two seconds; None when it still waits."""
    with suppress(TimeoutError):
        async with asyncio.timeout(HANDLED_WITHIN):
            while True:
                rung = ask.site.bell.next
                became = await tokens.find(ask.site.db.reader, name)
                if became and became.done:
                    return became
                await rung.wait()
    return None


def _headers(ask: Ask, left: Left) -> dict[str, str]:
    return Quota(left.limit, left.remaining, left.reset).headers(ask.site.clock.machine_ms() // 1000)
