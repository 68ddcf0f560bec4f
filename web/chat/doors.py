"""Who speaks in the web chat: the browser behind a cookie, and how much may come from one browser or one address."""

import secrets
from dataclasses import dataclass

from starlette.requests import Request

from storage import devices
from storage.devices import Device
from web import cookies
from web.fields import refuse
from web.open311.limits import WINDOW, Addresses
from web.site import Site

COOKIE = "chat"
BY_DEVICE = 30  # acts in a minute: faster than anybody types, slower than a program
BY_ADDRESS = 300  # of all browsers behind one address: a whole street may share one
NEW_BY_ADDRESS = 10  # browsers that speak for the first time


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A browser that has not spoken yet: what it will be called, and the word for its cookie."""

    account: str
    word: str


class Doors:
    """Lets people in."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._devices, self._addresses = Addresses(BY_DEVICE), Addresses(BY_ADDRESS)
        self._newcomers = Addresses(NEW_BY_ADDRESS)

    async def known(self, request: Request) -> Device | None:
        """The browser that asks, if it spoke before."""
        word = cookies.read(self._site, request, COOKIE)
        if word is None or self._site.lookout is None:
            return None
        return await self._site.lookout.look(devices.find, cookies.hashed(word), self._site.clock.now())

    async def spoken(self, request: Request) -> Device:
        """The same, where it must have spoken before.  Raises ``Refused``."""
        device = await self.known(request)
        if device is None:
            refuse(self._site, request, "chat-unknown", 401)
        return device

    def admit(self, request: Request, device: Device | None) -> None:
        """Count one more act.  Raises ``Refused`` with a polite word; whoever works here is never held up."""
        if device is not None and device.crew:
            return
        now = self._site.clock.machine_ms() // 1000
        address = request.client.host if request.client else ""
        left = self._addresses.asked(address, now).remaining
        if device is not None:
            left = min(left, self._devices.asked(device.hash, now).remaining)
        if left < 0:
            refuse(self._site, request, "chat-slow", 429, again=WINDOW - now % WINDOW)

    def newcomer(self, request: Request) -> Newcomer:
        """A name and a word for a browser that speaks for the first time.  Raises ``Refused``."""
        now = self._site.clock.machine_ms() // 1000
        if self._newcomers.asked(request.client.host if request.client else "", now).remaining < 0:
            refuse(self._site, request, "chat-slow", 429, again=WINDOW - now % WINDOW)
        return Newcomer(secrets.token_hex(8), cookies.fresh())
