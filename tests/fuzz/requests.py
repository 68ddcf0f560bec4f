"""Requests to every address of the site: methods, paths, queries, headers, cookies, bodies, by chance.

Never an answer of 500 or above, nothing unescaped in a page, what calls itself JSON or XML is that.
"""

import json
import logging
import re
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring
from starlette.routing import BaseRoute, Mount, Route

from bot.channels.telegram.intake import secret
from tests.fuzz.chance import BOUND, Chance, Watch, told
from tests.fuzz.doors import TELEGRAM, Answer, Doors, Headers, doors
from tests.torture.record import Round
from tests.web.attacks import foreign
from web.telegram import Deliveries

EACH = 500
_KEYS = re.compile("[0-9a-f]{32}")  # of forms: by chance any number stands in one
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "X" * 50)
HTML = ("text/html; charset=utf-8",)
NAMES = (
    "q state days grid lang community sign code page page_size after before text key as chat data "
    "message browser which "
    "start_date end_date service_code status service_request_id jurisdiction_id api_key lat long lon address_string "
    "size print back said format hours to name photo voice reply_to description attribute[x] token id year month week"
).split()
SEGMENTS = (
    "1100", "1113", "0", "-1", "9" * 19, "9" * 400, "9" * 5_000, "b3", "ginkgo", "light", "..", "%2e%2e%2f",
    ".", "x.json",
    "x.xml", "a" * 64 + ".jpg", "0" * 64 + ".jpg", "\x00", "%00", "\n", "灯", "<x-canary>", "'", '"', "\\",
    "1.5", "1e3",
    "discovery.json", "requests.xml", "٣", "base.css", "chat.js", "../app.py", "..%2fapp.py", "con", "", " ",
)  # fmt: skip
HEADERS = (
    "accept accept-language accept-encoding host origin referer sec-fetch-site user-agent cookie range if-none-match "
    "if-modified-since x-forwarded-for x-forwarded-proto content-type content-length transfer-encoding "
    "content-encoding "
    "expect upgrade connection last-event-id x-telegram-bot-api-secret-token authorization x-http-method-override te"
).split()
VALUES = (
    "en", "zh", "zh-CN,zh;q=0.9", "*/*", "text/html", "gzip", "bytes=0-1", "bytes=-1", "bytes=" + "0-," * 500,
    "same-origin",
    "cross-site", "none", "null", "http://evil.example", "https://desk.example.org", "desk.example.org", "localhost",
    "127.0.0.1", "[", "[::1", "a:b:c", "x:99999", "", ",", ";", "=", "q=" * 200, "chunked", "MicroMessenger", "0", "-1",
    "1" * 30, "9" * 5_000, '"x"', "Thu, 01 Jan 1970 00:00:00 GMT", "application/json", "multipart/form-data",
    "multipart/form-data; boundary=b", "multipart/form-data; boundary=", "application/x-www-form-urlencoded",
    "\xff\xfe",
    "application/x-www-form-urlencoded; charset=utf-16", "text/plain; charset=nope", "a" * 8_000,
)  # fmt: skip


def served(app: Any) -> list[str]:
    """Every address of the whole application."""
    if isinstance(app, Deliveries):
        return [app._webhook.path, *served(app._app)]
    return paths(app._app.routes)


def paths(routes: list[BaseRoute]) -> list[str]:
    """Every address that is served, with its holes."""
    found = []
    for route in routes:
        if isinstance(route, Route):
            found.append(route.path)
        elif isinstance(route, Mount):
            found.extend(route.path + each for each in paths(list(route.routes or [])) or ["/{file}"])
    return found


async def played(folder: Path, seed: str) -> Round:
    """Half of the rounds ask a desk for real, half a trial."""
    chance, watch = Chance(seed), Watch()
    logging.getLogger("bot").setLevel(logging.CRITICAL)
    async with doors(folder, trial=int(seed.rpartition(":")[2]) % 3 == 0) as open_:
        known = [each for each in served(open_.app) if each != "/trial/kill"]
        for _ in range(EACH):
            await _one(chance, watch, open_, known)
    return Round(watch.figures(), watch.wrong)


async def _one(chance: Chance, watch: Watch, open_: Doors, known: list[str]) -> None:
    method, path = chance.choice(METHODS), _path(chance, chance.choice(known))
    query = urlencode([(_name(chance), _value(chance)) for _ in range(chance.randrange(4))], errors="replace").encode()
    query = chance.noise(query) if chance.maybe(0.1) else query
    kind, body = _body(chance) if method == "POST" or chance.maybe(0.1) else ("", b"")
    headers = _headers(chance, open_, kind, body)
    chunks = [body] if chance.maybe(0.8) else [body[at : at + 97] for at in range(0, min(len(body), 5_000), 97)]
    shown = told([method, path, query, headers, body[:600]])
    watch.inputs += 1
    for again in (False, True):
        began = time.thread_time()
        try:
            answer = await open_.ask(method, path, query, headers, chunks)
        except Exception as error:
            watch.note(f"{type(error).__name__}: {str(error)[:200]}", shown)
            return
        spent = time.thread_time() - began
        if spent < BOUND:
            break
        if again:
            watch.note(f"{spent:.1f} s of CPU", shown)
    watch.slowest = max(watch.slowest, spent)
    if wrong := judged(answer, method, path):
        watch.note(wrong, shown)
    _remember(open_, answer)


