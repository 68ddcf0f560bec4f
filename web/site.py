"""What the pages need to know, built once at start."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from config.wording import LANGUAGES, Wording
from domain.categories import Categories
from domain.community import Community
from domain.keeping import Keeping
from domain.understanding.classification import Classifier
from storage.db import Database
from storage.documents import Documents
from storage.looking import Lookout
from storage.media import Shelf
from web.metrics import Watched
from web.telegram import Webhook
from web.wecom import Callback

if TYPE_CHECKING:
    from web.chat.pushing import Pushing

HERE = Path(__file__).parent
# What neither HTML nor XML may hold, escaped or not; people's messages may hold anything.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def writable(value: object) -> object:
    """A value as a page may hold it: a sign stands for what may not be there."""
    if isinstance(value, str) and _UNWRITABLE.search(value):
        return type(value)(_UNWRITABLE.sub("\ufffd", value))
    return value


class SiteClock(Protocol):
    """Desk time, and how far a trial moved it."""

    offset: timedelta

    def now(self) -> datetime:
        """Desk time, aware, UTC."""

    def machine_ms(self) -> int:
        """Machine time, epoch milliseconds."""


@dataclass(slots=True)
class Site:
    """The web side of the running program."""

    db: Database
    clock: SiteClock
    wording: Wording
    categories: Categories
    community: Community  # the first one, which the trial shows
    trial: bool
    media: Shelf
    move_clock: Callable[[timedelta], Awaitable[None]]
    set_lang: Callable[[str], Awaitable[None]]
    communities: Mapping[str, Community] = field(default_factory=dict)
    adapted: Mapping[str, Categories] = field(default_factory=dict)  # community -> its categories, where they differ
    address: str = ""  # where residents reach it, without a slash at the end; empty in a trial
    here: str = ""  # where it is served just now, as this machine names it
    asks: int = 600  # requests a minute that one address may send to Open311
    keeping: Keeping = field(default_factory=Keeping)  # how long what is over is kept
    bot: Callable[[], str] = lambda: ""  # the bot's name on Telegram, for what is printed
    weixin: Callable[[str, str], str] = lambda home, sign: ""  # the link into WeChat, with a sign's place filled in
    chat: str = ""  # the address of the residents' own chat on the web; empty where there is none
    classifier: Classifier | None = None  # what the staff pages word a card with
    lookout: Lookout | None = None  # what the board reads with
    documents: Documents | None = None  # files made for one person
    pushing: "Pushing | None" = None  # how browsers ask to be told, where they can
    webhook: Webhook | None = None  # where Telegram delivers, when it does
    callbacks: Sequence[Callback] = ()  # where WeCom delivers
    troubles: Callable[[], list[str]] = list  # why a channel is silent
    metrics: Watched | None = None  # what Prometheus may ask
    ready: bool = False
    boot: str = field(default_factory=lambda: secrets.token_hex(8))  # differs after every start
    bell: "Bell" = field(default_factory=lambda: Bell())  # rung when there is something to stream
    stopping: bool = False
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            finalize=writable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )

    def page(self, request: Request, name: str, **values: Any) -> HTMLResponse:
        """Render a template in the visitor's language."""
        lang = values.pop("lang", None) or language(request)

        def t(key: str, **args: str | int) -> str:
            return self.wording.text(lang, key, **args)

        values = {"community": self.community.names[lang]} | values | {"t": t, "lang": lang}
        response = HTMLResponse(self.templates.get_template(name).render(values))
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie("lang", lang, max_age=31_536_000, samesite="lax", httponly=True)
        return response

    def stop(self) -> None:
        """Let open streams end."""
        self.ready = False
        self.stopping = True
        self.bell.ring()


class Bell:
    """Wakes everybody who listens.  Take ``next`` before looking, so that nothing falls in between."""

    def __init__(self) -> None:
        self.next = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who took the event that is now ``next``."""
        self.next.set()
        self.next = asyncio.Event()


def language(request: Request, browser: bool = True) -> str:
    """The language of a page: asked for, remembered, or (with ``browser``) the browser's first one of ours."""
    if wish := chosen(request):
        return wish
    for part in request.headers.get("accept-language", "").split(",") if browser else ():
        name = part.split(";")[0].strip().lower()
        if name.startswith("zh"):
            return "zh-CN"
        if name.startswith("en"):
            return "en"
    return LANGUAGES[0]


def chosen(request: Request) -> str:
    """The language that the visitor chose in this browser; empty when they did not."""
    wishes = (request.query_params.get("lang"), request.cookies.get("lang"))
    return next((wish for wish in wishes if wish in LANGUAGES), "")
