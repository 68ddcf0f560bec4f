"""What people do in the web chat: say, change, press.  Each is one write, kept before it is confirmed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.talk import visiting
from storage import devices, people, web
from storage.db import Tx
from storage.devices import Device
from web import cookies, intake, uploads
from web.chat.doors import COOKIE, Doors, Newcomer
from web.fields import Fields, field, json_object, point, refuse
from web.intake import LONGEST, NAMES, SOURCE, Visitor, Words
from web.site import Site, language

NAME = 20  # characters of what somebody wants to be called
AGAIN = timedelta(days=7)  # so long a first word whose answer got lost finds its own account
_KEY = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")  # nobody's slot, nobody else's guess
_ID = re.compile(r"[1-9][0-9]{0,15}")
_SPACES = re.compile(r"\s+")

Who = Device | Newcomer


class Doing:
    """The calls of the chat page."""

    def __init__(self, site: Site, doors: Doors) -> None:
        self._site, self._doors = site, doors

    async def say(self, request: Request) -> Response:
        """Somebody says something; answered once it is kept."""
        who, answer = await self.entered(request), JSONResponse({"ok": True})
        async with uploads.form(request) as form:
            await self.kept(request, who, form, answer)
        return answer

    async def entered(self, request: Request) -> Who:
        """Who is about to say something, before any of it is read.  Raises ``Refused``."""
        cookies.own_page(self._site, request)
        device = await self._doors.known(request)
        device = None if device and device.ended else device
        self._doors.admit(request, device)
        return device or self._doors.newcomer(request)

    async def kept(self, request: Request, who: Who, form: FormData, answer: Response) -> None:
        """Keep what a form says; whoever spoke for the first time takes their cookie home with the answer."""
        site, key = self._site, self._key(request, form)
        home, sign = visiting.sign_of(field(form, "sign")[:64], site.communities)
        words = Words(
            text=field(form, "text").replace("\r\n", "\n")[:LONGEST],
            photos=await uploads.photos(site, request, form),
            voice=await uploads.voice(site, request, form),
            point=point(form),
            reply_to=_id(form, "reply_to"),
            sign=sign,
        )
        if not (words.text.strip() or words.photos or words.voice or words.point):
            refuse(site, request, "say-empty")
        visitor = self._visitor(request, form, who.account, home)
        await site.db.write(_say, key, who, visitor, words, site.clock.now())
        if isinstance(who, Newcomer):
            cookies.put(site, answer, COOKIE, who.word)

    async def edit(self, request: Request) -> Response:
        """Somebody changes what they said on this device."""
        device, fields = await self._spoken(request)
        message, text = _id(fields, "message"), field(fields, "text")[:LONGEST]
        if not text.strip() or message is None:
            refuse(self._site, request, "say-empty")
        key, visitor = self._key(request, fields), self._visitor(request, fields, device.account)
        now = self._site.clock.now()
        if not await self._site.db.write(_edit, key, device, visitor, int(message), text, now):
            refuse(self._site, request, "edit-not-yours")
        return JSONResponse({"ok": True})

    async def press(self, request: Request) -> Response:
        """Somebody presses a button."""
        device, fields = await self._spoken(request)
        await self.pressed(request, device, fields)
        return JSONResponse({"ok": True})

    async def pressed(self, request: Request, device: Device, fields: Fields) -> None:
        """Keep a press of a button under a message that this browser shows."""
        message, data = _id(fields, "message"), field(fields, "data")[:256]
        key, visitor = self._key(request, fields), self._visitor(request, fields, device.account)
        now = self._site.clock.now()
        if message is None or not await self._site.db.write(_press, key, device, visitor, int(message), data, now):
            refuse(self._site, request, "bad-request")

    async def lang(self, request: Request) -> Response:
        """The language in which somebody is spoken to from now on."""
        device, fields = await self._spoken(request)
        lang = "en" if field(fields, "lang") == "en" else "zh-CN"
        await self._site.db.write(_set_lang, device, lang)
        return JSONResponse({"ok": True})

    async def name(self, request: Request) -> Response:
        """What somebody wants to be called by staff."""
        device, fields = await self._spoken(request)
        await self._site.db.write(_rename, device, self._name(request, fields))
        return JSONResponse({"ok": True})

    async def _spoken(self, request: Request) -> tuple[Device, Fields]:
        cookies.own_page(self._site, request)
        device = await self._doors.spoken(request)
        if device.ended:
            refuse(self._site, request, "chat-unknown", 401)
        self._doors.admit(request, device)
        return device, await json_object(self._site, request)

    def _visitor(self, request: Request, fields: Fields, account: str, home: str = "") -> Visitor:
        asked = field(fields, "community")
        home = asked if asked in self._site.communities else home
        return Visitor(account, self._name(request, fields), language(request), home)

    def _name(self, request: Request, fields: Fields) -> str:
        name = _SPACES.sub(" ", field(fields, "name")).strip()[:NAME]
        return name or self._site.wording.text(language(request), "chat-somebody")

    def _key(self, request: Request, fields: Fields) -> str:
        key = field(fields, "key")
        if not _KEY.fullmatch(key):
            refuse(self._site, request, "bad-request")
        return key


def _say(tx: Tx, key: str, who: Who, visitor: Visitor, words: Words, now: datetime) -> None:
    if isinstance(who, Newcomer):
        visitor = replace(visitor, account=devices.began(tx, key, now - AGAIN) or who.account)
        devices.add(tx, cookies.hashed(who.word), visitor.account, now)
    else:
        devices.used(tx, who.hash, now)
    replied = web.get(tx, int(words.reply_to)) if words.reply_to else None
    if replied and replied.chat in devices.rooms(tx, visitor.account):
        room = replied.chat
    else:
        room, words = devices.spoken_in(tx, visitor.account), replace(words, reply_to=None)
    intake.say(tx, key, room, visitor, words, NAMES, now)


def _edit(tx: Tx, key: str, device: Device, visitor: Visitor, message: int, text: str, now: datetime) -> bool:
    found = web.get(tx, message)
    rooms = devices.rooms(tx, device.account)
    if found is None or found.chat not in rooms:
        return False
    return intake.edit(tx, key, found.chat, visitor, message, text, now)


def _press(tx: Tx, key: str, device: Device, visitor: Visitor, message: int, data: str, now: datetime) -> bool:
    found = web.get(tx, message)
    if found is None or found.author is not None or found.chat not in devices.rooms(tx, device.account):
        return False
    intake.press(tx, key, found.chat, visitor, str(message), data, now)
    return True


def _set_lang(tx: Tx, device: Device, lang: str) -> None:
    if person := people.by_account(tx, SOURCE, device.account, ""):
        people.set_lang(tx, person.id, lang)


def _rename(tx: Tx, device: Device, name: str) -> None:
    person = people.by_account(tx, SOURCE, device.account, "")
    if person and not people.held(tx, person.id):  # whoever works here is called what their colleagues know
        people.rename(tx, person.id, name)


def _id(fields: Fields, name: str) -> str | None:
    value = field(fields, name)
    return value if _ID.fullmatch(value) else None