def judged(answer: Answer, method: str, path: bytes) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status >= 500 and not (answer.status == 503 and path in (b"/healthz", b"/chat/stream")):
        return f"answered {answer.status} {answer.body[:300]!r}"
    if not answer.status:
        return "no answer"
    kind = answer.headers.get("content-type", "")
    if answer.status == 200 and not answer.body and path == b"/telegram/" + TELEGRAM.partition(":")[0].encode():
        return ""  # what was kept is answered with nothing, and to whoever knows the secret alone
    if "nosniff" not in answer.headers.get("x-content-type-options", ""):
        return "headers are missing"
    if method == "HEAD" or answer.status in (304, 307, 303) or not answer.body or path.startswith(b"/static"):
        return ""
    try:
        page = _KEYS.sub("", answer.body.decode("utf-8", "replace")) if kind in HTML else ""
        if kind in HTML and (found := foreign(page)):
            return f"in the page: {found[:3]}"
        if kind.startswith("application/json"):
            json.loads(answer.body)
        if "xml" in kind and not path.endswith(b".svg"):
            fromstring(answer.body)
    except (ValueError, ParseError, AssertionError) as error:
        return f"{kind} that is none ({type(error).__name__} {error})"
    return ""


def _remember(open_: Doors, answer: Answer) -> None:
    """A browser of the web chat, once it spoke."""
    name, _, value = answer.headers.get("set-cookie", "").partition("=")
    if name.endswith("huiyin-chat") and value.partition(";")[0].strip('"'):
        open_.cookies[name] = value.partition(";")[0]


def _name(chance: Chance) -> str:
    return chance.choice(NAMES) if chance.maybe(0.9) else chance.text(300)


def _value(chance: Chance) -> str:
    return chance.choice(SEGMENTS) if chance.maybe(0.3) else chance.text(6_000)


def _path(chance: Chance, path: str) -> bytes:
    while "{" in path:
        before, _, rest = path.partition("{")
        path = (
            before
            + (chance.choice(SEGMENTS) if chance.maybe(0.8) else chance.text(500)).replace("{", "")
            + rest.partition("}")[2]
        )
    found = path.encode("utf-8", "replace")
    return chance.noise(found)[:9_000] if chance.maybe(0.05) else found


def _headers(chance: Chance, open_: Doors, kind: str, body: bytes) -> Headers:
    made = {"host": "127.0.0.1" if open_.trial else "desk.example.org", "content-type": kind}
    if chance.maybe(0.85):
        made["sec-fetch-site"] = "same-origin"
    if chance.maybe(0.8):
        made["cookie"] = "; ".join(f"{name}={value}" for name, value in open_.cookies.items())
    if chance.maybe(0.8):
        made["content-length"] = str(len(body))
    if chance.maybe(0.5):
        made["x-telegram-bot-api-secret-token"] = secret(TELEGRAM)
    for _ in range(chance.randrange(3)):
        value = chance.choice(VALUES) if chance.maybe(0.8) else chance.text(900)
        made[chance.choice(HEADERS)] = value.replace("\r", "").replace("\n", "").replace("\x00", "")
    found = [(name.encode(), value.encode("latin-1", "replace")) for name, value in made.items() if value]
    if chance.maybe(0.05):
        found += [(b"cookie", b"a=" + bytes(chance.randrange(33, 127) for _ in range(50)))] * 60
    return found


def _body(chance: Chance) -> tuple[str, bytes]:
    """A form, a JSON object, a form with files, or something else, each with its type; then perhaps spoilt."""
    fields = {_name(chance): _value(chance) for _ in range(chance.randrange(6))}
    if chance.maybe(0.7):
        fields |= {"key": uuid.UUID(int=chance.getrandbits(128)).hex, "text": chance.text()}
        fields |= {"as": chance.choice(("li", "wang", "liu")), "chat": chance.choice(("group", "private:li", "duty"))}
    what = chance.randrange(5)
    if what == 0:
        kind, body = "application/x-www-form-urlencoded", urlencode(fields, errors="replace").encode()
    elif what == 1:
        kind, body = "application/json", json.dumps(fields if chance.maybe(0.6) else chance.value(5)).encode()
    elif what == 2:
        kind, body = "multipart/form-data; boundary=b", _multipart(chance, fields)
    elif what == 3:
        kind, body = (
            "application/json",
            json.dumps({"update_id": chance.randrange(10**9), "message": chance.value()}).encode(),
        )
    else:
        kind = chance.choice(VALUES).replace("\xff", "")
        body = chance.choice(
            (b"[" * 9_000, b'{"a":' * 9_000, b"9" * 9_000, b"\x1f\x8b" + chance.randbytes(99), chance.randbytes(300))
        )
    return kind, chance.noise(body) if chance.maybe(0.25) else body


def _multipart(chance: Chance, fields: dict[str, str]) -> bytes:
    parts = []
    for name, value in fields.items():
        parts.append(
            f'--b\r\nContent-Disposition: form-data; name="{quote(name, errors="replace")}"\r\n\r\n{value}\r\n'
        )
    if chance.maybe(0.6):
        named = chance.choice(("photo", "voice", "x"))
        filename = quote(chance.text(90), safe=" .", errors="replace") if chance.maybe(0.5) else "x.jpg"
        content = chance.choice(("OggS" + "\x00" * 40, "GIF89a", "\x89PNG", chance.text(900)))
        parts.append(
            f'--b\r\nContent-Disposition: form-data; name="{named}"; filename="{filename}"\r\n\r\n{content}\r\n'
        )
    return ("".join(parts) + ("--b--\r\n" if chance.maybe(0.9) else "")).encode("utf-8", "replace")
