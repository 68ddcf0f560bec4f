"""The desk behind its web server's application, asked without a socket, so that nothing on the way is polite."""

import hashlib
import secrets
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from starlette.types import ASGIApp, Message

from bot.program import running
from config.settings import Settings
from domain.people import Role
from storage import browsers, people
from storage.db import Database, Tx
from tests.desk import ENDLESS, StandingClock
from tests.web.attacks import ATTACKS
from tests.web.test_board import LAMP, file
from web.app import application

TELEGRAM = "7000000001:AAF-a_token_that_nobody_gave-0001"
CORP, TOKEN, AES = "ww6a112864f8022910", "tokenTOKEN", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
KF = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q"
NOWHERE = "http://127.0.0.1:9"  # nobody listens there
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(slots=True)
class Doors:
    """The application, and cookies with which it lets in."""

    app: ASGIApp
    db: Database
    clock: StandingClock
    cookies: dict[str, str]
    trial: bool

    async def ask(
        self, method: str, path: bytes, query: bytes = b"", headers: Headers | None = None, chunks: Iterable[bytes] = ()
    ) -> Answer:
        """One request."""
        waiting = [*chunks]
        found = Answer()

        async def receive() -> Message:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                found.status = message["status"]
                found.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
            elif message["type"] == "http.response.body":
                found.body += message.get("body", b"")

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path.decode("utf-8", "replace"), "raw_path": path, "root_path": "", "query_string": query,
            "headers": headers or [], "client": (f"10.{secrets.randbelow(250)}.{secrets.randbelow(250)}.1", 1),
            "server": ("127.0.0.1", 80), "state": {},
        }  # fmt: skip
        waiting = waiting or [b""]
        await self.app(scope, receive, send)
        return found


@asynccontextmanager
async def doors(folder: Path, trial: bool = False) -> AsyncIterator[Doors]:
    """A desk for real with all its channels, or a trial; hostile words stand in its reports."""
    clock = StandingClock()
    async with running(everything(folder, trial), clock) as program:
        db, site = program.desk.db, program.site
        program.desk.floods.paces = ENDLESS  # few say all of it, and all of it is to be read
        site.ready = True
        wordy = [
            replace(LAMP, id=100 + n, number=1100 + n, text=attack, released=attack, note=attack, question=attack)
            for n, attack in enumerate(ATTACKS)
        ]
        await db.write(file, *wordy)
        cookies = {"lang": "en"}
        if not trial:
            cookies["__Host-huiyin-staff"] = await db.write(_let_in)
        yield Doors(application(site), db, clock, cookies, trial)


def everything(folder: Path, trial: bool = False) -> Settings:
    """A desk on all channels, none of which is reached; or a trial."""
    database = folder / "huiyin.db"
    if trial:
        return Settings(database=database, port=0, _env_file=None)
    wecom = folder / "wecom.toml"
    wecom.write_text(
        f'[[corp]]\nid = "{CORP}"\napi = "{NOWHERE}"\n[[corp.app]]\nagent = 1000002\nsecret = "s"\ntoken = "{TOKEN}"\n'
        f'aes_key = "{AES}"\n[[corp.app.kf]]\nid = "{KF}"\ncommunity = "ginkgo"\n',
        encoding="utf-8",
    )
    return Settings(
        database=database,
        port=0,
        public_url="https://desk.example.org",
        telegram_token=TELEGRAM,
        telegram_base_url=NOWHERE,
        wecom=wecom,
        open311_asks=10**9,
        _env_file=None,
    )


def _let_in(tx: Tx) -> str:
    person = people.add_person(tx, "web", "head", "刘书记", "zh-CN").id
    people.grant(tx, person, "ginkgo", Role.HEAD, "head", ())
    word, now = "w" * 43, int(time.time() * 1000)
    browsers.put_link(tx, "link", person, now + 10**7)
    assert browsers.enter(tx, "link", hashlib.sha256(word.encode()).hexdigest(), "x", now)
    return word
