"""A browser asks to be told when something is said, or no more."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from storage import pushes
from web import cookies
from web.chat.doors import Doors
from web.chat.hosts import allowed
from web.fields import field, json_object, refuse
from web.site import HERE, Site, language


@dataclass(frozen=True, slots=True)
class Pushing:
    """What the pages need to know of it."""

    public: str  # our key, as browsers take it
    hosts: tuple[str, ...]
    usable: Callable[[str, str], bool]  # whether these are keys of a browser


class Bells:
    """The calls of the page."""

    def __init__(self, site: Site, doors: Doors) -> None:
        self._site, self._doors = site, doors

    async def asked(self, request: Request) -> Response:
        """Tell this browser from now on; without an address: no more."""
        cookies.own_page(self._site, request)
        site, pushing, device = self._site, self._site.pushing, await self._doors.spoken(request)
        self._doors.admit(request, device)
        fields = await json_object(site, request)
        endpoint, p256dh, auth = (field(fields, name) for name in ("endpoint", "p256dh", "auth"))
        if not endpoint:
            await site.db.write(pushes.drop, device.hash)
            return JSONResponse({"ok": True})
        if pushing is None or device.ended or not allowed(endpoint, pushing.hosts) or not pushing.usable(p256dh, auth):
            refuse(site, request, "push-no")
        lang = language(request)
        await site.db.write(pushes.put, device.hash, device.account, endpoint, p256dh, auth, lang)
        return JSONResponse({"ok": True})

    async def worker(self, request: Request) -> Response:
        """The script that the browser wakes."""
        headers = {"Service-Worker-Allowed": "/chat", "Cache-Control": "no-cache"}
        return FileResponse(HERE / "static" / "worker.js", media_type="text/javascript", headers=headers)
